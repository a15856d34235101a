"""附件2 第十条: four grounds; both figures strictly below 60 %, unless the province says either."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examsite.accreditation.rules.revocation import Findings, Ground, judge
from examsite.catalogue.rules.config import MetricRule

LOW, EXACT = Fraction("59.99"), Fraction(60)
BELOW = (Ground.BELOW_60,)


@pytest.mark.parametrize(
    ("satisfaction", "passed", "sat", "both", "either"),
    [
        (EXACT, 60, 100, ((), False), ((), False)),
        (LOW, 60, 100, ((), True), (BELOW, False)),
        (EXACT, 59, 100, ((), True), (BELOW, False)),
        (LOW, 59, 100, (BELOW, False), (BELOW, False)),
        (Fraction(0), 0, 1, (BELOW, False), (BELOW, False)),
        (LOW, 3, 5, ((), True), (BELOW, False)),
        (LOW, 5999, 10_000, (BELOW, False), (BELOW, False)),
        (LOW, 6000, 10_000, ((), True), (BELOW, False)),
        (LOW, 0, 0, ((), True), (BELOW, False)),
        (EXACT, 0, 0, ((), False), ((), False)),
        (None, 0, 0, ((), False), ((), False)),
        (None, 0, 100, ((), True), (BELOW, False)),
        (None, 60, 100, ((), False), ((), False)),
    ],
)
def test_the_two_figures_at_their_edges(satisfaction, passed, sat, both, either):
    findings = Findings(satisfaction, passed, sat)
    for rule, (grounds, warn) in ((MetricRule.BOTH, both), (MetricRule.EITHER, either)):
        verdict = judge(findings, rule)
        assert (verdict.grounds, verdict.warn) == (grounds, warn)
        assert verdict.revoke is bool(grounds)


@pytest.mark.parametrize(
    ("field", "ground"),
    [
        ("false_information", "art10.1"),
        ("penalised_by_enforcement", "art10.3"),
        ("no_longer_meets_standard", "art10.4"),
    ],
)
def test_one_ground_is_enough(field, ground):
    verdict = judge(Findings(EXACT, 9, 10, **{field: True}))
    assert (verdict.grounds, verdict.revoke, verdict.warn) == ((ground,), True, False)


def test_the_grounds_come_in_the_order_of_the_article():
    verdict = judge(Findings(LOW, 1, 10, True, True, True))
    assert verdict.grounds == ("art10.1", "art10.2", "art10.3", "art10.4")


def test_a_unit_that_is_revoked_anyway_is_not_given_time_to_improve():
    verdict = judge(Findings(LOW, 9, 10, penalised_by_enforcement=True))
    assert (verdict.grounds, verdict.warn) == ((Ground.PENALISED,), False)


@pytest.mark.parametrize(
    "figures",
    [(Fraction(-1), 0, 0), (Fraction("100.01"), 0, 0), (None, -1, 0), (None, 2, 1), (None, 0, -1)],
)
def test_impossible_figures_are_refused(figures):
    with pytest.raises(ValueError):
        Findings(*figures)


SATISFACTION = st.none() | st.fractions(0, 100)


@given(
    satisfaction=SATISFACTION,
    better=st.fractions(0, 100),
    sat=st.integers(0, 500),
    data=st.data(),
    rule=st.sampled_from(MetricRule),
)
def test_better_figures_never_revoke(satisfaction, better, sat, data, rule):
    passed = data.draw(st.integers(0, sat))
    more = data.draw(st.integers(passed, sat))
    happier = None if satisfaction is None else max(satisfaction, better)
    if not judge(Findings(satisfaction, passed, sat), rule).revoke:
        assert not judge(Findings(happier, more, sat), rule).revoke


@given(satisfaction=SATISFACTION, sat=st.integers(0, 500), data=st.data())
def test_a_unit_is_revoked_under_both_only_if_it_is_under_either(satisfaction, sat, data):
    findings = Findings(satisfaction, data.draw(st.integers(0, sat)), sat)
    both, either = judge(findings, MetricRule.BOTH), judge(findings, MetricRule.EITHER)
    assert either.revoke or not both.revoke
    assert (both.revoke or both.warn) == either.revoke
