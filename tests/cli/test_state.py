"""`examsite state`: what a foreign script may hold against the player's acks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from examsite.audit.act import SYSTEM, Act
from examsite.cli import main
from examsite.core import migrate
from examsite.core.db import Database
from examsite.delivery import actions
from examsite.delivery.rules import log, places
from tests.conftest import MOMENT
from tests.makers import delivery as makers


def test_the_state_names_every_answer_with_its_epoch_and_seq(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'state.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("EXAMSITE_INSTANCE", str(tmp_path))
    migrate.upgrade(url)
    database = Database(url)
    with database.writing() as session:
        act = Act(session, SYSTEM, MOMENT)
        held = makers.a_sitting(act)
        attempt = makers.an_attempt(act, held.candidates[0])
        actions.lease(act, attempt.id, held.candidates[0].account_id)
        chosen = log.Answer(
            places.item_id(attempt.seed, 3), (places.option_id(attempt.seed, 3, 1),), 1
        )
        ack = actions.append(act, attempt.id, 1, 1, [chosen], 5)
        actions.submit(act, attempt.id, held.candidates[0].account_id, 1, 1, ack.head)
        session.commit()
    database.engine.dispose()
    answer = CliRunner().invoke(main, ["state", "--attempt", str(attempt.id), "--json"])
    found = json.loads(answer.output)
    (row,) = found["answers"]
    assert (row["position"], row["response"], row["epoch"], row["seq"]) == (3, [1], 1, 1)
    assert (found["head"], found["receipt"]) == (attempt.head, log.receipt(attempt.head))
    assert CliRunner().invoke(main, ["state", "--attempt", "999", "--json"]).exit_code == 1
