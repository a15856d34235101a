"""Passwords: which are taken, and the one file that speaks to argon2 (19 MiB, t=2, p=1: 23-32 ms on the reference machine)."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from examsite.people.rules.problems import PersonProblem

HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
NOBODY = HASHER.hash("nobody has this password")
_COMMON = """
    12345678 123456789 1234567890 11111111 88888888 66666666 00000000 password password1 qwertyui
    qwer1234 1qaz2wsx abc12345 a1234567 a12345678 iloveyou woaini1314 5201314520 examsite examsite1
    zhejiang zhejiang1 asdfghjk 87654321 12341234 11223344 qwerty123 admin123 administrator letmein1
"""
COMMON = frozenset(_COMMON.split())


def why_not_password(password: str, login: str) -> PersonProblem | None:
    """At least eight signs, and not one of the first a stranger would try (ASVS 6.2)."""
    if len(password) < 8:
        return PersonProblem.PASSWORD_SHORT
    lowered = password.lower()
    if lowered in COMMON or lowered == login.lower() or len(set(lowered)) < 3:
        return PersonProblem.PASSWORD_COMMON
    return None


def hashed(password: str) -> str:
    """Hash a password for storing."""
    return HASHER.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Compare in the same time whether or not there is anything to compare with."""
    try:
        return HASHER.verify(stored or NOBODY, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
