"""Marking an answer by its key 按答案评分: pure and exact."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from fractions import Fraction

from examsite.bank.rules.items import ItemType


class Policy(StrEnum):
    """多选题计分办法. All or nothing is the default; the others are for who decides to use them."""

    ALL_OR_NOTHING = "all_or_nothing"
    PARTIAL_NO_WRONG = "partial_no_wrong"
    PARTIAL_MINUS_WRONG = "partial_minus_wrong"


class Standing(StrEnum):
    """作答情况."""

    UNANSWERED = "unanswered"
    WRONG = "wrong"
    PARTIAL = "partial"
    CORRECT = "correct"


def mark(
    type: ItemType,
    key: Collection[int],
    response: Collection[int],
    full_mark: Fraction,
    policy: Policy = Policy.ALL_OR_NOTHING,
) -> Fraction:
    """The mark of one answer, from 0 to `full_mark`, exact.

    `key` and `response` are places of options from 0; order and repetition do not matter. Single and
    judgement: all or nothing. Multiple: by `policy`. Exactly the keyed ones give the full mark under each;
    PARTIAL_NO_WRONG gives the share of the keyed ones found, and nothing once a wrong one is chosen
    (少选按比例得分,错选不得分); PARTIAL_MINUS_WRONG takes each wrong one off, down to nothing.
    """
    keyed, chosen = frozenset(key), frozenset(response)
    if not keyed:
        raise ValueError("an item without a key cannot be marked")
    if chosen == keyed:
        return Fraction(full_mark)
    if type is not ItemType.MULTIPLE or policy is Policy.ALL_OR_NOTHING:
        return Fraction(0)
    right, wrong = len(chosen & keyed), len(chosen - keyed)
    if policy is Policy.PARTIAL_NO_WRONG:
        return Fraction(0) if wrong else Fraction(full_mark) * right / len(keyed)
    return Fraction(full_mark) * max(0, right - wrong) / len(keyed)


def standing(response: Collection[int], got: Fraction, full_mark: Fraction) -> Standing:
    """What became of an answer."""
    if not response:
        return Standing.UNANSWERED
    if got == full_mark:
        return Standing.CORRECT
    return Standing.PARTIAL if got else Standing.WRONG
