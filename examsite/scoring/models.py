"""成绩."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from examsite.core.db import Base
from examsite.registration.models import Registration


class Result(Base):
    """成绩结论: of one registration. `record` holds the marks seen; `state` follows rules.lifecycle."""

    __tablename__ = "result"
    __table_args__ = (sa.Index("ix_result_state", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("registration.id"), unique=True)
    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sitting.id"), index=True)
    state: Mapped[str] = mapped_column(sa.String(24))
    outcome: Mapped[str] = mapped_column(sa.String(16), default="")
    units: Mapped[dict[str, Any]]
    reasons: Mapped[list[Any]]
    record: Mapped[dict[str, Any]]
    rule_version: Mapped[str] = mapped_column(sa.String(32), default="")
    decided_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    final_at: Mapped[datetime | None]
    registration: Mapped[Registration] = relationship(lazy="joined")
