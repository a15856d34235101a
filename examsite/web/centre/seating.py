"""编场名单: who sits where, with tickets and attendance sheets to print."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import current_app, render_template, request, send_file
from flask_babel import gettext as _

from examsite.delivery import queries as delivery
from examsite.people.rules.roles import Power
from examsite.sittings import queries, seat_list, ticket
from examsite.sittings.rules import EnrolmentState
from examsite.web import guards, listing
from examsite.web.act import clock, reading, today
from examsite.web.centre import blueprint
from examsite.web.forms import whole
from examsite.web.shell import moment
from examsite.web.wording import say


@blueprint.get("/sittings/<int:sitting_id>/seating")
@guards.needs(Power.RUN_SITTING)
def seating(sitting_id: int) -> Any:
    session = reading()
    found = queries.sitting(session, sitting_id)
    state = request.args.get("state", "")
    filters: dict[str, Any] = {
        "room_id": request.args.get("room", type=whole),
        "state": EnrolmentState(state) if state in list(EnrolmentState) else None,
        "text": request.args.get("q", "").strip(),
    }
    if listing.wants_export():
        rows, _total = queries.enrolments(session, sitting_id, **filters, limit=50_000)
        return _export(found.name, rows)
    rows, total = queries.enrolments(
        session, sitting_id, **filters, offset=listing.offset(), limit=listing.SIZE
    )
    return render_template(
        "centre/seating.html",
        sitting=found,
        page=listing.Page(rows, total, listing.page_number()),
        rooms=[(str(room.id), room.name) for room, _n in queries.rooms_used(session, sitting_id)],
        states=[(one.value, say(one)) for one in EnrolmentState],
    )


@blueprint.get("/sittings/<int:sitting_id>/rooms/<int:room_id>/tickets.pdf")
@guards.needs(Power.RUN_SITTING)
def room_tickets(sitting_id: int, room_id: int) -> Any:
    room = queries.room_of(reading(), sitting_id, room_id)
    made = ticket.tickets(
        reading(),
        _in_room(sitting_id, room_id),
        grace_s=delivery.transit_grace_s(reading(), today()),
        made_at=clock(),
        demo=current_app.config["PROFILE"] != "production",
    )
    return _pdf(made, _("准考证-%(room)s", room=room.name))


@blueprint.get("/sittings/<int:sitting_id>/rooms/<int:room_id>/seat-list.pdf")
@guards.needs(Power.RUN_SITTING)
def room_seat_list(sitting_id: int, room_id: int) -> Any:
    found = queries.sitting(reading(), sitting_id)
    room = queries.room_of(reading(), sitting_id, room_id)
    made = seat_list.seat_list(found, room, _in_room(sitting_id, room_id), made_at=clock())
    return _pdf(made, _("签到表-%(room)s", room=room.name))


def _in_room(sitting_id: int, room_id: int) -> Any:
    return queries.enrolments(reading(), sitting_id, room_id=room_id, limit=1000)[0]


def _pdf(made: bytes, name: str) -> Any:
    return send_file(BytesIO(made), mimetype="application/pdf", download_name=f"{name}.pdf")


def _export(name: str, rows: Any) -> Any:
    heads = [
        _("考场"), _("座位"), _("准考证号"), _("报名号"), _("姓名"), _("证件号码"), _("状态"), _("入场时间"),
    ]  # fmt: skip
    return listing.spreadsheet(
        name,
        heads,
        [
            [
                row.room.name,
                row.seat,
                row.ticket_number,
                row.registration.number,
                row.registration.candidate.name,
                row.registration.candidate.identity_masked,
                say(row.state),
                moment(row.arrived_at),
            ]
            for row in rows
        ],
    )
