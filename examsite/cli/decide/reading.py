"""Reading one case of `examsite rules`: strict helpers that name the field they could not read.

Every helper takes a value of a JSON document and the field's name, and returns it typed or
raises `Unreadable`; the dispatch turns that into `{"id": …, "error": …}` for that case alone.
"""

import re
from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from examsite.catalogue.rules.config import BadConfig, RuleConfig

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{1,400})?")
_LARGEST_EXPONENT = 40  # a JSON number such as 1e999999999 would fill the memory


Value = TypeVar("Value")


class Unreadable(Exception):
    """This case cannot be read; the message names the field and what was found."""


def unreadable(field: str, wanted: str, found: object) -> Unreadable:
    """The error "field: wanted, found"; a long value is cut off."""
    return Unreadable(f"{field}: {wanted}, found {found!r:.60}")


def required(case: dict[str, Any], field: str) -> Any:
    """The value of a field that a case cannot do without."""
    if field not in case:
        raise Unreadable(f"{field}: missing")
    return case[field]


def optional(
    case: dict[str, Any], field: str, read: Callable[[object, str], Value], default: Value
) -> Value:
    """The value of a field read by one of the helpers below; absent or null gives the default."""
    value = case.get(field)
    return default if value is None else read(value, field)


def day(value: object, field: str) -> date:
    """A calendar day written YYYY-MM-DD, and no other way."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise unreadable(field, "a day YYYY-MM-DD", value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise unreadable(field, "a day of the calendar", value) from None


def whole(value: object, field: str) -> int:
    """A whole number, 0 or more; true and false are not numbers."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise unreadable(field, "a whole number, 0 or more", value)
    return value


def exact(value: object, field: str) -> Fraction:
    """An exact number: a JSON number or decimal text; never NaN, never an exponent in text."""
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Fraction(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, float | Decimal):
        number = Decimal(str(value))
        if number.is_finite() and abs(number.adjusted()) <= _LARGEST_EXPONENT:
            return Fraction(number)
    raise unreadable(field, "a decimal number", value)


def flag(value: object, field: str) -> bool:
    """True or false; nothing else stands for them."""
    if not isinstance(value, bool):
        raise unreadable(field, "true or false", value)
    return value


def text(value: object, field: str) -> str:
    """A text that is not blank."""
    if not isinstance(value, str) or not value.strip():
        raise unreadable(field, "a text", value)
    return value


def one_of(value: object, field: str, known: Collection[str]) -> str:
    """One of the known words, exactly as written."""
    if not isinstance(value, str) or value not in known:
        raise unreadable(field, f"one of {', '.join(sorted(known))}", value)
    return value


def mapping(value: object, field: str) -> dict[str, Any]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise unreadable(field, "an object", value)
    return value


def sequence(value: object, field: str) -> list[Any]:
    """A JSON array."""
    if not isinstance(value, list):
        raise unreadable(field, "a list", value)
    return value


def config(case: dict[str, Any]) -> RuleConfig:
    """The reading in force: the case's `config` laid over the defaults of facts.json."""
    settings = case.get("config")
    try:
        return RuleConfig.from_mapping({} if settings is None else mapping(settings, "config"))
    except BadConfig as wrong:
        raise Unreadable(str(wrong)) from None
