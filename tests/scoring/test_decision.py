"""均达到60分以上方可通过认证: each part by itself, exact; what is not known is not a failure."""

from datetime import date
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examsite.catalogue.rules.config import DirectionPolicy, RuleConfig
from examsite.catalogue.rules.levels import level
from examsite.scoring.rules.decision import (
    LEVEL_UNIT,
    Choice,
    CredentialStep,
    Mark,
    MarkStatus,
    Outcome,
    UnitOutcome,
    WhyBlocked,
    decide,
    mean_of,
    score_of,
)

DEFAULT = RuleConfig()
LENIENT = RuleConfig(direction_policy=DirectionPolicy.AT_LEAST_TWO)
ABSENT, MISSING, WITHHELD, ANNULLED = (
    Mark(status)
    for status in (
        MarkStatus.ABSENT,
        MarkStatus.MISSING,
        MarkStatus.WITHHELD,
        MarkStatus.ANNULLED,
    )
)


def mark(value):
    return value if isinstance(value, Mark) else Mark(MarkStatus.SCORED, Fraction(value))


def result(*pairs, config=DEFAULT, **more):
    """The decision for assistant directions with (online, practical) each."""
    names = level("assistant").directions[: len(pairs)]
    marks = {
        name: {"online": mark(online), "practical": mark(practical)}
        for name, (online, practical) in zip(names, pairs, strict=True)
    }
    return decide(Choice(level("assistant"), names), marks, config, **more)


def manager(online, second, form=None, elected=("thesis_defence",)):
    marks = {LEVEL_UNIT: {"online": mark(online), "second": mark(second)}}
    if form:
        marks[LEVEL_UNIT]["second"] = Mark(MarkStatus.SCORED, Fraction(second), form)
    return decide(Choice(level("manager"), (), elected), marks, DEFAULT)


@pytest.mark.parametrize(
    ("score", "outcome"),
    [
        ("59", Outcome.NOT_PASSED),
        ("59.995", Outcome.NOT_PASSED),
        ("59.9999999999999999999999", Outcome.NOT_PASSED),
        ("60", Outcome.PASSED),
        ("60.0000", Outcome.PASSED),
        ("100", Outcome.PASSED),
        ("0", Outcome.NOT_PASSED),
        ("-0.1", Outcome.INVALID),
        ("100.0001", Outcome.INVALID),
    ],
)
@pytest.mark.parametrize("place", range(4))
def test_each_mark_decides_by_itself(place, score, outcome):
    marks = ["100"] * 4
    marks[place] = score
    assert result(marks[:2], marks[2:]).outcome is outcome


def test_nothing_is_averaged_over_parts_or_directions():
    assert result(("50", "70"), ("50", "70")).reasons == (
        "design.online:below_60",
        "service.online:below_60",
    )
    assert result(("100", "59"), ("59", "100")).outcome is Outcome.NOT_PASSED


def test_every_chosen_direction_must_pass_unless_two_are_enough():
    marks = (("70", "70"), ("70", "70"), ("59", "70"))
    strict, lenient = result(*marks), result(*marks, config=LENIENT)
    assert (strict.outcome, strict.credential) == (Outcome.NOT_PASSED, CredentialStep.NONE)
    assert (lenient.outcome, lenient.credential) == (Outcome.PASSED, CredentialStep.ISSUE)
    assert strict.reasons == lenient.reasons == ("warehouse.online:below_60",)
    assert strict.units == lenient.units
    assert lenient.units["warehouse"] is UnitOutcome.FAILED


def test_one_of_two_is_not_enough_for_the_lenient_reading_either():
    assert result(("70", "70"), ("59", "70"), config=LENIENT).outcome is Outcome.NOT_PASSED


@pytest.mark.parametrize(
    ("pairs", "outcome", "reasons"),
    [
        (((ABSENT, "90"), ("90", "90")), Outcome.NOT_PASSED, ("service.online:absent",)),
        (((ANNULLED, "90"), ("90", "90")), Outcome.NOT_PASSED, ("service.online:annulled",)),
        (((MISSING, "90"), ("59", ABSENT)), Outcome.PENDING, ("service.online:pending",)),
        (((MISSING, "90"), (WITHHELD, "59")), Outcome.WITHHELD, ("design.online:withheld",)),
        (((WITHHELD, "90"), ("101", "59")), Outcome.INVALID, ("design.online:out_of_range",)),
        ((("90", "90"), (Mark(None), "59")), Outcome.INVALID, ("design.online:unknown_status",)),
    ],
)
def test_what_is_decided_first(pairs, outcome, reasons):
    decision = result(*pairs)
    assert (decision.outcome, decision.reasons) == (outcome, reasons)
    assert decision.credential is CredentialStep.NONE
    assert bool(decision.units) is (outcome is Outcome.NOT_PASSED)


def test_an_annulled_sitting_stands_before_all_but_invalid():
    annulled = result((WITHHELD, MISSING), ("59", "90"), sitting_annulled=True)
    assert (annulled.outcome, annulled.reasons) == (Outcome.ANNULLED, ("sitting:annulled",))
    assert result(("90", "90"), ("101", "90"), sitting_annulled=True).outcome is Outcome.INVALID


def test_a_direction_without_any_marks_is_outstanding():
    names = ("service", "design")
    decision = decide(Choice(level("assistant"), names), {}, DEFAULT)
    assert decision.outcome is Outcome.PENDING
    assert len(decision.reasons) == 4


