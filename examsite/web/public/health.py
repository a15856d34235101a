"""/healthz says that the process lives; /readyz that the database answers and there is room to write."""

from __future__ import annotations

import shutil
from typing import Any

import sqlalchemy as sa

from examsite.core import files
from examsite.web import guards
from examsite.web.act import clock, reading
from examsite.web.public import blueprint

RESERVE_BYTES = 64_000_000


@blueprint.get("/healthz")
@guards.public
def healthz() -> Any:
    return {"alive": True}


@blueprint.get("/readyz")
@guards.public
def readyz() -> Any:
    checks = {"database": _database_answers(), "disk": _has_room()}
    body = {"ready": all(checks.values()), "checks": checks, "now": clock().isoformat()}
    return body, 200 if body["ready"] else 503


def _database_answers() -> bool:
    try:
        return reading().scalar(sa.text("SELECT count(*) FROM alembic_version")) == 1
    except sa.exc.SQLAlchemyError:
        return False


def _has_room() -> bool:
    root = files.of(reading()).path("0" * 64).parent.parent
    while not root.exists():
        root = root.parent
    return shutil.disk_usage(root).free > RESERVE_BYTES
