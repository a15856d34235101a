"""待阅作品: a marker's own scripts, by code."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from examsite.catalogue.rules import levels
from examsite.marking import queries
from examsite.marking.rules.sheet import SheetState, state_of
from examsite.people.rules.roles import Power, may
from examsite.web import guards, listing
from examsite.web.act import reading
from examsite.web.marker import blueprint
from examsite.web.shell import exact, term
from examsite.web.wording import say

SHOWN = (SheetState.TO_DO, SheetState.LOCKED)


@blueprint.get("/")
@guards.needs(Power.MARK)
def home() -> Any:
    marker_id = current_user.account_id
    state = request.args.get("state", "")
    filters: dict[str, Any] = {
        "state": SheetState(state) if state in SHOWN else None,
        "unit": request.args.get("unit", ""),
        "text": request.args.get("q", ""),
    }
    if listing.wants_export():
        return _export(queries.scripts_of(reading(), marker_id, **filters, limit=10_000)[0])
    rows, total = queries.scripts_of(
        reading(), marker_id, **filters, offset=listing.offset(), limit=listing.SIZE
    )
    done, all_ = queries.progress_of(reading(), marker_id)
    units = queries.units_with_scripts(reading(), marker_id)
    return render_template(
        "marker/home.html",
        page=listing.Page(rows, total, listing.page_number()),
        done=done,
        all=all_,
        next_code=queries.next_code(reading(), marker_id, ""),
        units=[(unit, term(levels.unit(unit))) for unit in units],
        states=[(SheetState.TO_DO.value, _("待评")), (SheetState.LOCKED.value, _("已锁定"))],
        state_of=state_of,
        may_allocate=may(current_user.roles, Power.ALLOCATE_MARKING),
    )


def _export(rows: Any) -> Any:
    heads = [_("密号"), _("方向"), _("形式"), _("状态"), _("总分")]
    cells = [
        (
            row.script.code,
            term(levels.unit(row.script.brief.unit)),
            say(row.script.brief.form),
            say(state_of(row.locked_at is not None, row.version)),
            exact(row.total) if row.total is not None else "",
        )
        for row in rows
    ]
    return listing.spreadsheet(_("待阅作品"), heads, cells)
