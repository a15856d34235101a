"""Drawing a paper: repeatable, even over courses, alike in difficulty, and honest when it cannot be done."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examsite.bank import yaml_source
from examsite.bank.rules.items import ItemType
from examsite.bank.rules.reading import read_bank
from examsite.papers.rules.assembly import (
    Drawable,
    Infeasible,
    draw,
    mean_difficulty,
    seal,
    shares,
    shortages,
)
from examsite.papers.rules.blueprint import PaperRefusal, Section, mark_text, read_sections

ROOT = Path(__file__).resolve().parents[2]
SERVICE = ROOT / "question_banks" / "assistant" / "service"
SHIPPED = (
    Section(ItemType.SINGLE, 60, Fraction(1)),
    Section(ItemType.MULTIPLE, 20, Fraction(1)),
    Section(ItemType.JUDGEMENT, 20, Fraction(1)),
)


@pytest.fixture(scope="module")
def items() -> list[Drawable]:
    bank = read_bank(*yaml_source.read_folder(SERVICE))[0]
    return [
        Drawable(one.code, one.type, one.course, Fraction(one.difficulty)) for one in bank.items
    ]


BANK = st.lists(
    st.builds(
        Drawable,
        st.integers(0, 10_000).map(lambda number: f"x-{number:05d}"),
        st.sampled_from(ItemType),
        st.sampled_from("甲乙丙"),
        st.integers(30, 95).map(lambda number: Fraction(number, 100)),
    ),
    max_size=60,
    unique_by=lambda item: item.code,
)
SECTIONS = st.lists(
    st.builds(Section, st.sampled_from(ItemType), st.integers(1, 9), st.just(Fraction(1))),
    min_size=1,
    max_size=3,
    unique_by=lambda section: section.type,
)


@settings(max_examples=60, deadline=None)
@given(BANK, SECTIONS, st.integers(0, 10**18 - 1), st.randoms(use_true_random=False))
def test_a_paper_has_what_was_asked_for_or_says_what_is_missing(
    bank: list[Drawable], sections: list[Section], seed: int, order: object
) -> None:
    missing = shortages(bank, sections)
    if missing:
        assert all(one.lacking > 0 for one in missing)
        with pytest.raises(Infeasible) as refused:
            draw(bank, sections, seed)
        assert refused.value.shortages == missing
        return
    codes = draw(bank, sections, seed)
    known = {item.code: item for item in bank}
    assert len(set(codes)) == len(codes)
    drawn = Counter((known[code].type, known[code].course) for code in codes)
    assert drawn == {cell: number for cell, number in shares(bank, sections).items() if number}
    types = [list(ItemType).index(known[code].type) for code in codes]
    assert types == sorted(types)
    shuffled = list(bank)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert draw(shuffled, sections[::-1], seed) == codes


@given(BANK, SECTIONS)
def test_courses_differ_by_at_most_one_item_in_each_section_and_in_the_whole(
    bank: list[Drawable], sections: list[Section]
) -> None:
    found = shares(bank, sections)
    whole: Counter[str] = Counter()
    for section in sections:
        row = [number for (kind, _), number in found.items() if kind is section.type]
        assert sum(row) == section.count
        assert max(row) - min(row) <= 1
    for (_, course), number in found.items():
        whole[course] += number
    assert max(whole.values()) - min(whole.values()) <= 1


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_papers_of_forty_seeds_are_alike_in_difficulty(items: list[Drawable], scale: int) -> None:
    known = {item.code: item.difficulty for item in items}
    sections = [Section(one.type, one.count // scale, one.mark) for one in SHIPPED]
    means = []
    for seed in range(40):
        codes = draw(items, sections, seed)
        means.append(sum(known[code] for code in codes) / len(codes))
    assert max(means) - min(means) <= Fraction(2, 100)


def test_seeds_differ_and_no_item_is_in_every_paper(items: list[Drawable]) -> None:
    drawn = [draw(items, SHIPPED, seed) for seed in range(40)]
    assert len(set(drawn)) == 40
    seen = Counter(code for codes in drawn for code in codes)
    assert len(seen) == len(items)
    assert max(seen.values()) < 40


def test_another_process_with_another_hash_seed_draws_the_same_paper(items: list[Drawable]) -> None:
    program = (
        "from tests.papers.test_assembly import *\n"
        "bank = read_bank(*yaml_source.read_folder(SERVICE))[0]\n"
        "rows = [Drawable(one.code, one.type, one.course, Fraction(one.difficulty)) for one in bank.items]\n"
        "print(','.join(draw(rows, SHIPPED, 7)))"
    )
    for hash_seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert tuple(run.stdout.strip().split(",")) == draw(items, SHIPPED, 7)


def test_a_known_paper_stays_what_it_was() -> None:
    bank = [
        Drawable(f"x-{number:03d}", ItemType.SINGLE, "甲乙"[number % 2], Fraction(40 + number, 100))
        for number in range(20)
    ]
    assert draw(bank, [Section(ItemType.SINGLE, 6, Fraction(1))], 2026) == KNOWN


KNOWN = ("x-006", "x-009", "x-013", "x-016", "x-004", "x-005")


def test_what_is_missing_is_named_by_course_and_number() -> None:
    bank = [Drawable("x-1", ItemType.SINGLE, "甲", Fraction(1, 2))]
    bank += [Drawable(f"x-{n}", ItemType.JUDGEMENT, "乙", Fraction(1, 2)) for n in (2, 3)]
    (one, two) = shortages(bank, [Section(ItemType.SINGLE, 5, Fraction(1))])
    assert (one.course, one.wanted, one.had, one.lacking) == ("甲", 3, 1, 2)
    assert (two.course, two.wanted, two.had, two.lacking) == ("乙", 2, 0, 2)
    (empty,) = shortages([], [Section(ItemType.SINGLE, 5, Fraction(1))])
    assert empty.lacking == 5


def test_the_seal_changes_with_order_content_and_mark() -> None:
    rows = [("a" * 64, Fraction(1)), ("b" * 64, Fraction(1))]
    seals = {
        seal(rows),
        seal(rows[::-1]),
        seal([("c" * 64, Fraction(1)), rows[1]]),
        seal([("a" * 64, Fraction(2)), rows[1]]),
    }
    assert len(seals) == 4
    assert seal([("a" * 64, Fraction(2, 2)), rows[1]]) == seal(rows)


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ([], PaperRefusal.NO_SECTIONS),
        ([{"type": "single", "count": 0, "mark": "1"}], PaperRefusal.COUNT_RANGE),
        ([{"type": "single", "count": True, "mark": "1"}], PaperRefusal.COUNT_RANGE),
        ([{"type": "single", "count": 301, "mark": "1"}], PaperRefusal.COUNT_RANGE),
        ([{"type": "single", "count": 1, "mark": "0"}], PaperRefusal.MARK_FORM),
        ([{"type": "single", "count": 1, "mark": "1/0"}], PaperRefusal.MARK_FORM),
        ([{"type": "single", "count": 1, "mark": 1.5}], PaperRefusal.MARK_FORM),
        ([{"type": "single", "count": 1, "mark": "nan"}], PaperRefusal.MARK_FORM),
        ([{"type": "single", "count": 1, "mark": "1"}] * 2, PaperRefusal.TYPE_TWICE),
    ],
)
def test_senseless_sections_are_refused(rows: list[object], refusal: PaperRefusal) -> None:
    assert read_sections(rows) is refusal


@given(st.fractions(0, 100))
def test_the_text_of_a_mark_is_exact(mark: Fraction) -> None:
    assert Fraction(mark_text(mark)) == mark


def test_the_mean_of_nothing_is_nothing() -> None:
    assert mean_difficulty([]) is None
