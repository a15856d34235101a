"""POST /api/attempts/<id>/events: append answers. The reply leaves only after the commit."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import abort, g

from examsite.core.refusal import Refusal
from examsite.delivery import actions, queries
from examsite.delivery.rules.log import MAX_BATCH, Answer, SaveProblem
from examsite.web.act import reading
from examsite.web.api import blueprint, closed
from examsite.web.api.door import acting_as, body, by_token, renewal, text, time_left, whole

MAX_OPTIONS = 8


@blueprint.post("/attempts/<int:attempt_id>/events")
@by_token
def events(attempt_id: int) -> Any:
    asked = body()
    epoch, from_seq = whole(asked.get("epoch"), 1), whole(asked.get("from_seq"), 1)
    answers = _answers(asked.get("events"))
    head = None if asked.get("head") is None else text(asked["head"])
    if epoch > g.claims.epoch:
        raise Refusal(SaveProblem.LEASE_LOST)
    try:
        ack = _append(attempt_id, epoch, from_seq, answers, head)
    except (
        sa.exc.IntegrityError
    ):  # the same events twice at once: the second look finds them stored
        ack = _append(attempt_id, epoch, from_seq, answers, head)
    except Refusal as refusal:
        if refusal.reason is SaveProblem.CLOSED:
            pulse = queries.pulse(reading(), attempt_id)
            return closed.reply(pulse.closed_at, pulse.closed_by, pulse.head)
        raise
    return {
        "ack": {"epoch": ack.epoch, "seq": ack.seq, "head": ack.head},
        "epoch": ack.current_epoch,
        **time_left(ack.deadline_at),
        **renewal(g.claims),
    }


def _append(
    attempt_id: int, epoch: int, from_seq: int, answers: list[Answer], head: str | None
) -> actions.Ack:
    with acting_as(g.claims) as act:
        return actions.append(act, attempt_id, epoch, from_seq, answers, g.claims.grace_s, head)


def _answers(rows: Any) -> list[Answer]:
    if not isinstance(rows, list) or not 0 < len(rows) <= MAX_BATCH:
        abort(422)
    return [_answer(row) for row in rows]


def _answer(row: Any) -> Answer:
    if not isinstance(row, dict) or not isinstance(row.get("response"), list):
        abort(422)
    if len(row["response"]) > MAX_OPTIONS:
        abort(422)
    options = tuple(text(option, 16) for option in row["response"])
    return Answer(text(row.get("item"), 16), options, whole(row.get("client_ms")))
