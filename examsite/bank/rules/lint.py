"""What a sound bank is 题库检查: every item by itself, and the balance of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction

from examsite.bank.rules.figures import Figures, figures
from examsite.bank.rules.items import BankSource, Cognitive, ItemSource, ItemType
from examsite.bank.rules.reading import BANK_FILE, TASKS_FILE
from examsite.bank.rules.source import Problem
from examsite.catalogue.rules import levels


class Flaw(StrEnum):
    """What a bank can be found wanting in 题库的不足."""

    ID_FORM = "id_form"
    KNOWLEDGE_LENGTH = "knowledge_length"
    DIFFICULTY_RANGE = "difficulty_range"
    EXPLANATION_LENGTH = "explanation_length"
    FOUR_OPTIONS = "four_options"
    FOUR_OR_FIVE_OPTIONS = "four_or_five_options"
    KEYS_OF_MULTIPLE = "keys_of_multiple"
    ALL_OR_NONE_OPTION = "all_or_none_option"
    GIVEAWAY = "giveaway"
    REPEATED_STEM = "repeated_stem"
    SIMILAR_STEMS = "similar_stems"
    COURSES_OF_NOTICE = "courses_of_notice"
    NO_TASKS = "no_tasks"
    NO_BLUEPRINT = "no_blueprint"
    TOO_FEW_ITEMS = "too_few_items"
    COURSE_WITHOUT_TYPE = "course_without_type"
    COURSE_UNEVEN = "course_uneven"
    KEY_POSITION = "key_position"
    KEY_LONGEST = "key_longest"
    KEY_SHORTEST = "key_shortest"
    KEY_LENGTH = "key_length"
    MULTIPLE_POSITION = "multiple_position"
    JUDGEMENT_BALANCE = "judgement_balance"
    MEAN_DIFFICULTY = "mean_difficulty"
    NO_HARD_ITEMS = "no_hard_items"
    NO_EASY_ITEMS = "no_easy_items"
    COGNITIVE_MISSING = "cognitive_missing"
    TOO_MUCH_RECALL = "too_much_recall"


LEAST = {ItemType.SINGLE: 90, ItemType.MULTIPLE: 30, ItemType.JUDGEMENT: 30}
KNOWLEDGE = range(2, 11)
EXPLANATION = range(20, 91)
DIFFICULTY = (Fraction("0.30"), Fraction("0.95"))
HARD = (Fraction("0.40"), Fraction("0.55"))
EASY = Fraction("0.85")
SINGLE_KEY = (Fraction("0.18"), Fraction("0.32"))
KEY_EXTREME = Fraction("0.32")
KEY_LENGTH = (Fraction("0.88"), Fraction("1.12"))
MULTIPLE_KEY = (Fraction("0.40"), Fraction("0.75"))
TRUE_SHARE = (Fraction("0.43"), Fraction("0.57"))
MEAN_DIFFICULTY = (Fraction("0.65"), Fraction("0.78"))
RECALL = Fraction("0.45")
SIMILAR = Fraction("0.6")
UNEVEN = Fraction(1, 2)  # a course has at least half of its even share of each type
ALL_OR_NONE = re.compile(
    r"以上(都|均|全|皆|各项)|(都|均|全)(对|不对|正确|不正确|错误)$|上述(都|均|全)"
)
GIVEAWAY = re.compile(r"一定(?:会|要|能|是|不)|所有(?![权者制人])|绝不|绝对|永远|必然")
SIGNS = re.compile(r"[\W_]+")


def lint(bank: BankSource) -> list[Problem]:
    """Everything in which a bank is not sound, items first; an empty list is a clean bank."""
    short = bank.unit.rpartition(".")[2]
    courses = {course: number for number, course in enumerate(bank.courses, start=1)}
    found: list[Problem] = []
    for item in bank.items:
        start = f"{short}-{courses.get(item.course, 0):02d}-"
        found += [
            Problem(bank.places.get(item.code, BANK_FILE), flaw, facts, item.code)
            for flaw, facts in _of_item(item, start)
        ]
    found += _stems(bank)
    found += [Problem(BANK_FILE, flaw, facts) for flaw, facts in _of_contents(bank)]
    found += [Problem(BANK_FILE, flaw, facts) for flaw, facts in _of_balance(figures(bank.items))]
    found += [Problem(BANK_FILE, flaw, facts) for flaw, facts in _of_spread(bank.items)]
    return found


Found = tuple[Flaw, dict[str, object]]


def _of_item(item: ItemSource, start: str) -> Iterator[Found]:
    if not re.fullmatch(re.escape(start) + r"\d{3}", item.code):
        yield Flaw.ID_FORM, {"expected": f"{start}001"}
    if len(item.knowledge) not in KNOWLEDGE:
        yield Flaw.KNOWLEDGE_LENGTH, {"number": len(item.knowledge), "least": 2, "most": 10}
    if not DIFFICULTY[0] <= Fraction(item.difficulty) <= DIFFICULTY[1]:
        yield Flaw.DIFFICULTY_RANGE, {"value": item.difficulty}
    if len(item.explanation) not in EXPLANATION:
        yield Flaw.EXPLANATION_LENGTH, {"number": len(item.explanation), "least": 20, "most": 90}
    yield from _of_options(item)


def _of_options(item: ItemSource) -> Iterator[Found]:
    if item.type is ItemType.SINGLE and len(item.options) != 4:
        yield Flaw.FOUR_OPTIONS, {"number": len(item.options)}
    if item.type is ItemType.MULTIPLE and len(item.options) not in (4, 5):
        yield Flaw.FOUR_OR_FIVE_OPTIONS, {"number": len(item.options)}
    if item.type is ItemType.MULTIPLE and not 2 <= len(item.key) < len(item.options):
        yield Flaw.KEYS_OF_MULTIPLE, {"number": len(item.key), "most": len(item.options) - 1}
    if item.type is not ItemType.JUDGEMENT:
        for option in item.options:
            if ALL_OR_NONE.search(option):
                yield Flaw.ALL_OR_NONE_OPTION, {"value": option}
    elif GIVEAWAY.search(item.stem):
        yield Flaw.GIVEAWAY, {"value": GIVEAWAY.findall(item.stem)[0]}


def _stems(bank: BankSource) -> list[Problem]:
    pairs = [(item, _bigrams(item.stem)) for item in bank.items]
    found = []
    for number, (item, here) in enumerate(pairs):
        for other, there in pairs[:number]:
            alike = Fraction(len(here & there), len(here | there) or 1)
            if item.stem == other.stem or alike > SIMILAR:
                flaw = Flaw.REPEATED_STEM if item.stem == other.stem else Flaw.SIMILAR_STEMS
                facts = {"other": other.code, "share": percent(alike)}
                found.append(Problem(bank.places.get(item.code, BANK_FILE), flaw, facts, item.code))
    return found


def _bigrams(stem: str) -> set[str]:
    plain = SIGNS.sub("", stem)
    return {plain[place : place + 2] for place in range(len(plain) - 1)}


def _of_contents(bank: BankSource) -> Iterator[Found]:
    try:
        printed = tuple(course.zh for course in levels.unit(bank.unit).courses)
    except levels.UnknownUnit:
        printed = bank.courses
    if printed != bank.courses:
        yield Flaw.COURSES_OF_NOTICE, {"expected": "、".join(printed)}
    if not bank.briefs:
        yield Flaw.NO_TASKS, {"file": TASKS_FILE}
    if bank.blueprint is None:
        yield Flaw.NO_BLUEPRINT, {}
    by_course = figures(bank.items).by_course
    for kind, least in LEAST.items():
        total = sum(row[kind] for row in by_course.values())
        if total < least:
            yield Flaw.TOO_FEW_ITEMS, {"type": kind, "number": total, "least": least}
        for course in bank.courses:
            here = by_course.get(course, {}).get(kind, 0)
            if not here:
                yield Flaw.COURSE_WITHOUT_TYPE, {"type": kind, "course": course}
            elif here < UNEVEN * total / len(bank.courses):
                yield Flaw.COURSE_UNEVEN, {"type": kind, "course": course, "number": here}


def _of_balance(found: Figures) -> Iterator[Found]:
    for letter, share in found.single_keys.items():
        if not SINGLE_KEY[0] <= share <= SINGLE_KEY[1]:
            yield Flaw.KEY_POSITION, _between(share, SINGLE_KEY) | {"letter": letter}
    if found.key_longest is not None and found.key_longest > KEY_EXTREME:
        yield Flaw.KEY_LONGEST, {"share": percent(found.key_longest), "most": percent(KEY_EXTREME)}
    if found.key_shortest is not None and found.key_shortest > KEY_EXTREME:
        yield (
            Flaw.KEY_SHORTEST,
            {"share": percent(found.key_shortest), "most": percent(KEY_EXTREME)},
        )
    if found.key_length is not None and not KEY_LENGTH[0] <= found.key_length <= KEY_LENGTH[1]:
        yield Flaw.KEY_LENGTH, _between(found.key_length, KEY_LENGTH)
    for letter, share in found.multiple_keys.items():
        if not MULTIPLE_KEY[0] <= share <= MULTIPLE_KEY[1]:
            yield Flaw.MULTIPLE_POSITION, _between(share, MULTIPLE_KEY) | {"letter": letter}
    true = found.judgement_true
    if true is not None and not TRUE_SHARE[0] <= true <= TRUE_SHARE[1]:
        yield Flaw.JUDGEMENT_BALANCE, _between(true, TRUE_SHARE)


def _of_spread(items: Sequence[ItemSource]) -> Iterator[Found]:
    if not items:
        return
    found = figures(items)
    average = found.mean_difficulty or Fraction(0)
    if not MEAN_DIFFICULTY[0] <= average <= MEAN_DIFFICULTY[1]:
        yield Flaw.MEAN_DIFFICULTY, _between(average, MEAN_DIFFICULTY)
    if not any(HARD[0] <= Fraction(item.difficulty) <= HARD[1] for item in items):
        yield Flaw.NO_HARD_ITEMS, {}
    if not any(Fraction(item.difficulty) >= EASY for item in items):
        yield Flaw.NO_EASY_ITEMS, {}
    for kind, share in found.cognitive.items():
        if not share:
            yield Flaw.COGNITIVE_MISSING, {"level": kind}
    if found.cognitive[Cognitive.RECALL] > RECALL:
        yield (
            Flaw.TOO_MUCH_RECALL,
            {
                "share": percent(found.cognitive[Cognitive.RECALL]),
                "most": percent(RECALL),
            },
        )


def _between(share: Fraction, bounds: tuple[Fraction, Fraction]) -> dict[str, object]:
    return {"share": percent(share), "least": percent(bounds[0]), "most": percent(bounds[1])}


def percent(share: Fraction) -> str:
    """A share as a percentage with one decimal, cut off."""
    tenths = share.numerator * 1000 // share.denominator
    return f"{tenths // 10}.{tenths % 10} %"
