"""The figures of a bank 题库指标: counts and balance, exact; the linter and the pages read the same ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from examsite.bank.rules.items import LETTERS, Cognitive, ItemSource, ItemType


@dataclass(frozen=True)
class Figures:
    """Figures over a bank's items. Shares are from 0 to 1; None where there is nothing to divide by.

    `key_length` is the mean length of keyed options of single items over that of their distractors.
    """

    items: int
    by_type: dict[ItemType, int]
    by_course: dict[str, dict[ItemType, int]]
    single_keys: dict[str, Fraction]
    key_longest: Fraction | None
    key_shortest: Fraction | None
    key_length: Fraction | None
    multiple_keys: dict[str, Fraction]
    judgement_true: Fraction | None
    mean_difficulty: Fraction | None
    cognitive: dict[Cognitive, Fraction]


def figures(items: Sequence[ItemSource]) -> Figures:
    """Count and measure a bank."""
    single = [item for item in items if item.type is ItemType.SINGLE]
    multiple = [item for item in items if item.type is ItemType.MULTIPLE]
    judgement = [item for item in items if item.type is ItemType.JUDGEMENT]
    keyed = [len(item.options[item.key[0]]) for item in single]
    others = [_distractor_lengths(item) for item in single]
    by_course: dict[str, dict[ItemType, int]] = {}
    for item in items:
        row = by_course.setdefault(item.course, dict.fromkeys(ItemType, 0))
        row[item.type] += 1
    distractors = [length for lengths in others for length in lengths]
    levels = Counter(item.cognitive for item in items)
    return Figures(
        items=len(items),
        by_type={kind: sum(item.type is kind for item in items) for kind in ItemType},
        by_course=by_course,
        single_keys=_keyed_shares(single),
        key_longest=_share([k > max(o) for k, o in zip(keyed, others, strict=True)]),
        key_shortest=_share([k < min(o) for k, o in zip(keyed, others, strict=True)]),
        key_length=Fraction(sum(keyed) * len(distractors), len(keyed) * sum(distractors))
        if sum(distractors)
        else None,
        multiple_keys=_keyed_shares(multiple),
        judgement_true=_share([item.key == (0,) for item in judgement]),
        mean_difficulty=mean([Fraction(item.difficulty) for item in items]),
        cognitive={kind: Fraction(levels[kind], len(items)) for kind in Cognitive} if items else {},
    )


def mean(numbers: Collection[Fraction]) -> Fraction | None:
    """The exact mean, or None of nothing."""
    return sum(numbers, Fraction(0)) / len(numbers) if numbers else None


def _distractor_lengths(item: ItemSource) -> list[int]:
    return [len(text) for place, text in enumerate(item.options) if place not in item.key]


def _keyed_shares(items: Sequence[ItemSource]) -> dict[str, Fraction]:
    return {
        letter: Fraction(sum(place in item.key for item in items), len(items))
        for place, letter in enumerate(LETTERS[:4])
        if items
    }


def _share(found: Sequence[bool]) -> Fraction | None:
    return Fraction(sum(found), len(found)) if found else None
