"""The room board: one word for every seat, and when the server last heard from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from examsite.audit.act import Act
from examsite.delivery import actions
from examsite.delivery.board import board
from examsite.delivery.rules.board import QUIET_AFTER, SeatStanding, is_quiet, seat_standing
from examsite.sittings.rules import EnrolmentState
from tests.conftest import MOMENT
from tests.makers import delivery as made


@pytest.mark.parametrize(
    ("state", "online", "standing"),
    [
        (EnrolmentState.ENROLLED, ["scheduled"], SeatStanding.AWAITED),
        (EnrolmentState.ARRIVED, [], SeatStanding.ARRIVED),
        (EnrolmentState.ARRIVED, ["scheduled", "scheduled"], SeatStanding.ARRIVED),
        (EnrolmentState.ARRIVED, ["running", "scheduled"], SeatStanding.ANSWERING),
        (EnrolmentState.ARRIVED, ["handed_in", "scheduled"], SeatStanding.ARRIVED),
        (EnrolmentState.ARRIVED, ["handed_in", "marked"], SeatStanding.HANDED_IN),
        (EnrolmentState.ABSENT, ["absent"], SeatStanding.ABSENT),
        (EnrolmentState.VOID, [], SeatStanding.VOID),
    ],
)
def test_a_seat_has_one_word(
    state: EnrolmentState, online: list[str], standing: SeatStanding
) -> None:
    assert seat_standing(state, online) is standing


def test_a_seat_is_quiet_only_after_its_time() -> None:
    still = MOMENT - QUIET_AFTER
    assert not is_quiet(SeatStanding.ANSWERING, still, MOMENT)
    assert is_quiet(SeatStanding.ANSWERING, still - timedelta(seconds=1), MOMENT)
    assert not is_quiet(SeatStanding.HANDED_IN, still - timedelta(days=1), MOMENT)


def test_the_board_follows_a_seat_from_the_door_to_the_handed_in_test(act: Act) -> None:
    held = made.a_sitting(act, 2)
    room_id = act.session.get_one(made.Enrolment, held.candidates[0].enrolment_id).room_id
    attempt = made.an_attempt(act, held.candidates[0])

    def seats(when: timedelta = timedelta()) -> list[tuple[SeatStanding, bool]]:
        rows = board(act.session, held.sitting.id, room_id, act.when + when)
        return [(row.standing, row.quiet) for row in rows]

    assert seats() == [(SeatStanding.ANSWERING, False), (SeatStanding.ARRIVED, False)]
    assert seats(timedelta(minutes=6))[0] == (SeatStanding.ANSWERING, True)
    late = replace(act, when=attempt.deadline_at + timedelta(minutes=1))
    actions.close_due(late)
    act.session.flush()
    assert seats()[0] == (SeatStanding.HANDED_IN, False)
