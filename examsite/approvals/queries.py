"""Reading approvals."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from examsite.approvals.models import Approval
from examsite.approvals.rules import Kind, Verdict
from examsite.core.db import Session
from examsite.core.refusal import Missing


def approval(session: Session, approval_id: int) -> Approval:
    """One approval; raises Missing."""
    found = session.get(Approval, approval_id)
    if found is None:
        raise Missing
    return found


def pending(session: Session, kinds: Collection[Kind], limit: int = 200) -> Sequence[Approval]:
    """Proposals waiting for a decision, oldest first."""
    return session.scalars(
        sa.select(Approval)
        .where(Approval.verdict == Verdict.PENDING, Approval.kind.in_(kinds))
        .order_by(Approval.id)
        .limit(limit)
    ).all()


def decided(session: Session, kinds: Collection[Kind], limit: int = 50) -> Sequence[Approval]:
    """The newest decisions."""
    return session.scalars(
        sa.select(Approval)
        .where(Approval.verdict != Verdict.PENDING, Approval.kind.in_(kinds))
        .order_by(Approval.decided_at.desc())
        .limit(limit)
    ).all()


def these(session: Session, approval_ids: Collection[int | None]) -> Sequence[Approval]:
    """The approvals with these numbers, by number."""
    wanted = [one for one in approval_ids if one is not None]
    return session.scalars(
        sa.select(Approval).where(Approval.id.in_(wanted)).order_by(Approval.id)
    ).all()


def waiting(session: Session, kinds: Collection[Kind], subject_key: str) -> Approval | None:
    """The oldest proposal of these kinds about one thing that nobody has decided, or None."""
    return session.scalar(
        sa.select(Approval)
        .where(
            Approval.verdict == Verdict.PENDING,
            Approval.kind.in_(kinds),
            Approval.subject_key == subject_key,
        )
        .order_by(Approval.id)
        .limit(1)
    )


def latest(session: Session, kind: Kind, subject_key: str) -> Approval | None:
    """The newest proposal of this kind about one thing, decided or not."""
    return session.scalar(
        sa.select(Approval)
        .where(Approval.kind == kind, Approval.subject_key == subject_key)
        .order_by(Approval.id.desc())
        .limit(1)
    )
