"""Login names, and when no further try is evaluated."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta

LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{3,63}")
WINDOW = timedelta(minutes=15)
MAX_FAILURES = 10


def is_throttled(failures: int) -> bool:
    """Whether no further try is evaluated for now: ten failures within fifteen minutes."""
    return failures >= MAX_FAILURES


def failure_key(kind: str, what: str) -> str:
    """The name under which failures of one kind are counted for a login name or an address, hashed."""
    return hashlib.sha256(f"{kind}:{what}".encode()).hexdigest()


def failures_since(when: datetime) -> datetime:
    """From when on failures count."""
    return when - WINDOW
