"""Papers (证明) held against what a path asks: diploma, enrolment, credential, training (附件1 申报条件).

Each function answers with a `Finding`: met or not, the paper that counts or came nearest, and what it
lacks. Facts dated after `as_of` are not yet facts (T-25).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from examsite.catalogue.rules.config import RuleConfig
from examsite.catalogue.rules.levels import Counted, DiplomaAsked, Major, Path
from examsite.people.rules.words import (
    CredentialStatus,
    EducationLevel,
    EducationStatus,
    Relation,
    SchoolType,
    SkillGoal,
)
from examsite.registration.rules.facts import Education, Facts, HeldCredential, Training
from examsite.registration.rules.spells import Span


class Need(StrEnum):
    """What a path can ask for."""

    WORK = "work"
    MANAGEMENT = "management"
    CREDENTIAL = "credential"
    DIPLOMA = "diploma"
    VOCATIONAL = "vocational"
    ENROLMENT = "enrolment"
    TRAINING = "training"


class Lack(StrEnum):
    """What is missing 所缺, as a code; sentences are made in web/explain.py."""

    NO_WORK = "no_work"
    YEARS_SHORT = "years_short"
    NO_CREDENTIAL = "no_credential"
    CREDENTIAL_REVOKED = "credential_revoked"
    CREDENTIAL_LATER = "credential_later"
    NO_DIPLOMA = "no_diploma"
    LEVEL_TOO_LOW = "level_too_low"
    LEVEL_NOT_NAMED = "level_not_named"
    MAJOR_OTHER = "major_other"
    MAJOR_UNDETERMINED = "major_undetermined"
    NOT_GRADUATED = "not_graduated"
    WITHOUT_DIPLOMA = "without_diploma"
    DAY_UNKNOWN = "day_unknown"
    GRADUATION_LATER = "graduation_later"
    SCHOOL_OTHER = "school_other"
    GOAL_NOT_ADVANCED = "goal_not_advanced"
    NOT_ENROLLED = "not_enrolled"
    NOT_RECOMMENDED = "not_recommended"
    RECOMMENDED_LATER = "recommended_later"
    NO_TRAINING = "no_training"
    TRAINED_FOR_OTHER = "trained_for_other"
    NOT_FORMAL = "not_formal"
    HOURS_UNKNOWN = "hours_unknown"
    HOURS_SHORT = "hours_short"
    NO_COMPLETION = "no_completion"
    COMPLETION_LATER = "completion_later"


@dataclass(frozen=True)
class Work:
    """The arithmetic of years: needed against had, from when to when, what is short, and when it is reached.

    `until` is the last counted day. `reached_on` is the first day that meets the years if the work goes on;
    None when it already ended (or never began). `slack_days` = days beyond what is needed, if met.
    """

    counted: Counted
    needed: int
    had: Span
    short: Span | None
    since: date | None
    until: date | None
    running: bool
    pieces: int
    reached_on: date | None
    slack_days: int | None = None


@dataclass(frozen=True)
class Finding:
    """One thing a path asks for, held against the facts. `on` is the day of the paper that counts."""

    need: Need
    met: bool
    lack: Lack | None = None
    level: str | None = None
    major: Major | None = None
    on: date | None = None
    work: Work | None = None
    hours: Fraction | None = None
    required_hours: Fraction | None = None


_RANK = {level: rank for rank, level in enumerate(EducationLevel)}
_CREDENTIAL_RANK = {
    level: rank for rank, level in enumerate(("clerk", "assistant", "specialist", "senior"))
}
_ADVANCED_SCHOOLS = (SchoolType.VOCATIONAL, SchoolType.TECHNICIAN)


def majors_accepted(asked: DiplomaAsked, gap_in_text: bool, config: RuleConfig) -> frozenset[Major]:
    """The majors that will do; a related 专科 where the text leaves it out only if so configured (RD-12)."""
    if gap_in_text and config.related_college_a_fortiori:
        return frozenset({asked.major, Major.RELATED})
    return frozenset({asked.major})


def diploma(
    asked: DiplomaAsked, majors: frozenset[Major], facts: Facts, config: RuleConfig
) -> Finding:
    """A graduation diploma 毕业证书/学历 of the level and major, held on `as_of` (RD-02, -11, -11b, -15)."""
    lacks = [
        (
            one,
            [
                *_level_lacks(asked, one, config),
                *_major_lacks(majors, one),
                *_graduation_lacks(one, facts.as_of),
            ],
        )
        for one in facts.education
    ]
    return _education_finding(Need.DIPLOMA, lacks, asked)


def vocational(facts: Facts) -> Finding:
    """以高级技能为培养目标的职业技术学院、技师院校本专业毕业证书 (RD-13): the goal covers both schools."""
    asked = DiplomaAsked(EducationLevel.SECONDARY, True, Major.RELATED)
    lacks = [
        (
            one,
            [
                *([] if one.school_type in _ADVANCED_SCHOOLS else [Lack.SCHOOL_OTHER]),
                *([] if one.skill_goal is SkillGoal.ADVANCED else [Lack.GOAL_NOT_ADVANCED]),
                *_major_lacks(frozenset({Major.RELATED}), one),
                *_graduation_lacks(one, facts.as_of),
            ],
        )
        for one in facts.education
    ]
    return _education_finding(Need.VOCATIONAL, lacks, asked)


def enrolment(asked: DiplomaAsked, facts: Facts, config: RuleConfig) -> Finding:
    """本专业大学专科及以上在校生,经学校推荐: enrolled now, recommended by `as_of` (T-15)."""
    lacks = [
        (
            one,
            [
                *([] if one.status is EducationStatus.ENROLLED else [Lack.NOT_ENROLLED]),
                *_level_lacks(asked, one, config),
                *_major_lacks(frozenset({asked.major}), one),
                *_recommendation_lacks(one, facts.as_of),
            ],
        )
        for one in facts.education
    ]
    return _education_finding(Need.ENROLMENT, lacks, asked)


def credential(level: str, facts: Facts) -> Finding:
    """A valid certificate of exactly this level; the earliest held one starts the years (RD-10)."""
    same = [one for one in facts.credentials if one.level == level]
    held = [one for one in same if _is_held(one, facts.as_of)]
    if held:
        return Finding(Need.CREDENTIAL, True, level=level, on=min(one.issued_on for one in held))
    later = [one.issued_on for one in same if one.status is CredentialStatus.VALID]
    if later:
        return Finding(Need.CREDENTIAL, False, Lack.CREDENTIAL_LATER, level=level, on=min(later))
    lack = Lack.CREDENTIAL_REVOKED if same else Lack.NO_CREDENTIAL
    return Finding(Need.CREDENTIAL, False, lack, level=level)


def holds_higher_credential(level: str, facts: Facts) -> bool:
    """Whether a valid certificate of a national level above `level` is held: wants a person's look."""
    rank = _CREDENTIAL_RANK[level]
    return any(
        _CREDENTIAL_RANK.get(one.level, -1) > rank and _is_held(one, facts.as_of)
        for one in facts.credentials
    )


