"""Works under a code, shared out among markers."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from examsite.accreditation.models import Member, Stay, Unit
from examsite.accreditation.rules.stays import StayKind, StayState, UnitKind
from examsite.audit.act import Act
from examsite.catalogue import actions as catalogue
from examsite.core.refusal import Missing, Refusal
from examsite.marking import actions, queries
from examsite.marking.models import Script
from examsite.marking.rules.allocation import AllocationProblem, Conflict
from tests.makers import marking as make


def scripts(act: Act) -> list[Script]:
    return list(act.session.scalars(sa.select(Script).order_by(Script.id)))


def taken_in(act: Act, number: int = 1) -> tuple[make.Stage, list[Script]]:
    on = make.stage(act)
    for _number in range(number):
        make.work(act, make.enrolled(act, on))
    actions.take_in(act, on.sitting.id)
    return on, scripts(act)


def test_every_work_gets_one_code_and_only_once(act: Act) -> None:
    on, made = taken_in(act, 12)
    assert actions.take_in(act, on.sitting.id) == 0
    assert len({script.code for script in made}) == 12 == len(scripts(act))


def test_codes_do_not_follow_the_order_of_seats(act: Act) -> None:
    _on, made = taken_in(act, 12)
    by_code = [script.component_id for script in sorted(made, key=lambda one: one.code)]
    by_row = [script.component_id for script in made]
    assert by_row == by_code != sorted(by_row)


def test_taking_in_works_of_no_sitting_is_missing(act: Act) -> None:
    with pytest.raises(Missing):
        actions.take_in(act, 99)


def test_assigned_work_is_being_marked(act: Act) -> None:
    _on, (script,) = taken_in(act)
    assert script.component.state == "handed_in"
    actions.assign(act, [script.id], [make.marker(act, "阅卷员甲")])
    assert script.component.state == "marking"


def test_works_are_shared_evenly(act: Act) -> None:
    _on, made = taken_in(act, 7)
    markers = [make.marker(act, f"阅卷员{name}") for name in "甲乙丙"]
    found = actions.assign(act, [script.id for script in made], markers)
    assert sorted(queries.loads(act.session, markers).values()) == [2, 2, 3]
    assert found.short == ()


def test_two_markers_per_script_when_the_setting_says_so(act: Act) -> None:
    catalogue.record_setting(act, "markers_per_script", 2, act.today, "双评")
    _on, (script,) = taken_in(act)
    first, second = make.marker(act, "阅卷员甲"), make.marker(act, "阅卷员乙")
    actions.assign(act, [script.id], [first, second])
    assert {sheet.marker_id for sheet in script.sheets} == {first, second}


def test_one_marker_alone_is_not_given_what_two_should_mark(act: Act) -> None:
    catalogue.record_setting(act, "markers_per_script", 2, act.today, "双评")
    _on, (script,) = taken_in(act)
    found = actions.assign(act, [script.id], [make.marker(act, "阅卷员甲")])
    assert found.short == (script.code,)
    assert script.sheets == []
    assert script.component.state == "handed_in"


def test_a_member_of_the_base_where_the_author_practised_is_passed_over(act: Act) -> None:
    _on, (script,) = taken_in(act)
    bound = make.marker(act, "阅卷员甲")
    candidate_id = script.component.enrolment.registration.candidate_id
    unit = Unit(
        kind=UnitKind.BASE, name="示例基地", credit_code="91330100MA000000X0", city="hangzhou",
        registered_on=date(2025, 1, 1),
    )  # fmt: skip
    act.session.add(unit)
    act.session.flush()
    act.session.add_all(
        [
            Member(unit_id=unit.id, account_id=bound),
            Stay(
                candidate_id=candidate_id, kind=StayKind.BASE, unit_id=unit.id, post="客服",
                start_on=date(2025, 9, 1), end_on=date(2025, 10, 1), state=StayState.VERIFIED,
            ),
        ]
    )  # fmt: skip
    act.session.flush()
    assert actions.assign(act, [script.id], [bound]).short == (script.code,)
    free = make.marker(act, "阅卷员乙")
    assert actions.assign(act, [script.id], [bound, free]).pairs == ((script.id, free),)


def test_somebody_with_the_authors_name_is_not_chosen_for_reassigning(act: Act) -> None:
    on = make.stage(act)
    make.work(act, make.enrolled(act, on, "王小明"))
    actions.take_in(act, on.sitting.id)
    (script,) = scripts(act)
    first, namesake = make.marker(act, "阅卷员甲"), make.marker(act, "王小明")
    actions.assign(act, [script.id], [first])
    with pytest.raises(Refusal) as refused:
        actions.reassign(act, script.code, first, namesake)
    assert refused.value.reason is Conflict.SAME_PERSON


def test_a_reassigned_sheet_starts_empty(act: Act) -> None:
    _on, (script,) = taken_in(act)
    first, second = make.marker(act, "阅卷员甲"), make.marker(act, "阅卷员乙")
    actions.assign(act, [script.id], [first])
    actions.save_sheet(act, script.code, first, make.points(10, 10, 10), "草稿", 1)
    actions.reassign(act, script.code, first, second)
    sheet = queries.script_for(act.session, script.code, second)
    assert (sheet.points, sheet.comment, sheet.version) == ({}, "", 1)
    with pytest.raises(Missing):
        queries.script_for(act.session, script.code, first)


def test_a_locked_sheet_is_not_reassigned(act: Act) -> None:
    _on, (script,) = taken_in(act)
    first, second = make.marker(act, "阅卷员甲"), make.marker(act, "阅卷员乙")
    actions.assign(act, [script.id], [first])
    sheet = act.session.scalars(sa.select(Script)).one().sheets[0]
    sheet.locked_at, sheet.total = act.when, 50
    act.session.flush()
    with pytest.raises(Refusal) as refused:
        actions.reassign(act, script.code, first, second)
    assert refused.value.reason is AllocationProblem.SHEET_LOCKED


def test_only_markers_are_given_works(act: Act) -> None:
    _on, (script,) = taken_in(act)
    candidate = script.component.enrolment.registration.candidate
    for marker_ids, reason in (
        ([], AllocationProblem.NO_MARKERS),
        ([candidate.account_id], AllocationProblem.NOT_A_MARKER),
    ):
        with pytest.raises(Refusal) as refused:
            actions.assign(act, [script.id], marker_ids)
        assert refused.value.reason is reason


def test_the_page_counts_every_work_once(act: Act) -> None:
    on, made = taken_in(act, 3)
    make.work(act, make.enrolled(act, on))
    actions.assign(act, [made[0].id], [make.marker(act, "阅卷员甲")])
    (count,) = queries.unit_counts(act.session, on.sitting.id)
    assert (count.total, count.to_code, count.waiting, count.assigned, count.marked) == (
        4,
        1,
        2,
        1,
        0,
    )
    ((_sitting, works, marked),) = queries.sittings_to_mark(act.session)
    assert (works, marked) == (4, 0)
