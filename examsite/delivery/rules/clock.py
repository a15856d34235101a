"""When an attempt may begin and when it ends 作答时间. Pure: every moment comes in as an argument."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TRANSIT_GRACE_S = 5
"""How long after the deadline an answer may still arrive, when no setting says otherwise (printed in the rules)."""


class StartProblem(StrEnum):
    """Why a test or a work cannot be begun 不能开始作答的原因."""

    NOT_ARRIVED = "not_arrived"
    SITTING_NOT_OPEN = "sitting_not_open"
    TOO_EARLY = "too_early"
    ENTRY_OVER = "entry_over"
    TIME_OVER = "time_over"
    NOT_ONLINE = "not_online"


class Bound(StrEnum):
    """What sets a deadline 截止时间的依据."""

    PAPER_LIMIT = "paper_limit"
    SITTING_END = "sitting_end"
    GRANT = "grant"


@dataclass(frozen=True)
class Grant:
    """补时: `seconds` given (or, when negative, taken), and why."""

    seconds: int
    reason: str


@dataclass(frozen=True)
class Reason:
    """One step on the way to a deadline; `seconds` counts from the start, or is what a grant gives."""

    bound: Bound
    seconds: int
    why: str = ""


@dataclass(frozen=True)
class Deadline:
    """截止时间: the moment and how it came about."""

    at: datetime
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Entry:
    """When a test may be begun: from `starts_at`, before `ends_at`, at latest `late_entry_min` after the start."""

    starts_at: datetime
    ends_at: datetime
    late_entry_min: int | None

    @property
    def last_entry_at(self) -> datetime | None:
        """The last moment at which a test may be begun, when the sitting sets one."""
        if self.late_entry_min is None:
            return None
        return self.starts_at + timedelta(minutes=self.late_entry_min)


def deadline(
    start: datetime, limit_s: int, window_end: datetime, grants: Sequence[Grant] = ()
) -> Deadline:
    """The end of an attempt: start + the paper's limit, at latest the sitting's end, then what was granted.

    Grants move the end even beyond the sitting's; nothing moves it before the start.
    """
    by_limit = start + timedelta(seconds=limit_s)
    if by_limit <= window_end:
        base, bound = by_limit, Bound.PAPER_LIMIT
    else:
        base, bound = window_end, Bound.SITTING_END
    granted = [Reason(Bound.GRANT, grant.seconds, grant.reason) for grant in grants]
    at = max(start, base + timedelta(seconds=sum(grant.seconds for grant in grants)))
    return Deadline(at, (Reason(bound, int((base - start).total_seconds())), *granted))


def in_time(received_at: datetime, deadline_at: datetime, grace_s: int) -> bool:
    """Whether what the server received at this moment still counts (the last moment included)."""
    return received_at <= deadline_at + timedelta(seconds=grace_s)


def latest_deadline_due(now: datetime, grace_s: int) -> datetime:
    """Attempts whose deadline lies before this moment are due to be closed."""
    return now - timedelta(seconds=grace_s)


def why_not_start(
    sitting_open: bool, arrived: bool, now: datetime, entry: Entry
) -> StartProblem | None:
    """Whether a test may be begun now: at an open sitting, by somebody who was let in, in the window, and not
    after the last entry 迟到时限."""
    if now >= entry.ends_at:
        return StartProblem.TIME_OVER
    if not sitting_open:
        return StartProblem.SITTING_NOT_OPEN
    if not arrived:
        return StartProblem.NOT_ARRIVED
    if now < entry.starts_at:
        return StartProblem.TOO_EARLY
    if entry.last_entry_at is not None and now > entry.last_entry_at:
        return StartProblem.ENTRY_OVER
    return None