def training(level: str, facts: Facts) -> Finding:
    """Four facts together: course for exactly the level, formal, hours reached, 结业证书 in hand (RD-09)."""
    lacks = [(one, _training_lacks(level, one, facts.as_of)) for one in facts.training]
    if not lacks:
        return Finding(Need.TRAINING, False, Lack.NO_TRAINING, level=level)
    one, missing = min(
        lacks, key=lambda pair: (len(pair[1]), pair[1], pair[0].certificate_on or date.max)
    )
    return Finding(
        Need.TRAINING,
        not missing,
        missing[0] if missing else None,
        level=level,
        on=one.certificate_on,
        hours=one.hours,
        required_hours=one.required_hours,
    )


def undetermined_major_matters(path: Path, facts: Facts, config: RuleConfig) -> bool:
    """Whether a diploma or enrolment would do but for a major nobody has judged yet (RD-14b)."""
    found: list[Finding] = []
    undetermined = tuple(one for one in facts.education if one.relation is None)
    only = Facts(facts.as_of, education=undetermined)
    if path.diploma is not None and path.diploma.major is not Major.ANY:
        found.append(diploma(path.diploma, frozenset({path.diploma.major}), only, config))
    if path.enrolment is not None:
        found.append(enrolment(path.enrolment, only, config))
    if path.vocational:
        found.append(vocational(only))
    return any(one.lack is Lack.MAJOR_UNDETERMINED for one in found)


