"""方案备案: the HR department confirms the filing of a round's evaluation plan with a number (N-09)."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from examsite.core.refusal import Missing
from examsite.people import queries as people
from examsite.people.rules.roles import Power
from examsite.registration import actions, queries
from examsite.web import guards
from examsite.web.act import acting, reading
from examsite.web.authority import blueprint
from examsite.web.forms import Form, refusals_shown


class FilingForm(Form):
    """备案."""

    number = StringField(
        _l("备案编号"),
        [InputRequired(_l("请填写备案编号。")), Length(max=60)],
        description=_l("例如：浙人社备〔2026〕1号"),
    )


@blueprint.get("/plans")
@guards.needs(Power.FILE_PLAN)
def plans() -> Any:
    filed = [one for one in queries.rounds(reading()) if one.plan_filed_at is not None]
    return render_template(
        "authority/plans.html", waiting=queries.plans_to_file(reading()), filed=filed
    )


@blueprint.route("/plans/<int:round_id>", methods=["GET", "POST"])
@guards.needs(Power.FILE_PLAN)
def plan_of_round(round_id: int) -> Any:
    found = queries.round_(reading(), round_id)
    if found.plan_submitted_at is None:
        raise Missing
    form = FilingForm()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.file_plan(act, round_id, form.number.data)
            flash(_("已备案，认证中心可以编排场次。"), "success")
            return redirect(url_for("authority.plans"), 303)
    names = people.names(reading(), [found.plan_filed_by])
    return render_template("authority/plan_of_round.html", found=found, form=form, names=names)
