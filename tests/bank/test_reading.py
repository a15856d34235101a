"""Reading a bank folder: every slip is named with file, line and item, and the rest is still read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from examsite.bank import yaml_source
from examsite.bank.rules.briefs import KINDS
from examsite.bank.rules.items import BankSource, ItemType
from examsite.bank.rules.reading import read_bank
from examsite.bank.rules.source import Fault, Problem
from examsite.core.files import MEDIA_TYPES
from tests.makers.bank import (
    bank_document,
    course_document,
    item_document,
    task_document,
    write,
    write_bank,
)

ITEMS = 28


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_bank(tmp_path / "bank")


def read(folder: Path) -> tuple[BankSource, tuple[Problem, ...]]:
    return read_bank(*yaml_source.read_folder(folder))


def change_text(path: Path, old: str, new: str) -> None:
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), "utf-8")


def with_item(folder: Path, **changes: Any) -> None:
    """Replace the first item of the first course by a changed one; None leaves a field out."""
    document = course_document(1)
    item = item_document(1, 1, changes.get("type", "single"), **changes)
    document["items"][0] = {name: value for name, value in item.items() if value is not None}
    write(folder / "01-course.yaml", document)


def test_a_sound_bank_is_read_whole(folder: Path) -> None:
    bank, problems = read(folder)
    assert problems == ()
    assert (len(bank.items), len(bank.briefs), bank.unit) == (ITEMS, 1, "assistant.service")
    assert bank.places["service-01-001"].startswith("01-course.yaml:")


def test_keys_are_read_as_places_and_judgement_true_is_the_first(folder: Path) -> None:
    items = {item.code: item for item in read(folder)[0].items}
    assert items["service-01-001"].key == (1,)
    assert items["service-01-004"].key == (0, 2)
    assert items["service-01-006"].key == (0,)
    assert items["service-01-005"].key == (1,)
    assert items["service-01-005"].options == ("正确", "错误")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"stem": None}, Fault.MISSING_FIELD),
        ({"stem": "  "}, Fault.EMPTY),
        ({"stem": 2026}, Fault.NOT_TEXT),
        ({"type": "essay"}, Fault.UNKNOWN_WORD),
        ({"cognitive": "remember"}, Fault.UNKNOWN_WORD),
        ({"knowlege": "错字"}, Fault.UNKNOWN_FIELD),
        ({"difficulty": 0.72}, Fault.NOT_EXACT),
        ({"difficulty": "nan"}, Fault.NOT_EXACT),
        ({"seconds": 0}, Fault.NOT_WHOLE),
        ({"seconds": True}, Fault.NOT_WHOLE),
        ({"options": "甲"}, Fault.NOT_LIST),
        ({"options": ["甲", "乙", "甲", "丁"]}, Fault.REPEATED_OPTION),
        ({"options": ["甲", 40, "丙", "丁"]}, Fault.NOT_TEXT),
        ({"options": ["甲"], "key": "A"}, Fault.TOO_FEW_OPTIONS),
        ({"key": "E"}, Fault.KEY_OUTSIDE),
        ({"key": "b"}, Fault.KEY_FORM),
        ({"key": ["A"]}, Fault.KEY_FORM),
        ({"type": "multiple", "key": "AC"}, Fault.KEY_FORM),
        ({"type": "multiple", "key": ["A", "A"]}, Fault.KEY_REPEATED),
        ({"type": "multiple", "key": ["A", "F"]}, Fault.KEY_OUTSIDE),
        ({"type": "judgement", "key": "A"}, Fault.KEY_FORM),
        ({"type": "judgement", "key": True, "options": ["对", "错"]}, Fault.OPTIONS_OF_JUDGEMENT),
        ({"id": "x" * 41}, Fault.TOO_LONG),
    ],
)
def test_a_broken_item_is_named_and_the_others_are_read(
    folder: Path, changes: dict[str, Any], fault: Fault
) -> None:
    with_item(folder, **changes)
    bank, problems = read(folder)
    assert [problem.code for problem in problems] == [fault]
    assert problems[0].where.startswith("01-course.yaml:")
    assert problems[0].item == changes.get("id", "service-01-001")
    assert len(bank.items) == ITEMS - 1


def test_a_problem_names_the_very_line(folder: Path) -> None:
    path = folder / "02-course.yaml"
    change_text(path, "key: B", "key: F")
    line = path.read_text("utf-8").split("\n").index("  key: F") + 1
    assert [problem.where for problem in read(folder)[1]] == [f"02-course.yaml:{line}"]


def test_an_id_used_twice_is_named_with_its_first_place_even_across_files(folder: Path) -> None:
    change_text(folder / "02-course.yaml", "service-02-001", "service-01-003")
    bank, problems = read(folder)
    assert [(problem.code, problem.item) for problem in problems] == [
        (Fault.REPEATED_ID, "service-01-003")
    ]
    assert problems[0].facts["first"] == bank.places["service-01-003"]


def test_a_field_stated_twice_is_named_though_yaml_would_take_the_last(folder: Path) -> None:
    change_text(folder / "01-course.yaml", "  key: B\n", "  key: B\n  key: C\n")
    bank, problems = read(folder)
    assert [problem.code for problem in problems] == [Fault.REPEATED_FIELD]
    assert bank.items[0].key == (1,)


@pytest.mark.parametrize(
    ("spoil", "faults"),
    [
        (lambda text: "\ufeff" + text, [Fault.BOM]),
        (lambda text: text.replace("  key: B\n", "\tkey: B\n", 1), [Fault.TAB, Fault.NOT_YAML]),
        (lambda text: text.replace("stem: ", 'stem: "', 1), [Fault.NOT_YAML]),
        (lambda text: text.replace("  key: B\n", "  key: *other\n", 1), [Fault.NOT_YAML]),
    ],
)
def test_a_file_that_is_not_yaml_as_a_whole_is_read_entry_by_entry(
    folder: Path, spoil: Callable[[str], str], faults: list[Fault]
) -> None:
    path = folder / "01-course.yaml"
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    bank, problems = read(folder)
    assert [problem.code for problem in problems] == faults
    assert len(bank.items) == (ITEMS if faults == [Fault.BOM] else ITEMS - 1)


def test_the_line_of_an_entry_that_is_not_yaml_is_its_line_in_the_file(folder: Path) -> None:
    path = folder / "01-course.yaml"
    lines = path.read_text("utf-8").split("\n")
    place = lines.index("- id: service-01-004")
    lines[place + 1] = "  type: [multiple"
    path.write_text("\n".join(lines), "utf-8")
    (problem,) = read(folder)[1]
    assert place < int(problem.where.split(":")[1]) <= place + 4


def test_a_file_in_another_encoding_is_named_with_the_line(folder: Path) -> None:
    path = folder / "03-course.yaml"
    path.write_bytes(path.read_bytes() + "# 备注\n".encode("gb18030"))
    lines = path.read_bytes().count(b"\n")
    bank, problems = read(folder)
    assert [(problem.where, problem.code) for problem in problems] == [
        (f"03-course.yaml:{lines}", Fault.NOT_UTF8)
    ]
    assert len(bank.items) == ITEMS - 7


def test_aliases_are_refused_so_that_no_file_can_grow_without_end(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{after}: &{after} [{', '.join(['*' + before] * 9)}]\n"
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    found = yaml_source.parse("bomb.yaml", bomb)
    assert {problem.code for problem in found.problems} == {Fault.ALIAS}


def test_a_tag_runs_nothing(tmp_path: Path) -> None:
    marker = tmp_path / "touched"
    found = yaml_source.parse("x.yaml", f"a: !!python/object/apply:os.mkdir ['{marker}']\n")
    assert not marker.exists()
    assert found.root is not None


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"unit": "assistant.nothing"}, Fault.UNKNOWN_UNIT),
        ({"courses": [{"name": "客服心态", "file": "../01-course.yaml"}]}, Fault.FILE_NAME),
        ({"courses": [{"name": "客服心态", "file": "09-course.yaml"}]}, Fault.NOT_FOUND),
        ({"courses": [{"name": "别的课程", "file": "01-course.yaml"}]}, Fault.UNKNOWN_COURSE),
        ({"courses": [{"name": "客服心态", "file": "01-course.yaml"}] * 2}, Fault.REPEATED_COURSE),
        ({"edition": None}, Fault.EMPTY),
        ({"note": "x"}, Fault.UNKNOWN_FIELD),
    ],
)
def test_a_broken_head_is_named(folder: Path, changes: dict[str, Any], fault: Fault) -> None:
    write(folder / "bank.yaml", bank_document() | changes)
    assert fault in [problem.code for problem in read(folder)[1]]


def test_a_folder_without_its_bank_file_says_so(folder: Path) -> None:
    (folder / "bank.yaml").unlink()
    assert read(folder)[1][0].code is Fault.NOT_FOUND


def rubric(*points: int, levels: tuple[int, ...] = ()) -> list[dict[str, Any]]:
    return [
        {
            "id": f"r{number}",
            "name": "评分项",
            "points": value,
            "levels": [{"points": step, "text": "档"} for step in levels or (value, 0)],
        }
        for number, value in enumerate(points)
    ]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"rubric": rubric(50, 49)}, Fault.RUBRIC_SUM),
        ({"rubric": rubric(50, 51)}, Fault.RUBRIC_SUM),
        ({"rubric": rubric(100, levels=(90, 0))}, Fault.RUBRIC_LEVELS),
        ({"rubric": rubric(100, levels=(100, 10))}, Fault.RUBRIC_LEVELS),
        ({"rubric": rubric(100, levels=(100, 20, 60, 0))}, Fault.RUBRIC_LEVELS),
        ({"materials": ["absent.csv"]}, Fault.NOT_FOUND),
        ({"materials": ["../bank.yaml"]}, Fault.NOT_FOUND),
        ({"form": "thesis_defence"}, Fault.FORM_OF_UNIT),
        ({"deliverables": [{"name": "x", "kinds": ["exe"], "required": True}]}, Fault.UNKNOWN_KIND),
        ({"deliverables": []}, Fault.EMPTY),
        ({"id": "service-01-001"}, Fault.REPEATED_ID),
    ],
)
def test_a_broken_task_is_named(folder: Path, changes: dict[str, Any], fault: Fault) -> None:
    write(folder / "tasks.yaml", {"tasks": [task_document(**changes)]})
    bank, problems = read(folder)
    assert [problem.code for problem in problems] == [fault]
    assert bank.briefs == ()
    assert len(bank.items) == ITEMS


def test_the_kinds_a_task_may_ask_for_are_those_the_file_store_takes() -> None:
    assert set(KINDS) == set(MEDIA_TYPES)


def test_the_hash_is_of_what_a_candidate_sees_and_what_decides_the_mark(folder: Path) -> None:
    before = {item.code: item.content_hash for item in read(folder)[0].items}
    with_item(folder, difficulty="0.51", seconds=99, knowledge="别的")
    assert read(folder)[0].items[0].content_hash == before["service-01-001"]
    with_item(folder, key="D")
    item = read(folder)[0].items[0]
    assert item.type is ItemType.SINGLE
    assert item.content_hash != before["service-01-001"]
