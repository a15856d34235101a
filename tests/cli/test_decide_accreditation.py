"""The doors of the register: the samples with their variants, and documents that cannot be read."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from examsite.cli.decide.accreditation import KINDS
from examsite.cli.decide.reading import Unreadable

CASES = Path(__file__).parents[1] / "data" / "cases"


def samples():
    for kind in KINDS:
        for case in json.loads((CASES / f"{kind}.json").read_text("utf-8")):
            yield pytest.param(kind, case, case["expected"], id=case["id"])
            for at, variant in enumerate(case.get("variants", ())):
                changed = {**case, "config": {**case.get("config", {}), **variant["config"]}}
                yield pytest.param(kind, changed, variant["expected"], id=f"{case['id']}.{at}")


@pytest.mark.parametrize(("kind", "case", "expected"), list(samples()))
def test_a_sample_case_is_decided_as_expected(kind, case, expected):
    assert KINDS[kind](case) == expected


FIGURES = {"satisfaction": "95", "passed": 90, "sat": 100}


@pytest.mark.parametrize(
    "broken",
    [
        {"passed": 101},
        {"passed": -1},
        {"sat": -1},
        {"sat": None},
        {"passed": None},
        {"passed": True},
        {"passed": "90"},
        {"passed": 89.5},
        {"satisfaction": "NaN"},
        {"satisfaction": Decimal("NaN")},
        {"satisfaction": Decimal("Infinity")},
        {"satisfaction": Decimal("1e999999999")},
        {"satisfaction": "1e1"},
        {"satisfaction": "sixty"},
        {"satisfaction": ""},
        {"satisfaction": True},
        {"satisfaction": "-1"},
        {"satisfaction": "100.01"},
        {"false_information": "false"},
        {"no_longer_meets_standard": 0},
        {"config": {"metric_rule": "neither"}},
        {"config": {"metric_rules": "both"}},
    ],
)
def test_figures_that_cannot_be_are_unreadable(broken):
    with pytest.raises(Unreadable):
        KINDS["revocation"]({**FIGURES, **broken})


def test_unknown_satisfaction_is_not_low():
    low = {"passed": 1, "sat": 10}
    wanted = {"grounds": [], "revoke": False, "warn": True}
    assert KINDS["revocation"](low) == wanted
    assert KINDS["revocation"]({**low, "satisfaction": None}) == wanted


@pytest.mark.parametrize("satisfaction", ["59.99", 59.99, Decimal("59.99")])
def test_satisfaction_is_read_exactly_however_it_is_written(satisfaction):
    assert KINDS["revocation"]({**FIGURES, "satisfaction": satisfaction})["warn"]


BAR = {
    "unit": "U2",
    "succeeds": ["U1"],
    "history": [
        {"event": "registration_revoked", "unit": "U1", "kind": "base", "on": "2015-03-10"}
    ],
    "apply_on": "2016-01-01",
    "apply_kind": "institution",
}


def test_the_bar_follows_the_configured_reading():
    barred = {"allowed": False, "first_day_allowed": "2017-03-11"}
    assert KINDS["bar"](BAR) == barred
    assert KINDS["bar"]({**BAR, "config": {"bar_scope": "kind"}})["allowed"]
    last_day = {**BAR, "apply_on": "2017-03-10"}
    assert KINDS["bar"](last_day) == barred
    assert KINDS["bar"]({**last_day, "config": {"bar_last_day_inclusive": False}})["allowed"]


PAST = BAR["history"][0]


@pytest.mark.parametrize(
    "broken",
    [
        {"unit": None},
        {"succeeds": "U1"},
        {"succeeds": [1]},
        {"history": None},
        {"history": [{**PAST, "event": "revoked"}]},
        {"history": [{**PAST, "kind": "bases"}]},
        {"history": [{**PAST, "on": "2015-02-29"}]},
        {"history": [{**PAST, "on": "20150310"}]},
        {"history": [{**PAST, "on": "9999-01-01"}]},
        {"history": ["revoked"]},
        {"apply_on": "2016-1-1"},
        {"apply_on": "2016-01-01T00:00:00"},
        {"apply_on": 20160101},
        {"apply_kind": "Base"},
    ],
)
def test_a_history_that_cannot_be_read_is_unreadable(broken):
    with pytest.raises(Unreadable):
        KINDS["bar"]({**BAR, **broken})


@pytest.mark.parametrize(
    ("received_at", "first_batch"),
    [
        ("2014-06-30T23:59:59.999999", True),
        ("2014-06-30T23:59:59.9999999", True),
        ("2014-06-30 23:59", True),
        ("2014-06-30", True),
        ("2014-07-01", False),
        ("2014-06-30T15:59:59Z", True),
        ("2014-06-30T16:00:00Z", False),
        ("2014-06-30T23:59:59+00:00", False),
        ("2014-07-01T00:30:00+09:00", True),
        ("2014-06-30T23:59:59+0800", True),
        ("2014-07-01T00:00:00+08:00", False),
        ("2014-06-30T11:59:59-04:00", True),
        ("2014-06-30T12:00:00-04:00", False),
    ],
)
def test_the_deadline_is_kept_in_zhejiangs_time(received_at, first_batch):
    wanted = {"first_batch": first_batch, "accepted": first_batch}
    assert KINDS["deadline"]({"received_at": received_at}) == wanted


@pytest.mark.parametrize(
    "received_at",
    [
        None,
        20140630,
        "",
        "30 June 2014",
        "2014-06-31",
        "2014-06-31T00:00:00",
        "2014-06-30T25:00:00",
        "2014-06-30T23:59:59+8",
        "2014-06-30T23:59:59+25:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "2014-W26-1",
    ],
)
def test_a_moment_that_is_none_is_unreadable(received_at):
    with pytest.raises(Unreadable):
        KINDS["deadline"]({"received_at": received_at})


@pytest.mark.parametrize(
    "case",
    [
        {"form": "annex6", "values": {}},
        {"form": None, "values": {}},
        {"form": "annex4"},
        {"form": "annex5", "values": []},
    ],
)
def test_a_form_that_does_not_exist_is_unreadable(case):
    with pytest.raises(Unreadable):
        KINDS["form"](case)
