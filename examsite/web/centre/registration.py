"""资格初审: one registration: the frozen dossier beside the verdict, and what a checker may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from examsite.approvals import queries as approvals
from examsite.approvals.rules import Kind
from examsite.catalogue.queries import settings_on
from examsite.people import queries as people
from examsite.people.rules import words
from examsite.people.rules.roles import Power
from examsite.registration import actions, queries
from examsite.registration.rules import eligibility, rounds
from examsite.registration.rules.application import LIFECYCLE
from examsite.web import guards
from examsite.web.act import acting, clock, reading, today
from examsite.web.centre import blueprint
from examsite.web.centre.registrations import chosen, handed_in
from examsite.web.explain import explain, flag_sentence
from examsite.web.forms import Form, refusals_shown

CHECKER = "centre_checker"
PROPOSED = (Kind.REFUSE_REGISTRATION, Kind.CANCEL_FALSE, Kind.ACCEPT_EXCEPTION)
JUDGED_ANEW = ("submitted", "under_check")
LENGTH = Length(max=500)


class AcceptForm(Form):
    """审核通过."""

    relied_on = RadioField(_l("依据的条件"), [InputRequired(_l("请选择依据的条件。"))])
    proofs_seen = BooleanField(_l("已逐份核对证明材料，与所填内容一致"))


class SendBackForm(Form):
    """退回补正."""

    reasons = TextAreaField(
        _l("需要补正的内容"),
        [Optional(), LENGTH],
        description=_l("考生会看到这段话，请写明缺什么、怎么补"),
        render_kw={"rows": 3},
    )


class RefuseForm(Form):
    """提请不予受理."""

    reason = TextAreaField(
        _l("不予受理的理由"),
        [Optional(), LENGTH],
        description=_l("由另一名审核员确认后生效，理由会通知考生"),
        render_kw={"rows": 3},
    )


@dataclass(frozen=True)
class Condition:
    """One condition as the page shows it."""

    id: str
    met: bool
    text: Any
    sentence: str


@blueprint.get("/registrations/<int:registration_id>")
@guards.needs(Power.CHECK_REGISTRATION)
def registration(registration_id: int) -> Any:
    return _page(handed_in(registration_id))


@blueprint.post("/registrations/<int:registration_id>/take")
@guards.needs(Power.CHECK_REGISTRATION)
def take_registration(registration_id: int) -> Any:
    handed_in(registration_id)
    with acting() as act:
        actions.take(act, registration_id)
    flash(_("已受理，请核对材料后作出决定。"), "success")
    return _back(registration_id)


@blueprint.post("/registrations/<int:registration_id>/accept")
@guards.needs(Power.CHECK_REGISTRATION)
def accept_registration(registration_id: int) -> Any:
    found, form = handed_in(registration_id), AcceptForm(prefix="accept")
    form.relied_on.choices = [(one, one) for one in _judged(found)[0].matched]
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.accept(act, registration_id, form.relied_on.data, form.proofs_seen.data)
            flash(_("报名 %(number)s 已通过资格初审，已通知考生。", number=found.number), "success")
            return redirect(url_for("centre.registrations", state="submitted"), 303)
    return _page(found, accept=form)


@blueprint.post("/registrations/<int:registration_id>/send-back")
@guards.needs(Power.CHECK_REGISTRATION)
def send_back_registration(registration_id: int) -> Any:
    found, form = handed_in(registration_id), SendBackForm(prefix="back")
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.send_back(act, registration_id, form.reasons.data or "")
            flash(_("已退回补正，已通知考生。"), "success")
            return redirect(url_for("centre.registrations", state="submitted"), 303)
    return _page(found, send_back=form)


@blueprint.post("/registrations/<int:registration_id>/refuse")
@guards.needs(Power.CHECK_REGISTRATION)
def propose_refusal(registration_id: int) -> Any:
    found, form = handed_in(registration_id), RefuseForm(prefix="refuse")
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.propose_refusal(act, registration_id, form.reason.data or "")
            flash(_("已提请不予受理，等待另一名审核员确认。"), "success")
            return _back(registration_id)
    return _page(found, refuse=form)


def _page(found: Any, **forms: Form) -> str:
    verdict, facts = _judged(found)
    accept = forms.get("accept") or AcceptForm(prefix="accept")
    assert isinstance(accept, AcceptForm)
    if accept.relied_on.choices is None:
        accept.relied_on.choices = [(one, one) for one in verdict.matched]
    accept.relied_on.data = accept.relied_on.data or next(iter(verdict.matched), None)
    pending = approvals.waiting(reading(), PROPOSED, str(found.id))
    exception = next(iter(approvals.these(reading(), [found.exception_id])), None)
    persons = [found.taken_by, found.checked_by]
    if exception:
        persons += [exception.proposed_by, exception.decided_by]
    conditions = _conditions(verdict)
    return render_template(
        "centre/registration.html",
        found=found,
        chosen=chosen(found),
        kinds=words,
        facts=facts,
        proofs=found.facts.get("proofs", []),
        offers=LIFECYCLE.offers(found.state, CHECKER),
        steps=queries.steps(reading(), found.id),
        names=people.names(reading(), persons),
        mine=found.taken_by == current_user.account_id,
        pending=pending,
        exception=exception,
        exceptions=eligibility.exceptions(verdict),
        met=[one for one in conditions if one.met],
        unmet=[one for one in conditions if not one.met],
        flags=[flag_sentence(flag, _) for flag in verdict.flags],
        open=found.state in JUDGED_ANEW,
        courses={one.id for one in found.candidate.training},
        due_at=_due_at(found),
        accept=accept,
        send_back=forms.get("send_back") or SendBackForm(prefix="back"),
        refuse=forms.get("refuse") or RefuseForm(prefix="refuse"),
    )


def _judged(found: Any) -> tuple[Any, dict[str, Any]]:
    """The verdict and the facts it rests on: while open with what checkers found since, later as decided."""
    if found.state in JUDGED_ANEW:
        verdict, case = queries.judged_again(reading(), found)
        return verdict, case["facts"]
    return queries.frozen_verdict(found), found.facts["facts"]


def _conditions(verdict: Any) -> list[Condition]:
    return [
        Condition(one.condition.id, one.met, one.condition, explain(one, _))
        for one in verdict.conditions
    ]


def _due_at(found: Any) -> Any:
    """Until when the candidate could hand in again if sent back now."""
    days = int(settings_on(reading(), today()).get("return_days", rounds.RETURN_DAYS))
    return rounds.return_due_at(found.round.closes_at, clock(), days)


def _back(registration_id: int) -> Any:
    return redirect(url_for("centre.registration", registration_id=registration_id), 303)
