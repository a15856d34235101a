"""考场: the board of a room, refreshed by a small script, and the search that leads to a seat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import format_datetime
from flask_login import current_user

from examsite.delivery.board import SeatOnBoard, board
from examsite.delivery.rules.board import SeatStanding
from examsite.people.rules.roles import Power
from examsite.sittings import queries
from examsite.web import guards
from examsite.web.act import clock, reading
from examsite.web.invigilator import blueprint
from examsite.web.wording import say


@blueprint.get("/sittings/<int:sitting_id>/rooms/<int:room_id>")
@guards.needs(Power.ADMIT)
def room(sitting_id: int, room_id: int) -> Any:
    found = queries.sitting_in(reading(), sitting_id, current_user.regions)
    seats = board(reading(), sitting_id, room_id, clock())
    text = request.args.get("q", "").strip()
    people = (
        [seat for seat in seats if text in seat.ticket_number or text in seat.name] if text else []
    )
    if len(people) == 1:
        address = url_for(
            "invigilator.place", sitting_id=sitting_id, enrolment_id=people[0].enrolment_id
        )
        return redirect(address, 303)
    shown = people or seats
    return render_template(
        "invigilator/room.html",
        sitting=found,
        room=queries.room_of(reading(), sitting_id, room_id),
        places=[(seat, _said(seat)) for seat in shown],
        counts=_counts(seats),
        standings=list(SeatStanding),
        total=len(seats),
        shown_at=_time(clock()),
        text=text,
        found=bool(people),
    )


@blueprint.get("/sittings/<int:sitting_id>/rooms/<int:room_id>/board.json")
@guards.needs(Power.ADMIT)
def room_board(sitting_id: int, room_id: int) -> Any:
    queries.sitting_in(reading(), sitting_id, current_user.regions)
    queries.room_of(reading(), sitting_id, room_id)
    seats = board(reading(), sitting_id, room_id, clock())
    return {
        "now": _time(clock()),
        "counts": _counts(seats),
        "seats": {str(seat.enrolment_id): _said(seat) for seat in seats},
    }


def _counts(seats: Sequence[SeatOnBoard]) -> dict[str, int]:
    counted = Counter(seat.standing for seat in seats)
    return {standing.value: counted[standing] for standing in SeatStanding}


def _said(seat: SeatOnBoard) -> dict[str, Any]:
    return {
        "standing": seat.standing.value,
        "word": say(seat.standing),
        "saved": _time(seat.saved_at) if seat.saved_at else "",
        "quiet": seat.quiet,
    }


def _time(moment: Any) -> str:
    return format_datetime(moment, "HH:mm:ss")
