"""Typed facts (事实) of one person, as they stood on the day of application (specification 3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from examsite.people.rules.words import (
    CredentialStatus,
    EducationLevel,
    EducationStatus,
    Management,
    Relation,
    SchoolType,
    SkillGoal,
)


class Standing(StrEnum):
    """How a fact is proved 证明: seen, missing, or issued abroad; the last two want a person's look."""

    SEEN = "seen"
    MISSING = "missing"
    ABROAD = "abroad"


@dataclass(frozen=True)
class Employment:
    """One job 从业经历. `end` is the last day, included; None = still going on. `profession` = 本职业."""

    start: date
    end: date | None
    profession: bool
    management: Management = Management.NONE
    proof: Standing = Standing.SEEN


@dataclass(frozen=True)
class HeldCredential:
    """One 职业资格证书 held, national or provincial, of exactly this level."""

    level: str
    issued_on: date
    status: CredentialStatus = CredentialStatus.VALID
    proof: Standing = Standing.SEEN


@dataclass(frozen=True)
class Education:
    """One course of study 学历. `relation` None = nobody has decided yet whether it is 本专业 (RD-14b)."""

    level: EducationLevel
    relation: Relation | None
    status: EducationStatus
    graduated_on: date | None = None
    school_type: SchoolType = SchoolType.UNIVERSITY
    skill_goal: SkillGoal = SkillGoal.NONE
    recommended_on: date | None = None
    proof: Standing = Standing.SEEN


@dataclass(frozen=True)
class Training:
    """One training course 培训: hours had against the standard hours in force; `formal` = 正规, confirmed."""

    for_level: str
    hours: Fraction
    required_hours: Fraction | None
    certificate_on: date | None
    formal: bool
    proof: Standing = Standing.SEEN


@dataclass(frozen=True)
class Facts:
    """Everything the 23 conditions can ask about, on the day `as_of` (RD-29)."""

    as_of: date
    employment: tuple[Employment, ...] = ()
    credentials: tuple[HeldCredential, ...] = ()
    education: tuple[Education, ...] = ()
    training: tuple[Training, ...] = ()
