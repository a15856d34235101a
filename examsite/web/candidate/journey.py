"""The way of one registration 进度: from draft to credential, done, now, ahead, and what is not known yet.

Nothing of a mark or a result shows before it is published: a test is only ever handed in, absent or ahead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from examsite.catalogue.rules import levels
from examsite.credentials import queries as credentials
from examsite.delivery import queries as delivery
from examsite.registration import queries as registration
from examsite.scoring import queries as scoring
from examsite.sittings import queries as sittings
from examsite.web.act import reading, today
from examsite.web.candidate.own import link
from examsite.web.shell import day, moment, term
from examsite.web.wording import say

ENDED = {"refused": "refuse", "withdrawn": "withdraw", "cancelled_false": "cancel_false"}
CHECKED = ("accepted", "enrolled", "closed")


@dataclass(frozen=True)
class Stage:
    """One stage: `standing` is done, now, ahead or bad; `at` a moment or day; `address` where to go for it."""

    key: str
    name: str
    standing: str
    note: str = ""
    at: str = ""
    address: str | None = None


@dataclass(frozen=True)
class Known:
    """Everything that is known of a registration, as the candidate may know it."""

    one: Any
    level: Any
    enrolment: Any
    components: tuple[Any, ...]
    result: Any
    practice: Any
    credential: Any


def journey_of(one: Any) -> list[Stage]:
    """The stages of a registration of the signed-in candidate."""
    return list(_stages(known_of(one)))


def known_of(one: Any) -> Known:
    """What the packages along the way know of a registration; results only once they are published."""
    session = reading()
    enrolment = sittings.enrolment_of(session, one.id)
    result = scoring.result_of(session, one.id)
    return Known(
        one,
        levels.level(one.level),
        enrolment,
        tuple(delivery.components_of(session, enrolment.id)) if enrolment else (),
        result if result is not None and result.published_at is not None else None,
        registration.practice_of(session, one, today()),
        credentials.credential_of(session, one.id),
    )


def _stages(known: Known) -> Iterator[Stage]:
    one = known.one
    when = {step.event: step.at for step in one.steps}
    yield Stage(
        "draft", _("填写报名"), "now" if one.state == "draft" else "done", at=moment(one.created_at)
    )
    if one.submitted_at is not None:
        yield Stage("submit", _("提交报名"), "done", at=moment(one.submitted_at))
    elif one.state == "draft":
        yield Stage(
            "submit", _("提交报名"), "ahead", _("%(day)s 前提交", day=moment(one.round.closes_at))
        )
    if one.state in ENDED:
        yield Stage(
            "end",
            say(("registration.state", one.state)),
            "bad",
            one.reasons,
            moment(when.get(ENDED[one.state])),
        )
        return
    yield _checked(one)
    yield _enrolled(known)
    yield _part(known, "online", _("在线考试"), "candidate.exam")
    for part in known.level.parts[1:]:
        yield _part(known, part, _second_name(known, part), "candidate.work")
    yield _result(known)
    if known.practice.required:
        yield _practice(known)
    yield _credential(known)


def _checked(one: Any) -> Stage:
    name = _("资格初审")
    if one.state in CHECKED:
        return Stage("check", name, "done", at=moment(one.checked_at))
    if one.state == "returned":
        return Stage("check", name, "now", _("退回补正：%(reasons)s", reasons=one.reasons))
    if one.state == "under_check":
        return Stage("check", name, "now", _("认证中心正在审核"))
    if one.state == "submitted":
        return Stage("check", name, "now", _("排队等待审核"))
    return Stage("check", name, "ahead")


def _enrolled(known: Known) -> Stage:
    name, enrolment = _("编场与准考证"), known.enrolment
    if enrolment is not None:
        note = _(
            "%(sitting)s，%(venue)s %(room)s %(seat)s 号座位",
            sitting=enrolment.sitting.name,
            venue=enrolment.sitting.venue.name,
            room=enrolment.room.name,
            seat=enrolment.seat,
        )
        address = link("candidate.ticket", enrolment_id=enrolment.id)
        return Stage("seat", name, "done", note, address=address)
    if known.one.state == "accepted":
        return Stage("seat", name, "now", _("时间和地点由认证中心编排，编好后会通知您"))
    return Stage("seat", name, "ahead", _("时间待定"))


def _part(known: Known, part: str, name: str, endpoint: str) -> Stage:
    """A part over all directions: how many are handed in; never how they were marked."""
    here = [one for one in known.components if one.part == part]
    if not here:
        return Stage(part, name, "ahead")
    waiting = [one for one in here if one.state in ("scheduled", "running")]
    absent = sum(one.state == "absent" for one in here)
    sitting = known.enrolment.sitting
    if waiting:
        until = sitting.ends_at if part == "online" else sitting.works_due_at
        note = _("已交 %(done)s / %(all)s；%(start)s 至 %(end)s", done=len(here) - len(waiting) - absent,
                 all=len(here), start=moment(sitting.starts_at), end=moment(until))  # fmt: skip
        return Stage(part, name, "now", note, address=link(endpoint, component_id=waiting[0].id))
    if absent == len(here):
        return Stage(part, name, "bad", _("缺考"))
    note = _("已交 %(done)s / %(all)s", done=len(here) - absent, all=len(here))
    return Stage(part, name, "done", note)


def _second_name(known: Known, part: str) -> str:
    forms = {one.id: term(one) for one in levels.second_forms()}
    if part == "second":
        return forms.get(known.one.second, _("论文答辩或策划案"))
    return _("实操")


def _result(known: Known) -> Stage:
    name = _("成绩")
    if known.result is None:
        sat = bool(known.components) and all(
            one.state not in ("scheduled", "running") for one in known.components
        )
        note = _("阅卷和核定之后统一公布，现在还不知道结果") if sat else ""
        return Stage("result", name, "now" if sat else "ahead", note)
    passed = known.result.outcome == "passed"
    return Stage(
        "result",
        name,
        "done" if passed else "bad",
        _("通过") if passed else _("未通过，原因见成绩页"),
        moment(known.result.published_at),
        link("candidate.results"),
    )


def _practice(known: Known) -> Stage:
    address = link("candidate.practice")
    if known.practice.satisfied:
        return Stage("practice", _("实训"), "done", say(known.practice.via[0]), address=address)
    note = _("发证之前完成：基地实训1个月，或电商企业实习三个月")
    started = known.one.state in CHECKED
    return Stage("practice", _("实训"), "now" if started else "ahead", note, address=address)


def _credential(known: Known) -> Stage:
    name, credential = _("证书"), known.credential
    if credential is None or known.result is None:
        return Stage("credential", name, "ahead")
    if credential.state == "issued":
        return Stage(
            "credential",
            name,
            "done",
            credential.number,
            day(credential.issued_on),
            link("candidate.results"),
        )
    if credential.state == "revoked":
        return Stage("credential", name, "bad", _("证书已撤销"))
    if credential.state == "blocked":
        return Stage("credential", name, "now", _("成绩已通过，还差实训核实，核实后办理"))
    return Stage("credential", name, "now", _("正在办理"))
