"""我的考试: one clear next step, and the way of each registration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from examsite.people.rules.roles import Power
from examsite.registration import queries
from examsite.web import guards
from examsite.web.act import clock, reading, today
from examsite.web.candidate import blueprint
from examsite.web.candidate.journey import Stage, journey_of
from examsite.web.candidate.own import own_candidate
from examsite.web.shell import moment

TESTS = ("online", "practical", "second")


@dataclass(frozen=True)
class Next:
    """The next step: what to do, why, and where; `address` None when there is only waiting."""

    title: str
    why: str
    label: str = ""
    address: str | None = None


@blueprint.get("/")
@guards.needs(Power.OWN_REGISTRATION)
def home() -> Any:
    found = own_candidate()
    mine = queries.registrations_of(reading(), found.id) if found else ()
    ways = [(one, journey_of(one)) for one in mine]
    return render_template("candidate/home.html", next=_next(found, ways), ways=ways)


def _next(found: Any, ways: list[tuple[Any, list[Stage]]]) -> Next:
    """The most pressing thing: an empty dossier, something returned, something begun, something to do."""
    if found is None:
        return Next(
            _("填写基本信息"),
            _("先填写姓名、证件和联系方式，平台就能核对您符合哪些申报条件。"),
            _("开始填写"),
            url_for("candidate.person"),
        )
    for pick in (_returned, _test_now, _unsent, _seated):
        for one, stages in ways:
            if step := pick(one, stages):
                return step
    for one, stages in ways:
        if step := _stage_now(one, stages):
            return step
    over = ("closed", *queries.ENDED_UNSEATED)
    if all(one.state in over for one, _stages in ways):
        return _begin(found)
    return Next(_("暂时没有要办的事"), _("有新的进展会通知您。"))


def _returned(one: Any, _stages: list[Stage]) -> Next | None:
    if one.state != "returned":
        return None
    due_at = moment(queries.due_at(reading(), one, today()))
    return Next(
        _("补正报名 %(number)s", number=one.number),
        _(
            "退回原因：%(reasons)s。请在 %(due)s 前重新提交。",
            reasons=one.reasons.rstrip("。."),
            due=due_at,
        ),
        _("去补正"),
        url_for("candidate.registration", registration_id=one.id),
    )


def _test_now(_one: Any, stages: list[Stage]) -> Next | None:
    """A test or work that can be done: its page decides whether the door is open yet."""
    for stage in stages:
        if stage.key in TESTS and stage.standing == "now" and stage.address:
            return Next(stage.name, stage.note, _("进入"), stage.address)
    return None


def _seated(_one: Any, stages: list[Stage]) -> Next | None:
    """A seat is given and the tests have not begun: the ticket is the thing to have."""
    seat = next((stage for stage in stages if stage.key == "seat" and stage.address), None)
    if seat is None or any(stage.key in TESTS and stage.standing != "ahead" for stage in stages):
        return None
    return Next(_("打印准考证，按时参加考试"), seat.note, _("打开准考证"), seat.address)


def _unsent(one: Any, _stages: list[Stage]) -> Next | None:
    if one.state != "draft" or clock() >= one.round.closes_at:
        return None
    return Next(
        _("完成并提交报名"),
        _(
            "报名 %(number)s 还是草稿，%(due)s 截止。",
            number=one.number,
            due=moment(one.round.closes_at),
        ),
        _("继续报名"),
        url_for("candidate.registration", registration_id=one.id),
    )


def _begin(found: Any) -> Next:
    if not (found.education or found.employment or found.credentials):
        return Next(
            _("完善个人档案"),
            _("填写学历、从业经历和已有证书，平台据此核对申报条件。"),
            _("去填写"),
            url_for("candidate.dossier"),
        )
    if queries.rounds_open(reading(), clock()):
        return Next(
            _("选择批次报名"),
            _("现在有批次正在报名，看看您符合哪些条件。"),
            _("去报名"),
            url_for("candidate.registrations"),
        )
    return Next(_("等待下一批次"), _("目前没有正在报名的批次。可以先完善个人档案，上传证明材料。"))


def _stage_now(one: Any, stages: list[Stage]) -> Next | None:
    now = [stage for stage in stages if stage.standing == "now"]
    if not now:
        return None
    stage = next((each for each in now if each.address), now[0])
    label = _("去办理") if stage.address else _("查看报名")
    address = stage.address or url_for("candidate.registration", registration_id=one.id)
    return Next(stage.name, stage.note, label, address)
