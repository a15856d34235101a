"""目录: dated settings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from examsite.core.db import Base


class Setting(Base):
    """设置: one value of one setting from a day on; what the notice leaves open is data, not code."""

    __tablename__ = "setting"
    __table_args__ = (sa.UniqueConstraint("name", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(64))
    valid_from: Mapped[date]
    value: Mapped[Any] = mapped_column(sa.JSON)
    recorded_by: Mapped[int | None]
    recorded_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(sa.String(500), default="")
