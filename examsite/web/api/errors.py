"""How the player is told no: a code it knows, the ack that stands, and when to try again."""

from __future__ import annotations

import errno
from enum import Enum
from typing import Any

import sqlalchemy as sa
from werkzeug.exceptions import HTTPException

from examsite.core.refusal import Missing, Refusal
from examsite.delivery.rules.log import SaveProblem
from examsite.web.api import blueprint

STATUS: dict[Enum, int] = {
    SaveProblem.LEASE_LOST: 409,
    SaveProblem.CONFLICT: 409,
    SaveProblem.GAP: 409,
    SaveProblem.BEHIND: 409,
    SaveProblem.LATE: 410,
    SaveProblem.CLOSED: 410,
    SaveProblem.UNREADABLE: 422,
}
CODES = {
    401: "sign_in_again",
    403: "not_yours",
    404: "not_yours",
    413: "too_large",
    422: "unreadable",
}


@blueprint.errorhandler(Refusal)
def refused(refusal: Refusal) -> Any:
    answer: dict[str, Any] = {"error": refusal.reason.value}
    if ack := refusal.facts.get("ack"):
        answer["ack"] = {"epoch": ack.epoch, "seq": ack.seq, "head": ack.head}
    return answer, STATUS.get(refusal.reason, 409)


@blueprint.errorhandler(Missing)
def missing(_error: Missing) -> Any:
    return {"error": "not_yours"}, 403


@blueprint.errorhandler(HTTPException)
def answered(error: HTTPException) -> Any:
    code = 403 if error.code == 404 else error.code or 500
    return {"error": CODES.get(code, str(code))}, code


@blueprint.errorhandler(sa.exc.OperationalError)
@blueprint.errorhandler(sa.exc.IntegrityError)
@blueprint.errorhandler(OSError)
def not_stored(error: Exception) -> Any:
    """Nothing was stored; the player keeps everything and comes back."""
    full = "full" in str(error).lower() or getattr(error, "errno", None) == errno.ENOSPC
    code = "storage_full" if full else "busy"
    return {"error": code}, 503, {"Retry-After": "2"}
