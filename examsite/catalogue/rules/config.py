"""Settings of the rules (读法设置): where the notice can be read in two ways, the reading in force."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any


class LeapAnniversary(StrEnum):
    """Where the anniversary of 29 February falls in a year that has none (RD-04)."""

    FEB28 = "feb28"
    MAR1 = "mar1"


class DirectionPolicy(StrEnum):
    """Whether every chosen direction has to be passed, or two of them (RD-20)."""

    ALL_CHOSEN = "all_chosen"
    AT_LEAST_TWO = "at_least_two"


class MetricRule(StrEnum):
    """Whether both figures of 附件2 第十条 have to be below 60 %, or either (RD-30)."""

    BOTH = "both"
    EITHER = "either"


class BarScope(StrEnum):
    """Whom the two years' bar binds: the unit as a whole, or one kind of registration (RD-32)."""

    UNIT = "unit"
    KIND = "kind"


class BadConfig(ValueError):
    """A setting that does not exist, or whose value cannot be meant. The message names it."""


@dataclass(frozen=True)
class RuleConfig:
    """The reading in force (读法); the defaults are the specification's, section 4."""

    continuity_gap_days: int = 0
    cert_years_after_only: bool = True
    spell_must_be_current: bool = False
    bachelor_includes_higher: bool = True
    related_college_a_fortiori: bool = False
    manager3_years_after_cert: bool = False
    manager3_continuous: bool = False
    leap_anniversary: LeapAnniversary = LeapAnniversary.FEB28
    technician_is_college: bool = False
    senior_open_from: date | None = None
    pass_mark: Fraction = Fraction(60)
    direction_policy: DirectionPolicy = DirectionPolicy.ALL_CHOSEN
    practice_accumulate: bool = True
    practice_needs_teacher: bool = True
    metric_rule: MetricRule = MetricRule.BOTH
    bar_last_day_inclusive: bool = True
    bar_scope: BarScope = BarScope.UNIT
    yiwu_disjoint: bool = True

    @classmethod
    def from_mapping(cls, settings: Mapping[str, Any]) -> RuleConfig:
        """Lay `settings` (plain values, as in JSON) over the defaults.

        Raises `BadConfig` for a name that is no setting and for a value that cannot be meant.
        """
        unknown = sorted(set(settings) - names())
        if unknown:
            raise BadConfig(f"config: unknown setting {unknown[0]!r}")
        return cls(**{name: _value(name, value) for name, value in settings.items()})


def names() -> frozenset[str]:
    """The names of all settings a `RuleConfig` knows."""
    return frozenset(field.name for field in fields(RuleConfig))


_CHOICES: dict[str, type[StrEnum]] = {
    "leap_anniversary": LeapAnniversary,
    "direction_policy": DirectionPolicy,
    "metric_rule": MetricRule,
    "bar_scope": BarScope,
}
_DECIMAL = re.compile(r"[0-9]{1,6}(\.[0-9]{1,12})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def _value(name: str, value: Any) -> Any:
    if name in _CHOICES:
        return _choice(name, value)
    if name == "senior_open_from":
        return _day(name, value)
    if name == "pass_mark":
        return _mark(name, value)
    if name == "continuity_gap_days":
        return _days(name, value)
    if isinstance(value, bool):
        return value
    raise BadConfig(f"config.{name}: true or false is wanted, not {value!r}")


def _choice(name: str, value: Any) -> StrEnum:
    kind = _CHOICES[name]
    if not isinstance(value, str) or value not in set(kind):
        raise BadConfig(f"config.{name}: one of {', '.join(kind)} is wanted, not {value!r}")
    return kind(value)


def _day(name: str, value: Any) -> date | None:
    if value is None or (isinstance(value, date) and type(value) is date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise BadConfig(f"config.{name}: a date (YYYY-MM-DD) or null is wanted, not {value!r}")


def _mark(name: str, value: Any) -> Fraction:
    whole = isinstance(value, int | Fraction) and not isinstance(value, bool)
    exact = isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < 20
    text = isinstance(value, str) and _DECIMAL.fullmatch(value) is not None
    if whole or exact or text:
        mark = Fraction(value)
        if 0 <= mark <= 100:
            return mark
    raise BadConfig(f"config.{name}: a decimal from 0 to 100 is wanted, not {value!r}")


def _days(name: str, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 3660:
        return value
    raise BadConfig(f"config.{name}: a whole number of days is wanted, not {value!r}")
