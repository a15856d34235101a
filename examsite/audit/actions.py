"""Sealing the audit log."""

from __future__ import annotations

from examsite.audit import queries, rules
from examsite.core.db import Session


def seal(session: Session, limit: int = 5000) -> int:
    """Chain what is not yet chained (审计封链) and return how many; runs alone, from the sweeper.

    It takes a session rather than an Act: sealing is itself not a deed that leaves an entry.
    """
    last = queries.last_sealed(session)
    previous = last.hash if last and last.hash else rules.FIRST
    place = last.place if last and last.place else 0
    entries = queries.unsealed(session, limit)
    for entry in entries:
        place += 1
        entry.place, entry.previous = place, previous
        entry.hash = previous = rules.entry_hash(previous, place, queries.fields_of(entry))
    session.flush()
    return len(entries)
