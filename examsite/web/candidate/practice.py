"""实训: declaring practice stays and seeing what they come to (RD-25, RD-28)."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from examsite.accreditation import actions, queries
from examsite.accreditation.rules.stays import StayFacts, StayKind, StayState
from examsite.catalogue.rules import levels, regions
from examsite.people.rules.roles import Power
from examsite.registration import queries as registration
from examsite.web import guards
from examsite.web.act import acting, reading, today
from examsite.web.candidate import blueprint
from examsite.web.candidate.own import needed_candidate
from examsite.web.forms import Form, WordField, refusals_shown
from examsite.web.shell import term

OPEN = (StayState.DECLARED, StayState.RETURNED)


class StayForm(Form):
    """实训记录."""

    kind = WordField(_l("途径"), StayKind)
    unit_id = SelectField(
        _l("实践基地"), coerce=int, description=_l("在基地实训的，从在册基地中选择")
    )
    firm = StringField(
        _l("实习企业"),
        [Length(max=120)],
        description=_l("在电商企业实习的，填写企业全称；在“证明材料”中上传实习证明"),
    )
    post = StringField(_l("岗位"), [InputRequired(), Length(max=80)])
    start_on = DateField(_l("开始日期"), [InputRequired()])
    end_on = DateField(_l("结束日期"), [InputRequired()], description=_l("最后一天，计算在内"))
    log = TextAreaField(
        _l("实训内容"), [Optional(), Length(max=5000)], description=_l("做了哪些工作，学到什么")
    )

    def offer(self, kept: Any = None) -> None:
        """Fill the choices with the bases registered today, and the one of this stay."""
        bases = list(queries.bases_on(reading(), today()))
        if kept is not None and kept.unit is not None and kept.unit not in bases:
            bases.append(kept.unit)
        named = {one.id: f"{term(regions.city(one.city))} · {one.name}" for one in bases}
        self.unit_id.choices = {0: _("（不是基地）"), **named}

    def facts(self) -> StayFacts:
        """What was stated."""
        return StayFacts(
            StayKind(self.kind.data),
            self.post.data.strip(),
            self.start_on.data,
            self.end_on.data,
            self.unit_id.data or None,
            (self.firm.data or "").strip(),
            (self.log.data or "").strip(),
        )


@blueprint.get("/practice")
@guards.needs(Power.OWN_REGISTRATION)
def practice() -> Any:
    found = needed_candidate()
    stays = queries.stays_of(reading(), found.id)
    asking = next(one for one in levels.levels() if one.practice)
    return render_template(
        "candidate/practice.html",
        candidate=found,
        stays=stays,
        open_states=OPEN,
        rule=levels.practice_rule(),
        verdict=registration.practice_on(reading(), found, asking.id, stays, today()),
        hoped=registration.practice_on(
            reading(), found, asking.id, stays, today(), as_if_verified=True
        ),
    )


@blueprint.route("/practice/new", methods=["GET", "POST"])
@guards.needs(Power.OWN_REGISTRATION)
def new_stay() -> Any:
    found, form = needed_candidate(), StayForm()
    form.offer()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.declare_stay(act, found.id, form.facts())
            flash(_("实训记录已申报。"), "success")
            return redirect(url_for("candidate.practice"), 303)
    return render_template("candidate/stay.html", form=form, stay=None)


@blueprint.route("/practice/<int:stay_id>", methods=["GET", "POST"])
@guards.needs(Power.OWN_REGISTRATION)
def stay(stay_id: int) -> Any:
    found = needed_candidate()
    row = queries.stay_of(reading(), stay_id, found.id)
    form = StayForm(data=_stated(row))
    form.offer(row)
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.change_stay(act, stay_id, found.id, form.facts())
            flash(_("实训记录已修改。"), "success")
            return redirect(url_for("candidate.practice"), 303)
    return render_template("candidate/stay.html", form=form, stay=row)


@blueprint.post("/practice/<int:stay_id>/remove")
@guards.needs(Power.OWN_REGISTRATION)
def remove_stay(stay_id: int) -> Any:
    found = needed_candidate()
    with acting() as act:
        actions.remove_stay(act, stay_id, found.id)
    flash(_("实训记录已删除。"), "success")
    return redirect(url_for("candidate.practice"), 303)


def _stated(row: Any) -> dict[str, Any]:
    return {
        "kind": row.kind.value,
        "unit_id": row.unit_id or 0,
        "firm": "" if row.unit_id else row.firm,
        "post": row.post,
        "start_on": row.start_on,
        "end_on": row.end_on,
        "log": row.log,
    }
