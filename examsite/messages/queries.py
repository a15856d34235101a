"""Reading notices."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from examsite.core.db import Session
from examsite.messages.models import Message


def messages_of(session: Session, account_id: int, limit: int = 50) -> Sequence[Message]:
    """The newest notices of a person."""
    return session.scalars(
        sa.select(Message)
        .where(Message.account_id == account_id)
        .order_by(Message.id.desc())
        .limit(limit)
    ).all()


def unread_count(session: Session, account_id: int) -> int:
    """How many notices a person has not opened."""
    return (
        session.scalar(
            sa.select(sa.func.count()).where(
                Message.account_id == account_id, Message.read_at.is_(None)
            )
        )
        or 0
    )
