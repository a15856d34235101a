"""Years of work (从业年限) held against what a path asks: 连续, 取得…后连续, 累计, and 其中 management.

A spell is judged as a whole (连续, T-03): years are never taken from one spell and management from another.
"""

from __future__ import annotations

from datetime import date, timedelta

from examsite.catalogue.rules.config import LeapAnniversary, RuleConfig
from examsite.catalogue.rules.levels import Counted, Path
from examsite.registration.rules.facts import Facts
from examsite.registration.rules.findings import Finding, Lack, Need, Work
from examsite.registration.rules.spells import (
    Span,
    Spell,
    added_up,
    after,
    anniversary,
    day_added_up,
    day_reached,
    inside,
    management_stretches,
    span,
    spells,
    whole_years,
)

_YEAR_DAYS = 365
_DAY = timedelta(days=1)


def work_findings(
    path: Path, facts: Facts, held_on: date | None, config: RuleConfig
) -> list[Finding]:
    """What the path asks of work: nothing, years, or years with management years inside them.

    `held_on` is the day of the certificate the path names, or None where none is held.
    """
    if not path.years:
        return []
    if path.counted is Counted.CUMULATIVE and not config.manager3_continuous:
        return [_in_all(path, facts, held_on, config)]
    candidates = _candidates(path, facts, held_on, config)
    if not path.management_years:
        return [_longest(path, candidates, config)]
    return _with_management(path, candidates, facts, config)


def _candidates(
    path: Path, facts: Facts, held_on: date | None, config: RuleConfig
) -> tuple[Spell, ...]:
    """The spells that may carry the years: cut at the certificate where 后 is written (RD-05, RD-08, RD-16)."""
    found = spells(facts.employment, facts.as_of, config.continuity_gap_days)
    if _counts_after(path, config):
        found = after(found, held_on) if held_on is not None else ()
    if config.spell_must_be_current:
        found = tuple(one for one in found if one.running)
    return found


def _counts_after(path: Path, config: RuleConfig) -> bool:
    if path.counted is Counted.CUMULATIVE:
        return config.manager3_years_after_cert
    return path.counted is Counted.AFTER_CREDENTIAL and config.cert_years_after_only


def _longest(path: Path, candidates: tuple[Spell, ...], config: RuleConfig) -> Finding:
    leap = config.leap_anniversary
    counted = Counted.AFTER_CREDENTIAL if _counts_after(path, config) else Counted.CONTINUOUS
    if not candidates:
        return Finding(Need.WORK, False, Lack.NO_WORK, work=_none(counted, path.years))
    best = max(candidates, key=lambda one: (_whole(one, leap), one.stop - one.start, one.running))
    work = _work(counted, path.years, best, candidates, leap)
    return _finding(Need.WORK, _whole(best, leap) >= path.years, work)


def _with_management(
    path: Path, candidates: tuple[Spell, ...], facts: Facts, config: RuleConfig
) -> list[Finding]:
    """连续从业N年及以上(其中担任中高层管理岗位M年及以上): one spell must hold both (RD-16b)."""
    leap = config.leap_anniversary
    posts = management_stretches(facts.employment, facts.as_of)
    if not candidates:
        return [
            Finding(Need.WORK, False, Lack.NO_WORK, work=_none(Counted.CONTINUOUS, path.years)),
            Finding(
                Need.MANAGEMENT,
                False,
                Lack.NO_WORK,
                work=_none(Counted.CUMULATIVE, path.management_years),
            ),
        ]

    def worth(one: Spell) -> tuple[int, int, timedelta]:
        years = _whole(one, leap) >= path.years
        managed = added_up(inside(posts, one), leap) >= path.management_years * _YEAR_DAYS
        return years + managed, added_up(inside(posts, one), leap), one.stop - one.start

    best = max(candidates, key=worth)
    managing = _added(Counted.CUMULATIVE, path.management_years, inside(posts, best), leap)
    working = _work(Counted.CONTINUOUS, path.years, best, (best,), leap)
    return [
        _finding(Need.WORK, _whole(best, leap) >= path.years, working),
        _finding(Need.MANAGEMENT, managing.short is None, managing),
    ]


def _in_all(path: Path, facts: Facts, held_on: date | None, config: RuleConfig) -> Finding:
    """从事本职业N年及以上, neither 连续 nor 后: all pieces together, at any time (RD-16)."""
    pieces = spells(facts.employment, facts.as_of)
    if _counts_after(path, config):
        pieces = after(pieces, held_on) if held_on is not None else ()
    work = _added(Counted.CUMULATIVE, path.years, pieces, config.leap_anniversary)
    return _finding(Need.WORK, work.short is None, work)


def _whole(one: Spell, leap: LeapAnniversary) -> int:
    return whole_years(one.start, one.stop, leap)


def _finding(need: Need, met: bool, work: Work) -> Finding:
    lack = None if met else Lack.YEARS_SHORT if work.since else Lack.NO_WORK
    return Finding(need, met, lack, work=work)


def _none(counted: Counted, needed: int) -> Work:
    zero = Span(0, 0, 0)
    return Work(counted, needed, zero, Span(needed, 0, 0), None, None, False, 0, None)


def _work(
    counted: Counted,
    needed: int,
    best: Spell,
    candidates: tuple[Spell, ...],
    leap: LeapAnniversary,
) -> Work:
    """The arithmetic of one spell; when it is short, the spell that goes on says when the years are reached."""
    reached = anniversary(best.start, needed, leap)
    met = reached is not None and reached <= best.stop
    running = next((one for one in candidates if one.running), None)
    soonest = reached if met else None
    if not met and running is not None:
        soonest = day_reached(running, needed, leap)
    return Work(
        counted,
        needed,
        had=span(best.start, best.stop, leap),
        short=None if met or reached is None else span(best.stop, reached),
        since=best.start,
        until=_last_day(best),
        running=best.running,
        pieces=1,
        reached_on=soonest,
        slack_days=(best.stop - reached).days if met and reached is not None else None,
    )


def _added(counted: Counted, needed: int, pieces: tuple[Spell, ...], leap: LeapAnniversary) -> Work:
    if not pieces:
        return _none(counted, needed)
    if len(pieces) == 1:
        return _work(counted, needed, pieces[0], pieces, leap)
    days = added_up(pieces, leap)
    missing = max(needed * _YEAR_DAYS - days, 0)
    return Work(
        counted,
        needed,
        had=Span(days // _YEAR_DAYS, 0, days % _YEAR_DAYS),
        short=Span(missing // _YEAR_DAYS, 0, missing % _YEAR_DAYS) if missing else None,
        since=pieces[0].start,
        until=_last_day(pieces[-1]),
        running=pieces[-1].running,
        pieces=len(pieces),
        reached_on=day_added_up(pieces, needed, leap) if missing else None,
        slack_days=None if missing else days - needed * _YEAR_DAYS,
    )


def _last_day(one: Spell) -> date:
    return one.stop - _DAY if one.stop > one.start else one.start
