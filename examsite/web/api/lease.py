"""POST /api/attempts/<id>/lease: take the writer lease; get paper, answers so far, time and journal key."""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_login import current_user

from examsite.delivery import actions, queries, token
from examsite.people.rules.roles import Power
from examsite.web import guards
from examsite.web.act import acting, clock, reading, today
from examsite.web.api import blueprint, closed
from examsite.web.api.door import body, same_origin, time_left, whole


@blueprint.post("/attempts/<int:attempt_id>/lease")
@guards.needs(Power.SIT)
@same_origin
def lease(attempt_id: int) -> Any:
    held = body().get("held")
    account_id = current_user.account_id
    attempt = queries.attempt_for(reading(), attempt_id, account_id)
    if attempt.closed_at is not None:
        return closed.reply(attempt.closed_at, attempt.closed_by, attempt.head)
    with acting() as act:
        attempt = actions.lease(act, attempt_id, account_id, None if held is None else whole(held))
    session = reading()
    claims = token.Claims(
        attempt.id,
        account_id,
        attempt.epoch,
        queries.transit_grace_s(session, today()),
        int(clock().timestamp()),
    )
    return {
        "epoch": attempt.epoch,
        "token": token.sign(claims, current_app.config["SECRET_KEY"]),
        "journal_key": attempt.journal_key,
        "paper": queries.paper_for_candidate(session, attempt),
        "answers": queries.answers_for_candidate(session, attempt),
        "acks": {end.epoch: end.seq for end in queries.ends(session, [attempt.id])[attempt.id]},
        **time_left(attempt.deadline_at),
    }
