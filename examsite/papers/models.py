"""组卷."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from examsite.bank.models import ItemVersion
from examsite.core.db import Base


class Blueprint(Base):
    """双向细目表: sections `[{type, count, mark}]`, time limit in minutes; `sample` marks a shipped example."""

    __tablename__ = "blueprint"
    __table_args__ = (sa.UniqueConstraint("unit", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(sa.String(32), index=True)
    name: Mapped[str] = mapped_column(sa.String(60))
    sections: Mapped[list[Any]]
    time_limit_min: Mapped[int]
    sample: Mapped[bool] = mapped_column(default=False)


class Paper(Base):
    """试卷: sealed once made; `seal` is the hash over its items in order."""

    __tablename__ = "paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    blueprint_id: Mapped[int] = mapped_column(sa.ForeignKey("blueprint.id"))
    unit: Mapped[str] = mapped_column(sa.String(32))
    seed: Mapped[int] = mapped_column(sa.BigInteger)
    time_limit_s: Mapped[int]
    seal: Mapped[str] = mapped_column(sa.String(64))
    made_at: Mapped[datetime]
    blueprint: Mapped[Blueprint] = relationship(lazy="joined")
    items: Mapped[list[PaperItem]] = relationship(order_by="PaperItem.position", lazy="select")


class PaperItem(Base):
    """试卷题目: an item version at a position (from 1) with its full mark."""

    __tablename__ = "paper_item"

    paper_id: Mapped[int] = mapped_column(sa.ForeignKey("paper.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    item_version_id: Mapped[int] = mapped_column(sa.ForeignKey("item_version.id"))
    full_mark: Mapped[Fraction]
    item_version: Mapped[ItemVersion] = relationship(lazy="joined")
