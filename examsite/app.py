"""The only wiring: settings in, application out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_login import LoginManager
from flask_wtf import CSRFProtect

from examsite.core.cipher import Cipher
from examsite.core.db import Database
from examsite.core.files import FileStore
from examsite.web import (
    act,
    administration,
    api,
    authority,
    candidate,
    centre,
    guards,
    institution,
    invigilator,
    marker,
    public,
    shell,
)


@dataclass(frozen=True)
class Settings:
    """What the application needs to know. `clock` replaces the server's clock outside production only."""

    database_url: str
    files: Path
    secret: str
    profile: str = "demo"
    public_url: str = "http://127.0.0.1:8000"
    clock: Callable[[], datetime] | None = None


def open_database(settings: Settings) -> Database:
    """The database with its file store and cipher."""
    return Database(
        settings.database_url, files=FileStore(settings.files), cipher=Cipher(settings.secret)
    )


def create_app(settings: Settings) -> Flask:
    """Build the application. Raises MissingPolicy when a route names none, ValueError when the settings
    are not fit for the profile."""
    if settings.profile == "production" and settings.clock is not None:
        raise ValueError("production runs on the server's own clock")
    app = Flask("examsite", root_path=str(Path(__file__).parent / "web"))
    secure = settings.public_url.startswith("https://")
    app.config.update(_flask_settings(settings, secure))
    app.url_map.converters["int"] = guards.RowNumber
    app.extensions["database"] = open_database(settings)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Babel(app, locale_selector=shell.language, timezone_selector=lambda: "Asia/Shanghai")
    Bootstrap5(app)
    app.before_request(guards.refuse_oversized)  # before anything reads the form
    CSRFProtect(app).exempt(api.blueprint)  # it checks origin and token itself: web/api/door.py
    login = LoginManager(app)
    login.user_loader(shell.load_account)
    for seat in (
        public, candidate, invigilator, marker, centre, institution, authority, administration, api,
    ):  # fmt: skip
        app.register_blueprint(seat.blueprint)
    shell.install(app)
    app.before_request(guards.enforce)
    app.before_request(guards.refuse_unreadable)
    app.teardown_request(act.close_reading)
    guards.policies(app)
    return app


def _flask_settings(settings: Settings, secure: bool) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret,
        "PROFILE": settings.profile,
        "PUBLIC_URL": settings.public_url,
        "CLOCK": settings.clock,
        "BOOTSTRAP_SERVE_LOCAL": True,
        "MAX_CONTENT_LENGTH": 64_000_000,
        "MAX_FORM_MEMORY_SIZE": 2_000_000,
        "SESSION_COOKIE_NAME": "__Host-examsite" if secure else "examsite",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": 12 * 3600,
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": "zh",
        "BABEL_TRANSLATION_DIRECTORIES": "translations",
        "SEND_FILE_MAX_AGE_DEFAULT": 3600,
    }
