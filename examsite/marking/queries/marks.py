"""Reading marks, and what marking is told by settings."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from fractions import Fraction

import sqlalchemy as sa

from examsite.catalogue.queries import settings_on
from examsite.catalogue.rules import config
from examsite.core.db import Session
from examsite.marking.models import PartMark
from examsite.marking.rules.allocation import MARKERS_PER_SCRIPT


def marks_of(session: Session, component_ids: Collection[int]) -> dict[int, PartMark]:
    """The marks of these components, by component id; those without a mark are absent."""
    rows = session.scalars(sa.select(PartMark).where(PartMark.component_id.in_(component_ids)))
    return {row.component_id: row for row in rows}


def pass_mark(session: Session, day: date) -> Fraction:
    """The pass mark 合格线 in force on a day, of 100."""
    recorded = settings_on(session, day)
    known = {name: value for name, value in recorded.items() if name in config.names()}
    return config.RuleConfig.from_mapping(known).pass_mark


def markers_per_script(session: Session, day: date) -> int:
    """How many markers mark one script (setting markers_per_script)."""
    return int(settings_on(session, day).get("markers_per_script", MARKERS_PER_SCRIPT))
