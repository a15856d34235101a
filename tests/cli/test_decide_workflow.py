"""The nine life cycles are the notice's, and the door plays them step by step."""

import json
from pathlib import Path

import pytest

from examsite.cli.decide.reading import Unreadable
from examsite.cli.decide.workflow import LIFECYCLES, workflow

DATA = Path(__file__).parents[1] / "data"
FACTS = json.loads((DATA / "facts.json").read_text("utf-8"))["workflows"]
CASES = json.loads((DATA / "cases" / "workflow.json").read_text("utf-8"))
TABLES = pytest.mark.parametrize("table", LIFECYCLES.values(), ids=LIFECYCLES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_sample_case_is_decided_as_expected(case):
    assert workflow(case) == case["expected"]


@pytest.mark.parametrize("name", FACTS)
def test_a_table_holds_the_transitions_of_the_specification(name):
    table, wanted = LIFECYCLES[name], FACTS[name]
    assert (table.initial, set(table.terminal)) == (wanted["initial"], set(wanted["terminal"]))
    held = {
        (one.event, one.sources, one.target, one.actors, one.guards) for one in table.transitions
    }
    assert held == {
        (one["event"], tuple(one["from"]), one["to"], tuple(one["actors"]), tuple(one["guards"]))
        for one in wanted["transitions"]
    }
    assert len(table.transitions) == len(wanted["transitions"])


@pytest.mark.parametrize("name", FACTS)
def test_a_transition_names_its_clause_or_says_that_it_is_design(name):
    clauses = {one.event: one.clause for one in LIFECYCLES[name].transitions}
    for one in FACTS[name]["transitions"]:
        wanted = one["ref"] if one["origin"] == "notice" else "design"
        assert clauses[one["event"]] == wanted


def test_there_are_no_other_life_cycles():
    assert set(LIFECYCLES) == set(FACTS)


@TABLES
def test_no_event_is_ambiguous(table):
    pairs = [(one.event, source) for one in table.transitions for source in one.sources]
    assert len(pairs) == len(set(pairs))


@TABLES
def test_every_state_is_reached_and_every_source_is_a_state(table):
    reached, before = {table.initial}, set()
    while reached != before:
        before = set(reached)
        reached |= {one.target for one in table.transitions if reached & set(one.sources)}
    sources = {source for one in table.transitions for source in one.sources}
    assert reached == set(table.states) == reached | sources | set(table.terminal)


@TABLES
def test_only_ends_have_no_way_out(table):
    ways_out = {source for one in table.transitions for source in one.sources}
    assert set(table.states) - ways_out == set(table.terminal) - ways_out
    assert set(table.terminal) & ways_out <= {"final"}  # a final result may still be annulled


@TABLES
def test_every_guard_stops_its_transition_by_itself(table):
    for one in table.transitions:
        for missing in one.guards:
            facts = {guard: guard != missing for guard in one.guards}
            step = table.step(one.sources[0], one.event, one.actors[0], facts)
            assert step.code == f"guard:{missing}"


def test_no_steps_leave_the_first_state():
    assert workflow({"workflow": "annual_report", "steps": []}) == {
        "accepted": True,
        "at": None,
        "why": None,
        "state": "due",
    }


def test_absent_facts_do_not_hold():
    case = {"workflow": "annual_report", "steps": [{"event": "send", "actor": "applicant"}]}
    assert workflow(case) == {"accepted": False, "at": 0, "why": "guard:all_fields"}


def test_an_unknown_event_or_actor_is_refused_not_unreadable():
    steps = [{"event": "sing", "actor": "applicant", "facts": {}}]
    assert workflow({"workflow": "annual_report", "steps": steps})["why"] == "no_such_transition"
    steps = [{"event": "send", "actor": "nobody", "facts": {"all_fields": True}}]
    assert workflow({"workflow": "annual_report", "steps": steps})["why"] == "wrong_actor"


@pytest.mark.parametrize(
    "case",
    [
        {"steps": []},
        {"workflow": "annual_report"},
        {"workflow": "Annual_Report", "steps": []},
        {"workflow": ["annual_report"], "steps": []},
        {"workflow": "annual_report", "steps": {}},
        {"workflow": "annual_report", "steps": ["send"]},
        {"workflow": "annual_report", "steps": [{"event": "send"}]},
        {"workflow": "annual_report", "steps": [{"event": 1, "actor": "applicant"}]},
        {
            "workflow": "annual_report",
            "steps": [{"event": "send", "actor": "applicant", "facts": {"all_fields": "true"}}],
        },
    ],
)
def test_a_broken_document_is_unreadable(case):
    with pytest.raises(Unreadable):
        workflow(case)
