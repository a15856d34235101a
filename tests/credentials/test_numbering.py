"""Numbers follow their template; codes hold eighty bits and forgive how they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examsite.credentials.rules import numbering
from examsite.credentials.rules.numbering import NumberProblem


def test_a_number_names_year_level_and_place() -> None:
    number = numbering.number_of(numbering.TEMPLATE, 2026, "assistant", 41)
    assert isinstance(number, str)
    assert number.startswith("ZJ20263000041")
    assert len(number) == 14


@given(st.integers(1, 999_999), st.sampled_from(sorted(numbering.LEVEL_CODES)))
def test_one_wrong_sign_is_always_seen(running: int, level: str) -> None:
    number = str(numbering.number_of(numbering.TEMPLATE, 2026, level, running))
    assert numbering.is_number(number)
    place = running % len(number)
    other = "7" if number[place] != "7" else "8"
    assert not numbering.is_number(number[:place] + other + number[place + 1 :])


@given(st.integers(1, 999_998), st.sampled_from(["assistant", "specialist", "senior", "manager"]))
def test_two_places_never_give_one_number(running: int, level: str) -> None:
    first = numbering.number_of(numbering.TEMPLATE, 2026, level, running)
    assert first != numbering.number_of(numbering.TEMPLATE, 2026, level, running + 1)


def test_a_series_that_is_full_gives_no_number() -> None:
    full = numbering.number_of(numbering.TEMPLATE, 2026, "assistant", 1_000_000)
    assert full is NumberProblem.SERIES_FULL


@pytest.mark.parametrize(
    "template",
    [
        "",
        "ZJ{year}{level}",
        "ZJ{running}{year}{level}",
        "{year}{level}{running}{running}",
        "{year.real}{level}{running}",
        "zj{year}{level}{running}",
        "{check}{year}{level}{running}",
    ],
)
def test_a_senseless_template_gives_no_number(template: str) -> None:
    assert numbering.number_of(template, 2026, "assistant", 1) is NumberProblem.BAD_TEMPLATE


def test_another_scheme_s_form_is_only_a_setting() -> None:
    number = numbering.number_of("S000133/{year}-{level}-{running}", 2026, "specialist", 7)
    assert number == "S000133/2026-2-000007"


@given(st.binary(min_size=10, max_size=10))
def test_a_code_is_read_however_it_is_typed(random_bytes: bytes) -> None:
    code = numbering.code_of(random_bytes)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert numbering.read_code(typed) == code


@given(st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10))
def test_different_bits_give_different_codes(one: bytes, other: bytes) -> None:
    assert (one == other) == (numbering.code_of(one) == numbering.code_of(other))
