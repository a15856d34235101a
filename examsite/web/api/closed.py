"""What is said about a closed attempt: 410 with its receipt, or 200 to whoever just closed it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from examsite.delivery.rules import log


def reply(closed_at: datetime | None, closed_by: str | None, head: str, status: int = 410) -> Any:
    """The receipt 回执码, when and by whom (candidate, system) the attempt was closed."""
    answer: dict[str, Any] = {
        "receipt": log.receipt(head),
        "closed_at": closed_at.isoformat() if closed_at else None,
        "closed_by": closed_by,
    }
    return ({"error": "closed"} if status == 410 else {}) | answer, status
