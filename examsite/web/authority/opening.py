"""等级开考: the province records from which day the senior level is examined (RD-18), two persons together."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, TextAreaField
from wtforms.validators import InputRequired, Length

from examsite.approvals import actions as approvals
from examsite.approvals import queries as proposals
from examsite.approvals.rules import Kind, Verdict
from examsite.catalogue import queries
from examsite.catalogue.rules import levels
from examsite.catalogue.rules.levels import Opening
from examsite.people import queries as people
from examsite.people.rules.roles import Power
from examsite.web import guards
from examsite.web.act import acting, reading, today
from examsite.web.authority import blueprint
from examsite.web.forms import Form, refusals_shown

RECORDED = tuple(one for one in levels.levels() if one.opening is Opening.RECORDED)


class OpeningForm(Form):
    """提请开考日期."""

    opens_on = DateField(
        _l("开考日期"), [InputRequired(_l("请填写日期。"))], description=_l("自这一天起可以报考")
    )
    reason = TextAreaField(
        _l("依据"),
        [InputRequired(_l("请写明依据。")), Length(max=500)],
        description=_l("省级标准的文号和名称"),
        render_kw={"rows": 3},
    )


@blueprint.route("/opening", methods=["GET", "POST"])
@guards.needs(Power.PROPOSE_OPENING)
def opening() -> Any:
    level, form = RECORDED[0], OpeningForm()
    if form.validate_on_submit():
        with refusals_shown(form):
            day = form.opens_on.data.isoformat()
            with acting() as act:
                approvals.propose(
                    act, Kind.OPEN_LEVEL, level.id, form.reason.data, level=level.id, opens_on=day
                )
            flash(_("已提请，等待省商务厅另一人同意。"), "success")
            return redirect(url_for("authority.opening"), 303)
    latest = proposals.latest(reading(), Kind.OPEN_LEVEL, level.id)
    name = f"{level.id}_open_from"
    history = [one for one in queries.history(reading()) if one.name == name]
    return render_template(
        "authority/opening.html",
        level=level,
        form=form,
        opens_on=queries.settings_on(reading(), today()).get(name),
        today=today().isoformat(),
        pending=latest if latest and latest.verdict is Verdict.PENDING else None,
        history=history,
        names=people.names(reading(), [one.recorded_by for one in history]),
    )
