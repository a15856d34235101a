"""The attempt token."""

from __future__ import annotations

from datetime import timedelta

import pytest

from examsite.delivery import token
from tests.conftest import MOMENT, SECRET

CLAIMS = token.Claims(1, 2, 3, 5, int(MOMENT.timestamp()))


def test_a_token_says_what_was_signed() -> None:
    assert token.read(token.sign(CLAIMS, SECRET), SECRET, MOMENT) == CLAIMS


@pytest.mark.parametrize(("seconds", "lives"), [(599, True), (600, True), (601, False)])
def test_a_token_lives_ten_minutes(seconds: int, lives: bool) -> None:
    found = token.read(token.sign(CLAIMS, SECRET), SECRET, MOMENT + timedelta(seconds=seconds))
    assert (found is not None) == lives


def test_an_altered_token_is_no_token() -> None:
    signed = token.sign(CLAIMS, SECRET)
    other = token.sign(token.Claims(9, 2, 3, 5, CLAIMS.made_s), SECRET)
    mixed = other.partition(".")[0] + "." + signed.partition(".")[2]
    for text in ("", ".", "x.y", signed[:-1], signed + "0", mixed, "é.é"):
        assert token.read(text, SECRET, MOMENT) is None
    assert token.read(signed, SECRET + "x", MOMENT) is None
