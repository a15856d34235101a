"""Rules of a sitting 场次: when it may be made, who is enrolled, where they sit, who is let in.

The notice leaves seats and tickets open; the forms here follow what exam centres do (spec/exam_practice 3).
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from examsite.catalogue.rules.levels import Level


class SittingState(StrEnum):
    """场次状态."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class EnrolmentState(StrEnum):
    """到考状态."""

    ENROLLED = "enrolled"
    ARRIVED = "arrived"
    ABSENT = "absent"
    VOID = "void"


class SittingProblem(StrEnum):
    """Why a sitting, its contents, a venue or a room is not taken 场次、考点设置问题."""

    ENDS_BEFORE_START = "ends_before_start"
    WORKS_BEFORE_START = "works_before_start"
    ALREADY_OVER = "already_over"
    LATE_ENTRY_TOO_LONG = "late_entry_too_long"
    LEVEL_NOT_IN_ROUND = "level_not_in_round"
    NAME_TAKEN = "name_taken"
    NOT_DRAFT = "not_draft"
    FIXED_BY_ENROLMENT = "fixed_by_enrolment"
    UNIT_OF_OTHER_LEVEL = "unit_of_other_level"
    FORM_NOT_ASKED = "form_not_asked"
    PAPER_OF_OTHER_UNIT = "paper_of_other_unit"
    BRIEF_OF_OTHER_UNIT = "brief_of_other_unit"
    PAPER_LONGER_THAN_WINDOW = "paper_longer_than_window"
    UNKNOWN_CITY = "unknown_city"
    VENUE_TAKEN = "venue_taken"
    ROOM_TAKEN = "room_taken"
    CAPACITY_RANGE = "capacity_range"


class EnrolProblem(StrEnum):
    """Why somebody is not enrolled 不能编场的原因."""

    NOBODY = "nobody"
    NOT_DRAFT = "not_draft"
    PLAN_NOT_FILED = "plan_not_filed"
    NOT_ACCEPTED = "not_accepted"
    ENROLLED_ALREADY = "enrolled_already"
    OTHER_ROUND = "other_round"
    OTHER_LEVEL = "other_level"
    SITS_ELSEWHERE = "sits_elsewhere"
    SEATS_SHORT = "seats_short"


class Check(StrEnum):
    """What should hold before a sitting opens 开放条件, in the order in which it is looked at."""

    PLAN_FILED = "plan_filed"
    UNITS_SET = "units_set"
    SOMEBODY_ENROLLED = "somebody_enrolled"
    EVERYBODY_ENROLLED = "everybody_enrolled"
    SEATS_ENOUGH = "seats_enough"
    TIME_ENOUGH = "time_enough"
    WINDOW_AHEAD = "window_ahead"


class OpenProblem(StrEnum):
    """Why a sitting is neither opened nor closed 不能开放或结束的原因."""

    NOT_DRAFT = "not_draft"
    NOT_OPEN = "not_open"
    PLAN_NOT_FILED = "plan_not_filed"
    UNITS_NOT_SET = "units_not_set"
    NOBODY_ENROLLED = "nobody_enrolled"
    TIME_SHORT = "time_short"
    WINDOW_OVER = "window_over"


KEEPS_SHUT = {
    Check.PLAN_FILED: OpenProblem.PLAN_NOT_FILED,
    Check.UNITS_SET: OpenProblem.UNITS_NOT_SET,
    Check.SOMEBODY_ENROLLED: OpenProblem.NOBODY_ENROLLED,
    Check.TIME_ENOUGH: OpenProblem.TIME_SHORT,
    Check.WINDOW_AHEAD: OpenProblem.WINDOW_OVER,
}
"""The checks that keep a sitting shut; the others are advice: somebody may be left for a later sitting."""


class DoorProblem(StrEnum):
    """Why somebody is not let in, let out again, or marked absent 入场办理问题."""

    NOT_OPEN = "not_open"
    TOO_EARLY = "too_early"
    OVER = "over"
    IDENTITY_NOT_CHECKED = "identity_not_checked"
    ARRIVED_ALREADY = "arrived_already"
    NOT_ARRIVED = "not_arrived"
    STARTED_ALREADY = "started_already"
    MARKED_ABSENT = "marked_absent"
    PLACE_VOID = "place_void"
    PART_RUNNING = "part_running"


MAX_CAPACITY = 500
DOORS_OPEN_BEFORE = timedelta(hours=12)
"""People are let in from half a day before the start on: early enough for any queue, never days ahead."""
TICKET_FORM = {"year": 2, "round": 2, "sitting": 2, "city": 2, "venue": 2, "room": 2, "seat": 3}
"""准考证号 {年}{批次}{场次}{市}{考点}{考场}{座位}, digits of each part. The scheme's own form is unknown [U]; the
sitting is added to the usual parts because one seat serves several sittings of a round."""


@dataclass(frozen=True)
class SittingFacts:
    """What an exam officer states about a sitting; moments with zone, `late_entry_min` None for no limit."""

    round_id: int
    level: str
    name: str
    venue_id: int
    starts_at: datetime
    ends_at: datetime
    works_due_at: datetime
    late_entry_min: int | None = None


@dataclass(frozen=True)
class Seats:
    """A room with the seats nobody may be given: taken here, or by another sitting at the same time."""

    room_id: int
    capacity: int
    taken: frozenset[int] = frozenset()

    @property
    def free(self) -> tuple[int, ...]:
        """The free seats, in order from 1."""
        return tuple(seat for seat in range(1, self.capacity + 1) if seat not in self.taken)


@dataclass(frozen=True)
class Place:
    """Who sits where 座位: a registration, a room, a seat from 1."""

    registration_id: int
    room_id: int
    seat: int


