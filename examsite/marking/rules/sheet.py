"""The sheet of one marker 评分表: points per criterion of a rubric of 100, its total, and when it may be locked.

Points are exact and come in halves. A 0 is a mark and wants a reason in words, and so does a total within one
point of the pass mark, on either side (capability 43).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

NUMBER = re.compile(r"\d{1,3}(\.\d{1,2})?")
STEP = Fraction(1, 2)
NEAR_PASS_MARK = Fraction(1)


class Method(StrEnum):
    """How a part was marked 评分方式."""

    KEY = "key"
    RUBRIC = "rubric"


class SheetState(StrEnum):
    """评分表状态."""

    TO_DO = "to_do"
    DRAFT = "draft"
    LOCKED = "locked"


class SheetProblem(StrEnum):
    """Why a sheet is neither saved nor locked 评分表问题."""

    STALE = "stale"
    LOCKED = "locked"
    UNKNOWN_CRITERION = "unknown_criterion"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_HALF = "not_a_half"
    ABOVE_FULL = "above_full"
    CRITERION_EMPTY = "criterion_empty"
    COMMENT_ON_ZERO = "comment_on_zero"
    COMMENT_NEAR_PASS_MARK = "comment_near_pass_mark"


class WorkTrouble(StrEnum):
    """Why a work's file cannot be shown to a marker 作品文件不能显示的原因."""

    NOT_MADE_ANONYMOUS = "not_made_anonymous"


@dataclass(frozen=True)
class Level:
    """One level of a criterion 档次: its points and what earns them."""

    points: Fraction
    text: str


@dataclass(frozen=True)
class Criterion:
    """One row of the rubric 评分项: full points and levels from full down to 0."""

    id: str
    name: str
    full: Fraction
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a sheet, and at which criterion (its name) where there is one."""

    problem: SheetProblem
    criterion: str = ""
    full: str = ""


def criteria(rubric: Sequence[Mapping[str, Any]]) -> tuple[Criterion, ...]:
    """The criteria of a rubric as a brief stores it."""
    return tuple(
        Criterion(
            str(row["id"]),
            str(row["name"]),
            Fraction(row["points"]),
            tuple(Level(Fraction(one["points"]), str(one["text"])) for one in row["levels"]),
        )
        for row in rubric
    )


def read_points(
    rubric: Sequence[Criterion], typed: Mapping[str, str]
) -> dict[str, Fraction] | Fault:
    """The points typed for some criteria, exact; what is empty is left out. The first fault otherwise."""
    known = {criterion.id: criterion for criterion in rubric}
    if not set(typed) <= set(known):
        return Fault(SheetProblem.UNKNOWN_CRITERION)
    found: dict[str, Fraction] = {}
    for criterion in rubric:
        text = typed.get(criterion.id, "").strip()
        if not text:
            continue
        if problem := _why_not_points(text, criterion.full):
            return Fault(problem, criterion.name, str(criterion.full))
        found[criterion.id] = Fraction(text)
    return found


def full_mark(rubric: Sequence[Criterion]) -> Fraction:
    """What a sheet is out of."""
    return sum((criterion.full for criterion in rubric), Fraction(0))


def total(points: Mapping[str, Fraction]) -> Fraction:
    """The total of a sheet, exact."""
    return sum(points.values(), Fraction(0))


def mean(totals: Sequence[Fraction]) -> Fraction:
    """The mark of a script: the exact mean of its locked sheets (average_exact). Raises ValueError on none."""
    if not totals:
        raise ValueError("a script without sheets has no mark")
    return sum(totals, Fraction(0)) / len(totals)


def why_not_lock(
    rubric: Sequence[Criterion], points: Mapping[str, Fraction], comment: str, pass_mark: Fraction
) -> Fault | None:
    """Every criterion has its points; 0 and a total next to the pass mark are explained in the comment."""
    for criterion in rubric:
        if criterion.id not in points:
            return Fault(SheetProblem.CRITERION_EMPTY, criterion.name)
    if comment.strip():
        return None
    for criterion in rubric:
        if points[criterion.id] == 0:
            return Fault(SheetProblem.COMMENT_ON_ZERO, criterion.name)
    if abs(total(points) - pass_mark) <= NEAR_PASS_MARK:
        return Fault(SheetProblem.COMMENT_NEAR_PASS_MARK)
    return None


def state_of(locked: bool, version: int) -> SheetState:
    """Whether a sheet is untouched, saved or locked; a sheet nobody saved has version 1."""
    if locked:
        return SheetState.LOCKED
    return SheetState.DRAFT if version > 1 else SheetState.TO_DO


def written(value: Fraction) -> str:
    """Points as they are typed and stored: `12`, `12.5`. Anything finer than halves raises ValueError."""
    if value % STEP:
        raise ValueError(f"{value} is not in halves")
    return str(int(value)) if value.denominator == 1 else f"{int(value)}.5"


def _why_not_points(text: str, full: Fraction) -> SheetProblem | None:
    if not NUMBER.fullmatch(text):
        return SheetProblem.NOT_A_NUMBER
    value = Fraction(text)
    if value > full:
        return SheetProblem.ABOVE_FULL
    return SheetProblem.NOT_A_HALF if value % STEP else None
