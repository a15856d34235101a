"""报名."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from examsite.core.db import Base
from examsite.people.models import Candidate


class Round(Base):
    """报名批次: a window for applications to some levels. No sitting before the plan is filed (N-09)."""

    __tablename__ = "round"
    __table_args__ = (sa.CheckConstraint("closes_at > opens_at", name="closes_after_opening"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(80), unique=True)
    year: Mapped[int]
    number: Mapped[int]
    levels: Mapped[list[Any]]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    plan_text: Mapped[str] = mapped_column(sa.Text, default="")
    plan_submitted_at: Mapped[datetime | None]
    plan_filed_at: Mapped[datetime | None]
    plan_filed_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    plan_number: Mapped[str] = mapped_column(sa.String(60), default="")
    sample: Mapped[bool] = mapped_column(default=False)


class Registration(Base):
    """报名: one candidate for one level in one round. `state` follows rules.application.LIFECYCLE.

    `exception_id` is the approval that holds condition, reasons and both persons of an acceptance 按例外.
    """

    __tablename__ = "registration"
    __table_args__ = (
        sa.Index(
            "uq_registration_live",
            "round_id",
            "candidate_id",
            "level",
            unique=True,
            sqlite_where=sa.text("state NOT IN ('refused','withdrawn','cancelled_false')"),
            postgresql_where=sa.text("state NOT IN ('refused','withdrawn','cancelled_false')"),
        ),
        sa.Index("ix_registration_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(24), unique=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    candidate_id: Mapped[int] = mapped_column(sa.ForeignKey("candidate.id"), index=True)
    level: Mapped[str] = mapped_column(sa.String(16))
    directions: Mapped[list[Any]]
    second: Mapped[str | None] = mapped_column(sa.String(24))
    state: Mapped[str] = mapped_column(sa.String(24))
    created_at: Mapped[datetime]
    as_of: Mapped[date | None]
    submitted_at: Mapped[datetime | None]
    rule_version: Mapped[str] = mapped_column(sa.String(32), default="")
    facts: Mapped[dict[str, Any]]
    verdict: Mapped[dict[str, Any]]
    taken_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    relied_on: Mapped[str] = mapped_column(sa.String(16), default="")
    checked_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    checked_at: Mapped[datetime | None]
    exception_id: Mapped[int | None] = mapped_column(sa.ForeignKey("approval.id"), unique=True)
    reasons: Mapped[str] = mapped_column(sa.String(1000), default="")
    round: Mapped[Round] = relationship(lazy="joined")
    candidate: Mapped[Candidate] = relationship(lazy="joined")
    steps: Mapped[list[Step]] = relationship(order_by="Step.id", lazy="select")


class Step(Base):
    """报名经过: one event of a registration, as the candidate may read it."""

    __tablename__ = "registration_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("registration.id"), index=True)
    event: Mapped[str] = mapped_column(sa.String(24))
    state: Mapped[str] = mapped_column(sa.String(24))
    at: Mapped[datetime]
    role: Mapped[str] = mapped_column(sa.String(32))
    reasons: Mapped[str] = mapped_column(sa.String(1000), default="")
