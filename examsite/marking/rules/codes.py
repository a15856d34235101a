"""Marking codes 密号, and taking a candidate's particulars out of a text."""

from __future__ import annotations

from collections.abc import Collection

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 6
CODES = len(SIGNS) ** LENGTH
"""How many codes there are; none has a sign that looks like another (0 O, 1 I L)."""
BLANK = "×××"


def code(number: int) -> str:
    """The marking code of a random number below CODES."""
    signs = []
    for _place in range(LENGTH):
        number, sign = divmod(number, len(SIGNS))
        signs.append(SIGNS[sign])
    return "".join(signs)


def blanked(text: str, particulars: Collection[str]) -> str:
    """A text without these particulars (name, phone, numbers); single signs are left, they are words too."""
    for particular in sorted(particulars, key=len, reverse=True):
        if len(particular) > 1:
            text = text.replace(particular, BLANK)
    return text
