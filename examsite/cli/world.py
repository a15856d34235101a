"""`examsite seed`, `examsite rehearse` and `examsite demo`: worlds played through the real actions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import click

from examsite.audit.act import CHINA
from examsite.cli.rehearsal import demo as demonstration
from examsite.cli.rehearsal import year
from examsite.cli.server import run_server
from examsite.cli.wiring import Wiring, print_json
from examsite.core import migrate
from examsite.credentials.pdf import Site
from examsite.people import queries as people


@click.command()
@click.option("--candidates", default=100, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--seed", default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="print one JSON document")
@click.pass_obj
def rehearse(wiring: Wiring, candidates: int, seed: int, as_json: bool) -> None:
    """Play a whole year at any size through the real actions, in an empty database."""
    refuse_unless_empty(wiring)
    opens_at = datetime(wiring.clock().year, 1, 5, tzinfo=CHINA)
    with progress_bar(year.steps_of(candidates)) as progress:
        found = year.rehearse(
            wiring.database,
            candidates,
            seed,
            opens_at,
            wiring.config.banks,
            progress,
            site_of(wiring),
        )
    if as_json:
        print_json(found)
    else:
        show(found)
    if not all(pair["holds"] for pair in found["reconciliations"]):
        click.echo("a reconciliation does not hold", err=True)
        sys.exit(1)


@click.command()
@click.option("--profile", type=click.Choice(["demo", "empty", "scale"]), required=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--candidates", default=1000, show_default=True, help="for the profile scale")
@click.pass_obj
def seed(wiring: Wiring, profile: str, seed: int, candidates: int) -> None:
    """Fill an empty database through the real actions, reproducibly."""
    refuse_unless_empty(wiring)
    if profile == "demo":
        make_demo(wiring, seed)
    elif profile == "scale":
        opens_at = datetime(wiring.clock().year, 1, 5, tzinfo=CHINA)
        with progress_bar(year.steps_of(candidates)) as progress:
            year.rehearse(
                wiring.database,
                candidates,
                seed,
                opens_at,
                wiring.config.banks,
                progress,
                site_of(wiring),
            )
    click.echo(f"seeded: {profile}", err=True)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.pass_obj
def demo(wiring: Wiring, host: str, port: int) -> None:
    """Make the demonstration world if there is none, print a sign-in for every seat, and serve."""
    wiring.settings = replace(wiring.settings, public_url=f"http://{host}:{port}")
    migrate.upgrade(wiring.settings.database_url)
    if not is_filled(wiring):
        make_demo(wiring, seed=1)
    click.echo("")
    for seat, login, token in demonstration.one_time_links(wiring.database, wiring.clock()):
        click.echo(f"{seat}: {login}  http://{host}:{port}/sign-in/once/{token}")
    click.echo(f"\n  http://{host}:{port}/   (stop with Ctrl+C)\n")
    run_server(wiring, host, port, workers=2)


def make_demo(wiring: Wiring, seed: int) -> None:
    """Play the demonstration year with a progress bar."""
    click.echo("making the demonstration world, once (about a minute) …", err=True)
    steps = demonstration.FINISHED * 5 + demonstration.MARKING * 3 + demonstration.OPEN
    with progress_bar(steps) as progress:
        demonstration.make(
            wiring.database, wiring.clock(), seed, wiring.config.banks, progress, site_of(wiring)
        )


def site_of(wiring: Wiring) -> Site:
    """Where invented credentials are checked; they are specimens whatever the profile."""
    return Site(wiring.settings.public_url, specimen=True)


def is_filled(wiring: Wiring) -> bool:
    """Whether anybody has an account."""
    session = wiring.database.reading()
    found = people.accounts(session, "", None, 0, 1)[1] > 0
    session.close()
    return found


def refuse_unless_empty(wiring: Wiring) -> None:
    """A rehearsal is never mixed with real people."""
    migrate.upgrade(wiring.settings.database_url)
    if is_filled(wiring):
        raise click.ClickException(
            "this database is not empty; name another one in DATABASE_URL, e.g. sqlite:///rehearsal.db"
        )


@contextmanager
def progress_bar(length: int) -> Iterator[Callable[[str, int], None]]:
    """A bar on standard error that counts steps."""
    with click.progressbar(length=length, file=sys.stderr, label="rehearsal") as bar:
        yield lambda _what, steps: bar.update(steps)


def show(found: dict[str, Any]) -> None:
    """The figures for a person."""
    for name, value in found.items():
        if not isinstance(value, list):
            click.echo(f"{name:>14}  {value}")
    for row in found["units"]:
        click.echo("  " + "  ".join(f"{name} {value}" for name, value in row.items()))
    for pair in found["reconciliations"]:
        mark = "=" if pair["holds"] else "≠"
        click.echo(f"  {pair['sitting']}: {pair['name']}: {pair['left']} {mark} {pair['right']}")
