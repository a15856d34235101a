"""The deadline as a pure function, and who may begin when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examsite.delivery.rules.clock import (
    Bound,
    Entry,
    Grant,
    StartProblem,
    deadline,
    in_time,
    latest_deadline_due,
    why_not_start,
)

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SECONDS = st.integers(0, 20_000)
GRANTS = st.lists(st.integers(-3000, 3000).filter(bool).map(lambda s: Grant(s, "断电")), max_size=4)


def after(seconds: int) -> datetime:
    return START + timedelta(seconds=seconds)


def test_the_paper_s_limit_decides_when_the_sitting_is_longer() -> None:
    found = deadline(START, 3600, after(7200))
    assert (found.at, found.reasons[0].bound) == (after(3600), Bound.PAPER_LIMIT)


def test_the_sitting_s_end_decides_for_who_comes_late() -> None:
    found = deadline(START, 3600, after(1200))
    assert (found.at, found.reasons[0].bound) == (after(1200), Bound.SITTING_END)


def test_granted_time_counts_beyond_the_sitting_s_end_and_is_named() -> None:
    found = deadline(START, 3600, after(1200), [Grant(300, "停电")])
    assert found.at == after(1500)
    assert found.reasons[1].why == "停电"


@given(SECONDS, SECONDS, GRANTS, st.integers(0, 3000))
def test_more_time_never_ends_an_attempt_earlier(
    limit_s: int, window_s: int, grants: list[Grant], more: int
) -> None:
    plain = deadline(START, limit_s, after(window_s), grants).at
    assert deadline(START, limit_s + more, after(window_s), grants).at >= plain
    assert deadline(START, limit_s, after(window_s + more), grants).at >= plain
    assert deadline(START, limit_s, after(window_s), [*grants, Grant(more, "补时")]).at >= plain


@given(SECONDS, SECONDS, GRANTS)
def test_the_reasons_add_up_to_the_deadline(
    limit_s: int, window_s: int, grants: list[Grant]
) -> None:
    found = deadline(START, limit_s, after(window_s), grants)
    total = sum(reason.seconds for reason in found.reasons)
    assert found.at == max(START, after(total))


@given(SECONDS, st.integers(0, 60), st.integers(-100, 30_000))
def test_an_attempt_is_closed_only_when_no_answer_counts_any_more(
    limit_s: int, grace_s: int, at_s: int
) -> None:
    end, now = after(limit_s), after(at_s)
    assert in_time(now, end, grace_s) != (end < latest_deadline_due(now, grace_s))


@pytest.mark.parametrize(
    ("at_s", "expected"),
    [
        (-1, StartProblem.TOO_EARLY),
        (0, None),
        (1800, None),
        (1801, StartProblem.ENTRY_OVER),
        (7199, StartProblem.ENTRY_OVER),
        (7200, StartProblem.TIME_OVER),
    ],
)
def test_entry_is_open_from_the_start_through_the_last_entry(
    at_s: int, expected: StartProblem | None
) -> None:
    entry = Entry(START, after(7200), 30)
    assert why_not_start(True, True, after(at_s), entry) is expected


def test_without_a_late_entry_limit_one_may_enter_until_the_end() -> None:
    assert why_not_start(True, True, after(7199), Entry(START, after(7200), None)) is None


def test_nobody_begins_unless_let_in_and_the_sitting_is_open() -> None:
    entry = Entry(START, after(7200), None)
    assert why_not_start(True, False, after(1), entry) is StartProblem.NOT_ARRIVED
    assert why_not_start(False, True, after(1), entry) is StartProblem.SITTING_NOT_OPEN
