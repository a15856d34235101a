"""Orders and ids of one candidate's paper."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from examsite.bank.rules.items import ItemType
from examsite.delivery.rules import places

SLOTS = tuple(
    places.Slot(position, kind, 2 if kind is ItemType.JUDGEMENT else 4)
    for position, kind in enumerate(
        [ItemType.SINGLE] * 8 + [ItemType.MULTIPLE] * 4 + [ItemType.JUDGEMENT] * 4, start=1
    )
)
BY_POSITION = {slot.position: slot for slot in SLOTS}
SEEDS = st.integers(0, 2**128).map(lambda number: f"{number:032x}")


@given(SEEDS)
def test_every_item_and_option_is_shown_once_and_can_be_read_back(seed: str) -> None:
    shown = places.arrange(seed, SLOTS)
    assert sorted(item.position for item in shown) == [slot.position for slot in SLOTS]
    for item in shown:
        assert sorted(place for _id, place in item.options) == list(
            range(BY_POSITION[item.position].options)
        )
        for option, place in item.options:
            assert places.read(seed, BY_POSITION, item.id, [option]) == (item.position, (place,))


@given(SEEDS)
def test_sections_keep_their_order_and_judgements_theirs(seed: str) -> None:
    shown = places.arrange(seed, SLOTS)
    assert [item.type for item in shown] == [slot.type for slot in SLOTS]
    for item in shown:
        if item.type is ItemType.JUDGEMENT:
            assert [place for _id, place in item.options] == [0, 1]


@given(SEEDS, SEEDS)
def test_ids_of_another_attempt_are_not_read(seed: str, other: str) -> None:
    item = places.arrange(other, SLOTS)[0]
    if places.option_id(seed, item.position, 0) != places.option_id(other, item.position, 0):
        found = places.read(seed, BY_POSITION, item.id, [item.options[0][0]])
        assert found is None


@given(SEEDS)
def test_one_option_is_enough_unless_the_item_is_multiple(seed: str) -> None:
    for item in places.arrange(seed, SLOTS):
        two = [option for option, _place in item.options[:2]]
        readable = places.read(seed, BY_POSITION, item.id, two) is not None
        assert readable == (item.type is ItemType.MULTIPLE)
        assert places.read(seed, BY_POSITION, item.id, []) == (item.position, ())
        assert places.read(seed, BY_POSITION, item.id, [two[0], two[0]]) is None


@given(SEEDS, st.text(max_size=8))
def test_nonsense_is_not_read(seed: str, text: str) -> None:
    known = {item.id for item in places.arrange(seed, SLOTS)}
    if text not in known:
        assert places.read(seed, BY_POSITION, text, []) is None


def test_every_place_of_the_bank_is_shown_at_every_place_about_equally_often() -> None:
    first = Counter(places.arrange(f"{seed:032x}", SLOTS)[0].options[0][1] for seed in range(2000))
    assert all(420 <= first[place] <= 580 for place in range(4))
