"""`examsite rules KIND [FILE]`: decide cases without a database or a network."""

from __future__ import annotations

import sys
from typing import TextIO

import click

from examsite.cli import decide


@click.command()
@click.argument("kind")
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
def rules(kind: str, file: TextIO) -> None:
    """Decide a JSON array of cases from FILE or standard input and print the results in the same order."""
    answer, code = decide.main_json(kind, file.read())
    if code == 2:
        click.echo(answer, err=True)
    else:
        click.echo(answer)
    sys.exit(code)
