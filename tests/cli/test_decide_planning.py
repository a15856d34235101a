"""The quota door: the samples, and documents that cannot be read."""

import json
from pathlib import Path

import pytest

from examsite.cli.decide.planning import quota
from examsite.cli.decide.reading import Unreadable

CASES = json.loads((Path(__file__).parents[1] / "data" / "cases" / "quota.json").read_text("utf-8"))
GOOD = {"city": "ningbo", "kind": "bases", "counted": {"ningbo": 1}, "actor": "city"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_sample_case_is_decided_as_expected(case):
    assert quota(case) == case["expected"]


def test_the_associations_way_takes_a_place_of_its_city():
    full = {**GOOD, "counted": {"ningbo": 40}, "actor": "association", "via": "association"}
    assert quota(full) == {"allowed": False, "reason": "over_quota"}
    assert quota({**full, "counted": {"ningbo": 39}}) == {"allowed": True, "reason": None}


def test_the_province_is_bound_by_the_ceiling_unless_it_takes_from_the_reserve():
    full = {**GOOD, "counted": {"ningbo": 40}, "actor": "province"}
    assert quota(full)["reason"] == "over_quota"
    assert quota({**full, "from_reserve": True, "reserve_used": 0})["allowed"]


@pytest.mark.parametrize("actor", ["city", "association"])
def test_nobody_but_the_province_draws_on_the_reserve(actor):
    case = {**GOOD, "actor": actor, "from_reserve": True, "reserve_used": 0}
    assert quota(case) == {"allowed": False, "reason": "reserve_is_provincial"}


@pytest.mark.parametrize("city", ["shanghai", "reserve", "total", "Ningbo", "浙江"])
def test_what_is_no_city_of_the_table_gets_no_place(city):
    assert quota({**GOOD, "city": city}) == {"allowed": False, "reason": "unknown_city"}


def test_jinhua_may_use_what_yiwu_leaves_where_the_pots_are_joined():
    case = {"city": "jinhua", "kind": "institutions", "counted": {"jinhua": 10}, "actor": "city"}
    assert quota(case)["reason"] == "over_quota"
    assert quota({**case, "config": {"yiwu_disjoint": False}})["allowed"]


def test_what_is_not_counted_is_nought():
    assert quota({"city": "yiwu", "kind": "bases", "actor": "city"})["allowed"]


@pytest.mark.parametrize(
    "broken",
    [
        {"kind": "base"},
        {"kind": None},
        {"actor": "county"},
        {"city": ""},
        {"city": 3},
        {"counted": {"ningbo": -1}},
        {"counted": {"ningbo": "3"}},
        {"counted": {"ningbo": True}},
        {"counted": {"ningbo": 2.5}},
        {"counted": [1]},
        {"from_reserve": "yes"},
        {"reserve_used": -1},
        {"via": "friend"},
        {"config": {"yiwu_disjoint": "no"}},
        {"config": []},
    ],
)
def test_a_broken_document_is_unreadable(broken):
    with pytest.raises(Unreadable):
        quota({**GOOD, **broken})
