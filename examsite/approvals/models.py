"""审批."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from examsite.approvals.rules import Kind, Verdict
from examsite.core.db import Base, word


class Approval(Base):
    """审批: a proposal and its decision by another person."""

    __tablename__ = "approval"
    __table_args__ = (
        sa.CheckConstraint("decided_by IS NULL OR decided_by <> proposed_by", name="two_persons"),
        sa.CheckConstraint("(verdict = 'pending') = (decided_at IS NULL)", name="decided_whole"),
        sa.Index(
            "uq_approval_pending",
            "kind",
            "subject_key",
            unique=True,
            sqlite_where=sa.text("verdict = 'pending'"),
            postgresql_where=sa.text("verdict = 'pending'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(word(Kind, "known_kind"))
    subject_key: Mapped[str] = mapped_column(sa.String(64))
    facts: Mapped[dict[str, Any]]
    proposed_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    proposed_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(sa.String(500))
    verdict: Mapped[Verdict] = mapped_column(
        word(Verdict, "known_verdict"), default=Verdict.PENDING
    )
    decided_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(sa.String(500), default="")
