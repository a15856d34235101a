"""What a sound identity is, and how it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from stdnum.cn import ric

from examsite.people.rules.problems import PersonProblem
from examsite.people.rules.words import IdentityKind, Sex

_PROVINCES = """
    11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83
"""
PROVINCES = frozenset(_PROVINCES.split())
PHONE = re.compile(r"1[3-9]\d{9}")
MIN_AGE = 14


@dataclass(frozen=True)
class ResidentNumber:
    """What a resident identity number (GB 11643) says about its holder."""

    born_on: date
    sex: Sex


def read_resident_number(number: str, today: date) -> ResidentNumber | PersonProblem:
    """Read a resident identity number: form, province, birthday, check digit, in that order.

    The county is not checked (decisions.md): counties come and go, and people keep their number.
    """
    if not re.fullmatch(r"\d{17}[\dX]", number):
        return PersonProblem.IDENTITY_FORM
    if number[:2] not in PROVINCES:
        return PersonProblem.IDENTITY_PROVINCE
    try:
        born_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return PersonProblem.IDENTITY_BIRTHDAY
    if not date(1900, 1, 1) <= born_on <= today:
        return PersonProblem.IDENTITY_BIRTHDAY
    if ric.calc_check_digit(number) != number[17]:
        return PersonProblem.IDENTITY_CHECK_DIGIT
    return ResidentNumber(born_on, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def why_not_identity(kind: IdentityKind, number: str) -> PersonProblem | None:
    """Form of the other papers: 5 to 20 letters and digits."""
    if kind is not IdentityKind.RESIDENT and not re.fullmatch(r"[A-Z0-9]{5,20}", number):
        return PersonProblem.IDENTITY_FORM
    return None


def masked(number: str) -> str:
    """How an identity number is shown: first four and last four signs."""
    return (
        f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}"
        if len(number) > 8
        else number[:1] + "***"
    )


def masked_name(name: str) -> str:
    """How a name is shown to the public: 张*, 欧*华."""
    if len(name) <= 1:
        return name
    return name[0] + "*" * max(1, len(name) - 2) + (name[-1] if len(name) > 2 else "")
