"""Sending notices."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from examsite.audit.act import Act
from examsite.messages.models import Message
from examsite.messages.rules import Kind


def send(act: Act, account_id: int, kind: Kind, **facts: Any) -> Message:
    """Leave a notice for a person (站内通知) in the deed's own transaction."""
    message = Message(account_id=account_id, kind=kind, facts=facts, sent_at=act.when)
    act.session.add(message)
    return message


def mark_read(act: Act, account_id: int) -> None:
    """Mark all notices of a person as read."""
    act.session.execute(
        sa.update(Message)
        .where(Message.account_id == account_id, Message.read_at.is_(None))
        .values(read_at=act.when)
    )
