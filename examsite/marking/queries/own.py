"""What a marker reads: their own sheets, by code. Nothing here joins to the candidate or to another's sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload

from examsite.bank.models import Brief
from examsite.core.db import Session
from examsite.core.refusal import Missing
from examsite.delivery.models import Component, Work
from examsite.marking.models import Script, Sheet
from examsite.marking.rules.sheet import SheetState
from examsite.sittings.models import Enrolment


def script_for(session: Session, code: str, marker_id: int) -> Sheet:
    """This marker's own sheet of a script, with the script and its brief. Raises Missing for anybody else's.

    The other sheets of the script cannot be reached from it.
    """
    found: Sheet | None = session.scalar(_own(marker_id).where(Script.code == code))
    if found is None:
        raise Missing
    return found


def scripts_of(
    session: Session,
    marker_id: int,
    *,
    state: SheetState | None = None,
    unit: str = "",
    text: str = "",
    offset: int = 0,
    limit: int = 25,
) -> tuple[Sequence[Sheet], int]:
    """A marker's own sheets by code (never by time or seat), with the total count.

    `state` LOCKED is done, anything else is to do; `text` is looked for in the code.
    """
    found = _own(marker_id)
    if state is SheetState.LOCKED:
        found = found.where(Sheet.locked_at.is_not(None))
    elif state is not None:
        found = found.where(Sheet.locked_at.is_(None))
    if unit:
        found = found.where(Brief.unit == unit)
    if text:
        found = found.where(Script.code.contains(text.strip().upper(), autoescape=True))
    ids = found.with_only_columns(Sheet.id).order_by(None)
    total = session.scalar(sa.select(sa.func.count()).select_from(ids.subquery())) or 0
    return session.scalars(found.order_by(Script.code).offset(offset).limit(limit)).all(), total


def sheets_of(session: Session, marker_id: int, sitting_id: int) -> Sequence[Sheet]:
    """All sheets of a marker in one sitting, by code."""
    within = (
        sa.select(Component.id).join(Component.enrolment).where(Enrolment.sitting_id == sitting_id)
    )
    return session.scalars(
        _own(marker_id).where(Script.component_id.in_(within)).order_by(Script.code)
    ).all()


def next_code(session: Session, marker_id: int, after: str) -> str | None:
    """The next script this marker has to do: the first code after this one, else the first of all."""
    codes = list(
        session.scalars(
            sa.select(Script.code)
            .join(Sheet, Sheet.script_id == Script.id)
            .where(Sheet.marker_id == marker_id, Sheet.locked_at.is_(None), Script.code != after)
            .order_by(Script.code)
        )
    )
    return next((code for code in codes if code > after), codes[0] if codes else None)


def progress_of(session: Session, marker_id: int) -> tuple[int, int]:
    """How many sheets a marker has locked, and how many they have in all."""
    row = session.execute(
        sa.select(sa.func.count(Sheet.locked_at), sa.func.count()).where(
            Sheet.marker_id == marker_id
        )
    ).one()
    return row[0], row[1]


def units_with_scripts(session: Session, marker_id: int) -> Sequence[str]:
    """The units a marker has sheets in."""
    return session.scalars(
        sa.select(Brief.unit)
        .join(Script, Script.brief_id == Brief.id)
        .join(Sheet, Sheet.script_id == Script.id)
        .where(Sheet.marker_id == marker_id)
        .distinct()
        .order_by(Brief.unit)
    ).all()


def work_of(session: Session, code: str, marker_id: int) -> Work | None:
    """The work behind one of this marker's scripts, with its files. Raises Missing for anybody else's."""
    return session.scalar(
        sa.select(Work)
        .where(Work.component_id == script_for(session, code, marker_id).script.component_id)
        .options(raiseload(Work.component))
    )


def particulars_of(session: Session, component_id: int) -> tuple[str, ...]:
    """What must not be read in a work: its author's name and numbers. For blanking only, never shown."""
    enrolment = session.get_one(Component, component_id).enrolment
    registration = enrolment.registration
    candidate = registration.candidate
    told = (candidate.name, candidate.phone, candidate.email, enrolment.ticket_number)
    return tuple(filter(None, (*told, registration.number)))


def _own(marker_id: int) -> sa.Select[Any]:
    return (
        sa.select(Sheet)
        .join(Sheet.script)
        .join(Script.brief)
        .where(Sheet.marker_id == marker_id)
        .options(
            joinedload(Sheet.script).raiseload(Script.sheets),
            joinedload(Sheet.script).joinedload(Script.brief),
        )
    )
