"""按例外通过: where a flag asks for a person's look and nothing matches, one condition with written reasons."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from examsite.people.rules.roles import Power
from examsite.registration import actions, queries
from examsite.registration.rules import eligibility
from examsite.registration.rules.application import LIFECYCLE
from examsite.web import guards
from examsite.web.act import acting, reading
from examsite.web.centre import blueprint
from examsite.web.centre.registrations import handed_in
from examsite.web.explain import explain
from examsite.web.forms import Form, refusals_shown


class ExceptionForm(Form):
    """提请按例外通过."""

    condition = RadioField(_l("依据的条件"), [InputRequired(_l("请选择依据的条件。"))])
    reasons = TextAreaField(
        _l("例外的理由"),
        [InputRequired(_l("请写明理由。")), Length(max=500)],
        description=_l("写明事实、研究意见和依据；考生会看到，审核记录长期保存"),
        render_kw={"rows": 4},
    )
    proofs_seen = BooleanField(_l("已逐份核对证明材料，与所填内容一致"))


@blueprint.route("/registrations/<int:registration_id>/exception", methods=["GET", "POST"])
@guards.needs(Power.CHECK_REGISTRATION)
def propose_exception(registration_id: int) -> Any:
    found = handed_in(registration_id)
    if LIFECYCLE.transition(found.state, "accept") is None:
        abort(404)
    verdict = queries.judged_again(reading(), found)[0]
    allowed = eligibility.exceptions(verdict)
    if not allowed:
        abort(404)
    form = ExceptionForm()
    form.condition.choices = [(one, one) for one in allowed]
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.propose_exception(
                    act,
                    registration_id,
                    form.condition.data,
                    form.reasons.data,
                    form.proofs_seen.data,
                )
            flash(_("已提请按例外通过，等待另一名审核员确认。"), "success")
            return redirect(url_for("centre.registration", registration_id=registration_id), 303)
    judged = {one.condition.id: one for one in verdict.conditions}
    return render_template(
        "centre/exception.html",
        found=found,
        form=form,
        conditions={one: (judged[one].condition, explain(judged[one], _)) for one in allowed},
    )
