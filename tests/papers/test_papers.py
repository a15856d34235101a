"""Blueprints and papers in the database: sealed, repeatable, and untouched by later changes."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import sqlalchemy as sa

from examsite.audit.act import Act
from examsite.bank import queries as bank
from examsite.core.refusal import Missing, Refusal
from examsite.papers import actions, queries
from examsite.papers.models import Blueprint, Paper
from examsite.papers.rules import assembly
from examsite.papers.rules.blueprint import PaperRefusal
from tests.makers.bank import bank_document, course_document, write, write_bank

UNIT = "assistant.service"
ROWS = [{"type": "single", "count": 4, "mark": "2.5"}]


@pytest.fixture
def folder(act: Act, tmp_path: Path) -> Path:
    """A loaded bank with its sample blueprint."""
    made = write_bank(tmp_path / "bank")
    actions.load_bank(act, made)
    return made


def sample(act: Act) -> Blueprint:
    return queries.blueprints(act.session, UNIT)[0]


def test_the_sample_blueprint_comes_with_the_bank_once(act: Act, folder: Path) -> None:
    actions.load_bank(act, folder)
    (found,) = queries.blueprints(act.session)
    assert (found.name, found.sample, found.time_limit_min) == ("示例卷", True, 30)


def test_a_sample_follows_its_file_until_a_person_has_changed_it(act: Act, folder: Path) -> None:
    document = bank_document()
    document["blueprint"]["time_limit_min"] = 45
    write(folder / "bank.yaml", document)
    actions.load_bank(act, folder)
    assert (sample(act).time_limit_min, sample(act).sample) == (45, True)
    actions.change_blueprint(act, sample(act).id, ROWS, 20)
    actions.load_bank(act, folder)
    assert (sample(act).time_limit_min, sample(act).sample) == (20, False)


def test_a_paper_holds_the_items_in_order_with_their_marks_and_is_sealed(
    act: Act, folder: Path
) -> None:
    made = actions.make_paper(act, sample(act).id, 7)
    act.session.expire_all()
    found = queries.paper(act.session, made.id)
    assert [row.position for row in found.items] == list(range(1, 13))
    assert sum(row.full_mark for row in found.items) == 100
    rows = [(row.item_version.content_hash, row.full_mark) for row in found.items]
    assert found.seal == assembly.seal(rows)
    assert found.time_limit_s == 30 * 60


def test_the_same_seed_gives_the_paper_there_is_and_another_seed_another(
    act: Act, folder: Path
) -> None:
    first = actions.make_paper(act, sample(act).id, 7)
    assert actions.make_paper(act, sample(act).id, 7).id == first.id
    other = actions.make_paper(act, sample(act).id, 8)
    assert other.seal != first.seal
    assert queries.papers(act.session, UNIT)[1] == 2


def test_a_made_paper_is_untouched_by_later_changes_of_bank_and_blueprint(
    act: Act, folder: Path
) -> None:
    made = actions.make_paper(act, sample(act).id, 7)
    before = [
        (row.item_version_id, row.full_mark) for row in queries.paper(act.session, made.id).items
    ]
    document = course_document(1)
    for item in document["items"]:
        item["stem"] += "？"
    write(folder / "01-course.yaml", document)
    actions.load_bank(act, folder)
    actions.change_blueprint(act, sample(act).id, ROWS, 20)
    act.session.expire_all()
    found = queries.paper(act.session, made.id)
    assert [(row.item_version_id, row.full_mark) for row in found.items] == before
    assert found.time_limit_s == 30 * 60
    assert actions.make_paper(act, sample(act).id, 7).id != made.id


def test_the_database_draws_the_same_paper_as_the_source_files(act: Act, folder: Path) -> None:
    made = actions.make_paper(act, sample(act).id, 7)
    codes = [row.item_version.item.code for row in queries.paper(act.session, made.id).items]
    items = [queries.drawable(one) for one in bank.items_of(act.session, UNIT)]
    sections = actions.read_sections(sample(act).sections)
    assert not isinstance(sections, PaperRefusal)
    assert tuple(codes) == assembly.draw(items[::-1], sections, 7)


def test_a_retired_item_is_never_drawn(act: Act, folder: Path) -> None:
    document = course_document(1)
    document["items"].pop(0)
    write(folder / "01-course.yaml", document)
    actions.load_bank(act, folder)
    for seed in range(12):
        made = actions.make_paper(act, sample(act).id, seed)
        assert "service-01-001" not in [row.item_version.item.code for row in made.items]


@pytest.mark.parametrize(
    ("unit", "name", "rows", "minutes", "reason"),
    [
        ("nothing", "卷", ROWS, 60, PaperRefusal.UNKNOWN_UNIT),
        (UNIT, "  ", ROWS, 60, PaperRefusal.NAME_NEEDED),
        (UNIT, "示例卷", ROWS, 60, PaperRefusal.NAME_TAKEN),
        (UNIT, "卷", [], 60, PaperRefusal.NO_SECTIONS),
        (UNIT, "卷", ROWS, 0, PaperRefusal.TIME_RANGE),
        (UNIT, "卷", ROWS, 301, PaperRefusal.TIME_RANGE),
    ],
)
def test_a_senseless_blueprint_is_refused(
    act: Act,
    folder: Path,
    unit: str,
    name: str,
    rows: list[object],
    minutes: int,
    reason: PaperRefusal,
) -> None:
    with pytest.raises(Refusal) as refused:
        actions.make_blueprint(act, unit, name, rows, minutes)
    assert refused.value.reason is reason


def test_a_paper_the_bank_cannot_fill_is_refused_by_course_and_number(
    act: Act, folder: Path
) -> None:
    made = actions.make_blueprint(
        act, UNIT, "大卷", [{"type": "multiple", "count": 9, "mark": "1"}], 60
    )
    with pytest.raises(Refusal) as refused:
        actions.make_paper(act, made.id, 1)
    assert refused.value.reason is PaperRefusal.TOO_FEW_MULTIPLE
    assert (refused.value.facts["course"], refused.value.facts["lacking"]) == ("客服心态", 1)
    assert act.session.scalar(sa.select(sa.func.count()).select_from(Paper)) == 0


@pytest.mark.parametrize("seed", [-1, 10**18])
def test_a_seed_is_a_whole_number_of_at_most_eighteen_digits(
    act: Act, folder: Path, seed: int
) -> None:
    with pytest.raises(Refusal) as refused:
        actions.make_paper(act, sample(act).id, seed)
    assert refused.value.reason is PaperRefusal.SEED_RANGE
    assert actions.make_paper(act, sample(act).id, 10**18 - 1).seed == 10**18 - 1


def test_marks_stay_exact(act: Act, folder: Path) -> None:
    made = actions.make_blueprint(
        act, UNIT, "三分之一", [{"type": "single", "count": 3, "mark": "1/3"}], 9
    )
    paper = actions.make_paper(act, made.id, 1)
    act.session.expire_all()
    assert {row.full_mark for row in queries.paper(act.session, paper.id).items} == {Fraction(1, 3)}


def test_what_is_not_there_is_missing(act: Act) -> None:
    for ask in (queries.paper, queries.blueprint):
        with pytest.raises(Missing):
            ask(act.session, 999)
