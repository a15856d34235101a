"""Reading a response as people and programs write it: "B", ["A", "C"], true; into places of options."""

from __future__ import annotations

from typing import Any

from examsite.bank.rules.items import LETTERS, ItemType


class UnreadableResponse(ValueError):
    """A response that is no answer to this type of item."""


def read_response(kind: ItemType, options: int, response: Any) -> tuple[int, ...]:
    """The places (from 0) that a response chooses; () for no response (None, "" or []).

    Single: a letter. Multiple: a list of letters, or letters in one text ("AC"). Judgement: true or false.
    Raises UnreadableResponse for anything else, and for a letter outside the options.
    """
    if response is None or response == "" or response == []:
        return ()
    if kind is ItemType.JUDGEMENT:
        if not isinstance(response, bool):
            raise UnreadableResponse("true or false expected")
        return (0,) if response else (1,)
    if isinstance(response, str):
        response = list(response.replace(",", "").replace(" ", ""))
    if not isinstance(response, list):
        raise UnreadableResponse("letters expected")
    places = sorted({_place(letter, options) for letter in response})
    if kind is ItemType.SINGLE and len(places) > 1:
        raise UnreadableResponse("one letter expected")
    return tuple(places)


def _place(letter: Any, options: int) -> int:
    if not isinstance(letter, str) or len(letter) != 1 or letter not in LETTERS[:options]:
        raise UnreadableResponse(f"{letter!r} is no letter of the {options} options")
    return LETTERS.index(letter)
