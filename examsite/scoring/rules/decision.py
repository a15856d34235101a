"""The decision 成绩结论: each part of each chosen unit by itself against the pass mark, exact.

「在线考试与实操成绩均达到60分以上方可通过认证」 (A1-21), 「在线考试与论文答辩(或电子商务策划案)均达到60分以上方可通过认证」
(A1-57). 以上 includes 60 itself (RD-01). Nothing is added up, averaged over parts, or rounded (RD-22, RD-23).
Absent is not 0; a withheld or outstanding part stops the whole result (RD-24).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from examsite.catalogue.rules.config import DirectionPolicy, RuleConfig
from examsite.catalogue.rules.levels import Level
from examsite.registration.rules.directions import why_not_register

LEVEL_UNIT = "level"
"""The unit of a level without directions: the level itself."""

FULL_MARK = Fraction(100)
SITTING_ANNULLED = "sitting:annulled"


class MarkStatus(StrEnum):
    """What is known of one part 考核项: a score, or why there is none."""

    SCORED = "scored"
    ABSENT = "absent"
    MISSING = "missing"
    WITHHELD = "withheld"
    ANNULLED = "annulled"


class Outcome(StrEnum):
    """成绩结论 of one registration, in the order in which it is decided from the bottom up."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"
    PENDING = "pending"
    WITHHELD = "withheld"
    ANNULLED = "annulled"
    INVALID = "invalid"


class UnitOutcome(StrEnum):
    """Whether every part of a unit reached the pass mark."""

    PASSED = "passed"
    FAILED = "failed"


class CredentialStep(StrEnum):
    """What follows for the credential 证书: issue it, hold it back, or none."""

    ISSUE = "issue"
    BLOCKED = "blocked"
    NONE = "none"


class Why(StrEnum):
    """What is wrong with, or short in, a part; `below_60` is below the pass mark of the rule version."""

    OUT_OF_RANGE = "out_of_range"
    UNKNOWN_STATUS = "unknown_status"
    OTHER_FORM = "other_form_than_elected"
    NOT_REGISTERED = "not_registered"
    WITHHELD = "withheld"
    PENDING = "pending"
    BELOW = "below_60"
    ABSENT = "absent"
    ANNULLED = "annulled"


class WhyBlocked(StrEnum):
    """What a passed candidate's credential waits for (RD-28)."""

    ELIGIBILITY = "eligibility_not_confirmed"
    PRACTICE = "practice_not_verified"


@dataclass(frozen=True)
class Mark:
    """The mark of one part 得分. `status` None = a word we do not know; `score` None = no valid number.

    `form` = the form of the second part the mark was given for, where it is said.
    """

    status: MarkStatus | None
    score: Fraction | None = None
    form: str | None = None


MISSING = Mark(MarkStatus.MISSING)


@dataclass(frozen=True)
class Choice:
    """What was registered for 报考内容: level, directions, elected forms of the second part, and the day."""

    level: Level
    directions: Sequence[str] = ()
    second: Sequence[str] = ()
    as_of: date | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """The units to be passed: the directions, or the level itself."""
        return tuple(self.directions) if self.level.directions else (LEVEL_UNIT,)


@dataclass(frozen=True)
class Decision:
    """The verdict with its reasons as sorted codes `unit.part:why`, and what follows for the credential."""

    outcome: Outcome
    reasons: tuple[str, ...] = ()
    units: Mapping[str, UnitOutcome] = field(default_factory=dict)
    credential: CredentialStep = CredentialStep.NONE
    credential_reasons: tuple[WhyBlocked, ...] = ()


Marks = Mapping[str, Mapping[str, Mark]]


def score_of(raw: Fraction, out_of: Fraction = FULL_MARK) -> Fraction | None:
    """A mark on the 100 scale 百分制, exact; None outside 0 to `out_of` (refused, never cut to size)."""
    if out_of <= 0 or not 0 <= raw <= out_of:
        return None
    return raw * FULL_MARK / out_of


def mean_of(scores: Sequence[Fraction | None]) -> Fraction | None:
    """The exact mean of several markers 阅卷员; None without any, or if one by itself is no mark (T-43)."""
    valid = [one for one in scores if one is not None and 0 <= one <= FULL_MARK]
    if not valid or len(valid) < len(scores):
        return None
    return sum(valid, Fraction(0)) / len(valid)


