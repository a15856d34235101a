"""Sheets, codes, and sharing scripts out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examsite.marking.rules import codes, sheet
from examsite.marking.rules.allocation import (
    Author,
    Conflict,
    Marker,
    Waiting,
    conflict,
    share_out,
)
from examsite.marking.rules.sheet import Fault, SheetProblem
from tests.makers.marking import RUBRIC, points

CRITERIA = sheet.criteria(RUBRIC)
PASS = Fraction(60)
HALVES = st.integers(0, 80).map(lambda n: Fraction(n, 2))
SHEETS = st.tuples(HALVES, HALVES, st.integers(0, 40).map(lambda n: Fraction(n, 2)))


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("40", None),
        ("0", None),
        ("12.5", None),
        ("40.0", None),
        ("40.5", SheetProblem.ABOVE_FULL),
        ("12.25", SheetProblem.NOT_A_HALF),
        ("-1", SheetProblem.NOT_A_NUMBER),
        ("nan", SheetProblem.NOT_A_NUMBER),
        ("1e1", SheetProblem.NOT_A_NUMBER),
        ("十", SheetProblem.NOT_A_NUMBER),
    ],
)
def test_points_are_taken_in_halves_from_nothing_to_full(
    typed: str, problem: SheetProblem | None
) -> None:
    read = sheet.read_points(CRITERIA, {"r1": typed})
    assert (read.problem if isinstance(read, Fault) else None) is problem


def test_a_criterion_that_the_rubric_does_not_have_is_refused() -> None:
    read = sheet.read_points(CRITERIA, {"r9": "1"})
    assert isinstance(read, Fault)
    assert read.problem is SheetProblem.UNKNOWN_CRITERION


@pytest.mark.parametrize(
    ("given_points", "comment", "problem"),
    [
        ((40, 40, 20), "", None),
        ((40, 40, 0), "", SheetProblem.COMMENT_ON_ZERO),
        ((40, 40, 0), " \n", SheetProblem.COMMENT_ON_ZERO),
        ((40, 40, 0), "没有记录", None),
        ((30, 20, 8.5), "", None),  # 58.5
        ((30, 20, 9), "", SheetProblem.COMMENT_NEAR_PASS_MARK),  # 59
        ((30, 20, 10), "", SheetProblem.COMMENT_NEAR_PASS_MARK),  # 60
        ((30, 20, 11), "", SheetProblem.COMMENT_NEAR_PASS_MARK),  # 61
        ((30, 20, 11.5), "", None),  # 61.5
        ((30, 20, ""), "好", SheetProblem.CRITERION_EMPTY),
    ],
)
def test_a_sheet_is_locked_when_whole_and_explained(
    given_points: tuple[object, object, object], comment: str, problem: SheetProblem | None
) -> None:
    read = sheet.read_points(CRITERIA, points(*given_points))
    assert not isinstance(read, Fault)
    fault = sheet.why_not_lock(CRITERIA, read, comment, PASS)
    assert (fault.problem if fault else None) is problem


@given(SHEETS)
def test_the_total_is_exact_and_never_above_the_full_mark(
    given_points: tuple[Fraction, ...],
) -> None:
    typed = points(*map(sheet.written, given_points))
    read = sheet.read_points(CRITERIA, typed)
    assert not isinstance(read, Fault)
    assert sheet.total(read) == sum(given_points)
    assert 0 <= sheet.total(read) <= sheet.full_mark(CRITERIA) == 100


@given(st.lists(st.integers(0, 200).map(lambda n: Fraction(n, 2)), min_size=1, max_size=5))
def test_the_mean_is_exact_between_its_sheets_and_deaf_to_their_order(
    totals: list[Fraction],
) -> None:
    mean = sheet.mean(totals)
    assert mean * len(totals) == sum(totals)
    assert min(totals) <= mean <= max(totals)
    assert mean == sheet.mean(totals[::-1])


def test_no_sheets_have_no_mean() -> None:
    with pytest.raises(ValueError, match="without sheets"):
        sheet.mean([])


@given(st.sets(st.integers(0, codes.CODES - 1), max_size=30))
def test_different_numbers_give_different_codes(numbers: set[int]) -> None:
    made = {codes.code(number) for number in numbers}
    assert len(made) == len(numbers)
    assert all(len(code) == codes.LENGTH for code in made)


def test_particulars_are_taken_out_of_a_text() -> None:
    found = codes.blanked("本人王小明，电话13800000001，小王", ["王小明", "13800000001", "王"])
    assert found == "本人×××，电话×××，小王"


AUTHOR = Author(1, "王小明", frozenset({7}), frozenset({"甲公司"}), frozenset({5}), 6)


@pytest.mark.parametrize(
    ("marker", "reason"),
    [
        (Marker(2, "李四"), None),
        (Marker(1, "另名"), Conflict.SAME_PERSON),
        (Marker(2, "王小明"), Conflict.SAME_PERSON),
        (Marker(2, "李四", 7, "乙基地"), Conflict.OWN_UNIT),
        (Marker(2, "李四", 8, "甲公司"), Conflict.OWN_UNIT),
        (Marker(2, "李四", 8, "丙公司"), None),
        (Marker(5, "李四"), Conflict.TAUGHT),
        (Marker(6, "李四"), Conflict.SAW_THE_WORK),
    ],
)
def test_who_is_bound_to_the_author_does_not_mark_the_work(
    marker: Marker, reason: Conflict | None
) -> None:
    assert conflict(marker, AUTHOR) is reason


PERSONS = st.integers(1, 8)
WAITING = st.lists(
    st.builds(
        lambda person, units: (person, frozenset(units)), PERSONS, st.sets(st.integers(1, 4))
    ),
    max_size=25,
)
MARKERS = st.dictionaries(PERSONS, st.integers(1, 4) | st.none(), max_size=8)


@given(WAITING, MARKERS, st.integers(1, 2))
def test_no_allocation_ever_breaks_an_exclusion_and_what_is_short_is_named(
    authors: list[tuple[int, frozenset[int]]], accounts: dict[int, int | None], wanted: int
) -> None:
    scripts = [
        Waiting(number, f"{number:03d}", Author(person, f"考生{person}", units), wanted)
        for number, (person, units) in enumerate(authors)
    ]
    markers = {
        account: Marker(account, f"阅卷员{account}", unit) for account, unit in accounts.items()
    }
    found = share_out(scripts, list(markers.values()), {})
    for script in scripts:
        given_to = [marker for script_id, marker in found.pairs if script_id == script.script_id]
        able = [one for one in markers.values() if conflict(one, script.author) is None]
        assert all(conflict(markers[one], script.author) is None for one in given_to)
        assert len(set(given_to)) == len(given_to)
        assert len(given_to) == (wanted if len(able) >= wanted else 0)
        assert (script.code in found.short) == (len(able) < wanted)


@given(st.integers(0, 40), st.integers(1, 6), st.integers(1, 2))
def test_without_conflicts_the_load_is_even(number: int, people: int, wanted: int) -> None:
    scripts = [Waiting(n, f"{n:03d}", Author(1000 + n, f"考生{n}"), wanted) for n in range(number)]
    markers = [Marker(n, f"阅卷员{n}") for n in range(people)]
    found = share_out(scripts, markers, {})
    loads = [sum(marker == one.account_id for _script, marker in found.pairs) for one in markers]
    assert max(loads) - min(loads) <= 1
    assert sum(loads) == (number * wanted if people >= wanted else 0)


def test_who_has_much_to_do_already_gets_less() -> None:
    scripts = [Waiting(n, f"{n:03d}", Author(1000 + n, f"考生{n}"), 1) for n in range(4)]
    found = share_out(scripts, [Marker(1, "甲"), Marker(2, "乙")], {1: 3})
    assert sorted(marker for _script, marker in found.pairs) == [1, 2, 2, 2] or sorted(
        marker for _script, marker in found.pairs
    ) == [2, 2, 2, 2]
