"""The plan 附件3: training tasks 培训任务, ceilings 数量指标 on units, and who may take a place.

Pure; the printed table is `annex_3.toml`. Every function takes the plan it judges by, because a
later plan replaces the table and the decisions made under the first one must stay explicable.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from examsite.core.lifecycle import Lifecycle, row


class UnitKind(StrEnum):
    """种类 of a unit on the register: training institution 培训机构 or practice base 实践基地."""

    INSTITUTION = "institution"
    BASE = "base"


class PlaceActor(StrEnum):
    """Who asks for a place: the city, the association for its member, or the province."""

    CITY = "city"
    ASSOCIATION = "association"
    PROVINCE = "province"


class NoPlace(StrEnum):
    """Why a unit cannot be put forward (附件3 注, 附件2 第六条)."""

    UNKNOWN_CITY = "unknown_city"
    OVER_QUOTA = "over_quota"
    RESERVE_IS_PROVINCIAL = "reserve_is_provincial"
    RESERVE_EXHAUSTED = "reserve_exhausted"


@dataclass(frozen=True)
class Row:
    """One line of the table. `tasks` are people by year; a cap is an upper bound, inclusive."""

    zh: str
    en: str
    clause: str
    institutions: int
    bases: int
    id: str = ""
    total: int = 0
    tasks: Mapping[int, int] | None = None
    inside: str | None = None

    def cap(self, kind: UnitKind) -> int:
        """The ceiling on units of this kind."""
        return self.institutions if kind == UnitKind.INSTITUTION else self.bases

    def task(self, year: int) -> int | None:
        """People to train in that year; None for a year outside the plan or for the reserve."""
        return (self.tasks or {}).get(year)


@dataclass(frozen=True)
class Plan:
    """A distribution plan 布点规划: the cities' rows, the reserve 省里机动, the printed totals."""

    cities: tuple[Row, ...]
    reserve: Row
    printed: Row

    def city(self, city_id: str) -> Row | None:
        """The row of a city, or of Yiwu; the reserve is no city."""
        return next((city for city in self.cities if city.id == city_id), None)

    def inside(self, city_id: str) -> tuple[Row, ...]:
        """The rows that another row contains: Yiwu for Jinhua, nothing for the others."""
        return tuple(city for city in self.cities if city.inside == city_id)


def read_plan(document: str) -> Plan:
    """A plan from the text of a TOML file shaped like `annex_3.toml`."""
    table = tomllib.loads(document)
    return Plan(
        cities=tuple(_row(city) for city in table["cities"]),
        reserve=_row(table["reserve"]),
        printed=_row(table["printed"]),
    )


@cache
def annex_3() -> Plan:
    """The plan of the notice, 2014-2017."""
    return read_plan(files("examsite.planning").joinpath("annex_3.toml").read_text("utf-8"))


def wrong_sums(plan: Plan) -> tuple[str, ...]:
    """Where the printed totals and the sums disagree: `row:<city>`, `column:<name>`; empty if nowhere.

    A row inside another (Yiwu in Jinhua) is not added again, and never exceeds it (T-57).
    """
    wrong = [
        f"row:{city.id}" for city in plan.cities if sum((city.tasks or {}).values()) != city.total
    ]
    printed = _columns(plan.printed)
    outer = [_columns(city) for city in plan.cities if city.inside is None]
    reserve = _columns(plan.reserve)
    for name in printed:
        if sum(column.get(name, 0) for column in [*outer, reserve]) != printed[name]:
            wrong.append(f"column:{name}")
    for city in plan.cities:
        whole = plan.city(city.inside) if city.inside else None
        if whole and any(_columns(city)[name] > _columns(whole)[name] for name in printed):
            wrong.append(f"inside:{city.id}")
    return tuple(wrong)


def own_cap(plan: Plan, city: Row, kind: UnitKind, yiwu_disjoint: bool = True) -> int:
    """The ceiling of a city's own pot: Jinhua without Yiwu is 10 and 20 (RD-34).

    With `yiwu_disjoint` off, Jinhua may use what Yiwu leaves of the common ceiling.
    """
    if not yiwu_disjoint:
        return city.cap(kind)
    return city.cap(kind) - sum(part.cap(kind) for part in plan.inside(city.id))


