"""Zhejiang's divisions hold on their days."""

from collections import Counter
from datetime import date, timedelta

import pytest

from examsite.catalogue.rules import regions

NOTICE = date(2014, 6, 10)
TODAY = date(2025, 1, 1)


def test_there_are_eleven_cities_and_yiwu_inside_jinhua():
    inside = {city.id: city.inside for city in regions.cities()}
    assert len(inside) == 12
    assert {city for city, outer in inside.items() if outer} == {"yiwu"}
    assert inside["yiwu"] == "jinhua"


@pytest.mark.parametrize("day", [NOTICE, TODAY])
def test_the_province_has_ninety_county_level_divisions(day):
    assert sum(one.in_force(day) for one in regions.counties()) == 90


def test_no_code_holds_twice_on_any_day_of_change():
    changes = {one.valid_from for one in regions.counties() if one.valid_from}
    for day in [*changes, *(day - timedelta(days=1) for day in changes)]:
        codes = Counter(one.code for one in regions.counties() if one.in_force(day))
        assert max(codes.values()) == 1, day


def test_every_code_lies_in_its_city():
    for one in regions.counties():
        assert one.code[:4] == regions.city(one.city).code[:4]
        assert len(one.code) == 6
        assert one.en.isascii()


@pytest.mark.parametrize(
    ("code", "zh", "last_day_before"),
    [
        ("330604", "上虞区", date(2013, 10, 7)),
        ("330111", "富阳区", date(2014, 12, 12)),
        ("330305", "洞头区", date(2015, 7, 22)),
        ("330213", "奉化区", date(2016, 9, 13)),
        ("331083", "玉环市", date(2017, 4, 8)),
        ("330112", "临安区", date(2017, 7, 17)),
        ("330383", "龙港市", date(2019, 8, 15)),
        ("330113", "临平区", date(2021, 3, 10)),
        ("330114", "钱塘区", date(2021, 3, 10)),
    ],
)
def test_a_new_division_begins_on_its_day(code, zh, last_day_before):
    assert regions.county(code, last_day_before + timedelta(days=1)).zh == zh
    with pytest.raises(regions.UnknownCounty):
        regions.county(code, last_day_before)


@pytest.mark.parametrize(
    "code", ["330103", "330104", "330204", "330183", "330185", "330283", "331021"]
)
def test_an_abolished_division_held_at_the_notice_and_holds_no_more(code):
    assert regions.county(code, NOTICE).in_force(NOTICE)
    with pytest.raises(regions.UnknownCounty):
        regions.county(code, TODAY)


@pytest.mark.parametrize("code", ["330102", "330105", "330110"])
def test_a_new_extent_under_the_same_code_is_another_row(code):
    assert regions.county(code, NOTICE) != regions.county(code, TODAY)


def test_yiwus_only_division_is_yiwu_and_jinhuas_include_it():
    (yiwu,) = regions.counties_of("yiwu", NOTICE)
    assert yiwu.zh == "义乌市"
    assert yiwu in regions.counties_of("jinhua", NOTICE)


def test_an_unknown_city_has_its_own_error():
    with pytest.raises(regions.UnknownCity):
        regions.city("shanghai")
