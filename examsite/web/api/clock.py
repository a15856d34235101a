"""GET /api/attempts/<id>/clock: the server's time, for a player that has nothing to save."""

from __future__ import annotations

from typing import Any

from flask import g

from examsite.delivery import queries
from examsite.web.act import reading
from examsite.web.api import blueprint, closed
from examsite.web.api.door import by_token, renewal, time_left


@blueprint.get("/attempts/<int:attempt_id>/clock")
@by_token
def clock(attempt_id: int) -> Any:
    pulse = queries.pulse(reading(), attempt_id)
    if pulse.closed_at is not None:
        return closed.reply(pulse.closed_at, pulse.closed_by, pulse.head)
    return {"epoch": pulse.epoch, **time_left(pulse.deadline_at), **renewal(g.claims)}
