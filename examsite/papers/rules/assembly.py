"""Drawing a paper from a seed 组卷: pure; the same items, sections and seed give the same paper anywhere.

Only `random.Random(seed).random()` is asked, whose sequence Python promises to keep; `sample` and `shuffle`
are free to change. Each section is spread evenly over the courses, and each course's share over bands of
difficulty, so that papers of different seeds are alike; what still differs is mended by exchanging items.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import floor

from examsite.bank.rules.items import ItemType
from examsite.papers.rules.blueprint import TYPE_ORDER, Section

BANDS = 4
TOLERANCE = Fraction(1, 100)  # two papers each this near to the aim differ by at most 0.02
MOST_EXCHANGES = 40


@dataclass(frozen=True)
class Drawable:
    """An item as assembly sees it; `difficulty` is the expected share of correct answers."""

    code: str
    type: ItemType
    course: str
    difficulty: Fraction


@dataclass(frozen=True)
class Shortage:
    """What the bank lacks for a paper: so many more items of one type in one course."""

    type: ItemType
    course: str
    wanted: int
    had: int

    @property
    def lacking(self) -> int:
        """How many items are missing."""
        return self.wanted - self.had


class Infeasible(Exception):
    """No paper can be drawn; `shortages` says where and by how many."""

    def __init__(self, shortages: tuple[Shortage, ...]) -> None:
        super().__init__(
            "; ".join(f"{s.type.value} {s.course}: {s.had} of {s.wanted}" for s in shortages)
        )
        self.shortages = shortages


Cell = tuple[ItemType, str]


def shortages(items: Iterable[Drawable], sections: Sequence[Section]) -> tuple[Shortage, ...]:
    """What is missing for these sections; empty when a paper can be drawn."""
    cells = _cells(items)
    return tuple(
        Shortage(kind, course, wanted, len(cells.get((kind, course), ())))
        for (kind, course), wanted in shares(items, sections).items()
        if wanted > len(cells.get((kind, course), ()))
    )


def shares(items: Iterable[Drawable], sections: Sequence[Section]) -> dict[Cell, int]:
    """How many items each section takes from each course: equal shares by largest remainder.

    Equal courses have equal remainders, so the odd ones go to the courses with fewest so far, in the order
    of the bank (by lowest code): the whole paper is as even as it can be, and alike for every seed.
    """
    first: dict[str, str] = {}
    for item in sorted(items, key=lambda one: one.code):
        first.setdefault(item.course, item.code)
    courses = list(first)
    so_far = dict.fromkeys(courses, 0)
    found: dict[Cell, int] = {}
    for section in ordered(sections):
        if not courses:
            found[(section.type, "")] = section.count
            continue
        each, odd = divmod(section.count, len(courses))
        lucky = sorted(courses, key=lambda course: (so_far[course], courses.index(course)))[:odd]
        for course in courses:
            found[(section.type, course)] = each + (course in lucky)
            so_far[course] += each + (course in lucky)
    return found


def ordered(sections: Sequence[Section]) -> list[Section]:
    """Sections in the order of a paper: single, multiple, judgement."""
    return sorted(sections, key=lambda section: TYPE_ORDER.index(section.type))


def draw(items: Sequence[Drawable], sections: Sequence[Section], seed: int) -> tuple[str, ...]:
    """The codes of a paper in its order. Raises Infeasible with what is missing."""
    if missing := shortages(items, sections):
        raise Infeasible(missing)
    source = random.Random(seed)
    chance = {item.code: source.random() for item in sorted(items, key=lambda one: one.code)}
    cells = _cells(items)
    wanted = shares(items, sections)
    drawn = {
        cell: _draw_cell(cells.get(cell, []), count, chance, source)
        for cell, count in wanted.items()
    }
    _even_out(cells, drawn, wanted, chance)
    place = {code: source.random() for code in sorted(chance)}
    return tuple(
        code
        for section in ordered(sections)
        for code in sorted(
            (
                item.code
                for (kind, _), found in drawn.items()
                if kind is section.type
                for item in found
            ),
            key=lambda code: (place[code], code),
        )
    )


def mean_difficulty(items: Iterable[Drawable]) -> Fraction | None:
    """The mean expected share of correct answers, exact; None of nothing."""
    numbers = [item.difficulty for item in items]
    return sum(numbers, Fraction(0)) / len(numbers) if numbers else None


def seal(rows: Iterable[tuple[str, Fraction]]) -> str:
    """The seal of a paper (封存校验): SHA-256 over its content hashes and full marks in order."""
    body = json.dumps([[digest, f"{mark.numerator}/{mark.denominator}"] for digest, mark in rows])
    return hashlib.sha256(body.encode()).hexdigest()


def _cells(items: Iterable[Drawable]) -> dict[Cell, list[Drawable]]:
    """Items by type and course, easiest last, by code among equals."""
    found: dict[Cell, list[Drawable]] = {}
    for item in sorted(items, key=lambda one: (one.difficulty, one.code)):
        found.setdefault((item.type, item.course), []).append(item)
    return found


def _draw_cell(
    pool: Sequence[Drawable], count: int, chance: Mapping[str, float], source: random.Random
) -> list[Drawable]:
    """Draw from one course: its pool in bands of difficulty, each giving by its size."""
    bands = min(BANDS, max(1, count))
    edges = [len(pool) * band // bands for band in range(bands + 1)]
    sizes = [after - before for before, after in pairwise(edges)]
    found: list[Drawable] = []
    for band, number in enumerate(_rounded(sizes, count, Fraction(source.random()))):
        found += _by_chance(pool[edges[band] : edges[band + 1]], chance)[:number]
    return found


def _rounded(sizes: Sequence[int], count: int, start: Fraction) -> list[int]:
    """Each band's share of `count`, rounded at a random start so that every item has the same chance."""
    total = sum(sizes) or 1
    ends = [start + Fraction(sum(sizes[:band]) * count, total) for band in range(len(sizes) + 1)]
    return [floor(after) - floor(before) for before, after in pairwise(ends)]


def _by_chance(pool: Iterable[Drawable], chance: Mapping[str, float]) -> list[Drawable]:
    return sorted(pool, key=lambda item: (chance[item.code], item.code))


def _even_out(
    cells: Mapping[Cell, Sequence[Drawable]],
    drawn: dict[Cell, list[Drawable]],
    wanted: Mapping[Cell, int],
    chance: Mapping[str, float],
) -> None:
    """Exchange items inside a course until the mean difficulty is near the bank's own."""
    number = sum(wanted.values())
    aim = Fraction(0)
    for cell, count in wanted.items():
        aim += (mean_difficulty(cells.get(cell, ())) or Fraction(0)) * count
    for _ in range(MOST_EXCHANGES):
        off: Fraction = sum((one.difficulty for found in drawn.values() for one in found), -aim)
        if abs(off) <= TOLERANCE * number:
            return
        better = min(
            (
                (
                    abs(off - out.difficulty + inn.difficulty),
                    chance[inn.code],
                    out.code,
                    inn.code,
                    cell,
                )
                for cell, found in drawn.items()
                for out in found
                for inn in cells.get(cell, ())
                if inn not in found
            ),
            default=None,
        )
        if better is None or better[0] >= abs(off):
            return
        _, _, out_code, in_code, cell = better
        kept = [item for item in drawn[cell] if item.code != out_code]
        drawn[cell] = kept + [item for item in cells[cell] if item.code == in_code]
