"""Eligibility (报名资格初审): which of the 23 conditions of 附件1 are met, and why the others are not.

One clause = one entry of `catalogue/zhejiang_2014_93.toml`; here each of its paths is held against the
facts. Every condition is looked at, all that are met are listed (具备以下条件之一者, RD-17). The verdict
refuses nobody: a person of the centre accepts, sends back or refuses (specification 3.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from examsite.catalogue.rules.config import RuleConfig
from examsite.catalogue.rules.levels import (
    VERSION,
    Condition,
    Level,
    Path,
    conditions_of,
    level_open,
)
from examsite.registration.rules import findings
from examsite.registration.rules.facts import Facts, Standing
from examsite.registration.rules.findings import Finding, Need
from examsite.registration.rules.spells import spells
from examsite.registration.rules.work import work_findings


class Reason(StrEnum):
    """Why one may not register, as codes of the rules door."""

    NOT_EXAMINED = "not_examined_by_province"
    LEVEL_NOT_OPEN = "level_not_open"
    NO_CONDITION_MET = "no_condition_met"


class Flag(StrEnum):
    """What forces a person's look 须人工核查 (specification 3.3)."""

    GAP_IN_TEXT = "gap_in_text"
    MAJOR_UNDETERMINED = "major_undetermined"
    SHORT_GAP = "short_gap_between_jobs"
    BARELY_LONG_ENOUGH = "barely_long_enough"
    HIGHER_CREDENTIAL = "higher_credential"
    DATES_REVERSED = "dates_reversed"
    PROOF_MISSING = "proof_missing"
    PROOF_ABROAD = "proof_abroad"


EXCEPTIONAL = frozenset({Flag.SHORT_GAP, Flag.HIGHER_CREDENTIAL, Flag.GAP_IN_TEXT})
"""What may make an exception of a condition that is not met: RD-07, RD-10, RD-12. The other flags are seen to
otherwise: a major is decided, a proof or a date is mended, what is barely long enough is met."""

SHORT_DAYS = 31  # RD-07: a gap, or a margin, of so many days wants a person's look


@dataclass(frozen=True)
class PathVerdict:
    """One path tried: met or not, each thing it asks, and the first day it is met if the work goes on."""

    path: Path
    met: bool
    findings: tuple[Finding, ...]
    reached_on: date | None

    @property
    def lacks(self) -> tuple[Finding, ...]:
        """The findings that are not met."""
        return tuple(one for one in self.findings if not one.met)


@dataclass(frozen=True)
class ConditionVerdict:
    """One condition tried by all its paths, with what a person should look at."""

    condition: Condition
    met: bool
    paths: tuple[PathVerdict, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True)
class Verdict:
    """The whole check 初审意见 under one rule version: conditions, gate, reasons and flags as codes."""

    level: str
    as_of: date
    version: str
    conditions: tuple[ConditionVerdict, ...]
    level_open: bool
    reasons: tuple[Reason, ...]
    flags: tuple[Flag, ...]

    @property
    def matched(self) -> tuple[str, ...]:
        """The ids of all conditions met, in the notice's order."""
        return tuple(one.condition.id for one in self.conditions if one.met)

    @property
    def eligible(self) -> bool:
        """Whether any condition is met."""
        return bool(self.matched)

    @property
    def may_register(self) -> bool:
        """Eligible, and the level is open on the day."""
        return self.eligible and self.level_open


def decide(level: Level, facts: Facts, config: RuleConfig) -> Verdict:
    """Hold the facts against every condition of the level on `facts.as_of` (初审). Never raises."""
    judged = tuple(judge(one, facts, config) for one in conditions_of(level.id))
    gate = level_open(level, facts.as_of, config)
    met = any(one.met for one in judged)
    judged = tuple(replace(one, flags=_flags(one, met, facts, config)) for one in judged)
    return Verdict(
        level.id,
        facts.as_of,
        VERSION,
        judged,
        gate,
        tuple(_reasons(level, gate, met)),
        _all_flags(judged, facts),
    )


def exceptions(verdict: Verdict) -> tuple[str, ...]:
    """The ids of the conditions on which two persons may accept by exception 例外 (specification 3.3).

    None when any condition is met by default: then there is nothing to except.
    """
    if verdict.eligible:
        return ()
    return tuple(
        one.condition.id for one in verdict.conditions if EXCEPTIONAL.intersection(one.flags)
    )


def judge(condition: Condition, facts: Facts, config: RuleConfig) -> ConditionVerdict:
    """One condition: any path is enough, a path wants all it names (RD-03). No flags yet."""
    paths = tuple(_try(path, condition, facts, config) for path in condition.paths)
    return ConditionVerdict(condition, any(one.met for one in paths), paths, ())


