"""Reconciliations 对账 and figures of a sitting: pass rate, mean, facility. Exact; nobody's rate is unknown, not 0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Name(StrEnum):
    """The five reconciliations of a sitting 五项对账 (decisions.md)."""

    ENROLMENT = "enrolment"
    ARRIVAL = "arrival"
    ATTEMPTS = "attempts"
    MARKS = "marks"
    CREDENTIALS = "credentials"


class Part(StrEnum):
    """What the sides of a reconciliation are made of."""

    REGISTERED = "registered"
    ENROLLED = "enrolled"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    ACCEPTED_ONLY = "accepted_only"
    ARRIVED = "arrived"
    ABSENT = "absent"
    VOID = "void"
    NOT_YET_SEEN = "not_yet_seen"
    ENTRIES = "entries"
    CLOSED = "closed"
    NEVER_STARTED = "never_started"
    STILL_OPEN = "still_open"
    WORKS = "works"
    MARKS = "marks"
    PASSED = "passed"
    ISSUED = "issued"
    BLOCKED = "blocked"
    UNDER_WAY = "under_way"
    NOT_YET_DUE = "not_yet_due"


@dataclass(frozen=True)
class Reconciliation:
    """Two counts that must be equal, each with its parts; `open` is what explains a difference, honestly."""

    name: Name
    left: Mapping[Part, int]
    right: Mapping[Part, int]
    open: Mapping[Part, int] = field(default_factory=dict)

    @property
    def left_total(self) -> int:
        """The left side."""
        return sum(self.left.values())

    @property
    def right_total(self) -> int:
        """The right side."""
        return sum(self.right.values())

    @property
    def holds(self) -> bool:
        """Whether both sides are equal."""
        return self.left_total == self.right_total


@dataclass(frozen=True)
class UnitFigures:
    """Figures of one part of one unit 单元统计: how many were marked, how many reached the pass mark, and the mean."""

    unit: str
    part: str
    marked: int
    reached: int
    mean: Fraction | None

    @property
    def pass_rate(self) -> Fraction | None:
        """合格率 among the marked, 0 to 1; None of nobody."""
        return share(self.reached, self.marked)


@dataclass(frozen=True)
class ItemFigures:
    """Figures of one item of one paper 试题统计: facility 难度 = mean share of the full mark."""

    unit: str
    position: int
    code: str
    course: str
    expected: str
    answered: int
    attempts: int
    facility: Fraction | None


def share(part: int, whole: int) -> Fraction | None:
    """A part of a whole, exact; None of nothing."""
    return Fraction(part, whole) if whole else None


def unit_figures(
    unit: str, part: str, scores: Iterable[Fraction], pass_mark: Fraction
) -> UnitFigures:
    """The figures of scores on the 100 scale; reaching the pass mark includes it (RD-01)."""
    known = list(scores)
    mean = sum(known, Fraction(0)) / len(known) if known else None
    return UnitFigures(unit, part, len(known), sum(one >= pass_mark for one in known), mean)


def facility(marks: Iterable[Fraction], full_mark: Fraction) -> Fraction | None:
    """The mean share of the full mark over all attempts; what was not answered counts 0."""
    known = list(marks)
    return sum(known, Fraction(0)) / (full_mark * len(known)) if known else None
