"""Marking by key: exact, all or nothing by default, and never outside nothing to full."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examsite.bank.rules.items import ItemType
from examsite.bank.rules.marking import Policy, Standing, mark, standing
from examsite.bank.rules.responses import UnreadableResponse, read_response

PLACES = st.sets(st.integers(0, 4), max_size=5)
KEYS = st.sets(st.integers(0, 4), min_size=1, max_size=4)
MARKS = st.fractions(Fraction(1, 7), 100)


@pytest.mark.parametrize(
    ("policy", "chosen", "share"),
    [
        (Policy.ALL_OR_NOTHING, {0, 1, 2}, Fraction(1)),
        (Policy.ALL_OR_NOTHING, {0, 1}, Fraction(0)),
        (Policy.ALL_OR_NOTHING, {0, 1, 2, 3}, Fraction(0)),
        (Policy.PARTIAL_NO_WRONG, {0, 1}, Fraction(2, 3)),
        (Policy.PARTIAL_NO_WRONG, {0, 1, 3}, Fraction(0)),
        (Policy.PARTIAL_NO_WRONG, {0, 1, 2, 3}, Fraction(0)),
        (Policy.PARTIAL_MINUS_WRONG, {0, 1, 3}, Fraction(1, 3)),
        (Policy.PARTIAL_MINUS_WRONG, {0, 1, 2, 3}, Fraction(2, 3)),
        (Policy.PARTIAL_MINUS_WRONG, {0, 3, 4}, Fraction(0)),
        (Policy.PARTIAL_MINUS_WRONG, set(), Fraction(0)),
    ],
)
def test_a_multiple_item_with_three_keys_is_marked_by_its_policy(
    policy: Policy, chosen: set[int], share: Fraction
) -> None:
    assert mark(ItemType.MULTIPLE, (0, 1, 2), chosen, Fraction(2), policy) == 2 * share


@given(st.sampled_from(ItemType), KEYS, PLACES, MARKS, st.sampled_from(Policy))
def test_a_mark_lies_between_nothing_and_the_full_mark_and_only_the_key_earns_it(
    kind: ItemType, key: set[int], chosen: set[int], full: Fraction, policy: Policy
) -> None:
    got = mark(kind, key, chosen, full, policy)
    assert 0 <= got <= full
    assert (got == full) is (chosen == key)


@given(KEYS, PLACES, MARKS)
def test_a_kinder_policy_never_gives_less(key: set[int], chosen: set[int], full: Fraction) -> None:
    strict, partial, minus = (
        mark(ItemType.MULTIPLE, key, chosen, full, policy)
        for policy in (Policy.ALL_OR_NOTHING, Policy.PARTIAL_NO_WRONG, Policy.PARTIAL_MINUS_WRONG)
    )
    assert strict <= partial <= minus


@given(KEYS, PLACES, MARKS, st.sampled_from(Policy))
def test_order_and_repetition_do_not_matter(
    key: set[int], chosen: set[int], full: Fraction, policy: Policy
) -> None:
    there = mark(ItemType.MULTIPLE, sorted(key), sorted(chosen), full, policy)
    back = mark(ItemType.MULTIPLE, sorted(key)[::-1], sorted(chosen)[::-1] * 2, full, policy)
    assert there == back


@given(KEYS, PLACES, st.sampled_from(Policy))
def test_single_and_judgement_know_no_part_marks(
    key: set[int], chosen: set[int], policy: Policy
) -> None:
    assert mark(ItemType.SINGLE, key, chosen, Fraction(1), policy) in (0, 1)
    assert mark(ItemType.JUDGEMENT, key, chosen, Fraction(1), policy) in (0, 1)


def test_an_item_without_a_key_is_not_marked() -> None:
    with pytest.raises(ValueError, match="key"):
        mark(ItemType.SINGLE, (), (), Fraction(1))


def test_no_answer_is_told_from_a_wrong_one() -> None:
    assert standing((), Fraction(0), Fraction(1)) is Standing.UNANSWERED
    assert standing((1,), Fraction(0), Fraction(1)) is Standing.WRONG
    assert standing((1,), Fraction(1, 3), Fraction(1)) is Standing.PARTIAL
    assert standing((1,), Fraction(1), Fraction(1)) is Standing.CORRECT


@pytest.mark.parametrize(
    ("kind", "response", "places"),
    [
        (ItemType.SINGLE, "C", (2,)),
        (ItemType.MULTIPLE, ["C", "A"], (0, 2)),
        (ItemType.MULTIPLE, "CA", (0, 2)),
        (ItemType.MULTIPLE, "A, C", (0, 2)),
        (ItemType.JUDGEMENT, True, (0,)),
        (ItemType.JUDGEMENT, False, (1,)),
        (ItemType.SINGLE, None, ()),
        (ItemType.MULTIPLE, [], ()),
    ],
)
def test_responses_are_read_as_people_write_them(
    kind: ItemType, response: object, places: tuple[int, ...]
) -> None:
    assert read_response(kind, 4, response) == places


@pytest.mark.parametrize(
    ("kind", "response"),
    [
        (ItemType.SINGLE, "E"), (ItemType.SINGLE, "AB"), (ItemType.SINGLE, "b"), (ItemType.SINGLE, 1),
        (ItemType.JUDGEMENT, "A"), (ItemType.JUDGEMENT, 1), (ItemType.MULTIPLE, ["AB"]), (ItemType.MULTIPLE, True),
    ],
)  # fmt: skip
def test_a_response_that_is_no_answer_is_refused(kind: ItemType, response: object) -> None:
    with pytest.raises(UnreadableResponse):
        read_response(kind, 4, response)
