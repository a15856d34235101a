"""How a seat stands on the room board 考场看板: one word for an enrolment with its online tests."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from examsite.sittings.rules import EnrolmentState


class SeatStanding(StrEnum):
    """座位状态."""

    AWAITED = "awaited"
    ARRIVED = "arrived"
    ANSWERING = "answering"
    HANDED_IN = "handed_in"
    ABSENT = "absent"
    VOID = "void"


QUIET_AFTER = timedelta(minutes=5)
"""How long an answering seat may save nothing before the board asks the invigilator to look."""


def seat_standing(enrolment: EnrolmentState, online: Collection[str]) -> SeatStanding:
    """The one word for a seat; `online` holds the states of its online components.

    Answering while any test runs; handed in when none is left to do; between two tests it is `arrived`.
    """
    settled = {
        EnrolmentState.ENROLLED: SeatStanding.AWAITED,
        EnrolmentState.ABSENT: SeatStanding.ABSENT,
        EnrolmentState.VOID: SeatStanding.VOID,
    }
    if enrolment in settled:
        return settled[enrolment]
    if "running" in online:
        return SeatStanding.ANSWERING
    return SeatStanding.ARRIVED if not online or "scheduled" in online else SeatStanding.HANDED_IN


def is_quiet(standing: SeatStanding, last_sign: datetime | None, now: datetime) -> bool:
    """Whether an answering seat has saved nothing for long; `last_sign` is its last save, or its start."""
    return (
        standing is SeatStanding.ANSWERING
        and last_sign is not None
        and now - last_sign > QUIET_AFTER
    )
