"""批次: the list of rounds, making and changing one, and its evaluation plan 评价方案 for the HR department."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    IntegerField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from examsite.audit.act import CHINA
from examsite.catalogue.rules import levels
from examsite.people import queries as people
from examsite.people.rules.roles import Power
from examsite.registration import actions, queries
from examsite.registration.rules.rounds import RoundFacts
from examsite.web import guards
from examsite.web.act import acting, reading, today
from examsite.web.centre import blueprint
from examsite.web.forms import Form, refusals_shown
from examsite.web.shell import term


class RoundForm(Form):
    """批次; times are typed as Beijing time."""

    name = StringField(_l("批次名称"), [InputRequired(), Length(max=80)])
    year = IntegerField(_l("年份"), [InputRequired(), NumberRange(2014, 2100)])
    number = IntegerField(
        _l("批次序号"),
        [InputRequired(), NumberRange(1, 99)],
        description=_l("与年份一起组成报名编号的开头"),
    )
    levels = SelectMultipleField(
        _l("等级"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    opens_at = DateTimeLocalField(
        _l("报名开始"), [InputRequired()], description=_l("北京时间，含这一刻")
    )
    closes_at = DateTimeLocalField(
        _l("报名截止"), [InputRequired()], description=_l("北京时间，到这一刻为止")
    )
    sample = BooleanField(_l("示例批次（不作正式用途）"))

    def offer(self) -> None:
        """Fill the choices: the levels examined here."""
        self.levels.choices = [(one.id, term(one)) for one in levels.levels() if one.examined]

    def facts(self) -> RoundFacts:
        """What was stated."""
        return RoundFacts(
            self.name.data,
            self.year.data,
            self.number.data,
            tuple(self.levels.data or ()),
            self.opens_at.data.replace(tzinfo=CHINA),
            self.closes_at.data.replace(tzinfo=CHINA),
            self.sample.data,
        )


class PlanForm(Form):
    """评价方案."""

    text = TextAreaField(
        _l("评价方案"),
        [InputRequired(_l("请填写评价方案。")), Length(max=20_000)],
        description=_l("考核内容、组织方式、时间地点、阅卷和发证安排"),
        render_kw={"rows": 10},
    )


@blueprint.get("/rounds")
@guards.needs(Power.RUN_SITTING)
def rounds() -> Any:
    rows = queries.rounds(reading())
    handed_in = {row.id: _handed_in(row.id) for row in rows[:50]}
    return render_template("centre/rounds.html", rows=rows, handed_in=handed_in)


@blueprint.route("/rounds/new", methods=["GET", "POST"])
@guards.needs(Power.RUN_SITTING)
def new_round() -> Any:
    known = queries.rounds(reading())
    number = 1 + max((row.number for row in known if row.year == today().year), default=0)
    form = RoundForm(data={"year": today().year, "number": number})
    form.offer()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                made = actions.open_round(act, form.facts())
            flash(_("批次已建立。接下来填写评价方案，报人社部门备案。"), "success")
            return redirect(url_for("centre.round_page", round_id=made.id), 303)
    return render_template("centre/round_form.html", form=form, found=None)


@blueprint.route("/rounds/<int:round_id>/change", methods=["GET", "POST"])
@guards.needs(Power.RUN_SITTING)
def change_round(round_id: int) -> Any:
    found = queries.round_(reading(), round_id)
    form = RoundForm(data=_stated(found))
    form.offer()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.change_round(act, round_id, form.facts())
            flash(_("批次已修改。"), "success")
            return redirect(url_for("centre.round_page", round_id=round_id), 303)
    return render_template("centre/round_form.html", form=form, found=found)


@blueprint.route("/rounds/<int:round_id>", methods=["GET", "POST"])
@guards.needs(Power.RUN_SITTING)
def round_page(round_id: int) -> Any:
    found = queries.round_(reading(), round_id)
    form = PlanForm(data={"text": found.plan_text})
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.submit_plan(act, round_id, form.text.data)
            flash(_("评价方案已报人社部门，等待备案。"), "success")
            return redirect(url_for("centre.round_page", round_id=round_id), 303)
    return render_template(
        "centre/round.html",
        found=found,
        form=form,
        counts=queries.counts_by_state(reading(), round_id),
        names=people.names(reading(), [found.plan_filed_by]),
    )


def _handed_in(round_id: int) -> int:
    counts = queries.counts_by_state(reading(), round_id)
    return sum(number for state, number in counts.items() if state not in ("draft", "withdrawn"))


def _stated(found: Any) -> dict[str, Any]:
    kept = ("name", "year", "number", "levels", "sample")
    return {name: getattr(found, name) for name in kept} | {
        name: _beijing(getattr(found, name)) for name in ("opens_at", "closes_at")
    }


def _beijing(moment: datetime) -> datetime:
    return moment.astimezone(CHINA).replace(tzinfo=None)
