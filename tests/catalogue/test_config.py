"""Settings are laid over the defaults, and nonsense is named."""

import json
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from examsite.catalogue.rules.config import BadConfig, RuleConfig

DEFAULTS = json.loads((Path(__file__).parents[1] / "data" / "facts.json").read_text("utf-8"))[
    "config_defaults"
]


def test_the_defaults_are_the_specifications():
    assert RuleConfig.from_mapping(DEFAULTS) == RuleConfig()
    assert set(asdict(RuleConfig())) == set(DEFAULTS)


def test_a_setting_is_laid_over_the_defaults():
    config = RuleConfig.from_mapping({"senior_open_from": "2015-03-01", "pass_mark": "60.5"})
    assert config.senior_open_from == date(2015, 3, 1)
    assert config.pass_mark == Fraction(121, 2)
    assert config.cert_years_after_only


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("passmark", "60"),
        ("continuity_gap_days", -1),
        ("continuity_gap_days", True),
        ("continuity_gap_days", "30"),
        ("cert_years_after_only", 1),
        ("cert_years_after_only", None),
        ("leap_anniversary", "mar2"),
        ("direction_policy", None),
        ("senior_open_from", "2015-02-30"),
        ("senior_open_from", "20150301"),
        ("senior_open_from", 2015),
        ("pass_mark", "NaN"),
        ("pass_mark", "101"),
        ("pass_mark", 59.5),
        ("pass_mark", ["60"]),
        ("bar_scope", ["unit"]),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_by_name(name, value):
    with pytest.raises(BadConfig, match=name):
        RuleConfig.from_mapping({name: value})
