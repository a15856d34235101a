"""Reading accounts and dossiers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

import sqlalchemy as sa

from examsite.core import cipher
from examsite.core.db import Session
from examsite.core.refusal import Missing
from examsite.people.models import (
    Account,
    Candidate,
    MajorDecision,
    OneTimeSignIn,
    Proof,
    RoleGrant,
    SignInFailure,
    Training,
)
from examsite.people.rules.roles import Role
from examsite.people.rules.sign_in import failures_since
from examsite.people.rules.words import Relation


def account(session: Session, account_id: int) -> Account | None:
    """An account with its role grants, or None."""
    return session.get(Account, account_id)


def account_by_login(session: Session, login: str) -> Account | None:
    """The account of a login name, whatever its case."""
    return session.scalar(sa.select(Account).where(Account.login == login.strip().lower()))


def grant_of(session: Session, approval_id: int) -> RoleGrant | None:
    """The grant that was made on an approval, or None."""
    return session.scalar(sa.select(RoleGrant).where(RoleGrant.approval_id == approval_id))


def failures(session: Session, key: str, now: datetime) -> int:
    """How many failed sign-ins count against this key now."""
    return (
        session.scalar(
            sa.select(sa.func.count()).where(
                SignInFailure.key == key, SignInFailure.at > failures_since(now)
            )
        )
        or 0
    )


def one_time_sign_in(session: Session, token_hash: str) -> OneTimeSignIn | None:
    """The one-time link with this hash."""
    return session.get(OneTimeSignIn, token_hash)


def accounts(
    session: Session, text: str, role: Role | None, offset: int, limit: int
) -> tuple[Sequence[Account], int]:
    """Accounts whose login or name contains `text`, by login, with the total count."""
    found = sa.select(Account)
    if text:
        found = found.where(Account.login.contains(text) | Account.name.contains(text))
    if role:
        found = found.where(
            Account.grants.any((RoleGrant.role == role) & RoleGrant.ended_at.is_(None))
        )
    total = session.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0
    return session.scalars(found.order_by(Account.login).offset(offset).limit(limit)).all(), total


def accounts_with_role(session: Session, role: Role) -> Sequence[Account]:
    """Active accounts that hold a role, by name."""
    return session.scalars(
        sa.select(Account)
        .where(
            Account.active,
            Account.grants.any((RoleGrant.role == role) & RoleGrant.ended_at.is_(None)),
        )
        .order_by(Account.name, Account.id)
    ).all()


def candidate(session: Session, candidate_id: int) -> Candidate:
    """One candidate; raises Missing."""
    found = session.get(Candidate, candidate_id)
    if found is None:
        raise Missing
    return found


def candidate_of(session: Session, account_id: int) -> Candidate | None:
    """The dossier of an account, or None before it is begun."""
    return session.scalar(sa.select(Candidate).where(Candidate.account_id == account_id))


def candidate_by_identity(session: Session, number: str) -> Candidate | None:
    """The candidate with this identity number."""
    lookup = cipher.of(session).lookup(number.strip().upper())
    return session.scalar(sa.select(Candidate).where(Candidate.identity_lookup == lookup))


def trained_by_city(session: Session, since: date, until: date) -> dict[str, int]:
    """How many people of each city ended a formal training from `since` until before `until`."""
    counted = (
        sa.select(Candidate.city, sa.func.count(sa.distinct(Candidate.id)))
        .join(Training, Training.candidate_id == Candidate.id)
        .where(Training.formal, Training.certificate_on >= since, Training.certificate_on < until)
        .group_by(Candidate.city)
    )
    return {city: count for city, count in session.execute(counted)}


def proof_of(session: Session, proof_id: int, candidate_id: int) -> Proof:
    """A proof of this candidate; raises Missing for anybody else's."""
    found = session.get(Proof, proof_id)
    if found is None or found.candidate_id != candidate_id:
        raise Missing
    return found


def decided_majors(session: Session) -> dict[str, Relation]:
    """Majors that a person has decided upon."""
    return {row.major: row.relation for row in session.scalars(sa.select(MajorDecision))}


def major_decision(session: Session, major: str) -> MajorDecision | None:
    """What was decided about a major of this name."""
    return session.scalar(sa.select(MajorDecision).where(MajorDecision.major == major))


def names(session: Session, account_ids: Collection[int | None]) -> dict[int, str]:
    """The names behind account numbers."""
    wanted = [account_id for account_id in account_ids if account_id is not None]
    rows = session.execute(sa.select(Account.id, Account.name).where(Account.id.in_(wanted)))
    return {account_id: name for account_id, name in rows}
