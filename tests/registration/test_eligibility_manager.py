"""Manager: management years inside the spell (其中), and the year in all beside the senior certificate."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from examsite.catalogue.rules.config import RuleConfig
from examsite.catalogue.rules.levels import level
from examsite.people.rules.words import EducationLevel, EducationStatus, Management, Relation
from examsite.registration.rules.eligibility import decide
from examsite.registration.rules.facts import Education, Employment, Facts, HeldCredential

AS_OF = date(2014, 9, 15)
DAY = timedelta(days=1)
MIDDLE, SENIOR, FIRST = Management.MIDDLE, Management.SENIOR, Management.FIRST_LINE
COLLEGE = (
    Education(
        EducationLevel.COLLEGE, Relation.UNRELATED, EducationStatus.GRADUATED, date(2008, 6, 30)
    ),
)


def job(start, end=None, management=Management.NONE, profession=True):
    return Employment(start, end, profession, management)


def matched(*jobs, education=COLLEGE, credentials=(), config=None, as_of=AS_OF):
    facts = Facts(as_of, jobs, credentials, education)
    return decide(level("manager"), facts, config or RuleConfig()).matched


@pytest.mark.parametrize(
    ("condition", "years", "managing"), [("manager.1", 5, 2), ("manager.2", 8, 5)]
)
@pytest.mark.parametrize(("days", "met"), [(-1, False), (0, True), (1, True)])
def test_both_lengths_count_by_anniversaries(condition, years, managing, days, met):
    start = AS_OF.replace(year=AS_OF.year - years)
    promoted = AS_OF.replace(year=AS_OF.year - managing)
    late_start = (job(start - days * DAY, promoted - DAY), job(promoted, None, MIDDLE))
    assert (condition in matched(*late_start)) is met
    late_post = (job(start, promoted - days * DAY - DAY), job(promoted - days * DAY, None, SENIOR))
    assert (condition in matched(*late_post)) is met


def test_a_leap_day_inside_does_not_stand_in_for_a_missing_day():
    start = date(2009, 9, 15)
    short = (job(start, date(2010, 9, 15)), job(date(2010, 9, 16), date(2012, 9, 14), MIDDLE))
    assert "manager.1" not in matched(*short, job(date(2012, 9, 15)))


def test_management_may_be_in_pieces_and_with_several_employers():
    pieces = [
        job(date(2009, 9, 15), date(2010, 9, 14), MIDDLE),
        job(date(2010, 9, 15), date(2012, 9, 14)),
        job(date(2012, 9, 15), date(2013, 9, 14), SENIOR),
        job(date(2013, 9, 15)),
    ]
    assert "manager.1" in matched(*pieces)
    pieces[0] = job(date(2009, 9, 15), date(2010, 9, 13), MIDDLE)
    pieces[1] = job(date(2010, 9, 14), date(2012, 9, 14))
    assert "manager.1" not in matched(*pieces)


def test_two_half_years_are_a_year_of_365_days():
    base = job(date(2008, 1, 1))
    halves = (
        job(date(2009, 1, 1), date(2009, 6, 30), MIDDLE),
        job(date(2010, 7, 1), date(2010, 12, 31), MIDDLE),
        job(date(2011, 7, 1), date(2011, 12, 31), MIDDLE),
        job(date(2013, 1, 1), date(2013, 6, 30), MIDDLE),
    )
    assert "manager.1" in matched(base, *halves)
    assert "manager.1" not in matched(base, *halves[:3])


def test_two_posts_at_once_count_once():
    base = job(date(2008, 1, 1))
    posts = (job(date(2013, 9, 15), None, MIDDLE), job(date(2013, 9, 15), None, SENIOR))
    assert "manager.1" not in matched(base, *posts)


@pytest.mark.parametrize(
    "post",
    [
        job(date(2010, 1, 1), None, FIRST),
        job(date(2010, 1, 1), None, SENIOR, profession=False),
        job(date(2006, 1, 1), date(2008, 12, 31), SENIOR),
    ],
)
def test_other_management_does_not_count(post):
    assert "manager.1" not in matched(job(date(2009, 9, 15)), post)


def test_one_spell_must_hold_both_lengths():
    long_without = job(date(2001, 1, 1), date(2007, 12, 31))
    short_with = job(date(2011, 9, 15), None, MIDDLE)
    assert matched(long_without, short_with) == ()


def test_the_better_spell_is_found_among_several():
    without = job(date(1995, 1, 1), date(2004, 12, 31))
    with_both = job(date(2009, 9, 15), None, MIDDLE)
    assert matched(without, with_both) == ("manager.1",)


def test_manager_2_asks_for_no_diploma():
    work = job(date(2006, 9, 15), None, MIDDLE)
    assert matched(work, education=()) == ("manager.2",)


@pytest.mark.parametrize(
    ("start", "end", "met"),
    [
        (date(2013, 9, 15), None, True),
        (date(2013, 9, 16), None, False),
        (date(2001, 1, 1), date(2001, 12, 31), True),
        (date(2001, 1, 1), date(2001, 12, 30), False),
    ],
)
def test_manager_3_wants_a_year_at_any_time(start, end, met):
    held = (HeldCredential("senior", AS_OF),)
    assert ("manager.3" in matched(job(start, end), credentials=held)) is met


def test_manager_3_adds_up_broken_time():
    held = (HeldCredential("senior", AS_OF),)
    halves = (job(date(2001, 1, 1), date(2001, 7, 1)), job(date(2005, 1, 1), date(2005, 7, 2)))
    assert matched(*halves, credentials=held) == ("manager.3",)
    one_day_less = (halves[0], job(date(2005, 1, 1), date(2005, 7, 1)))
    assert matched(*one_day_less, credentials=held) == ()


def test_manager_3_read_with_the_words_it_lacks():
    held = (HeldCredential("senior", date(2013, 1, 1)),)
    before = job(date(2010, 1, 1), date(2012, 12, 31))
    broken = (job(date(2013, 1, 1), date(2013, 8, 31)), job(date(2014, 1, 1)))
    after_only = RuleConfig(manager3_years_after_cert=True)
    in_one = RuleConfig(manager3_continuous=True)
    assert matched(before, credentials=held, config=after_only) == ()
    assert matched(*broken, credentials=held, config=after_only) == ("manager.3",)
    assert matched(*broken, credentials=held, config=in_one) == ()
    assert matched(before, credentials=held, config=in_one) == ("manager.3",)
    both = replace(after_only, manager3_continuous=True)
    assert matched(job(date(2013, 1, 1)), credentials=held, config=both) == ("manager.3",)
    assert matched(before, job(date(2014, 1, 1)), credentials=held, config=both) == ()
