"""审计记录."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from examsite.core.db import Base


class Entry(Base):
    """审计记录: one deed. `place` and the hashes are set by the sealer, in commit order."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        sa.Index("ix_audit_entry_subject", "subject", "subject_key"),
        sa.CheckConstraint("(place IS NULL) = (hash IS NULL)", name="sealed_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(index=True)
    role: Mapped[str] = mapped_column(sa.String(32))
    verb: Mapped[str] = mapped_column(sa.String(64))
    subject: Mapped[str] = mapped_column(sa.String(64))
    subject_key: Mapped[str] = mapped_column(sa.String(64))
    facts: Mapped[dict[str, Any]]
    place: Mapped[int | None] = mapped_column(unique=True)
    previous: Mapped[str | None] = mapped_column(sa.String(64))
    hash: Mapped[str | None] = mapped_column(sa.String(64))
