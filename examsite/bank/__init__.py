"""题库: items 试题 and their versions, keys, and task briefs (实操题, 选题) with rubrics.

Source files live in question_banks/ and are reviewed in git; `actions.load` brings them in, and a changed
item becomes a new version so that a used one never changes under a paper. Keys leave this package only
through `queries.keys_of`, which marking calls after closing.
"""
