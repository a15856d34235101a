"""Roles, powers, and what a sound identity is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from stdnum.cn import ric

from examsite.catalogue.rules.levels import related_majors
from examsite.catalogue.rules.regions import cities


class Role(StrEnum):
    """角色, as in the authorization matrix (security.md)."""

    CANDIDATE = "candidate"
    INSTITUTION = "training_institution"
    PRACTICE_BASE = "practice_base"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    HR = "hr_department"
    ASSOCIATION = "association"
    REGISTRAR = "registrar"
    ITEM_AUTHOR = "item_author"
    ITEM_REVIEWER = "item_reviewer"
    EXAM_OFFICER = "exam_officer"
    ISSUER = "issuer"
    PRINTER = "printer"
    MARKER = "marker"
    CHIEF_MARKER = "chief_marker"
    INVIGILATOR = "invigilator"
    AUDITOR = "auditor"
    SECURITY_ADMIN = "security_admin"
    SYSTEM_ADMIN = "system_admin"


class Seat(StrEnum):
    """端: the part of the web a role works in."""

    CANDIDATE = "candidate"
    INVIGILATOR = "invigilator"
    MARKER = "marker"
    CENTRE = "centre"
    INSTITUTION = "institution"
    AUTHORITY = "authority"
    ADMINISTRATION = "administration"


SEAT_OF: dict[Role, Seat] = {
    Role.CANDIDATE: Seat.CANDIDATE,
    Role.INSTITUTION: Seat.INSTITUTION,
    Role.PRACTICE_BASE: Seat.INSTITUTION,
    Role.COUNTY: Seat.AUTHORITY,
    Role.CITY: Seat.AUTHORITY,
    Role.PROVINCE: Seat.AUTHORITY,
    Role.HR: Seat.AUTHORITY,
    Role.ASSOCIATION: Seat.AUTHORITY,
    Role.REGISTRAR: Seat.CENTRE,
    Role.ITEM_AUTHOR: Seat.CENTRE,
    Role.ITEM_REVIEWER: Seat.CENTRE,
    Role.EXAM_OFFICER: Seat.CENTRE,
    Role.ISSUER: Seat.CENTRE,
    Role.PRINTER: Seat.CENTRE,
    Role.MARKER: Seat.MARKER,
    Role.CHIEF_MARKER: Seat.MARKER,
    Role.INVIGILATOR: Seat.INVIGILATOR,
    Role.AUDITOR: Seat.ADMINISTRATION,
    Role.SECURITY_ADMIN: Seat.ADMINISTRATION,
    Role.SYSTEM_ADMIN: Seat.ADMINISTRATION,
}


class Power(StrEnum):
    """What a route may ask for 权限. Object and region are checked by the query behind the page."""

    OWN_DOSSIER = "own_dossier"
    OWN_REGISTRATION = "own_registration"
    SIT = "sit"
    CHECK_REGISTRATION = "check_registration"
    CONFIRM_REFUSAL = "confirm_refusal"
    VERIFY_PRACTICE = "verify_practice"
    COUNTERSIGN_PRACTICE = "countersign_practice"
    RUN_SITTING = "run_sitting"
    SEE_BANK = "see_bank"
    ADMIT = "admit"
    ALLOCATE_MARKING = "allocate_marking"
    MARK = "mark"
    PROPOSE_PUBLICATION = "propose_publication"
    APPROVE_PUBLICATION = "approve_publication"
    ISSUE_CREDENTIAL = "issue_credential"
    APPROVE_CREDENTIAL = "approve_credential"
    PRINT_CREDENTIAL = "print_credential"
    FILE_PLAN = "file_plan"
    SEE_PLAN = "see_plan"
    PROPOSE_OPENING = "propose_opening"
    APPROVE_OPENING = "approve_opening"
    SEE_ACCOUNTS = "see_accounts"
    GRANT_ROLE = "grant_role"
    SEE_AUDIT = "see_audit"
    SEE_CENTRE = "see_centre"
    SEE_ADMINISTRATION = "see_administration"


HELD_BY: dict[Power, frozenset[Role]] = {
    Power.OWN_DOSSIER: frozenset({Role.CANDIDATE}),
    Power.OWN_REGISTRATION: frozenset({Role.CANDIDATE}),
    Power.SIT: frozenset({Role.CANDIDATE}),
    Power.CHECK_REGISTRATION: frozenset({Role.REGISTRAR}),
    Power.CONFIRM_REFUSAL: frozenset({Role.REGISTRAR}),
    Power.VERIFY_PRACTICE: frozenset({Role.REGISTRAR}),
    Power.COUNTERSIGN_PRACTICE: frozenset({Role.PRACTICE_BASE}),
    Power.RUN_SITTING: frozenset({Role.EXAM_OFFICER}),
    Power.SEE_BANK: frozenset({Role.ITEM_REVIEWER, Role.ITEM_AUTHOR}),
    Power.ADMIT: frozenset({Role.INVIGILATOR, Role.EXAM_OFFICER}),
    Power.ALLOCATE_MARKING: frozenset({Role.CHIEF_MARKER, Role.EXAM_OFFICER}),
    Power.MARK: frozenset({Role.MARKER, Role.CHIEF_MARKER}),
    Power.PROPOSE_PUBLICATION: frozenset({Role.EXAM_OFFICER}),
    Power.APPROVE_PUBLICATION: frozenset({Role.PROVINCE, Role.EXAM_OFFICER}),
    Power.ISSUE_CREDENTIAL: frozenset({Role.ISSUER}),
    Power.APPROVE_CREDENTIAL: frozenset({Role.PROVINCE, Role.ISSUER}),
    Power.PRINT_CREDENTIAL: frozenset({Role.PRINTER, Role.ISSUER}),
    Power.FILE_PLAN: frozenset({Role.HR}),
    Power.SEE_PLAN: frozenset({Role.COUNTY, Role.CITY, Role.PROVINCE, Role.HR, Role.ASSOCIATION}),
    Power.PROPOSE_OPENING: frozenset({Role.PROVINCE}),
    Power.APPROVE_OPENING: frozenset({Role.PROVINCE}),
    Power.SEE_ACCOUNTS: frozenset({Role.SECURITY_ADMIN, Role.AUDITOR}),
    Power.GRANT_ROLE: frozenset({Role.SECURITY_ADMIN}),
    Power.SEE_AUDIT: frozenset({Role.AUDITOR}),
    Power.SEE_CENTRE: frozenset(role for role, seat in SEAT_OF.items() if seat is Seat.CENTRE),
    Power.SEE_ADMINISTRATION: frozenset(
        role for role, seat in SEAT_OF.items() if seat is Seat.ADMINISTRATION
    ),
}


def may(roles: Collection[Role], power: Power) -> bool:
    """Whether any of these roles holds the power; what is not in the table is denied."""
    return not HELD_BY[power].isdisjoint(roles)


def role_for(roles: Collection[Role], power: Power) -> Role | None:
    """The role in which somebody uses a power, for the audit entry; None when they may not."""
    held = sorted(HELD_BY[power].intersection(roles), key=lambda role: role.value)
    return held[0] if held else None


LOCAL = frozenset({Role.CITY, Role.COUNTY})
"""The roles that stand for one place (security.md: own jurisdiction) and are nothing without it."""


def why_not_grant(
    role: Role, region: str | None, held: Collection[tuple[Role, str | None]]
) -> PersonProblem | None:
    """Whether a role may be given for a city (None: everywhere) to who holds `held` 授予角色."""
    if role in LOCAL and region is None:
        return PersonProblem.REGION_NEEDED
    if region is not None and region not in {one.id for one in cities()}:
        return PersonProblem.REGION_UNKNOWN
    return PersonProblem.ROLE_HELD if (role, region) in held else None


class IdentityKind(StrEnum):
    """证件类型."""

    RESIDENT = "resident_id"
    HK_MACAO_TAIWAN = "hk_macao_taiwan_permit"
    FOREIGN_PERMANENT = "foreign_permanent"
    PASSPORT = "passport"
    OFFICER = "officer_card"


class Sex(StrEnum):
    """性别."""

    FEMALE = "female"
    MALE = "male"


class EducationLevel(StrEnum):
    """文化程度; a technician college's diploma is `secondary` (RD-13)."""

    SECONDARY = "secondary"
    COLLEGE = "college"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTOR = "doctor"


