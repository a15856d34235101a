"""A ceiling is an upper bound, inclusive; Jinhua and Yiwu share one; the reserve is the province's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examsite.planning.rules import (
    NoPlace,
    PlaceActor,
    UnitKind,
    annex_3,
    own_cap,
    why_no_place,
    why_no_reserve_place,
)

PLAN = annex_3()
CITIES = [city.id for city in PLAN.cities]
EDGES = [(city, kind) for city in CITIES for kind in UnitKind]
COUNTED = st.dictionaries(st.sampled_from(CITIES), st.integers(0, 60))


@pytest.mark.parametrize(("city", "kind"), EDGES)
def test_a_city_may_fill_its_ceiling_and_no_more(city, kind):
    cap = own_cap(PLAN, PLAN.city(city), kind)
    assert why_no_place(PLAN, city, kind, {city: cap - 1}) is None
    assert why_no_place(PLAN, city, kind, {city: cap}) is NoPlace.OVER_QUOTA
    assert why_no_place(PLAN, city, kind, {city: cap + 1}) is NoPlace.OVER_QUOTA


@pytest.mark.parametrize(("city", "kind"), EDGES)
def test_a_first_unit_always_finds_a_place_and_other_cities_do_not_matter(city, kind):
    assert why_no_place(PLAN, city, kind, {}) is None
    family = {"jinhua", "yiwu"} if city in {"jinhua", "yiwu"} else {city}
    others = {other: 99 for other in CITIES if other not in family}
    assert why_no_place(PLAN, city, kind, others) is None


JINHUA = [
    ("jinhua", 9, 5, None, None),
    ("jinhua", 10, 0, NoPlace.OVER_QUOTA, None),
    ("jinhua", 10, 4, NoPlace.OVER_QUOTA, None),
    ("jinhua", 10, 5, NoPlace.OVER_QUOTA, NoPlace.OVER_QUOTA),
    ("jinhua", 14, 0, NoPlace.OVER_QUOTA, None),
    ("jinhua", 15, 0, NoPlace.OVER_QUOTA, NoPlace.OVER_QUOTA),
    ("yiwu", 10, 4, None, None),
    ("yiwu", 0, 5, NoPlace.OVER_QUOTA, NoPlace.OVER_QUOTA),
    ("yiwu", 10, 5, NoPlace.OVER_QUOTA, NoPlace.OVER_QUOTA),
    ("yiwu", 12, 2, None, None),
    ("yiwu", 12, 3, NoPlace.OVER_QUOTA, NoPlace.OVER_QUOTA),
]


@pytest.mark.parametrize(("city", "jinhua", "yiwu", "two_pots", "one_pot"), JINHUA)
@pytest.mark.parametrize(("kind", "times"), [(UnitKind.INSTITUTION, 1), (UnitKind.BASE, 2)])
def test_jinhua_and_yiwu_have_two_pots_under_one_ceiling(
    city, jinhua, yiwu, two_pots, one_pot, kind, times
):
    """The table is for institutions; for bases every number doubles, the last place too."""
    mine = {"jinhua": jinhua * times, "yiwu": yiwu * times}
    assert why_no_place(PLAN, city, kind, mine) is two_pots
    assert why_no_place(PLAN, city, kind, mine, yiwu_disjoint=False) is one_pot


@pytest.mark.parametrize("kind", UnitKind)
def test_the_province_gives_twenty_reserve_places_of_each_kind(kind):
    province = PlaceActor.PROVINCE
    assert why_no_reserve_place(PLAN, "hangzhou", kind, province, 0) is None
    assert why_no_reserve_place(PLAN, "hangzhou", kind, province, 19) is None
    exhausted = NoPlace.RESERVE_EXHAUSTED
    assert why_no_reserve_place(PLAN, "hangzhou", kind, province, 20) is exhausted
    assert why_no_reserve_place(PLAN, "hangzhou", kind, province, 21) is exhausted


@pytest.mark.parametrize("used", [0, 20])
@pytest.mark.parametrize("actor", [PlaceActor.CITY, PlaceActor.ASSOCIATION])
def test_a_city_never_draws_on_the_reserve(actor, used):
    no = why_no_reserve_place(PLAN, "yiwu", UnitKind.BASE, actor, used)
    assert no is NoPlace.RESERVE_IS_PROVINCIAL


@pytest.mark.parametrize("city", ["shanghai", "reserve", "", "province"])
def test_what_is_no_city_gets_no_place(city):
    unknown = NoPlace.UNKNOWN_CITY
    assert why_no_place(PLAN, city, UnitKind.BASE, {}) is unknown
    assert why_no_reserve_place(PLAN, city, UnitKind.BASE, PlaceActor.PROVINCE, 0) is unknown


@given(
    city=st.sampled_from(CITIES),
    kind=st.sampled_from(UnitKind),
    counted=COUNTED,
    more=COUNTED,
    disjoint=st.booleans(),
)
def test_more_counted_units_never_turn_a_refusal_into_a_place(city, kind, counted, more, disjoint):
    grown = {one: counted.get(one, 0) + more.get(one, 0) for one in CITIES}
    if why_no_place(PLAN, city, kind, counted, disjoint):
        assert why_no_place(PLAN, city, kind, grown, disjoint)


@given(order=st.lists(st.sampled_from(CITIES), max_size=400), kind=st.sampled_from(UnitKind))
def test_however_the_cities_come_the_printed_ceiling_is_never_passed(order, kind):
    for disjoint in (True, False):
        counted = dict.fromkeys(CITIES, 0)
        for city in order:
            if why_no_place(PLAN, city, kind, counted, disjoint) is None:
                counted[city] += 1
        assert counted["jinhua"] + counted["yiwu"] <= PLAN.city("jinhua").cap(kind)
        assert sum(counted.values()) <= PLAN.printed.cap(kind) - PLAN.reserve.cap(kind)
