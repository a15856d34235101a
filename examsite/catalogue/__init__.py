"""目录: what the notice lays down about levels, directions, courses, conditions and places, as data.

`zhejiang_2014_93.toml` is the reviewed text of Annex 1 with its clause ids, `regions.toml` the divisions of
Zhejiang with dates; `rules/` reads both into frozen facts. Settings (设置) are dated rows of the database and
become a `RuleConfig`. A changed notice is a new file and a new version (试行, T-73); a decision keeps the
version it was made under. Deliberately absent: any number of the notice written in code.
"""
