"""One month at bases, or three months at firms; never mixed, never twice, never at the wrong time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examsite.catalogue.rules.config import RuleConfig
from examsite.catalogue.rules.levels import level
from examsite.registration.rules.practice import Kind, Stay, Way, decide

AS_OF = date(2015, 6, 30)
LONG_AGO = date(2014, 6, 30)
DAY = timedelta(days=1)
ONE_STAY = RuleConfig(practice_accumulate=False)


def base(start, end, **more):
    return Stay(Kind.BASE, start, end, **{"registered_on": LONG_AGO, **more})


def firm(start, end, **more):
    return Stay(Kind.ENTERPRISE, start, end, **{"relevant_firm": True, **more})


def ways(*stays, config=None, study_from=None, asked="assistant", as_of=AS_OF):
    verdict = decide(level(asked), stays, as_of, study_from, config or RuleConfig())
    assert verdict.satisfied == bool(verdict.via)
    return list(verdict.via)


def days(make, start, number, **more):
    return make(start, start + (number - 1) * DAY, **more)


@pytest.mark.parametrize(("number", "enough"), [(29, False), (30, True), (31, True)])
def test_thirty_days_at_a_base_are_a_month(number, enough):
    assert bool(ways(days(base, date(2014, 9, 1), number))) is enough


@pytest.mark.parametrize(
    ("start", "end", "enough"),
    [
        (date(2015, 2, 1), date(2015, 2, 28), True),
        (date(2015, 2, 1), date(2015, 2, 27), False),
        (date(2015, 2, 5), date(2015, 3, 4), True),
        (date(2015, 1, 31), date(2015, 2, 27), True),
        (date(2015, 1, 31), date(2015, 2, 26), False),
    ],
)
def test_a_calendar_month_in_one_stay_is_enough(start, end, enough):
    assert bool(ways(base(start, end), config=ONE_STAY)) is enough


@pytest.mark.parametrize(("number", "enough"), [(89, False), (90, True)])
def test_ninety_days_at_firms_are_three_months(number, enough):
    assert bool(ways(days(firm, date(2014, 7, 1), number))) is enough


@pytest.mark.parametrize(("end", "enough"), [(date(2015, 4, 30), True), (date(2015, 4, 29), False)])
def test_three_calendar_months_may_be_89_days(end, enough):
    assert bool(ways(firm(date(2015, 2, 1), end))) is enough


def test_stays_add_up_unless_one_is_asked_for():
    stays = (days(base, date(2014, 9, 1), 15), days(base, date(2014, 11, 1), 15))
    assert ways(*stays) == [Way.BASE]
    assert ways(*stays, config=ONE_STAY) == []
    assert ways(stays[0], days(base, date(2014, 11, 1), 14)) == []


def test_the_two_ways_are_not_added():
    assert ways(days(base, date(2014, 9, 1), 29), days(firm, date(2014, 11, 1), 89)) == []


def test_overlapping_days_count_once():
    overlapping = (days(base, date(2014, 9, 1), 20), days(base, date(2014, 9, 11), 19))
    assert ways(*overlapping) == []
    assert ways(*overlapping, days(base, date(2014, 12, 1), 1)) == [Way.BASE]


@pytest.mark.parametrize(
    ("more", "enough"),
    [
        ({}, True),
        ({"registered_on": date(2014, 9, 1)}, True),
        ({"registered_on": date(2014, 9, 2)}, False),
        ({"registered_on": None}, False),
        ({"revoked_on": date(2014, 10, 1)}, True),
        ({"revoked_on": date(2014, 9, 30)}, False),
        ({"revoked_on": date(2014, 8, 1)}, False),
        ({"teacher_signed": False}, False),
        ({"verified": False}, False),
    ],
)
def test_a_base_counts_on_its_registered_days_with_a_signed_log(more, enough):
    assert bool(ways(base(date(2014, 9, 1), date(2014, 9, 30), **more))) is enough


def test_the_teachers_signature_may_be_configured_away():
    unsigned = base(date(2014, 9, 1), date(2014, 9, 30), teacher_signed=False)
    assert ways(unsigned, config=RuleConfig(practice_needs_teacher=False)) == [Way.BASE]


def test_a_base_that_is_a_firm_counts_for_both_ways_registered_or_not():
    stay = base(date(2014, 7, 1), date(2014, 9, 30), relevant_firm=True)
    assert ways(stay) == [Way.BASE, Way.ENTERPRISE]
    assert ways(replace(stay, registered_on=None)) == [Way.ENTERPRISE]
    assert ways(replace(stay, teacher_signed=False)) == [Way.ENTERPRISE]


@pytest.mark.parametrize("more", [{"relevant_firm": False}, {"verified": False}])
def test_a_firm_must_be_relevant_and_proved(more):
    assert ways(firm(date(2014, 7, 1), date(2014, 12, 31), **more)) == []


def test_a_firm_is_no_base_even_with_a_day_of_registration():
    assert ways(days(firm, date(2014, 9, 1), 30, registered_on=LONG_AGO)) == []


@pytest.mark.parametrize(
    ("study_from", "enough"),
    [(None, True), (date(2014, 9, 1), True), (date(2014, 9, 2), False), (date(2015, 1, 1), False)],
)
def test_days_before_the_study_began_do_not_count(study_from, enough):
    stay = base(date(2014, 9, 1), date(2014, 9, 30))
    assert bool(ways(stay, study_from=study_from)) is enough


@pytest.mark.parametrize(
    ("as_of", "enough"), [(date(2014, 9, 30), True), (date(2014, 9, 29), False)]
)
def test_days_after_the_day_of_decision_do_not_count(as_of, enough):
    assert bool(ways(base(date(2014, 9, 1), None), as_of=as_of)) is enough


def test_a_stay_that_ends_before_it_begins_counts_nothing():
    assert ways(base(date(2014, 9, 30), date(2014, 9, 1))) == []


@pytest.mark.parametrize("asked", ["senior", "manager", "clerk"])
def test_senior_and_manager_ask_for_no_practice(asked):
    verdict = decide(level(asked), [], AS_OF, None, RuleConfig())
    assert (verdict.required, verdict.satisfied, verdict.via) == (False, True, ())


STAYS = st.lists(
    st.builds(
        Stay,
        st.sampled_from(Kind),
        st.dates(date(2014, 6, 1), date(2015, 8, 1)),
        st.none() | st.dates(date(2014, 6, 1), date(2015, 8, 1)),
        st.none() | st.dates(date(2014, 6, 1), date(2015, 8, 1)),
        st.none() | st.dates(date(2014, 6, 1), date(2015, 8, 1)),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    max_size=5,
)


@given(STAYS, STAYS, st.booleans())
def test_more_practice_never_undoes_what_is_done(stays, more, adds_up):
    config = RuleConfig(practice_accumulate=adds_up)
    assert set(ways(*stays, config=config)) <= set(ways(*stays, *more, config=config))
    assert ways(*stays, config=config) == ways(*stays[::-1], config=config)


@given(STAYS)
def test_one_stay_alone_is_the_harder_reading(stays):
    assert set(ways(*stays, config=ONE_STAY)) <= set(ways(*stays))
