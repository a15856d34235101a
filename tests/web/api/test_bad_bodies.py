"""What the player's calls do with bodies that no player sends: a code it knows, and nothing stored (S10)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.house import House

pytestmark = pytest.mark.xdist_group("web-world")
EVENT = {"item": "1", "response": ["a"], "client_ms": 1}
GOOD = {"epoch": 1, "from_seq": 1, "events": [EVENT]}
BODIES: dict[str, Any] = {
    "nothing": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "a number": b"1",
    "deeper than any paper": b"[" * 20_000,
    "not text": b"\xff\xfe{}",
    "a number without end": b'{"epoch": 1e999, "from_seq": 1, "events": []}',
    "no number": b'{"epoch": NaN, "from_seq": 1, "events": []}',
    "half a pair": GOOD | {"events": [EVENT | {"item": "\ud83d"}]},
    "half a pair as head": GOOD | {"head": "\udc80"},
    "half a pair as option": GOOD | {"events": [EVENT | {"response": ["\ud83d"]}]},
    "nul": GOOD | {"events": [EVENT | {"item": "a\0", "response": ["\0"]}]},
    "an epoch beyond": GOOD | {"epoch": 2**31 - 1},
    "an epoch too large": GOOD | {"epoch": 2**63},
    "a number as true": GOOD | {"epoch": True},
    "a number before": GOOD | {"from_seq": -1},
    "no events": GOOD | {"events": []},
    "a thousand events": GOOD | {"events": [EVENT] * 1000},
    "events as words": GOOD | {"events": "abc"},
    "an option as a list": GOOD | {"events": [EVENT | {"response": [["a"]]}]},
    "nine options": GOOD | {"events": [EVENT | {"response": ["a"] * 9}]},
    "more than a call may carry": GOOD | {"head": "x" * 200_000},
}


@pytest.mark.parametrize("call", ["events", "submit", "lease"])
def test_a_body_that_no_player_sends_is_refused_and_stores_nothing(house: House, call: str) -> None:
    path, headers = begin(house)
    faults, before = [], house.version()
    for what, body in BODIES.items():
        sent = {"data": body} if isinstance(body, bytes) else {"json": body}
        options = {"content_type": "application/json"} if isinstance(body, bytes) else {}
        answer = house.ask("lijing", "POST", f"{path}/{call}", headers=headers, **sent, **options)
        changed = house.version() != before
        if answer.status_code >= 500 or (changed and answer.status_code != 200):
            faults.append(f"{what}: {answer.status_code}, changed {changed}")
        before = house.version()
    assert faults == []
    assert call == "lease" or house.rows("SELECT count(*) FROM response_event") == stored(house)


def begin(house: House) -> tuple[str, dict[str, str]]:
    """Start the test of the candidate who may sit today, and take its lease."""
    (row,) = house.rows(
        "SELECT min(k.id) FROM component k JOIN enrolment e ON e.id = k.enrolment_id JOIN registration r "
        "ON r.id = e.registration_id JOIN candidate c ON c.id = r.candidate_id "
        "WHERE c.account_id = ? AND k.part = 'online'",
        house.account_ids["lijing"],
    )
    started = house.ask("lijing", "POST", f"/candidate/exam/{row[0]}")
    assert started.status_code == 303
    (attempt,) = house.rows("SELECT id FROM attempt WHERE component_id = ?", row[0])
    path = f"/api/attempts/{attempt[0]}"
    lease = house.ask("lijing", "POST", f"{path}/lease", json={})
    assert lease.status_code == 200
    return path, {"X-Attempt-Token": lease.json["token"]}  # type: ignore[index]


def stored(house: House) -> list[tuple[Any, ...]]:
    """How many answers others have given; this candidate has given none."""
    return house.rows(
        "SELECT count(*) FROM response_event v JOIN attempt a ON a.id = v.attempt_id JOIN component k "
        "ON k.id = a.component_id JOIN enrolment e ON e.id = k.enrolment_id JOIN registration r "
        "ON r.id = e.registration_id JOIN candidate c ON c.id = r.candidate_id WHERE c.account_id != ?",
        house.account_ids["lijing"],
    )
