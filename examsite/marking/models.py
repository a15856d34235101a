"""阅卷."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from examsite.bank.models import Brief
from examsite.core.db import Base
from examsite.delivery.models import Component


class PartMark(Base):
    """考核项得分: the mark of one component, out of `out_of`; `detail` says where it comes from."""

    __tablename__ = "part_mark"

    id: Mapped[int] = mapped_column(primary_key=True)
    component_id: Mapped[int] = mapped_column(sa.ForeignKey("component.id"), unique=True)
    mark: Mapped[Fraction]
    out_of: Mapped[Fraction]
    method: Mapped[str] = mapped_column(sa.String(16))
    detail: Mapped[list[Any]]
    marked_at: Mapped[datetime]


class Script(Base):
    """待阅作品: a work under its marking code."""

    __tablename__ = "script"

    id: Mapped[int] = mapped_column(primary_key=True)
    component_id: Mapped[int] = mapped_column(sa.ForeignKey("component.id"), unique=True)
    brief_id: Mapped[int] = mapped_column(sa.ForeignKey("brief.id"))
    code: Mapped[str] = mapped_column(sa.String(16), unique=True)
    component: Mapped[Component] = relationship(lazy="select")
    brief: Mapped[Brief] = relationship(lazy="joined")
    sheets: Mapped[list[Sheet]] = relationship(
        back_populates="script", order_by="Sheet.id", lazy="selectin"
    )


class Sheet(Base):
    """评分表: one marker's points per criterion; locked once handed in. `version` guards against lost edits."""

    __tablename__ = "mark_sheet"
    __table_args__ = (
        sa.UniqueConstraint("script_id", "marker_id"),
        sa.CheckConstraint("(locked_at IS NULL) = (total IS NULL)", name="locked_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    script_id: Mapped[int] = mapped_column(sa.ForeignKey("script.id"), index=True)
    marker_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    points: Mapped[dict[str, Any]]
    comment: Mapped[str] = mapped_column(sa.Text, default="")
    total: Mapped[Fraction | None]
    assigned_at: Mapped[datetime]
    locked_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    script: Mapped[Script] = relationship(back_populates="sheets", lazy="joined")
