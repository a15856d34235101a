"""The player's calls through the HTTP door, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from examsite.app import Settings
from examsite.audit.act import SYSTEM, Act
from examsite.core.db import Database
from examsite.delivery import actions, queries
from examsite.delivery.rules import log
from tests.conftest import MOMENT
from tests.makers import delivery as makers


class Player:
    """A player without a browser: leases, remembers its chain, sends answers."""

    def __init__(self, client: FlaskClient, attempt_id: int) -> None:
        self.client, self.attempt_id = client, attempt_id
        self.seq, self.sent = 0, []

    def lease(self, **body: Any) -> Any:
        reply = self.client.post(f"/api/attempts/{self.attempt_id}/lease", json=body)
        if reply.status_code == 200:
            self.token, self.epoch = reply.json["token"], reply.json["epoch"]
            self.paper, self.seq = reply.json["paper"], 0
            self.head = log.genesis(self.attempt_id, self.paper["seal"], self.epoch)
        return reply

    def post(self, call: str, body: Any) -> Any:
        return self.client.post(
            f"/api/attempts/{self.attempt_id}/{call}",
            json=body,
            headers={"X-Attempt-Token": self.token},
        )

    def clock(self) -> Any:
        return self.client.get(
            f"/api/attempts/{self.attempt_id}/clock", headers={"X-Attempt-Token": self.token}
        )

    def event(self, item: int = 0, option: int = 0) -> dict[str, Any]:
        shown = self.paper["items"][item]
        return {"item": shown["id"], "response": [shown["options"][option]["id"]], "client_ms": 7}

    def save(self, *events: dict[str, Any], from_seq: int | None = None, **more: Any) -> Any:
        body = {"epoch": self.epoch, "from_seq": from_seq or self.seq + 1, "events": list(events)}
        reply = self.post("events", body | more)
        if reply.status_code == 200:
            self.seq = reply.json["ack"]["seq"]
        return reply


@pytest.fixture
def held(database: Database) -> makers.Held:
    session = database.writing()
    made = makers.a_sitting(Act(session, SYSTEM, MOMENT), candidates=2)
    for candidacy in made.candidates:
        makers.an_attempt(Act(session, SYSTEM, MOMENT), candidacy)
    session.commit()
    session.close()
    return made


@pytest.fixture
def signed(app: Flask, database: Database) -> Callable[[makers.Candidacy], Player]:
    def make(candidacy: makers.Candidacy) -> Player:
        client = app.test_client()
        session = database.reading()
        account = queries.component_of(
            session,
            queries.components_of(session, candidacy.enrolment_id)[0].id,
            candidacy.candidate_id,
        ).enrolment.registration.candidate.account
        found = [
            queries.attempt_of(session, row.id)
            for row in queries.components_of(session, candidacy.enrolment_id)
        ]
        attempt = next(one for one in found if one)
        with client.session_transaction() as cookie:
            cookie["_user_id"] = f"{account.id}:{account.session_key}"
            cookie["_fresh"] = True
        session.close()
        return Player(client, attempt.id)

    return make


@pytest.fixture
def player(signed: Any, held: makers.Held) -> Player:
    made: Player = signed(held.candidates[0])
    assert made.lease().status_code == 200
    return made


def sheet(database: Database, attempt_id: int) -> dict[int, list[int]]:
    session = database.reading()
    found = queries.sheet(session, attempt_id)
    session.close()
    return found


def at(app: Flask, **later: int) -> None:
    app.config["CLOCK"] = lambda: MOMENT + timedelta(**later)


def test_an_acknowledged_answer_is_in_the_database(player: Player, database: Database) -> None:
    reply = player.save(player.event(0, 1), player.event(3, 0))
    assert reply.status_code == 200
    assert reply.json["ack"]["seq"] == 2
    assert len(sheet(database, player.attempt_id)) == 2


def test_the_same_answers_again_give_the_same_ack_and_change_nothing(
    player: Player, database: Database
) -> None:
    first = player.save(player.event(0, 1)).json
    again = player.save(player.event(0, 1), from_seq=1).json
    assert again["ack"] == first["ack"]
    assert len(sheet(database, player.attempt_id)) == 1


def test_another_body_under_the_same_number_is_a_conflict(player: Player) -> None:
    player.save(player.event(0, 1))
    reply = player.save(player.event(0, 2), from_seq=1)
    assert (reply.status_code, reply.json["error"]) == (409, "conflict")


def test_a_gap_names_what_is_stored(player: Player) -> None:
    player.save(player.event(0, 1))
    reply = player.save(player.event(1, 1), from_seq=3)
    assert (reply.status_code, reply.json["error"]) == (409, "gap")
    assert reply.json["ack"]["seq"] == 1


def test_a_batch_may_overlap_what_is_stored(player: Player, database: Database) -> None:
    player.save(player.event(0, 1))
    reply = player.save(player.event(0, 1), player.event(1, 2), from_seq=1)
    assert reply.json["ack"]["seq"] == 2
    assert len(sheet(database, player.attempt_id)) == 2


def test_the_player_and_the_server_follow_the_same_chain(player: Player) -> None:
    event = player.event(0, 1)
    answer = log.Answer(event["item"], tuple(event["response"]), 7)
    head = log.link(player.head, 1, answer)
    assert player.save(event, head=head).json["ack"]["head"] == head
    assert player.save(player.event(1, 1), head="0" * 64).json["error"] == "conflict"


def test_a_newer_lease_wins_and_the_older_tab_is_told(
    signed: Any, held: makers.Held, database: Database
) -> None:
    older, newer = signed(held.candidates[0]), signed(held.candidates[0])
    older.lease()
    newer.lease()
    newer.save(newer.event(0, 1))
    newest = sheet(database, newer.attempt_id)
    reply = older.save(older.event(0, 3), older.event(1, 0))
    assert reply.status_code == 200
    assert reply.json["epoch"] == newer.epoch > older.epoch
    merged = sheet(database, newer.attempt_id)
    assert len(merged) == 2
    assert all(merged[position] == places for position, places in newest.items())
    assert older.lease(held=older.epoch).json["error"] == "lease_lost"


def test_an_answer_counts_until_the_deadline_and_its_grace_and_not_after(
    app: Flask, player: Player
) -> None:
    at(app, seconds=3000)
    player.lease(held=player.epoch)
    player.seq = 0
    at(app, seconds=3605)
    player.lease(held=player.epoch)
    assert player.save(player.event(0, 1)).status_code == 200
    at(app, seconds=3606)
    reply = player.save(player.event(1, 1))
    assert (reply.status_code, reply.json["error"]) == (410, "late")


def test_after_closing_nothing_is_added_and_the_receipt_is_given(
    app: Flask, player: Player, database: Database
) -> None:
    player.save(player.event(0, 1))
    with database.writing() as session:
        after = Act(session, SYSTEM, MOMENT + timedelta(seconds=3606))
        closed = (actions.close_due(after), actions.close_due(after))
        session.commit()
    assert closed == (2, 0)
    reply = player.save(player.event(1, 1))
    assert (reply.status_code, reply.json["error"]) == (410, "closed")
    assert log.is_receipt(reply.json["receipt"])
    assert player.clock().json["receipt"] == reply.json["receipt"]
    assert player.save(player.event(0, 1), from_seq=1).status_code == 200
    assert len(sheet(database, player.attempt_id)) == 1


def test_submitting_closes_once_and_gives_one_receipt(player: Player) -> None:
    ack = player.save(player.event(0, 1)).json["ack"]
    behind = player.post("submit", {"epoch": player.epoch, "seq": 0, "head": None})
    assert (behind.status_code, behind.json["error"]) == (409, "behind")
    first = player.post("submit", ack)
    assert first.status_code == 200
    assert player.post("submit", ack).json["receipt"] == first.json["receipt"]


def test_nobody_writes_in_anothers_attempt(signed: Any, held: makers.Held) -> None:
    mine, theirs = signed(held.candidates[0]), signed(held.candidates[1])
    mine.lease()
    theirs.lease()
    foreign = mine.client.post(f"/api/attempts/{theirs.attempt_id}/lease", json={})
    absent = mine.client.post("/api/attempts/999999/lease", json={})
    assert (
        (foreign.status_code, foreign.json)
        == (absent.status_code, absent.json)
        == (
            403,
            {"error": "not_yours"},
        )
    )
    theirs.client = mine.client
    assert theirs.save(theirs.event()).status_code == 401


def test_without_a_sign_in_the_player_is_asked_to_sign_in(app: Flask, player: Player) -> None:
    player.client = app.test_client()
    assert (player.save(player.event()).status_code, player.lease().status_code) == (401, 401)
    assert player.save(player.event()).json == {"error": "sign_in_again"}


def test_another_origin_is_refused(player: Player) -> None:
    path = f"/api/attempts/{player.attempt_id}/events"
    headers = {"X-Attempt-Token": player.token, "Origin": "https://elsewhere.example"}
    assert player.client.post(path, json={}, headers=headers).status_code == 403
    plain = {"X-Attempt-Token": player.token}
    assert player.client.post(path, data="{}", headers=plain).status_code == 415


@pytest.mark.parametrize(
    "change",
    [{"epoch": "1"}, {"epoch": 2**40}, {"from_seq": 0}, {"events": []}, {"events": [{}]},
     {"events": [{"item": "zzzz", "response": [], "client_ms": 1}]},
     {"events": [{"item": "0001", "response": "x", "client_ms": 1}]}],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_and_not_stored(
    player: Player, database: Database, change: dict[str, Any]
) -> None:
    body = {"epoch": player.epoch, "from_seq": 1, "events": [player.event()]} | change
    assert player.post("events", body).status_code == 422
    assert sheet(database, player.attempt_id) == {}


def test_the_browser_gets_no_key_and_no_explanation(player: Player) -> None:
    text = player.lease().get_data(as_text=True)
    assert "机密解析" not in text
    assert set(player.paper["items"][0]) == {"id", "type", "stem", "mark", "options"}
    assert set(player.paper["items"][0]["options"][0]) == {"id", "text"}


def test_a_token_is_renewed_while_the_account_is_in_force(
    app: Flask, player: Player, settings: Settings
) -> None:
    assert "token" not in player.save(player.event()).json
    at(app, seconds=61)
    player.token = player.save(player.event(1)).json["token"]
    at(app, seconds=660)
    assert player.save(player.event(2)).status_code == 200
    at(app, seconds=1300)
    assert player.save(player.event(3)).status_code == 401
