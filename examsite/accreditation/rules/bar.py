"""The two years' bar 两年限制 (附件2 第十条): 「相关单位被取消备案资格起2年内,不得再次申报」.

It follows a revoked registration and nothing else: an application refused or cancelled for false
papers, and a registration given up, leave the way open (RD-32, RD-43).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from examsite.catalogue.rules.config import BarScope
from examsite.planning.rules import UnitKind


class PastEvent(StrEnum):
    """What may stand in a unit's history; only the first one bars."""

    REGISTRATION_REVOKED = "registration_revoked"
    REGISTRATION_GIVEN_UP = "registration_given_up"
    APPLICATION_REFUSED = "application_refused"
    APPLICATION_CANCELLED_FALSE = "application_cancelled_false"


@dataclass(frozen=True)
class Past:
    """One entry of a history: what happened to which unit, as which kind, on which day."""

    event: PastEvent
    unit: str
    kind: UnitKind
    on: date


@dataclass(frozen=True)
class BarRule:
    """The reading in force: does the last day of the two years bar, and whom (RD-31, RD-32)."""

    last_day_inclusive: bool = True
    scope: BarScope = BarScope.UNIT


DEFAULT = BarRule()


def predecessors(unit: str, succeeds: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The unit and everything it continues, step by step: `succeeds` maps a unit to those before it.

    A unit is its registration number; a new name is the same unit (RD-32, T-62).
    """
    line: set[str] = set()
    waiting = [unit]
    while waiting:
        one = waiting.pop()
        if one not in line:
            line.add(one)
            waiting.extend(succeeds.get(one, ()))
    return frozenset(line)


def free_on(revoked_on: date, rule: BarRule = DEFAULT) -> date:
    """The first day on which a unit revoked on that day may apply again.

    D + 2 years is the last barred day; from 29 February it is the 28th (民法通则 art. 154, 155).
    """
    last = _two_years_after(revoked_on)
    return last + timedelta(days=1) if rule.last_day_inclusive else last


def first_day_allowed(
    line: frozenset[str],
    history: Iterable[Past],
    apply_on: date,
    kind: UnitKind,
    rule: BarRule = DEFAULT,
) -> date | None:
    """The first day on which an application is free of every bar; None if `apply_on` is free itself.

    `line` is the unit with its predecessors, `kind` what it applies to become. A revocation bars
    from its own day on; the order of the history does not matter. Raises `OverflowError` or
    `ValueError` for days at the end of the calendar.
    """
    bars = sorted(
        (past.on, free_on(past.on, rule))
        for past in history
        if past.event is PastEvent.REGISTRATION_REVOKED
        and past.unit in line
        and (rule.scope is BarScope.UNIT or past.kind == kind)
    )
    free = apply_on
    for begins, ends in bars:
        if begins <= free < ends:
            free = ends
    return None if free == apply_on else free


def _two_years_after(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year + 2, 2, 28)  # two years after a leap year there is never a 29th
    return day.replace(year=day.year + 2)
