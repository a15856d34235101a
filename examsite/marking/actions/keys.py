"""Marking online parts by key 客观题评分, in bulk, after their attempts have closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import lazyload

from examsite.audit.act import Act
from examsite.bank.rules.marking import mark
from examsite.delivery import actions as delivery
from examsite.delivery.models import Attempt, Component
from examsite.delivery.rules.parts import ONLINE
from examsite.marking import queries
from examsite.marking.models import PartMark
from examsite.marking.rules.sheet import Method


def mark_closed(act: Act, limit: int) -> int:
    """Mark at most `limit` closed online parts by their keys; returns how many.

    A blank sheet has the mark 0, which is a mark. May be run by several sweepers at once and run again: each
    takes what no other has locked, and what is marked has left the state `handed_in`. A part that is marked
    again after an inquiry gets its mark anew.
    """
    components = _handed_in(act, limit)
    attempts = queries.attempts_closed(act.session, list(components))
    papers = queries.keyed(act.session, {paper_id for _id, paper_id in attempts.values()})
    out_of = {
        paper_id: sum((item.full_mark for item in paper), Fraction(0))
        for paper_id, paper in papers.items()
    }
    answered = queries.sheets(act.session, [attempt_id for attempt_id, _paper in attempts.values()])
    act.session.execute(sa.delete(PartMark).where(PartMark.component_id.in_(attempts)))
    for component_id, (attempt_id, paper_id) in attempts.items():
        got, detail = _marked(papers[paper_id], answered[attempt_id])
        act.session.add(
            PartMark(
                component_id=component_id, mark=got, out_of=out_of[paper_id], method=Method.KEY.value,
                detail=detail, marked_at=act.when,
            )
        )  # fmt: skip
    act.session.flush()
    for component_id in attempts:
        facts = {"objective_only": True}
        delivery.step(act, components[component_id], "mark_by_key", "system", facts)
    return len(attempts)


def _handed_in(act: Act, limit: int) -> dict[int, Component]:
    rows = act.session.scalars(
        sa.select(Component)
        .join(Attempt, Attempt.component_id == Component.id)
        .where(
            Component.part == ONLINE,
            Component.state == "handed_in",
            Attempt.closed_at.is_not(None),
        )
        .order_by(Component.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=Component)
        .options(lazyload("*"))
    )
    return {row.id: row for row in rows}


def _marked(
    paper: Sequence[queries.Keyed], sheet: Mapping[int, Sequence[int]]
) -> tuple[Fraction, list[dict[str, Any]]]:
    """The mark, and for each position the response and its mark."""
    got = Fraction(0)
    detail: list[dict[str, Any]] = []
    for item in paper:
        response = sheet.get(item.position, ())
        points = mark(item.type, item.key, response, item.full_mark)
        if points:  # exact sums are slow, and half of a bad sheet is nothing
            got += points
        detail.append({"position": item.position, "response": list(response), "mark": str(points)})
    return got, detail
