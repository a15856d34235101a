"""资格审核: the queue of registrations, found by name, number, state, level and round, with its export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from examsite.catalogue.rules import levels
from examsite.core.refusal import Missing
from examsite.people import queries as people
from examsite.people.rules.roles import Power
from examsite.registration import queries
from examsite.registration.rules.application import LIFECYCLE
from examsite.registration.rules.eligibility import Flag
from examsite.web import guards, listing
from examsite.web.act import reading
from examsite.web.centre import blueprint
from examsite.web.forms import whole
from examsite.web.shell import moment, term
from examsite.web.wording import say

EXPORTED = 10_000
SHOWN = tuple(state for state in LIFECYCLE.states if state != "draft")


@blueprint.get("/registrations")
@guards.needs(Power.CHECK_REGISTRATION)
def registrations() -> Any:
    if not request.args:
        return redirect(url_for("centre.registrations", state="submitted"))
    state = request.args.get("state", "")
    filters: dict[str, Any] = {
        "state": state if state in SHOWN else None,
        "level": request.args.get("level"),
        "round_id": request.args.get("round", type=whole),
        "taken_by": current_user.account_id if request.args.get("mine") else None,
        "text": request.args.get("q", "").strip(),
    }
    if listing.wants_export():
        return _export(queries.registrations(reading(), **filters, limit=EXPORTED)[0])
    rows, total = queries.registrations(
        reading(), **filters, offset=listing.offset(), limit=listing.SIZE
    )
    return render_template(
        "centre/registrations.html",
        page=listing.Page(rows, total, listing.page_number()),
        flags=Flag,
        states=[(code, say(("registration.state", code))) for code in SHOWN],
        examined=[(one.id, term(one)) for one in levels.levels() if one.examined],
        rounds=[(str(one.id), one.name) for one in queries.rounds(reading())],
        names=people.names(reading(), [row.taken_by for row in rows]),
    )


def handed_in(registration_id: int) -> Any:
    """A registration that was handed in; a draft is nobody's but the candidate's. Raises Missing."""
    found = queries.registration(reading(), registration_id)
    if found.submitted_at is None:
        raise Missing
    return found


def _export(rows: Sequence[Any]) -> Any:
    heads = [_("报名编号"), _("姓名"), _("证件号码"), _("批次"), _("等级"), _("方向或形式"), _("状态"),
             _("提交时间"), _("依据条件"), _("理由")]  # fmt: skip
    lines = [
        [
            row.number,
            row.candidate.name,
            row.candidate.identity_masked,
            row.round.name,
            term(levels.level(row.level)),
            chosen(row),
            say(("registration.state", row.state)),
            moment(row.submitted_at),
            row.relied_on,
            row.reasons,
        ]
        for row in rows
    ]
    return listing.spreadsheet(_("报名"), heads, lines)


def chosen(registration: Any) -> str:
    """What a registration is for: its directions, or the form of its second part, in words."""
    if registration.second:
        return next(term(form) for form in levels.second_forms() if form.id == registration.second)
    units = [levels.unit(f"{registration.level}.{one}") for one in registration.directions]
    return "、".join(term(unit) for unit in units)
