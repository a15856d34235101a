"""实训学员: the stays at one's own base, found by name and state, with the export."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from examsite.accreditation import queries
from examsite.accreditation.rules.stays import StayState
from examsite.people.rules.roles import Power
from examsite.web import guards, listing
from examsite.web.act import reading
from examsite.web.institution import blueprint
from examsite.web.shell import day
from examsite.web.wording import say


@blueprint.get("/")
@guards.needs(Power.COUNTERSIGN_PRACTICE)
def home() -> Any:
    unit = queries.unit_of(reading(), current_user.account_id)
    if unit is None:
        return render_template("institution/no_unit.html")
    asked = request.args.get("state", "")
    filters: dict[str, Any] = {
        "state": StayState(asked) if asked in set(StayState) else None,
        "text": request.args.get("q", "").strip(),
    }
    if listing.wants_export():
        return _export(queries.stays_at(reading(), unit.id, **filters, limit=10_000)[0])
    rows, total = queries.stays_at(
        reading(), unit.id, **filters, offset=listing.offset(), limit=listing.SIZE
    )
    waiting = queries.stays_at(reading(), unit.id, state=StayState.DECLARED, limit=1)[1]
    return render_template(
        "institution/home.html",
        unit=unit,
        waiting=waiting,
        page=listing.Page(rows, total, listing.page_number()),
        states=[(one.value, say(one)) for one in StayState],
    )


def _export(rows: Any) -> Any:
    heads = [_("姓名"), _("岗位"), _("开始"), _("结束"), _("责任教师"), _("状态")]
    lines = [
        [
            candidate.name,
            stay.post,
            day(stay.start_on),
            day(stay.end_on),
            stay.teacher,
            say(stay.state),
        ]
        for stay, candidate in rows
    ]
    return listing.spreadsheet(_("实训学员"), heads, lines)
