"""因材料虚假取消报名: a checker states the finding and what the candidate said; a second checker decides."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from examsite.people.rules.roles import Power
from examsite.registration import actions
from examsite.web import guards
from examsite.web.act import acting
from examsite.web.centre import blueprint
from examsite.web.centre.registrations import handed_in
from examsite.web.forms import Form, refusals_shown


class CancelForm(Form):
    """提请取消."""

    finding = TextAreaField(
        _l("查证情况"),
        [InputRequired(_l("请写明哪份材料虚假、怎样查实。")), Length(max=500)],
        description=_l("考生会看到这段话，请写明哪份材料虚假、怎样查实"),
        render_kw={"rows": 4},
    )
    hearing = TextAreaField(
        _l("当事人陈述"),
        [InputRequired(_l("请先听取考生陈述，再作记录。")), Length(max=500)],
        description=_l("何时、以何种方式听取，考生怎样说明"),
        render_kw={"rows": 4},
    )


@blueprint.route("/registrations/<int:registration_id>/cancel", methods=["GET", "POST"])
@guards.needs(Power.CHECK_REGISTRATION)
def propose_cancellation(registration_id: int) -> Any:
    found, form = handed_in(registration_id), CancelForm()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.propose_cancellation(
                    act, registration_id, form.finding.data, form.hearing.data
                )
            flash(_("已提请取消报名，等待另一名审核员确认。"), "success")
            return redirect(url_for("centre.registration", registration_id=registration_id), 303)
    return render_template("centre/cancellation.html", found=found, form=form)
