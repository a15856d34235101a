"""Deciding a sitting: each part by itself, nothing while a part is open, and a record that can be replayed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from examsite.audit.act import Act
from examsite.cli.decide import decide
from examsite.core.refusal import Refusal
from examsite.delivery.models import Component
from examsite.scoring import actions, queries
from examsite.scoring.rules.publication import WhyNot
from examsite.sittings.rules import SittingState
from tests.makers import scoring as maker

HAIR = Fraction(179_999, 3000)  # 59.9996…, the mean of three markers


@pytest.mark.parametrize(
    ("mark", "outcome"),
    [
        ("59.99", "not_passed"),
        (HAIR, "not_passed"),
        ("60", "passed"),
        ("100", "passed"),
        ("0", "not_passed"),
    ],
)
def test_each_part_must_reach_sixty_by_itself(act: Act, mark: str | Fraction, outcome: str) -> None:
    sitting = maker.closed_sitting(act)
    best = {"online": "100", "practical": "100"}
    one = maker.sat(act, sitting, {"service": best, "design": best | {"practical": mark}})
    actions.decide_results(act, sitting.id)
    result = queries.result_of(act.session, one.id)
    assert result is not None
    assert result.outcome == outcome
    short = [] if outcome == "passed" else ["design.practical:below_60"]
    assert result.reasons == short


def test_absent_is_final_and_not_a_mark_of_nought(act: Act) -> None:
    sitting = maker.closed_sitting(act)
    one = maker.sat(
        act, sitting, {"service": maker.GOOD, "design": {"online": "0", "practical": "absent"}}
    )
    actions.decide_results(act, sitting.id)
    result = queries.result_of(act.session, one.id)
    assert result is not None
    assert result.state == "decided"
    assert result.reasons == ["design.online:below_60", "design.practical:absent"]
    assert result.record["case"]["marks"]["design"]["practical"] == {"status": "absent"}


@pytest.mark.parametrize(("open_part", "outcome"), [(None, "pending"), ("withheld", "withheld")])
def test_one_open_part_leaves_the_whole_result_open(
    act: Act, open_part: str | None, outcome: str
) -> None:
    sitting = maker.closed_sitting(act)
    one = maker.sat(
        act, sitting, {"service": maker.GOOD, "design": maker.GOOD | {"online": open_part}}
    )
    counts = actions.decide_results(act, sitting.id)
    result = queries.result_of(act.session, one.id)
    assert result is not None
    assert (result.state, result.outcome, result.decided_at) == ("open", outcome, None)
    assert counts == {"decided": 0, outcome: 1}


def test_a_manager_is_decided_by_the_form_that_was_elected(act: Act) -> None:
    sitting = maker.closed_sitting(act, "manager")
    marks = {"manager": {"online": "61", "second": "60"}}
    one = maker.sat(act, sitting, marks, second="planning_proposal")
    actions.decide_results(act, sitting.id)
    result = queries.result_of(act.session, one.id)
    assert result is not None
    assert result.units == {"level": "passed"}


def test_deciding_again_changes_nothing(act: Act) -> None:
    sitting = maker.closed_sitting(act)
    maker.passes(act, sitting)
    waiting = maker.sat(
        act, sitting, {"service": maker.GOOD, "design": {"online": "90", "practical": None}}
    )
    first = actions.decide_results(act, sitting.id)
    again = actions.decide_results(act, sitting.id)
    assert (first["decided"], again["decided"]) == (1, 0)
    assert {k: v for k, v in first.items() if k != "decided"} == {
        k: v for k, v in again.items() if k != "decided"
    }
    assert queries.result_of(act.session, waiting.id) is not None


def test_marks_settle_with_the_decision_and_only_then(act: Act) -> None:
    sitting = maker.closed_sitting(act)
    maker.passes(act, sitting)
    maker.sat(act, sitting, {"service": maker.GOOD, "design": {"online": "90", "practical": None}})
    actions.decide_results(act, sitting.id)
    states = [row.state for row in act.session.query(Component).order_by(Component.id)]
    assert states == ["settled"] * 4 + ["marked"] * 3 + ["handed_in"]


def test_nothing_is_decided_before_the_sitting_is_closed(act: Act) -> None:
    sitting = maker.closed_sitting(act)
    sitting.state = SittingState.OPEN
    with pytest.raises(Refusal) as no:
        actions.decide_results(act, sitting.id)
    assert no.value.reason is WhyNot.SITTING_NOT_CLOSED


def test_the_record_replays_through_the_rules_door(act: Act) -> None:
    sitting = maker.closed_sitting(act)
    maker.practised(act, maker.passes(act, sitting))
    maker.passes(act, sitting)
    maker.sat(
        act, sitting, {"service": maker.GOOD, "warehouse": {"online": "101", "practical": "60"}}
    )
    maker.sat(
        act, sitting, {"service": maker.GOOD, "design": {"online": HAIR, "practical": "annulled"}}
    )
    actions.decide_results(act, sitting.id)
    for result in queries.results(act.session, sitting.id)[0]:
        (answer,) = decide("scoring", [{"id": "x", **result.record["case"]}])
        assert {k: v for k, v in answer.items() if k != "id"} == result.record["decision"]
