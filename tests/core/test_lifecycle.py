"""A life cycle refuses whatever its table does not hold, and says why."""

import pytest

from examsite.core.lifecycle import Lifecycle, Why, row
from examsite.core.refusal import Refusal

DOOR = Lifecycle(
    "door",
    "shut",
    ("walled_up",),
    (
        row("open", "shut", "ajar", "keeper", "has_key not_barred", "A1"),
        row("shut", "ajar", "shut", "keeper guest"),
        row("wall_up", "shut ajar", "walled_up", "keeper"),
    ),
)
BOTH = {"has_key": True, "not_barred": True}


def test_a_step_that_the_table_holds_leads_to_its_target():
    assert DOOR.step("shut", "open", "keeper", BOTH).target == "ajar"
    assert DOOR.step("shut", "open", "keeper", BOTH).code is None


@pytest.mark.parametrize(
    ("state", "event", "actor", "facts", "code"),
    [
        ("ajar", "open", "keeper", BOTH, "no_such_transition"),
        ("shut", "burn", "keeper", BOTH, "no_such_transition"),
        ("walled_up", "shut", "keeper", BOTH, "no_such_transition"),
        ("nowhere", "open", "keeper", BOTH, "no_such_transition"),
        ("shut", "open", "guest", BOTH, "wrong_actor"),
        ("shut", "open", "Keeper", BOTH, "wrong_actor"),
        ("shut", "open", "keeper", {"has_key": False, "not_barred": True}, "guard:has_key"),
        ("shut", "open", "keeper", {"has_key": True, "not_barred": False}, "guard:not_barred"),
    ],
)
def test_a_refused_step_says_why(state, event, actor, facts, code):
    step = DOOR.step(state, event, actor, facts)
    assert (step.target, step.code) == (None, code)


def test_a_missing_row_is_named_before_a_wrong_actor_and_that_before_a_guard():
    assert DOOR.step("ajar", "open", "guest", {}).why is Why.NO_SUCH_TRANSITION
    assert DOOR.step("shut", "open", "guest", {}).why is Why.WRONG_ACTOR


def test_the_first_guard_in_the_order_of_the_table_is_named():
    assert DOOR.step("shut", "open", "keeper", {"not_barred": False}).guard == "has_key"


def test_a_fact_that_nobody_established_does_not_hold():
    assert DOOR.step("shut", "open", "keeper", {"has_key": True}).code == "guard:not_barred"


@pytest.mark.parametrize("nearly", [1, "true", None])
def test_only_true_is_true(nearly):
    facts = {"has_key": nearly, "not_barred": True}
    assert DOOR.step("shut", "open", "keeper", facts).code == "guard:has_key"


def test_facts_that_no_guard_asks_for_change_nothing():
    assert DOOR.step("shut", "open", "keeper", {**BOTH, "raining": False}).target == "ajar"


def test_a_page_learns_what_an_actor_may_try():
    assert DOOR.offers("ajar", "guest") == ("shut",)
    assert DOOR.offers("shut", "keeper") == ("open", "wall_up")
    assert DOOR.offers("walled_up", "keeper") == ()


def test_the_states_come_in_the_order_of_the_table():
    assert DOOR.states == ("shut", "ajar", "walled_up")


def test_advance_gives_the_new_state():
    assert DOOR.advance("shut", "open", "keeper", BOTH) == "ajar"


def test_advance_refuses_with_the_reason_and_the_guard():
    with pytest.raises(Refusal) as refused:
        DOOR.advance("shut", "open", "keeper", {"has_key": True})
    assert refused.value.reason is Why.GUARD
    assert refused.value.facts["guard"] == "not_barred"
    assert refused.value.facts["lifecycle"] == "door"