def why_no_place(
    plan: Plan,
    city_id: str,
    kind: UnitKind,
    counted: Mapping[str, int],
    yiwu_disjoint: bool = True,
) -> NoPlace | None:
    """Why one more unit of this kind finds no place in its city's ceiling; None if it does.

    `counted` holds, city by city, the units that already take a place (RD-33: reported and not
    refused, withdrawn or cancelled, and registered ones; not those from the reserve). A member put
    forward by the association takes a place of its city like any other (RD-37, T-52).
    """
    city = plan.city(city_id)
    if city is None:
        return NoPlace.UNKNOWN_CITY
    if counted.get(city_id, 0) >= own_cap(plan, city, kind, yiwu_disjoint):
        return NoPlace.OVER_QUOTA
    common = plan.city(city.inside) if city.inside else city
    if common is None:
        return None
    family = [common, *plan.inside(common.id)]
    if sum(counted.get(member.id, 0) for member in family) >= common.cap(kind):
        return NoPlace.OVER_QUOTA
    return None


def why_no_reserve_place(
    plan: Plan, city_id: str, kind: UnitKind, actor: PlaceActor, reserve_used: int
) -> NoPlace | None:
    """Why a place of the reserve 省里机动调配 is not given; None if it is.

    Only the province gives one out, to a unit of any city of the table, full or not (T-59).
    """
    if plan.city(city_id) is None:
        return NoPlace.UNKNOWN_CITY
    if actor is not PlaceActor.PROVINCE:
        return NoPlace.RESERVE_IS_PROVINCIAL
    if reserve_used >= plan.reserve.cap(kind):
        return NoPlace.RESERVE_EXHAUSTED
    return None


@dataclass(frozen=True)
class Count:
    """People of one city counted in one year: trained 培训, registered 报名, certified 取证."""

    trained: int = 0
    registered: int = 0
    certified: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.trained + other.trained,
            self.registered + other.registered,
            self.certified + other.certified,
        )


@dataclass(frozen=True)
class Progress:
    """A city's task against what was done 进度; `inside` names the city that contains this one."""

    city: str
    inside: str | None
    task: int
    done: Count

    @property
    def percent(self) -> int | None:
        """People trained against the task, in whole percent, cut off; None without a task."""
        return self.done.trained * 100 // self.task if self.task else None


def progress(plan: Plan, tasks: Mapping[str, int], counts: Mapping[str, Count]) -> list[Progress]:
    """Every city of the plan with its task and its count; what lies inside a city counts for it too.

    `counts` holds people by the city of their own (Yiwu apart from Jinhua): Jinhua's line adds Yiwu's
    (含义乌), so a sum over the province leaves out the lines that are `inside` (T-57).
    """
    found = []
    for city in plan.cities:
        parts = (city, *plan.inside(city.id))
        done = sum((counts.get(part.id, Count()) for part in parts), Count())
        found.append(Progress(city.id, city.inside, tasks.get(city.id, 0), done))
    return found


def total(lines: Sequence[Progress]) -> Progress:
    """The sum of lines; a line inside another one of them is not added again (含义乌, T-57)."""
    listed = {line.city for line in lines}
    outer = [line for line in lines if line.inside not in listed]
    done = sum((line.done for line in outer), Count())
    return Progress("", None, sum(line.task for line in outer), done)


def cities_seen(plan: Plan, regions: Collection[str] | None) -> frozenset[str]:
    """The cities an officer of `regions` sees: Jinhua's sees Yiwu, Yiwu's only its own (T-70, RD-34).

    None means the whole province; no region means no city.
    """
    if regions is None:
        return frozenset(city.id for city in plan.cities)
    inside = {part.id for region in regions for part in plan.inside(region)}
    return frozenset(city.id for city in plan.cities if city.id in regions or city.id in inside)


TRAINING_PLAN = Lifecycle(
    "training_plan",
    "draft",
    ("closed",),
    (
        row("consult", "draft", "consulted", "province", "cities_heard", "N-11"),
        row("issue", "consulted", "issued", "province", "sums_agree", "N-11"),
        row("split", "issued", "split", "city", "parts_sum_to_task", "N-12"),
        row("start_year", "issued split year_closed", "running", "city", "year_in_plan", "N-11"),
        row("report_progress", "running", "running", "county city", "figures_backed", "N-12"),
        row("close_year", "running", "year_closed", "province", "year_over"),
        row("feed_back", "year_closed", "year_closed", "county city", "summary_attached", "N-13"),
        row("close", "year_closed", "closed", "province", "last_year_done"),
    ),
)
"""A city may split its task over its counties (可, not 须) and then the parts must add up to it."""


def _row(values: Mapping[str, Any]) -> Row:
    tasks = values.get("tasks")
    people = {int(year): count for year, count in tasks.items()} if tasks else None
    return Row(**{**values, "tasks": people})


def _columns(city: Row) -> dict[str, int]:
    years = {f"y{year}": people for year, people in (city.tasks or {}).items()}
    return {
        "total": city.total,
        **years,
        "institutions": city.institutions,
        "bases": city.bases,
    }
