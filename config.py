"""设置: read once from the environment, imported only by examsite.cli.

Every setting has a default that runs on a bare machine. `EXAMSITE_PROFILE=production` refuses what is unsafe
(see `unsafe_settings`); without EXAMSITE_SECRET a secret is generated once and kept in `instance/secret`.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Config:
    """All settings of one process. `database_url`: SQLAlchemy URL; `files`: folder of stored files."""

    database_url: str
    files: Path
    secret: str
    profile: str
    public_url: str
    banks: Path


def from_environment(environ: dict[str, str] | None = None) -> Config:
    """Read the settings; the defaults live under `instance/` beside this file."""
    env = dict(os.environ) if environ is None else environ
    instance = Path(env.get("EXAMSITE_INSTANCE", ROOT / "instance"))
    return Config(
        database_url=env.get("DATABASE_URL", f"sqlite:///{instance / 'examsite.db'}"),
        files=Path(env.get("EXAMSITE_FILES", instance / "files")),
        secret=env.get("EXAMSITE_SECRET") or _kept_secret(instance),
        profile=env.get("EXAMSITE_PROFILE", "demo"),
        public_url=env.get("EXAMSITE_PUBLIC_URL", "http://127.0.0.1:8000"),
        banks=Path(env.get("EXAMSITE_BANKS", ROOT / "question_banks")),
    )


def unsafe_settings(config: Config) -> list[str]:
    """Name what keeps this configuration from being fit for production; empty when fit."""
    found = []
    if len(config.secret) < 32:
        found.append("EXAMSITE_SECRET: at least 32 characters")
    if not config.public_url.startswith("https://"):
        found.append("EXAMSITE_PUBLIC_URL: must begin with https://")
    return found


def _kept_secret(instance: Path) -> str:
    kept = instance / "secret"
    if not kept.exists():
        instance.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text().strip()
