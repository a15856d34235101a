"""Sheets: drafts, locking, and the mark that follows."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sqlalchemy.exc import InvalidRequestError

from examsite.audit.act import Act
from examsite.catalogue import actions as catalogue
from examsite.core.refusal import Missing, Refusal
from examsite.delivery.models import Component
from examsite.marking import actions, queries
from examsite.marking.rules.sheet import SheetProblem, SheetState
from tests.makers import marking as make
from tests.makers.marking import points


def assigned(act: Act, markers: int = 1) -> tuple[Component, str, list[int]]:
    """A work given to one or two markers: its component, its code, their ids."""
    if markers > 1:
        catalogue.record_setting(act, "markers_per_script", markers, act.today, "双评")
    on = make.stage(act)
    component = make.work(act, make.enrolled(act, on))
    actions.take_in(act, on.sitting.id)
    (script,) = queries.scripts_waiting(act.session, on.sitting.id)
    marker_ids = [make.marker(act, f"阅卷员{number}") for number in range(markers)]
    actions.assign(act, [script.id], marker_ids)
    return component, script.code, marker_ids


def locked(act: Act, code: str, marker_id: int, given: dict[str, str], comment: str = "") -> None:
    version = queries.script_for(act.session, code, marker_id).version
    actions.save_sheet(act, code, marker_id, given, comment, version)
    actions.lock_sheet(act, code, marker_id)


def test_a_locked_sheet_is_the_mark_of_its_work(act: Act) -> None:
    component, code, (marker,) = assigned(act)
    locked(act, code, marker, points(35, 30.5, 20))
    row = queries.marks_of(act.session, [component.id])[component.id]
    assert (row.mark, row.out_of, row.method) == (Fraction(171, 2), Fraction(100), "rubric")
    assert component.state == "marked"


def test_a_mark_of_zero_is_a_mark(act: Act) -> None:
    component, code, (marker,) = assigned(act)
    locked(act, code, marker, points(0, 0, 0), "白卷")
    assert queries.marks_of(act.session, [component.id])[component.id].mark == 0
    assert component.state == "marked"


def test_two_markers_give_the_exact_mean_once_both_have_locked(act: Act) -> None:
    component, code, (first, second) = assigned(act, 2)
    locked(act, code, first, points(40, 40, 10))
    assert queries.marks_of(act.session, [component.id]) == {}
    assert component.state == "marking"
    locked(act, code, second, points(30, 30, 9.5))
    assert queries.marks_of(act.session, [component.id])[component.id].mark == Fraction(319, 4)


def test_a_marker_reaches_no_sheet_but_their_own(act: Act) -> None:
    _component, code, (first, second) = assigned(act, 2)
    locked(act, code, first, points(40, 40, 10), "很好")
    act.session.expunge_all()
    sheet = queries.script_for(act.session, code, second)
    assert (sheet.points, sheet.comment, sheet.total) == ({}, "", None)
    with pytest.raises(InvalidRequestError, match="raise"):
        _ = sheet.script.sheets


def test_somebody_elses_script_is_missing(act: Act) -> None:
    _component, code, _markers = assigned(act)
    other = make.marker(act, "阅卷员丁")
    for deed in (
        lambda: queries.script_for(act.session, code, other),
        lambda: queries.work_of(act.session, code, other),
        lambda: actions.save_sheet(act, code, other, {}, "", 1),
        lambda: actions.lock_sheet(act, code, other),
    ):
        with pytest.raises(Missing):
            deed()


def test_a_stale_version_is_refused_and_changes_nothing(act: Act) -> None:
    _component, code, (marker,) = assigned(act)
    actions.save_sheet(act, code, marker, points(10, 10, 10), "先存", 1)
    with pytest.raises(Refusal) as refused:
        actions.save_sheet(act, code, marker, points(1, 1, 1), "后存", 1)
    assert refused.value.reason is SheetProblem.STALE
    sheet = queries.script_for(act.session, code, marker)
    assert (sheet.points, sheet.comment) == (points(10, 10, 10), "先存")


def test_what_was_not_looked_at_is_not_locked(act: Act) -> None:
    _component, code, (marker,) = assigned(act)
    actions.save_sheet(act, code, marker, points(10, 10, 10), "", 1)
    with pytest.raises(Refusal) as refused:
        actions.lock_sheet(act, code, marker, version=1)
    assert refused.value.reason is SheetProblem.STALE


def test_a_draft_may_have_gaps_but_is_not_locked_with_them(act: Act) -> None:
    _component, code, (marker,) = assigned(act)
    actions.save_sheet(act, code, marker, points(10, "", 10), "", 1)
    with pytest.raises(Refusal) as refused:
        actions.lock_sheet(act, code, marker)
    assert refused.value.reason is SheetProblem.CRITERION_EMPTY
    assert refused.value.facts["criterion"] == "话术"


def test_a_locked_sheet_is_not_changed(act: Act) -> None:
    _component, code, (marker,) = assigned(act)
    locked(act, code, marker, points(40, 40, 20))
    with pytest.raises(Refusal) as refused:
        actions.save_sheet(act, code, marker, points(1, 1, 1), "", 3)
    assert refused.value.reason is SheetProblem.LOCKED
    with pytest.raises(Refusal):
        actions.lock_sheet(act, code, marker)


def test_the_list_of_a_marker_is_by_code_and_knows_what_is_to_do(act: Act) -> None:
    on = make.stage(act)
    for _number in range(5):
        make.work(act, make.enrolled(act, on))
    actions.take_in(act, on.sitting.id)
    marker = make.marker(act, "阅卷员甲")
    script_ids = [row.id for row in queries.scripts_waiting(act.session, on.sitting.id)]
    actions.assign(act, script_ids, [marker])
    codes = [row.script.code for row in queries.scripts_of(act.session, marker)[0]]
    assert codes == sorted(codes)
    locked(act, codes[2], marker, points(40, 40, 20))
    done, number = queries.scripts_of(act.session, marker, state=SheetState.LOCKED)
    assert ([row.script.code for row in done], number) == ([codes[2]], 1)
    assert queries.next_code(act.session, marker, codes[1]) == codes[3]
    assert queries.next_code(act.session, marker, codes[4]) == codes[0]
    assert queries.progress_of(act.session, marker) == (1, 5)
