"""Reading rounds and registrations, and holding a dossier against the rules of the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from examsite.accreditation import queries as accreditation
from examsite.accreditation.models import Stay
from examsite.accreditation.rules.stays import StayState
from examsite.catalogue.queries import settings_on
from examsite.catalogue.rules import config as configs
from examsite.catalogue.rules.config import RuleConfig
from examsite.catalogue.rules.levels import level as level_of
from examsite.core.db import Session
from examsite.core.refusal import Missing
from examsite.people import queries as people
from examsite.people.models import Candidate
from examsite.people.rules import majors, words
from examsite.people.rules.words import EducationStatus, ProofKind
from examsite.registration.models import Registration, Round, Step
from examsite.registration.rules import eligibility, practice, record
from examsite.registration.rules.eligibility import Verdict
from examsite.registration.rules.facts import Standing
from examsite.registration.rules.practice import PracticeVerdict
from examsite.registration.rules.rounds import RETURN_DAYS, return_due_at

ENDED_UNSEATED = ("refused", "withdrawn", "cancelled_false")


def rounds_shown(session: Session, now: datetime) -> Sequence[Round]:
    """The rounds that the public may see: open, coming, or closed lately; open ones first."""
    rows = session.scalars(sa.select(Round).order_by(Round.closes_at.desc()).limit(12)).all()
    return sorted(rows, key=lambda row: not (row.opens_at <= now < row.closes_at))


def rounds_open(session: Session, now: datetime) -> Sequence[Round]:
    """The rounds in which one can register now, the first to close first."""
    return session.scalars(
        sa.select(Round)
        .where(Round.opens_at <= now, Round.closes_at > now)
        .order_by(Round.closes_at, Round.id)
    ).all()


def rounds(session: Session, limit: int = 200) -> Sequence[Round]:
    """All rounds, newest first."""
    return session.scalars(
        sa.select(Round).order_by(Round.year.desc(), Round.number.desc()).limit(limit)
    ).all()


def plans_to_file(session: Session) -> Sequence[Round]:
    """Rounds whose evaluation plan waits for the HR department, the longest waiting first."""
    return session.scalars(
        sa.select(Round)
        .where(Round.plan_submitted_at.is_not(None), Round.plan_filed_at.is_(None))
        .order_by(Round.plan_submitted_at, Round.id)
    ).all()


def round_(session: Session, round_id: int) -> Round:
    """One round 批次; raises Missing."""
    found = session.get(Round, round_id)
    if found is None:
        raise Missing
    return found


def registration(session: Session, registration_id: int) -> Registration:
    """One registration; raises Missing."""
    found = session.get(Registration, registration_id)
    if found is None:
        raise Missing
    return found


def registration_of(session: Session, registration_id: int, candidate_id: int) -> Registration:
    """A registration of this candidate; raises Missing for anybody else's."""
    found = registration(session, registration_id)
    if found.candidate_id != candidate_id:
        raise Missing
    return found


def registrations_of(session: Session, candidate_id: int) -> Sequence[Registration]:
    """All registrations of a candidate with their steps, newest first."""
    return session.scalars(
        sa.select(Registration)
        .where(Registration.candidate_id == candidate_id)
        .options(selectinload(Registration.steps))
        .order_by(Registration.id.desc())
    ).all()


def registrations(
    session: Session,
    *,
    state: str | None = None,
    level: str | None = None,
    round_id: int | None = None,
    taken_by: int | None = None,
    text: str = "",
    offset: int = 0,
    limit: int = 25,
) -> tuple[Sequence[Registration], int]:
    """Registrations handed in (drafts only when asked for by state), oldest submission first, and how many."""
    found = sa.select(Registration).join(Candidate, Candidate.id == Registration.candidate_id)
    found = found.where(Registration.state == state if state else Registration.state != "draft")
    if level:
        found = found.where(Registration.level == level)
    if round_id:
        found = found.where(Registration.round_id == round_id)
    if taken_by:
        found = found.where(Registration.taken_by == taken_by)
    if text:
        found = found.where(
            Candidate.name.contains(text, autoescape=True)
            | Registration.number.startswith(text, autoescape=True)
        )
    total = session.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0
    ordered = found.order_by(Registration.submitted_at, Registration.id)
    return session.scalars(ordered.offset(offset).limit(limit)).unique().all(), total


def counts_by_state(session: Session, round_id: int | None = None) -> dict[str, int]:
    """How many registrations stand in each state, of one round or of all."""
    found = sa.select(Registration.state, sa.func.count()).group_by(Registration.state)
    if round_id is not None:
        found = found.where(Registration.round_id == round_id)
    return {state: count for state, count in session.execute(found)}


