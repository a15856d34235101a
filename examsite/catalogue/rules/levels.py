"""Levels, units, courses and conditions of 浙商务电商发〔2014〕93号 附件1, read from their data file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from examsite.catalogue.rules.config import RuleConfig

VERSION = "zhejiang-2014-93/1"


class UnknownLevel(LookupError):
    """No level of the notice has this id."""


class UnknownUnit(LookupError):
    """No direction or level of the notice has this id."""


class UnknownCondition(LookupError):
    """No condition of the notice has this id."""


class Opening(StrEnum):
    """When a level can be examined 开考: never here, at once, or from a recorded day (RD-18)."""

    NEVER = "never"
    OPEN = "open"
    RECORDED = "recorded"


class Major(StrEnum):
    """The major a condition asks for: 本专业, 非本专业, or none in particular."""

    RELATED = "related"
    UNRELATED = "unrelated"
    ANY = "any"


class Counted(StrEnum):
    """How years of work are counted: one unbroken spell 连续, the same after a certificate 后, or in all."""

    CONTINUOUS = "continuous"
    AFTER_CREDENTIAL = "after_credential"
    CUMULATIVE = "cumulative"


@dataclass(frozen=True)
class Level:
    """One level 等级: its class, parts, direction rule, pass mark (exact text), practice rule and opening."""

    id: str
    clause: str
    national: bool
    zh: str
    en: str
    rule_zh: str
    examined: bool
    opening: Opening
    closed_through: date | None
    min_directions: int
    directions: tuple[str, ...]
    parts: tuple[str, ...]
    second_forms: tuple[str, ...]
    pass_mark: str | None
    practice: bool


@dataclass(frozen=True)
class Course:
    """One main course 主要课程; every list ends in 等, so more may be added as data (T-31)."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True)
class Unit:
    """What is taught and tested as one: a direction 方向, or a level that has none."""

    id: str
    level: str
    direction: str | None
    clause: str
    zh: str
    en: str
    theory: bool
    courses: tuple[Course, ...]


@dataclass(frozen=True)
class DiplomaAsked:
    """A diploma or enrolment a condition asks for: least level, whether 及以上 is written, and major."""

    level: str
    and_above: bool
    major: Major


@dataclass(frozen=True)
class Path:
    """One way to meet a condition: everything it names is needed (RD-03)."""

    diploma: DiplomaAsked | None
    enrolment: DiplomaAsked | None
    vocational: bool
    credential: str | None
    years: int
    counted: Counted
    management_years: int
    trained: bool


@dataclass(frozen=True)
class Condition:
    """One 申报条件: its number, the words of the notice, and its paths, any one of which is enough."""

    id: str
    level: str
    clause: str
    zh: str
    en: str
    gap_in_text: bool
    paths: tuple[Path, ...]


@dataclass(frozen=True)
class Wording:
    """A named thing of the notice with its clause and both names: a part 考核项 or a form of the second part."""

    id: str
    clause: str
    zh: str
    en: str


@dataclass(frozen=True)
class PracticeRule:
    """实训1个月 at bases, or 实习三个月以上 at firms; the days stand for the months (RD-25)."""

    clause: str
    base_months: int
    base_days: int
    enterprise_months: int
    enterprise_days: int


def levels() -> tuple[Level, ...]:
    """The five levels in the notice's order."""
    return tuple(_levels().values())


def level(level_id: str) -> Level:
    """The level with this id. Raises `UnknownLevel`."""
    try:
        return _levels()[level_id]
    except KeyError:
        raise UnknownLevel(level_id) from None


def units() -> tuple[Unit, ...]:
    """All nine units in the notice's order: seven directions, senior and manager."""
    return tuple(_units().values())


def units_of(level_id: str) -> tuple[Unit, ...]:
    """The units of a level: its directions, or the level itself; none for clerk. Raises `UnknownLevel`."""
    level(level_id)
    return tuple(one for one in units() if one.level == level_id)


def unit(unit_id: str) -> Unit:
    """The unit with this id, such as `assistant.service` or `senior`. Raises `UnknownUnit`."""
    try:
        return _units()[unit_id]
    except KeyError:
        raise UnknownUnit(unit_id) from None


def conditions() -> tuple[Condition, ...]:
    """All 23 conditions in the notice's order."""
    return tuple(_conditions().values())


