"""`examsite rules KIND`: decide cases without a database (doors.md). The words are the samples' words."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from examsite.cli.decide import accreditation, planning, registration, scoring, workflow
from examsite.cli.decide.reading import Unreadable

KINDS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    **registration.KINDS,
    **scoring.KINDS,
    **accreditation.KINDS,
    **planning.KINDS,
    **workflow.KINDS,
}

DONE, CALLED_WRONGLY = 0, 2


def decide(kind: str, cases: list[Any]) -> list[dict[str, Any]]:
    """Decide cases of one kind in their order. Raises `KeyError` for an unknown kind.

    A case that cannot be read gives `{"id", "error"}` by itself; the others are still decided.
    """
    rule = KINDS[kind]
    return [_decide_one(rule, case) for case in cases]


def main_json(kind: str, text: str) -> tuple[str, int]:
    """Decide a JSON array of cases: the JSON array of results, and the exit code.

    0 when the cases were decided, also where one of them could not be read; 2 when the kind is unknown or
    the text is no JSON array: then the document is `{"error"}`.
    """
    if kind not in KINDS:
        return _error(f"unknown kind {kind!r}: one of {', '.join(sorted(KINDS))}")
    try:
        cases = json.loads(
            text.removeprefix("\ufeff"), parse_float=Decimal, parse_int=_int, parse_constant=str
        )
    except (ValueError, RecursionError) as error:
        return _error(f"not a JSON document: {error}")
    if not isinstance(cases, list):
        return _error("a JSON array of cases is wanted")
    return _printable(
        json.dumps(decide(kind, cases), ensure_ascii=False, indent=1, default=str)
    ), DONE


def _decide_one(rule: Callable[[dict[str, Any]], dict[str, Any]], case: Any) -> dict[str, Any]:
    if not isinstance(case, dict):
        return {"id": None, "error": "a case is a JSON object"}
    try:
        return {"id": case.get("id"), **rule(case)}
    except Unreadable as error:
        return {"id": case.get("id"), "error": str(error)}


def _int(digits: str) -> int | Decimal:
    """A whole number; one of absurd length stays a decimal, so that only its own case is refused."""
    return int(digits) if len(digits) <= 40 else Decimal(digits)


def _printable(document: str) -> str:
    """The document, without half characters that no terminal can print."""
    return document.encode("utf-8", "backslashreplace").decode("utf-8")


def _error(message: str) -> tuple[str, int]:
    return json.dumps({"error": message}, ensure_ascii=False), CALLED_WRONGLY
