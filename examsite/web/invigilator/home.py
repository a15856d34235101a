"""监考端 home: the sittings of today, and the rooms of one."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from examsite.audit.act import CHINA
from examsite.people.rules.roles import Power
from examsite.sittings import queries
from examsite.web import guards
from examsite.web.act import reading, today
from examsite.web.invigilator import blueprint


@blueprint.get("/")
@guards.needs(Power.ADMIT)
def home() -> Any:
    midnight = datetime.combine(today(), time(), CHINA)
    rows = queries.sittings_at_door(
        reading(), midnight, midnight + timedelta(days=1), current_user.regions
    )
    counts = {row.id: queries.counts(reading(), row.id) for row in rows}
    return render_template("invigilator/home.html", rows=rows, counts=counts)


@blueprint.get("/sittings/<int:sitting_id>")
@guards.needs(Power.ADMIT)
def sitting(sitting_id: int) -> Any:
    session = reading()
    found = queries.sitting_in(session, sitting_id, current_user.regions)
    text = request.args.get("q", "").strip()
    people = queries.enrolments(session, sitting_id, text=text, limit=50)[0] if text else []
    if len(people) == 1:
        address = url_for("invigilator.place", sitting_id=sitting_id, enrolment_id=people[0].id)
        return redirect(address, 303)
    rooms = [
        (room, number, queries.counts(session, sitting_id, room.id))
        for room, number in queries.rooms_used(session, sitting_id)
    ]
    return render_template(
        "invigilator/sitting.html", sitting=found, rooms=rooms, people=people, text=text
    )
