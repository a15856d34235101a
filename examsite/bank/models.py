"""题库."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from examsite.bank.rules.items import ItemType, TaskForm
from examsite.core.db import Base, word


class Item(Base):
    """试题: what stays the same over its versions."""

    __tablename__ = "item"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    unit: Mapped[str] = mapped_column(sa.String(32), index=True)
    course: Mapped[str] = mapped_column(sa.String(60))
    type: Mapped[ItemType] = mapped_column(word(ItemType, "known_type"))
    active: Mapped[bool] = mapped_column(default=True)
    versions: Mapped[list[ItemVersion]] = relationship(
        back_populates="item", order_by="ItemVersion.version", lazy="select"
    )


class ItemVersion(Base):
    """试题版本: never changed once written. `options` in bank order; `key` is the places of the keyed ones."""

    __tablename__ = "item_version"
    __table_args__ = (sa.UniqueConstraint("item_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("item.id"), index=True)
    version: Mapped[int]
    stem: Mapped[str] = mapped_column(sa.Text)
    options: Mapped[list[Any]]
    key: Mapped[list[Any]]
    explanation: Mapped[str] = mapped_column(sa.Text)
    knowledge: Mapped[str] = mapped_column(sa.String(40))
    cognitive: Mapped[str] = mapped_column(sa.String(16))
    difficulty: Mapped[str] = mapped_column(sa.String(8))
    seconds: Mapped[int]
    edition: Mapped[str] = mapped_column(sa.String(16))
    content_hash: Mapped[str] = mapped_column(sa.String(64))
    written_at: Mapped[datetime]
    item: Mapped[Item] = relationship(back_populates="versions", lazy="joined")


class Brief(Base):
    """实操题或选题: an assignment with what is to be handed in and its rubric 评分细则 of 100 points."""

    __tablename__ = "brief"
    __table_args__ = (sa.UniqueConstraint("code", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(40))
    version: Mapped[int]
    unit: Mapped[str] = mapped_column(sa.String(32), index=True)
    form: Mapped[TaskForm] = mapped_column(word(TaskForm, "known_form"))
    title: Mapped[str] = mapped_column(sa.String(120))
    text: Mapped[str] = mapped_column(sa.Text)
    deliverables: Mapped[list[Any]]
    materials: Mapped[list[Any]]
    rubric: Mapped[list[Any]]
    time_limit_min: Mapped[int]
    content_hash: Mapped[str] = mapped_column(sa.String(64))
    active: Mapped[bool] = mapped_column(default=True)
    written_at: Mapped[datetime]
