"""Works 作品 of a practical, thesis or proposal: when they are taken, and when they are complete."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

MAX_UPLOAD_MB = 20
"""The largest file of a work, when no setting says otherwise."""


class WorkProblem(StrEnum):
    """Why a work or one of its files is not taken 作品不予接收的原因."""

    OVERDUE = "overdue"
    HANDED_IN = "handed_in"
    UNKNOWN_DELIVERABLE = "unknown_deliverable"
    DELIVERABLE_MISSING = "deliverable_missing"
    NOTE_NEEDED = "note_needed"
    NOT_A_WORK = "not_a_work"


@dataclass(frozen=True)
class Deliverable:
    """One thing to hand in 提交物: its place in the brief, name, kinds of file, and whether it is a must."""

    place: int
    name: str
    kinds: tuple[str, ...]
    required: bool


def deliverables(rows: Sequence[Mapping[str, Any]]) -> tuple[Deliverable, ...]:
    """The deliverables of a brief, as it stores them."""
    return tuple(
        Deliverable(place, str(row["name"]), tuple(row["kinds"]), bool(row.get("required", True)))
        for place, row in enumerate(rows)
    )


def missing(asked: Sequence[Deliverable], uploaded: Collection[int]) -> tuple[Deliverable, ...]:
    """What is a must and not yet there."""
    return tuple(one for one in asked if one.required and one.place not in uploaded)


def why_not_take(state: str, now: datetime, due_at: datetime) -> WorkProblem | None:
    """Files come and go until the work is handed in or due (the due moment included)."""
    if state not in ("scheduled", "running"):
        return WorkProblem.HANDED_IN
    return WorkProblem.OVERDUE if now > due_at else None
