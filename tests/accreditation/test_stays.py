"""Practice stays: declared by the candidate, signed at the base, verified by the centre, judged by registration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from examsite.accreditation import actions, queries
from examsite.accreditation.models import Unit
from examsite.accreditation.rules.stays import (
    StayFacts,
    StayKind,
    StayProblem,
    StayState,
    UnitKind,
)
from examsite.audit.act import Act
from examsite.core.refusal import Missing, Refusal
from examsite.messages.queries import messages_of
from examsite.messages.rules import Kind as Notice
from examsite.people.models import Candidate
from examsite.people.rules.roles import Role
from examsite.registration import queries as registration
from examsite.registration.rules.practice import Way
from tests.makers import people as some

MONTH = (date(2026, 1, 5), date(2026, 2, 4))


def base(act: Act, code: str = "91330782MA00000001", since: date = date(2024, 1, 1)) -> Unit:
    return actions.register_unit(act, UnitKind.BASE, "义乌示例电商园", code, "yiwu", "", since)


def at_base(unit: Unit, start: date = MONTH[0], end: date = MONTH[1]) -> StayFacts:
    return StayFacts(StayKind.BASE, "客服", start, end, unit.id)


def at_firm(start: date, end: date) -> StayFacts:
    return StayFacts(StayKind.ENTERPRISE, "运营", start, end, firm="示例电商公司")


def ways(act: Act, candidate: Candidate) -> tuple[Way, ...]:
    stays = queries.stays_of(act.session, candidate.id)
    return registration.practice_on(act.session, candidate, "assistant", stays, act.today).via


def test_a_month_at_a_base_counts_once_signed_and_verified(act: Act) -> None:
    candidate, unit = some.candidate(act), base(act)
    stay = actions.declare_stay(act, candidate.id, at_base(unit))
    assert ways(act, candidate) == ()
    actions.countersign(act, stay.id, unit.id, "王老师", "接待客户，处理订单")
    assert ways(act, candidate) == ()
    actions.verify_stay(act, stay.id)
    assert ways(act, candidate) == (Way.BASE,)
    told = [one.kind for one in messages_of(act.session, candidate.account_id)]
    assert told == [Notice.PRACTICE_VERIFIED]


def test_days_before_the_study_began_do_not_count(act: Act) -> None:
    candidate = some.candidate(act)
    stay = actions.declare_stay(act, candidate.id, at_firm(date(2025, 10, 1), date(2026, 2, 28)))
    actions.verify_stay(act, stay.id)
    assert ways(act, candidate) == ()
    candidate.study_from = date(2025, 10, 1)
    assert ways(act, candidate) == (Way.ENTERPRISE,)


def test_a_firm_that_is_no_ecommerce_firm_does_not_count(act: Act) -> None:
    candidate = some.candidate(act)
    candidate.study_from = None
    stay = actions.declare_stay(act, candidate.id, at_firm(date(2025, 6, 1), date(2026, 2, 28)))
    actions.verify_stay(act, stay.id, relevant_firm=False)
    assert ways(act, candidate) == ()


def test_the_centre_waits_for_the_teachers_signature(act: Act) -> None:
    candidate, unit = some.candidate(act), base(act)
    stay = actions.declare_stay(act, candidate.id, at_base(unit))
    with pytest.raises(Refusal) as caught:
        actions.verify_stay(act, stay.id)
    assert caught.value.reason is StayProblem.NOT_COUNTERSIGNED


def test_a_teacher_signs_on_the_last_day_and_not_before(act: Act) -> None:
    candidate, unit = some.candidate(act), base(act)
    facts = at_base(unit, date(2026, 2, 1), act.today + timedelta(days=1))
    stay = actions.declare_stay(act, candidate.id, facts)
    with pytest.raises(Refusal) as caught:
        actions.countersign(act, stay.id, unit.id, "王老师", "日志")
    assert caught.value.reason is StayProblem.NOT_ENDED
    tomorrow = replace(act, when=act.when + timedelta(days=1))
    signed = actions.countersign(tomorrow, stay.id, unit.id, "王老师", "日志")
    assert signed.state is StayState.COUNTERSIGNED


@pytest.mark.parametrize(
    ("teacher", "log", "reason"),
    [(" ", "日志", StayProblem.TEACHER_NEEDED), ("王老师", "", StayProblem.LOG_NEEDED)],
)
def test_a_signature_names_teacher_and_work(
    act: Act, teacher: str, log: str, reason: StayProblem
) -> None:
    unit = base(act)
    stay = actions.declare_stay(act, some.candidate(act).id, at_base(unit))
    with pytest.raises(Refusal) as caught:
        actions.countersign(act, stay.id, unit.id, teacher, log)
    assert caught.value.reason is reason


def test_another_base_sees_and_signs_nothing(act: Act) -> None:
    unit, other = base(act), base(act, "91330782MA00000002")
    stay = actions.declare_stay(act, some.candidate(act).id, at_base(unit))
    with pytest.raises(Missing):
        actions.countersign(act, stay.id, other.id, "王老师", "日志")
    with pytest.raises(Missing):
        actions.return_stay(act, stay.id, "不是这里", other.id)
    assert queries.stays_at(act.session, other.id) == ([], 0)


def test_a_returned_stay_loses_its_signature_and_comes_back_as_declared(act: Act) -> None:
    candidate, unit = some.candidate(act), base(act)
    stay = actions.declare_stay(act, candidate.id, at_base(unit))
    actions.countersign(act, stay.id, unit.id, "王老师", "日志")
    with pytest.raises(Refusal) as caught:
        actions.return_stay(act, stay.id, " ")
    assert caught.value.reason is StayProblem.NOTE_NEEDED
    actions.return_stay(act, stay.id, "日期不符")
    assert (stay.state, stay.teacher, stay.teacher_signed_at) == (StayState.RETURNED, "", None)
    actions.change_stay(act, stay.id, candidate.id, at_base(unit))
    assert (stay.state, stay.note) == (StayState.DECLARED, "")


def test_what_was_signed_or_verified_is_not_changed_by_the_candidate(act: Act) -> None:
    candidate, unit = some.candidate(act), base(act)
    stay = actions.declare_stay(act, candidate.id, at_base(unit))
    actions.countersign(act, stay.id, unit.id, "王老师", "日志")
    for deed in (
        lambda: actions.change_stay(act, stay.id, candidate.id, at_base(unit)),
        lambda: actions.remove_stay(act, stay.id, candidate.id),
    ):
        with pytest.raises(Refusal) as caught:
            deed()
        assert caught.value.reason is StayProblem.NOT_OPEN


def test_a_stay_names_a_registered_base_or_a_firm(act: Act) -> None:
    candidate = some.candidate(act)
    school = actions.register_unit(
        act, UnitKind.INSTITUTION, "学校", "91330782MA00000003", "yiwu", "", date(2024, 1, 1)
    )
    day = act.today
    wrong = {
        StayProblem.UNIT_NEEDED: StayFacts(StayKind.BASE, "客服", day, day),
        StayProblem.NOT_A_BASE: at_base(school),
        StayProblem.FIRM_NEEDED: StayFacts(StayKind.ENTERPRISE, "客服", day, day, firm=" "),
        StayProblem.NOT_BEGUN: at_firm(day + timedelta(days=1), day + timedelta(days=2)),
        StayProblem.ENDS_BEFORE_START: at_firm(day, day - timedelta(days=1)),
    }
    for reason, facts in wrong.items():
        with pytest.raises(Refusal) as caught:
            actions.declare_stay(act, candidate.id, facts)
        assert caught.value.reason is reason


def test_the_register_of_a_day_has_revoked_bases_until_the_day_before(act: Act) -> None:
    unit = base(act, since=date(2025, 1, 1))
    unit.revoked_on = date(2026, 1, 1)
    days = [date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1)]
    assert [len(queries.bases_on(act.session, day)) for day in days] == [0, 1, 1, 0]


def test_the_queue_of_the_centre_holds_what_can_be_verified(act: Act) -> None:
    candidate, unit = some.candidate(act), base(act)
    actions.declare_stay(act, candidate.id, at_base(unit))
    signed = actions.declare_stay(act, candidate.id, at_base(unit))
    actions.countersign(act, signed.id, unit.id, "王老师", "日志")
    firm = actions.declare_stay(act, candidate.id, at_firm(*MONTH))
    rows, total = queries.stays_to_verify(act.session)
    assert ([stay.id for stay, _who in rows], total) == ([signed.id, firm.id], 2)
    assert queries.stays_to_verify(act.session, text="无此人") == ([], 0)


def test_one_account_acts_for_one_unit(act: Act, act_as: Callable[..., Act]) -> None:
    teacher = act_as(Role.PRACTICE_BASE)
    assert teacher.who.account_id is not None
    actions.add_member(act, base(act).id, teacher.who.account_id)
    with pytest.raises(Refusal) as caught:
        actions.add_member(act, base(act, "91330782MA00000004").id, teacher.who.account_id)
    assert caught.value.reason is StayProblem.MEMBER_ELSEWHERE


def test_nobody_vouches_for_their_own_stay(act: Act) -> None:
    candidate, unit = some.candidate(act), base(act)
    stay = actions.declare_stay(act, candidate.id, at_base(unit))
    own = replace(act, who=replace(act.who, account_id=candidate.account_id))
    with pytest.raises(Refusal) as caught:
        actions.countersign(own, stay.id, unit.id, "自己", "日志")
    assert caught.value.reason is StayProblem.OWN_STAY
