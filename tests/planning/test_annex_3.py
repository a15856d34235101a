"""Annex 3 is the printed table: Yiwu inside Jinhua, counted once."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from examsite.planning.rules import UnitKind, annex_3, own_cap, wrong_sums

PLAN = annex_3()
FACTS = json.loads((Path(__file__).parents[1] / "data" / "facts.json").read_text("utf-8"))["annex3"]
YEARS = (2014, 2015, 2016, 2017)


def with_city(city_id, **changes):
    rows = [replace(row, **changes) if row.id == city_id else row for row in PLAN.cities]
    return replace(PLAN, cities=tuple(rows))


@pytest.mark.parametrize("row", FACTS["rows"][:-1], ids=lambda row: row["id"])
def test_a_row_is_the_printed_one(row):
    city = PLAN.city(row["id"])
    assert (city.zh, city.total) == (row["zh"], row["total"])
    assert [city.task(year) for year in YEARS] == [row[f"y{year}"] for year in YEARS]
    assert (city.institutions, city.bases) == (row["institutions"], row["bases"])
    assert (city.inside or "province") == row["counted_in"]


def test_there_are_eleven_cities_and_yiwu():
    assert len(PLAN.cities) == 12
    assert [row.id for row in PLAN.inside("jinhua")] == ["yiwu"]


def test_the_reserve_is_twenty_and_twenty_and_has_no_task():
    assert (PLAN.reserve.institutions, PLAN.reserve.bases) == (20, 20)
    assert all(PLAN.reserve.task(year) is None for year in YEARS)
    assert PLAN.city("reserve") is None


def test_the_printed_totals_are_the_notices():
    printed = PLAN.printed
    assert [printed.task(year) for year in YEARS] == [17_100, 23_900, 28_000, 31_000]
    assert (printed.total, printed.institutions, printed.bases) == (100_000, 160, 300)


def test_every_sum_of_the_table_agrees():
    assert wrong_sums(PLAN) == ()


def test_no_city_has_a_task_outside_the_plan():
    assert PLAN.city("ningbo").task(2013) is PLAN.city("ningbo").task(2018) is None


def test_yiwu_counted_beside_jinhua_breaks_every_column():
    wrong = wrong_sums(with_city("yiwu", inside=None))
    assert {name for name in wrong if name.startswith("column:")} == {
        "column:total",
        "column:y2014",
        "column:y2015",
        "column:y2016",
        "column:y2017",
        "column:institutions",
        "column:bases",
    }


def test_a_slip_in_a_row_is_named():
    assert wrong_sums(with_city("lishui", total=4001)) == ("row:lishui", "column:total")
    assert wrong_sums(with_city("lishui", institutions=6)) == ("column:institutions",)


def test_a_part_larger_than_its_whole_is_named():
    assert wrong_sums(with_city("yiwu", institutions=16)) == ("inside:yiwu",)


@pytest.mark.parametrize(
    ("kind", "disjoint", "cap"),
    [
        (UnitKind.INSTITUTION, True, 10),
        (UnitKind.INSTITUTION, False, 15),
        (UnitKind.BASE, True, 20),
        (UnitKind.BASE, False, 30),
    ],
)
def test_jinhua_has_a_pot_of_its_own(kind, disjoint, cap):
    assert own_cap(PLAN, PLAN.city("jinhua"), kind, disjoint) == cap
