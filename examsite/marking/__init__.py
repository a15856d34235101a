"""阅卷: marking by key in bulk after closing, and marking by rubric without knowing who it is.

A script carries a random code 密号; a marker's queries never join to the candidate. Each marker's sheet is
their own; the mark of a script is the exact mean of its locked sheets.
"""
