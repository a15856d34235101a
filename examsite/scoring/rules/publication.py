"""Publishing results 发布成绩: what two persons agreed to, and when a published result is final.

The approval is bound to what was approved: a result that came or changed since then wants a new one.
The length of the review period is a setting (5 days is one college's habit, the notice is silent).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

REVIEW_DAYS = 5
"""Default of the setting `review_days` 成绩复核期, in days from the moment of publication."""


class WhyNot(StrEnum):
    """Why results are not decided or published."""

    SITTING_NOT_CLOSED = "sitting_not_closed"
    NOTHING_TO_PUBLISH = "nothing_to_publish"
    CHANGED_SINCE_PROPOSAL = "changed_since_proposal"


def digest(results: Iterable[tuple[int, str]]) -> str:
    """A hash over result ids and outcomes, whatever their order: what exactly was approved."""
    lines = sorted(f"{result_id}:{outcome}" for result_id, outcome in results)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def review_ends_at(published_at: datetime, review_days: int) -> datetime:
    """From this moment on a published result is final."""
    return published_at + timedelta(days=review_days)
