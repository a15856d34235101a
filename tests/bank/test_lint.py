"""The linter: the shipped banks are clean, and each kind of unsoundness is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from examsite.bank import yaml_source
from examsite.bank.rules.items import BankSource, Cognitive, ItemSource, ItemType
from examsite.bank.rules.lint import Flaw, lint
from examsite.bank.rules.reading import read_bank

BANKS = Path(__file__).resolve().parents[2] / "question_banks"
Change = Callable[[ItemSource], ItemSource]


@pytest.fixture(scope="module")
def bank() -> BankSource:
    """A clean bank: that of 美工设计."""
    return read_bank(*yaml_source.read_folder(BANKS / "assistant" / "design"))[0]


def flaws(bank: BankSource) -> set[str]:
    return {problem.code for problem in lint(bank)}


def changed(
    bank: BankSource, change: Change, kind: ItemType | None = None, most: int = 999
) -> BankSource:
    """The bank with up to `most` items of a type changed."""
    items, left = [], most
    for item in bank.items:
        if left and (kind is None or item.type is kind):
            item, left = change(item), left - 1
        items.append(item)
    return replace(bank, items=tuple(items))


@pytest.mark.parametrize(
    "folder", list(yaml_source.bank_folders(BANKS)), ids=lambda path: path.name
)
def test_every_shipped_bank_is_read_without_a_problem_and_is_clean(folder: Path) -> None:
    source, problems = read_bank(*yaml_source.read_folder(folder))
    assert problems == ()
    assert lint(source) == []


def longest_key(item: ItemSource) -> ItemSource:
    options = list(item.options)
    options[item.key[0]] = "很长的一个选项" * 9
    return replace(item, options=tuple(options))


def all_above(item: ItemSource) -> ItemSource:
    return replace(item, options=(*item.options[:-1], "以上都对"))


ONE: list[tuple[Flaw, ItemType | None, Change]] = [
    (Flaw.ID_FORM, None, lambda item: replace(item, code="design-1-1")),
    (Flaw.ID_FORM, None, lambda item: replace(item, code="design-02-999")),
    (Flaw.KNOWLEDGE_LENGTH, None, lambda item: replace(item, knowledge="色")),
    (Flaw.KNOWLEDGE_LENGTH, None, lambda item: replace(item, knowledge="色" * 11)),
    (Flaw.DIFFICULTY_RANGE, None, lambda item: replace(item, difficulty="0.29")),
    (Flaw.DIFFICULTY_RANGE, None, lambda item: replace(item, difficulty="0.96")),
    (Flaw.EXPLANATION_LENGTH, None, lambda item: replace(item, explanation="短" * 19)),
    (Flaw.EXPLANATION_LENGTH, None, lambda item: replace(item, explanation="长" * 91)),
    (Flaw.FOUR_OPTIONS, ItemType.SINGLE, lambda item: replace(item, options=(*item.options, "戊"))),
    (Flaw.KEYS_OF_MULTIPLE, ItemType.MULTIPLE, lambda item: replace(item, key=(0,))),
    (Flaw.KEYS_OF_MULTIPLE, ItemType.MULTIPLE, lambda item: replace(item, key=tuple(range(len(item.options))))),
    (Flaw.ALL_OR_NONE_OPTION, ItemType.SINGLE, all_above),
    (Flaw.GIVEAWAY, ItemType.JUDGEMENT, lambda item: replace(item, stem="所有商品图片都要用白底。")),
]  # fmt: skip


@pytest.mark.parametrize(("flaw", "kind", "change"), ONE)
def test_a_flaw_of_one_item_is_found_and_named(
    bank: BankSource, flaw: Flaw, kind: ItemType | None, change: Change
) -> None:
    found = [
        problem for problem in lint(changed(bank, change, kind, most=1)) if problem.code is flaw
    ]
    assert len(found) == 1
    assert found[0].item


MANY: list[tuple[Flaw, ItemType | None, Change]] = [
    (Flaw.KEY_POSITION, ItemType.SINGLE, lambda item: replace(item, key=(0,))),
    (Flaw.KEY_LONGEST, ItemType.SINGLE, longest_key),
    (Flaw.KEY_LENGTH, ItemType.SINGLE, longest_key),
    (Flaw.MULTIPLE_POSITION, ItemType.MULTIPLE, lambda item: replace(item, key=(0, 1))),
    (Flaw.JUDGEMENT_BALANCE, ItemType.JUDGEMENT, lambda item: replace(item, key=(0,))),
    (Flaw.MEAN_DIFFICULTY, None, lambda item: replace(item, difficulty="0.90")),
    (Flaw.NO_HARD_ITEMS, None, lambda item: replace(item, difficulty="0.90")),
    (Flaw.NO_EASY_ITEMS, None, lambda item: replace(item, difficulty="0.70")),
    (Flaw.COGNITIVE_MISSING, None, lambda item: replace(item, cognitive=Cognitive.RECALL)),
    (Flaw.TOO_MUCH_RECALL, None, lambda item: replace(item, cognitive=Cognitive.RECALL)),
    (Flaw.COURSE_WITHOUT_TYPE, ItemType.MULTIPLE, lambda item: replace(item, course="网店装修")),
]  # fmt: skip


@pytest.mark.parametrize(("flaw", "kind", "change"), MANY)
def test_an_unbalanced_bank_is_found(
    bank: BankSource, flaw: Flaw, kind: ItemType | None, change: Change
) -> None:
    assert flaw in flaws(changed(bank, change, kind))


@pytest.mark.parametrize(("true", "sound"), [(12, False), (13, True), (17, True), (18, False)])
def test_of_thirty_judgement_items_thirteen_to_seventeen_may_be_true(
    bank: BankSource, true: int, sound: bool
) -> None:
    fixed = changed(bank, lambda item: replace(item, key=(1,)), ItemType.JUDGEMENT)
    fixed = changed(fixed, lambda item: replace(item, key=(0,)), ItemType.JUDGEMENT, most=true)
    assert (Flaw.JUDGEMENT_BALANCE not in flaws(fixed)) is sound


def test_stems_that_repeat_or_resemble_each_other_are_found(bank: BankSource) -> None:
    first = bank.items[0]
    same = replace(bank, items=(*bank.items, replace(first, code="design-01-998")))
    alike = replace(
        bank, items=(*bank.items, replace(first, code="design-01-998", stem=first.stem + "吗"))
    )
    assert Flaw.REPEATED_STEM in flaws(same)
    assert Flaw.SIMILAR_STEMS in flaws(alike)


def test_a_bank_wants_the_notices_courses_tasks_a_blueprint_and_enough_items(
    bank: BankSource,
) -> None:
    assert Flaw.COURSES_OF_NOTICE in flaws(replace(bank, courses=bank.courses[::-1]))
    assert Flaw.NO_TASKS in flaws(replace(bank, briefs=()))
    assert Flaw.NO_BLUEPRINT in flaws(replace(bank, blueprint=None))
    assert Flaw.TOO_FEW_ITEMS in flaws(replace(bank, items=bank.items[:100]))
    assert flaws(replace(bank, items=())) >= {Flaw.TOO_FEW_ITEMS, Flaw.COURSE_WITHOUT_TYPE}
