"""How far a sitting's works are: what the allocation page reads. Codes and numbers, never a candidate."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import raiseload

from examsite.core.db import Session
from examsite.delivery.models import Component
from examsite.delivery.rules.parts import ONLINE
from examsite.marking.models import Script, Sheet
from examsite.marking.rules.sheet import SheetState
from examsite.people.models import Account
from examsite.sittings.models import Enrolment, Sitting

BY_HAND = Component.part != ONLINE
HANDED_IN = ("handed_in", "marking", "marked", "settled")


@dataclass(frozen=True)
class UnitCount:
    """How far one unit of a sitting is in one form: works in all, not yet coded, waiting, with markers, marked."""

    unit: str
    form: str
    total: int
    to_code: int
    waiting: int
    assigned: int
    marked: int


@dataclass(frozen=True)
class SheetLine:
    """A sheet as the allocation page shows it: code and marker, never a candidate, never points."""

    code: str
    unit: str
    form: str
    marker_id: int
    marker: str
    state: SheetState


def sittings_to_mark(session: Session, limit: int = 50) -> Sequence[tuple[Sitting, int, int]]:
    """Sittings with works handed in, latest first: how many works, how many of them marked."""
    works = sa.func.count()
    marked = sa.func.sum(sa.case((Component.state.in_(("marked", "settled")), 1), else_=0))
    rows = session.execute(
        sa.select(Sitting, works, marked)
        .join(Enrolment, Enrolment.sitting_id == Sitting.id)
        .join(Component, Component.enrolment_id == Enrolment.id)
        .where(BY_HAND, Component.state.in_(HANDED_IN))
        .group_by(Sitting.id)
        .order_by(Sitting.starts_at.desc(), Sitting.id.desc())
        .limit(limit)
        .options(raiseload(Sitting.round), raiseload(Sitting.venue), raiseload(Sitting.units))
    )
    return [(row[0], row[1], row[2]) for row in rows]


def unit_counts(session: Session, sitting_id: int) -> list[UnitCount]:
    """How far each unit of a sitting is, by unit and form."""
    has_sheet = sa.exists().where(Sheet.script_id == Script.id)
    rows = session.execute(
        sa.select(
            Component.unit,
            Component.form,
            sa.func.count(),
            _number(Script.id.is_(None) & (Component.state == "handed_in")),
            _number(Script.id.is_not(None) & ~has_sheet),
            _number(has_sheet & Component.state.in_(("handed_in", "marking"))),
            _number(Component.state.in_(("marked", "settled"))),
        )
        .join(Component.enrolment)
        .outerjoin(Script, Script.component_id == Component.id)
        .where(_in(sitting_id), BY_HAND, Component.state.in_(HANDED_IN))
        .group_by(Component.unit, Component.form)
        .order_by(Component.unit, Component.form)
    )
    return [UnitCount(*row) for row in rows]


def scripts_waiting(
    session: Session, sitting_id: int, units: Collection[str] | None = None
) -> Sequence[Script]:
    """Coded works of a sitting that nobody was asked to mark yet, by code; of some units when given."""
    found = (
        sa.select(Script)
        .join(Script.component)
        .join(Component.enrolment)
        .where(_in(sitting_id), Component.state.in_(("handed_in", "marking")), ~Script.sheets.any())
    )
    if units is not None:
        found = found.where(Component.unit.in_(units))
    return session.scalars(found.order_by(Script.code)).all()


def sheet_lines(
    session: Session,
    sitting_id: int,
    *,
    unit: str = "",
    marker_id: int | None = None,
    text: str = "",
    offset: int = 0,
    limit: int = 25,
) -> tuple[list[SheetLine], int]:
    """The sheets of a sitting by code and marker, with the total count; whose work it is is not said."""
    begun = sa.or_(Sheet.version > 1, Sheet.comment != "")
    state = sa.case(
        (Sheet.locked_at.is_not(None), SheetState.LOCKED.value),
        (begun, SheetState.DRAFT.value),
        else_=SheetState.TO_DO.value,
    )
    found = (
        sa.select(Script.code, Component.unit, Component.form, Sheet.marker_id, Account.name, state)
        .select_from(Sheet)
        .join(Script, Script.id == Sheet.script_id)
        .join(Component, Component.id == Script.component_id)
        .join(Component.enrolment)
        .join(Account, Account.id == Sheet.marker_id)
        .where(_in(sitting_id))
    )
    if unit:
        found = found.where(Component.unit == unit)
    if marker_id:
        found = found.where(Sheet.marker_id == marker_id)
    if text:
        found = found.where(Script.code.contains(text.strip().upper(), autoescape=True))
    total = session.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0
    rows = session.execute(found.order_by(Script.code, Sheet.marker_id).offset(offset).limit(limit))
    return [
        SheetLine(code, its_unit, form, account_id, name, SheetState(word))
        for code, its_unit, form, account_id, name, word in rows
    ], total


def loads(session: Session, marker_ids: Collection[int]) -> dict[int, int]:
    """How many unlocked sheets each of these markers has; every one is named."""
    rows = session.execute(
        sa.select(Sheet.marker_id, sa.func.count())
        .where(Sheet.marker_id.in_(marker_ids), Sheet.locked_at.is_(None))
        .group_by(Sheet.marker_id)
    )
    counted = {marker_id: number for marker_id, number in rows}
    return {marker_id: counted.get(marker_id, 0) for marker_id in marker_ids}


def _in(sitting_id: int) -> sa.ColumnElement[bool]:
    return Enrolment.sitting_id == sitting_id


def _number(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)
