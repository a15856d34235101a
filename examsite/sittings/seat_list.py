"""The attendance sheet 签到表 of a room as a PDF; `seat_list.typ` says how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from examsite.audit.act import CHINA
from examsite.core import typeset
from examsite.sittings.models import Enrolment, Room, Sitting
from examsite.sittings.ticket import ISSUER, span

TEMPLATE = Path(__file__).with_name("seat_list.typ")


def seat_list(
    sitting: Sitting, room: Room, enrolments: Sequence[Enrolment], *, made_at: datetime
) -> bytes:
    """The sheet to be signed at the door: seats in order, and who has been let in until `made_at`."""
    data = {
        "issuer": ISSUER["zh"],
        "sitting": sitting.name,
        "venue": sitting.venue.name,
        "room": room.name,
        "window": span(sitting.starts_at, sitting.ends_at)["zh"],
        "rows": [_row(one) for one in sorted(enrolments, key=lambda one: one.seat)],
    }
    return typeset.compile(TEMPLATE, data, made_at=made_at)


def _row(enrolment: Enrolment) -> dict[str, str]:
    candidate = enrolment.registration.candidate
    arrived = enrolment.arrived_at
    return {
        "seat": str(enrolment.seat),
        "number": enrolment.ticket_number,
        "name": candidate.name,
        "identity": candidate.identity_masked,
        "arrived": f"{arrived.astimezone(CHINA):%H:%M}" if arrived else "",
    }
