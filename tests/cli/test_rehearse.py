"""A rehearsed year: the same seed gives the same figures on both databases, and every reconciliation holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from examsite.audit import queries as audit
from examsite.audit.act import CHINA
from examsite.audit.actions import seal
from examsite.cli.rehearsal import year
from examsite.cli.rehearsal.stage import SITE
from examsite.core import migrate
from examsite.core.cipher import Cipher
from examsite.core.db import Database
from examsite.core.files import FileStore
from examsite.credentials import pdf
from examsite.credentials import queries as credentials
from examsite.credentials.pdf import Site
from examsite.people import queries as people
from tests.conftest import SECRET, fresh_postgres

ROOT = Path(__file__).resolve().parents[2]
OPENS_AT = datetime(2026, 1, 5, tzinfo=CHINA)
PEOPLE = 14


@pytest.fixture
def empty_databases(tmp_path: Path, postgres_server: str) -> Iterator[list[Database]]:
    urls = [f"sqlite:///{tmp_path / 'rehearsal.db'}", fresh_postgres(postgres_server)]
    found = []
    for url in urls:
        migrate.upgrade(url)
        found.append(Database(url, files=FileStore(tmp_path / "files"), cipher=Cipher(SECRET)))
    yield found
    for database in found:
        database.engine.dispose()


def rehearsed(database: Database, seed: int = 7, site: Site = SITE) -> dict[str, Any]:
    return year.rehearse(
        database, PEOPLE, seed, OPENS_AT, ROOT / "question_banks", lambda what, steps: None, site
    )


def test_the_same_seed_gives_the_same_year_on_both_databases(
    empty_databases: list[Database],
) -> None:
    sqlite, postgres = (rehearsed(database) for database in empty_databases)
    assert sqlite == postgres
    assert all(pair["holds"] for pair in sqlite["reconciliations"]), sqlite["reconciliations"]
    assert len(sqlite["reconciliations"]) == 10
    assert sqlite["registered"] == PEOPLE
    assert sqlite["passed"] == sqlite["issued"] + sqlite["blocked"]
    assert sqlite["issued"] > 0


def test_some_of_the_assistants_were_trained_formally(empty_databases: list[Database]) -> None:
    database = empty_databases[0]
    rehearsed(database)
    with database.reading() as session:
        trained = people.trained_by_city(session, date(2025, 1, 1), date(2027, 1, 1))
    assert 0 < sum(trained.values()) < PEOPLE


def test_a_rehearsed_credential_bears_the_address_of_its_site(
    empty_databases: list[Database],
) -> None:
    database, site = empty_databases[0], Site("https://exam.example", specimen=True)
    rehearsed(database, site=site)
    with database.reading() as session:
        row = credentials.credentials(session, state="issued", limit=1)[0][0]
        again = pdf.render(credentials.printed(session, row), site)
        assert row.pdf_sha256 == hashlib.sha256(again).hexdigest()


def test_every_deed_of_the_year_lies_in_an_unbroken_chain(empty_databases: list[Database]) -> None:
    database = empty_databases[0]
    rehearsed(database, seed=3)
    session = database.writing()
    while seal(session):
        session.commit()
    report = audit.verify(session)
    session.close()
    assert report.bad_place is None
    assert report.unsealed == 0
    assert report.sealed > PEOPLE * 10
