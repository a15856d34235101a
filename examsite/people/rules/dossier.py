"""What a candidate states in the dossier (档案内容), as frozen facts, and why an entry is not taken.

A statement is checked for sense only: whether it is true is a checker's matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from examsite.people.rules.identity import MIN_AGE, PHONE
from examsite.people.rules.problems import PersonProblem
from examsite.people.rules.words import (
    CredentialStatus,
    EducationLevel,
    EducationStatus,
    IdentityKind,
    Management,
    SchoolType,
    Sex,
    SkillGoal,
)

HOURS = re.compile(r"[0-9]{1,4}(\.[0-9])?", re.ASCII)


@dataclass(frozen=True)
class PersonFacts:
    """Who somebody is 基本信息.

    `identity_number` empty keeps the number already recorded. Sex and birthday of a resident identity
    card are read from its number, whatever is given. `city` is an id of catalogue/regions, `county` a code.
    `study_from` is the first day of study (RD-25b), None when not yet begun.
    """

    name: str
    identity_kind: IdentityKind
    identity_number: str
    phone: str
    city: str
    sex: Sex | None = None
    born_on: date | None = None
    county: str = ""
    email: str = ""
    address: str = ""
    study_from: date | None = None


@dataclass(frozen=True)
class EducationFacts:
    """One course of study 学历."""

    level: EducationLevel
    school: str
    school_type: SchoolType
    major: str
    status: EducationStatus
    skill_goal: SkillGoal = SkillGoal.NONE
    graduated_on: date | None = None
    recommended_on: date | None = None


@dataclass(frozen=True)
class EmploymentFacts:
    """One spell of work 从业经历; both days included, `end_on` None while it goes on."""

    employer: str
    post: str
    start_on: date
    end_on: date | None
    profession: bool
    management: Management = Management.NONE


@dataclass(frozen=True)
class CredentialFacts:
    """One credential held 已取得的职业资格证书; `level` is an id of the catalogue."""

    level: str
    number: str
    issuer: str
    issued_on: date
    status: CredentialStatus = CredentialStatus.VALID


@dataclass(frozen=True)
class TrainingFacts:
    """One course of training 培训; `hours` is decimal text with at most one place."""

    for_level: str
    institution: str
    hours: str
    certificate_no: str = ""
    certificate_on: date | None = None


Problem = tuple[PersonProblem, str]
"""A reason and the field it belongs to."""


def why_not_person(phone: str, born_on: date, today: date) -> Problem | None:
    """Phone and age: at least 14 whole years old today."""
    if not PHONE.fullmatch(phone):
        return PersonProblem.PHONE_FORM, "phone"
    if born_on > today:
        return PersonProblem.IN_THE_FUTURE, "born_on"
    if (today.year - born_on.year, today.month, today.day) < (MIN_AGE, born_on.month, born_on.day):
        return PersonProblem.TOO_YOUNG, "born_on"
    return None


def why_not_education(facts: EducationFacts, today: date) -> Problem | None:
    """A graduate names the day; neither graduation nor recommendation lies ahead (T-25)."""
    if facts.status is EducationStatus.GRADUATED and facts.graduated_on is None:
        return PersonProblem.DATE_NEEDED, "graduated_on"
    if facts.graduated_on is not None and facts.graduated_on > today:
        return PersonProblem.IN_THE_FUTURE, "graduated_on"
    if facts.recommended_on is not None and facts.recommended_on > today:
        return PersonProblem.IN_THE_FUTURE, "recommended_on"
    return None


def why_not_employment(facts: EmploymentFacts, today: date) -> Problem | None:
    """Work has begun, and ends on or after its first day, not ahead of today."""
    if facts.start_on > today:
        return PersonProblem.IN_THE_FUTURE, "start_on"
    if facts.end_on is not None and facts.end_on < facts.start_on:
        return PersonProblem.ENDS_BEFORE_START, "end_on"
    if facts.end_on is not None and facts.end_on > today:
        return PersonProblem.IN_THE_FUTURE, "end_on"
    return None


def why_not_credential(facts: CredentialFacts, today: date) -> Problem | None:
    """A credential held was issued by today."""
    return (PersonProblem.IN_THE_FUTURE, "issued_on") if facts.issued_on > today else None


def why_not_training(facts: TrainingFacts, today: date) -> Problem | None:
    """Hours are a positive decimal; the completion certificate does not lie ahead."""
    if not is_hours(facts.hours):
        return PersonProblem.HOURS_FORM, "hours"
    if facts.certificate_on is not None and facts.certificate_on > today:
        return PersonProblem.IN_THE_FUTURE, "certificate_on"
    return None


def is_hours(text: str) -> bool:
    """Whether a text gives hours 学时 greater than 0, with at most one decimal place."""
    try:
        return bool(HOURS.fullmatch(text)) and Decimal(text) > 0
    except InvalidOperation:
        return False
