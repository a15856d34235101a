"""实训核实: the queue of countersigned and declared stays, and one stay to verify or return."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from examsite.accreditation import actions, queries
from examsite.accreditation.rules.stays import StayState
from examsite.catalogue.rules import levels
from examsite.people import queries as people
from examsite.people.rules.roles import Power
from examsite.people.rules.words import ProofKind
from examsite.registration import queries as registration
from examsite.web import guards, listing
from examsite.web.act import acting, reading, today
from examsite.web.centre import blueprint
from examsite.web.shell import day
from examsite.web.wording import say


@blueprint.get("/practice")
@guards.needs(Power.VERIFY_PRACTICE)
def practice() -> Any:
    text = request.args.get("q", "").strip()
    if listing.wants_export():
        return _export(queries.stays_to_verify(reading(), text=text, limit=10_000)[0])
    rows, total = queries.stays_to_verify(
        reading(), text=text, offset=listing.offset(), limit=listing.SIZE
    )
    return render_template(
        "centre/practice.html", page=listing.Page(rows, total, listing.page_number())
    )


@blueprint.get("/practice/<int:stay_id>")
@guards.needs(Power.VERIFY_PRACTICE)
def stay(stay_id: int) -> Any:
    found = queries.stay(reading(), stay_id)
    candidate = people.candidate(reading(), found.candidate_id)
    wanting = [one for one in levels.levels() if one.practice]
    return render_template(
        "centre/stay.html",
        stay=found,
        candidate=candidate,
        waiting=found.state is not StayState.VERIFIED,
        others=[one for one in _stays(found) if one.id != found.id],
        verdict=registration.practice_on(
            reading(), candidate, wanting[0].id, _stays(found), today(), as_if_verified=True
        ),
        proofs=[one for one in candidate.proofs if one.kind is ProofKind.PRACTICE],
        names=people.names(reading(), [found.signed_by, found.verified_by]),
    )


@blueprint.post("/practice/<int:stay_id>/verify")
@guards.needs(Power.VERIFY_PRACTICE)
def verify_stay(stay_id: int) -> Any:
    relevant = request.form.get("relevant_firm") != "no"
    with acting() as act:
        actions.verify_stay(act, stay_id, relevant_firm=relevant)
    flash(_("已核实，已通知考生。"), "success")
    return redirect(url_for("centre.practice"), 303)


@blueprint.post("/practice/<int:stay_id>/return")
@guards.needs(Power.VERIFY_PRACTICE)
def return_stay(stay_id: int) -> Any:
    with acting() as act:
        actions.return_stay(act, stay_id, request.form.get("note", ""))
    flash(_("已退回考生补正。"), "success")
    return redirect(url_for("centre.practice"), 303)


def _stays(found: Any) -> Any:
    return queries.stays_of(reading(), found.candidate_id)


def _export(rows: Any) -> Any:
    heads = [
        _("姓名"),
        _("途径"),
        _("单位"),
        _("岗位"),
        _("开始"),
        _("结束"),
        _("责任教师"),
        _("状态"),
    ]
    lines = [
        [
            candidate.name,
            say(found.kind),
            found.firm,
            found.post,
            day(found.start_on),
            day(found.end_on),
            found.teacher,
            say(found.state),
        ]
        for found, candidate in rows
    ]
    return listing.spreadsheet(_("实训核实"), heads, lines)
