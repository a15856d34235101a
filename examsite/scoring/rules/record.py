"""The decision record 成绩结论记录: the facts a decision saw, as a case of `examsite rules scoring`.

Whoever doubts a result feeds `case` to that door and gets the same decision again, on any machine.
Numbers stay exact: a mark that is no finite decimal (a mean of three markers) is written as raw of a total.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from examsite.catalogue.rules import levels
from examsite.scoring.rules.decision import (
    FULL_MARK,
    LEVEL_UNIT,
    Choice,
    Decision,
    Mark,
    MarkStatus,
    Outcome,
    score_of,
)

SECOND = "second"
_STATUS_OF_STATE = {
    "absent": MarkStatus.ABSENT,
    "annulled": MarkStatus.ANNULLED,
    "withheld": MarkStatus.WITHHELD,
}
_MARKED = ("marked", "settled")
_NOT_FINAL = (Outcome.PENDING, Outcome.WITHHELD, Outcome.INVALID)


@dataclass(frozen=True)
class PartSeen:
    """One component 考核项 as it stands: catalogue unit, part, form, its state, and its mark if it has one."""

    unit: str
    part: str
    form: str
    state: str
    mark: Fraction | None = None
    out_of: Fraction | None = None


def unit_key(unit_id: str) -> str:
    """The word of the decision for a catalogue unit: its direction, or `level` where there is none."""
    return levels.unit(unit_id).direction or LEVEL_UNIT


def marks_of(parts: Iterable[PartSeen]) -> dict[str, dict[str, Mark]]:
    """What the decision is made from: the mark of every part of every unit."""
    found: dict[str, dict[str, Mark]] = {}
    for seen in parts:
        found.setdefault(unit_key(seen.unit), {})[seen.part] = _mark(seen)
    return found


def case_of(
    choice: Choice,
    parts: Iterable[PartSeen],
    settings: Mapping[str, Any],
    *,
    eligibility_confirmed: bool,
    practice_verified: bool,
) -> dict[str, Any]:
    """The same facts as JSON, in the shape of the `scoring` door. `settings` = rule settings in force."""
    marks: dict[str, dict[str, Any]] = {}
    for seen in parts:
        marks.setdefault(unit_key(seen.unit), {})[seen.part] = _as_json(seen)
    return {
        "level": choice.level.id,
        "directions": list(choice.directions),
        "second": next(iter(choice.second), None),
        "as_of": choice.as_of.isoformat() if choice.as_of else None,
        "marks": marks,
        "prerequisites": {
            "eligibility": "confirmed" if eligibility_confirmed else "pending",
            "practice": "verified" if practice_verified else "missing",
        },
        "config": dict(settings),
    }


def decision_json(decision: Decision) -> dict[str, Any]:
    """A decision as the `scoring` door prints it."""
    return {
        "outcome": str(decision.outcome),
        "units": {unit: str(outcome) for unit, outcome in decision.units.items()},
        "reasons": list(decision.reasons),
        "credential": str(decision.credential),
        "credential_reasons": [str(reason) for reason in decision.credential_reasons],
    }


def all_parts_final(outcome: Outcome) -> bool:
    """Whether nothing is outstanding, withheld or wrong, so that the result may be decided (RD-24)."""
    return outcome not in _NOT_FINAL


def score_in(mark: Mapping[str, Any]) -> Fraction | None:
    """The score on the 100 scale of one mark of a case, exact; None where there is none."""
    if mark.get("status") != MarkStatus.SCORED:
        return None
    if "raw" in mark:
        return score_of(Fraction(mark["raw"]), Fraction(mark["out_of"]))
    return Fraction(mark["score"])


def _mark(seen: PartSeen) -> Mark:
    form = seen.form if seen.part == SECOND else None
    if seen.state in _STATUS_OF_STATE:
        return Mark(_STATUS_OF_STATE[seen.state], None, form)
    if seen.state in _MARKED and seen.mark is not None and seen.out_of is not None:
        return Mark(MarkStatus.SCORED, score_of(seen.mark, seen.out_of), form)
    return Mark(MarkStatus.MISSING, None, form)


def _as_json(seen: PartSeen) -> dict[str, Any]:
    mark = _mark(seen)
    said: dict[str, Any] = {"status": str(mark.status)}
    if mark.form is not None:
        said["form"] = mark.form
    if mark.status is MarkStatus.SCORED and seen.mark is not None and seen.out_of is not None:
        said |= _number(seen.mark, seen.out_of)
    return said


def _number(mark: Fraction, out_of: Fraction) -> dict[str, str]:
    written, total = _decimal(mark), _decimal(out_of)
    if written is None or total is None:
        scale = mark.denominator * out_of.denominator
        return {"raw": str(int(mark * scale)), "out_of": str(int(out_of * scale))}
    if out_of == FULL_MARK:
        return {"score": written}
    return {"raw": written, "out_of": total}


def _decimal(number: Fraction) -> str | None:
    """A number as finite decimal text, or None when it has no end."""
    places, rest = 0, number.denominator
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest, places = rest // prime, places + 1
    if rest != 1 or places > 12:
        return None
    digits = f"{abs(int(number * 10**places)):0{places + 1}d}"
    sign = "-" if number < 0 else ""
    if not places:
        return sign + digits
    return f"{sign}{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")
