"""What a sound blueprint 双向细目表 is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from examsite.bank.rules.items import ItemType

LONGEST_MIN = 300
MOST_ITEMS = 300
LARGEST_SEED = 10**18 - 1
TYPE_ORDER = tuple(ItemType)  # 单选, 多选, 判断: the order in every paper


class PaperRefusal(StrEnum):
    """Why a blueprint or a paper is refused."""

    NO_SECTIONS = "no_sections"
    TYPE_TWICE = "type_twice"
    COUNT_RANGE = "count_range"
    MARK_FORM = "mark_form"
    TIME_RANGE = "time_range"
    NAME_NEEDED = "name_needed"
    NAME_TAKEN = "name_taken"
    UNKNOWN_UNIT = "unknown_unit"
    SEED_RANGE = "seed_range"
    TOO_FEW_SINGLE = "too_few_single"
    TOO_FEW_MULTIPLE = "too_few_multiple"
    TOO_FEW_JUDGEMENT = "too_few_judgement"


TOO_FEW = {
    ItemType.SINGLE: PaperRefusal.TOO_FEW_SINGLE,
    ItemType.MULTIPLE: PaperRefusal.TOO_FEW_MULTIPLE,
    ItemType.JUDGEMENT: PaperRefusal.TOO_FEW_JUDGEMENT,
}


@dataclass(frozen=True)
class Section:
    """A section 题型部分: `count` items of one type, each with the same full mark, exact."""

    type: ItemType
    count: int
    mark: Fraction


def read_sections(rows: Sequence[Any]) -> tuple[Section, ...] | PaperRefusal:
    """Sections from their JSON rows `{type, count, mark}` (`mark` exact text), in the order of a paper.

    NO_SECTIONS, TYPE_TWICE, COUNT_RANGE (whole numbers, in all at most 300), MARK_FORM (above 0, a
    decimal or a fraction as text).
    """
    if not rows:
        return PaperRefusal.NO_SECTIONS
    found: list[Section] = []
    for row in rows:
        count, mark = row.get("count"), _mark(row.get("mark"))
        if isinstance(count, bool) or not isinstance(count, int) or count < 1:
            return PaperRefusal.COUNT_RANGE
        if mark is None:
            return PaperRefusal.MARK_FORM
        found.append(Section(ItemType(row["type"]), count, mark))
    if len({section.type for section in found}) < len(found):
        return PaperRefusal.TYPE_TWICE
    if sum(section.count for section in found) > MOST_ITEMS:
        return PaperRefusal.COUNT_RANGE
    return tuple(sorted(found, key=lambda section: TYPE_ORDER.index(section.type)))


def rows_of(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Sections as the JSON rows that the database keeps."""
    return [
        {"type": section.type.value, "count": section.count, "mark": mark_text(section.mark)}
        for section in sections
    ]


def total_mark(sections: Sequence[Section]) -> Fraction:
    """The full mark of a whole paper."""
    return sum((section.count * section.mark for section in sections), Fraction(0))


def why_not_time(time_limit_min: int) -> PaperRefusal | None:
    """A time limit is 1 to 300 minutes."""
    return None if 1 <= time_limit_min <= LONGEST_MIN else PaperRefusal.TIME_RANGE


def mark_text(mark: Fraction) -> str:
    """A mark as exact text: a decimal where there is one, else a fraction."""
    for places in range(7):
        scaled = mark * 10**places
        if scaled.denominator == 1:
            digits = f"{scaled.numerator:0{places + 1}d}"
            return digits if not places else f"{digits[:-places]}.{digits[-places:]}"
    return f"{mark.numerator}/{mark.denominator}"


def _mark(text: Any) -> Fraction | None:
    if not isinstance(text, str) or len(text) > 16:
        return None
    try:
        mark = Fraction(text.strip())
    except (ValueError, ZeroDivisionError):
        return None
    return mark if 0 < mark <= 100 else None
