"""备案: the register and practice stays."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from examsite.accreditation.rules.stays import StayKind, StayState, UnitKind
from examsite.core.db import Base, word


class Unit(Base):
    """备案单位: an institution or practice base of the provincial register, with its days."""

    __tablename__ = "unit"
    __table_args__ = (
        sa.UniqueConstraint("kind", "credit_code"),
        sa.CheckConstraint(
            "revoked_on IS NULL OR revoked_on >= registered_on", name="revoked_later"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[UnitKind] = mapped_column(word(UnitKind, "known_kind"))
    name: Mapped[str] = mapped_column(sa.String(120))
    credit_code: Mapped[str] = mapped_column(sa.String(18))
    city: Mapped[str] = mapped_column(sa.String(32))
    address: Mapped[str] = mapped_column(sa.String(200), default="")
    registered_on: Mapped[date]
    revoked_on: Mapped[date | None]
    ecommerce_firm: Mapped[bool] = mapped_column(default=True)


class Member(Base):
    """单位人员: an account that acts for a unit."""

    __tablename__ = "unit_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), unique=True)
    unit: Mapped[Unit] = relationship(lazy="joined")


class Stay(Base):
    """实训记录: one stay of a candidate at a base or firm; both days included."""

    __tablename__ = "practice_stay"
    __table_args__ = (
        sa.CheckConstraint("end_on >= start_on", name="ends_after_start"),
        sa.CheckConstraint("(kind = 'base') = (unit_id IS NOT NULL)", name="base_has_unit"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(sa.ForeignKey("candidate.id"), index=True)
    kind: Mapped[StayKind] = mapped_column(word(StayKind, "known_kind"))
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    firm: Mapped[str] = mapped_column(sa.String(120), default="")
    post: Mapped[str] = mapped_column(sa.String(80))
    start_on: Mapped[date]
    end_on: Mapped[date]
    log: Mapped[str] = mapped_column(sa.Text, default="")
    state: Mapped[StayState] = mapped_column(word(StayState, "known_state"))
    teacher: Mapped[str] = mapped_column(sa.String(64), default="")
    teacher_signed_at: Mapped[datetime | None]
    signed_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    relevant_firm: Mapped[bool] = mapped_column(default=True)
    verified_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    verified_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(sa.String(500), default="")
    unit: Mapped[Unit | None] = relationship(lazy="joined")
