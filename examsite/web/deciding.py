"""Deciding what another person proposed 审批: what the approvals pages of three seats share.

A refusal, an exception, a cancellation, an opening day and a role take effect in the act that approves them; publishing and registering are
done afterwards on their own pages, which ask for the approval.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from examsite.approvals import actions, queries
from examsite.approvals.rules import Kind
from examsite.audit.act import Act
from examsite.catalogue import actions as catalogue
from examsite.catalogue.rules import levels, regions
from examsite.core.refusal import Missing
from examsite.people import actions as people_actions
from examsite.people import queries as people
from examsite.people.rules.roles import Power, Role, may
from examsite.registration import actions as registration
from examsite.scoring import actions as scoring
from examsite.sittings import queries as sittings
from examsite.web.act import acting, reading
from examsite.web.shell import term
from examsite.web.wording import say

POWER = {
    Kind.REFUSE_REGISTRATION: Power.CONFIRM_REFUSAL,
    Kind.PUBLISH_RESULTS: Power.APPROVE_PUBLICATION,
    Kind.REGISTER_CREDENTIALS: Power.APPROVE_CREDENTIAL,
    Kind.OPEN_LEVEL: Power.APPROVE_OPENING,
    Kind.EXTRA_TIME: Power.RUN_SITTING,
    Kind.GRANT_ROLE: Power.GRANT_ROLE,
    Kind.CANCEL_FALSE: Power.CONFIRM_REFUSAL,
    Kind.ACCEPT_EXCEPTION: Power.CONFIRM_REFUSAL,
}


@dataclass(frozen=True)
class Case:
    """One proposal as a person reads it: what it is about, where to look, and why it is not theirs to decide."""

    approval: Any
    sentence: str
    address: str | None
    barred: str


def kinds_of(roles: Collection[Role]) -> list[Kind]:
    """The kinds of proposals that these roles may decide."""
    return [kind for kind, power in POWER.items() if may(roles, power)]


def waiting_count(roles: Collection[Role], account_id: int) -> int:
    """How many proposals wait for this person: of their kinds, and not their own."""
    pending = queries.pending(reading(), kinds_of(roles))
    return sum(
        account_id not in (approval.proposed_by, approval.facts.get("account"))
        for approval in pending
    )


def show(seat: str) -> str:
    """The approvals page of a seat: what waits, and what was decided lately."""
    kinds = kinds_of(current_user.roles)
    waiting = [case_of(approval) for approval in queries.pending(reading(), kinds)]
    decided = [case_of(approval) for approval in queries.decided(reading(), kinds)]
    persons = {one.approval.proposed_by for one in (*waiting, *decided)}
    persons |= {one.approval.decided_by for one in decided}
    return render_template(
        "deciding.html",
        waiting=waiting,
        decided=decided,
        names=people.names(reading(), persons),
        decide_endpoint=f"{seat}.decide_approval",
    )


def decide(seat: str, approval_id: int) -> Any:
    """Approve or decline, run what follows at once, and say what comes next."""
    approval = queries.approval(reading(), approval_id)
    power = POWER[approval.kind]
    if not may(current_user.roles, power):
        abort(404)
    approve = request.form.get("verdict") == "approve"
    with acting(power) as act:
        decided = actions.decide(act, approval_id, approve, request.form.get("note", ""))
        if approve and decided.kind in AFTER:
            AFTER[decided.kind](act, decided)
    flash(
        _next_step(decided.kind) if approve else _("已记录为不同意，理由会显示给提请人。"),
        "success",
    )
    return redirect(url_for(f"{seat}.approvals"), 303)


def case_of(approval: Any) -> Case:
    """A proposal in words."""
    sentence, endpoint, values = TOLD[approval.kind](approval)
    view = current_app.view_functions.get(endpoint)
    policy = getattr(view, "policy", None)
    open_to_me = isinstance(policy, Power) and may(current_user.roles, policy)
    address = url_for(endpoint, **values) if open_to_me else None
    return Case(approval, sentence, address, _barred(approval))


def _barred(approval: Any) -> str:
    if approval.proposed_by == current_user.account_id:
        return _("这是您提请的事项，等待另一人决定。")
    if approval.facts.get("account") == current_user.account_id:
        return _("这件事关系到您本人的账号，由其他人决定。")
    return ""


Told = tuple[str, str, dict[str, Any]]


def _tell_refusal(approval: Any) -> Told:
    sentence = _(
        "报名 %(number)s（%(name)s）不予受理",
        number=approval.facts["number"],
        name=approval.facts["name"],
    )
    values = {"registration_id": int(approval.subject_key)}
    return sentence, "centre.registration", values


def _tell_cancellation(approval: Any) -> Told:
    sentence = _(
        "报名 %(number)s（%(name)s）因材料虚假取消；当事人陈述：%(hearing)s",
        number=approval.facts["number"],
        name=approval.facts["name"],
        hearing=approval.facts["hearing"],
    )
    values = {"registration_id": int(approval.subject_key)}
    return sentence, "centre.registration", values


def _tell_exception(approval: Any) -> Told:
    condition = levels.condition(approval.facts["condition"])
    sentence = _(
        "报名 %(number)s（%(name)s）按例外通过，依据条件 %(id)s：%(text)s",
        number=approval.facts["number"],
        name=approval.facts["name"],
        id=condition.id,
        text=term(condition),
    )
    values = {"registration_id": int(approval.subject_key)}
    return sentence, "centre.registration", values


def _tell_publication(approval: Any) -> Told:
    try:
        name = sittings.sitting(reading(), int(approval.subject_key)).name
    except Missing:
        name = approval.subject_key
    facts = approval.facts
    passed = facts.get("outcomes", {}).get("passed", 0)
    sentence = _(
        "发布「%(name)s」的成绩：%(count)s 人，其中合格 %(passed)s 人",
        name=name,
        count=facts.get("results", 0),
        passed=passed,
    )
    return sentence, "centre.results", {}


def _tell_credentials(approval: Any) -> Told:
    sentence = _("登记 %(count)s 本证书并编号", count=approval.facts.get("count", 0))
    return sentence, "centre.credentials", {}


def _tell_opening(approval: Any) -> Told:
    sentence = _(
        "%(level)s自 %(day)s 起开考",
        level=term(levels.level(approval.facts["level"])),
        day=approval.facts["opens_on"],
    )
    return sentence, "authority.opening", {}


def _tell_extra_time(approval: Any) -> Told:
    return _("补时申请（%(subject)s）", subject=approval.subject_key), "", {}


def _tell_grant(approval: Any) -> Told:
    facts = approval.facts
    where = term(regions.city(facts["region"])) if facts["region"] else _("不限地区")
    sentence = _(
        "授予 %(name)s（%(login)s）角色：%(role)s，%(where)s",
        name=facts["name"],
        login=facts["login"],
        role=say(Role(facts["role"])),
        where=where,
    )
    return sentence, "administration.account", {"account_id": facts["account"]}


TOLD: dict[Kind, Callable[[Any], Told]] = {
    Kind.REFUSE_REGISTRATION: _tell_refusal,
    Kind.PUBLISH_RESULTS: _tell_publication,
    Kind.REGISTER_CREDENTIALS: _tell_credentials,
    Kind.OPEN_LEVEL: _tell_opening,
    Kind.EXTRA_TIME: _tell_extra_time,
    Kind.GRANT_ROLE: _tell_grant,
    Kind.CANCEL_FALSE: _tell_cancellation,
    Kind.ACCEPT_EXCEPTION: _tell_exception,
}


def _refuse(act: Act, approval: Any) -> None:
    registration.refuse(act, int(approval.subject_key))


def _cancel_false(act: Act, approval: Any) -> None:
    scoring.cancel_false(act, int(approval.subject_key))


def _accept_exception(act: Act, approval: Any) -> None:
    registration.accept_exception(act, int(approval.subject_key))


def _open_level(act: Act, approval: Any) -> None:
    opens_on = date.fromisoformat(approval.facts["opens_on"])
    name = f"{approval.facts['level']}_open_from"
    catalogue.record_setting(act, name, opens_on.isoformat(), act.today, approval.reason)


def _grant_role(act: Act, approval: Any) -> None:
    people_actions.grant_role(act, approval.id)


AFTER: dict[Kind, Callable[[Act, Any], None]] = {
    Kind.REFUSE_REGISTRATION: _refuse,
    Kind.OPEN_LEVEL: _open_level,
    Kind.GRANT_ROLE: _grant_role,
    Kind.CANCEL_FALSE: _cancel_false,
    Kind.ACCEPT_EXCEPTION: _accept_exception,
}


def _next_step(kind: Kind) -> str:
    if kind is Kind.PUBLISH_RESULTS:
        return _("已同意。考务员现在可以在「成绩」页发布。")
    if kind is Kind.REGISTER_CREDENTIALS:
        return _("已同意。发证员现在可以在「证书」页登记编号。")
    if kind is Kind.REFUSE_REGISTRATION:
        return _("已同意，报名已办结为不予受理，理由已通知考生。")
    if kind is Kind.CANCEL_FALSE:
        return _("已同意，报名已取消，编场作废，理由已通知考生。")
    if kind is Kind.ACCEPT_EXCEPTION:
        return _("已同意，报名已按例外通过资格初审，已通知考生。")
    if kind is Kind.OPEN_LEVEL:
        return _("已同意，开考日期已记录，自即日起按此办理。")
    if kind is Kind.GRANT_ROLE:
        return _("已同意，角色已授予，本人重新打开页面即可使用。")
    return _("已同意。")
