"""作答."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from examsite.core.db import Base
from examsite.papers.models import Paper
from examsite.sittings.models import Enrolment


class Component(Base):
    """考核项: one part (`online`, `practical`, `second`) of one unit for one enrolled candidate."""

    __tablename__ = "component"
    __table_args__ = (
        sa.UniqueConstraint("enrolment_id", "unit", "part"),
        sa.Index("ix_component_part_state", "part", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(sa.ForeignKey("enrolment.id"), index=True)
    unit: Mapped[str] = mapped_column(sa.String(32))
    part: Mapped[str] = mapped_column(sa.String(16))
    form: Mapped[str] = mapped_column(sa.String(24))
    state: Mapped[str] = mapped_column(sa.String(24))
    enrolment: Mapped[Enrolment] = relationship(lazy="joined")


class Attempt(Base):
    """作答: one candidate on one sealed paper. `epoch` is the number of the current writer lease."""

    __tablename__ = "attempt"
    __table_args__ = (
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed_whole"),
        sa.Index("ix_attempt_open", "closed_at", "deadline_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    component_id: Mapped[int] = mapped_column(sa.ForeignKey("component.id"), unique=True)
    paper_id: Mapped[int] = mapped_column(sa.ForeignKey("paper.id"))
    seed: Mapped[str] = mapped_column(sa.String(64))
    journal_key: Mapped[str] = mapped_column(sa.String(64))
    epoch: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime]
    deadline_at: Mapped[datetime]
    head: Mapped[str] = mapped_column(sa.String(64))
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(sa.String(16))
    component: Mapped[Component] = relationship(lazy="joined")
    paper: Mapped[Paper] = relationship(lazy="joined")


class ResponseEvent(Base):
    """答案记录: one change of one response; `position` is the paper's, `response` the bank places chosen."""

    __tablename__ = "response_event"

    attempt_id: Mapped[int] = mapped_column(sa.ForeignKey("attempt.id"), primary_key=True)
    epoch: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    response: Mapped[list[Any]]
    client_ms: Mapped[int]
    received_at: Mapped[datetime]
    head: Mapped[str] = mapped_column(sa.String(64))


class TimeGrant(Base):
    """补时: seconds given to one attempt, with who and why."""

    __tablename__ = "time_grant"
    __table_args__ = (sa.CheckConstraint("seconds <> 0", name="gives_time"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(sa.ForeignKey("attempt.id"), index=True)
    seconds: Mapped[int]
    reason: Mapped[str] = mapped_column(sa.String(200))
    granted_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    granted_at: Mapped[datetime]


class Work(Base):
    """作品: what a candidate hands in for a practical, thesis or proposal; or an examiner's record on site."""

    __tablename__ = "work"
    __table_args__ = (
        sa.CheckConstraint(
            "on_site_note = '' OR recorded_by IS NOT NULL", name="on_site_by_somebody"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    component_id: Mapped[int] = mapped_column(sa.ForeignKey("component.id"), unique=True)
    handed_in_at: Mapped[datetime | None]
    on_site_note: Mapped[str] = mapped_column(sa.Text, default="")
    recorded_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    component: Mapped[Component] = relationship(lazy="joined")
    files: Mapped[list[WorkFile]] = relationship(order_by="WorkFile.id", lazy="selectin")


class WorkFile(Base):
    """作品文件."""

    __tablename__ = "work_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    work_id: Mapped[int] = mapped_column(sa.ForeignKey("work.id"), index=True)
    deliverable: Mapped[int]
    file_name: Mapped[str] = mapped_column(sa.String(120))
    file_kind: Mapped[str] = mapped_column(sa.String(8))
    sha256: Mapped[str] = mapped_column(sa.String(64))
    size: Mapped[int]
    uploaded_at: Mapped[datetime]
