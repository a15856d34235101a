"""Reading dated settings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from examsite.catalogue.models import Setting
from examsite.core.db import Session


def settings_on(session: Session, day: date) -> dict[str, Any]:
    """The value of every recorded setting in force on `day`."""
    rows = session.scalars(
        sa.select(Setting).where(Setting.valid_from <= day).order_by(Setting.valid_from, Setting.id)
    )
    return {row.name: row.value for row in rows}


def history(session: Session) -> Sequence[Setting]:
    """All recorded settings, newest first."""
    return session.scalars(sa.select(Setting).order_by(Setting.id.desc()).limit(500)).all()
