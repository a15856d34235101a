"""Reading venues, sittings and enrolments."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa

from examsite.core.db import Session
from examsite.core.refusal import Missing
from examsite.people.models import Candidate
from examsite.registration.models import Registration
from examsite.sittings.models import Enrolment, Room, Sitting, SittingUnit, Venue
from examsite.sittings.rules import (
    EnrolmentState,
    Readiness,
    Seats,
    SittingState,
    units_asked,
)

Row = TypeVar("Row")


def venues(session: Session) -> Sequence[Venue]:
    """All venues 考点 with their rooms, by city and name."""
    return session.scalars(sa.select(Venue).order_by(Venue.city, Venue.name).limit(1000)).all()


def venue(session: Session, venue_id: int) -> Venue:
    """One venue; raises Missing."""
    return _found(session.get(Venue, venue_id))


def sittings(
    session: Session,
    *,
    state: SittingState | None = None,
    level: str | None = None,
    text: str = "",
    offset: int = 0,
    limit: int = 25,
) -> tuple[Sequence[Sitting], int]:
    """Sittings 场次 by name, state and level, latest start first, with the total count."""
    found = sa.select(Sitting)
    if state:
        found = found.where(Sitting.state == state)
    if level:
        found = found.where(Sitting.level == level)
    if text:
        found = found.where(Sitting.name.contains(text, autoescape=True))
    total = session.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0
    rows = found.order_by(Sitting.starts_at.desc(), Sitting.id.desc()).offset(offset).limit(limit)
    return session.scalars(rows).all(), total


def sittings_at_door(
    session: Session, since: datetime, until: datetime, cities: Collection[str]
) -> Sequence[Sitting]:
    """What an invigilator may choose: open sittings, and drafts that start between the moments given.

    `cities` limits them to venues there; empty means everywhere.
    """
    found = sa.select(Sitting).where(
        (Sitting.state == SittingState.OPEN)
        | ((Sitting.state == SittingState.DRAFT) & Sitting.starts_at.between(since, until))
    )
    if cities:
        found = found.join(Venue, Venue.id == Sitting.venue_id).where(Venue.city.in_(cities))
    return session.scalars(found.order_by(Sitting.starts_at, Sitting.id).limit(100)).all()


def sitting(session: Session, sitting_id: int) -> Sitting:
    """One sitting with its units, papers and briefs; raises Missing."""
    return _found(session.get(Sitting, sitting_id))


def sitting_in(session: Session, sitting_id: int, cities: Collection[str]) -> Sitting:
    """The same for somebody limited to some cities: elsewhere there is none for them."""
    found = sitting(session, sitting_id)
    if cities and found.venue.city not in cities:
        raise Missing
    return found


def unit_of(session: Session, sitting_id: int, unit: str, form: str) -> SittingUnit | None:
    """Paper and brief of one unit in one form, or None while they are not chosen."""
    return session.scalar(
        sa.select(SittingUnit).where(
            SittingUnit.sitting_id == sitting_id, SittingUnit.unit == unit, SittingUnit.form == form
        )
    )


def enrolments(
    session: Session,
    sitting_id: int,
    *,
    room_id: int | None = None,
    state: EnrolmentState | None = None,
    text: str = "",
    offset: int = 0,
    limit: int = 25,
) -> tuple[Sequence[Enrolment], int]:
    """Who is enrolled in a sitting (编场名单) by room and seat, with the total count.

    `text` is looked for in ticket number, registration number and name.
    """
    found = (
        sa.select(Enrolment)
        .join(Registration, Registration.id == Enrolment.registration_id)
        .join(Candidate, Candidate.id == Registration.candidate_id)
        .where(Enrolment.sitting_id == sitting_id)
    )
    if room_id:
        found = found.where(Enrolment.room_id == room_id)
    if state:
        found = found.where(Enrolment.state == state)
    if text:
        found = found.where(
            Enrolment.ticket_number.contains(text, autoescape=True)
            | Registration.number.contains(text, autoescape=True)
            | Candidate.name.contains(text, autoescape=True)
        )
    total = session.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0
    rows = found.order_by(Enrolment.room_id, Enrolment.seat).offset(offset).limit(limit)
    return session.scalars(rows).all(), total


def enrolment(session: Session, enrolment_id: int) -> Enrolment:
    """One enrolment; raises Missing."""
    return _found(session.get(Enrolment, enrolment_id))


def enrolment_in(session: Session, enrolment_id: int, sitting_id: int) -> Enrolment:
    """An enrolment of this sitting; raises Missing for any other's."""
    found = enrolment(session, enrolment_id)
    if found.sitting_id != sitting_id:
        raise Missing
    return found


def enrolment_for(session: Session, enrolment_id: int, candidate_id: int) -> Enrolment:
    """An enrolment of this candidate; raises Missing for anybody else's."""
    found = enrolment(session, enrolment_id)
    if found.registration.candidate_id != candidate_id:
        raise Missing
    return found


def enrolment_of(session: Session, registration_id: int) -> Enrolment | None:
    """The enrolment of a registration, or None before it is enrolled."""
    return session.scalar(sa.select(Enrolment).where(Enrolment.registration_id == registration_id))


