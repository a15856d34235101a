"""One stay at one's own base: the responsible teacher signs for it, or it goes back with a note."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from examsite.accreditation import actions, queries
from examsite.accreditation.rules.stays import StayState
from examsite.core.refusal import Missing
from examsite.people import queries as people
from examsite.people.rules.roles import Power
from examsite.web import guards
from examsite.web.act import acting, reading, today
from examsite.web.forms import Form, refusals_shown
from examsite.web.institution import blueprint


class CountersignForm(Form):
    """责任教师签字."""

    teacher = StringField(
        _l("专职责任教师"), [InputRequired(_l("请填写责任教师姓名。")), Length(max=64)]
    )
    log = TextAreaField(
        _l("实训内容与表现"),
        [InputRequired(_l("请写明实训内容与表现。")), Length(max=5000)],
        description=_l("做了哪些工作、教师如何辅导、完成情况"),
        render_kw={"rows": 6},
    )


class ReturnForm(Form):
    """退回."""

    note = TextAreaField(
        _l("退回说明"),
        [Optional(), Length(max=500)],
        description=_l("考生会看到这段话，请写明哪里不符"),
        render_kw={"rows": 3},
    )


@blueprint.get("/stays/<int:stay_id>")
@guards.needs(Power.COUNTERSIGN_PRACTICE)
def stay(stay_id: int) -> Any:
    return _page(_own(stay_id))


@blueprint.post("/stays/<int:stay_id>/countersign")
@guards.needs(Power.COUNTERSIGN_PRACTICE)
def countersign(stay_id: int) -> Any:
    found, form = _own(stay_id), CountersignForm(prefix="sign")
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.countersign(act, stay_id, found.unit_id, form.teacher.data, form.log.data)
            flash(_("已签字，等待认证中心核实。"), "success")
            return redirect(url_for("institution.home"), 303)
    return _page(found, sign=form)


@blueprint.post("/stays/<int:stay_id>/return")
@guards.needs(Power.COUNTERSIGN_PRACTICE)
def return_stay(stay_id: int) -> Any:
    found, form = _own(stay_id), ReturnForm(prefix="back")
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.return_stay(act, stay_id, form.note.data or "", unit_id=found.unit_id)
            flash(_("已退回，已通知考生。"), "success")
            return redirect(url_for("institution.home"), 303)
    return _page(found, back=form)


def _page(found: Any, **forms: Form) -> str:
    return render_template(
        "institution/stay.html",
        stay=found,
        candidate=people.candidate(reading(), found.candidate_id),
        open=found.state in (StayState.DECLARED, StayState.RETURNED),
        ended=found.end_on <= today(),
        sign=forms.get("sign") or CountersignForm(prefix="sign", data={"log": found.log}),
        back=forms.get("back") or ReturnForm(prefix="back"),
    )


def _own(stay_id: int) -> Any:
    """A stay at the base this person acts for; Missing for one anywhere else."""
    unit = queries.unit_of(reading(), current_user.account_id)
    if unit is None:
        raise Missing
    return queries.stay_at(reading(), stay_id, unit.id)
