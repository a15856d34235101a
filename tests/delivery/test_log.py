"""The log: fold, chain and receipt."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from examsite.delivery.rules import log

EVENTS = st.lists(
    st.builds(
        log.Event,
        st.integers(1, 4),
        st.integers(1, 9),
        st.integers(1, 5),
        st.lists(st.integers(0, 3), unique=True, max_size=4).map(tuple),
    ),
    unique_by=lambda event: (event.epoch, event.seq),
    max_size=30,
)
ANSWERS = st.lists(
    st.builds(
        log.Answer,
        st.text("0123456789abcdef", min_size=4, max_size=4),
        st.lists(st.text("0123456789abcdef", min_size=8, max_size=8), max_size=4).map(tuple),
        st.integers(0, 2**31 - 1),
    ),
    min_size=1,
    max_size=12,
)
HEADS = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")


def chain(answers: list[log.Answer], epoch: int = 1) -> str:
    head = log.genesis(7, "seal", epoch)
    for seq, answer in enumerate(answers, start=1):
        head = log.link(head, seq, answer)
    return head


@given(EVENTS, st.randoms())
def test_the_order_of_arrival_does_not_change_the_sheet(
    events: list[log.Event], chance: random.Random
) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert log.fold(shuffled) == log.fold(events) == log.fold([*events, *shuffled])


@given(EVENTS)
def test_the_newest_lease_wins_for_each_item_and_nothing_is_lost(events: list[log.Event]) -> None:
    sheet = log.fold(events)
    assert set(sheet) == {event.position for event in events}
    for event in events:
        held = sheet[event.position]
        assert (held.epoch, held.seq) >= (event.epoch, event.seq)


@given(ANSWERS, st.data())
def test_any_change_of_any_answer_changes_the_head(
    answers: list[log.Answer], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(answers) - 1))
    held = answers[place]
    other = log.Answer(held.item, (*held.options, "ffffffff0"), held.client_ms)
    assert chain(answers) != chain([*answers[:place], other, *answers[place + 1 :]])
    assert chain(answers) != chain(answers[:-1])
    assert chain(answers) != chain(answers, epoch=2)


def test_the_whole_head_does_not_depend_on_which_epoch_is_named_first() -> None:
    ends = [log.End(1, 3, "a"), log.End(2, 1, "b")]
    assert log.whole_head(7, "seal", ends) == log.whole_head(7, "seal", ends[::-1])
    assert log.whole_head(7, "seal", ends) != log.whole_head(7, "seal", ends[:1])
    assert log.whole_head(7, "seal", ends) != log.whole_head(8, "seal", ends)


@given(HEADS, st.integers(0, 19), st.sampled_from(log.ALPHABET))
def test_a_receipt_is_checkable_and_one_wrong_sign_is_found(
    head: str, place: int, sign: str
) -> None:
    receipt = log.receipt(head)
    assert log.is_receipt(receipt)
    assert log.is_receipt(receipt.lower().replace("-", " "))
    signs = list(receipt.replace("-", ""))
    if signs[place] != sign:
        signs[place] = sign
        assert not log.is_receipt("".join(signs))


def test_something_else_is_no_receipt() -> None:
    assert not log.is_receipt("")
    assert not log.is_receipt("IIIII-IIIII-IIIII-IIIII")
    assert not log.is_receipt("00000")
