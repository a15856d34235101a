"""Migrations: the one file that speaks to Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from examsite.core.db import Base, make_engine

FOLDER = Path(__file__).resolve().parents[2] / "migrations"


def upgrade(url: str) -> None:
    """Bring the database at `url` to the newest revision (creating a SQLite file's folder first)."""
    if url.startswith("sqlite:///") and ":memory:" not in url:
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(_config(url), "head")


def differences(url: str) -> list[str]:
    """What the database and the models disagree about, a line each; empty when they agree."""
    engine = make_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [repr(difference) for difference in compare_metadata(context, Base.metadata)]
        head = ScriptDirectory.from_config(_config(url)).get_current_head()
        if context.get_current_revision() != head:
            found.append(f"revision {context.get_current_revision()} is not {head}")
    engine.dispose()
    return found


def is_current(url: str) -> bool:
    """Whether the database stands at the newest revision."""
    engine = make_engine(url)
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    return current == ScriptDirectory.from_config(_config(url)).get_current_head()


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config
