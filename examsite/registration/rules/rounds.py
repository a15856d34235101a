"""Registration rounds 报名批次: their window, and why somebody cannot register, change or withdraw now.

A round opens at `opens_at` and closes at `closes_at` (no longer open at that moment). No sitting is opened
before its evaluation plan 评价方案 is filed with the HR department (N-09).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

RETURN_DAYS = 5
"""Days in which a returned application may be handed in again after the round closed (setting return_days)."""


class RegistrationProblem(StrEnum):
    """Why a round, or a step of a registration, is not taken."""

    ROUND_NAME_TAKEN = "round_name_taken"
    ROUND_NUMBER_TAKEN = "round_number_taken"
    CLOSES_BEFORE_OPENING = "closes_before_opening"
    RETURN_OVER = "return_over"
    LEVELS_NEEDED = "levels_needed"
    LEVEL_NOT_EXAMINED = "level_not_examined"
    ROUND_IN_USE = "round_in_use"
    PLAN_NEEDED = "plan_needed"
    PLAN_NOT_SUBMITTED = "plan_not_submitted"
    PLAN_FILED = "plan_filed"
    PLAN_NUMBER_NEEDED = "plan_number_needed"
    NOT_OPEN_YET = "not_open_yet"
    CLOSED = "closed"
    LEVEL_NOT_OFFERED = "level_not_offered"
    ALREADY_LIVE = "already_live"
    DIRECTION_UNKNOWN = "direction_unknown"
    SECOND_UNKNOWN = "second_unknown"
    PROOF_IN_USE = "proof_in_use"
    NO_EXCEPTION = "no_exception"


@dataclass(frozen=True)
class RoundFacts:
    """What a round is 批次: the `number`-th of its `year`, for these levels, open in this window."""

    name: str
    year: int
    number: int
    levels: tuple[str, ...]
    opens_at: datetime
    closes_at: datetime
    sample: bool = False


Problem = tuple[RegistrationProblem, str]
"""A reason and the field it belongs to."""


def why_not_open(facts: RoundFacts, examined: frozenset[str]) -> Problem | None:
    """A round has a window and at least one level that is examined here."""
    if facts.closes_at <= facts.opens_at:
        return RegistrationProblem.CLOSES_BEFORE_OPENING, "closes_at"
    if not facts.levels:
        return RegistrationProblem.LEVELS_NEEDED, "levels"
    if not examined.issuperset(facts.levels):
        return RegistrationProblem.LEVEL_NOT_EXAMINED, "levels"
    return None


def why_not_now(
    opens_at: datetime, closes_at: datetime, now: datetime
) -> RegistrationProblem | None:
    """Whether the window is open: from `opens_at` on, until before `closes_at`."""
    if now < opens_at:
        return RegistrationProblem.NOT_OPEN_YET
    return None if now < closes_at else RegistrationProblem.CLOSED


def return_due_at(closes_at: datetime, returned_at: datetime, days: int = RETURN_DAYS) -> datetime:
    """Until when a returned application may be handed in again (补正期限): never before the round closes."""
    return max(closes_at, returned_at + timedelta(days=days))


def number_of(year: int, round_number: int, place: int) -> str:
    """A registration's number 报名编号: 年份(4) + 批次(2) + 序号(5), such as 20260100042."""
    return f"{year:04d}{round_number:02d}{place:05d}"
