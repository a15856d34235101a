"""认证中心工作台: what waits for the signed-in person, by the roles held, with counts and the way there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from examsite.accreditation import queries as accreditation
from examsite.credentials import queries as credentials
from examsite.marking import queries as marking
from examsite.people.rules.roles import Power, may
from examsite.registration import queries as registration
from examsite.scoring import queries as scoring
from examsite.sittings import queries as sittings
from examsite.sittings.rules import SittingState
from examsite.web import deciding, guards
from examsite.web.act import reading
from examsite.web.centre import blueprint

LATELY = 50
"""So many of the newest sittings are looked at."""


@dataclass(frozen=True)
class Queue:
    """What waits: its name, how much, what to do about it, and where."""

    name: str
    count: int
    hint: str
    address: str


@blueprint.get("/")
@guards.needs(Power.SEE_CENTRE)
def home() -> Any:
    found = [
        queue
        for power, queues in QUEUES.items()
        if may(current_user.roles, power)
        for queue in queues()
    ]
    return render_template("centre/home.html", queues=found)


def _checking() -> Iterable[Queue]:
    counts = registration.counts_by_state(reading())
    mine = registration.registrations(
        reading(), state="under_check", taken_by=current_user.account_id, limit=1
    )[1]
    yield from _queue(
        _("我受理的报名"),
        mine,
        _("核对材料，作出决定"),
        "centre.registrations",
        state="under_check",
        mine=1,
    )
    waiting = counts.get("submitted", 0)
    yield from _queue(
        _("待审核报名"), waiting, _("受理并核对"), "centre.registrations", state="submitted"
    )


def _practice() -> Iterable[Queue]:
    total = accreditation.stays_to_verify(reading(), limit=1)[1]
    yield from _queue(_("待核实实训"), total, _("核实后才能发证"), "centre.practice")


def _sittings() -> Iterable[Queue]:
    rounds = registration.rounds(reading())
    plans = sum(one.plan_submitted_at is None for one in rounds)
    yield from _queue(_("未报送评价方案"), plans, _("备案后才能编场"), "centre.rounds")
    accepted = registration.counts_by_state(reading()).get("accepted", 0)
    yield from _queue(_("待编场考生"), accepted, _("编入场次和座位"), "centre.sittings")
    drafts = sittings.sittings(reading(), state=SittingState.DRAFT, limit=LATELY)[0]
    bare = sum(bool(sittings.readiness(reading(), one).units_missing) for one in drafts)
    yield from _queue(
        _("未选试卷的场次"), bare, _("选定试卷和题目"), "centre.sittings", state="draft"
    )


def _marking() -> Iterable[Queue]:
    waiting = sum(
        unit.to_code + unit.waiting
        for sitting, works, marked in marking.sittings_to_mark(reading(), LATELY)
        if marked < works
        for unit in marking.unit_counts(reading(), sitting.id)
    )
    yield from _queue(_("待分配作品"), waiting, _("分配给阅卷员"), "centre.allocation")


def _results() -> Iterable[Queue]:
    closed = sittings.sittings(reading(), state=SittingState.CLOSED, limit=LATELY)[0]
    results = scoring.counts_by_sitting(reading(), [one.id for one in closed])
    settled = {
        sitting_id: sum(number for (state, _outcome), number in found.items() if state != "open")
        for sitting_id, found in results.items()
    }
    to_decide = sum(
        max(0, sum(sittings.counts(reading(), one.id).values()) - settled[one.id]) for one in closed
    )
    decided = sum(
        number
        for found in results.values()
        for (state, _outcome), number in found.items()
        if state == "decided"
    )
    yield from _queue(_("待判定成绩"), to_decide, _("阅卷完成后判定"), "centre.results")
    yield from _queue(_("待发布成绩"), decided, _("提请第二人同意后发布"), "centre.results")


def _credentials() -> Iterable[Queue]:
    counts = credentials.counts(reading())
    told = (
        ("due", _("待登记证书"), _("提请第二人同意后登记编号")),
        ("registered", _("待印制证书"), _("生成印制清单")),
        ("printed", _("待发放证书"), _("核验领证人后发放")),
    )
    for state, name, hint in told:
        yield from _queue(name, counts.get(state, 0), hint, "centre.credentials", state=state)


def _approvals() -> Iterable[Queue]:
    if deciding.kinds_of(current_user.roles):
        count = deciding.waiting_count(current_user.roles, current_user.account_id)
        yield from _queue(_("等待您审批"), count, _("他人提请的事项"), "centre.approvals")


QUEUES: dict[Power, Callable[[], Iterable[Queue]]] = {
    Power.CHECK_REGISTRATION: _checking,
    Power.VERIFY_PRACTICE: _practice,
    Power.RUN_SITTING: _sittings,
    Power.ALLOCATE_MARKING: _marking,
    Power.PROPOSE_PUBLICATION: _results,
    Power.ISSUE_CREDENTIAL: _credentials,
    Power.SEE_CENTRE: _approvals,
}


def _queue(name: str, count: int, hint: str, endpoint: str, **filters: Any) -> Iterable[Queue]:
    """The queue, if this person may open its page."""
    view = current_app.view_functions.get(endpoint)
    policy = getattr(view, "policy", None)
    if isinstance(policy, Power) and may(current_user.roles, policy):
        yield Queue(name, count, hint, url_for(endpoint, **filters))
