"""Kind scoring of `examsite rules`: JSON in, the decision of the 60-point rule, JSON out.

A bad mark or status does not make a case unreadable: it is handed on as no mark, and the rule answers
`invalid` with its code (doors.md).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from examsite.cli.decide.reading import Unreadable, config, day, exact, flag, mapping
from examsite.cli.decide.registration import (
    Case,
    directions_of,
    level_of,
    second_of,
)
from examsite.scoring.rules.decision import (
    MISSING,
    Choice,
    Mark,
    MarkStatus,
    decide,
    mean_of,
    score_of,
)


def decide_scoring(case: Case) -> dict[str, Any]:
    """The result of one registration and what follows for the credential (成绩结论)."""
    as_of = case.get("as_of")
    prerequisites = _object(case, "prerequisites")
    decision = decide(
        Choice(
            level_of(case),
            directions_of(case),
            second_of(case),
            None if as_of is None else day(as_of, "as_of"),
        ),
        _marks(_object(case, "marks")),
        config(case),
        sitting_annulled=flag(case.get("sitting_annulled", False), "sitting_annulled"),
        eligibility_confirmed=prerequisites.get("eligibility", "confirmed") == "confirmed",
        practice_verified=prerequisites.get("practice", "verified") == "verified",
    )
    return {
        "outcome": str(decision.outcome),
        "units": {unit: str(outcome) for unit, outcome in decision.units.items()},
        "reasons": list(decision.reasons),
        "credential": str(decision.credential),
        "credential_reasons": [str(reason) for reason in decision.credential_reasons],
    }


KINDS: dict[str, Callable[[Case], dict[str, Any]]] = {"scoring": decide_scoring}


def _object(case: Case, field: str) -> Case:
    given = case.get(field)
    return {} if given is None else mapping(given, field)


def _marks(given: Case) -> dict[str, dict[str, Mark]]:
    return {
        unit: {
            part: _mark(mark)
            for part, mark in (mapping(parts, f"marks.{unit}") if parts is not None else {}).items()
        }
        for unit, parts in given.items()
    }


def _mark(given: Any) -> Mark:
    if given is None:
        return MISSING
    if not isinstance(given, dict):
        return Mark(None)
    status, form = given.get("status"), given.get("form")
    said = None if form is None else str(form)
    if not isinstance(status, str) or status not in set(MarkStatus):
        return Mark(None, form=said)
    score = _score(given) if status == MarkStatus.SCORED else None
    return Mark(MarkStatus(status), score, said)


def _score(given: Case) -> Fraction | None:
    """The one way in which the mark is given: a score, raw marks of a total, or several markers' marks."""
    ways = [key for key in ("score", "raw", "graders") if given.get(key) is not None]
    if len(ways) != 1:
        return None
    if ways == ["graders"]:
        graders = given["graders"]
        return mean_of([_number(one) for one in graders]) if isinstance(graders, list) else None
    if ways == ["raw"]:
        raw, out_of = _number(given["raw"]), _number(given.get("out_of"))
        return None if raw is None or out_of is None else score_of(raw, out_of)
    score = _number(given["score"])
    return None if score is None else score_of(score)


def _number(given: Any) -> Fraction | None:
    try:
        return exact(given, "mark")
    except Unreadable:
        return None
