"""Tools that know no domain: database, files, HTML from outside, encryption, refusals, life cycles.

Why so: `lifecycle` and `refusal` are pure and may be used by rules; the others touch the outside.
"""
