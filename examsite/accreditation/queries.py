"""Reading the register and practice stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from examsite.accreditation.models import Member, Stay, Unit
from examsite.accreditation.rules.stays import StayKind, StayState, UnitKind
from examsite.core.db import Session
from examsite.core.refusal import Missing
from examsite.people.models import Candidate


def unit(session: Session, unit_id: int) -> Unit:
    """One unit of the register; raises Missing."""
    found = session.get(Unit, unit_id)
    if found is None:
        raise Missing
    return found


def unit_of(session: Session, account_id: int) -> Unit | None:
    """The unit that an account acts for, or None."""
    member = session.scalar(sa.select(Member).where(Member.account_id == account_id))
    return member.unit if member else None


def unit_by_code(session: Session, kind: UnitKind, credit_code: str) -> Unit | None:
    """The unit of this kind with this 统一社会信用代码."""
    return session.scalar(sa.select(Unit).where(Unit.kind == kind, Unit.credit_code == credit_code))


def bases_on(session: Session, day: date) -> Sequence[Unit]:
    """The practice bases registered on a day 在册实践基地, by city and name."""
    return session.scalars(
        sa.select(Unit)
        .where(
            Unit.kind == UnitKind.BASE,
            Unit.registered_on <= day,
            Unit.revoked_on.is_(None) | (Unit.revoked_on > day),
        )
        .order_by(Unit.city, Unit.name)
        .limit(1000)
    ).all()


def stay(session: Session, stay_id: int) -> Stay:
    """One stay; raises Missing."""
    found = session.get(Stay, stay_id)
    if found is None:
        raise Missing
    return found


def stay_of(session: Session, stay_id: int, candidate_id: int) -> Stay:
    """A stay of this candidate; raises Missing for anybody else's."""
    found = stay(session, stay_id)
    if found.candidate_id != candidate_id:
        raise Missing
    return found


def stay_at(session: Session, stay_id: int, unit_id: int) -> Stay:
    """A stay at this base; raises Missing for one anywhere else."""
    found = stay(session, stay_id)
    if found.unit_id != unit_id:
        raise Missing
    return found


def stays_of(session: Session, candidate_id: int) -> Sequence[Stay]:
    """The stays of a candidate, by their first day."""
    return session.scalars(
        sa.select(Stay).where(Stay.candidate_id == candidate_id).order_by(Stay.start_on, Stay.id)
    ).all()


def stays_at(
    session: Session,
    unit_id: int,
    *,
    state: StayState | None = None,
    text: str = "",
    offset: int = 0,
    limit: int = 25,
) -> tuple[Sequence[tuple[Stay, Candidate]], int]:
    """The stays at a base with their candidates, newest first, and how many there are in all."""
    found = _with_candidates(text).where(Stay.unit_id == unit_id)
    if state is not None:
        found = found.where(Stay.state == state)
    return _page(session, found.order_by(Stay.start_on.desc(), Stay.id.desc()), offset, limit)


def stays_to_verify(
    session: Session, *, text: str = "", offset: int = 0, limit: int = 25
) -> tuple[Sequence[tuple[Stay, Candidate]], int]:
    """What waits for the centre 待核实: countersigned stays at bases, declared ones at firms; oldest first."""
    waiting = (Stay.state == StayState.COUNTERSIGNED) | (
        (Stay.kind == StayKind.ENTERPRISE) & (Stay.state == StayState.DECLARED)
    )
    return _page(session, _with_candidates(text).where(waiting).order_by(Stay.id), offset, limit)


def _with_candidates(text: str) -> sa.Select[Stay, Candidate]:
    found = sa.select(Stay, Candidate).join(Candidate, Candidate.id == Stay.candidate_id)
    return found.where(Candidate.name.contains(text, autoescape=True)) if text else found


def _page(
    session: Session, found: sa.Select[Stay, Candidate], offset: int, limit: int
) -> tuple[Sequence[tuple[Stay, Candidate]], int]:
    counted = sa.select(sa.func.count()).select_from(found.order_by(None).subquery())
    rows = session.execute(found.offset(offset).limit(limit)).all()
    return [(row[0], row[1]) for row in rows], session.scalar(counted) or 0