class SchoolType(StrEnum):
    """学校类型."""

    UNIVERSITY = "university"
    VOCATIONAL = "vocational_technical_college"
    TECHNICIAN = "technician_college"
    SECONDARY = "secondary_vocational"


class SkillGoal(StrEnum):
    """培养目标."""

    ADVANCED = "advanced"
    INTERMEDIATE = "intermediate"
    NONE = "none"


class EducationStatus(StrEnum):
    """学业状态."""

    GRADUATED = "graduated"
    ENROLLED = "enrolled"
    COMPLETED_WITHOUT_DIPLOMA = "completed_without_diploma"
    DROPPED = "dropped"


class Relation(StrEnum):
    """本专业与否."""

    RELATED = "related"
    UNRELATED = "unrelated"


class Management(StrEnum):
    """管理岗位."""

    NONE = "none"
    FIRST_LINE = "first_line"
    MIDDLE = "middle"
    SENIOR = "senior"


class CredentialStatus(StrEnum):
    """证书状态."""

    VALID = "valid"
    REVOKED = "revoked"


class ProofKind(StrEnum):
    """证明材料种类."""

    IDENTITY = "identity"
    PHOTO = "photo"
    DIPLOMA = "diploma"
    EMPLOYMENT = "employment"
    CREDENTIAL = "credential"
    TRAINING = "training"
    RECOMMENDATION = "recommendation"
    PRACTICE = "practice"


