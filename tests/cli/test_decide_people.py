"""`examsite rules`: the samples of eligibility, registration, practice and scoring, with their variants."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examsite.cli.decide import main_json

CASES = Path(__file__).parents[1] / "data" / "cases"
ASIDE = {"expected", "why", "readings", "tags", "focus", "derived", "variants", "title"}


def samples():
    for kind in ("eligibility", "registration", "practice", "scoring"):
        for case in json.loads((CASES / f"{kind}.json").read_text("utf-8")):
            plain = {key: value for key, value in case.items() if key not in ASIDE}
            yield pytest.param(kind, plain, case["expected"], id=case["id"])
            for number, variant in enumerate(case.get("variants", ())):
                laid_over = {"config": {**case.get("config", {}), **variant["config"]}}
                name = f"{case['id']}-{number}"
                yield pytest.param(kind, plain | laid_over, variant["expected"], id=name)


@pytest.mark.parametrize(("kind", "case", "expected"), list(samples()))
def test_each_sample_is_decided_as_expected(kind, case, expected):
    text, code = main_json(kind, json.dumps([case]))
    (result,) = json.loads(text)
    explained = result.pop("explain", None)
    assert result == {"id": case["id"], **expected}
    assert (explained is not None) is (kind == "eligibility")
    assert code == 0


def ask(kind, *cases):
    text, code = main_json(kind, json.dumps(cases))
    assert code == 0
    return json.loads(text)


ELIGIBILITY = {"id": "e", "level": "assistant", "facts": {"as_of": "2014-09-15"}}
JOB = {"start": "2008-09-15", "end": None, "profession": True}
COURSE = {
    "for_level": "assistant",
    "hours": "229.5",
    "required_hours": 229.5,
    "certificate_on": "2014-08-01",
    "formal": True,
}
PAPER = {"level": "college", "relation": "unrelated", "status": "graduated"}


def with_fact(name, fact):
    return ELIGIBILITY | {"facts": ELIGIBILITY["facts"] | {name: [fact]}}


@pytest.mark.parametrize(
    ("kind", "case"),
    [
        ("eligibility", {"id": "x", "facts": {"as_of": "2014-09-15"}}),
        ("eligibility", ELIGIBILITY | {"level": "电子商务师"}),
        ("eligibility", ELIGIBILITY | {"level": ["assistant"]}),
        ("eligibility", ELIGIBILITY | {"facts": {}}),
        ("eligibility", ELIGIBILITY | {"facts": None}),
        ("eligibility", ELIGIBILITY | {"facts": {"as_of": "2014-02-30"}}),
        ("eligibility", ELIGIBILITY | {"facts": {"as_of": "20140915"}}),
        ("eligibility", ELIGIBILITY | {"facts": {"as_of": "2014-9-15"}}),
        ("eligibility", ELIGIBILITY | {"facts": {"as_of": 20140915}}),
        ("eligibility", ELIGIBILITY | {"config": {"continuity_gap_days": "x"}}),
        ("eligibility", ELIGIBILITY | {"config": {"no_such": 1}}),
        ("eligibility", ELIGIBILITY | {"config": []}),
        ("eligibility", with_fact("employment", JOB | {"start": None})),
        ("eligibility", with_fact("employment", JOB | {"profession": "yes"})),
        ("eligibility", with_fact("employment", {"start": "2008-09-15"})),
        ("eligibility", with_fact("employment", JOB | {"management": "boss"})),
        ("eligibility", with_fact("employment", "2008")),
        ("eligibility", with_fact("credentials", {"level": "clerk", "issued_on": "2010-01-01"})),
        ("eligibility", with_fact("training", COURSE | {"hours": "many"})),
        ("eligibility", with_fact("training", COURSE | {"hours": True})),
        ("eligibility", with_fact("training", COURSE | {"hours": -1})),
        ("eligibility", with_fact("education", PAPER | {"level": "phd"})),
        ("registration", {"id": "x", "level": "assistant", "directions": ["service", "design"]}),
        ("registration", {"level": "assistant", "directions": "service", "as_of": "2014-09-15"}),
        ("registration", {"level": "assistant", "directions": [1, 2], "as_of": "2014-09-15"}),
        ("practice", {"level": "assistant", "stays": [{"kind": "base"}], "as_of": "2014-09-15"}),
        ("practice", {"level": "assistant", "stays": [], "as_of": "never"}),
        ("practice", {"level": "x", "stays": [], "as_of": "2014-09-15"}),
        ("scoring", {"directions": [], "marks": {}}),
        ("scoring", {"level": "assistant", "marks": []}),
        ("scoring", {"level": "assistant", "marks": {"service": "90"}}),
        ("scoring", {"level": "assistant", "sitting_annulled": "no"}),
        ("scoring", {"level": "assistant", "config": {"direction_policy": "any"}}),
        ("scoring", []),
        ("scoring", None),
        ("scoring", 1),
    ],
)
def test_a_case_that_cannot_be_read_has_an_error_and_the_others_are_decided(kind, case):
    good = {
        "eligibility": ELIGIBILITY,
        "registration": {"id": "e", "level": "manager", "as_of": "2014-09-15"},
        "practice": {"id": "e", "level": "manager", "as_of": "2014-09-15"},
        "scoring": {"id": "e", "level": "manager"},
    }[kind]
    first, broken, last = ask(kind, good, case, good)
    assert first == last
    assert "error" not in first
    assert set(broken) == {"id", "error"}
    assert broken["id"] == (case.get("id") if isinstance(case, dict) else None)


def test_hours_are_exact_whether_number_or_text():
    facts = ELIGIBILITY["facts"] | {
        "education": [PAPER | {"graduated_on": "2008-06-30"}],
        "training": [COURSE],
    }
    (result,) = ask("eligibility", ELIGIBILITY | {"facts": facts})
    assert result["matched"] == ["assistant.6"]


@pytest.mark.parametrize(
    "mark",
    [
        {"score": "NaN"},
        {"score": "Infinity"},
        {"score": "1e2"},
        {"score": "60 "},
        {"score": ""},
        {"score": " "},
        {"score": "sixty"},
        {"score": "６０"},
        {"score": "6_0"},
        {"score": True},
        {"score": None},
        {"score": []},
        {"score": "-0.01"},
        {"score": 100.0001},
        {"score": "100.0001"},
        {},
        {"graders": []},
        {"graders": "60"},
        {"graders": ["60", "101"]},
        {"graders": ["60", None]},
        {"graders": ["60", "NaN"]},
        {"raw": "60"},
        {"raw": "60", "out_of": "0"},
        {"raw": "-1", "out_of": "100"},
        {"raw": "60", "out_of": "x"},
        {"score": "60", "graders": ["90"]},
    ],
)
def test_a_bad_mark_is_invalid_and_not_unreadable(mark):
    assert outcome({"status": "scored", **mark}) == ("invalid", ["level.online:out_of_range"])


@pytest.mark.parametrize("status", ["ok", "Scored", "", None, 1, True, ["scored"]])
def test_a_bad_status_is_invalid_and_not_unreadable(status):
    mark = {"status": status, "score": "90"}
    assert outcome(mark) == ("invalid", ["level.online:unknown_status"])


@pytest.mark.parametrize("mark", ["90", 90, ["90"], {"score": "90"}])
def test_a_mark_without_a_status_is_invalid(mark):
    assert outcome(mark) == ("invalid", ["level.online:unknown_status"])


@pytest.mark.parametrize(
    "mark",
    [
        {"score": 60},
        {"score": 60.0},
        {"score": "60.0"},
        {"score": "60." + "0" * 60},
        {"graders": [59.9, "60.1"]},
        {"raw": 0.6, "out_of": 1},
    ],
)
def test_numbers_are_taken_exactly(mark):
    assert outcome({"status": "scored", **mark}) == ("passed", [])


def test_json_numbers_never_become_floats():
    text = '[{"level":"manager","second":"thesis_defence","marks":{"level":{"online":%s,"second":%s}}}]'
    low = '{"status":"scored","score":59.99999999999999999999}'
    sixty = '{"status":"scored","score":60}'
    for word, expected in ((low, "not_passed"), ('{"status":"scored","score":NaN}', "invalid")):
        answer, code = main_json("scoring", text % (word, sixty))
        assert json.loads(answer)[0]["outcome"] == expected
        assert code == 0


def test_an_absurdly_large_number_spoils_only_its_own_case():
    huge = "9" * 5000
    text = '[{"id":1,"level":"manager","second":"thesis_defence","marks":{"level":{"online":'
    text += f'{{"status":"scored","score":{huge}}}}}}}}}, {{"id":2,"level":"manager"}}]'
    results = json.loads(main_json("scoring", text)[0])
    assert results[0]["reasons"] == ["level.online:out_of_range"]
    assert results[1]["reasons"] == ["second:not_elected"]


def outcome(online):
    case = {
        "id": "m",
        "level": "manager",
        "directions": None,
        "second": ["thesis_defence"],
        "marks": {"level": {"online": online, "second": {"status": "scored", "score": "60"}}},
    }
    (result,) = ask("scoring", case)
    return result["outcome"], result["reasons"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("eligibility", "{"),
        ("eligibility", ""),
        ("eligibility", "{}"),
        ("eligibility", '"case"'),
        ("no_such_kind", "[]"),
        ("scoring", "[" * 100_000),
    ],
)
def test_a_call_that_makes_no_sense_is_called_wrongly(kind, text):
    answer, code = main_json(kind, text)
    assert set(json.loads(answer)) == {"error"}
    assert code == 2


def test_no_cases_have_no_results_and_a_byte_order_mark_does_no_harm():
    assert main_json("scoring", "\ufeff[]") == ("[]", 0)


def test_an_id_that_cannot_be_printed_is_escaped():
    answer, _ = main_json("scoring", '[{"id": "\\ud800", "level": "manager"}]')
    assert answer.encode("utf-8")
    assert json.loads(answer)[0]["id"] == "\ud800"


JUNK = st.sampled_from(
    [None, True, -1, 0, 1, 10**30, 1e300, "", " ", "x", "2014-02-30", "9999-12-31", "0001-01-01"]
) | st.sampled_from([[], {}, [[]], [{}], {"x": []}, ["service"], "NaN"])


@settings(max_examples=400)
@given(st.sampled_from(list(samples())), st.lists(st.tuples(st.integers(0, 60), JUNK), max_size=3))
def test_junk_anywhere_in_a_case_is_answered(sample, junk):
    kind, case, _ = sample.values
    case = deepcopy(case)
    for place, value in junk:
        spots = list(places(case))
        holder, key = spots[place % len(spots)]
        holder[key] = deepcopy(value)
    text, code = main_json(kind, json.dumps([case]))
    (result,) = json.loads(text)
    assert code == 0
    assert "id" in result


def places(node):
    entries = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in list(entries):
        yield node, key
        if isinstance(value, dict | list):
            yield from places(value)
