"""Cities and counties of Zhejiang (行政区划) with their days of validity, read from `regions.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


class UnknownCity(LookupError):
    """No city of the province has this id."""


class UnknownCounty(LookupError):
    """No county-level division of the province had this code on that day."""


@dataclass(frozen=True)
class City:
    """A city 设区市, or Yiwu, which has its own row inside Jinhua (`inside`, RD-34)."""

    id: str
    code: str
    zh: str
    en: str
    inside: str | None = None


@dataclass(frozen=True)
class County:
    """A county, county-level city or district 县(市、区) while this row is in force; both days included."""

    code: str
    city: str
    zh: str
    en: str
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""

    def in_force(self, day: date) -> bool:
        """Whether the row holds on `day`."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@cache
def cities() -> tuple[City, ...]:
    """Eleven cities and Yiwu, in the order of their codes with Yiwu after Jinhua."""
    return tuple(City(**row) for row in _data()["cities"])


def city(city_id: str) -> City:
    """The city with this id, as in Annex 3. Raises `UnknownCity`."""
    for one in cities():
        if one.id == city_id:
            return one
    raise UnknownCity(city_id)


@cache
def counties() -> tuple[County, ...]:
    """Every row there ever was since 2013, city by city."""
    return tuple(
        County(city=city_id, **row)
        for city_id, block in _data()["counties"].items()
        for row in block["rows"]
    )


def counties_of(city_id: str, day: date) -> tuple[County, ...]:
    """The divisions of a city on `day`. Yiwu's only one is Yiwu; Jinhua's include it. Raises `UnknownCity`."""
    asked = city(city_id)
    if asked.inside is not None:
        return (county(asked.code, day),)
    return tuple(one for one in counties() if one.city == city_id and one.in_force(day))


def county(code: str, day: date) -> County:
    """The division with this six-digit code on `day`. Raises `UnknownCounty`."""
    for one in counties():
        if one.code == code and one.in_force(day):
            return one
    raise UnknownCounty(code)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("examsite.catalogue").joinpath("regions.toml").read_text("utf-8"))
