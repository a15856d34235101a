"""Reading the bank."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from examsite.bank.models import Brief, Item, ItemVersion
from examsite.bank.rules.figures import Figures, figures
from examsite.bank.rules.items import Cognitive, ItemSource, ItemType, TaskForm
from examsite.core.db import Session
from examsite.core.refusal import Missing


@dataclass(frozen=True)
class UnitCount:
    """How many active items a unit has: in all, by type, and by course and type."""

    unit: str
    total: int
    by_type: dict[ItemType, int]
    by_course: dict[str, dict[ItemType, int]]


def items(session: Session, unit: str) -> Sequence[Item]:
    """All items of a unit, active or not, by code."""
    return session.scalars(sa.select(Item).where(Item.unit == unit).order_by(Item.code)).all()


def items_by_code(session: Session, codes: Collection[str]) -> dict[str, Item]:
    """The items with these codes, of whatever unit."""
    rows = session.scalars(sa.select(Item).where(Item.code.in_(codes)))
    return {row.code: row for row in rows}


def items_of(session: Session, unit: str) -> Sequence[ItemVersion]:
    """The newest version of every active item of a unit, by code."""
    return session.scalars(
        _newest().where(Item.unit == unit, Item.active).order_by(Item.code)
    ).all()


def newest_versions(session: Session, unit: str) -> dict[int, ItemVersion]:
    """The newest version of every item of a unit, active or not, by item id."""
    rows = session.scalars(_newest().where(Item.unit == unit))
    return {row.item_id: row for row in rows}


def search(
    session: Session,
    *,
    text: str = "",
    unit: str = "",
    course: str = "",
    type: ItemType | None = None,
    offset: int,
    limit: int,
) -> tuple[Sequence[ItemVersion], int]:
    """Active items whose code, stem or knowledge point contains `text`, by code, with the total count."""
    found = _newest().where(Item.active)
    if text:
        found = found.where(
            Item.code.contains(text, autoescape=True)
            | ItemVersion.stem.contains(text, autoescape=True)
            | ItemVersion.knowledge.contains(text, autoescape=True)
        )
    if unit:
        found = found.where(Item.unit == unit)
    if course:
        found = found.where(Item.course == course)
    if type:
        found = found.where(Item.type == type)
    ids = found.with_only_columns(ItemVersion.id).order_by(None)
    total = session.scalar(sa.select(sa.func.count()).select_from(ids.subquery())) or 0
    return session.scalars(found.order_by(Item.code).offset(offset).limit(limit)).all(), total


def version(session: Session, version_id: int) -> ItemVersion:
    """One item version with its item; raises Missing."""
    found = session.get(ItemVersion, version_id)
    if found is None:
        raise Missing
    return found


def versions_of(session: Session, code: str) -> Sequence[ItemVersion]:
    """All versions of an item, newest first; raises Missing when there is no such item."""
    rows = session.scalars(
        sa.select(ItemVersion)
        .join(ItemVersion.item)
        .where(Item.code == code)
        .options(contains_eager(ItemVersion.item))
        .order_by(ItemVersion.version.desc())
    ).all()
    if not rows:
        raise Missing
    return rows


def keys_of(
    session: Session, version_ids: Collection[int]
) -> dict[int, tuple[ItemType, tuple[int, ...]]]:
    """Type and key of each version: the key as places of options from 0."""
    rows = session.execute(
        sa.select(ItemVersion.id, Item.type, ItemVersion.key)
        .join(Item, Item.id == ItemVersion.item_id)
        .where(ItemVersion.id.in_(version_ids))
    )
    return {version_id: (kind, tuple(key)) for version_id, kind, key in rows}


def counts(session: Session) -> list[UnitCount]:
    """Active items of every unit that has any, by unit."""
    rows = session.execute(
        sa.select(Item.unit, Item.course, Item.type, sa.func.count())
        .where(Item.active)
        .group_by(Item.unit, Item.course, Item.type)
        .order_by(Item.unit, sa.func.min(Item.code))
    )
    found: dict[str, dict[str, dict[ItemType, int]]] = {}
    for unit, course, kind, number in rows:
        courses = found.setdefault(unit, {})
        courses.setdefault(course, dict.fromkeys(ItemType, 0))[kind] = number
    return [_count(unit, courses) for unit, courses in found.items()]


def figures_of(session: Session, unit: str) -> Figures:
    """The figures of a unit's active items."""
    return figures([source_of(one) for one in items_of(session, unit)])


def source_of(one: ItemVersion) -> ItemSource:
    """An item version as the rules of the bank see it."""
    return ItemSource(
        one.item.code, one.item.unit, one.item.course, one.item.type, one.stem, tuple(one.options),
        tuple(one.key), one.explanation, one.knowledge, Cognitive(one.cognitive), one.difficulty,
        one.seconds, one.edition,
    )  # fmt: skip


def briefs_of(session: Session, unit: str, form: str | None = None) -> Sequence[Brief]:
    """The active briefs of a unit, of one form if given, by code."""
    found = sa.select(Brief).where(Brief.unit == unit, Brief.active).order_by(Brief.code)
    if form:
        found = found.where(Brief.form == TaskForm(form))
    return session.scalars(found).all()


def newest_briefs(session: Session, codes: Collection[str]) -> dict[str, Brief]:
    """The newest version of each brief, active or not, by code."""
    rows = session.scalars(sa.select(Brief).where(Brief.code.in_(codes)).order_by(Brief.version))
    return {row.code: row for row in rows}


def brief(session: Session, brief_id: int) -> Brief:
    """One brief, of whatever version; raises Missing."""
    found = session.get(Brief, brief_id)
    if found is None:
        raise Missing
    return found


def _newest() -> sa.Select[Any]:
    newest = (
        sa.select(ItemVersion.item_id, sa.func.max(ItemVersion.version).label("version"))
        .group_by(ItemVersion.item_id)
        .subquery()
    )
    return (
        sa.select(ItemVersion)
        .join(ItemVersion.item)
        .join(
            newest,
            (newest.c.item_id == ItemVersion.item_id) & (newest.c.version == ItemVersion.version),
        )
        .options(contains_eager(ItemVersion.item))
    )


def _count(unit: str, courses: dict[str, dict[ItemType, int]]) -> UnitCount:
    by_type = {kind: sum(row[kind] for row in courses.values()) for kind in ItemType}
    return UnitCount(unit, sum(by_type.values()), by_type, courses)
