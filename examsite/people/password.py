"""Passwords: the one file that speaks to argon2 (19 MiB, t=2, p=1: 23-32 ms on the reference machine)."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
NOBODY = HASHER.hash("nobody has this password")


def hashed(password: str) -> str:
    """Hash a password for storing."""
    return HASHER.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Compare in the same time whether or not there is anything to compare with."""
    try:
        return HASHER.verify(stored or NOBODY, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
