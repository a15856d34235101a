"""The bar lasts to the end of the day two years on, for the unit under any name and of any kind."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examsite.accreditation.rules.bar import (
    BarRule,
    Past,
    PastEvent,
    first_day_allowed,
    free_on,
    predecessors,
)
from examsite.catalogue.rules.config import BarScope
from examsite.planning.rules import UnitKind

D = date(2015, 3, 10)
FREE = date(2017, 3, 11)
ONE = frozenset({"U1"})
DAY = timedelta(days=1)
INSTITUTION, BASE = UnitKind.INSTITUTION, UnitKind.BASE


def revoked(on=D, unit="U1", kind=INSTITUTION):
    return Past(PastEvent.REGISTRATION_REVOKED, unit, kind, on)


@pytest.mark.parametrize(
    ("apply_on", "free"),
    [
        (D - DAY, None),
        (D, FREE),
        (D + DAY, FREE),
        (date(2017, 3, 9), FREE),
        (date(2017, 3, 10), FREE),
        (date(2017, 3, 11), None),
        (date(2027, 3, 10), None),
    ],
)
def test_the_bar_runs_from_the_day_of_revocation_to_two_years_later_inclusive(apply_on, free):
    assert first_day_allowed(ONE, [revoked()], apply_on, INSTITUTION) == free


@pytest.mark.parametrize(
    ("apply_on", "free"), [(date(2017, 3, 9), date(2017, 3, 10)), (date(2017, 3, 10), None)]
)
def test_with_the_last_day_excluded_the_second_anniversary_is_free(apply_on, free):
    rule = BarRule(last_day_inclusive=False)
    assert first_day_allowed(ONE, [revoked()], apply_on, INSTITUTION, rule) == free


@pytest.mark.parametrize(
    ("revoked_on", "free"),
    [
        (date(2016, 2, 29), date(2018, 3, 1)),
        (date(2016, 2, 28), date(2018, 3, 1)),
        (date(2014, 2, 28), date(2016, 2, 29)),
        (date(2014, 3, 1), date(2016, 3, 2)),
        (date(2015, 12, 31), date(2018, 1, 1)),
    ],
)
def test_the_end_of_a_bar_over_leap_days_and_new_years(revoked_on, free):
    assert free_on(revoked_on) == free
    assert first_day_allowed(ONE, [revoked(revoked_on)], free - DAY, BASE) == free
    assert first_day_allowed(ONE, [revoked(revoked_on)], free, BASE) is None


@pytest.mark.parametrize("event", [one for one in PastEvent if one != "registration_revoked"])
def test_nothing_but_a_revocation_bars(event):
    history = [Past(event, "U1", INSTITUTION, D)]
    assert first_day_allowed(ONE, history, D, INSTITUTION) is None


def test_another_units_revocation_does_not_bar():
    assert first_day_allowed(ONE, [revoked(unit="U2")], D, INSTITUTION) is None


@pytest.mark.parametrize("apply_kind", UnitKind)
def test_the_bar_holds_for_both_kinds_unless_only_the_kind_is_barred(apply_kind):
    assert first_day_allowed(ONE, [revoked()], D, apply_kind) == FREE
    only_kind = first_day_allowed(ONE, [revoked()], D, apply_kind, BarRule(scope=BarScope.KIND))
    assert only_kind == (FREE if apply_kind is INSTITUTION else None)


def test_a_successor_is_barred_through_every_link():
    line = predecessors("U3", {"U3": ["U2"], "U2": ["U1"]})
    assert line == {"U1", "U2", "U3"}
    assert first_day_allowed(line, [revoked()], D, INSTITUTION) == FREE


def test_a_circle_of_successors_ends():
    assert predecessors("U1", {"U1": ["U2"], "U2": ["U1"]}) == {"U1", "U2"}


def test_a_predecessor_is_not_barred_by_what_its_successor_did():
    line = predecessors("U1", {"U2": ["U1"]})
    assert first_day_allowed(line, [revoked(unit="U2")], D, INSTITUTION) is None


def test_of_several_revocations_the_last_bar_counts():
    later = revoked(date(2016, 9, 1), kind=BASE)
    for history in ([revoked(), later], [later, revoked()]):
        assert first_day_allowed(ONE, history, date(2016, 9, 1), BASE) == date(2018, 9, 2)
        assert first_day_allowed(ONE, history, date(2018, 9, 2), BASE) is None


def test_an_old_bar_that_has_ended_does_not_revive():
    history = [revoked(date(2010, 1, 1)), revoked()]
    assert first_day_allowed(ONE, history, date(2013, 1, 1), BASE) is None


HISTORIES = st.lists(
    st.builds(
        Past,
        st.sampled_from(PastEvent),
        st.sampled_from(["U1", "U2"]),
        st.sampled_from(UnitKind),
        st.dates(date(2014, 1, 1), date(2020, 12, 31)),
    ),
    max_size=6,
)
RULES = st.builds(BarRule, st.booleans(), st.sampled_from(BarScope))


@given(
    history=HISTORIES,
    on=st.dates(date(2014, 1, 1), date(2024, 1, 1)),
    kind=st.sampled_from(UnitKind),
    rule=RULES,
    data=st.data(),
)
def test_the_first_day_allowed_is_allowed_and_no_day_before_it_is(history, on, kind, rule, data):
    shuffled = data.draw(st.permutations(history))
    free = first_day_allowed(ONE, history, on, kind, rule)
    assert first_day_allowed(ONE, shuffled, on, kind, rule) == free
    if free is not None:
        assert first_day_allowed(ONE, history, free, kind, rule) is None
        between = on + data.draw(st.integers(0, (free - on).days - 1)) * DAY
        assert first_day_allowed(ONE, history, between, kind, rule) == free
