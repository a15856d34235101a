"""Reading results and what a decision is made from. A candidate's queries give published results only."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import lazyload

from examsite.core.db import Session
from examsite.core.refusal import Missing
from examsite.delivery.models import Component
from examsite.marking.models import PartMark
from examsite.people.models import Candidate
from examsite.registration.models import Registration
from examsite.scoring.models import Result
from examsite.scoring.rules.record import PartSeen
from examsite.sittings.models import Enrolment
from examsite.sittings.rules import EnrolmentState

PUBLISHED = ("published", "final")
"""States in which a candidate may see the marks; under review and annulled are told in words only."""

SHOWN = ("published", "under_review", "final", "annulled")


@dataclass(frozen=True)
class ToDecide:
    """What the decision asks of one enrolled registration."""

    registration_id: int
    level: str
    directions: Sequence[str]
    second: str | None
    as_of: date | None
    eligible: bool


def result(session: Session, result_id: int) -> Result:
    """One result; raises Missing."""
    found = session.get(Result, result_id)
    if found is None:
        raise Missing
    return found


def result_of(session: Session, registration_id: int) -> Result | None:
    """The result of a registration, published or not: for the centre only."""
    return session.scalar(sa.select(Result).where(Result.registration_id == registration_id))


def results_of(session: Session, candidate_id: int) -> Sequence[Result]:
    """A candidate's results once they are published, newest first; before that, nothing at all."""
    return session.scalars(
        sa.select(Result)
        .join(Registration, Registration.id == Result.registration_id)
        .where(
            Registration.candidate_id == candidate_id,
            Result.state.in_(SHOWN),
            Result.published_at.is_not(None),
        )
        .order_by(Result.published_at.desc(), Result.id.desc())
        .limit(100)
    ).all()


def results(
    session: Session,
    sitting_id: int,
    *,
    text: str = "",
    outcome: str = "",
    state: str = "",
    offset: int = 0,
    limit: int = 25,
) -> tuple[Sequence[Result], int]:
    """Results of a sitting by registration number, with the total; `text` is in the number or name."""
    found = (
        sa.select(Result)
        .join(Registration, Registration.id == Result.registration_id)
        .join(Candidate, Candidate.id == Registration.candidate_id)
        .where(Result.sitting_id == sitting_id)
    )
    if text:
        found = found.where(
            Registration.number.contains(text, autoescape=True)
            | Candidate.name.contains(text, autoescape=True)
        )
    if outcome:
        found = found.where(Result.outcome == outcome)
    if state:
        found = found.where(Result.state == state)
    total = session.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0
    rows = session.scalars(found.order_by(Registration.number).offset(offset).limit(limit))
    return rows.unique().all(), total


def counts(session: Session, sitting_id: int) -> dict[tuple[str, str], int]:
    """How many results a sitting has by (state, outcome)."""
    rows = session.execute(
        sa.select(Result.state, Result.outcome, sa.func.count())
        .where(Result.sitting_id == sitting_id)
        .group_by(Result.state, Result.outcome)
        .order_by(Result.state, Result.outcome)
    )
    return {(state, outcome): number for state, outcome, number in rows}


def counts_by_sitting(
    session: Session, sitting_ids: Collection[int]
) -> dict[int, dict[tuple[str, str], int]]:
    """The same for several sittings at once."""
    rows = session.execute(
        sa.select(Result.sitting_id, Result.state, Result.outcome, sa.func.count())
        .where(Result.sitting_id.in_(sitting_ids))
        .group_by(Result.sitting_id, Result.state, Result.outcome)
    )
    found: dict[int, dict[tuple[str, str], int]] = {one: {} for one in sitting_ids}
    for sitting_id, state, outcome, number in rows:
        found[sitting_id][state, outcome] = number
    return found


def decided(session: Session, sitting_id: int) -> Sequence[tuple[int, str, int]]:
    """What may be published: (result id, outcome, account of the candidate), by id."""
    rows = session.execute(
        sa.select(Result.id, Result.outcome, Candidate.account_id)
        .join(Registration, Registration.id == Result.registration_id)
        .join(Candidate, Candidate.id == Registration.candidate_id)
        .where(Result.sitting_id == sitting_id, Result.state == "decided")
        .order_by(Result.id)
    )
    return [(result_id, outcome, account_id) for result_id, outcome, account_id in rows]


