"""Writing delivery: sittings open and close, attempts and their log, works handed in."""

from __future__ import annotations

from examsite.audit.act import Act
from examsite.delivery.actions.attempts import Ack, append, close_due_attempts, lease, start, submit
from examsite.delivery.actions.sittings import (
    close_sitting,
    open_sitting,
    record_absences,
    step,
    void_place,
)
from examsite.delivery.actions.works import (
    add_work_file,
    close_due_works,
    hand_in,
    record_on_site,
)

__all__ = [
    "Ack",
    "add_work_file",
    "append",
    "close_due",
    "close_due_attempts",
    "close_due_works",
    "close_sitting",
    "hand_in",
    "lease",
    "open_sitting",
    "record_absences",
    "record_on_site",
    "start",
    "step",
    "submit",
    "void_place",
]


def close_due(act: Act, limit: int = 500) -> int:
    """Close what is due: attempts and works, at most `limit` of each; returns how many."""
    return close_due_attempts(act, limit) + close_due_works(act, limit)
