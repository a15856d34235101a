"""One sitting: what it examines, what is missing before it opens, enrolling, opening and closing."""

from __future__ import annotations

import secrets
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange

from examsite.bank import queries as bank
from examsite.catalogue.rules import levels
from examsite.core.refusal import Missing
from examsite.delivery import actions as delivery
from examsite.papers import queries as papers
from examsite.people.rules.roles import Power
from examsite.registration import queries as registration
from examsite.sittings import actions, queries, rules
from examsite.web import guards
from examsite.web.act import acting, clock, reading
from examsite.web.centre import blueprint
from examsite.web.forms import Form, refusals_shown

MAX_SEED = 2**31


class ContentForm(Form):
    """试卷与题目 of one unit in one form."""

    paper_id = SelectField(_l("试卷"), coerce=int)
    brief_id = SelectField(_l("题目"), coerce=int)


class EnrolForm(Form):
    """编场: the seed of the draw is shown, so that the draw can be repeated before witnesses."""

    seed = IntegerField(_l("抽签种子"), [InputRequired(), NumberRange(0, MAX_SEED)])


@blueprint.get("/sittings/<int:sitting_id>")
@guards.needs(Power.RUN_SITTING)
def sitting(sitting_id: int) -> Any:
    session = reading()
    found = queries.sitting(session, sitting_id)
    readiness = queries.readiness(session, found)
    return render_template(
        "centre/sitting.html",
        sitting=found,
        readiness=readiness,
        unmet=rules.unmet(readiness, clock()),
        checks=list(rules.Check),
        needed=rules.KEEPS_SHUT,
        contents=_contents(found),
        missing=set(readiness.units_missing),
        counts=queries.counts(session, sitting_id),
        rooms=queries.rooms_used(session, sitting_id),
        over=clock() > max(found.ends_at, found.works_due_at),
        enrol_form=EnrolForm(data={"seed": secrets.randbelow(MAX_SEED)}),
    )


@blueprint.route("/sittings/<int:sitting_id>/contents/<unit>/<kind>", methods=["GET", "POST"])
@guards.needs(Power.RUN_SITTING)
def sitting_content(sitting_id: int, unit: str, kind: str) -> Any:
    session = reading()
    found = queries.sitting(session, sitting_id)
    if (unit, kind) not in _pairs(found):
        raise Missing
    chosen = queries.unit_of(session, sitting_id, unit, kind)
    stated = {"paper_id": chosen.paper_id, "brief_id": chosen.brief_id} if chosen else None
    form = ContentForm(data=stated)
    form.paper_id.choices = [(row.id, _paper(row)) for row in papers.papers(session, unit)[0]]
    form.brief_id.choices = [
        (row.id, _("%(title)s（第 %(version)s 版）", title=row.title, version=row.version))
        for row in bank.briefs_of(session, unit, kind)
    ]
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                chosen_ids = form.paper_id.data, form.brief_id.data
                actions.set_unit(act, sitting_id, unit, kind, *chosen_ids)
            flash(_("试卷和题目已选定。"), "success")
            return redirect(url_for("centre.sitting", sitting_id=sitting_id), 303)
    named = levels.unit(unit)
    return render_template(
        "centre/sitting_content.html", form=form, sitting=found, unit=named, kind=kind
    )


@blueprint.post("/sittings/<int:sitting_id>/enrol")
@guards.needs(Power.RUN_SITTING)
def enrol(sitting_id: int) -> Any:
    form = EnrolForm()
    if not form.validate_on_submit():
        flash(_("抽签种子是 0 到 2147483648 的整数，请重新填写。"), "danger")
        return _back(sitting_id)
    with acting() as act:
        found = queries.sitting(act.session, sitting_id)
        waiting = registration.accepted(act.session, found.round_id, found.level)
        made = actions.enrol(act, sitting_id, [row.id for row in waiting], form.seed.data)
    flash(_("已为 %(number)s 名考生抽签排座并生成准考证。", number=len(made)), "success")
    return redirect(url_for("centre.seating", sitting_id=sitting_id), 303)


@blueprint.post("/sittings/<int:sitting_id>/open")
@guards.needs(Power.RUN_SITTING)
def open_sitting(sitting_id: int) -> Any:
    with acting() as act:
        delivery.open_sitting(act, sitting_id)
    flash(_("场次已开放，监考员可以办理入场。"), "success")
    return _back(sitting_id)


@blueprint.post("/sittings/<int:sitting_id>/close")
@guards.needs(Power.RUN_SITTING)
def close_sitting(sitting_id: int) -> Any:
    with acting() as act:
        delivery.close_sitting(act, sitting_id)
    flash(_("场次已结束，未到考生已登记缺考。接下来可以阅卷。"), "success")
    return _back(sitting_id)


def _back(sitting_id: int) -> Any:
    return redirect(url_for("centre.sitting", sitting_id=sitting_id), 303)


def _pairs(found: Any) -> list[tuple[str, str]]:
    level = levels.level(found.level)
    forms = rules.forms_of(level)
    return [(unit.id, form) for unit in levels.units_of(level.id) for form in forms]


def _contents(found: Any) -> list[tuple[Any, str, Any]]:
    """Every unit and form of the level with what is chosen for it, or None."""
    chosen = {(row.unit, row.form): row for row in found.units}
    return [(levels.unit(unit), form, chosen.get((unit, form))) for unit, form in _pairs(found)]


def _paper(row: Any) -> str:
    return _(
        "试卷 %(id)s · %(name)s · %(minutes)s 分钟 · 种子 %(seed)s",
        id=row.id,
        name=row.blueprint.name,
        minutes=row.time_limit_s // 60,
        seed=row.seed,
    )
