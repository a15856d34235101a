"""Practice stays 实训记录: what a candidate declares, a base countersigns and the centre verifies (A1-21).

`declared -> countersigned | returned -> verified`. A stay at a base wants the signature of its full-time
responsible teacher (专职责任教师, RD-26); a stay at a firm goes straight to the centre.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class UnitKind(StrEnum):
    """备案单位种类."""

    INSTITUTION = "institution"
    BASE = "base"


class StayKind(StrEnum):
    """实训途径: a registered base (one month) or an e-commerce firm (three months)."""

    BASE = "base"
    ENTERPRISE = "enterprise"


class StayState(StrEnum):
    """实训记录状态."""

    DECLARED = "declared"
    COUNTERSIGNED = "countersigned"
    RETURNED = "returned"
    VERIFIED = "verified"


class StayProblem(StrEnum):
    """Why a stay, or what is done with it, is not taken."""

    ENDS_BEFORE_START = "ends_before_start"
    NOT_BEGUN = "not_begun"
    NOT_ENDED = "not_ended"
    UNIT_NEEDED = "unit_needed"
    NOT_A_BASE = "not_a_base"
    FIRM_NEEDED = "firm_needed"
    TEACHER_NEEDED = "teacher_needed"
    LOG_NEEDED = "log_needed"
    NOTE_NEEDED = "note_needed"
    NOT_COUNTERSIGNED = "not_countersigned"
    ALREADY_VERIFIED = "already_verified"
    NOT_OPEN = "not_open"
    OWN_STAY = "own_stay"
    CREDIT_CODE_TAKEN = "credit_code_taken"
    MEMBER_ELSEWHERE = "member_elsewhere"


@dataclass(frozen=True)
class StayFacts:
    """What a candidate declares about a stay; both days included. A base is named by `unit_id`, a firm by name."""

    kind: StayKind
    post: str
    start_on: date
    end_on: date
    unit_id: int | None = None
    firm: str = ""
    log: str = ""


Problem = tuple[StayProblem, str]
"""A reason and the field it belongs to."""


def why_not_declare(facts: StayFacts, today: date) -> Problem | None:
    """A stay has begun, ends on or after its first day, and names its base or firm."""
    if facts.kind is StayKind.BASE and facts.unit_id is None:
        return StayProblem.UNIT_NEEDED, "unit_id"
    if facts.kind is StayKind.ENTERPRISE and not facts.firm.strip():
        return StayProblem.FIRM_NEEDED, "firm"
    if facts.start_on > today:
        return StayProblem.NOT_BEGUN, "start_on"
    if facts.end_on < facts.start_on:
        return StayProblem.ENDS_BEFORE_START, "end_on"
    return None


def why_not_countersign(
    state: StayState, end_on: date, teacher: str, log: str, today: date
) -> Problem | None:
    """The teacher vouches for the whole stay (全程辅导), so it is over, named and described."""
    if state not in (StayState.DECLARED, StayState.RETURNED):
        return StayProblem.NOT_OPEN, ""
    if end_on > today:
        return StayProblem.NOT_ENDED, ""
    if not teacher.strip():
        return StayProblem.TEACHER_NEEDED, "teacher"
    if not log.strip():
        return StayProblem.LOG_NEEDED, "log"
    return None


def why_not_verify(kind: StayKind, state: StayState, end_on: date, today: date) -> Problem | None:
    """Only a stay that is over; at a base only one that is countersigned (RD-26)."""
    if state is StayState.VERIFIED:
        return StayProblem.ALREADY_VERIFIED, ""
    if state is StayState.RETURNED:
        return StayProblem.NOT_OPEN, ""
    if kind is StayKind.BASE and state is not StayState.COUNTERSIGNED:
        return StayProblem.NOT_COUNTERSIGNED, ""
    if end_on > today:
        return StayProblem.NOT_ENDED, ""
    return None
