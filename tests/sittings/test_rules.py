"""Seats, ticket numbers, what opens a sitting, and the door: the rules by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examsite.sittings import rules
from examsite.sittings.rules import (
    Check,
    DoorProblem,
    EnrolmentState,
    OpenProblem,
    Readiness,
    Seats,
    SittingFacts,
    SittingProblem,
    SittingState,
)

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
STATED = SittingFacts(
    1, "assistant", "场次", 1, NOON, NOON + timedelta(hours=3), NOON + timedelta(days=7), 30
)
READY = Readiness(True, (), 20, 0, 10, 7200, 10800, NOON)
ROOMS = st.lists(
    st.builds(
        Seats,
        st.just(0),
        st.integers(1, 40),
        st.frozensets(st.integers(1, 45), max_size=20),
    ),
    max_size=5,
).map(lambda rooms: [replace(room, room_id=place) for place, room in enumerate(rooms, start=1)])


@given(st.sets(st.integers(1, 500), max_size=120), ROOMS, st.integers(0, 2**31))
def test_everybody_gets_one_free_seat_or_nobody_gets_any(
    people: set[int], rooms: list[Seats], seed: int
) -> None:
    free = {(room.room_id, seat) for room in rooms for seat in room.free}
    places = rules.draw_seats(people, rooms, seed)
    if places is None:
        assert len(people) > len(free)
        return
    given_away = [(place.room_id, place.seat) for place in places]
    assert {place.registration_id for place in places} == people
    assert len(set(given_away)) == len(given_away) == len(people)
    assert set(given_away) <= free


@given(st.sets(st.integers(1, 500), max_size=60), st.integers(0, 2**31), st.randoms())
def test_the_same_seed_gives_the_same_seats_in_whatever_order_people_come(
    people: set[int], seed: int, random: object
) -> None:
    rooms = [Seats(1, 30), Seats(2, 30)]
    order = list(people)
    random.shuffle(order)  # type: ignore[attr-defined]
    assert rules.draw_seats(order, rooms, seed) == rules.draw_seats(people, rooms, seed)


def test_this_seed_gives_these_seats_on_any_machine() -> None:
    places = rules.draw_seats(range(1, 6), [Seats(1, 3, frozenset({2})), Seats(2, 30)], seed=2026)
    assert places is not None
    seats = [(place.room_id, place.seat) for place in places]
    assert seats == [(1, 1), (1, 3), (2, 1), (2, 2), (2, 3)]
    assert [place.registration_id for place in places] == [2, 5, 4, 3, 1]


def test_a_ticket_number_is_digits_of_fixed_width() -> None:
    parts = {"year": 2026, "round": 1, "sitting": 2, "city": 1, "venue": 3, "room": 4, "seat": 5}
    assert rules.ticket_number(parts) == "260102010304005"


@given(*[st.integers(1, 99)] * 4, st.integers(1, 500), st.integers(1, 500))
def test_two_seats_never_share_a_ticket_number(
    venue: int, room: int, other_room: int, sitting: int, seat: int, other_seat: int
) -> None:
    parts = {"year": 2026, "round": 1, "sitting": sitting, "city": 1, "venue": venue}
    one = rules.ticket_number(parts | {"room": room, "seat": seat})
    other = rules.ticket_number(parts | {"room": other_room, "seat": other_seat})
    assert (one == other) == ((room, seat) == (other_room, other_seat))


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({}, None),
        ({"level": "manager"}, SittingProblem.LEVEL_NOT_IN_ROUND),
        ({"ends_at": NOON}, SittingProblem.ENDS_BEFORE_START),
        ({"works_due_at": NOON - timedelta(seconds=1)}, SittingProblem.WORKS_BEFORE_START),
        ({"works_due_at": NOON}, None),
        ({"late_entry_min": None}, None),
        ({"late_entry_min": 0}, None),
        ({"late_entry_min": 179}, None),
        ({"late_entry_min": 180}, SittingProblem.LATE_ENTRY_TOO_LONG),
        ({"late_entry_min": -1}, SittingProblem.LATE_ENTRY_TOO_LONG),
    ],
)
def test_what_is_wrong_with_a_sitting_is_named(
    changed: dict[str, object], problem: SittingProblem | None
) -> None:
    stated = replace(STATED, **changed)
    assert rules.why_not_sitting(stated, ["assistant"], NOON - timedelta(days=1)) is problem


def test_a_sitting_that_is_over_cannot_be_made() -> None:
    at_end = STATED.ends_at
    assert rules.why_not_sitting(STATED, ["assistant"], at_end - timedelta(seconds=1)) is None
    assert rules.why_not_sitting(STATED, ["assistant"], at_end) is SittingProblem.ALREADY_OVER


@pytest.mark.parametrize(
    ("changed", "check", "problem"),
    [
        ({"plan_filed": False}, Check.PLAN_FILED, OpenProblem.PLAN_NOT_FILED),
        ({"units_missing": (("senior", "x"),)}, Check.UNITS_SET, OpenProblem.UNITS_NOT_SET),
        ({"enrolled": 0}, Check.SOMEBODY_ENROLLED, OpenProblem.NOBODY_ENROLLED),
        ({"longest_s": 10801}, Check.TIME_ENOUGH, OpenProblem.TIME_SHORT),
        ({"ends_at": NOON - timedelta(hours=9)}, Check.WINDOW_AHEAD, OpenProblem.WINDOW_OVER),
        ({"accepted_left": 3}, Check.EVERYBODY_ENROLLED, None),
    ],
)
def test_each_missing_condition_is_listed_and_the_binding_ones_keep_it_shut(
    changed: dict[str, object], check: Check, problem: OpenProblem | None
) -> None:
    readiness = replace(READY, **changed)
    assert rules.unmet(readiness, NOON - timedelta(hours=1)) == (check,)
    assert rules.why_not_open(readiness, NOON - timedelta(hours=1)) is problem


def test_what_lacks_nothing_may_open() -> None:
    assert rules.unmet(READY, NOON - timedelta(seconds=1)) == ()
    assert rules.why_not_open(READY, NOON - timedelta(seconds=1)) is None


@pytest.mark.parametrize(
    ("moment", "problem"),
    [
        (NOON - timedelta(hours=12, seconds=1), DoorProblem.TOO_EARLY),
        (NOON - timedelta(hours=12), None),
        (NOON + timedelta(days=7), None),
        (NOON + timedelta(days=7, seconds=1), DoorProblem.OVER),
    ],
)
def test_the_door_is_open_from_half_a_day_before_until_works_are_due(
    moment: datetime, problem: DoorProblem | None
) -> None:
    window = (NOON, NOON + timedelta(days=7))
    found = rules.why_not_admit(SittingState.OPEN, EnrolmentState.ENROLLED, window, moment)
    assert found is problem


def test_a_level_without_directions_asks_for_its_elected_form() -> None:
    assert rules.units_asked("manager", [], "thesis_defence") == (("manager", "thesis_defence"),)
    assert rules.units_asked("assistant", ["service", "design"], None) == (
        ("assistant.service", "practical"),
        ("assistant.design", "practical"),
    )
