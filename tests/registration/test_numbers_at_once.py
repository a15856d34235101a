"""Many candidates register at the same moment: numbers stay without gaps, and one stays one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from examsite.audit.act import SYSTEM, Act
from examsite.core.db import Database
from examsite.core.refusal import Refusal
from examsite.registration import actions
from tests.conftest import MOMENT
from tests.makers import people as some
from tests.makers import registration as made

CHOICE = ("assistant", ("service", "design"), None)


def draft(database: Database, candidate_id: int, round_id: int) -> str:
    with database.writing() as session:
        try:
            row = actions.draft(Act(session, SYSTEM, MOMENT), candidate_id, round_id, *CHOICE)
        except Refusal as refusal:
            return str(refusal.reason)
        session.commit()
        return row.number


def prepared(database: Database, candidates: int) -> tuple[int, list[int]]:
    with database.writing() as session:
        act = Act(session, SYSTEM, MOMENT)
        round_id = made.open_round(act).id
        ids = [some.candidate(act).id for _each in range(candidates)]
        session.commit()
        return round_id, ids


def test_numbers_given_at_once_have_no_gap_and_no_double(database: Database) -> None:
    round_id, ids = prepared(database, 12)
    with ThreadPoolExecutor(6) as threads:
        numbers = list(threads.map(lambda one: draft(database, one, round_id), ids))
    assert sorted(numbers) == [f"202601{place:05d}" for place in range(1, 13)]


def test_a_candidate_who_clicks_many_times_has_one_registration(database: Database) -> None:
    round_id, [candidate_id] = prepared(database, 1)
    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(lambda _n: draft(database, candidate_id, round_id), range(8)))
    assert sorted(found) == ["20260100001", *["already_live"] * 7]
