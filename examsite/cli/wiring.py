"""What commands share: settings read once, the database, an Act for the platform itself."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import click

from examsite.app import Settings, open_database
from examsite.audit.act import SYSTEM, Act, Who
from examsite.core import migrate
from examsite.core.db import Database

ROOT = Path(__file__).resolve().parents[2]


class Wiring:
    """Settings and database of one command; nothing is opened before it is asked for."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock

    @cached_property
    def config(self) -> Any:
        """The settings of config.py, read from the environment."""
        return _config_module().from_environment()

    @cached_property
    def settings(self) -> Settings:
        """What the application needs to know."""
        config = self.config
        return Settings(
            config.database_url, config.files, config.secret, config.profile, config.public_url
        )

    @cached_property
    def database(self) -> Database:
        """The database; refuses when its schema is not at the newest revision."""
        if not migrate.is_current(self.settings.database_url):
            raise click.ClickException("the database is not up to date: run `examsite db upgrade`")
        return open_database(self.settings)

    @contextmanager
    def acting(self, who: Who = SYSTEM) -> Iterator[Act]:
        """One Act of the platform itself."""
        session = self.database.writing()
        try:
            yield Act(session, who, self.clock())
            session.commit()
        finally:
            session.close()


def print_json(document: Any) -> None:
    """Exactly one JSON document on standard output."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def unsafe_settings(config: Any) -> list[str]:
    """What config.py holds against running this configuration in production."""
    found: list[str] = _config_module().unsafe_settings(config)
    return found


def _config_module() -> ModuleType:
    if "config" in sys.modules:
        return sys.modules["config"]
    spec = importlib.util.spec_from_file_location("config", ROOT / "config.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["config"] = module
    spec.loader.exec_module(module)
    return module