@dataclass(frozen=True)
class Applicant:
    """What enrolling looks at: a registration with its round, level, state, and what else binds its candidate."""

    registration_id: int
    round_id: int
    level: str
    state: str
    enrolled: bool
    sits_elsewhere: bool


@dataclass(frozen=True)
class Readiness:
    """What is known about a sitting before it opens; `longest_s` is the paper time of the busiest candidate."""

    plan_filed: bool
    units_missing: tuple[tuple[str, str], ...]
    enrolled: int
    accepted_left: int
    free_seats: int
    longest_s: int
    window_s: int
    ends_at: datetime


def why_not_sitting(
    facts: SittingFacts, levels: Collection[str], now: datetime
) -> SittingProblem | None:
    """The first thing wrong with a sitting; `levels` are those of its round (场次设置)."""
    if facts.level not in levels:
        return SittingProblem.LEVEL_NOT_IN_ROUND
    if facts.ends_at <= facts.starts_at:
        return SittingProblem.ENDS_BEFORE_START
    if facts.works_due_at < facts.starts_at:
        return SittingProblem.WORKS_BEFORE_START
    if facts.ends_at <= now:
        return SittingProblem.ALREADY_OVER
    late_entry = timedelta(minutes=facts.late_entry_min or 0)
    if not timedelta() <= late_entry < facts.ends_at - facts.starts_at:
        return SittingProblem.LATE_ENTRY_TOO_LONG
    return None


def forms_of(level: Level) -> tuple[str, ...]:
    """The forms that the part beside the online test may take at a level: practical, or one of the second's."""
    return level.second_forms or ("practical",)


def units_asked(
    level: str, directions: Sequence[str], second: str | None
) -> tuple[tuple[str, str], ...]:
    """The (unit, form) pairs that a registration needs in its sitting: one per direction, or the level itself.

    附件1: each direction has an online test and a practical; a level without directions has its elected form.
    """
    if directions:
        return tuple((f"{level}.{direction}", "practical") for direction in directions)
    return ((level, second or "practical"),)


def why_not_enrol(
    applicant: Applicant, round_id: int, level: str, state: SittingState, plan_filed: bool
) -> EnrolProblem | None:
    """Whether this registration may be enrolled 编场 in a sitting; the plan must be filed first (N-09)."""
    if state is not SittingState.DRAFT:
        return EnrolProblem.NOT_DRAFT
    if not plan_filed:
        return EnrolProblem.PLAN_NOT_FILED
    if applicant.round_id != round_id:
        return EnrolProblem.OTHER_ROUND
    if applicant.level != level:
        return EnrolProblem.OTHER_LEVEL
    if applicant.enrolled:
        return EnrolProblem.ENROLLED_ALREADY
    if applicant.state != "accepted":
        return EnrolProblem.NOT_ACCEPTED
    return EnrolProblem.SITS_ELSEWHERE if applicant.sits_elsewhere else None


def draw_seats(
    registration_ids: Collection[int], rooms: Sequence[Seats], seed: int
) -> list[Place] | None:
    """Draw seats at random 抽签排座: rooms are filled in the order given, who sits where is drawn.

    The same people, rooms and seed give the same seats on any machine; None when there are too few seats.
    """
    seats = [(room.room_id, seat) for room in rooms for seat in room.free]
    people = sorted(set(registration_ids))
    if len(people) > len(seats):
        return None
    random.Random(seed).shuffle(people)
    return [Place(person, *seat) for person, seat in zip(people, seats, strict=False)]


def ticket_number(parts: dict[str, int]) -> str:
    """The admission ticket number 准考证号: digits only; `parts` are named as in TICKET_FORM, year in full."""
    values = parts | {"year": parts["year"] % 100}
    return "".join(str(values[name]).zfill(digits) for name, digits in TICKET_FORM.items())


def unmet(readiness: Readiness, now: datetime) -> tuple[Check, ...]:
    """What is still missing before the sitting may open (开放条件), in the order of Check."""
    holds = {
        Check.PLAN_FILED: readiness.plan_filed,
        Check.UNITS_SET: not readiness.units_missing,
        Check.SOMEBODY_ENROLLED: readiness.enrolled > 0,
        Check.EVERYBODY_ENROLLED: readiness.accepted_left == 0,
        Check.SEATS_ENOUGH: readiness.accepted_left <= readiness.free_seats,
        Check.TIME_ENOUGH: readiness.longest_s <= readiness.window_s,
        Check.WINDOW_AHEAD: now < readiness.ends_at,
    }
    return tuple(check for check in Check if not holds[check])


def why_not_open(readiness: Readiness, now: datetime) -> OpenProblem | None:
    """The first thing that keeps a sitting shut, or None when it may open (开放场次)."""
    problems = (KEEPS_SHUT.get(check) for check in unmet(readiness, now))
    return next((problem for problem in problems if problem), None)


def why_not_admit(
    sitting: SittingState,
    enrolment: EnrolmentState,
    window: tuple[datetime, datetime],
    now: datetime,
) -> DoorProblem | None:
    """Whether somebody may be let in 入场 now; `window` is from the start to the last moment of any part."""
    if sitting is not SittingState.OPEN:
        return DoorProblem.NOT_OPEN
    if now < window[0] - DOORS_OPEN_BEFORE:
        return DoorProblem.TOO_EARLY
    if now > window[1]:
        return DoorProblem.OVER
    return {
        EnrolmentState.ARRIVED: DoorProblem.ARRIVED_ALREADY,
        EnrolmentState.ABSENT: DoorProblem.MARKED_ABSENT,
        EnrolmentState.VOID: DoorProblem.PLACE_VOID,
    }.get(enrolment)