class PersonProblem(StrEnum):
    """Why an account or a dossier entry is not taken."""

    LOGIN_TAKEN = "login_taken"
    LOGIN_FORM = "login_form"
    PASSWORD_SHORT = "password_short"
    PASSWORD_COMMON = "password_common"
    WRONG_SIGN_IN = "wrong_sign_in"
    TOO_MANY_TRIES = "too_many_tries"
    LINK_SPENT = "link_spent"
    IDENTITY_FORM = "identity_form"
    IDENTITY_CHECK_DIGIT = "identity_check_digit"
    IDENTITY_BIRTHDAY = "identity_birthday"
    IDENTITY_PROVINCE = "identity_province"
    IDENTITY_TAKEN = "identity_taken"
    IDENTITY_FIXED = "identity_fixed"
    PHONE_FORM = "phone_form"
    TOO_YOUNG = "too_young"
    ENDS_BEFORE_START = "ends_before_start"
    IN_THE_FUTURE = "in_the_future"
    DATE_NEEDED = "date_needed"
    DOSSIER_FIRST = "dossier_first"
    HOURS_FORM = "hours_form"
    OWN_GRANT = "own_grant"
    REGION_NEEDED = "region_needed"
    REGION_UNKNOWN = "region_unknown"
    ROLE_HELD = "role_held"
    ISSUED_HERE = "issued_here"
    REASON_NEEDED = "reason_needed"
    SEX_NEEDED = "sex_needed"


_PROVINCES = """
    11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83
"""
PROVINCES = frozenset(_PROVINCES.split())
PHONE = re.compile(r"1[3-9]\d{9}")
LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{3,63}")
MIN_AGE = 14
WINDOW = timedelta(minutes=15)
MAX_FAILURES = 10


@dataclass(frozen=True)
class ResidentNumber:
    """What a resident identity number (GB 11643) says about its holder."""

    born_on: date
    sex: Sex


def read_resident_number(number: str, today: date) -> ResidentNumber | PersonProblem:
    """Read a resident identity number: form, province, birthday, check digit, in that order.

    The county is not checked (decisions.md): counties come and go, and people keep their number.
    """
    if not re.fullmatch(r"\d{17}[\dX]", number):
        return PersonProblem.IDENTITY_FORM
    if number[:2] not in PROVINCES:
        return PersonProblem.IDENTITY_PROVINCE
    try:
        born_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return PersonProblem.IDENTITY_BIRTHDAY
    if not date(1900, 1, 1) <= born_on <= today:
        return PersonProblem.IDENTITY_BIRTHDAY
    if ric.calc_check_digit(number) != number[17]:
        return PersonProblem.IDENTITY_CHECK_DIGIT
    return ResidentNumber(born_on, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def why_not_identity(kind: IdentityKind, number: str) -> PersonProblem | None:
    """Form of the other papers: 5 to 20 letters and digits."""
    if kind is not IdentityKind.RESIDENT and not re.fullmatch(r"[A-Z0-9]{5,20}", number):
        return PersonProblem.IDENTITY_FORM
    return None


def masked(number: str) -> str:
    """How an identity number is shown: first four and last four signs."""
    return (
        f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}"
        if len(number) > 8
        else number[:1] + "***"
    )


def masked_name(name: str) -> str:
    """How a name is shown to the public: 张*, 欧*华."""
    if len(name) <= 1:
        return name
    return name[0] + "*" * max(1, len(name) - 2) + (name[-1] if len(name) > 2 else "")


def is_throttled(failures: int) -> bool:
    """Whether no further try is evaluated for now: ten failures within fifteen minutes."""
    return failures >= MAX_FAILURES


def failure_key(kind: str, what: str) -> str:
    """The name under which failures of one kind are counted for a login name or an address, hashed."""
    return hashlib.sha256(f"{kind}:{what}".encode()).hexdigest()


def failures_since(when: datetime) -> datetime:
    """From when on failures count."""
    return when - WINDOW


def relation_of(major: str, decided: dict[str, Relation]) -> Relation | None:
    """Whether a major is 本专业: named in the notice, decided by a person, or undetermined (None)."""
    name = major_name(major)
    if name in related_majors():
        return Relation.RELATED
    return decided.get(name)


def major_name(major: str) -> str:
    """A major as decisions name it: without blanks around it and without a closing 专业."""
    return major.strip().removesuffix("专业")
