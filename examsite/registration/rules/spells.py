"""Spells of work (连续从业): joined jobs, years by calendar anniversaries, and time added up (RD-04, -06, -07).

Time is counted up to `as_of`: a job that goes on, or whose last day is `as_of` or later, counts to the day
before; one that ended counts its last day. So a job that began on 15 September is four years old on the
fourth 15 September, and so is one that ended on the 14th.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta

from examsite.catalogue.rules.config import LeapAnniversary
from examsite.people.rules.words import Management
from examsite.registration.rules.facts import Employment

FEB28 = LeapAnniversary.FEB28
_DAY = timedelta(days=1)
_YEAR_DAYS = 365  # 不连续计算的,一年为三百六十五日 (民通意见 198)


@dataclass(frozen=True)
class Spell:
    """One unbroken stretch: first day, the day after the last counted day, and whether it still goes on.

    `known_end` is the last day agreed for a stretch that goes on, or None where none is.
    """

    start: date
    stop: date
    running: bool
    known_end: date | None = None


@dataclass(frozen=True)
class Span:
    """A length of time as people say it: years, months, days."""

    years: int
    months: int
    days: int


def anniversary(start: date, years: int, leap: LeapAnniversary = FEB28) -> date | None:
    """The day `years` years after `start`; None past the end of the calendar.

    29 February falls on the 28th where the year has none (民法典 202), or on 1 March if so configured.
    """
    year = start.year + years
    if year > MAXYEAR:
        return None
    if (start.month, start.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        return date(year, 2, 28) if leap is LeapAnniversary.FEB28 else date(year, 3, 1)
    return start.replace(year=year)


def months_after(start: date, months: int) -> date | None:
    """The day `months` calendar months after `start`, the month's last where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > MAXYEAR:
        return None
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def whole_years(start: date, stop: date, leap: LeapAnniversary = FEB28) -> int:
    """Whole years from `start` to the day before `stop`, by anniversaries: no rounding, no 365.25 (T-07)."""
    years = max(stop.year - start.year, 0)
    reached = anniversary(start, years, leap)
    return years if years == 0 or (reached is not None and reached <= stop) else years - 1


def span(start: date, stop: date, leap: LeapAnniversary = FEB28) -> Span:
    """The time from `start` to the day before `stop` in years, months and days."""
    if stop <= start:
        return Span(0, 0, 0)
    years = whole_years(start, stop, leap)
    base = anniversary(start, years, leap) or start
    months = 11
    while (mark := months_after(base, months)) is None or mark > stop:
        months -= 1
    return Span(years, months, (stop - mark).days)


def spells(jobs: Iterable[Employment], as_of: date, gap_days: int = 0) -> tuple[Spell, ...]:
    """Spells 连续 in the profession, in order: jobs join when no more than `gap_days` lie between (RD-07).

    Overlaps count once; jobs outside the profession, later than `as_of`, or ending before they begin
    count for nothing.
    """
    joined: list[Spell] = []
    for piece in sorted(_pieces(jobs, as_of), key=lambda one: (one.start, one.stop)):
        last = joined[-1] if joined else None
        if last is not None and (piece.start - last.stop).days <= gap_days:
            joined[-1] = _join(last, piece)
        else:
            joined.append(piece)
    return tuple(joined)


def management_stretches(jobs: Iterable[Employment], as_of: date) -> tuple[Spell, ...]:
    """Time in middle or senior management 中高层管理岗位 in the profession; first-line posts are none (T-19)."""
    posts = (Management.MIDDLE, Management.SENIOR)
    return spells((job for job in jobs if job.management in posts), as_of)


def after(stretches: Iterable[Spell], day: date) -> tuple[Spell, ...]:
    """What is left of the stretches when everything before `day` is cut off (后, RD-05)."""
    return tuple(
        replace(one, start=max(one.start, day))
        for one in stretches
        if one.stop > day or (one.running and one.stop >= day)
    )


def inside(stretches: Iterable[Spell], spell: Spell) -> tuple[Spell, ...]:
    """The parts of the stretches that lie inside the spell (其中, RD-16b)."""
    return tuple(one for one in stretches if spell.start <= one.start and one.stop <= spell.stop)


def added_up(stretches: Iterable[Spell], leap: LeapAnniversary = FEB28) -> int:
    """Time in several stretches together, in days of which 365 are a year.

    A year reached by its anniversary counts 365 days even if it held a leap day; a year begun counts its
    days, at most 364. One stretch alone therefore gives its whole years exactly, and years out of several
    pieces are those of 365 days.
    """
    return sum(_counted_days(one, leap) for one in stretches)


def day_reached(spell: Spell, years: int, leap: LeapAnniversary = FEB28) -> date | None:
    """The first day on which a spell that goes on holds `years` years; None if it ends before, or has ended."""
    return _unless_over(spell, anniversary(spell.start, years, leap))


def day_added_up(stretches: tuple[Spell, ...], years: int, leap: LeapAnniversary) -> date | None:
    """The first day on which the stretches together hold `years` years if the running one goes on."""
    running = next((one for one in stretches if one.running), None)
    if running is None:
        return None
    others = added_up((one for one in stretches if one is not running), leap)
    more_years, more_days = divmod(max(years * _YEAR_DAYS - others, 0), _YEAR_DAYS)
    reached = anniversary(running.start, more_years, leap)
    if reached is None or (date.max - reached).days < more_days:
        return None
    return _unless_over(running, reached + more_days * _DAY)


def _unless_over(spell: Spell, reached: date | None) -> date | None:
    if not spell.running or reached is None:
        return None
    if spell.known_end is not None and (reached - spell.known_end).days > 1:
        return None
    return reached


def _counted_days(one: Spell, leap: LeapAnniversary) -> int:
    years = whole_years(one.start, one.stop, leap)
    begun = (one.stop - (anniversary(one.start, years, leap) or one.start)).days
    return years * _YEAR_DAYS + min(begun, _YEAR_DAYS - 1)


def _pieces(jobs: Iterable[Employment], as_of: date) -> Iterable[Spell]:
    for job in jobs:
        if not job.profession or job.start > as_of or (job.end is not None and job.end < job.start):
            continue
        if job.end is None or job.end >= as_of:
            yield Spell(job.start, as_of, running=True, known_end=job.end)
        else:
            yield Spell(job.start, job.end + _DAY, running=False)


def _join(one: Spell, other: Spell) -> Spell:
    ends = [piece.known_end for piece in (one, other) if piece.running]
    known = None if not ends or None in ends else max(end for end in ends if end is not None)
    return Spell(one.start, max(one.stop, other.stop), one.running or other.running, known)
