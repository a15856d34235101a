"""`examsite papers assemble`: draw a paper from source files; no database."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from examsite.bank import yaml_source
from examsite.bank.rules.fields import Fields
from examsite.bank.rules.figures import mean
from examsite.bank.rules.items import BankSource, BlueprintSource
from examsite.bank.rules.reading import BANK_FILE, BLUEPRINT_FIELDS, read_bank, read_blueprint
from examsite.bank.rules.source import Problem
from examsite.cli.bank import told
from examsite.cli.wiring import print_json
from examsite.papers.rules import assembly
from examsite.papers.rules.blueprint import (
    LARGEST_SEED,
    PaperRefusal,
    Section,
    mark_text,
    read_sections,
    total_mark,
)


@click.group()
def papers() -> None:
    """Draw papers."""


@papers.command()
@click.option(
    "--blueprint",
    "path",
    required=True,
    type=click.Path(exists=True, path_type=Path),
    help="a bank folder, its bank.yaml, or a file with `bank:` (a folder) and the fields of a blueprint",
)
@click.option("--seed", required=True, type=click.IntRange(0, LARGEST_SEED))
@click.option("--json", "as_json", is_flag=True, help="print one JSON document")
def assemble(path: Path, seed: int, as_json: bool) -> None:
    """Draw a paper from a bank's source files; the same seed gives the same paper on any machine."""
    bank, blueprint = _read(path)
    sections = read_sections(
        [{"type": one.type, "count": one.count, "mark": one.mark} for one in blueprint.sections]
    )
    if isinstance(sections, PaperRefusal):
        _refuse({"error": sections.value}, f"the blueprint is not sound: {sections.value}", as_json)
        return
    items = [
        assembly.Drawable(item.code, item.type, item.course, Fraction(item.difficulty))
        for item in bank.items
    ]
    try:
        codes = assembly.draw(items, sections, seed)
    except assembly.Infeasible as infeasible:
        missing = [
            {
                "type": one.type.value,
                "course": one.course,
                "wanted": one.wanted,
                "had": one.had,
                "lacking": one.lacking,
            }
            for one in infeasible.shortages
        ]
        text = "\n".join(
            f"{one['course']}: {one['lacking']} more {one['type']} items are needed"
            for one in missing
        )
        _refuse({"error": "too_few_items", "shortages": missing}, text, as_json)
        return
    answer = _paper(bank, blueprint, sections, codes, seed)
    if as_json:
        print_json(answer)
        return
    for row in answer["items"]:
        click.echo(
            f"{row['position']:>4}  {row['id']}  {row['type']}  {row['mark']}  {row['course']}"
        )
    click.echo(f"seal {answer['seal']}  mean difficulty {answer['mean_difficulty']}")


def _read(path: Path) -> tuple[BankSource, BlueprintSource]:
    if path.is_dir() or path.name == BANK_FILE:
        bank = _bank(path if path.is_dir() else path.parent)
        if bank.blueprint is None:
            raise click.UsageError(f"{path}: the bank has no blueprint")
        return bank, bank.blueprint
    file = yaml_source.read_file(path)
    problems: list[Problem] = list(file.problems)
    if file.root is None:
        raise click.UsageError(_sentences(problems, path.parent) or f"{path}: empty")
    fields = Fields(path.name, file.root, problems)
    fields.only(("bank", *BLUEPRINT_FIELDS))
    folder = path.parent / fields.text("bank")
    blueprint = read_blueprint(fields, problems)
    if problems or blueprint is None:
        raise click.UsageError(_sentences(problems, path.parent))
    if not (folder / BANK_FILE).is_file():
        raise click.UsageError(f"{folder}: no {BANK_FILE} in it")
    return _bank(folder), blueprint


def _bank(folder: Path) -> BankSource:
    bank, problems = read_bank(*yaml_source.read_folder(folder))
    if problems:
        click.echo(_sentences(problems, folder), err=True)
        sys.exit(1)
    return bank


def _sentences(problems: list[Problem] | tuple[Problem, ...], folder: Path) -> str:
    rows = [told(one, folder) for one in problems]
    return "\n".join(f"{row['where']}: {row['zh']} / {row['en']}" for row in rows)


def _refuse(document: dict[str, Any], text: str, as_json: bool) -> None:
    if as_json:
        print_json(document)
    click.echo(text, err=True)
    sys.exit(1)


def _paper(
    bank: BankSource, blueprint: BlueprintSource, sections: tuple[Section, ...],
    codes: tuple[str, ...], seed: int,
) -> dict[str, Any]:  # fmt: skip
    items = {item.code: item for item in bank.items}
    marks = {section.type: section.mark for section in sections}
    rows = [(items[code], marks[items[code].type]) for code in codes]
    return {
        "unit": bank.unit,
        "edition": bank.edition,
        "blueprint": blueprint.name,
        "seed": seed,
        "time_limit_min": blueprint.time_limit_min,
        "total_mark": mark_text(total_mark(sections)),
        "mean_difficulty": _decimal(mean([Fraction(item.difficulty) for item, _ in rows])),
        "seal": assembly.seal((item.content_hash, mark) for item, mark in rows),
        "items": [
            {
                "position": position,
                "id": item.code,
                "type": item.type.value,
                "course": item.course,
                "mark": mark_text(mark),
                "content_hash": item.content_hash,
            }
            for position, (item, mark) in enumerate(rows, start=1)
        ],
    }


def _decimal(number: Fraction | None) -> str:
    """A number from 0 to 1 with four places, cut off."""
    return f"0.{int(number * 10_000):04d}" if number is not None and number < 1 else "1.0000"
