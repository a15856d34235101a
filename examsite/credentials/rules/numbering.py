"""Certificate numbers 证书编号 and verification codes 查验码.

How this scheme's own numbers look is unknown: the notice speaks only of a certificate 「由相关认证机构统一印制」,
and the 16- and 22-place forms of other schemes are not its own. So the form is a setting
(`credential_number`), and what ships is an example: ZJ + year + level + six running digits + check sign.
The level digits follow the old national series (员4, 助理3, 师2, 高级1); a manager 经理人 has none there and
gets M here.

A number can be guessed by its neighbour, so it proves nothing without its code: 80 random bits, written
in Crockford's base 32 (no I, L, O, U), which nobody finds by trying.
"""

from __future__ import annotations

import re
from enum import StrEnum

from stdnum.iso7064 import mod_37_36

TEMPLATE = "ZJ{year}{level}{running}{check}"
"""Default of the setting `credential_number`; `check` is ISO 7064 MOD 37,36 over what stands before it."""

LEVEL_CODES = {"clerk": "4", "assistant": "3", "specialist": "2", "senior": "1", "manager": "M"}
RUNNING_DIGITS = 6
CODE_BYTES = 10
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("ILO", "110")
_MAX_LENGTH = 32


class NumberProblem(StrEnum):
    """Why no number can be given."""

    SERIES_FULL = "series_full"
    BAD_TEMPLATE = "bad_template"


def series_of(template: str, year: int, level: str) -> str:
    """The name of the gapless series a number belongs to: everything before its running digits."""
    return _filled(template.partition("{running}")[0], year, level)


def number_of(template: str, year: int, level: str, running: int) -> str | NumberProblem:
    """The certificate number at a place of its series, counted from 1."""
    if why_not_template(template):
        return NumberProblem.BAD_TEMPLATE
    if running >= 10**RUNNING_DIGITS:
        return NumberProblem.SERIES_FULL
    digits = f"{running:0{RUNNING_DIGITS}d}"
    bare = _filled(template, year, level).replace("{running}", digits)
    before, asked, after = bare.partition("{check}")
    signs = re.sub(r"[^0-9A-Z]", "", before)
    return before + (str(mod_37_36.calc_check_digit(signs)) if asked else "") + after


def why_not_template(template: str) -> NumberProblem | None:
    """A template names its running digits exactly once, its year and level before them, and stays short."""
    head, _running, tail = template.partition("{running}")
    known = re.fullmatch(r"(?:[0-9A-Z/-]|\{year\}|\{level\}|\{running\}|\{check\})+", template)
    once = template.count("{running}") == 1 and template.count("{check}") <= 1
    complete = "{year}" in head and "{level}" in head and "{check}" not in head
    short = len(template) <= _MAX_LENGTH and "{year}" not in tail and "{level}" not in tail
    return None if known and once and complete and short else NumberProblem.BAD_TEMPLATE


def is_number(text: str) -> bool:
    """Whether a number of the shipped form carries its right check sign."""
    return bool(mod_37_36.is_valid(text))


def code_of(random_bytes: bytes) -> str:
    """A verification code from ten random bytes: sixteen signs in groups of four."""
    number = int.from_bytes(random_bytes, "big")
    signs = [_ALPHABET[number >> shift & 31] for shift in range(8 * len(random_bytes) - 5, -1, -5)]
    return "-".join("".join(signs[start : start + 4]) for start in range(0, len(signs), 4))


def read_code(text: str) -> str:
    """A code as it is stored, however it was typed: case, blanks and hyphens do not matter, O is 0, I is 1."""
    signs = re.sub(r"[\s-]", "", text.upper()).translate(_READ_AS)
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def read_number(text: str) -> str:
    """A number as it is stored, however it was typed."""
    return re.sub(r"\s", "", text.upper())


def _filled(template: str, year: int, level: str) -> str:
    return template.replace("{year}", f"{year:04d}").replace("{level}", LEVEL_CODES[level])
