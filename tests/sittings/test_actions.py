"""Sittings on both databases: contents, enrolment, opening, arrival."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from enum import Enum
from typing import Any

import pytest
import sqlalchemy as sa

from examsite.audit.act import Act
from examsite.audit.models import Entry
from examsite.core.refusal import Missing, Refusal
from examsite.delivery import actions as delivery
from examsite.messages.queries import messages_of
from examsite.people.rules.roles import Role
from examsite.registration import actions as registration
from examsite.sittings import actions, queries
from examsite.sittings.rules import (
    DoorProblem,
    EnrolmentState,
    EnrolProblem,
    OpenProblem,
    SittingProblem,
    SittingState,
)
from tests.makers import delivery as content
from tests.makers import people
from tests.makers import registration as registrations
from tests.makers import sittings as made


def refused(reason: Enum) -> Any:
    return pytest.raises(Refusal, match=f"{type(reason).__name__}.{reason.name}$")


def test_a_room_is_named_once_and_has_seats(act: Act) -> None:
    venue = made.venue(act, 30)
    with refused(SittingProblem.ROOM_TAKEN):
        actions.add_room(act, venue.id, "第1考场", 10)
    with refused(SittingProblem.CAPACITY_RANGE):
        actions.add_room(act, venue.id, "第2考场", 0)


def test_a_venue_stands_in_a_city_of_the_province(act: Act) -> None:
    with refused(SittingProblem.UNKNOWN_CITY):
        actions.make_venue(act, "考点", "shanghai", "路 1 号")


def test_a_sitting_is_named_once(act: Act) -> None:
    first = made.sitting(act)
    with refused(SittingProblem.NAME_TAKEN):
        made.sitting(act, first.round, first.venue, name=first.name)


def test_a_paper_or_brief_of_another_direction_is_not_taken(act: Act) -> None:
    sitting = made.sitting(act)
    paper, brief = (
        content.a_paper(act, "assistant.service"),
        content.a_brief(act, "assistant.service"),
    )
    with refused(SittingProblem.PAPER_OF_OTHER_UNIT):
        actions.set_unit(act, sitting.id, "assistant.design", "practical", paper.id, brief.id)
    with refused(SittingProblem.FORM_NOT_ASKED):
        actions.set_unit(act, sitting.id, "assistant.service", "thesis_defence", paper.id, brief.id)
    with refused(SittingProblem.UNIT_OF_OTHER_LEVEL):
        actions.set_unit(act, sitting.id, "manager", "practical", paper.id, brief.id)
    other = content.a_brief(act, "assistant.design")
    with refused(SittingProblem.BRIEF_OF_OTHER_UNIT):
        actions.set_unit(act, sitting.id, "assistant.service", "practical", paper.id, other.id)


def test_a_manager_sitting_has_contents_for_each_form(act: Act) -> None:
    sitting = made.equip(act, made.sitting(act, level="manager"))
    assert [row.form for row in sitting.units] == ["thesis_defence", "planning_proposal"]


def test_choosing_again_replaces_the_paper(act: Act) -> None:
    sitting = made.equip(act, made.sitting(act))
    paper, brief = (
        content.a_paper(act, "assistant.service"),
        content.a_brief(act, "assistant.service"),
    )
    actions.set_unit(act, sitting.id, "assistant.service", "practical", paper.id, brief.id)
    assert len(sitting.units) == 3
    chosen = queries.unit_of(act.session, sitting.id, "assistant.service", "practical")
    assert chosen is not None
    assert chosen.paper_id == paper.id


def test_a_paper_must_fit_into_the_window(act: Act) -> None:
    sitting = made.sitting(act)
    brief = content.a_brief(act, "assistant.service")
    long_paper = content.a_paper(act, "assistant.service", limit_s=3 * 3600 + 1)
    with refused(SittingProblem.PAPER_LONGER_THAN_WINDOW):
        actions.set_unit(act, sitting.id, "assistant.service", "practical", long_paper.id, brief.id)


def test_enrolling_gives_seat_and_ticket_and_tells_the_candidate(act: Act) -> None:
    sitting, enrolments = made.enrolled(act, 3, capacities=(2, 5))
    assert sorted((row.room.name, row.seat) for row in enrolments) == [
        ("第1考场", 1),
        ("第1考场", 2),
        ("第2考场", 1),
    ]
    assert all(row.ticket_number.isdigit() and len(row.ticket_number) == 15 for row in enrolments)
    assert {row.registration.state for row in enrolments} == {"enrolled"}
    notices = messages_of(act.session, enrolments[0].registration.candidate.account_id)
    assert notices[0].facts == {"sitting": sitting.name}


def test_the_seed_of_the_draw_is_in_the_audit_entry(act: Act) -> None:
    sitting, _enrolments = made.enrolled(act, 2)
    entry = act.session.scalars(
        sa.select(Entry).where(Entry.verb == "enrolled", Entry.subject == "sitting")
    ).one()
    assert entry.subject_key == str(sitting.id)
    assert entry.facts == {"number": 2, "seed": 7}


def test_enrolment_waits_for_the_filed_plan(act: Act) -> None:
    round_ = registration.open_round(act, registrations.round_facts(act))
    sitting = made.sitting(act, round_)
    waiting = made.accepted(act, round_)
    with refused(EnrolProblem.PLAN_NOT_FILED):
        actions.enrol(act, sitting.id, [waiting[0].id])


def test_enrolment_refuses_who_does_not_belong_here(act: Act) -> None:
    sitting, enrolments = made.enrolled(act, 1)
    with refused(EnrolProblem.ENROLLED_ALREADY):
        actions.enrol(act, sitting.id, [enrolments[0].registration_id])
    draft = registrations.draft(act, people.graduate(act), sitting.round)
    with refused(EnrolProblem.NOT_ACCEPTED):
        actions.enrol(act, sitting.id, [draft.id])
    manager = registrations.accepted(
        act, people.manager(act), sitting.round, "manager", (), "thesis_defence"
    )
    with refused(EnrolProblem.OTHER_LEVEL):
        actions.enrol(act, sitting.id, [manager.id])
    stranger = made.accepted(act, registrations.open_round(act, 2))[0]
    with refused(EnrolProblem.OTHER_ROUND):
        actions.enrol(act, sitting.id, [stranger.id])
    with refused(EnrolProblem.NOBODY):
        actions.enrol(act, sitting.id, [])
    with pytest.raises(Missing):
        actions.enrol(act, sitting.id, [10**6])


def test_too_few_seats_enrol_nobody(act: Act) -> None:
    round_ = registrations.open_round(act)
    sitting = made.sitting(act, round_, made.venue(act, 1))
    waiting = made.accepted(act, round_, 2)
    with refused(EnrolProblem.SEATS_SHORT):
        actions.enrol(act, sitting.id, [row.id for row in waiting])
    assert {row.state for row in waiting} == {"accepted"}


def test_two_sittings_at_the_same_time_share_no_seat(act: Act) -> None:
    round_, venue = registrations.open_round(act), made.venue(act, 3)
    first, second = (made.sitting(act, round_, venue) for _each in range(2))
    waiting = made.accepted(act, round_, 3)
    one = actions.enrol(act, first.id, [row.id for row in waiting[:2]])
    other = actions.enrol(act, second.id, [waiting[2].id])
    assert {row.seat for row in one} == {1, 2}
    assert [row.seat for row in other] == [3]
    assert len({row.ticket_number for row in (*one, *other)}) == 3


def test_nobody_sits_in_two_places_at_once(act: Act) -> None:
    round_ = registrations.open_round(act)
    first = made.sitting(act, round_)
    second = made.sitting(act, round_, level="manager")
    candidate = people.manager(act)
    one = registrations.accepted(act, candidate, round_)
    other = registrations.accepted(act, candidate, round_, "manager", (), "thesis_defence")
    actions.enrol(act, first.id, [one.id])
    with refused(EnrolProblem.SITS_ELSEWHERE):
        actions.enrol(act, second.id, [other.id])


def test_a_draft_opens_once_and_then_takes_nobody(act: Act) -> None:
    sitting, _enrolments = made.opened(act, 1)
    assert sitting.state is SittingState.OPEN
    with refused(OpenProblem.NOT_DRAFT):
        actions.mark_open(act, sitting.id)
    with refused(EnrolProblem.NOT_DRAFT):
        actions.enrol(act, sitting.id, [made.accepted(act, sitting.round)[0].id])
    with refused(SittingProblem.NOT_DRAFT):
        actions.change_sitting(act, sitting.id, made.facts(act, sitting.round, sitting.venue))


def test_a_sitting_without_a_paper_for_a_chosen_direction_stays_shut(act: Act) -> None:
    round_ = registrations.open_round(act)
    sitting = made.sitting(act, round_)
    actions.enrol(act, sitting.id, [made.accepted(act, round_)[0].id])
    with refused(OpenProblem.UNITS_NOT_SET):
        actions.mark_open(act, sitting.id)
    made.equip(act, sitting)
    assert actions.mark_open(act, sitting.id).state is SittingState.OPEN


def test_the_window_must_hold_all_papers_of_the_busiest_candidate(act: Act) -> None:
    round_ = registrations.open_round(act)
    sitting = made.equip(act, made.sitting(act, round_), limit_s=5401)
    actions.enrol(act, sitting.id, [made.accepted(act, round_)[0].id])
    with refused(OpenProblem.TIME_SHORT):
        actions.mark_open(act, sitting.id)


def test_level_and_venue_are_fixed_once_somebody_is_enrolled(act: Act) -> None:
    sitting, _enrolments = made.enrolled(act, 1)
    facts = made.facts(act, sitting.round, sitting.venue)
    later = replace(facts, starts_at=facts.starts_at + timedelta(minutes=5))
    assert actions.change_sitting(act, sitting.id, later).starts_at == later.starts_at
    with refused(SittingProblem.FIXED_BY_ENROLMENT):
        actions.change_sitting(act, sitting.id, replace(facts, venue_id=made.venue(act).id))


def test_admission_needs_the_identity_checked(act: Act, act_as: Callable[..., Act]) -> None:
    sitting, enrolments = made.opened(act, 1)
    door = made.at_the_door(act_as(Role.INVIGILATOR), sitting)
    with refused(DoorProblem.IDENTITY_NOT_CHECKED):
        actions.admit(door, enrolments[0].id, identity_checked=False)
    admitted = actions.admit(door, enrolments[0].id)
    assert (admitted.state, admitted.arrived_at) == (EnrolmentState.ARRIVED, door.when)
    assert admitted.admitted_by == door.who.account_id
    with refused(DoorProblem.ARRIVED_ALREADY):
        actions.admit(door, enrolments[0].id)


def test_nobody_is_let_into_a_draft_or_days_ahead(act: Act) -> None:
    sitting, enrolments = made.enrolled(act, 1)
    with refused(DoorProblem.NOT_OPEN):
        actions.admit(made.at_the_door(act, sitting), enrolments[0].id)
    delivery.open_sitting(act, sitting.id)
    with refused(DoorProblem.TOO_EARLY):
        actions.admit(act, enrolments[0].id)


def test_an_admission_can_be_undone_until_a_part_is_begun(act: Act) -> None:
    sitting, enrolments = made.opened(act, 1)
    door = made.at_the_door(act, sitting)
    actions.admit(door, enrolments[0].id)
    with refused(DoorProblem.STARTED_ALREADY):
        actions.undo_admission(door, enrolments[0].id, started=True)
    undone = actions.undo_admission(door, enrolments[0].id, started=False)
    assert (undone.state, undone.arrived_at) == (EnrolmentState.ENROLLED, None)
    with refused(DoorProblem.NOT_ARRIVED):
        actions.undo_admission(door, enrolments[0].id, started=False)


def test_who_arrived_is_never_marked_absent(act: Act) -> None:
    sitting, (came, stayed_away) = made.opened(act, 2)
    door = made.at_the_door(act, sitting)
    actions.admit(door, came.id)
    assert actions.mark_absent(door, stayed_away.id).state is EnrolmentState.ABSENT
    with refused(DoorProblem.ARRIVED_ALREADY):
        actions.mark_absent(door, came.id)
    with refused(DoorProblem.MARKED_ABSENT):
        actions.admit(door, stayed_away.id)
    assert queries.counts(act.session, sitting.id)[EnrolmentState.ABSENT] == 1


def test_people_are_found_by_ticket_registration_and_name(act: Act) -> None:
    sitting, enrolments = made.enrolled(act, 3)
    wanted = enrolments[1]
    for text in (
        wanted.ticket_number,
        wanted.registration.number,
        wanted.registration.candidate.name,
    ):
        rows, total = queries.enrolments(act.session, sitting.id, text=text)
        assert (total, [row.id for row in rows]) == (1, [wanted.id])
    assert queries.enrolments(act.session, sitting.id, text="%")[1] == 0


def test_an_invigilator_of_one_city_finds_no_sitting_of_another(act: Act) -> None:
    sitting, _enrolments = made.opened(act, 1)
    around = (act.when, act.when + timedelta(days=2))
    assert list(queries.sittings_at_door(act.session, *around, {"hangzhou"})) == [sitting]
    assert list(queries.sittings_at_door(act.session, *around, {"ningbo"})) == []
    with pytest.raises(Missing):
        queries.sitting_in(act.session, sitting.id, {"ningbo"})


def test_an_enrolment_is_shown_to_its_own_candidate_only(act: Act) -> None:
    _sitting, (own, other) = made.enrolled(act, 2)
    candidate_id = own.registration.candidate_id
    assert queries.enrolment_for(act.session, own.id, candidate_id) is own
    with pytest.raises(Missing):
        queries.enrolment_for(act.session, other.id, candidate_id)
