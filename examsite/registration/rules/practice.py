"""Practice before the credential (实训、实习): one month at bases, or three months at firms (A1-21).

「要在经认定为省电子商务实践基地的机构实际训练1个月,或在相关电商企业实习三个月以上」. Two ways, never added to each
other (T-47). In each, days add up over stays; one unbroken stay may instead count by calendar months
(RD-25). Days before the study began, after `as_of`, or counted already do not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from examsite.catalogue.rules.config import RuleConfig
from examsite.catalogue.rules.levels import Level, practice_rule
from examsite.registration.rules.spells import months_after

_DAY = timedelta(days=1)


class Kind(StrEnum):
    """Where a stay was: a practice base 实践基地, or an e-commerce firm 电商企业."""

    BASE = "base"
    ENTERPRISE = "enterprise"


class Way(StrEnum):
    """The two ways of 「或」."""

    BASE = "base_1_month"
    ENTERPRISE = "enterprise_3_months"


@dataclass(frozen=True)
class Stay:
    """One stay 实训/实习: both days included, `end` None = still there.

    A base counts on the days it was registered (`registered_on` included, `revoked_on` not, RD-26b), with
    its log signed by the full-time responsible teacher 专职责任教师. `relevant_firm` says it is an e-commerce
    firm, whatever else it is; `verified` that the centre accepts the proof.
    """

    kind: Kind
    start: date
    end: date | None
    registered_on: date | None = None
    revoked_on: date | None = None
    relevant_firm: bool = False
    teacher_signed: bool = True
    verified: bool = True


@dataclass(frozen=True)
class Tally:
    """What one way came to: different days in all, the longest single stay in days, and whether it suffices."""

    way: Way
    days: int
    longest_days: int
    enough: bool


@dataclass(frozen=True)
class PracticeVerdict:
    """Whether practice is asked for, whether it is done, by which ways, and the count behind it."""

    required: bool
    satisfied: bool
    via: tuple[Way, ...]
    tallies: tuple[Tally, ...] = ()


def decide(
    level: Level,
    stays: Iterable[Stay],
    as_of: date,
    study_from: date | None,
    config: RuleConfig,
) -> PracticeVerdict:
    """Judge the stays for a level on `as_of`; senior and manager ask for no practice (RD-28, T-49)."""
    if not level.practice:
        return PracticeVerdict(False, True, ())
    rule, known = practice_rule(), tuple(stays)
    tallies = (
        _tally(
            Way.BASE,
            _periods((one for one in known if _at_base(one, config)), as_of, study_from, True),
            rule.base_months,
            rule.base_days,
            config,
        ),
        _tally(
            Way.ENTERPRISE,
            _periods((one for one in known if _at_firm(one)), as_of, study_from, False),
            rule.enterprise_months,
            rule.enterprise_days,
            config,
        ),
    )
    via = tuple(one.way for one in tallies if one.enough)
    return PracticeVerdict(True, bool(via), via, tallies)


def _at_base(stay: Stay, config: RuleConfig) -> bool:
    signed = stay.teacher_signed or not config.practice_needs_teacher
    return stay.kind is Kind.BASE and stay.verified and signed and stay.registered_on is not None


def _at_firm(stay: Stay) -> bool:
    return stay.relevant_firm and stay.verified


def _periods(
    stays: Iterable[Stay], as_of: date, study_from: date | None, registered: bool
) -> list[tuple[date, date]]:
    """The counted part of each stay, both days included; a stay of which nothing counts is left out."""
    found = []
    for stay in stays:
        start = max(stay.start, study_from or stay.start)
        end = min(stay.end or as_of, as_of)
        if registered and stay.registered_on is not None:
            start = max(start, stay.registered_on)
        if registered and stay.revoked_on is not None:
            if stay.revoked_on <= start:
                continue
            end = min(end, stay.revoked_on - _DAY)
        if start <= end:
            found.append((start, end))
    return sorted(found)


def _tally(
    way: Way, periods: list[tuple[date, date]], months: int, days: int, config: RuleConfig
) -> Tally:
    in_all = _different_days(periods)
    longest = max(((end - start).days + 1 for start, end in periods), default=0)
    one_stay = longest >= days or any(_lasts(start, end, months) for start, end in periods)
    enough = one_stay or (config.practice_accumulate and in_all >= days)
    return Tally(way, in_all, longest, enough)


def _lasts(start: date, end: date, months: int) -> bool:
    """Whether a stay holds so many calendar months: 1 February to 28 February is one."""
    reached = months_after(start, months)
    return reached is not None and (reached - end).days <= 1


def _different_days(periods: list[tuple[date, date]]) -> int:
    count, counted_to = 0, date.min
    for start, end in periods:
        begin = max(start, counted_to)
        if begin <= end:
            count += (end - begin).days + 1
            counted_to = end + _DAY if end < date.max else end
    return count
