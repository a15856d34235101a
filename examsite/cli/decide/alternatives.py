"""The numbers behind an explanation (算法明细): every path of a condition as plain data for other programs."""

from __future__ import annotations

from typing import Any

from examsite.registration.rules.eligibility import ConditionVerdict
from examsite.registration.rules.findings import Finding, Work
from examsite.registration.rules.spells import Span


def alternatives(verdict: ConditionVerdict) -> list[dict[str, Any]]:
    """Each path tried: met, the first day it is met if work goes on, and what each thing asked came to."""
    return [
        {
            "met": path.met,
            "first_day_met": _text(path.reached_on),
            "findings": [_finding(one) for one in path.findings],
        }
        for path in verdict.paths
    ]


def _finding(one: Finding) -> dict[str, Any]:
    found: dict[str, Any] = {"need": str(one.need), "met": one.met, "missing": _text(one.lack)}
    if one.level is not None:
        found["level"] = str(one.level)
    if one.major is not None:
        found["major"] = str(one.major)
    if one.on is not None:
        found["on"] = one.on.isoformat()
    if one.hours is not None:
        found |= {"hours": _text(one.hours), "required_hours": _text(one.required_hours)}
    return found | (_work(one.work) if one.work is not None else {})


def _work(work: Work) -> dict[str, Any]:
    return {
        "counted": str(work.counted),
        "years_needed": work.needed,
        "had": _span(work.had),
        "short": None if work.short is None else _span(work.short),
        "since": _text(work.since),
        "until": _text(work.until),
        "running": work.running,
        "pieces": work.pieces,
        "first_day_met": _text(work.reached_on),
    }


def _span(length: Span) -> dict[str, int]:
    return {"years": length.years, "months": length.months, "days": length.days}


def _text(value: object) -> str | None:
    return None if value is None else str(value)