def decide(
    choice: Choice,
    marks: Marks,
    config: RuleConfig,
    *,
    sitting_annulled: bool = False,
    eligibility_confirmed: bool = True,
    practice_verified: bool = True,
) -> Decision:
    """Decide one registration in the order of specification 5 (RD-24). Never raises.

    Not valid -> invalid; sitting annulled -> annulled; any part withheld -> withheld; any outstanding ->
    pending; else passed or not passed with one reason per failing part. A result that is not passed or not
    known leads to no credential; a passed one is issued once eligibility and practice stand.
    """
    if wrong := why_not_register(
        choice.level, choice.directions, choice.second, choice.as_of, config
    ):
        return Decision(Outcome.INVALID, wrong)
    if wrong := tuple(sorted(_wrong_marks(choice, marks))):
        return Decision(Outcome.INVALID, wrong)
    if sitting_annulled:
        return Decision(Outcome.ANNULLED, (SITTING_ANNULLED,))
    if withheld := _with_status(choice, marks, MarkStatus.WITHHELD, Why.WITHHELD):
        return Decision(Outcome.WITHHELD, withheld)
    if outstanding := _with_status(choice, marks, MarkStatus.MISSING, Why.PENDING):
        return Decision(Outcome.PENDING, outstanding)
    short = {unit: _short(choice, marks, unit, config) for unit in choice.units}
    units = {unit: UnitOutcome.FAILED if why else UnitOutcome.PASSED for unit, why in short.items()}
    reasons = tuple(sorted(code for codes in short.values() for code in codes))
    if not _passed(choice, units, config):
        return Decision(Outcome.NOT_PASSED, reasons, units)
    blocked = tuple(_blocked(choice.level, eligibility_confirmed, practice_verified))
    step = CredentialStep.BLOCKED if blocked else CredentialStep.ISSUE
    return Decision(Outcome.PASSED, reasons, units, step, blocked)


def _parts(choice: Choice, marks: Marks) -> Iterable[tuple[str, str, Mark]]:
    for unit in choice.units:
        given = marks.get(unit, {})
        for part in choice.level.parts:
            yield unit, part, given.get(part, MISSING)


def _wrong_marks(choice: Choice, marks: Marks) -> Iterable[str]:
    for unit, given in marks.items():
        if unit not in choice.units:
            yield f"{unit}:{Why.NOT_REGISTERED}"
            continue
        for part in given:
            if part not in choice.level.parts:
                yield f"{unit}.{part}:{Why.NOT_REGISTERED}"
    for unit, part, mark in _parts(choice, marks):
        if mark.status is None:
            yield f"{unit}.{part}:{Why.UNKNOWN_STATUS}"
        if mark.status is MarkStatus.SCORED and not _is_mark(mark.score):
            yield f"{unit}.{part}:{Why.OUT_OF_RANGE}"
        if mark.form is not None and mark.form not in choice.second:
            yield f"{unit}.{part}:{Why.OTHER_FORM}"


def _is_mark(score: Fraction | None) -> bool:
    return score is not None and 0 <= score <= FULL_MARK


def _with_status(choice: Choice, marks: Marks, status: MarkStatus, why: Why) -> tuple[str, ...]:
    found = (
        f"{unit}.{part}:{why}"
        for unit, part, mark in _parts(choice, marks)
        if mark.status is status
    )
    return tuple(sorted(found))


def _short(choice: Choice, marks: Marks, unit: str, config: RuleConfig) -> list[str]:
    """Why a unit is not passed: one code per part that is no mark or below the pass mark."""
    found = []
    for part in choice.level.parts:
        mark = marks[unit][part]
        if mark.status is not MarkStatus.SCORED:
            found.append(f"{unit}.{part}:{mark.status}")
        elif mark.score is None or mark.score < config.pass_mark:
            found.append(f"{unit}.{part}:{Why.BELOW}")
    return found


def _passed(choice: Choice, units: Mapping[str, UnitOutcome], config: RuleConfig) -> bool:
    """均…方可: every unit; or as many directions as must be chosen, where so configured (RD-20)."""
    passed = sum(outcome is UnitOutcome.PASSED for outcome in units.values())
    lenient = config.direction_policy is DirectionPolicy.AT_LEAST_TWO
    if lenient and choice.level.directions:
        return passed >= choice.level.min_directions
    return passed == len(units)


def _blocked(
    level: Level, eligibility_confirmed: bool, practice_verified: bool
) -> Iterable[WhyBlocked]:
    if not eligibility_confirmed:
        yield WhyBlocked.ELIGIBILITY
    if level.practice and not practice_verified:
        yield WhyBlocked.PRACTICE
