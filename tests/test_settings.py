"""Settings: they run on a bare machine by default, and production refuses what is unsafe."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import config
from examsite.app import Settings, create_app


def test_an_empty_environment_gives_a_sqlite_file_and_a_kept_secret(tmp_path: Path) -> None:
    environ = {"EXAMSITE_INSTANCE": str(tmp_path)}
    first, second = config.from_environment(environ), config.from_environment(environ)
    assert first.database_url == f"sqlite:///{tmp_path / 'examsite.db'}"
    assert first.secret == second.secret
    assert len(first.secret) >= 32
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


def test_two_installations_do_not_share_a_secret(tmp_path: Path) -> None:
    secrets = {
        config.from_environment({"EXAMSITE_INSTANCE": str(tmp_path / name)}).secret for name in "ab"
    }
    assert len(secrets) == 2


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"EXAMSITE_SECRET": "short"}, "EXAMSITE_SECRET"),
        ({"EXAMSITE_PUBLIC_URL": "http://exam.example"}, "EXAMSITE_PUBLIC_URL"),
    ],
)
def test_unsafe_settings_are_named(tmp_path: Path, environ: dict[str, str], named: str) -> None:
    safe = {
        "EXAMSITE_INSTANCE": str(tmp_path),
        "EXAMSITE_SECRET": "s" * 40,
        "EXAMSITE_PUBLIC_URL": "https://exam.example",
    }
    assert config.unsafe_settings(config.from_environment(safe)) == []
    (problem,) = config.unsafe_settings(config.from_environment(safe | environ))
    assert problem.startswith(named)


def test_production_runs_on_its_own_clock_only(tmp_path: Path) -> None:
    settings = Settings("sqlite://", tmp_path, "s" * 40, "production", "https://exam.example")
    create_app(settings)
    with pytest.raises(ValueError, match="clock"):
        create_app(replace(settings, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC)))


def test_cookies_are_bound_to_the_host_over_https(tmp_path: Path) -> None:
    app = create_app(
        Settings("sqlite://", tmp_path, "s" * 40, "production", "https://exam.example")
    )
    assert app.config["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert app.config["SESSION_COOKIE_SECURE"]
