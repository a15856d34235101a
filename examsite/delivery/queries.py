"""Reading components, attempts, answer sheets and works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from examsite.bank.models import Item, ItemVersion
from examsite.bank.rules.items import ItemType
from examsite.catalogue.queries import settings_on
from examsite.core.db import Session
from examsite.core.refusal import Missing
from examsite.delivery.models import Attempt, Component, ResponseEvent, TimeGrant, Work, WorkFile
from examsite.delivery.rules import clock, log, places
from examsite.delivery.rules.clock import TRANSIT_GRACE_S, Deadline, Entry, Grant, StartProblem
from examsite.delivery.rules.parts import ONLINE
from examsite.delivery.rules.works import MAX_UPLOAD_MB
from examsite.papers.models import Paper, PaperItem
from examsite.registration.models import Registration
from examsite.sittings.models import Enrolment, SittingUnit
from examsite.sittings.rules import EnrolmentState, SittingState

_slots: dict[str, dict[int, places.Slot]] = {}


@dataclass(frozen=True)
class Standing:
    """How an attempt stands for one epoch: all that appending has to know, from one statement."""

    seed: str
    seal: str
    paper_id: int
    epoch: int
    closed_at: datetime | None
    deadline_at: datetime
    head: str
    last_seq: int
    last_head: str


@dataclass(frozen=True)
class Pulse:
    """What a player asks for between two answers: the current epoch, the deadline, and whether it is closed."""

    epoch: int
    deadline_at: datetime
    closed_at: datetime | None
    closed_by: str | None
    head: str


def component(session: Session, component_id: int) -> Component:
    """A component 考核项. Raises Missing."""
    found = session.get(Component, component_id)
    if found is None:
        raise Missing
    return found


def component_of(session: Session, component_id: int, candidate_id: int) -> Component:
    """A component of this candidate. Raises Missing for anybody else's."""
    found = component(session, component_id)
    if found.enrolment.registration.candidate_id != candidate_id:
        raise Missing
    return found


def components_of(session: Session, enrolment_id: int) -> Sequence[Component]:
    """The components of one enrolment, by unit and part."""
    return session.scalars(
        sa.select(Component)
        .where(Component.enrolment_id == enrolment_id)
        .order_by(Component.unit, Component.part)
    ).all()


def components_of_candidate(session: Session, candidate_id: int) -> Sequence[Component]:
    """The components of a candidate over all sittings, the newest sitting first, at most 200."""
    return session.scalars(
        sa.select(Component)
        .join(Component.enrolment)
        .join(Enrolment.registration)
        .where(Registration.candidate_id == candidate_id)
        .order_by(Enrolment.sitting_id.desc(), Component.unit, Component.part)
        .limit(200)
    ).all()


def components_in(
    session: Session, sitting_id: int, part: str | None = None, state: str | None = None
) -> Sequence[Component]:
    """The components of a sitting, by id; of one part or in one state when given."""
    found = sa.select(Component).join(Component.enrolment).where(Enrolment.sitting_id == sitting_id)
    if part:
        found = found.where(Component.part == part)
    if state:
        found = found.where(Component.state == state)
    return session.scalars(found.order_by(Component.id)).all()


def sitting_unit(session: Session, component: Component) -> SittingUnit:
    """What the component's unit is tested with: its paper and the brief of its second part. Raises Missing."""
    found = sa.select(SittingUnit).where(
        SittingUnit.sitting_id == component.enrolment.sitting_id, SittingUnit.unit == component.unit
    )
    if component.form != "online":
        found = found.where(SittingUnit.form == component.form)
    second = component.enrolment.registration.second
    if component.form == "online" and second:
        found = found.where(SittingUnit.form == second)
    row = session.scalar(found.order_by(SittingUnit.id).limit(1))
    if row is None:
        raise Missing
    return row


def attempt(session: Session, attempt_id: int) -> Attempt:
    """An attempt 作答. Raises Missing."""
    found = session.get(Attempt, attempt_id)
    if found is None:
        raise Missing
    return found


def attempt_of(session: Session, component_id: int) -> Attempt | None:
    """The attempt of a component, if it was begun."""
    return session.scalar(sa.select(Attempt).where(Attempt.component_id == component_id))


def attempt_for(session: Session, attempt_id: int, account_id: int) -> Attempt:
    """The attempt of this account. Raises Missing for anybody else's."""
    found = attempt(session, attempt_id)
    if found.component.enrolment.registration.candidate.account_id != account_id:
        raise Missing
    return found


def open_attempts(session: Session, sitting_id: int) -> int:
    """How many attempts of a sitting are not closed."""
    found = (
        sa.select(sa.func.count())
        .select_from(Attempt)
        .join(Component, Component.id == Attempt.component_id)
        .join(Enrolment, Enrolment.id == Component.enrolment_id)
        .where(Enrolment.sitting_id == sitting_id, Attempt.closed_at.is_(None))
    )
    return session.scalar(found) or 0