def _try(path: Path, condition: Condition, facts: Facts, config: RuleConfig) -> PathVerdict:
    found = list(_papers(path, condition, facts, config))
    held_on = next((one.on for one in found if one.need is Need.CREDENTIAL and one.met), None)
    found += work_findings(path, facts, held_on, config)
    if path.trained:
        found.append(findings.training(condition.level, facts))
    return PathVerdict(path, all(one.met for one in found), tuple(found), _reached_on(found))


def _papers(
    path: Path, condition: Condition, facts: Facts, config: RuleConfig
) -> Iterable[Finding]:
    if path.diploma is not None:
        majors = findings.majors_accepted(path.diploma, condition.gap_in_text, config)
        yield findings.diploma(path.diploma, majors, facts, config)
    if path.vocational:
        yield findings.vocational(facts)
    if path.enrolment is not None:
        yield findings.enrolment(path.enrolment, facts, config)
    if path.credential is not None:
        yield findings.credential(path.credential, facts)


def _reached_on(found: list[Finding]) -> date | None:
    """The first day on which all is met, if nothing but time is missing."""
    missing = [one for one in found if not one.met]
    days = [one.work.reached_on for one in missing if one.work is not None]
    if not missing or len(days) < len(missing) or None in days:
        return None
    return max(day for day in days if day is not None)


def _reasons(level: Level, gate: bool, met: bool) -> Iterable[Reason]:
    if not level.examined:
        yield Reason.NOT_EXAMINED
        return
    if not gate:
        yield Reason.LEVEL_NOT_OPEN
    if not met:
        yield Reason.NO_CONDITION_MET


def _flags(
    judged: ConditionVerdict, any_met: bool, facts: Facts, config: RuleConfig
) -> tuple[Flag, ...]:
    """What a person should look at before relying on, or refusing over, this condition."""
    condition = judged.condition
    asks_years = any(path.years for path in condition.paths)
    flags: list[Flag] = []
    if not any_met and _falls_through_the_text(condition, facts, config):
        flags.append(Flag.GAP_IN_TEXT)
    if not judged.met and any(
        findings.undetermined_major_matters(path, facts, config) for path in condition.paths
    ):
        flags.append(Flag.MAJOR_UNDETERMINED)
    if asks_years and _hangs_on_a_gap(judged, facts, config):
        flags.append(Flag.SHORT_GAP)
    if judged.met and all(_barely(one) for one in judged.paths if one.met):
        flags.append(Flag.BARELY_LONG_ENOUGH)
    if not judged.met and any(
        findings.holds_higher_credential(one.level, facts)
        for path in judged.paths
        for one in path.lacks
        if one.need is Need.CREDENTIAL and one.level is not None
    ):
        flags.append(Flag.HIGHER_CREDENTIAL)
    if asks_years and any(job.end and job.end < job.start for job in facts.employment):
        flags.append(Flag.DATES_REVERSED)
    return tuple(flags)


def _falls_through_the_text(condition: Condition, facts: Facts, config: RuleConfig) -> bool:
    """A related 专科 graduate who would be in with an unrelated one (RD-12, T-14)."""
    if not condition.gap_in_text or config.related_college_a_fortiori:
        return False
    lenient = replace(config, related_college_a_fortiori=True)
    return judge(condition, facts, lenient).met


def _hangs_on_a_gap(judged: ConditionVerdict, facts: Facts, config: RuleConfig) -> bool:
    """Whether a gap of at most 31 days between jobs decides the condition (RD-07)."""
    if len(spells(facts.employment, facts.as_of)) < 2:
        return False
    strict = judge(judged.condition, facts, replace(config, continuity_gap_days=0)).met
    wide = replace(config, continuity_gap_days=max(SHORT_DAYS, config.continuity_gap_days))
    return strict != judge(judged.condition, facts, wide).met


def _barely(verdict: PathVerdict) -> bool:
    return any(
        one.work is not None
        and one.work.slack_days is not None
        and one.work.slack_days <= SHORT_DAYS
        for one in verdict.findings
    )


def _all_flags(judged: tuple[ConditionVerdict, ...], facts: Facts) -> tuple[Flag, ...]:
    raised = {flag for one in judged for flag in one.flags}
    proofs = {
        *(one.proof for one in facts.employment),
        *(one.proof for one in facts.credentials),
        *(one.proof for one in facts.education),
        *(one.proof for one in facts.training),
    }
    if Standing.MISSING in proofs:
        raised.add(Flag.PROOF_MISSING)
    if Standing.ABROAD in proofs:
        raised.add(Flag.PROOF_ABROAD)
    return tuple(flag for flag in Flag if flag in raised)
