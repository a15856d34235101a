"""Roles 角色, the seats they work in, and the powers they hold 权限."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from examsite.catalogue.rules.regions import cities
from examsite.people.rules.problems import PersonProblem


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