def grants(session: Session, attempt_id: int) -> tuple[Grant, ...]:
    """What time was granted to an attempt, in order."""
    rows = session.execute(
        sa.select(TimeGrant.seconds, TimeGrant.reason)
        .where(TimeGrant.attempt_id == attempt_id)
        .order_by(TimeGrant.id)
    )
    return tuple(Grant(seconds, reason) for seconds, reason in rows)


def why_not_start(component: Component, now: datetime) -> StartProblem | None:
    """What keeps the candidate from beginning this component now."""
    enrolment, sitting = component.enrolment, component.enrolment.sitting
    entry = Entry(sitting.starts_at, sitting.ends_at, sitting.late_entry_min)
    if component.part != ONLINE:
        entry = Entry(sitting.starts_at, sitting.works_due_at, None)
    sitting_open = sitting.state is SittingState.OPEN
    return clock.why_not_start(sitting_open, enrolment.state is EnrolmentState.ARRIVED, now, entry)


def may_see_brief(component: Component, now: datetime) -> bool:
    """Whether the assignment is shown: from the start on, to who was let in; it stays readable afterwards."""
    enrolment = component.enrolment
    arrived = enrolment.state is EnrolmentState.ARRIVED and component.state != "absent"
    return arrived and now >= enrolment.sitting.starts_at


def deadline_of(session: Session, attempt: Attempt) -> Deadline:
    """The deadline of an attempt with its reasons."""
    ends_at = attempt.component.enrolment.sitting.ends_at
    limit_s = attempt.paper.time_limit_s
    return clock.deadline(attempt.started_at, limit_s, ends_at, grants(session, attempt.id))


def standing(session: Session, attempt_id: int, epoch: int) -> Standing | None:
    """How an attempt stands for one epoch; None when there is no such attempt."""
    last = (
        sa.select(ResponseEvent.seq, ResponseEvent.head)
        .where(ResponseEvent.attempt_id == attempt_id, ResponseEvent.epoch == epoch)
        .order_by(ResponseEvent.seq.desc())
        .limit(1)
        .subquery()
    )
    row = session.execute(
        sa.select(
            Attempt.seed, Paper.seal, Attempt.paper_id, Attempt.epoch, Attempt.closed_at,
            Attempt.deadline_at, Attempt.head, last.c.seq, last.c.head.label("last_head"),
        )
        .select_from(Attempt)
        .join(Paper, Paper.id == Attempt.paper_id)
        .outerjoin(last, sa.true())
        .where(Attempt.id == attempt_id)
    ).one_or_none()  # fmt: skip
    if row is None:
        return None
    last_head = row.last_head or log.genesis(attempt_id, row.seal, epoch)
    return Standing(
        row.seed, row.seal, row.paper_id, row.epoch, row.closed_at, row.deadline_at, row.head,
        row.seq or 0, last_head,
    )  # fmt: skip


def pulse(session: Session, attempt_id: int) -> Pulse:
    """How an attempt stands, by one statement. Raises Missing."""
    row = session.execute(
        sa.select(
            Attempt.epoch, Attempt.deadline_at, Attempt.closed_at, Attempt.closed_by, Attempt.head
        ).where(Attempt.id == attempt_id)
    ).one_or_none()
    if row is None:
        raise Missing
    return Pulse(*row)


def slots(session: Session, paper_id: int, seal: str) -> Mapping[int, places.Slot]:
    """The shape of a sealed paper by position. Kept by its seal: what is sealed does not change."""
    if seal not in _slots:
        rows = session.execute(
            sa.select(PaperItem.position, Item.type, ItemVersion.options)
            .join(ItemVersion, ItemVersion.id == PaperItem.item_version_id)
            .join(Item, Item.id == ItemVersion.item_id)
            .where(PaperItem.paper_id == paper_id)
            .order_by(PaperItem.position)
        )
        _slots[seal] = {row[0]: places.Slot(row[0], row[1], len(row[2])) for row in rows}
    return _slots[seal]


def stored(session: Session, attempt_id: int, epoch: int, first: int, last: int) -> list[str]:
    """The heads of committed events of an epoch from seq `first` to `last`, in order."""
    return list(
        session.scalars(
            sa.select(ResponseEvent.head)
            .where(
                ResponseEvent.attempt_id == attempt_id,
                ResponseEvent.epoch == epoch,
                ResponseEvent.seq.between(first, last),
            )
            .order_by(ResponseEvent.seq)
        )
    )


def head_at(session: Session, attempt_id: int, epoch: int, seq: int) -> str | None:
    """The head after one committed event; None when there is none."""
    return next(iter(stored(session, attempt_id, epoch, seq, seq)), None)


