"""Reading a room for its board 考场看板: every seat with its person and what the server last had from it.

Beside `queries` because it is one picture of three domains, made by three statements whatever the room's size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from examsite.core.db import Session
from examsite.delivery.models import Attempt, Component, ResponseEvent
from examsite.delivery.rules.board import SeatStanding, is_quiet, seat_standing
from examsite.delivery.rules.parts import ONLINE
from examsite.people.models import Candidate
from examsite.registration.models import Registration
from examsite.sittings.models import Enrolment


@dataclass(frozen=True)
class SeatOnBoard:
    """One seat: who sits there, how it stands, and when the server last stored something from it."""

    enrolment_id: int
    seat: int
    ticket_number: str
    name: str
    standing: SeatStanding
    saved_at: datetime | None
    quiet: bool


def board(session: Session, sitting_id: int, room_id: int, now: datetime) -> list[SeatOnBoard]:
    """The taken seats of a room in a sitting, in order."""
    people = session.execute(
        sa.select(
            Enrolment.id, Enrolment.seat, Enrolment.ticket_number, Enrolment.state, Candidate.name
        )
        .join(Registration, Registration.id == Enrolment.registration_id)
        .join(Candidate, Candidate.id == Registration.candidate_id)
        .where(Enrolment.sitting_id == sitting_id, Enrolment.room_id == room_id)
        .order_by(Enrolment.seat)
    ).all()
    tests = _tests(session, [row.id for row in people])
    seats = []
    for row in people:
        own = tests.get(row.id, [])
        standing = seat_standing(row.state, [test.state for test in own])
        saved_at = max((test.saved_at for test in own if test.saved_at), default=None)
        signs = [test.saved_at or test.started_at for test in own if test.state == "running"]
        quiet = is_quiet(standing, max((sign for sign in signs if sign), default=None), now)
        seats.append(
            SeatOnBoard(row.id, row.seat, row.ticket_number, row.name, standing, saved_at, quiet)
        )
    return seats


@dataclass(frozen=True)
class _Test:
    state: str
    started_at: datetime | None
    saved_at: datetime | None


def _tests(session: Session, enrolment_ids: Sequence[int]) -> dict[int, list[_Test]]:
    """The online tests of these enrolments: state, start and last stored event."""
    rows = session.execute(
        sa.select(Component.enrolment_id, Component.state, Attempt.id, Attempt.started_at)
        .outerjoin(Attempt, Attempt.component_id == Component.id)
        .where(Component.enrolment_id.in_(enrolment_ids), Component.part == ONLINE)
    ).all()
    attempt_ids = [row[2] for row in rows if row[2] is not None]
    saved = {
        attempt_id: at
        for attempt_id, at in session.execute(
            sa.select(ResponseEvent.attempt_id, sa.func.max(ResponseEvent.received_at))
            .where(ResponseEvent.attempt_id.in_(attempt_ids))
            .group_by(ResponseEvent.attempt_id)
        )
    }
    found: dict[int, list[_Test]] = {}
    for enrolment_id, state, attempt_id, started_at in rows:
        found.setdefault(enrolment_id, []).append(_Test(state, started_at, saved.get(attempt_id)))
    return found
