"""Database: one declarative base, exact column types, and sessions that are safe on SQLite and PostgreSQL.

On SQLite a writing transaction starts with BEGIN IMMEDIATE (otherwise read-then-write loses updates
silently) and a reading one with plain BEGIN; WAL and synchronous=FULL make a commit durable.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum
from fractions import Fraction
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.engine import Engine
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment: stored in UTC, always handed out with its zone; a naive datetime is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exact(TypeDecorator[Fraction]):
    """An exact mark or share: a fraction, stored as text `numerator/denominator`."""

    impl = sa.String(64)
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, dialect: sa.Dialect) -> str | None:
        return None if value is None else f"{value.numerator}/{value.denominator}"

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Fraction | None:
        return None if value is None else Fraction(value)


def word(kind: type[Enum], name: str) -> sa.Enum:
    """A column of one of the words of an enum, with its CHECK constraint named `name`."""
    return sa.Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=32,
        name=name,
        values_callable=lambda members: [str(member.value) for member in members],
    )


class Base(orm.DeclarativeBase):
    """Base of every mapped class."""

    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {
        datetime: Moment,
        Fraction: Exact,
        dict[str, Any]: sa.JSON,
        list[Any]: sa.JSON,
    }


Session = orm.Session


def make_engine(url: str) -> Engine:
    """Open an engine for `url`. SQLite: WAL, FULL, foreign keys, BEGIN IMMEDIATE for writers."""
    if url.startswith("sqlite"):
        memory = ":memory:" in url
        engine = sa.create_engine(
            url,
            connect_args={"timeout": 30, "check_same_thread": False},
            poolclass=sa.pool.StaticPool if memory else None,
        )
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
        return engine
    return sa.create_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


class Database:
    """The engine with what a session carries along: the file store and the cipher for identity numbers."""

    def __init__(self, url: str, **carried: Any) -> None:
        self.engine = make_engine(url)
        self._reading = self.engine.execution_options(reading=True)
        self._carried = carried

    def writing(self) -> Session:
        """A new session whose transaction may write."""
        return Session(self.engine, info=dict(self._carried), expire_on_commit=False)

    def reading(self) -> Session:
        """A new session for reading; on SQLite it never waits for a writer."""
        return Session(self._reading, info=dict(self._carried), expire_on_commit=False)
