"""Reading rounds and registrations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from examsite.core.db import Session
from examsite.registration.models import Round


def rounds_shown(session: Session, now: datetime) -> Sequence[Round]:
    """The rounds that the public may see: open, coming, or closed lately; open ones first."""
    rows = session.scalars(sa.select(Round).order_by(Round.closes_at.desc()).limit(12)).all()
    return sorted(rows, key=lambda row: not (row.opens_at <= now < row.closes_at))
