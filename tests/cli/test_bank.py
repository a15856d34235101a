"""The bank and papers doors: exit codes, one JSON document, sentences in both languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from examsite.app import Settings
from examsite.bank.rules.items import Cognitive, ItemType
from examsite.bank.rules.lint import Flaw
from examsite.bank.rules.source import Fault
from examsite.cli import bank, main, papers
from examsite.cli.bank_english import ENGLISH
from examsite.core.db import Database
from examsite.web.wording import WORDS
from tests.makers.bank import bank_document, write, write_bank

SHIPPED = Path(__file__).resolve().parents[2] / "question_banks" / "assistant"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_bank(tmp_path / "bank")


def run(command: Any, *words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def told(command: Any, *words: object) -> Any:
    return json.loads(run(command, *words, "--json").stdout)


def test_every_fault_and_flaw_is_told_in_both_languages_with_the_same_places_to_fill() -> None:
    for kind in (Fault, Flaw, ItemType, Cognitive):
        for member in kind:
            chinese, english = WORDS[kind][member], ENGLISH[kind][member]
            assert set(_places(chinese)) == set(_places(english)), member


def _places(sentence: str) -> list[str]:
    return [part.partition(")s")[0] for part in sentence.split("%(")[1:]]


def test_lint_exits_nought_and_gives_the_figures_of_a_clean_bank() -> None:
    found = run(bank.bank, "lint", SHIPPED)
    assert found.exit_code == 0, found.output
    assert "single_keys" in found.output
    answer = told(bank.bank, "lint", SHIPPED)
    assert answer["clean"] is True
    assert {one["unit"] for one in answer["banks"]} >= {"assistant.service", "assistant.design"}


def test_lint_exits_one_with_the_list_when_something_is_wrong(folder: Path) -> None:
    found = run(bank.bank, "lint", folder)
    assert found.exit_code == 1
    answer = told(bank.bank, "lint", folder)
    (first, *_) = answer["banks"][0]["problems"]
    assert set(first) == {"where", "item", "code", "zh", "en"}
    assert "%(" not in json.dumps(answer)
    assert "too_few_items" in {one["code"] for one in answer["banks"][0]["problems"]}


@pytest.mark.parametrize("command", ["lint", "import"])
def test_a_path_without_a_bank_is_a_wrong_call(tmp_path: Path, command: str) -> None:
    assert run(bank.bank, command, tmp_path).exit_code == 2
    assert run(bank.bank, command, tmp_path / "absent").exit_code == 2


def test_the_same_seed_assembles_the_same_paper_without_keys(folder: Path) -> None:
    words = ("assemble", "--blueprint", folder, "--seed", 7)
    one, two = told(papers.papers, *words), told(papers.papers, *words)
    assert one == two
    assert [row["position"] for row in one["items"]] == list(range(1, 13))
    assert one["total_mark"] == "100"
    assert set(one["items"][0]) == {"position", "id", "type", "course", "mark", "content_hash"}
    assert told(papers.papers, "assemble", "--blueprint", folder / "bank.yaml", "--seed", 7) == one
    assert (
        told(papers.papers, "assemble", "--blueprint", folder, "--seed", 8)["seal"] != one["seal"]
    )


def test_a_blueprint_may_stand_in_a_file_of_its_own(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "blueprint.yaml"
    write(path, {"bank": "bank"} | bank_document()["blueprint"] | {"name": "另一卷"})
    answer = told(papers.papers, "assemble", "--blueprint", path, "--seed", 7)
    assert answer["blueprint"] == "另一卷"
    assert (
        answer["seal"]
        == told(papers.papers, "assemble", "--blueprint", folder, "--seed", 7)["seal"]
    )


def test_an_infeasible_blueprint_exits_one_and_says_what_is_missing(folder: Path) -> None:
    document = bank_document()
    document["blueprint"]["sections"][0]["count"] = 14
    write(folder / "bank.yaml", document)
    found = run(papers.papers, "assemble", "--blueprint", folder, "--seed", 7, "--json")
    assert found.exit_code == 1
    rows = json.loads(found.stdout)["shortages"]
    assert {(row["course"], row["lacking"]) for row in rows} == {
        ("客服心态", 1),
        ("在线洽谈及沟通技巧", 1),
    }


def test_given_responses_are_marked_by_themselves(folder: Path, tmp_path: Path) -> None:
    responses = tmp_path / "responses.json"
    rows = [
        {"item": "service-01-001", "response": "B"},
        {"item": "service-01-002", "response": "A"},
        {"item": "service-01-004", "response": ["A"]},
        {"item": "service-01-006", "response": True},
        {"item": "service-01-003", "response": None},
    ]
    responses.write_text(json.dumps({"responses": rows}), "utf-8")
    words = ("mark", folder / "01-course.yaml", "--responses", responses)
    strict = told(bank.bank, *words)["marks"]
    assert [row["state"] for row in strict] == [
        "correct",
        "wrong",
        "wrong",
        "correct",
        "unanswered",
    ]
    assert [row["mark"] for row in strict] == ["1", "0", "0", "1", "0"]
    partial = told(bank.bank, *words, "--policy", "partial_no_wrong")["marks"]
    assert (partial[2]["mark"], partial[2]["max_mark"], partial[2]["state"]) == (
        "0.5",
        "1",
        "partial",
    )
    assert run(bank.bank, *words).exit_code == 0


def test_a_response_to_no_item_or_outside_the_options_is_named_and_exits_one(
    folder: Path, tmp_path: Path
) -> None:
    responses = tmp_path / "responses.json"
    rows = [{"item": "nothing", "response": "B"}, {"item": "service-01-001", "response": "Z"}]
    responses.write_text(json.dumps({"responses": rows}), "utf-8")
    found = run(bank.bank, "mark", folder, "--responses", responses, "--json")
    assert found.exit_code == 1
    assert [row["state"] for row in json.loads(found.stdout)["marks"]] == [
        "unknown_item",
        "unreadable",
    ]


@pytest.mark.parametrize("document", ["[]", "{}", "not json", '{"responses": [1]}'])
def test_a_responses_file_of_another_shape_is_a_wrong_call(
    folder: Path, tmp_path: Path, document: str
) -> None:
    responses = tmp_path / "responses.json"
    responses.write_text(document, "utf-8")
    assert run(bank.bank, "mark", folder, "--responses", responses).exit_code == 2


def imported(folder: Path, settings: Settings) -> tuple[int, Any]:
    env = {
        "DATABASE_URL": settings.database_url,
        "EXAMSITE_FILES": str(settings.files),
        "EXAMSITE_SECRET": settings.secret,
    }
    found = CliRunner(env=env).invoke(main, ["bank", "import", str(folder), "--json"])
    return found.exit_code, json.loads(found.stdout)["banks"][0]


def test_import_loads_a_sound_folder_once_and_a_broken_one_not_at_all(
    folder: Path, settings: Settings, database: Database
) -> None:
    code, first = imported(folder, settings)
    assert (code, first["loaded"], first["entered"]) == (0, True, 28)
    assert imported(folder, settings)[1]["unchanged"] == 28
    document = bank_document() | {"unit": "nothing"}
    write(folder / "bank.yaml", document)
    code, broken = imported(folder, settings)
    assert (code, broken["loaded"], broken["reason"]) == (1, False, "source_broken")
    assert "unknown_unit" in {one["code"] for one in broken["problems"]}
    document = bank_document()
    document["blueprint"]["sections"][0]["count"] = 301
    write(folder / "bank.yaml", document)
    code, senseless = imported(folder, settings)
    assert (code, senseless["reason"]) == (1, "count_range")
