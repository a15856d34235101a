"""审计: who did what, when, to what. The lowest domain.

An entry is written in the deed's own transaction, unchained; `actions.seal` chains entries in the order
in which it sees them committed, so that chaining never serialises the work (decisions.md, Audit).
Deliberately absent: editing and deleting.
"""
