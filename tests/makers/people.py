"""Makers of people: a candidate with a dossier, and proofs."""

from __future__ import annotations

from datetime import date
from itertools import count

from stdnum.cn import ric

from examsite.audit.act import Act
from examsite.people import actions as people
from examsite.people.models import Candidate
from examsite.people.rules.dossier import EducationFacts, EmploymentFacts, PersonFacts
from examsite.people.rules.roles import Role
from examsite.people.rules.words import (
    EducationLevel,
    EducationStatus,
    IdentityKind,
    Management,
    ProofKind,
    SchoolType,
)

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
NEXT = count(1)


def identity_number(place: int, born: str = "19900307") -> str:
    """A sound resident number of an invented person: the `place` makes it one of its own."""
    body = f"{330101 + place // 1000 % 100}{born}{place % 1000:03d}"
    return body + str(ric.calc_check_digit(body + "0"))


def person_facts(name: str = "张三", number: str | None = None) -> PersonFacts:
    """Who somebody is: a person of Hangzhou, begun to study on 1 January 2026."""
    return PersonFacts(
        name=name,
        identity_kind=IdentityKind.RESIDENT,
        identity_number=number or identity_number(next(NEXT)),
        phone="13800000000",
        city="hangzhou",
        study_from=date(2026, 1, 1),
    )


def candidate(act: Act, name: str = "张三") -> Candidate:
    """A candidate with an account and the first section of the dossier."""
    account = people.open_account(act, f"candidate{next(NEXT):06d}", name, Role.CANDIDATE)
    act.session.flush()
    return people.enter_person(act, account.id, person_facts(name))


def graduate(act: Act, name: str = "张三", major: str = "电子商务") -> Candidate:
    """A candidate with a related 专科 diploma and its proofs: meets assistant.4."""
    found = candidate(act, name)
    people.add_education(act, found.id, college(major))
    for kind in (ProofKind.IDENTITY, ProofKind.DIPLOMA):
        people.attach_proof(act, found.id, kind, f"{kind.value}.pdf", PDF)
    return found


def manager(act: Act, name: str = "李四") -> Candidate:
    """A candidate with 专科, ten years of work and three in middle management: meets manager.1."""
    found = graduate(act, name)
    people.add_employment(act, found.id, work(date(2016, 1, 1), date(2022, 12, 31)))
    people.add_employment(act, found.id, work(date(2023, 1, 1), None, Management.MIDDLE))
    people.attach_proof(act, found.id, ProofKind.EMPLOYMENT, "work.pdf", PDF)
    return found


def college(major: str = "电子商务") -> EducationFacts:
    """A 专科 diploma of 30 June 2012."""
    return EducationFacts(
        EducationLevel.COLLEGE,
        "浙江示例职业学院",
        SchoolType.UNIVERSITY,
        major,
        EducationStatus.GRADUATED,
        graduated_on=date(2012, 6, 30),
    )


def work(
    start_on: date, end_on: date | None, management: Management = Management.NONE
) -> EmploymentFacts:
    """E-commerce work from one day to another."""
    return EmploymentFacts("示例电商公司", "运营", start_on, end_on, True, management)
