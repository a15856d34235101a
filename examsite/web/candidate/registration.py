"""一件报名: the draft with its live check, handing it in, and afterwards its state, course and reasons."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired

from examsite.catalogue.rules import levels
from examsite.people.rules.roles import Power
from examsite.registration import actions, queries
from examsite.registration.rules import directions
from examsite.registration.rules.application import LIFECYCLE
from examsite.web import guards
from examsite.web.act import acting, clock, reading, today
from examsite.web.candidate import blueprint, check
from examsite.web.candidate.journey import journey_of
from examsite.web.candidate.own import needed_candidate
from examsite.web.candidate.registrations import ChoiceForm
from examsite.web.forms import Form, refusals_shown
from examsite.web.wording import say


class SubmitForm(Form):
    """提交报名: truthfulness is confirmed with the deed."""

    truthful = BooleanField(
        _l("我保证所填信息和上传材料真实、完整；如有虚假，同意取消报名和成绩。"),
        [InputRequired(_l("请先确认所填信息真实。"))],
    )


@blueprint.route("/registrations/<int:registration_id>", methods=["GET", "POST"])
@guards.needs(Power.OWN_REGISTRATION)
def registration(registration_id: int) -> Any:
    found = needed_candidate()
    one = queries.registration_of(reading(), registration_id, found.id)
    form = _choice_form(one)
    if form.validate_on_submit():
        with refusals_shown(form):
            _save_choice(one, found.id, form)
            flash(_("选择已保存。"), "success")
            return redirect(url_for("candidate.registration", registration_id=one.id), 303)
    return _page(one, found, form, SubmitForm(prefix="send"))


@blueprint.post("/registrations/<int:registration_id>/submit")
@guards.needs(Power.OWN_REGISTRATION)
def submit_registration(registration_id: int) -> Any:
    found = needed_candidate()
    one = queries.registration_of(reading(), registration_id, found.id)
    form = SubmitForm(prefix="send")
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.submit(act, registration_id, found.id)
            flash(_("报名已提交。认证中心审核后会通知您。"), "success")
            return redirect(url_for("candidate.registration", registration_id=one.id), 303)
    return _page(one, found, _choice_form(one, fresh=True), form)


@blueprint.post("/registrations/<int:registration_id>/withdraw")
@guards.needs(Power.OWN_REGISTRATION)
def withdraw_registration(registration_id: int) -> Any:
    found = needed_candidate()
    with acting() as act:
        actions.withdraw(act, registration_id, found.id)
    flash(_("报名已撤回。在报名截止前可以重新报名。"), "success")
    return redirect(url_for("candidate.registrations"), 303)


def _page(one: Any, found: Any, form: ChoiceForm, send: SubmitForm) -> str:
    level, now = levels.level(one.level), clock()
    offered = LIFECYCLE.offers(one.state, "candidate")
    before_closing = now < one.round.closes_at
    mine = "submit" in offered or "resubmit" in offered
    return render_template(
        "candidate/registration.html",
        registration=one,
        level=level,
        form=form,
        send=send,
        mine=mine,
        may_change="change_choice" in offered and before_closing,
        may_withdraw="withdraw" in offered and before_closing,
        problems=_problems(one, level) if mine else [],
        due_at=queries.due_at(reading(), one, today()),
        check=check.check_of(found, level) if mine else None,
        lines=() if mine or not one.facts else check.lines(queries.frozen_verdict(one), {}),
        stages=journey_of(one),
        steps=queries.steps(reading(), one.id),
    )


def _choice_form(one: Any, fresh: bool = False) -> ChoiceForm:
    stored = {"directions": one.directions, "second": one.second}
    form = ChoiceForm(formdata=None, data=stored) if fresh else ChoiceForm(data=stored)
    form.offer(levels.level(one.level))
    return form


def _save_choice(one: Any, candidate_id: int, form: ChoiceForm) -> None:
    change = actions.change_choice if one.state == "accepted" else actions.change_draft
    with acting() as act:
        change(act, one.id, candidate_id, form.chosen, form.elected)


def _problems(one: Any, level: levels.Level) -> list[str]:
    """What is wrong with the choice as it stands, in sentences."""
    second = () if one.second is None else (one.second,)
    config = queries.rule_config(reading(), today())
    codes = directions.why_not_register(level, one.directions, second, today(), config)
    return [say(("choice", _kind_of(code))) for code in codes]


def _kind_of(code: str) -> str:
    """A code without the direction that it names: `directions:duplicate:design` is `directions:duplicate`."""
    return ":".join(code.split(":")[:2])
