"""What an exam officer and an invigilator do: venues, sittings, enrolment, arrival."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import Enum

import sqlalchemy as sa

from examsite.audit.act import CHINA, Act
from examsite.bank.models import Brief
from examsite.catalogue.rules import levels, regions
from examsite.core.refusal import Missing, Refusal
from examsite.messages import actions as messages
from examsite.messages.rules import Kind as Notice
from examsite.papers.models import Paper
from examsite.registration import actions as registration
from examsite.registration.models import Registration, Round
from examsite.sittings import queries, rules
from examsite.sittings.models import Enrolment, Room, Sitting, SittingUnit, Venue
from examsite.sittings.rules import (
    DoorProblem,
    EnrolmentState,
    EnrolProblem,
    OpenProblem,
    SittingFacts,
    SittingProblem,
    SittingState,
)


def make_venue(act: Act, name: str, city: str, address: str) -> Venue:
    """Enter a venue 考点. Refusals: UNKNOWN_CITY, VENUE_TAKEN."""
    _check(SittingProblem.UNKNOWN_CITY, "city", city in {one.id for one in regions.cities()})
    _check(SittingProblem.VENUE_TAKEN, "name", not _exists(act, Venue.name == name.strip()))
    venue = Venue(name=name.strip(), city=city, address=address.strip())
    act.session.add(venue)
    act.log("made", venue, name=venue.name, city=city)
    return venue


def add_room(act: Act, venue_id: int, name: str, capacity: int) -> Room:
    """Add a room 考场 with its number of seats. Refusals: ROOM_TAKEN, CAPACITY_RANGE; Missing."""
    venue = queries.venue(act.session, venue_id)
    in_range = 0 < capacity <= rules.MAX_CAPACITY
    _check(SittingProblem.CAPACITY_RANGE, "capacity", in_range, most=rules.MAX_CAPACITY)
    names = {room.name for room in venue.rooms}
    _check(SittingProblem.ROOM_TAKEN, "name", name.strip() not in names)
    room = Room(venue=venue, name=name.strip(), capacity=capacity)
    act.session.add(room)
    act.log("made", room, venue=venue.name, name=room.name, capacity=capacity)
    return room


def make_sitting(act: Act, facts: SittingFacts) -> Sitting:
    """Make a sitting 场次 as a draft. Refusals: SittingProblem; Missing for an unknown round or venue."""
    _check_sitting(act, facts)
    _check(SittingProblem.NAME_TAKEN, "name", not _exists(act, Sitting.name == facts.name))
    sitting = Sitting(state=SittingState.DRAFT, units=[])
    _state(act, sitting, facts)
    act.session.add(sitting)
    act.log("made", sitting, name=sitting.name, level=sitting.level)
    return sitting


def change_sitting(act: Act, sitting_id: int, facts: SittingFacts) -> Sitting:
    """Change a draft; round, level and venue stay once somebody is enrolled.

    Refusals: SittingProblem (NOT_DRAFT, FIXED_BY_ENROLMENT and those of making one).
    """
    sitting = _locked(act, sitting_id)
    _check(SittingProblem.NOT_DRAFT, None, sitting.state is SittingState.DRAFT)
    _check_sitting(act, facts)
    taken = _exists(act, (Sitting.name == facts.name) & (Sitting.id != sitting_id))
    _check(SittingProblem.NAME_TAKEN, "name", not taken)
    fixed = (sitting.round_id, sitting.level, sitting.venue_id)
    moved = fixed != (facts.round_id, facts.level, facts.venue_id)
    enrolled = _exists(act, Enrolment.sitting_id == sitting_id)
    _check(SittingProblem.FIXED_BY_ENROLMENT, None, not (moved and enrolled))
    _state(act, sitting, facts)
    act.log("changed", sitting, name=sitting.name, starts_at=sitting.starts_at.isoformat())
    return sitting


def set_unit(
    act: Act, sitting_id: int, unit: str, form: str, paper_id: int, brief_id: int
) -> SittingUnit:
    """Choose paper and brief of one unit in one form (场次试卷与实操题); again replaces them.

    Refusals: NOT_DRAFT, UNIT_OF_OTHER_LEVEL, FORM_NOT_ASKED, PAPER_OF_OTHER_UNIT, BRIEF_OF_OTHER_UNIT,
    PAPER_LONGER_THAN_WINDOW; Missing.
    """
    sitting = _locked(act, sitting_id)
    level = levels.level(sitting.level)
    paper = act.session.get(Paper, paper_id)
    brief = act.session.get(Brief, brief_id)
    if paper is None or brief is None:
        raise Missing
    window_s = (sitting.ends_at - sitting.starts_at).total_seconds()
    at_level = unit in {one.id for one in levels.units_of(level.id)}
    of_unit = brief.unit == unit and brief.form == form
    _check(SittingProblem.NOT_DRAFT, None, sitting.state is SittingState.DRAFT)
    _check(SittingProblem.UNIT_OF_OTHER_LEVEL, "unit", at_level)
    _check(SittingProblem.FORM_NOT_ASKED, "form", form in rules.forms_of(level))
    _check(SittingProblem.PAPER_OF_OTHER_UNIT, "paper_id", paper.unit == unit)
    _check(SittingProblem.BRIEF_OF_OTHER_UNIT, "brief_id", of_unit)
    _check(SittingProblem.PAPER_LONGER_THAN_WINDOW, "paper_id", paper.time_limit_s <= window_s)
    chosen = queries.unit_of(act.session, sitting_id, unit, form)
    if chosen is None:
        chosen = SittingUnit(unit=unit, form=form)
        sitting.units.append(chosen)
    chosen.paper, chosen.brief = paper, brief
    act.log("set", chosen, unit=unit, form=form, paper=paper_id, brief=brief_id)
    return chosen


def enrol(
    act: Act, sitting_id: int, registration_ids: Collection[int], seed: int | None = None
) -> list[Enrolment]:
    """Enrol accepted registrations 编场: draw seats, give ticket numbers, tell the candidates. All or nobody.

    `seed` makes the draw repeatable; without one it comes from the moment of the act. It is in the audit
    entry. Refusals: EnrolProblem (with the registration's `number`); those of the registration's life cycle.
    """
    sitting = _locked(act, sitting_id)
    rows = _registrations(act, registration_ids)
    _check_applicants(act, sitting, rows)
    seed = int(act.when.timestamp()) if seed is None else seed
    rooms = queries.seats(act.session, sitting)
    places = rules.draw_seats([row.id for row in rows], rooms, seed)
    if places is None:
        free = sum(len(room.free) for room in rooms)
        raise Refusal(EnrolProblem.SEATS_SHORT, people=len(rows), seats=free)
    made = _enrolments(act, sitting, places)
    for row in rows:
        registration.mark_enrolled(act, row.id)
        messages.send(act, row.candidate.account_id, Notice.ENROLLED, sitting=sitting.name)
    act.log("enrolled", sitting, number=len(made), seed=seed)
    return made


def mark_open(act: Act, sitting_id: int) -> Sitting:
    """Open a sitting; called by delivery, which prepares the components. Refusals: OpenProblem."""
    sitting = _locked(act, sitting_id)
    _check(OpenProblem.NOT_DRAFT, None, sitting.state is SittingState.DRAFT)
    readiness = queries.readiness(act.session, sitting)
    if problem := rules.why_not_open(readiness, act.when):
        raise Refusal(problem)
    sitting.state = SittingState.OPEN
    act.log("opened", sitting, enrolled=readiness.enrolled)
    return sitting


def mark_closed(act: Act, sitting_id: int) -> Sitting:
    """Close a sitting; called by delivery, which sees all counts. Refusal: NOT_OPEN."""
    sitting = _locked(act, sitting_id)
    _check(OpenProblem.NOT_OPEN, None, sitting.state is SittingState.OPEN)
    sitting.state = SittingState.CLOSED
    numbers = queries.counts(act.session, sitting_id)
    act.log("closed", sitting, **{state.value: number for state, number in numbers.items()})
    return sitting


def admit(act: Act, enrolment_id: int, identity_checked: bool = True) -> Enrolment:
    """Let a candidate in 入场: the invigilator compared person, photo and identity paper.

    Refusals: DoorProblem (NOT_OPEN, TOO_EARLY, OVER, ARRIVED_ALREADY, MARKED_ABSENT, PLACE_VOID,
    IDENTITY_NOT_CHECKED).
    """
    enrolment = _locked_enrolment(act, enrolment_id)
    sitting = enrolment.sitting
    window = (sitting.starts_at, max(sitting.ends_at, sitting.works_due_at))
    if problem := rules.why_not_admit(sitting.state, enrolment.state, window, act.when):
        raise Refusal(problem)
    _check(DoorProblem.IDENTITY_NOT_CHECKED, "identity_checked", identity_checked)
    enrolment.state = EnrolmentState.ARRIVED
    enrolment.arrived_at = act.when
    enrolment.admitted_by = act.who.account_id
    act.log("admitted", enrolment, ticket=enrolment.ticket_number)
    return enrolment


def undo_admission(act: Act, enrolment_id: int, started: bool) -> Enrolment:
    """Take an admission back 撤销入场. `started`: whether any part was begun, which only delivery can see.

    Refusals: NOT_OPEN, NOT_ARRIVED, STARTED_ALREADY.
    """
    enrolment = _locked_enrolment(act, enrolment_id)
    _check(DoorProblem.NOT_OPEN, None, enrolment.sitting.state is SittingState.OPEN)
    _check(DoorProblem.NOT_ARRIVED, None, enrolment.state is EnrolmentState.ARRIVED)
    _check(DoorProblem.STARTED_ALREADY, None, not started)
    enrolment.state = EnrolmentState.ENROLLED
    enrolment.arrived_at = enrolment.admitted_by = None
    act.log("admission_undone", enrolment, ticket=enrolment.ticket_number)
    return enrolment


def mark_absent(act: Act, enrolment_id: int) -> Enrolment:
    """Record that somebody never came 缺考; called by delivery when a sitting closes. Refusals:
    ARRIVED_ALREADY, MARKED_ABSENT, PLACE_VOID."""
    enrolment = _locked_enrolment(act, enrolment_id)
    _check(DoorProblem.ARRIVED_ALREADY, None, enrolment.state is not EnrolmentState.ARRIVED)
    _check(DoorProblem.MARKED_ABSENT, None, enrolment.state is not EnrolmentState.ABSENT)
    _check(DoorProblem.PLACE_VOID, None, enrolment.state is not EnrolmentState.VOID)
    enrolment.state = EnrolmentState.ABSENT
    act.log("absent", enrolment, ticket=enrolment.ticket_number)
    return enrolment


def void(act: Act, enrolment_id: int, running: bool) -> Enrolment:
    """Make a place void 编场作废: it keeps its seat and number, and counts for nobody who came or stayed away.

    `running`: whether any part is under way, which only delivery can see. Refusals: PLACE_VOID, PART_RUNNING.
    """
    enrolment = _locked_enrolment(act, enrolment_id)
    _check(DoorProblem.PLACE_VOID, None, enrolment.state is not EnrolmentState.VOID)
    _check(DoorProblem.PART_RUNNING, None, not running)
    was = enrolment.state
    enrolment.state = EnrolmentState.VOID
    enrolment.arrived_at = enrolment.admitted_by = None
    act.log("voided", enrolment, ticket=enrolment.ticket_number, was=was.value)
    return enrolment


def _check(reason: Enum, field: str | None, holds: bool, **facts: object) -> None:
    if not holds:
        raise Refusal(reason, field, **facts)


def _exists(act: Act, condition: sa.ColumnElement[bool]) -> bool:
    return bool(act.session.scalar(sa.select(sa.exists().where(condition))))


def _locked(act: Act, sitting_id: int) -> Sitting:
    """The sitting, read anew; two officers enrolling at once wait for each other."""
    found = act.session.scalar(
        sa.select(Sitting)
        .where(Sitting.id == sitting_id)
        .with_for_update(of=Sitting)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise Missing
    return found


def _locked_enrolment(act: Act, enrolment_id: int) -> Enrolment:
    found = act.session.scalar(
        sa.select(Enrolment).where(Enrolment.id == enrolment_id).with_for_update(of=Enrolment)
    )
    if found is None:
        raise Missing
    return found


def _check_sitting(act: Act, facts: SittingFacts) -> None:
    round_ = act.session.get(Round, facts.round_id)
    if round_ is None or act.session.get(Venue, facts.venue_id) is None:
        raise Missing
    fields = {
        SittingProblem.LEVEL_NOT_IN_ROUND: "level",
        SittingProblem.ENDS_BEFORE_START: "ends_at",
        SittingProblem.ALREADY_OVER: "ends_at",
        SittingProblem.WORKS_BEFORE_START: "works_due_at",
        SittingProblem.LATE_ENTRY_TOO_LONG: "late_entry_min",
    }
    if problem := rules.why_not_sitting(facts, round_.levels, act.when):
        raise Refusal(problem, fields[problem])


def _state(act: Act, sitting: Sitting, facts: SittingFacts) -> None:
    sitting.round = act.session.get_one(Round, facts.round_id)
    sitting.venue = act.session.get_one(Venue, facts.venue_id)
    sitting.level, sitting.name = facts.level, facts.name.strip()
    sitting.starts_at, sitting.ends_at = facts.starts_at, facts.ends_at
    sitting.works_due_at, sitting.late_entry_min = facts.works_due_at, facts.late_entry_min


def _registrations(act: Act, registration_ids: Collection[int]) -> Sequence[Registration]:
    wanted = sorted(set(registration_ids))
    _check(EnrolProblem.NOBODY, None, bool(wanted))
    rows: list[Registration] = []
    for first in range(0, len(wanted), 500):
        part = wanted[first : first + 500]
        found = sa.select(Registration).where(Registration.id.in_(part)).order_by(Registration.id)
        rows += act.session.scalars(found)
    if len(rows) < len(wanted):
        raise Missing
    return rows


def _check_applicants(act: Act, sitting: Sitting, rows: Sequence[Registration]) -> None:
    filed = sitting.round.plan_filed_at is not None
    busy = queries.candidates_busy(act.session, sitting)
    enrolled = queries.enrolled_among(act.session, [row.id for row in rows])
    for row in rows:
        applicant = rules.Applicant(
            row.id, row.round_id, row.level, row.state, row.id in enrolled, row.candidate_id in busy
        )
        problem = rules.why_not_enrol(
            applicant, sitting.round_id, sitting.level, sitting.state, filed
        )
        if problem:
            raise Refusal(problem, number=row.number)


def _enrolments(act: Act, sitting: Sitting, places: Sequence[rules.Place]) -> list[Enrolment]:
    in_round, in_city = queries.ordinals(act.session, sitting)
    parts = {
        "year": sitting.starts_at.astimezone(CHINA).year,
        "round": sitting.round.number,
        "sitting": in_round,
        "city": int(regions.city(sitting.venue.city).code[2:4]),
        "venue": in_city,
    }
    room_ids = sorted(room.id for room in sitting.venue.rooms)
    made = [
        Enrolment(
            sitting=sitting,
            registration_id=place.registration_id,
            room_id=place.room_id,
            seat=place.seat,
            ticket_number=rules.ticket_number(
                parts | {"room": room_ids.index(place.room_id) + 1, "seat": place.seat}
            ),
            state=EnrolmentState.ENROLLED,
        )
        for place in places
    ]
    act.session.add_all(made)
    act.session.flush()
    return made
