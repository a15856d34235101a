"""报名: what is open, one's own registrations, and beginning a new one."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from examsite.catalogue.rules import levels
from examsite.catalogue.rules.levels import Level
from examsite.core.refusal import Missing
from examsite.people.rules.roles import Power
from examsite.registration import actions, queries
from examsite.web import guards
from examsite.web.act import acting, clock, reading
from examsite.web.candidate import blueprint
from examsite.web.candidate.check import check_of
from examsite.web.candidate.own import needed_candidate
from examsite.web.forms import Form, refusals_shown
from examsite.web.shell import term


class ChoiceForm(Form):
    """报考方向或形式."""

    directions = SelectMultipleField(
        _l("报考方向"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    second = RadioField(_l("考核形式"), [Optional()])

    def offer(self, level: Level) -> None:
        """Fill the choices of a level; what it does not ask is left out."""
        units = levels.units_of(level.id)
        self.directions.choices = {one.direction: term(one) for one in units if one.direction}
        forms = [one for one in levels.second_forms() if one.id in level.second_forms]
        self.second.choices = {one.id: term(one) for one in forms}
        if not level.directions:
            del self.directions
        if not forms:
            del self.second

    @property
    def chosen(self) -> list[str]:
        """The directions ticked, in the notice's order."""
        if "directions" not in self:
            return []
        return [one for one in self.directions.choices if one in (self.directions.data or [])]

    @property
    def elected(self) -> str | None:
        """The form elected, if any."""
        return (self.second.data or None) if "second" in self else None


@blueprint.get("/registrations")
@guards.needs(Power.OWN_REGISTRATION)
def registrations() -> Any:
    found = needed_candidate()
    mine = queries.registrations_of(reading(), found.id)
    live = {(one.round_id, one.level) for one in mine if one.state not in queries.ENDED_UNSEATED}
    rounds = queries.rounds_open(reading(), clock())
    wanted = {level for one in rounds for level in one.levels}
    checks = {one.id: check_of(found, one) for one in levels.levels() if one.id in wanted}
    return render_template(
        "candidate/registrations.html", mine=mine, rounds=rounds, live=live, found=checks
    )


@blueprint.route("/registrations/new/<int:round_id>/<level_id>", methods=["GET", "POST"])
@guards.needs(Power.OWN_REGISTRATION)
def new_registration(round_id: int, level_id: str) -> Any:
    found, round_ = needed_candidate(), queries.round_(reading(), round_id)
    if level_id not in round_.levels:
        raise Missing
    level, form = levels.level(level_id), ChoiceForm()
    form.offer(level)
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                made = actions.draft(act, found.id, round_id, level_id, form.chosen, form.elected)
            flash(
                _("草稿已保存，报名编号 %(number)s。核对无误后提交。", number=made.number),
                "success",
            )
            return redirect(url_for("candidate.registration", registration_id=made.id), 303)
    return render_template(
        "candidate/new_registration.html",
        form=form,
        round=round_,
        level=level,
        check=check_of(found, level),
    )
