"""Reading the audit log."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from examsite.audit import rules
from examsite.audit.models import Entry
from examsite.core.db import Session


@dataclass(frozen=True)
class ChainReport:
    """What walking the chain found: `bad_place` is the first place that does not fit, or None."""

    sealed: int
    unsealed: int
    head: str
    bad_place: int | None


def fields_of(entry: Entry) -> dict[str, Any]:
    """The fields of an entry that its hash covers, as JSON values."""
    return {
        "id": entry.id,
        "at": entry.at.isoformat(timespec="microseconds"),
        "account": entry.account_id,
        "role": entry.role,
        "verb": entry.verb,
        "subject": entry.subject,
        "key": entry.subject_key,
        "facts": entry.facts,
    }


def unsealed(session: Session, limit: int) -> Sequence[Entry]:
    """Entries not yet chained, oldest first."""
    return session.scalars(
        sa.select(Entry).where(Entry.place.is_(None)).order_by(Entry.id).limit(limit)
    ).all()


def last_sealed(session: Session) -> Entry | None:
    """The newest entry of the chain, or None before the first sealing."""
    return session.scalar(
        sa.select(Entry).where(Entry.place.is_not(None)).order_by(Entry.place.desc()).limit(1)
    )


def walk(session: Session) -> Iterator[Entry]:
    """All sealed entries in chain order."""
    yield from session.scalars(
        sa.select(Entry).where(Entry.place.is_not(None)).order_by(Entry.place),
        execution_options={"yield_per": 1000},
    )


def verify(session: Session) -> ChainReport:
    """Walk the chain from the beginning and compare every hash."""
    previous, place, bad = rules.FIRST, 0, None
    for entry in walk(session):
        place += 1
        expected = rules.entry_hash(previous, place, fields_of(entry))
        if entry.place != place or entry.previous != previous or entry.hash != expected:
            bad = place
            break
        previous = expected
    tail = session.scalar(sa.select(sa.func.count()).where(Entry.place.is_(None))) or 0
    return ChainReport(place, tail, previous, bad)


def entries_about(session: Session, subject: str, key: str, limit: int = 100) -> Sequence[Entry]:
    """The newest entries about one thing."""
    return session.scalars(
        sa.select(Entry)
        .where(Entry.subject == subject, Entry.subject_key == key)
        .order_by(Entry.id.desc())
        .limit(limit)
    ).all()


def search(
    session: Session, text: str, codes: Collection[str], offset: int, limit: int
) -> tuple[Sequence[Entry], int]:
    """Entries whose verb, subject or role contains `text` or is one of `codes`, newest first, with the total."""
    found = sa.select(Entry)
    if text:
        asked = [
            column.contains(text, autoescape=True) | column.in_(codes)
            for column in (Entry.verb, Entry.subject, Entry.role)
        ]
        found = found.where(sa.or_(*asked))
    total = session.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0
    rows = session.scalars(found.order_by(Entry.id.desc()).offset(offset).limit(limit)).all()
    return rows, total
