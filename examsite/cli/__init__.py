"""The command door: `examsite …` (docs/doors.md). Exit 0: done; 1: refused or failed a check; 2: called wrongly."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from examsite.cli.wiring import Wiring


def read_clock() -> datetime:
    """The server's clock, read at this door."""
    return datetime.now(UTC)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """考试与认证平台 · examination and certification platform."""
    context.obj = Wiring(read_clock)


from examsite.cli import bank, cases, checks, database, papers, server, state, world  # noqa: E402

for command in (
    bank.bank,
    papers.papers,
    database.db,
    cases.rules,
    server.serve,
    server.sweep,
    state.state,
    world.rehearse,
    world.seed,
    world.demo,
    checks.routes,
    checks.policy,
    checks.audit,
    checks.selfcheck,
):
    main.add_command(command)
