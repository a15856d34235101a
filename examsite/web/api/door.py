"""The door of the player's calls: origin, token, body; and the Act of a candidate who was not loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import abort, current_app, g, request, session
from flask_login import current_user

from examsite.audit.act import Act, Who
from examsite.delivery import token
from examsite.web import guards
from examsite.web.act import clock, database

MAX_BODY = 100_000
BEAT_MS = 4000
"""How often a player asks for the time when it has nothing to save: changes of time reach it within 5 s."""


def same_origin(view: Callable) -> Callable:
    """Let in only calls of our own pages: the origin fits, and the body is JSON, which no plain form sends."""

    @wraps(view)
    def checked(attempt_id: int) -> Any:
        clock()
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            abort(403)
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            abort(403)
        if request.method == "POST" and not request.is_json:
            abort(415)
        if (request.content_length or 0) > MAX_BODY:
            abort(413)
        return view(attempt_id)

    return checked


def by_token(view: Callable) -> Callable:
    """Let in who carries the token of this attempt in the browser that is signed in as its candidate."""

    @wraps(view)
    def checked(attempt_id: int) -> Any:
        secret = current_app.config["SECRET_KEY"]
        claims = token.read(request.headers.get("X-Attempt-Token", ""), secret, clock())
        signed_in_as = str(session.get("_user_id", "")).partition(":")[0]
        if claims is None or signed_in_as != str(claims.account_id):
            abort(401)
        if claims.attempt_id != attempt_id:
            abort(403)
        g.claims = claims
        return view(attempt_id)

    return guards.by_token(same_origin(checked))


def body() -> dict[str, Any]:
    """The JSON object of the request; 422 when it is none."""
    try:
        found = request.get_json(silent=True)
    except RecursionError:  # brackets deeper than anything we send
        found = None
    if not isinstance(found, dict):
        abort(422)
    return found


def whole(value: Any, least: int = 0, most: int = 2**31 - 1) -> int:
    """A whole number within bounds; 422 when it is none."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        abort(422)
    return value


def text(value: Any, most: int = 64) -> str:
    """A short text of our own making, so ASCII that can be printed; 422 when it is none."""
    if (
        not isinstance(value, str)
        or len(value) > most
        or not (value.isascii() and value.isprintable())
    ):
        abort(422)
    return value


@contextmanager
def acting_as(claims: token.Claims) -> Iterator[Act]:
    """One Act of the candidate a token names; no person is loaded."""
    opened = database().writing()
    try:
        yield Act(opened, Who(claims.account_id, "candidate"), clock())
        opened.commit()
    finally:
        opened.close()


def time_left(deadline_at: datetime) -> dict[str, Any]:
    """What every reply says about time: the server's moment and the deadline, in milliseconds."""
    return {
        "now": _milliseconds(clock()),
        "deadline": _milliseconds(deadline_at),
        "beat_ms": BEAT_MS,
        "notices": [],
    }


def renewal(claims: token.Claims) -> dict[str, str]:
    """A fresh token about once a minute; only then the account is looked up, and must still be in force."""
    if not claims.wants_renewal(clock()):
        return {}
    if not current_user.is_authenticated or current_user.account_id != claims.account_id:
        abort(401)
    made = replace(claims, made_s=int(clock().timestamp()))
    return {"token": token.sign(made, current_app.config["SECRET_KEY"])}


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
