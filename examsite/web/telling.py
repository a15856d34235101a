"""A result told in sentences 成绩说明: per direction and part the mark, cut off, and what is short.

From the decision record alone, so that the page says what was decided and nothing that came later.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flask_babel import gettext as _

from examsite.catalogue.rules import levels
from examsite.catalogue.rules.config import RuleConfig
from examsite.scoring.rules.decision import (
    LEVEL_UNIT,
    MarkStatus,
    Outcome,
    UnitOutcome,
    WhyBlocked,
)
from examsite.scoring.rules.record import score_in
from examsite.web.shell import exact, term
from examsite.web.wording import say

TONES = {
    "passed": "ok",
    "not_passed": "bad",
    "pending": "wait",
    "withheld": "wait",
    "annulled": "bad",
    "invalid": "bad",
}


@dataclass(frozen=True)
class PartTold:
    """One part: its name, the mark as shown (cut off, RD-23), whether it reached, and a sentence."""

    name: str
    mark: str
    share: int
    reached: bool
    sentence: str


@dataclass(frozen=True)
class UnitTold:
    """One direction, or the level itself, with its parts; `outcome` None while it is not decided."""

    name: str
    outcome: UnitOutcome | None
    parts: tuple[PartTold, ...]


@dataclass(frozen=True)
class Told:
    """A whole result in words."""

    outcome: Outcome | None
    tone: str
    pass_mark: str
    units: tuple[UnitTold, ...]
    waiting: tuple[str, ...]


def tell(result: Any) -> Told:
    """The decision record of a result in words."""
    case, decision = result.record["case"], result.record["decision"]
    pass_mark = RuleConfig.from_mapping(case["config"]).pass_mark
    level = levels.level(case["level"])
    units = tuple(
        UnitTold(
            unit_name(level.id, key),
            UnitOutcome(decision["units"][key]) if key in decision["units"] else None,
            tuple(
                _part(part, case["second"], case["marks"].get(key, {}).get(part, {}), pass_mark)
                for part in level.parts
            ),
        )
        for key in (case["directions"] or [LEVEL_UNIT])
    )
    return Told(
        Outcome(result.outcome) if result.outcome else None,
        TONES.get(result.outcome, "plain"),
        exact(pass_mark),
        units,
        tuple(say(WhyBlocked(why)) for why in decision["credential_reasons"]),
    )


def unit_name(level_id: str, key: str) -> str:
    """The name of a direction of a level, or of the level itself."""
    for unit in levels.units_of(level_id):
        if unit.direction == key:
            return term(unit)
    return term(levels.level(level_id))


def part_name(part: str, form: str | None = None) -> str:
    """The name of a part 考核项; the second one by the form that was elected."""
    if part == "second" and form:
        return next((term(one) for one in levels.second_forms() if one.id == form), form)
    return next((term(one) for one in levels.parts() if one.id == part), part)


def _part(part: str, form: str | None, mark: dict[str, Any], pass_mark: Fraction) -> PartTold:
    name = part_name(part, form)
    status = MarkStatus(mark.get("status", MarkStatus.MISSING))
    score = score_in(mark)
    if score is None:
        shown = say(status) if status is not MarkStatus.SCORED else _("数据有误")
        known = status in (MarkStatus.ABSENT, MarkStatus.ANNULLED)
        code = ("result.part_sentence", status.value)
        sentence = say(code, part=name) if known else shown
        return PartTold(name, shown, 0, False, sentence)
    reached = score >= pass_mark
    code = ("result.part_sentence", "reached" if reached else "below_60")
    sentence = say(code, part=name, mark=exact(score), pass_mark=exact(pass_mark))
    return PartTold(name, exact(score), int(score), reached, sentence)