def registered_by_city(session: Session, since: datetime, until: datetime) -> dict[str, int]:
    """How many people of each city handed an application in from `since` until before `until`."""
    counted = (
        sa.select(Candidate.city, sa.func.count(sa.distinct(Candidate.id)))
        .join(Registration, Registration.candidate_id == Candidate.id)
        .where(Registration.submitted_at >= since, Registration.submitted_at < until)
        .where(Registration.state.not_in(ENDED_UNSEATED))
        .group_by(Candidate.city)
    )
    return {city: count for city, count in session.execute(counted)}


def accepted(session: Session, round_id: int, level: str) -> Sequence[Registration]:
    """The accepted registrations of a level that wait for a seat, by id."""
    return session.scalars(
        sa.select(Registration)
        .where(
            Registration.round_id == round_id,
            Registration.level == level,
            Registration.state == "accepted",
        )
        .order_by(Registration.id)
    ).all()


def steps(session: Session, registration_id: int) -> Sequence[Step]:
    """What happened to a registration, in order."""
    return session.scalars(
        sa.select(Step).where(Step.registration_id == registration_id).order_by(Step.id)
    ).all()


def live(session: Session, round_id: int, candidate_id: int, level: str) -> Registration | None:
    """The one registration of a candidate for a level in a round that has not ended, or None."""
    return session.scalar(
        sa.select(Registration).where(
            Registration.round_id == round_id,
            Registration.candidate_id == candidate_id,
            Registration.level == level,
            Registration.state.not_in(ENDED_UNSEATED),
        )
    )


def handed_in(session: Session, candidate_id: int) -> Sequence[Registration]:
    """Registrations of a candidate that were handed in and have not ended otherwise than by a result."""
    return session.scalars(
        sa.select(Registration)
        .where(
            Registration.candidate_id == candidate_id,
            Registration.submitted_at.is_not(None),
            Registration.state.not_in(ENDED_UNSEATED),
        )
        .order_by(Registration.id)
    ).all()


def count_in(session: Session, round_id: int) -> int:
    """How many registrations a round ever had, drafts and withdrawn ones included."""
    counted = sa.select(sa.func.count()).where(Registration.round_id == round_id)
    return session.scalar(counted) or 0


def due_at(session: Session, registration: Registration, day: date) -> datetime:
    """Until when this may be handed in: the end of its round, or of the days to mend a returned one 补正期限."""
    returned = [one.at for one in registration.steps if one.event == "send_back"]
    closes_at = registration.round.closes_at
    if registration.state != "returned" or not returned:
        return closes_at
    days = int(settings_on(session, day).get("return_days", RETURN_DAYS))
    return return_due_at(closes_at, returned[-1], days)


def rule_settings(session: Session, day: date) -> dict[str, Any]:
    """The recorded settings in force on `day` that are readings of the rules, as plain values."""
    known = configs.names()
    return {name: value for name, value in settings_on(session, day).items() if name in known}


def rule_config(session: Session, day: date) -> RuleConfig:
    """The reading in force on `day`."""
    return RuleConfig.from_mapping(rule_settings(session, day))


def facts_of(session: Session, candidate: Candidate, day: date) -> dict[str, Any]:
    """The dossier as facts on `day`, in the JSON shape of the `eligibility` door (see rules.record)."""
    decided = people.decided_majors(session)
    hours = settings_on(session, day).get("standard_hours", record.STANDARD_HOURS)
    given = proofs_given(candidate)
    return {
        "as_of": day.isoformat(),
        "employment": [_employment(one, given) for one in candidate.employment],
        "credentials": [_credential(one, given) for one in candidate.credentials],
        "education": [_education(one, given, decided) for one in candidate.education],
        "training": [_training(one, given, hours) for one in candidate.training],
    }


def proofs_given(candidate: Candidate) -> frozenset[ProofKind]:
    """The kinds of proof in a dossier; what this platform issued itself proves itself."""
    given = {proof.kind for proof in candidate.proofs}
    if any(one.issued_here for one in candidate.credentials):
        given.add(ProofKind.CREDENTIAL)
    return frozenset(given)


def verdict_on(
    session: Session, candidate: Candidate, level_id: str, day: date
) -> tuple[Verdict, RuleConfig]:
    """The check of a dossier as it stands, for a level on a day, with the reading it was made under."""
    config = rule_config(session, day)
    facts = record.facts_of(facts_of(session, candidate, day))
    return eligibility.decide(level_of(level_id), facts, config), config


