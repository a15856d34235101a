"""The audit chain: sealed in commit order, and any later change of a sealed entry is found at its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from examsite.audit import actions, queries
from examsite.audit.act import Act
from examsite.audit.models import Entry
from examsite.people import actions as people
from examsite.people.rules.roles import Role


@pytest.fixture
def sealed(act: Act) -> Act:
    for number in range(12):
        people.open_account(act, f"someone{number}", "某人", Role.CANDIDATE)
    assert actions.seal(act.session) == 12
    return act


def test_a_sealed_log_is_whole(sealed: Act) -> None:
    report = queries.verify(sealed.session)
    assert (report.bad_place, report.sealed, report.unsealed) == (None, 12, 0)


def test_the_unsealed_tail_is_reported_and_sealed_with_the_next_pass(sealed: Act) -> None:
    people.open_account(sealed, "latecomer", "后来者", Role.CANDIDATE)
    assert queries.verify(sealed.session).unsealed == 1
    assert actions.seal(sealed.session) == 1
    assert queries.verify(sealed.session).sealed == 13


def swap_hashes(entries: list[Entry]) -> None:
    entries[6].hash, entries[7].hash = entries[7].hash, entries[6].hash


@pytest.mark.parametrize(
    ("change", "found_at"),
    [
        (lambda entries: setattr(entries[4], "verb", "signed_in"), 5),
        (lambda entries: setattr(entries[0], "facts", {"login": "other"}), 1),
        (lambda entries: setattr(entries[11], "account_id", 7), 12),
        (lambda entries: setattr(entries[3], "hash", "0" * 64), 4),
        (swap_hashes, 7),
    ],
)
def test_a_changed_entry_is_named(
    sealed: Act, change: Callable[[list[Entry]], Any], found_at: int
) -> None:
    change(list(queries.walk(sealed.session)))
    sealed.session.flush()
    assert queries.verify(sealed.session).bad_place == found_at


def test_a_deleted_entry_is_named(sealed: Act) -> None:
    entries = list(queries.walk(sealed.session))
    sealed.session.delete(entries[5])
    sealed.session.flush()
    assert queries.verify(sealed.session).bad_place == 6