def enrolments_of(session: Session, candidate_id: int) -> Sequence[Enrolment]:
    """Every enrolment of a candidate, the latest first."""
    return session.scalars(
        sa.select(Enrolment)
        .join(Registration, Registration.id == Enrolment.registration_id)
        .where(Registration.candidate_id == candidate_id)
        .order_by(Enrolment.id.desc())
        .limit(100)
    ).all()


def counts(
    session: Session, sitting_id: int, room_id: int | None = None
) -> dict[EnrolmentState, int]:
    """How many are in each state of arrival, of a sitting or one of its rooms; every state is named."""
    found = sa.select(Enrolment.state, sa.func.count()).where(Enrolment.sitting_id == sitting_id)
    if room_id:
        found = found.where(Enrolment.room_id == room_id)
    rows = {state: number for state, number in session.execute(found.group_by(Enrolment.state))}
    return {state: rows.get(state, 0) for state in EnrolmentState}


def rooms_used(session: Session, sitting_id: int) -> list[tuple[Room, int]]:
    """The rooms of a sitting in which somebody sits, with how many."""
    found = sa.select(Enrolment.room_id, sa.func.count()).where(Enrolment.sitting_id == sitting_id)
    numbers = {
        room_id: number for room_id, number in session.execute(found.group_by(Enrolment.room_id))
    }
    rooms = session.scalars(sa.select(Room).where(Room.id.in_(numbers)).order_by(Room.id))
    return [(room, numbers[room.id]) for room in rooms]


def room_of(session: Session, sitting_id: int, room_id: int) -> Room:
    """A room of the venue of this sitting; raises Missing."""
    for room in sitting(session, sitting_id).venue.rooms:
        if room.id == room_id:
            return room
    raise Missing


def seats(session: Session, of: Sitting) -> list[Seats]:
    """The rooms of a sitting's venue with the seats that it, or another at the same time, has given away."""
    taken: dict[int, set[int]] = {}
    rows = session.execute(
        sa.select(Enrolment.room_id, Enrolment.seat)
        .join(Sitting, Sitting.id == Enrolment.sitting_id)
        .where(Sitting.venue_id == of.venue_id, _at_the_time_of(of))
    )
    for room_id, seat in rows:
        taken.setdefault(room_id, set()).add(seat)
    rooms = sorted(of.venue.rooms, key=lambda room: room.id)
    return [Seats(room.id, room.capacity, frozenset(taken.get(room.id, ()))) for room in rooms]


def candidates_busy(session: Session, of: Sitting) -> set[int]:
    """The candidates who are enrolled in another sitting at the same time."""
    found = (
        sa.select(Registration.candidate_id)
        .join(Enrolment, Enrolment.registration_id == Registration.id)
        .join(Sitting, Sitting.id == Enrolment.sitting_id)
        .where(Sitting.id != of.id, _at_the_time_of(of))
    )
    return set(session.scalars(found))


def enrolled_among(session: Session, registration_ids: Sequence[int]) -> set[int]:
    """Which of these registrations are enrolled somewhere."""
    found: set[int] = set()
    for first in range(0, len(registration_ids), 500):
        part = registration_ids[first : first + 500]
        found |= set(
            session.scalars(
                sa.select(Enrolment.registration_id).where(Enrolment.registration_id.in_(part))
            )
        )
    return found


def readiness(session: Session, of: Sitting) -> Readiness:
    """What is known about a sitting before it opens; judged by `rules.unmet`."""
    choice = sa.select(
        Registration.id, Registration.level, Registration.directions, Registration.second
    )
    accepted = session.execute(
        choice.where(
            Registration.round_id == of.round_id,
            Registration.level == of.level,
            Registration.state == "accepted",
        )
    ).all()
    enrolled = session.execute(
        choice.join(Enrolment, Enrolment.registration_id == Registration.id).where(
            Enrolment.sitting_id == of.id
        )
    ).all()
    asked = {
        row.id: units_asked(row.level, row.directions, row.second) for row in (*accepted, *enrolled)
    }
    limits = {(row.unit, row.form): row.paper.time_limit_s for row in of.units}
    wanted = sorted({pair for pairs in asked.values() for pair in pairs})
    return Readiness(
        plan_filed=of.round.plan_filed_at is not None,
        units_missing=tuple(pair for pair in wanted if pair not in limits),
        enrolled=len(enrolled),
        accepted_left=len(accepted),
        free_seats=sum(len(room.free) for room in seats(session, of)),
        longest_s=max(
            (sum(limits.get(pair, 0) for pair in asked[row.id]) for row in enrolled), default=0
        ),
        window_s=int((of.ends_at - of.starts_at).total_seconds()),
        ends_at=of.ends_at,
    )


def ordinals(session: Session, of: Sitting) -> tuple[int, int]:
    """The place of a sitting in its round, and of its venue in its city; both from 1, by age."""
    in_round = sa.select(sa.func.count()).where(
        Sitting.round_id == of.round_id, Sitting.id <= of.id
    )
    in_city = sa.select(sa.func.count()).where(Venue.city == of.venue.city, Venue.id <= of.venue_id)
    return session.scalar(in_round) or 1, session.scalar(in_city) or 1


def _at_the_time_of(of: Sitting) -> sa.ColumnElement[bool]:
    return (Sitting.starts_at < of.ends_at) & (of.starts_at < Sitting.ends_at)


def _found(row: Row | None) -> Row:
    if row is None:
        raise Missing
    return row
