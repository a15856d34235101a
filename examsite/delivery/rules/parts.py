"""Which components 考核项 a registration has, and what keeps a sitting from closing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

ONLINE, PRACTICAL, SECOND = "online", "practical", "second"


class ClosingProblem(StrEnum):
    """Why a sitting cannot be closed."""

    NOT_OVER = "not_over"
    STILL_RUNNING = "still_running"


@dataclass(frozen=True)
class Part:
    """One component to come: catalogue unit, part (online, practical, second) and form."""

    unit: str
    part: str
    form: str


def units_of(level: str, directions: Sequence[str]) -> tuple[str, ...]:
    """The catalogue units of a choice: each direction by itself, or the level that has none."""
    return tuple(f"{level}.{direction}" for direction in directions) or (level,)


def parts_of(level: str, directions: Sequence[str], second: str | None) -> tuple[Part, ...]:
    """The components of a registration (附件1 考核): online and practical for each direction; for a level
    without directions online and the chosen second form."""
    found: list[Part] = []
    for unit in units_of(level, directions):
        found.append(Part(unit, ONLINE, ONLINE))
        if second is None:
            found.append(Part(unit, PRACTICAL, PRACTICAL))
        else:
            found.append(Part(unit, SECOND, second))
    return tuple(found)