def test_marks_for_what_was_not_registered_are_refused():
    fine = {"online": mark("90"), "practical": mark("90")}
    marks = {"service": fine | {"second": mark("90")}, "design": fine, "level": fine}
    decision = decide(Choice(level("assistant"), ("service", "design")), marks, DEFAULT)
    assert decision.reasons == ("level:not_registered", "service.second:not_registered")


@pytest.mark.parametrize(
    ("choice", "reasons"),
    [
        (Choice(level("assistant"), ("service",)), ("directions:too_few",)),
        (Choice(level("manager")), ("second:not_elected",)),
        (Choice(level("clerk")), ("not_examined_by_province",)),
        (
            Choice(level("senior"), (), ("thesis_defence",), date(2014, 9, 15)),
            ("level_not_open",),
        ),
        (Choice(level("senior"), (), ("thesis_defence",)), ("level_not_open",)),
    ],
)
def test_a_registration_that_does_not_stand_has_no_result(choice, reasons):
    decision = decide(choice, {}, DEFAULT)
    assert (decision.outcome, decision.reasons) == (Outcome.INVALID, reasons)


def test_manager_needs_both_parts_and_no_practice():
    assert manager("60", "60").outcome is Outcome.PASSED
    assert manager("95", "59").reasons == ("level.second:below_60",)
    choice = Choice(level("manager"), (), ("thesis_defence",))
    marks = {LEVEL_UNIT: {"online": mark("60"), "second": mark("60")}}
    decision = decide(choice, marks, DEFAULT, practice_verified=False)
    assert decision.credential is CredentialStep.ISSUE


def test_only_the_elected_form_counts():
    assert manager("80", "90", form="thesis_defence").outcome is Outcome.PASSED
    other = manager("80", "90", form="planning_proposal")
    assert other.reasons == ("level.second:other_form_than_elected",)


def test_the_lenient_reading_is_for_directions_only():
    marks = {LEVEL_UNIT: {"online": mark("60"), "second": mark("59")}}
    choice = Choice(level("manager"), (), ("thesis_defence",))
    assert decide(choice, marks, LENIENT).outcome is Outcome.NOT_PASSED


@pytest.mark.parametrize(
    ("eligible", "practised", "reasons"),
    [
        (True, True, ()),
        (False, True, (WhyBlocked.ELIGIBILITY,)),
        (True, False, (WhyBlocked.PRACTICE,)),
        (False, False, (WhyBlocked.ELIGIBILITY, WhyBlocked.PRACTICE)),
    ],
)
def test_a_passed_credential_waits_for_eligibility_and_practice(eligible, practised, reasons):
    facts = {"eligibility_confirmed": eligible, "practice_verified": practised}
    decision = result(("60", "60"), ("60", "60"), **facts)
    assert decision.outcome is Outcome.PASSED
    assert decision.credential_reasons == reasons
    step = CredentialStep.BLOCKED if reasons else CredentialStep.ISSUE
    assert decision.credential is step
    failed = result(("59", "60"), ("60", "60"), **facts)
    assert (failed.credential, failed.credential_reasons) == (CredentialStep.NONE, ())


@pytest.mark.parametrize(
    ("raw", "out_of", "score"),
    [
        ("72", "120", "60"),
        ("42", "70", "60"),
        ("17.4", "29", "60"),
        ("0", "1", "0"),
        ("120", "120", "100"),
        ("121", "120", None),
        ("-1", "120", None),
        ("1", "0", None),
        ("-1", "-2", None),
    ],
)
def test_raw_marks_become_exact_marks_of_a_hundred(raw, out_of, score):
    assert score_of(Fraction(raw), Fraction(out_of)) == (score and Fraction(score))


@pytest.mark.parametrize(
    ("scores", "mean"),
    [
        (["59", "61"], "60"),
        (["59.9", "60.1"], "60"),
        (["60", "60", "59.99"], "59.99666666"),
        ([], None),
        (["20", "101"], None),
        (["90", None], None),
        (["-1", "100"], None),
    ],
)
def test_one_bad_mark_spoils_the_mean(scores, mean):
    found = mean_of([one and Fraction(one) for one in scores])
    assert found == (mean and pytest.approx(Fraction(mean)))


@given(st.lists(st.fractions(0, 100), min_size=1, max_size=4))
def test_the_mean_does_not_depend_on_the_order_of_the_markers(scores):
    assert len({mean_of(order) for order in permutations(scores)}) == 1
    assert min(scores) <= mean_of(scores) <= max(scores)


MARKS = st.lists(st.fractions(0, 100, max_denominator=40), min_size=6, max_size=6)


@given(MARKS, st.integers(0, 5), st.fractions(0, 100), st.sampled_from([DEFAULT, LENIENT]))
def test_a_better_mark_never_turns_a_pass_into_a_failure(scores, place, more, config):
    def passed(marks):
        pairs = [marks[number : number + 2] for number in (0, 2, 4)]
        return result(*pairs, config=config).outcome is Outcome.PASSED

    better = list(scores)
    better[place] = min(better[place] + more, Fraction(100))
    assert passed(better) or not passed(scores)


@given(MARKS)
def test_a_pass_means_that_every_mark_reached_sixty(scores):
    pairs = [scores[number : number + 2] for number in (0, 2, 4)]
    assert (result(*pairs).outcome is Outcome.PASSED) is (min(scores) >= 60)
