"""Answers by an item response model (three parameters; Birnbaum 1968), and works by the same ability.

An item's difficulty comes from its expected share of correct answers in the bank, its discrimination from its code,
so that marks, pass rates and item statistics look like an examination's.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Any

from examsite.cli.rehearsal.cast import dice

GUESSING = {"single": 0.2, "judgement": 0.45, "multiple": 0.04}


def chance(ability: float, seed: int, code: str, kind: str, expected: float) -> float:
    """The probability that somebody of this ability (a z-score) answers the item correctly."""
    guessing = GUESSING[kind]
    discrimination = math.exp(dice(seed, "item", code).gauss(0.1, 0.25))
    share = min(0.97, max(0.03, (expected - guessing) / (1 - guessing)))
    difficulty = -math.log(share / (1 - share)) / discrimination + 0.35
    return guessing + (1 - guessing) / (1 + math.exp(-discrimination * (ability - difficulty)))


def response(
    roll: random.Random, correct: bool, kind: str, key: Sequence[int], options: int
) -> list[int]:
    """The places chosen: the key, or a believable mistake; about one wrong answer in forty is left blank."""
    if correct:
        return sorted(key)
    if roll.random() < 0.025:
        return []
    if kind != "multiple":
        return [roll.choice([place for place in range(options) if place not in key])]
    chosen = set(key)
    chosen ^= {roll.randrange(options)}
    return sorted(chosen) if chosen and chosen != set(key) else [key[0]]


def rubric_points(
    roll: random.Random, ability: float, rubric: Sequence[dict[str, Any]], severity: float
) -> dict[str, str]:
    """Points per criterion as a marker of this severity (in points of 100) would give; half points as text."""
    points = {}
    for criterion in rubric:
        full = float(criterion["points"])
        quality = 1 / (1 + math.exp(-(ability + 0.55 + roll.gauss(0, 0.45))))
        given = full * quality + severity * full / 100 + roll.gauss(0, full * 0.04)
        halves = round(2 * min(full, max(0.0, given)))
        points[str(criterion["id"])] = str(halves / 2).removesuffix(".0")
    return points