def answers(session: Session, attempt_id: int) -> dict[int, tuple[log.Event, datetime]]:
    """The folded sheet with the moment each answer was received."""
    rows = session.execute(
        sa.select(
            ResponseEvent.epoch, ResponseEvent.seq, ResponseEvent.position,
            ResponseEvent.response, ResponseEvent.received_at,
        ).where(ResponseEvent.attempt_id == attempt_id)
    ).all()  # fmt: skip
    received = {(row.epoch, row.seq): row.received_at for row in rows}
    sheet = log.fold(
        log.Event(row.epoch, row.seq, row.position, tuple(row.response)) for row in rows
    )
    return {
        position: (sheet[position], received[sheet[position].epoch, sheet[position].seq])
        for position in sorted(sheet)
    }


def sheet(session: Session, attempt_id: int) -> dict[int, list[int]]:
    """The answer sheet 答卷: chosen places (in bank order) by position; positions never answered are absent."""
    folded = answers(session, attempt_id)
    return {position: list(event.places) for position, (event, _at) in folded.items()}


def ends(session: Session, attempt_ids: Sequence[int]) -> dict[int, list[log.End]]:
    """The last event of every epoch of each of these attempts."""
    found: dict[int, list[log.End]] = {attempt_id: [] for attempt_id in attempt_ids}
    latest = (
        sa.select(
            ResponseEvent.attempt_id,
            ResponseEvent.epoch,
            sa.func.max(ResponseEvent.seq).label("seq"),
        )
        .where(ResponseEvent.attempt_id.in_(attempt_ids))
        .group_by(ResponseEvent.attempt_id, ResponseEvent.epoch)
        .subquery()
    )
    rows = session.execute(
        sa.select(
            ResponseEvent.attempt_id, ResponseEvent.epoch, ResponseEvent.seq, ResponseEvent.head
        ).join(
            latest,
            sa.and_(
                latest.c.attempt_id == ResponseEvent.attempt_id,
                latest.c.epoch == ResponseEvent.epoch,
                latest.c.seq == ResponseEvent.seq,
            ),
        )
    )
    for attempt_id, epoch, seq, head in rows:
        found[attempt_id].append(log.End(epoch, seq, head))
    return found


def paper_for_candidate(session: Session, attempt: Attempt) -> dict[str, Any]:
    """The paper as this candidate's browser may know it: built from an allow-list, in the attempt's own order.

    Ids, type, stem, option texts and full marks; never a key, an explanation, a course or a difficulty.
    """
    rows = {
        row.position: row
        for row in session.execute(
            sa.select(
                PaperItem.position, PaperItem.full_mark, ItemVersion.stem, ItemVersion.options
            )
            .join(ItemVersion, ItemVersion.id == PaperItem.item_version_id)
            .where(PaperItem.paper_id == attempt.paper_id)
        )
    }
    shape = slots(session, attempt.paper_id, attempt.paper.seal)
    items = [
        {
            "id": shown.id,
            "type": shown.type.value,
            "stem": rows[shown.position].stem,
            "mark": str(rows[shown.position].full_mark),
            "options": [
                {"id": option, "text": rows[shown.position].options[place]}
                for option, place in shown.options
            ],
        }
        for shown in places.arrange(attempt.seed, shape.values())
    ]
    return {"items": items, "seal": attempt.paper.seal}


def answers_for_candidate(session: Session, attempt: Attempt) -> list[dict[str, Any]]:
    """The folded sheet in the attempt's own ids, with (epoch, seq) and the moment the server stored each."""
    return [
        {
            "item": places.item_id(attempt.seed, position),
            "options": sorted(
                places.option_id(attempt.seed, position, place) for place in event.places
            ),
            "epoch": event.epoch,
            "seq": event.seq,
            "at": at.isoformat(),
        }
        for position, (event, at) in answers(session, attempt.id).items()
    ]


def section_counts(session: Session, paper: Paper) -> list[tuple[ItemType, int]]:
    """How many items of each type a paper has, in its order."""
    counted: dict[ItemType, int] = {}
    for slot in slots(session, paper.id, paper.seal).values():
        counted[slot.type] = counted.get(slot.type, 0) + 1
    return list(counted.items())


def work_of(session: Session, component_id: int) -> Work | None:
    """The work of a component, if anything was uploaded or recorded."""
    return session.scalar(sa.select(Work).where(Work.component_id == component_id))


def work_file(session: Session, file_id: int, candidate_id: int) -> WorkFile:
    """A file of one of this candidate's works. Raises Missing for anybody else's."""
    found = session.get(WorkFile, file_id)
    if found is None:
        raise Missing
    work = session.get_one(Work, found.work_id)
    if work.component.enrolment.registration.candidate_id != candidate_id:
        raise Missing
    return found


def transit_grace_s(session: Session, day: date) -> int:
    """How many seconds after the deadline an answer may still arrive (setting transit_grace_s)."""
    return int(settings_on(session, day).get("transit_grace_s", TRANSIT_GRACE_S))


def max_upload_bytes(session: Session, day: date) -> int:
    """The largest file of a work (setting max_upload_mb), in bytes."""
    return int(settings_on(session, day).get("max_upload_mb", MAX_UPLOAD_MB)) * 1_000_000
