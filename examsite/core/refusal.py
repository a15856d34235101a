"""Refusal: the one way to say no."""

from __future__ import annotations

from enum import Enum
from typing import Any


class Refusal(Exception):
    """A reasoned no. `reason` is an enum member of a package's rules; sentences live in web/wording.py.

    `field` names the form field the person can mend, if there is one; `facts` fill the sentence.
    """

    def __init__(self, reason: Enum, field: str | None = None, **facts: Any) -> None:
        super().__init__(f"{type(reason).__name__}.{reason.name}")
        self.reason = reason
        self.field = field
        self.facts = facts


class Missing(Exception):
    """What was asked for does not exist, or not for this person: both give the same answer (404)."""