def conditions_of(level_id: str) -> tuple[Condition, ...]:
    """The conditions of a level, in the notice's order. Raises `UnknownLevel`."""
    level(level_id)
    return tuple(one for one in conditions() if one.level == level_id)


def condition(condition_id: str) -> Condition:
    """The condition with this id, such as `assistant.3`. Raises `UnknownCondition`."""
    try:
        return _conditions()[condition_id]
    except KeyError:
        raise UnknownCondition(condition_id) from None


def level_open(asked: Level, as_of: date | None, config: RuleConfig) -> bool:
    """Whether the level can be registered for on `as_of` (开考).

    Clerk never; senior never in 2014, whatever is configured, and afterwards only from a recorded day
    (「2014年暂不列入,待省级标准开发完成后开展认证」, A1-58, RD-18); the others always. An unknown day does
    not open a level that waits for one.
    """
    if asked.opening is not Opening.RECORDED:
        return asked.opening is Opening.OPEN
    opens = config.senior_open_from
    if as_of is None or opens is None or as_of < opens:
        return False
    return asked.closed_through is None or as_of > asked.closed_through


def notice_number() -> str:
    """The number of the notice 文号, as it is cited."""
    return str(_data()["number"])


@cache
def parts() -> tuple[Wording, ...]:
    """The parts of an examination 考核项: online, practical, second."""
    return tuple(Wording(**row) for row in _data()["parts"])


@cache
def second_forms() -> tuple[Wording, ...]:
    """The forms of the second part: 论文答辩, 电子商务策划案."""
    return tuple(Wording(**row) for row in _data()["second_forms"])


@cache
def practice_rule() -> PracticeRule:
    """The lengths of practice of 附件1 (A1-21)."""
    return PracticeRule(**_data()["practice"])


@cache
def related_majors() -> tuple[str, ...]:
    """Majors that are 本专业 without more (A1-18): an open list, so another is undetermined (RD-14b)."""
    return tuple(_data()["related_majors"]["zh"])


@cache
def _data() -> dict[str, Any]:
    text = files("examsite.catalogue").joinpath("zhejiang_2014_93.toml").read_text("utf-8")
    data = tomllib.loads(text)
    if data["version"] != VERSION:
        raise RuntimeError(f"catalogue data is {data['version']}, rules are {VERSION}")
    return data


@cache
def _units() -> dict[str, Unit]:
    return {
        row["id"]: Unit(
            **{key: row[key] for key in ("id", "level", "clause", "zh", "en", "theory")},
            direction=row.get("direction"),
            courses=tuple(Course(**course) for course in row["courses"]),
        )
        for row in _data()["units"]
    }


@cache
def _levels() -> dict[str, Level]:
    return {row["id"]: _level(row) for row in _data()["levels"]}


def _level(row: dict[str, Any]) -> Level:
    here = [one for one in _units().values() if one.level == row["id"]]
    return Level(
        **{key: row[key] for key in ("id", "clause", "zh", "en", "rule_zh", "examined")},
        national=row["class"] == "national",
        opening=Opening(row["opening"]),
        closed_through=row.get("closed_through"),
        min_directions=row.get("min_directions", 0),
        directions=tuple(one.direction for one in here if one.direction is not None),
        parts=tuple(row.get("parts", ())),
        second_forms=tuple(row.get("second_forms", ())),
        pass_mark=row.get("pass_mark"),
        practice=row.get("practice", False),
    )


@cache
def _conditions() -> dict[str, Condition]:
    return {
        row["id"]: Condition(
            **{key: row[key] for key in ("id", "clause", "zh", "en")},
            level=row["id"].partition(".")[0],
            gap_in_text=row.get("gap_in_text", False),
            paths=tuple(_path(path) for path in row["paths"]),
        )
        for row in _data()["conditions"]
    }


def _path(row: dict[str, Any]) -> Path:
    return Path(
        diploma=_asked(row.get("diploma")),
        enrolment=_asked(row.get("enrolment")),
        vocational=row.get("vocational", False),
        credential=row.get("credential"),
        years=row.get("years", 0),
        counted=Counted(row.get("counted", "continuous")),
        management_years=row.get("management_years", 0),
        trained=row.get("trained", False),
    )


def _asked(row: dict[str, Any] | None) -> DiplomaAsked | None:
    if row is None:
        return None
    return DiplomaAsked(row["level"], row["and_above"], Major(row["major"]))
