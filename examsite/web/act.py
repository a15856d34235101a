"""The door of time, person and transaction: one POST is one Act; a GET reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from flask import current_app, g, has_request_context
from flask_login import current_user

from examsite.audit.act import CHINA, Act, Who
from examsite.core.db import Database, Session
from examsite.people.rules.roles import Power, role_for


def clock() -> datetime:
    """The moment of this request: the server's clock, read once; tests and rehearsals inject another."""
    if not has_request_context():
        return _read_clock()
    if "now" not in g:
        g.now = _read_clock()
    return g.now


def today() -> date:
    """The calendar day of this request in Asia/Shanghai."""
    return clock().astimezone(CHINA).date()


def database() -> Database:
    """The application's database."""
    found: Database = current_app.extensions["database"]
    return found


def reading() -> Session:
    """The request's reading session; opened when first asked for, closed with the request."""
    if "reading" not in g:
        g.reading = database().reading()
    return g.reading


@contextmanager
def acting(power: Power | None = None) -> Iterator[Act]:
    """One Act for the signed-in person: commits when the block ends, rolls back when it raises.

    `power` defaults to the one the page asked for; it decides in which role the deed is logged.
    """
    who = whoever(power)
    session = database().writing()
    try:
        yield Act(session, who, clock())
        session.commit()
    finally:
        session.close()
        if "reading" in g:
            g.reading.rollback()
            g.reading.expire_all()


def whoever(power: Power | None = None) -> Who:
    """The person of this request and the role they use."""
    if not current_user.is_authenticated:
        return Who(None, "anonymous")
    power = power or getattr(g, "power", None)
    role = role_for(current_user.roles, power) if power else None
    return Who(current_user.account_id, role.value if role else "account")


def close_reading(_error: BaseException | None = None) -> None:
    """Close the reading session at the end of the request."""
    session = g.pop("reading", None)
    if session is not None:
        session.close()


def _read_clock() -> datetime:
    injected = current_app.config.get("CLOCK")
    return injected() if injected else datetime.now(UTC)
