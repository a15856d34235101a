"""证书."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from examsite.core.db import Base
from examsite.registration.models import Registration


class Series(Base):
    """编号序列: the last number given in a gapless series."""

    __tablename__ = "credential_series"

    name: Mapped[str] = mapped_column(sa.String(24), primary_key=True)
    last: Mapped[int]


class Credential(Base):
    """职业资格证书: of one registration. `number` and `verify_code` are set when it is registered."""

    __tablename__ = "credential"
    __table_args__ = (
        sa.CheckConstraint(
            "(number IS NULL) = (state IN ('due','blocked'))", name="numbered_when_registered"
        ),
        sa.Index("ix_credential_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("registration.id"), unique=True)
    state: Mapped[str] = mapped_column(sa.String(24))
    block_reasons: Mapped[list[Any]]
    number: Mapped[str | None] = mapped_column(sa.String(32), unique=True)
    verify_code: Mapped[str | None] = mapped_column(sa.String(32), unique=True)
    holder: Mapped[str] = mapped_column(sa.String(64), default="")
    identity_masked: Mapped[str] = mapped_column(sa.String(32), default="")
    level: Mapped[str] = mapped_column(sa.String(16))
    directions: Mapped[list[Any]]
    due_at: Mapped[datetime]
    registered_at: Mapped[datetime | None]
    printed_at: Mapped[datetime | None]
    issued_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None]
    pdf_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    registration: Mapped[Registration] = relationship(lazy="joined")