def bare(session: Session, result_ids: Collection[int]) -> Sequence[Result]:
    """These results without their registrations, for writing many."""
    return session.scalars(
        sa.select(Result)
        .where(Result.id.in_(result_ids))
        .options(lazyload(Result.registration))
        .order_by(Result.id)
    ).all()


def publications(session: Session) -> Sequence[datetime]:
    """The moments at which results were published that are not yet final, oldest first."""
    rows = session.scalars(
        sa.select(Result.published_at)
        .where(Result.state == "published")
        .distinct()
        .order_by(Result.published_at)
    )
    return [moment for moment in rows if moment is not None]


def published_at(session: Session, moment: datetime, limit: int) -> Sequence[Result]:
    """Results published at this moment that are not yet final."""
    return session.scalars(
        sa.select(Result)
        .where(Result.state == "published", Result.published_at == moment)
        .options(lazyload(Result.registration))
        .order_by(Result.id)
        .limit(limit)
    ).all()


def to_decide(session: Session, sitting_id: int) -> Sequence[ToDecide]:
    """The enrolled registrations of a sitting, by id; a void enrolment is not among them."""
    rows = session.execute(
        sa.select(
            Registration.id,
            Registration.level,
            Registration.directions,
            Registration.second,
            Registration.as_of,
            Registration.state,
            Registration.checked_at,
        )
        .join(Enrolment, Enrolment.registration_id == Registration.id)
        .where(Enrolment.sitting_id == sitting_id, Enrolment.state != EnrolmentState.VOID)
        .order_by(Registration.id)
    )
    return [
        ToDecide(
            row.id,
            row.level,
            row.directions,
            row.second,
            row.as_of,
            is_eligible(row.state, row.checked_at),
        )
        for row in rows
    ]


def is_eligible(state: str, checked_at: datetime | None) -> bool:
    """Whether a checker accepted the registration and nothing was taken back since (资格初审)."""
    return checked_at is not None and state in ("enrolled", "closed")


def results_by_registration(session: Session, sitting_id: int) -> dict[int, Result]:
    """The results of a sitting by registration, without loading the registrations."""
    rows = session.scalars(
        sa.select(Result)
        .where(Result.sitting_id == sitting_id)
        .options(lazyload(Result.registration))
    )
    return {row.registration_id: row for row in rows}


def parts_seen(session: Session, sitting_id: int) -> dict[int, list[PartSeen]]:
    """Every component of a sitting with its mark, by registration, in a fixed order."""
    rows = session.execute(
        sa.select(
            Enrolment.registration_id,
            Component.unit,
            Component.part,
            Component.form,
            Component.state,
            PartMark.mark,
            PartMark.out_of,
        )
        .join(Enrolment, Enrolment.id == Component.enrolment_id)
        .outerjoin(PartMark, PartMark.component_id == Component.id)
        .where(Enrolment.sitting_id == sitting_id)
        .order_by(Enrolment.registration_id, Component.unit, Component.part)
    )
    found: dict[int, list[PartSeen]] = {}
    for registration_id, unit, part, form, state, mark, out_of in rows:
        seen = PartSeen(unit, part, form, state, mark, out_of)
        found.setdefault(registration_id, []).append(seen)
    return found


def marked_components(
    session: Session, sitting_id: int, registration_ids: Collection[int]
) -> Iterator[Component]:
    """Components with a mark that is not yet settled, of these registrations, without their enrolments."""
    wanted = set(registration_ids)
    rows = session.execute(
        sa.select(Component, Enrolment.registration_id)
        .join(Enrolment, Enrolment.id == Component.enrolment_id)
        .where(Enrolment.sitting_id == sitting_id, Component.state == "marked")
        .options(lazyload(Component.enrolment))
        .order_by(Component.id)
    ).all()
    return (component for component, registration_id in rows if registration_id in wanted)
