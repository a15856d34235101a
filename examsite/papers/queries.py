"""Reading blueprints and papers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from examsite.bank.models import ItemVersion
from examsite.core.db import Session
from examsite.core.refusal import Missing
from examsite.papers.models import Blueprint, Paper, PaperItem
from examsite.papers.rules.assembly import Drawable

MOST = 500


def blueprints(session: Session, unit: str | None = None) -> Sequence[Blueprint]:
    """Blueprints of a unit, or of all, by unit and name."""
    found = sa.select(Blueprint).order_by(Blueprint.unit, Blueprint.name).limit(MOST)
    return session.scalars(found.where(Blueprint.unit == unit) if unit else found).all()


def blueprint(session: Session, blueprint_id: int) -> Blueprint:
    """One blueprint; raises Missing."""
    found = session.get(Blueprint, blueprint_id)
    if found is None:
        raise Missing
    return found


def blueprint_named(session: Session, unit: str, name: str) -> Blueprint | None:
    """The blueprint of a unit with this name, or None."""
    return session.scalar(
        sa.select(Blueprint).where(Blueprint.unit == unit, Blueprint.name == name)
    )


def papers(
    session: Session, unit: str | None = None, offset: int = 0, limit: int = MOST
) -> tuple[Sequence[Paper], int]:
    """Papers of a unit, or of all, newest first, with the total count; their items are not loaded."""
    found = sa.select(Paper)
    if unit:
        found = found.where(Paper.unit == unit)
    total = session.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0
    return session.scalars(found.order_by(Paper.id.desc()).offset(offset).limit(limit)).all(), total


def paper(session: Session, paper_id: int) -> Paper:
    """One paper with its items and their versions in order; raises Missing."""
    found = session.scalar(
        sa.select(Paper).where(Paper.id == paper_id).options(selectinload(Paper.items))
    )
    if found is None:
        raise Missing
    return found


def paper_like(
    session: Session, blueprint_id: int, seed: int, seal: str, time_limit_s: int
) -> Paper | None:
    """The paper already drawn with this seed and exactly this content and time, or None."""
    return session.scalar(
        sa.select(Paper)
        .where(
            Paper.blueprint_id == blueprint_id,
            Paper.seed == seed,
            Paper.seal == seal,
            Paper.time_limit_s == time_limit_s,
        )
        .limit(1)
    )


def item_counts(session: Session, paper_ids: Sequence[int]) -> dict[int, int]:
    """How many items each paper has."""
    rows = session.execute(
        sa.select(PaperItem.paper_id, sa.func.count())
        .where(PaperItem.paper_id.in_(paper_ids))
        .group_by(PaperItem.paper_id)
    )
    return {paper_id: number for paper_id, number in rows}


def drawable(one: ItemVersion) -> Drawable:
    """An item version as assembly sees it."""
    return Drawable(one.item.code, one.item.type, one.item.course, Fraction(one.difficulty))
