"""Loading a folder: all or nothing, idempotent, versioned, and every change logged."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from examsite.audit.act import Act
from examsite.audit.models import Entry
from examsite.bank import actions, queries
from examsite.bank.models import Brief, Item, ItemVersion
from examsite.bank.rules.changes import BankRefusal
from examsite.bank.rules.items import ItemType
from examsite.bank.rules.source import Fault
from examsite.core import files
from examsite.core.refusal import Missing, Refusal
from tests.makers.bank import course_document, item_document, task_document, write, write_bank

UNIT = "assistant.service"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_bank(tmp_path / "bank")


def count(act: Act, table: type) -> int:
    return act.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def change(folder: Path, **changes: object) -> None:
    document = course_document(1)
    document["items"][0] |= changes
    write(folder / "01-course.yaml", document)


def test_a_folder_is_loaded_with_its_items_briefs_and_materials(act: Act, folder: Path) -> None:
    report = actions.load(act, folder)
    assert (report.entered, report.briefs_written) == (28, 1)
    assert [one.item.code for one in queries.items_of(act.session, UNIT)][:2] == [
        "service-01-001",
        "service-01-002",
    ]
    (brief,) = queries.briefs_of(act.session, UNIT, "practical")
    stored = brief.materials[0]
    assert (
        files.of(act.session).read(stored["sha256"])
        == (folder / "materials/orders.csv").read_bytes()
    )
    assert (stored["name"], stored["kind"]) == ("orders.csv", "csv")


def test_loading_the_same_content_again_changes_nothing_and_logs_nothing(
    act: Act, folder: Path
) -> None:
    actions.load(act, folder)
    before = [count(act, table) for table in (Item, ItemVersion, Brief, Entry)]
    report = actions.load(act, folder)
    assert (report.unchanged, report.briefs_unchanged, report.entered, report.changed) == (
        28,
        1,
        0,
        0,
    )
    assert [count(act, table) for table in (Item, ItemVersion, Brief, Entry)] == before


@pytest.mark.parametrize(
    "changes", [{"key": "D"}, {"stem": "换过的题干"}, {"difficulty": "0.55"}, {"seconds": 41}]
)
def test_a_changed_item_gets_a_new_version_and_the_old_one_stays(
    act: Act, folder: Path, changes: dict[str, object]
) -> None:
    actions.load(act, folder)
    old = queries.items_of(act.session, UNIT)[0]
    kept = (old.id, old.stem, list(old.key), old.content_hash)
    change(folder, **changes)
    assert actions.load(act, folder).changed == 1
    newest, before = queries.versions_of(act.session, "service-01-001")
    assert (newest.version, before.version) == (2, 1)
    assert (before.id, before.stem, list(before.key), before.content_hash) == kept
    assert queries.items_of(act.session, UNIT)[0].id == newest.id


def test_an_item_that_is_removed_becomes_inactive_and_may_come_back(act: Act, folder: Path) -> None:
    actions.load(act, folder)
    document = course_document(1)
    removed = document["items"].pop(0)
    write(folder / "01-course.yaml", document)
    assert actions.load(act, folder).retired == 1
    assert "service-01-001" not in [one.item.code for one in queries.items_of(act.session, UNIT)]
    document["items"].insert(0, removed)
    write(folder / "01-course.yaml", document)
    assert actions.load(act, folder).restored == 1
    assert len(queries.versions_of(act.session, "service-01-001")) == 1


def test_one_problem_keeps_the_whole_folder_out(act: Act, folder: Path) -> None:
    change(folder, key="F")
    with pytest.raises(Refusal) as refused:
        actions.load(act, folder)
    assert refused.value.reason is BankRefusal.SOURCE_BROKEN
    assert [problem.code for problem in refused.value.facts["problems"]] == [Fault.KEY_OUTSIDE]
    assert count(act, Item) == 0


def test_a_code_is_never_used_again_for_another_type(act: Act, folder: Path) -> None:
    actions.load(act, folder)
    document = course_document(1)
    document["items"][0] = item_document(1, 1, "judgement")
    write(folder / "01-course.yaml", document)
    with pytest.raises(Refusal) as refused:
        actions.load(act, folder)
    assert [(problem.code, problem.item) for problem in refused.value.facts["problems"]] == [
        (Fault.ID_TAKEN, "service-01-001")
    ]


def test_a_material_of_an_unknown_kind_keeps_the_folder_out(act: Act, folder: Path) -> None:
    (folder / "materials" / "orders.csv").write_bytes(b"\x7fELF\x00\x01\x02")
    with pytest.raises(Refusal) as refused:
        actions.load(act, folder)
    assert [problem.code for problem in refused.value.facts["problems"]] == [Fault.MATERIAL_KIND]


def test_a_changed_material_or_brief_makes_a_new_version_of_the_brief(
    act: Act, folder: Path
) -> None:
    actions.load(act, folder)
    (folder / "materials" / "orders.csv").write_text("订单,金额\n2,30\n", "utf-8")
    actions.load(act, folder)
    write(folder / "tasks.yaml", {"tasks": [task_document(title="换了题目")]})
    actions.load(act, folder)
    (brief,) = queries.briefs_of(act.session, UNIT)
    assert (brief.version, brief.title) == (3, "换了题目")
    assert count(act, Brief) == 3


def test_every_change_is_logged(act: Act, folder: Path) -> None:
    actions.load(act, folder)
    change(folder, key="D")
    write(folder / "tasks.yaml", {"tasks": [task_document(id="service-task-2")]})
    actions.load(act, folder)
    rows = act.session.execute(sa.select(Entry.verb, sa.func.count()).group_by(Entry.verb))
    assert {verb: number for verb, number in rows} == {
        "wrote_item_version": 29,
        "wrote_brief": 2,
        "retired_brief": 1,
    }


def test_keys_are_given_by_version(act: Act, folder: Path) -> None:
    actions.load(act, folder)
    versions = queries.items_of(act.session, UNIT)
    keys = queries.keys_of(act.session, [one.id for one in versions])
    assert keys[versions[3].id] == (ItemType.MULTIPLE, (0, 2))
    assert keys[versions[4].id] == (ItemType.JUDGEMENT, (1,))


def test_what_is_not_there_is_missing(act: Act) -> None:
    for ask in (queries.version, queries.brief):
        with pytest.raises(Missing):
            ask(act.session, 999)
    with pytest.raises(Missing):
        queries.versions_of(act.session, "service-01-001")


def test_counts_and_search_agree(act: Act, folder: Path) -> None:
    actions.load(act, folder)
    (unit,) = queries.counts(act.session)
    assert (unit.unit, unit.total, unit.by_type[ItemType.SINGLE]) == (UNIT, 28, 12)
    for course, row in unit.by_course.items():
        for kind, number in row.items():
            rows, total = queries.search(act.session, course=course, type=kind, offset=0, limit=2)
            assert total == number
            assert len(rows) == min(2, number)
