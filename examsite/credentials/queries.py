"""Reading credentials."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from examsite.accreditation.models import Stay
from examsite.accreditation.rules.stays import StayState
from examsite.approvals import queries as approvals
from examsite.approvals.models import Approval
from examsite.approvals.rules import Kind, Verdict
from examsite.audit.act import CHINA
from examsite.catalogue.queries import settings_on
from examsite.core.db import Session
from examsite.core.refusal import Missing
from examsite.credentials.models import Credential
from examsite.credentials.rules import numbering
from examsite.credentials.rules.issuing import Printed, Status, status_of
from examsite.people.models import Candidate
from examsite.registration.models import Registration
from examsite.scoring.models import Result


def credential(session: Session, credential_id: int) -> Credential:
    """One credential; raises Missing."""
    found = session.get(Credential, credential_id)
    if found is None:
        raise Missing
    return found


def credential_of(session: Session, registration_id: int) -> Credential | None:
    """The credential of a registration, in whatever state, or None before one is due."""
    return session.scalar(
        sa.select(Credential).where(Credential.registration_id == registration_id)
    )


def of_candidate(session: Session, candidate_id: int) -> Sequence[Credential]:
    """A candidate's credentials, newest first."""
    return session.scalars(
        sa.select(Credential)
        .join(Registration, Registration.id == Credential.registration_id)
        .where(Registration.candidate_id == candidate_id)
        .order_by(Credential.id.desc())
        .limit(100)
    ).all()


def issued_to(session: Session, credential_id: int, candidate_id: int) -> Credential:
    """An issued credential of this candidate; raises Missing for anybody else's or one not issued."""
    found = credential(session, credential_id)
    if found.registration.candidate_id != candidate_id or found.state != "issued":
        raise Missing
    return found


def these(session: Session, credential_ids: Collection[int]) -> Sequence[Credential]:
    """These credentials by id; raises Missing when one of them does not exist."""
    wanted = set(credential_ids)
    found = session.scalars(
        sa.select(Credential).where(Credential.id.in_(wanted)).order_by(Credential.id)
    ).all()
    if len(found) != len(wanted):
        raise Missing
    return found


def credentials(
    session: Session,
    *,
    state: str = "",
    level: str = "",
    text: str = "",
    offset: int = 0,
    limit: int = 25,
) -> tuple[Sequence[Credential], int]:
    """Credentials by id, newest first, with the total; `text` is in number, holder or registration number."""
    found = sa.select(Credential).join(Registration, Registration.id == Credential.registration_id)
    if state:
        found = found.where(Credential.state == state)
    if level:
        found = found.where(Credential.level == level)
    if text:
        found = found.where(
            Credential.number.contains(text, autoescape=True)
            | Credential.holder.contains(text, autoescape=True)
            | Registration.number.contains(text, autoescape=True)
        )
    total = session.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0
    rows = session.scalars(found.order_by(Credential.id.desc()).offset(offset).limit(limit))
    return rows.unique().all(), total


def counts(session: Session) -> dict[str, int]:
    """How many credentials stand in each state."""
    rows = session.execute(sa.select(Credential.state, sa.func.count()).group_by(Credential.state))
    return {state: number for state, number in rows}


def certified_by_city(session: Session, since: date, until: date) -> dict[str, int]:
    """How many people of each city were issued a credential from `since` until before `until`."""
    counted = (
        sa.select(Candidate.city, sa.func.count(sa.distinct(Candidate.id)))
        .join(Registration, Registration.candidate_id == Candidate.id)
        .join(Credential, Credential.registration_id == Registration.id)
        .where(Credential.issued_on >= since, Credential.issued_on < until)
        .where(Credential.state == "issued")
        .group_by(Candidate.city)
    )
    return {city: number for city, number in session.execute(counted)}


def by_code(session: Session, code: str) -> Credential | None:
    """The credential the public may see under a verification code: issued or revoked, or None."""
    found = session.scalar(
        sa.select(Credential).where(Credential.verify_code == numbering.read_code(code))
    )
    return found if found is not None and status_of(found.state) is not None else None


def by_number(session: Session, number: str, code: str) -> Credential | None:
    """The same, asked for by number and code: both must belong to the same credential."""
    found = by_code(session, code)
    return found if found and found.number == numbering.read_number(number) else None


def printed(session: Session, of: Credential) -> Printed:
    """Every field that stands on a numbered credential."""
    assert of.number is not None
    assert of.verify_code is not None
    return Printed(
        number=of.number,
        verify_code=of.verify_code,
        holder=of.holder,
        identity_masked=of.identity_masked,
        level=of.level,
        directions=tuple(of.directions),
        passed_on=_result_day(session, of.registration_id),
        issued_on=of.issued_on,
    )


def status(of: Credential) -> Status:
    """What the public is told of a credential that it may see."""
    found = status_of(of.state)
    assert found is not None
    return found


def passed_without_credential(session: Session, limit: int) -> Sequence[Result]:
    """Final, passed results for which no credential is due yet, oldest first."""
    return (
        session.scalars(
            sa.select(Result)
            .outerjoin(Credential, Credential.registration_id == Result.registration_id)
            .where(Result.state == "final", Result.outcome == "passed", Credential.id.is_(None))
            .order_by(Result.id)
            .limit(limit)
        )
        .unique()
        .all()
    )


def blocked_with_news(session: Session, limit: int) -> Sequence[Credential]:
    """Blocked credentials whose holder has a verified stay, the one verified last first."""
    verified = (
        sa.select(Stay.candidate_id, sa.func.max(Stay.verified_at).label("at"))
        .where(Stay.state == StayState.VERIFIED)
        .group_by(Stay.candidate_id)
        .subquery()
    )
    return (
        session.scalars(
            sa.select(Credential)
            .join(Registration, Registration.id == Credential.registration_id)
            .join(verified, verified.c.candidate_id == Registration.candidate_id)
            .where(Credential.state == "blocked")
            .order_by(verified.c.at.desc(), Credential.id)
            .limit(limit)
        )
        .unique()
        .all()
    )


def batches(session: Session) -> list[tuple[Approval, int]]:
    """Approved batches with how many of their credentials are still to be registered, oldest first."""
    found = []
    for approval in reversed(approvals.decided(session, [Kind.REGISTER_CREDENTIALS])):
        if approval.verdict is Verdict.APPROVED:
            left = _due_among(session, approval.facts["credentials"])
            found.append((approval, left))
    return [(approval, left) for approval, left in found if left]


def proposed(session: Session) -> set[int]:
    """The credentials that stand in a batch waiting for its second person."""
    pending = approvals.pending(session, [Kind.REGISTER_CREDENTIALS])
    return {one for approval in pending for one in approval.facts["credentials"]}


def number_template(session: Session, day: date) -> str:
    """The form of certificate numbers in force (setting `credential_number`)."""
    return str(settings_on(session, day).get("credential_number", numbering.TEMPLATE))


def _due_among(session: Session, credential_ids: Collection[int]) -> int:
    return (
        session.scalar(
            sa.select(sa.func.count()).where(
                Credential.id.in_(credential_ids), Credential.state == "due"
            )
        )
        or 0
    )


def _result_day(session: Session, registration_id: int) -> date | None:
    moment: Any = session.scalar(
        sa.select(Result.decided_at).where(Result.registration_id == registration_id)
    )
    return moment.astimezone(CHINA).date() if isinstance(moment, datetime) else None
