"""The catalogue says what the notice says, no more and no less."""

import json
from datetime import date
from pathlib import Path

import pytest

from examsite.catalogue.rules import levels as catalogue
from examsite.catalogue.rules.config import RuleConfig
from examsite.catalogue.rules.levels import Condition, Counted, Major

FACTS = json.loads((Path(__file__).parents[1] / "data" / "facts.json").read_text("utf-8"))


def test_there_are_five_levels_seven_directions_41_courses_and_23_conditions():
    units = catalogue.units()
    assert len(catalogue.levels()) == 5
    assert sum(unit.direction is not None for unit in units) == 7
    assert sum(len(unit.courses) for unit in units) == 41
    assert len(catalogue.conditions()) == 23
    assert sum(len(one.paths) for one in catalogue.conditions()) == 30


@pytest.mark.parametrize("row", FACTS["levels"], ids=lambda row: row["id"])
def test_each_level_is_the_notices(row):
    level = catalogue.level(row["id"])
    exam = row["exam"] or {}
    assert (level.zh, level.en, level.national) == (
        row["zh"],
        row["en"],
        row["class"] == "national",
    )
    assert list(level.directions) == row["directions"]
    assert list(level.parts) == exam.get("parts", [])
    assert list(level.second_forms) == exam.get("second_forms", [])
    assert level.min_directions == (row["min_directions"] or 0)
    assert level.practice == row["practice_required"]
    assert level.examined == row["provincial_exam"]
    assert level.pass_mark == ("60" if exam else None)


@pytest.mark.parametrize("row", FACTS["directions"], ids=lambda row: row["id"])
def test_each_unit_has_the_notices_courses_in_both_languages(row):
    unit = catalogue.unit(row["id"])
    assert [course.zh for course in unit.courses] == row["courses"]
    assert all(course.en.isascii() for course in unit.courses)
    assert unit.direction == row["direction"]
    assert unit in catalogue.units_of(row["level"])
    assert len({course.id for course in unit.courses}) == len(unit.courses)


@pytest.mark.parametrize("row", FACTS["conditions"], ids=lambda row: row["id"])
def test_each_condition_has_the_notices_words_and_paths(row):
    condition = catalogue.condition(row["id"])
    plain = str.maketrans("，；（）", ",;()")
    assert condition.zh.translate(plain).replace(" ", "") == row["zh"].translate(plain).replace(
        " ", ""
    )
    assert condition.level == row["level"]
    assert _paths(condition) == _alternatives(row["expr"], row["id"])


def test_the_manager_alone_has_no_national_theory_first():
    assert [unit.id for unit in catalogue.units() if not unit.theory] == ["manager"]


def test_the_clerk_has_neither_units_nor_conditions():
    assert catalogue.units_of("clerk") == ()
    assert catalogue.conditions_of("clerk") == ()


@pytest.mark.parametrize(
    ("look_up", "error"),
    [
        (catalogue.level, catalogue.UnknownLevel),
        (catalogue.units_of, catalogue.UnknownLevel),
        (catalogue.conditions_of, catalogue.UnknownLevel),
        (catalogue.unit, catalogue.UnknownUnit),
        (catalogue.condition, catalogue.UnknownCondition),
    ],
)
def test_an_unknown_id_has_its_own_error(look_up, error):
    with pytest.raises(error):
        look_up("电子商务师")


@pytest.mark.parametrize(
    ("as_of", "opens", "is_open"),
    [
        (date(2014, 12, 31), date(2014, 1, 1), False),
        (date(2015, 1, 1), None, False),
        (date(2015, 1, 1), date(2014, 7, 1), True),
        (date(2015, 2, 28), date(2015, 3, 1), False),
        (date(2015, 3, 1), date(2015, 3, 1), True),
        (date(2013, 6, 1), date(2013, 1, 1), False),
        (None, date(2015, 3, 1), False),
    ],
)
def test_senior_opens_from_a_recorded_day_and_never_in_2014(as_of, opens, is_open):
    config = RuleConfig(senior_open_from=opens)
    assert catalogue.level_open(catalogue.level("senior"), as_of, config) is is_open


@pytest.mark.parametrize(
    ("level", "is_open"), [("clerk", False), ("assistant", True), ("manager", True)]
)
def test_other_levels_do_not_wait_for_a_day(level, is_open):
    assert catalogue.level_open(catalogue.level(level), date(2014, 9, 15), RuleConfig()) is is_open


def _paths(condition: Condition) -> set[frozenset[str]]:
    return {frozenset(_words(condition, path)) for path in condition.paths}


def _words(condition, path):
    for kind, asked in (("diploma", path.diploma), ("enrolled", path.enrolment)):
        if asked:
            major = None if asked.major is Major.ANY else str(asked.major)
            yield f"{kind}:{asked.level}:{asked.and_above}:{major}"
    if path.vocational:
        yield "vocational"
    if path.credential:
        yield f"cert:{path.credential}"
    if path.trained:
        yield f"trained:{condition.level}"
    if path.years:
        after = path.credential if path.counted is Counted.AFTER_CREDENTIAL else None
        whole = "cumulative" if path.counted is Counted.CUMULATIVE else "continuous"
        yield f"years:{path.years}:{whole}:{after}:{path.management_years}"


def _alternatives(expr, _id) -> set[frozenset[str]]:
    """facts.json's expression as a set of alternatives, each a set of words."""
    ((key, value),) = expr.items()
    if key == "any":
        return set().union(*(_alternatives(one, _id) for one in value))
    if key == "all":
        found = {frozenset()}
        for one in value:
            found = {left | right for left in found for right in _alternatives(one, _id)}
        return found
    return {frozenset([_word(key, value)])}


def _word(key, value):
    match key:
        case "years_continuous":
            return f"years:{value}:continuous:None:0"
        case "years_continuous_after_cert":
            return f"years:{value[1]}:continuous:{value[0]}:0"
        case "spell_with_management":
            return f"years:{value[0]}:continuous:None:{value[1]}"
        case "years_cumulative":
            return f"years:{value}:cumulative:None:0"
        case "diploma":
            return f"diploma:{value['at_least']}:True:{value['major']}"
        case "bachelor":
            return f"diploma:bachelor:False:{value}"
        case "student_recommended":
            return f"enrolled:{value['at_least']}:True:{value['major']}"
        case "vocational_advanced":
            return "vocational"
        case "cert":
            return f"cert:{value}"
        case "trained":
            return f"trained:{value}"
    raise AssertionError(key)
