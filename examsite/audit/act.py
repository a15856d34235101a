"""Act: one person, one moment, one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from examsite.audit.models import Entry
from examsite.core.db import Base, Session

CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Who:
    """The person of an act: account and the role they act in; the platform itself has no account."""

    account_id: int | None
    role: str


SYSTEM = Who(None, "system")


@dataclass(frozen=True)
class Act:
    """One person (`who`), one moment (`when`, with zone), one transaction (`session`)."""

    session: Session
    who: Who
    when: datetime

    @property
    def today(self) -> date:
        """The calendar day of the act in Asia/Shanghai."""
        return self.when.astimezone(CHINA).date()

    def log(self, verb: str, subject: Base, **facts: Any) -> None:
        """Write the audit entry of this deed in the same transaction. `facts` must be JSON values."""
        self.session.flush()
        key = sa.inspect(subject).identity
        self.session.add(
            Entry(
                at=self.when,
                account_id=self.who.account_id,
                role=self.who.role,
                verb=verb,
                subject=subject.__tablename__,
                subject_key="/".join(str(part) for part in key or ()),
                facts=facts,
            )
        )
