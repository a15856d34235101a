"""Who marks and whose work it is: read only to keep the two apart 回避."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import lazyload

from examsite.accreditation.models import Member, Stay, Unit
from examsite.core.db import Session
from examsite.delivery.models import Component, Work
from examsite.marking.models import Script
from examsite.marking.rules.allocation import Author, Marker
from examsite.people import queries as people
from examsite.people.models import Account, Candidate, Employment, Training
from examsite.people.rules.roles import Role
from examsite.registration.models import Registration
from examsite.sittings.models import Enrolment


def markers(session: Session) -> list[Marker]:
    """Everybody who may mark 阅卷员, by name, with the unit they act for."""
    accounts: dict[int, Account] = {}
    for role in (Role.MARKER, Role.CHIEF_MARKER):
        accounts |= {row.id: row for row in people.accounts_with_role(session, role)}
    units = {
        account_id: (unit_id, name)
        for account_id, unit_id, name in session.execute(
            sa.select(Member.account_id, Unit.id, Unit.name)
            .join(Unit, Unit.id == Member.unit_id)
            .where(Member.account_id.in_(accounts))
        )
    }
    found = [Marker(row.id, row.name, *units.get(row.id, (None, ""))) for row in accounts.values()]
    return sorted(found, key=lambda marker: (marker.name, marker.account_id))


def authors(session: Session, script_ids: Sequence[int]) -> dict[int, Author]:
    """The authors of these scripts, by script id, with all that may bind a marker to them."""
    rows = session.execute(
        sa.select(Script.id, Candidate.id, Candidate.account_id, Candidate.name, Work.recorded_by)
        .join(Component, Component.id == Script.component_id)
        .join(Enrolment, Enrolment.id == Component.enrolment_id)
        .join(Registration, Registration.id == Enrolment.registration_id)
        .join(Candidate, Candidate.id == Registration.candidate_id)
        .outerjoin(Work, Work.component_id == Component.id)
        .where(Script.id.in_(script_ids))
    ).all()
    candidate_ids = {row[1] for row in rows}
    stays = _stays(session, candidate_ids)
    places = _places(session, candidate_ids)
    return {
        script_id: Author(
            account_id,
            name,
            frozenset(stay.unit_id for stay in stays.get(candidate_id, ()) if stay.unit_id),
            frozenset(places.get(candidate_id, ())),
            frozenset(_accounts(stays.get(candidate_id, ()))),
            recorded_by,
        )
        for script_id, candidate_id, account_id, name, recorded_by in rows
    }


def _stays(session: Session, candidate_ids: Collection[int]) -> dict[int, list[Stay]]:
    found: dict[int, list[Stay]] = {}
    rows = session.scalars(
        sa.select(Stay).where(Stay.candidate_id.in_(candidate_ids)).options(lazyload(Stay.unit))
    )
    for stay in rows:
        found.setdefault(stay.candidate_id, []).append(stay)
    return found


def _accounts(stays: Iterable[Stay]) -> set[int]:
    return {
        account_id
        for stay in stays
        for account_id in (stay.signed_by, stay.verified_by)
        if account_id
    }


def _places(session: Session, candidate_ids: Collection[int]) -> dict[int, set[str]]:
    """Names of the institutions and firms where these candidates trained, worked or practised."""
    found: dict[int, set[str]] = {}
    for column, owner in (
        (Training.institution, Training.candidate_id),
        (Employment.employer, Employment.candidate_id),
        (Stay.firm, Stay.candidate_id),
    ):
        for candidate_id, name in session.execute(
            sa.select(owner, column).where(owner.in_(candidate_ids), column != "")
        ):
            found.setdefault(candidate_id, set()).add(name)
    return found