def _is_held(one: HeldCredential, as_of: date) -> bool:
    return one.status is CredentialStatus.VALID and one.issued_on <= as_of


def _level_lacks(asked: DiplomaAsked, one: Education, config: RuleConfig) -> list[Lack]:
    rank, wanted = _RANK[one.level], _RANK[EducationLevel(asked.level)]
    if config.technician_is_college and one.school_type is SchoolType.TECHNICIAN:
        rank = max(rank, _RANK[EducationLevel.COLLEGE])
    if rank < wanted:
        return [Lack.LEVEL_TOO_LOW]
    exactly = not asked.and_above and not config.bachelor_includes_higher
    return [Lack.LEVEL_NOT_NAMED] if exactly and rank > wanted else []


def _major_lacks(majors: frozenset[Major], one: Education) -> list[Lack]:
    if Major.ANY in majors:
        return []
    if one.relation is None:
        return [Lack.MAJOR_UNDETERMINED]
    major = Major.RELATED if one.relation is Relation.RELATED else Major.UNRELATED
    return [] if major in majors else [Lack.MAJOR_OTHER]


def _graduation_lacks(one: Education, as_of: date) -> list[Lack]:
    if one.status is EducationStatus.ENROLLED:
        return [Lack.NOT_GRADUATED]
    if one.status is not EducationStatus.GRADUATED:
        return [Lack.WITHOUT_DIPLOMA]
    if one.graduated_on is None:
        return [Lack.DAY_UNKNOWN]
    return [] if one.graduated_on <= as_of else [Lack.GRADUATION_LATER]


def _recommendation_lacks(one: Education, as_of: date) -> list[Lack]:
    if one.recommended_on is None:
        return [Lack.NOT_RECOMMENDED]
    return [] if one.recommended_on <= as_of else [Lack.RECOMMENDED_LATER]


def _training_lacks(level: str, one: Training, as_of: date) -> list[Lack]:
    lacks = [] if one.for_level == level else [Lack.TRAINED_FOR_OTHER]
    if not one.formal:
        lacks.append(Lack.NOT_FORMAL)
    if one.required_hours is None:
        lacks.append(Lack.HOURS_UNKNOWN)
    elif one.hours < one.required_hours:
        lacks.append(Lack.HOURS_SHORT)
    if one.certificate_on is None:
        lacks.append(Lack.NO_COMPLETION)
    elif one.certificate_on > as_of:
        lacks.append(Lack.COMPLETION_LATER)
    return lacks


def _education_finding(
    need: Need, lacks: Sequence[tuple[Education, list[Lack]]], asked: DiplomaAsked
) -> Finding:
    if not lacks:
        none = Lack.NOT_ENROLLED if need is Need.ENROLMENT else Lack.NO_DIPLOMA
        return Finding(need, False, none, level=asked.level, major=asked.major)
    one, missing = min(
        lacks, key=lambda pair: (len(pair[1]), pair[1], pair[0].graduated_on or date.max)
    )
    return Finding(
        need,
        not missing,
        missing[0] if missing else None,
        level=asked.level,
        major=asked.major,
        on=one.recommended_on if need is Need.ENROLMENT else one.graduated_on,
    )
