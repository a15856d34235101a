"""`examsite routes`, `policy`, `audit verify` and `selfcheck`: what a foreign script may hold against us."""

from __future__ import annotations

import shutil
import sys
from typing import Any

import click
import sqlalchemy as sa

from examsite.app import create_app
from examsite.audit import queries as audit_queries
from examsite.cli.wiring import Wiring, print_json, unsafe_settings
from examsite.core import migrate
from examsite.people.rules.roles import HELD_BY, Power
from examsite.web import guards

RESERVE_BYTES = 64_000_000


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def routes(wiring: Wiring, as_json: bool) -> None:
    """List every route with its methods and policy."""
    app = create_app(wiring.settings)
    policy = guards.policies(app)
    rows = [
        {
            "path": rule.rule,
            "methods": sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}),
            "endpoint": rule.endpoint,
            "policy": str(getattr(policy[rule.endpoint], "value", policy[rule.endpoint])),
        }
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
    ]
    _print(rows, as_json, "{path}  {methods}  {policy}")


@click.command()
@click.option("--json", "as_json", is_flag=True)
def policy(as_json: bool) -> None:
    """Print which role holds which power; what is not listed is denied."""
    rows = [
        {"power": power.value, "roles": sorted(role.value for role in HELD_BY[power])}
        for power in Power
    ]
    _print(rows, as_json, "{power}  {roles}")


@click.group()
def audit() -> None:
    """The audit log."""


@audit.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def verify(wiring: Wiring, as_json: bool) -> None:
    """Walk the hash chain; name the first bad entry; report the unsealed tail."""
    session = wiring.database.reading()
    report = audit_queries.verify(session)
    session.close()
    found = {
        "whole": report.bad_place is None,
        "sealed": report.sealed,
        "unsealed": report.unsealed,
        "head": report.head,
        "first_bad": report.bad_place,
    }
    _print(
        [found],
        as_json,
        "whole: {whole}, sealed {sealed}, unsealed {unsealed}, head {head}",
        one=True,
    )
    if report.bad_place is not None:
        click.echo(f"the chain breaks at entry {report.bad_place}", err=True)
        sys.exit(1)


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def selfcheck(wiring: Wiring, as_json: bool) -> None:
    """Say whether this installation is fit for production, and what is not."""
    checks = {f"setting: {problem}": False for problem in unsafe_settings(wiring.config)}
    checks["schema is current"] = migrate.is_current(wiring.settings.database_url)
    checks |= _durability(wiring) if checks["schema is current"] else {}
    checks["64 MB of disk in reserve"] = shutil.disk_usage(".").free > RESERVE_BYTES
    rows = [{"check": name, "passed": passed} for name, passed in checks.items()]
    _print(rows, as_json, "{passed}  {check}")
    sys.exit(0 if all(checks.values()) else 1)


def _durability(wiring: Wiring) -> dict[str, bool]:
    with wiring.database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            journal = connection.execute(sa.text("PRAGMA journal_mode")).scalar()
            sync = connection.execute(sa.text("PRAGMA synchronous")).scalar()
            return {
                "SQLite journals in WAL": journal == "wal",
                "SQLite synchronous is FULL": sync == 2,
            }
        return {
            f"PostgreSQL {name} is on": connection.execute(sa.text(f"SHOW {name}")).scalar() == "on"
            for name in ("fsync", "synchronous_commit", "full_page_writes")
        }


def _print(rows: list[dict[str, Any]], as_json: bool, line: str, one: bool = False) -> None:
    if as_json:
        print_json(rows[0] if one else rows)
        return
    for row in rows:
        click.echo(line.format(**row))
