"""POST /api/attempts/<id>/submit: close early, once player and server agree on what is stored."""

from __future__ import annotations

from typing import Any

from flask import g

from examsite.delivery import actions
from examsite.web.api import blueprint, closed
from examsite.web.api.door import acting_as, body, by_token, text, whole


@blueprint.post("/attempts/<int:attempt_id>/submit")
@by_token
def submit(attempt_id: int) -> Any:
    asked = body()
    epoch, seq = whole(asked.get("epoch"), 1), whole(asked.get("seq"))
    head = None if asked.get("head") is None else text(asked["head"])
    with acting_as(g.claims) as act:
        attempt = actions.submit(act, attempt_id, g.claims.account_id, epoch, seq, head)
        closed_at, closed_by, whole_head = attempt.closed_at, attempt.closed_by, attempt.head
    return closed.reply(closed_at, closed_by, whole_head, 200)
