"""计划."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from examsite.core.db import Base


class Task(Base):
    """培训任务: people to train by one city in one year. `sample` marks a year that is not the notice's."""

    __tablename__ = "training_task"
    __table_args__ = (
        sa.UniqueConstraint("city", "year"),
        sa.CheckConstraint("people >= 0", name="not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city: Mapped[str] = mapped_column(sa.String(32))
    year: Mapped[int]
    people: Mapped[int]
    sample: Mapped[bool] = mapped_column(default=False)