def frozen_verdict(registration: Registration) -> Verdict:
    """The check over the frozen facts of a registration that was handed in, under its own reading."""
    facts = record.facts_of(registration.facts["facts"])
    config = record.config_of(registration.facts)
    return eligibility.decide(level_of(registration.level), facts, config)


def judged_again(session: Session, registration: Registration) -> tuple[Verdict, dict[str, Any]]:
    """The check over the frozen facts with what checkers found since (majors, formal training).

    Returns the verdict and the case as it would be stored; the candidate's own statements stay frozen.
    """
    decided = people.decided_majors(session)
    stated = registration.facts["facts"]
    relations = {
        one["major"]: majors.relation_of(one["major"], decided) for one in stated["education"]
    }
    formal = {one.id: one.formal for one in registration.candidate.training}
    facts = record.with_findings(stated, relations, formal)
    config = record.config_of(registration.facts)
    verdict = eligibility.decide(level_of(registration.level), record.facts_of(facts), config)
    return verdict, {**registration.facts, "facts": facts}


def practice_of(session: Session, registration: Registration, day: date) -> PracticeVerdict:
    """Whether the practice that a registration's credential wants is done on `day` (RD-25, RD-28)."""
    stays = accreditation.stays_of(session, registration.candidate_id)
    return practice_on(session, registration.candidate, registration.level, stays, day)


def practice_on(
    session: Session,
    candidate: Candidate,
    level_id: str,
    stays: Sequence[Stay],
    day: date,
    as_if_verified: bool = False,
) -> PracticeVerdict:
    """The stays judged for a level on `day`; `as_if_verified` foretells what they come to once verified."""
    facts = [_stay(one, as_if_verified) for one in stays]
    config = rule_config(session, day)
    return practice.decide(level_of(level_id), facts, day, candidate.study_from, config)


def _stay(stay: Stay, as_if_verified: bool) -> practice.Stay:
    return practice.Stay(
        kind=practice.Kind(stay.kind.value),
        start=stay.start_on,
        end=stay.end_on,
        registered_on=stay.unit.registered_on if stay.unit else None,
        revoked_on=stay.unit.revoked_on if stay.unit else None,
        relevant_firm=stay.relevant_firm and (stay.unit is None or stay.unit.ecommerce_firm),
        teacher_signed=as_if_verified or stay.teacher_signed_at is not None,
        verified=as_if_verified or stay.state is StayState.VERIFIED,
    )


def _standing(there: bool) -> str:
    return str(Standing.SEEN if there else Standing.MISSING)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _employment(one: Any, given: frozenset[ProofKind]) -> dict[str, Any]:
    return {
        "id": one.id,
        "employer": one.employer,
        "post": one.post,
        "start": one.start_on.isoformat(),
        "end": _text(one.end_on),
        "profession": one.profession,
        "management": str(one.management),
        "proof": _standing(ProofKind.EMPLOYMENT in given),
    }


def _credential(one: Any, given: frozenset[ProofKind]) -> dict[str, Any]:
    return {
        "id": one.id,
        "number": one.number,
        "issuer": one.issuer,
        "level": one.level,
        "issued_on": one.issued_on.isoformat(),
        "status": str(one.status),
        "proof": _standing(one.issued_here or ProofKind.CREDENTIAL in given),
    }


def _education(
    one: Any, given: frozenset[ProofKind], decided: dict[str, words.Relation]
) -> dict[str, Any]:
    relation = majors.relation_of(one.major, decided)
    enrolled = one.status is EducationStatus.ENROLLED
    paper = ProofKind.RECOMMENDATION if enrolled else ProofKind.DIPLOMA
    return {
        "id": one.id,
        "school": one.school,
        "major": one.major,
        "level": str(one.level),
        "relation": None if relation is None else str(relation),
        "status": str(one.status),
        "graduated_on": _text(one.graduated_on),
        "school_type": str(one.school_type),
        "skill_goal": str(one.skill_goal),
        "recommended_on": _text(one.recommended_on),
        "proof": _standing(paper in given),
    }


def _training(
    one: Any, given: frozenset[ProofKind], hours: Mapping[str, str | int]
) -> dict[str, Any]:
    required = hours.get(one.for_level)
    return {
        "id": one.id,
        "institution": one.institution,
        "certificate_no": one.certificate_no,
        "for_level": one.for_level,
        "hours": one.hours,
        "required_hours": None if required is None else str(required),
        "certificate_on": _text(one.certificate_on),
        "formal": one.formal,
        "proof": _standing(ProofKind.TRAINING in given),
    }
