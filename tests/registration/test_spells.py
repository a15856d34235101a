"""Years by anniversaries, spells joined, time added up."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examsite.catalogue.rules.config import LeapAnniversary
from examsite.cli.decide.registration import facts_of
from examsite.registration.rules.facts import Employment
from examsite.registration.rules.findings import credential, training
from examsite.registration.rules.spells import (
    Span,
    added_up,
    after,
    anniversary,
    months_after,
    span,
    spells,
    whole_years,
)

CASES = json.loads(
    (Path(__file__).parents[1] / "data" / "cases" / "eligibility.json").read_text("utf-8")
)
DAY = timedelta(days=1)
AS_OF = date(2014, 9, 15)
ANY_DAY = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def job(start, end=None):
    return Employment(start, end, profession=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_longest_spell_is_the_one_worked_out_by_hand(case):
    facts, derived = facts_of(case["facts"]), case["derived"]
    found = spells(facts.employment, facts.as_of)
    assert _longest(found) == derived["longest_spell_whole_years"]
    for asked in ("clerk", "assistant", "specialist", "senior"):
        held = credential(asked, facts)
        if not held.met:
            assert asked not in derived["whole_years_after_certificate"]
        else:
            years = derived["whole_years_after_certificate"][asked]
            assert _longest(after(found, held.on)) == years
        assert training(asked, facts).met == (asked in derived["trained_for"])


def _longest(found):
    return max((whole_years(one.start, one.stop) for one in found), default=0)


@pytest.mark.parametrize(
    ("start", "years", "day"),
    [
        (date(2008, 9, 15), 6, date(2014, 9, 15)),
        (date(2012, 2, 29), 1, date(2013, 2, 28)),
        (date(2012, 2, 29), 4, date(2016, 2, 29)),
        (date(2014, 2, 28), 2, date(2016, 2, 28)),
        (date(9990, 1, 1), 10, None),
    ],
)
def test_an_anniversary_is_the_same_day_of_the_calendar(start, years, day):
    assert anniversary(start, years) == day


def test_leap_day_may_be_configured_to_1_march():
    assert anniversary(date(2012, 2, 29), 1, LeapAnniversary.MAR1) == date(2013, 3, 1)


@pytest.mark.parametrize(
    ("start", "stop", "length"),
    [
        (date(2010, 10, 15), date(2014, 9, 15), Span(3, 11, 0)),
        (date(2010, 10, 15), date(2014, 9, 14), Span(3, 10, 30)),
        (date(2014, 1, 31), date(2014, 2, 28), Span(0, 1, 0)),
        (date(2014, 9, 15), date(2014, 9, 15), Span(0, 0, 0)),
        (date(9999, 1, 1), date(9999, 12, 31), Span(0, 11, 30)),
    ],
)
def test_a_span_is_said_in_years_months_and_days(start, stop, length):
    assert span(start, stop) == length


@given(ANY_DAY, st.integers(0, 9000))
def test_a_span_leads_back_to_its_end(start, days):
    length = span(start, start + days * DAY)
    base = months_after(anniversary(start, length.years), length.months)
    assert base + length.days * DAY == start + days * DAY
    assert length.months < 12
    assert length.days < 31


@given(ANY_DAY, st.integers(0, 9000))
def test_whole_years_are_those_whose_anniversary_is_reached(start, days):
    stop = start + days * DAY
    years = whole_years(start, stop)
    assert anniversary(start, years) <= stop < anniversary(start, years + 1)


@given(ANY_DAY, st.integers(0, 9000))
def test_one_stretch_alone_adds_up_to_its_whole_years(start, days):
    stop = start + days * DAY
    found = spells([job(start, stop - DAY)], stop + DAY) if days else ()
    assert added_up(found) // 365 == whole_years(start, stop)


@pytest.mark.parametrize(
    ("jobs", "starts"),
    [
        ([job(date(2010, 1, 1), date(2010, 12, 31)), job(date(2011, 1, 1))], [date(2010, 1, 1)]),
        (
            [job(date(2010, 1, 1), date(2010, 12, 31)), job(date(2011, 1, 2))],
            [date(2010, 1, 1), date(2011, 1, 2)],
        ),
        ([job(date(2010, 1, 1)), job(date(2011, 1, 1), date(2012, 1, 1))], [date(2010, 1, 1)]),
        ([job(date(2012, 1, 1), date(2011, 1, 1))], []),
        ([job(AS_OF + DAY)], []),
        ([job(date(2012, 1, 1), date(2012, 1, 1))], [date(2012, 1, 1)]),
    ],
)
def test_jobs_join_only_without_a_day_between(jobs, starts):
    assert [one.start for one in spells(jobs, AS_OF)] == starts


@pytest.mark.parametrize(
    ("end", "stop", "running"),
    [
        (None, AS_OF, True),
        (date(9999, 12, 31), AS_OF, True),
        (AS_OF, AS_OF, True),
        (AS_OF - DAY, AS_OF, False),
        (AS_OF - 2 * DAY, AS_OF - DAY, False),
    ],
)
def test_time_is_counted_up_to_the_day_of_application(end, stop, running):
    (one,) = spells([job(date(2010, 1, 1), end)], AS_OF)
    assert (one.stop, one.running) == (stop, running)
