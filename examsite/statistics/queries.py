"""Counting for reconciliations and figures; every count comes from the table that owns it, never from another count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from examsite.audit.act import CHINA
from examsite.bank import queries as bank
from examsite.bank.models import Item, ItemVersion
from examsite.bank.rules.marking import mark
from examsite.catalogue.rules import levels
from examsite.core.db import Session
from examsite.credentials.models import Credential
from examsite.delivery.models import Attempt, Component, ResponseEvent, Work
from examsite.delivery.rules import log
from examsite.marking.models import PartMark, Script, Sheet
from examsite.papers.models import PaperItem
from examsite.registration import queries as registrations
from examsite.registration.models import Registration
from examsite.scoring.models import Result
from examsite.scoring.rules.decision import score_of
from examsite.sittings import queries as sittings
from examsite.sittings.models import Enrolment, Sitting
from examsite.sittings.rules import EnrolmentState
from examsite.statistics import rules
from examsite.statistics.rules import ItemFigures, Name, Part, Reconciliation, UnitFigures

_REGISTERED_STATES = {
    "accepted": Part.ACCEPTED_ONLY,
    "enrolled": Part.ENROLLED,
    "closed": Part.ENROLLED,
    "refused": Part.REFUSED,
    "withdrawn": Part.WITHDRAWN,
    "cancelled_false": Part.CANCELLED,
}
_UNDER_WAY = ("due", "registered", "printed")


def reconciliation(session: Session, sitting_id: int) -> tuple[Reconciliation, ...]:
    """The five reconciliations 五项对账 of a sitting, in their order (decisions.md). Raises Missing."""
    sitting = sittings.sitting(session, sitting_id)
    return (
        _enrolment(session, sitting),
        _arrival(session, sitting_id),
        _attempts(session, sitting_id),
        _marks(session, sitting_id),
        _credentials(session, sitting_id),
    )


def unit_figures(session: Session, sitting_id: int) -> list[UnitFigures]:
    """Pass rate and mean of every part of every unit, over the marked; by unit and part."""
    sitting = sittings.sitting(session, sitting_id)
    day = sitting.starts_at.astimezone(CHINA).date()
    pass_mark = registrations.rule_config(session, day).pass_mark
    rows = session.execute(
        sa.select(Component.unit, Component.part, PartMark.mark, PartMark.out_of)
        .join(Enrolment, Enrolment.id == Component.enrolment_id)
        .join(PartMark, PartMark.component_id == Component.id)
        .where(Enrolment.sitting_id == sitting_id, Component.state != "annulled")
        .order_by(Component.unit, Component.part)
    )
    scores: dict[tuple[str, str], list[Fraction]] = {}
    for unit, part, got, out_of in rows:
        score = score_of(got, out_of)
        if score is not None:
            scores.setdefault((unit, part), []).append(score)
    return [
        rules.unit_figures(unit, part, known, pass_mark)
        for (unit, part), known in sorted(scores.items())
    ]


def outcome_counts(session: Session, sitting_id: int) -> dict[str, int]:
    """How many results of a sitting stand at each outcome."""
    rows = session.execute(
        sa.select(Result.outcome, sa.func.count())
        .where(Result.sitting_id == sitting_id)
        .group_by(Result.outcome)
    )
    return {outcome: number for outcome, number in rows}


def item_figures(session: Session, sitting_id: int, unit: str) -> list[ItemFigures]:
    """The facility of every item of a unit's papers over the closed attempts of a sitting, by position.

    From the response log and the bank's keys, so not before the sitting is closed.
    """
    attempts = _closed_attempts(session, sitting_id, unit)
    by_paper: dict[int, list[int]] = {}
    for attempt_id, paper_id in attempts:
        by_paper.setdefault(paper_id, []).append(attempt_id)
    found: list[ItemFigures] = []
    for paper_id, attempt_ids in sorted(by_paper.items()):
        found += _figures_of_paper(session, unit, paper_id, attempt_ids)
    return found


def _enrolment(session: Session, sitting: Sitting) -> Reconciliation:
    registered = _count_by(
        session,
        sa.select(Registration.state, sa.func.count())
        .where(
            Registration.round_id == sitting.round_id,
            Registration.level == sitting.level,
            Registration.submitted_at.is_not(None),
        )
        .group_by(Registration.state),
    )
    parts = {part: 0 for part in _REGISTERED_STATES.values()}
    for state, number in registered.items():
        if state in _REGISTERED_STATES:
            parts[_REGISTERED_STATES[state]] += number
    enrolled = _number(
        session,
        sa.select(sa.func.count())
        .select_from(Enrolment)
        .join(Registration, Registration.id == Enrolment.registration_id)
        .where(
            Registration.round_id == sitting.round_id,
            Registration.level == sitting.level,
            Registration.state != "cancelled_false",
        ),
    )
    right = {
        Part.ENROLLED: enrolled,
        Part.REFUSED: parts[Part.REFUSED],
        Part.WITHDRAWN: parts[Part.WITHDRAWN],
    }
    if parts[Part.CANCELLED]:
        right[Part.CANCELLED] = parts[Part.CANCELLED]
    waiting = {Part.ACCEPTED_ONLY: parts[Part.ACCEPTED_ONLY]}
    return Reconciliation(
        Name.ENROLMENT, {Part.REGISTERED: sum(parts.values())}, right, _known(waiting)
    )


def _arrival(session: Session, sitting_id: int) -> Reconciliation:
    states = sittings.counts(session, sitting_id)
    enrolled = _number(
        session, sa.select(sa.func.count()).where(Enrolment.sitting_id == sitting_id)
    )
    return Reconciliation(
        Name.ARRIVAL,
        {Part.ENROLLED: enrolled},
        {
            Part.ARRIVED: states[EnrolmentState.ARRIVED],
            Part.ABSENT: states[EnrolmentState.ABSENT],
            Part.VOID: states[EnrolmentState.VOID],
        },
        _known({Part.NOT_YET_SEEN: states[EnrolmentState.ENROLLED]}),
    )


def _attempts(session: Session, sitting_id: int) -> Reconciliation:
    online = (
        sa.select(sa.func.count(Component.id))
        .select_from(Component)
        .join(Enrolment, Enrolment.id == Component.enrolment_id)
        .outerjoin(Attempt, Attempt.component_id == Component.id)
        .where(
            Enrolment.sitting_id == sitting_id,
            Enrolment.state == EnrolmentState.ARRIVED,
            Component.part == "online",
        )
    )
    return Reconciliation(
        Name.ATTEMPTS,
        {Part.ENTRIES: _number(session, online)},
        {
            Part.CLOSED: _number(session, online.where(Attempt.closed_at.is_not(None))),
            Part.NEVER_STARTED: _number(session, online.where(Attempt.id.is_(None))),
        },
        _known(
            {
                Part.STILL_OPEN: _number(
                    session, online.where(Attempt.id.is_not(None), Attempt.closed_at.is_(None))
                )
            }
        ),
    )


def _marks(session: Session, sitting_id: int) -> Reconciliation:
    in_sitting = (
        sa.select(sa.func.count())
        .select_from(Component)
        .join(Enrolment, Enrolment.id == Component.enrolment_id)
        .where(Enrolment.sitting_id == sitting_id)
    )
    closed = in_sitting.join(Attempt, Attempt.component_id == Component.id).where(
        Attempt.closed_at.is_not(None)
    )
    works = in_sitting.join(Work, Work.component_id == Component.id).where(
        Work.handed_in_at.is_not(None) | (Work.on_site_note != "")
    )
    marked = in_sitting.join(PartMark, PartMark.component_id == Component.id)
    return Reconciliation(
        Name.MARKS,
        {Part.CLOSED: _number(session, closed), Part.WORKS: _number(session, works)},
        {Part.MARKS: _number(session, marked)},
    )


def _credentials(session: Session, sitting_id: int) -> Reconciliation:
    passed = _number(
        session,
        sa.select(sa.func.count()).where(
            Result.sitting_id == sitting_id, Result.outcome == "passed", Result.state != "annulled"
        ),
    )
    states = _count_by(
        session,
        sa.select(Credential.state, sa.func.count())
        .join(Result, Result.registration_id == Credential.registration_id)
        .where(Result.sitting_id == sitting_id)
        .group_by(Credential.state),
    )
    under_way = sum(states.get(state, 0) for state in _UNDER_WAY)
    return Reconciliation(
        Name.CREDENTIALS,
        {Part.PASSED: passed},
        {
            Part.ISSUED: states.get("issued", 0) + states.get("revoked", 0),
            Part.BLOCKED: states.get("blocked", 0),
        },
        _known({Part.UNDER_WAY: under_way, Part.NOT_YET_DUE: passed - sum(states.values())}),
    )


def _figures_of_paper(
    session: Session, unit: str, paper_id: int, attempt_ids: Sequence[int]
) -> Iterator[ItemFigures]:
    items = session.execute(
        sa.select(
            PaperItem.position,
            PaperItem.full_mark,
            PaperItem.item_version_id,
            Item.code,
            Item.course,
            ItemVersion.difficulty,
        )
        .join(ItemVersion, ItemVersion.id == PaperItem.item_version_id)
        .join(Item, Item.id == ItemVersion.item_id)
        .where(PaperItem.paper_id == paper_id)
        .order_by(PaperItem.position)
    ).all()
    keys = bank.keys_of(session, [row.item_version_id for row in items])
    sheets = _sheets(session, attempt_ids)
    courses = {one.id: one.zh for one in levels.unit(unit).courses}
    for row in items:
        type_, key = keys[row.item_version_id]
        answers = [sheet.get(row.position, ()) for sheet in sheets]
        marks = [mark(type_, key, answer, row.full_mark) for answer in answers]
        yield ItemFigures(
            unit,
            row.position,
            row.code,
            courses.get(row.course, row.course),
            row.difficulty,
            sum(bool(answer) for answer in answers),
            len(sheets),
            rules.facility(marks, row.full_mark),
        )


def _closed_attempts(session: Session, sitting_id: int, unit: str) -> Sequence[tuple[int, int]]:
    rows = session.execute(
        sa.select(Attempt.id, Attempt.paper_id)
        .join(Component, Component.id == Attempt.component_id)
        .join(Enrolment, Enrolment.id == Component.enrolment_id)
        .where(
            Enrolment.sitting_id == sitting_id,
            Component.unit == unit,
            Attempt.closed_at.is_not(None),
        )
        .order_by(Attempt.id)
    )
    return [(attempt_id, paper_id) for attempt_id, paper_id in rows]


def _sheets(session: Session, attempt_ids: Sequence[int]) -> list[Mapping[int, tuple[int, ...]]]:
    """The folded answer sheet of each attempt, places by position; read in portions."""
    found: list[Mapping[int, tuple[int, ...]]] = []
    for start in range(0, len(attempt_ids), 500):
        portion = attempt_ids[start : start + 500]
        events: dict[int, list[log.Event]] = {attempt_id: [] for attempt_id in portion}
        rows = session.execute(
            sa.select(
                ResponseEvent.attempt_id,
                ResponseEvent.epoch,
                ResponseEvent.seq,
                ResponseEvent.position,
                ResponseEvent.response,
            ).where(ResponseEvent.attempt_id.in_(portion))
        )
        for attempt_id, epoch, seq, position, response in rows:
            events[attempt_id].append(log.Event(epoch, seq, position, tuple(response)))
        found += [
            {position: event.places for position, event in log.fold(known).items()}
            for known in events.values()
        ]
    return found


def _number(session: Session, counted: sa.Select[Any]) -> int:
    return int(session.scalar(counted) or 0)


def _count_by(session: Session, counted: sa.Select[str, int]) -> dict[str, int]:
    return {state: number for state, number in session.execute(counted)}


def _known(parts: Mapping[Part, int]) -> dict[Part, int]:
    return {part: number for part, number in parts.items() if number}


def works_marked_by(session: Session, sitting_id: int, markers: int) -> int:
    """Works of a sitting with locked sheets of at least so many markers: two for 双评, three for 仲裁."""
    found = (
        sa.select(Sheet.script_id)
        .join(Script, Script.id == Sheet.script_id)
        .join(Component, Component.id == Script.component_id)
        .join(Enrolment, Enrolment.id == Component.enrolment_id)
        .where(Enrolment.sitting_id == sitting_id, Sheet.locked_at.is_not(None))
        .group_by(Sheet.script_id)
        .having(sa.func.count() >= markers)
    )
    return _number(session, sa.select(sa.func.count()).select_from(found.subquery()))
