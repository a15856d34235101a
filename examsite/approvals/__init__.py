"""审批: one person proposes, another decides. Below people, so that every domain may ask for it.

What is approved is done by the package that owns it, with the decided approval in hand: `decide` only
records; `require` proves that a second person agreed. Deliberately absent: callbacks.
"""
