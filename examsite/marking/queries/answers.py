"""What marking by key reads, in bulk: closed attempts, their folded sheets, the papers with their keys."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

import sqlalchemy as sa

from examsite.bank import queries as bank
from examsite.bank.rules.items import ItemType
from examsite.core.db import Session
from examsite.delivery.models import Attempt, ResponseEvent
from examsite.delivery.rules.log import Event, fold
from examsite.papers.models import PaperItem


@dataclass(frozen=True)
class Keyed:
    """One position of a paper: its type, key (places of options from 0) and full mark."""

    position: int
    type: ItemType
    key: tuple[int, ...]
    full_mark: Fraction


def attempts_closed(session: Session, component_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Attempt id and paper id of each closed attempt of these components, by component id."""
    rows = session.execute(
        sa.select(Attempt.component_id, Attempt.id, Attempt.paper_id)
        .where(Attempt.component_id.in_(component_ids), Attempt.closed_at.is_not(None))
        .order_by(Attempt.component_id)
    )
    return {component_id: (attempt_id, paper_id) for component_id, attempt_id, paper_id in rows}


def sheets(session: Session, attempt_ids: Collection[int]) -> dict[int, dict[int, tuple[int, ...]]]:
    """The answer sheets 答卷 of these attempts: chosen places by position; a blank sheet is empty."""
    events: dict[int, list[Event]] = {attempt_id: [] for attempt_id in attempt_ids}
    rows = session.execute(
        sa.select(
            ResponseEvent.attempt_id,
            ResponseEvent.epoch,
            ResponseEvent.seq,
            ResponseEvent.position,
            ResponseEvent.response,
        ).where(ResponseEvent.attempt_id.in_(attempt_ids))
    )
    for attempt_id, epoch, seq, position, response in rows:
        events[attempt_id].append(Event(epoch, seq, position, tuple(response)))
    return {
        attempt_id: {position: event.places for position, event in fold(logged).items()}
        for attempt_id, logged in events.items()
    }


def keyed(session: Session, paper_ids: Collection[int]) -> dict[int, list[Keyed]]:
    """The keys of these papers, by paper id, in the order of their positions."""
    rows = session.execute(
        sa.select(
            PaperItem.paper_id, PaperItem.position, PaperItem.item_version_id, PaperItem.full_mark
        )
        .where(PaperItem.paper_id.in_(paper_ids))
        .order_by(PaperItem.paper_id, PaperItem.position)
    ).all()
    keys = bank.keys_of(session, {row.item_version_id for row in rows})
    found: dict[int, list[Keyed]] = {paper_id: [] for paper_id in paper_ids}
    for row in rows:
        kind, key = keys[row.item_version_id]
        found[row.paper_id].append(Keyed(row.position, kind, key, row.full_mark))
    return found
