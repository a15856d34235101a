"""`examsite db …`: migrate, and check that models and migrations agree."""

from __future__ import annotations

import click

from examsite.cli.wiring import Wiring
from examsite.core import migrate


@click.group()
def db() -> None:
    """Migrate the database, or check it."""


@db.command()
@click.pass_obj
def upgrade(wiring: Wiring) -> None:
    """Bring the database to the newest revision."""
    migrate.upgrade(wiring.settings.database_url)
    click.echo("the database is up to date")


@db.command()
@click.pass_obj
def check(wiring: Wiring) -> None:
    """Check that models and migrations agree."""
    found = migrate.differences(wiring.settings.database_url)
    if found:
        raise click.ClickException("models and migrations differ:\n" + "\n".join(found))
    click.echo("models and migrations agree")
