"""`examsite bank …`: check, load and mark by source files (docs/formats.md)."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from examsite.bank import yaml_source
from examsite.bank.rules.figures import Figures, figures
from examsite.bank.rules.items import BankSource, ItemSource
from examsite.bank.rules.lint import lint as lint_bank
from examsite.bank.rules.lint import percent
from examsite.bank.rules.marking import Policy, mark, standing
from examsite.bank.rules.reading import BANK_FILE, read_bank, read_items
from examsite.bank.rules.responses import UnreadableResponse, read_response
from examsite.bank.rules.source import Problem
from examsite.cli.bank_english import ENGLISH
from examsite.cli.wiring import Wiring, print_json
from examsite.core.refusal import Refusal
from examsite.papers import actions as papers
from examsite.papers.rules.blueprint import mark_text
from examsite.web.wording import sentence_of

FOLDERS = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="print one JSON document")


@click.group()
def bank() -> None:
    """Check, load and mark question banks."""


@bank.command()
@FOLDERS
@AS_JSON
def lint(paths: Sequence[Path], as_json: bool) -> None:
    """Check the banks at or below PATH; exit 1 when anything is wrong."""
    answers = []
    for folder in folders_of(paths):
        source, problems = read_bank(*yaml_source.read_folder(folder))
        found = [*problems, *lint_bank(source)]
        answers.append(
            {
                "path": str(folder),
                "unit": source.unit,
                "clean": not found,
                "problems": [told(one, folder) for one in found],
                "figures": figures_told(figures(source.items), source),
            }
        )
        if not as_json:
            _echo_lint(answers[-1])
    if as_json:
        print_json({"clean": all(one["clean"] for one in answers), "banks": answers})
    sys.exit(0 if all(one["clean"] for one in answers) else 1)


@bank.command("import")
@FOLDERS
@AS_JSON
@click.pass_obj
def import_(wiring: Wiring, paths: Sequence[Path], as_json: bool) -> None:
    """Load the banks at or below PATH into the database: each folder whole or not at all."""
    answers = [_import_one(wiring, folder, as_json) for folder in folders_of(paths)]
    done = all(one["loaded"] for one in answers)
    if as_json:
        print_json({"loaded": done, "banks": answers})
    sys.exit(0 if done else 1)


@bank.command("mark")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--responses", required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--policy",
    type=click.Choice([policy.value for policy in Policy]),
    default=Policy.ALL_OR_NOTHING.value,
    show_default=True,
    help="how multiple-choice items are marked",
)
@AS_JSON
def mark_(file: Path, responses: Path, policy: str, as_json: bool) -> None:
    """Mark given responses against the items of FILE (a course file or a bank folder)."""
    items, problems = items_of(file)
    try:
        rows = json.loads(responses.read_text("utf-8"))["responses"]
        marks = [
            _mark_one(row, {item.code: item for item in items}, Policy(policy)) for row in rows
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise click.UsageError(
            f'{responses}: not {{"responses": [{{"item", "response"}}…]}}: {error}'
        ) from None
    errors = [told(one, file if file.is_dir() else file.parent) for one in problems]
    if as_json:
        print_json({"marks": marks, "errors": errors} if errors else {"marks": marks})
    else:
        for row in marks:
            click.echo(f"{row['item']}\t{row['mark']} / {row['max_mark']}\t{row['state']}")
    _echo_problems(errors, err=True)
    sys.exit(1 if errors or any(row["mark"] is None for row in marks) else 0)


def folders_of(paths: Sequence[Path]) -> list[Path]:
    """The bank folders at or below the given paths; refuses a path without any."""
    found: list[Path] = []
    for path in paths:
        here = list(yaml_source.bank_folders(path.parent if path.name == BANK_FILE else path))
        if not here:
            raise click.UsageError(f"{path}: no {BANK_FILE} at or below it")
        found += [folder for folder in here if folder not in found]
    return found


def items_of(file: Path) -> tuple[Sequence[ItemSource], Sequence[Problem]]:
    """The items of a bank folder or of one file of items."""
    if file.is_dir() or file.name == BANK_FILE:
        source, problems = read_bank(
            *yaml_source.read_folder(file if file.is_dir() else file.parent)
        )
        return source.items, problems
    return read_items(yaml_source.read_file(file), "", "", "")


def told(problem: Problem, folder: Path) -> dict[str, Any]:
    """A problem as the door tells it: where, item, code, and a sentence in each language."""
    return {
        "where": str(folder / problem.where),
        "item": problem.item,
        "code": str(problem.code),
        "zh": _chinese(problem.code) % _filled(problem.facts, _chinese),
        "en": _english(problem.code) % _filled(problem.facts, _english),
    }


def figures_told(found: Figures, source: BankSource) -> dict[str, Any]:
    """The summary figures of a bank; shares as percentages."""
    return {
        "items": found.items,
        "by_type": {kind.value: number for kind, number in found.by_type.items()},
        "by_course": {
            course: {kind.value: number for kind, number in row.items()}
            for course, row in found.by_course.items()
        },
        "tasks": len(source.briefs),
        "single_keys": {letter: percent(share) for letter, share in found.single_keys.items()},
        "key_longest": _percent(found.key_longest),
        "key_shortest": _percent(found.key_shortest),
        "key_length": _percent(found.key_length),
        "multiple_keys": {letter: percent(share) for letter, share in found.multiple_keys.items()},
        "judgement_true": _percent(found.judgement_true),
        "mean_difficulty": _percent(found.mean_difficulty),
        "cognitive": {kind.value: percent(share) for kind, share in found.cognitive.items()},
    }


def _percent(share: Fraction | None) -> str | None:
    return None if share is None else percent(share)


def _chinese(word: Any) -> str:
    return sentence_of(word) or str(word)


def _english(word: Any) -> str:
    return ENGLISH.get(type(word), {}).get(word, str(word))


def _filled(facts: Mapping[str, Any], say: Any) -> dict[str, Any]:
    return {
        name: say(value) if isinstance(value, StrEnum) else value for name, value in facts.items()
    }


def _echo_lint(answer: Mapping[str, Any]) -> None:
    click.echo(f"{answer['path']}  {answer['unit']}")
    _echo_problems(answer["problems"])
    if answer["clean"]:
        for name, value in answer["figures"].items():
            click.echo(f"  {name}: {_line(value)}")
        click.echo("  没有问题 / clean")


def _line(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    return ", ".join(
        f"{name} {'/'.join(map(str, part.values())) if isinstance(part, dict) else part}"
        for name, part in value.items()
    )


def _echo_problems(problems: Sequence[Mapping[str, Any]], err: bool = False) -> None:
    for one in problems:
        item = f" {one['item']}" if one["item"] else ""
        click.echo(f"{one['where']}:{item} [{one['code']}] {one['zh']} / {one['en']}", err=err)


def _import_one(wiring: Wiring, folder: Path, as_json: bool) -> dict[str, Any]:
    try:
        with wiring.acting() as act:
            report = papers.load_bank(act, folder)
    except Refusal as refusal:
        problems = [told(one, folder) for one in refusal.facts.get("problems", ())]
        if not as_json:
            click.echo(f"{folder}: 没有导入 / not loaded ({refusal.reason.value})")
            _echo_problems(problems)
        reason = refusal.reason.value
        return {"path": str(folder), "loaded": False, "reason": reason, "problems": problems}
    names = ("entered", "changed", "retired", "restored", "unchanged")
    counts = {name: getattr(report, name) for name in names}
    counts |= {
        f"briefs_{name}": getattr(report, f"briefs_{name}")
        for name in ("written", "retired", "unchanged")
    }
    if not as_json:
        click.echo(f"{folder}: " + ", ".join(f"{name} {number}" for name, number in counts.items()))
    return {"path": str(folder), "unit": report.source.unit, "loaded": True, **counts}


def _mark_one(
    row: Mapping[str, Any], items: Mapping[str, ItemSource], policy: Policy
) -> dict[str, Any]:
    full = Fraction(1)
    answer = {"item": row["item"], "mark": None, "max_mark": mark_text(full)}
    item = items.get(row["item"])
    if item is None:
        return answer | {"max_mark": None, "state": "unknown_item"}
    try:
        chosen = read_response(item.type, len(item.options), row.get("response"))
    except UnreadableResponse as error:
        return answer | {"state": "unreadable", "why": str(error)}
    got = mark(item.type, item.key, chosen, full, policy)
    return answer | {"mark": mark_text(got), "state": standing(chosen, got, full).value}
