"""What came of a rehearsed year, counted by the queries that the pages use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from examsite.cli.rehearsal.play import Cast
from examsite.cli.rehearsal.stage import LEVELS, Stage
from examsite.core.db import Session
from examsite.credentials import queries as credentials
from examsite.statistics import queries as statistics
from examsite.statistics.rules import Name, Part, Reconciliation

Pairs = dict[tuple[str, Name], Reconciliation]


def of_year(stage: Stage, cast: Cast) -> dict[str, Any]:
    """The counts of the chain, figures per unit and item, and the five reconciliations of each sitting."""
    session = stage.database.reading()
    try:
        return _figures(session, stage, cast)
    finally:
        session.close()


def _figures(session: Session, stage: Stage, cast: Cast) -> dict[str, Any]:
    pairs: Pairs = {
        (level, pair.name): pair
        for level in LEVELS
        for pair in statistics.reconciliation(session, stage.sitting_ids[level])
    }
    outcomes: Counter[str] = Counter()
    for level in LEVELS:
        outcomes.update(statistics.outcome_counts(session, stage.sitting_ids[level]))
    states = credentials.counts(session)
    return {
        "candidates": len(cast.players),
        "seed": stage.seed,
        "registered": _sum(pairs, Name.ENROLMENT, "left", Part.REGISTERED),
        "refused": _sum(pairs, Name.ENROLMENT, "right", Part.REFUSED),
        "withdrawn": _sum(pairs, Name.ENROLMENT, "right", Part.WITHDRAWN),
        "enrolled": _sum(pairs, Name.ARRIVAL, "left", Part.ENROLLED),
        "sat": _sum(pairs, Name.ATTEMPTS, "right", Part.CLOSED),
        "marked": _sum(pairs, Name.MARKS, "right", Part.MARKS),
        "double_marked": _marked_by(session, stage, 2),
        "adjudicated": _marked_by(session, stage, 3),
        "passed": outcomes.get("passed", 0),
        "not_passed": outcomes.get("not_passed", 0),
        "issued": states.get("issued", 0),
        "blocked": states.get("blocked", 0),
        "units": [_unit(session, stage, level, row) for level in LEVELS for row in
                  statistics.unit_figures(session, stage.sitting_ids[level])],
        "reconciliations": [
            {
                "sitting": level,
                "name": name.value,
                "left": pair.left_total,
                "right": pair.right_total,
                "holds": pair.holds,
                "open": _named(pair.open),
            }
            for (level, name), pair in pairs.items()
        ],
    }  # fmt: skip


def _sum(pairs: Pairs, name: Name, side: str, part: Part) -> int:
    return sum(getattr(pairs[level, name], side).get(part, 0) for level in LEVELS)


def _marked_by(session: Session, stage: Stage, markers: int) -> int:
    return sum(
        statistics.works_marked_by(session, sitting_id, markers)
        for sitting_id in stage.sitting_ids.values()
    )


def _named(parts: Mapping[Part, int]) -> dict[str, int]:
    return {part.value: number for part, number in parts.items() if number}


def _unit(session: Session, stage: Stage, level: str, row: Any) -> dict[str, Any]:
    found = {
        "unit": row.unit,
        "part": row.part,
        "marked": row.marked,
        "mean": _places(row.mean),
        "pass_rate": _places(row.pass_rate, 4),
    }
    if row.part == "online":
        items = statistics.item_figures(session, stage.sitting_ids[level], row.unit)
        shares = sorted(item.facility for item in items if item.facility is not None)
        if shares:
            found["facility"] = [
                _places(shares[0], 4),
                _places(shares[len(shares) // 2], 4),
                _places(shares[-1], 4),
            ]
    return found


def _places(value: Fraction | None, places: int = 2) -> str | None:
    """An exact number cut off after some places, as text: the same on every machine."""
    if value is None:
        return None
    scaled = int(value * 10**places)
    return f"{scaled // 10**places}.{scaled % 10**places:0{places}d}"
