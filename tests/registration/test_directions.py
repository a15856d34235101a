"""At least two different directions where a level has them; one form of the second part where it has none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examsite.catalogue.rules.config import RuleConfig
from examsite.catalogue.rules.levels import level, levels
from examsite.registration.rules.directions import why_not_register

AS_OF = date(2014, 9, 15)
THESIS, PROPOSAL = "thesis_defence", "planning_proposal"


def wrong(level_id, directions=(), second=(), as_of=AS_OF, **config):
    return list(why_not_register(level(level_id), directions, second, as_of, RuleConfig(**config)))


@pytest.mark.parametrize(
    ("level_id", "directions", "reasons"),
    [
        ("assistant", ["service", "design"], []),
        ("assistant", ["service", "design", "warehouse"], []),
        ("assistant", ["service"], ["directions:too_few"]),
        ("assistant", [], ["directions:too_few"]),
        ("assistant", ["design", "design"], ["directions:duplicate:design", "directions:too_few"]),
        ("assistant", ["design", "service", "design"], ["directions:duplicate:design"]),
        (
            "assistant",
            ["service", "operations"],
            ["directions:too_few", "directions:unknown:operations"],
        ),
        ("assistant", ["service", "design", "logistics"], ["directions:unknown:logistics"]),
        ("assistant", ["Service", "design"], ["directions:too_few", "directions:unknown:Service"]),
        ("specialist", ["operations", "platform", "logistics", "crossborder"], []),
        (
            "specialist",
            ["logistics", "warehouse"],
            ["directions:too_few", "directions:unknown:warehouse"],
        ),
    ],
)
def test_directions_are_different_ones_of_the_level(level_id, directions, reasons):
    assert wrong(level_id, directions) == reasons


@pytest.mark.parametrize(
    ("level_id", "second", "reasons"),
    [
        ("manager", [THESIS], []),
        ("manager", [PROPOSAL], []),
        ("manager", [], ["second:not_elected"]),
        ("manager", [THESIS, PROPOSAL], ["second:only_one_form"]),
        ("manager", ["practical"], ["second:unknown_form"]),
        ("manager", [THESIS, "practical"], ["second:only_one_form", "second:unknown_form"]),
    ],
)
def test_one_form_of_the_second_part_is_elected(level_id, second, reasons):
    assert wrong(level_id, [], second) == reasons


def test_what_a_level_does_not_have_is_refused():
    assert wrong("manager", ["operations", "platform"], [THESIS]) == ["directions:not_applicable"]
    assert wrong("assistant", ["service", "design"], [THESIS]) == ["second:not_applicable"]


def test_the_clerk_is_not_examined_here_and_nothing_else_is_said():
    assert wrong("clerk", ["service"], [THESIS]) == ["not_examined_by_province"]


def test_a_closed_level_is_said_beside_other_faults():
    assert wrong("senior", [], [THESIS]) == ["level_not_open"]
    assert wrong("senior") == ["level_not_open", "second:not_elected"]
    opened = {"as_of": date(2015, 3, 1), "senior_open_from": date(2015, 3, 1)}
    assert wrong("senior", [], [THESIS], **opened) == []


CHOICES = st.lists(
    st.sampled_from([one for each in levels() for one in each.directions]), max_size=5
)


@given(st.sampled_from(["assistant", "specialist"]), CHOICES)
def test_a_choice_stands_only_with_two_different_directions_of_the_level(level_id, chosen):
    known = set(level(level_id).directions)
    stands = len(set(chosen)) == len(chosen) >= 2 and set(chosen) <= known
    assert (wrong(level_id, chosen) == []) is stands
    assert wrong(level_id, chosen) == wrong(level_id, chosen[::-1])
