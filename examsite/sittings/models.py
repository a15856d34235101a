"""场次."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from examsite.bank.models import Brief
from examsite.core.db import Base, word
from examsite.papers.models import Paper
from examsite.registration.models import Registration, Round
from examsite.sittings.rules import EnrolmentState, SittingState


class Venue(Base):
    """考点."""

    __tablename__ = "venue"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(80), unique=True)
    city: Mapped[str] = mapped_column(sa.String(32))
    address: Mapped[str] = mapped_column(sa.String(200))
    rooms: Mapped[list[Room]] = relationship(order_by="Room.name", lazy="selectin")


class Room(Base):
    """考场: `capacity` seats, numbered from 1."""

    __tablename__ = "room"
    __table_args__ = (
        sa.UniqueConstraint("venue_id", "name"),
        sa.CheckConstraint("capacity > 0", name="has_seats"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[int] = mapped_column(sa.ForeignKey("venue.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(40))
    capacity: Mapped[int]
    venue: Mapped[Venue] = relationship(back_populates="rooms", lazy="joined")


class Sitting(Base):
    """场次: one window for one level of a round. Online tests run from `starts_at` to `ends_at`;
    works (practical, thesis, proposal) are handed in from `starts_at` until `works_due_at`."""

    __tablename__ = "sitting"
    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.CheckConstraint("works_due_at >= starts_at", name="works_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    level: Mapped[str] = mapped_column(sa.String(16))
    name: Mapped[str] = mapped_column(sa.String(80), unique=True)
    venue_id: Mapped[int] = mapped_column(sa.ForeignKey("venue.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    works_due_at: Mapped[datetime]
    late_entry_min: Mapped[int | None]
    state: Mapped[SittingState] = mapped_column(word(SittingState, "known_state"))
    round: Mapped[Round] = relationship(lazy="joined")
    venue: Mapped[Venue] = relationship(lazy="joined")
    units: Mapped[list[SittingUnit]] = relationship(order_by="SittingUnit.unit", lazy="selectin")


class SittingUnit(Base):
    """场次内容: the paper of one unit (direction, or the level itself) and the brief of its second part."""

    __tablename__ = "sitting_unit"
    __table_args__ = (sa.UniqueConstraint("sitting_id", "unit", "form"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sitting.id"), index=True)
    unit: Mapped[str] = mapped_column(sa.String(32))
    form: Mapped[str] = mapped_column(sa.String(24))
    paper_id: Mapped[int] = mapped_column(sa.ForeignKey("paper.id"))
    brief_id: Mapped[int] = mapped_column(sa.ForeignKey("brief.id"))
    paper: Mapped[Paper] = relationship(lazy="joined")
    brief: Mapped[Brief] = relationship(lazy="joined")


class Enrolment(Base):
    """编场: a registration with its seat and admission ticket."""

    __tablename__ = "enrolment"
    __table_args__ = (
        sa.UniqueConstraint("sitting_id", "room_id", "seat"),
        sa.CheckConstraint("seat > 0", name="seat_from_one"),
        sa.CheckConstraint("(state = 'arrived') = (arrived_at IS NOT NULL)", name="arrived_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sitting.id"), index=True)
    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("registration.id"), unique=True)
    room_id: Mapped[int] = mapped_column(sa.ForeignKey("room.id"))
    seat: Mapped[int]
    ticket_number: Mapped[str] = mapped_column(sa.String(24), unique=True)
    state: Mapped[EnrolmentState] = mapped_column(word(EnrolmentState, "known_state"))
    arrived_at: Mapped[datetime | None]
    admitted_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    sitting: Mapped[Sitting] = relationship(lazy="joined")
    registration: Mapped[Registration] = relationship(lazy="joined")
    room: Mapped[Room] = relationship(lazy="joined")
