"""Who may open a route. Deny by default: a route without a policy stops the application at start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response

from examsite.people.rules.roles import SEAT_OF, Power, Seat, may
from examsite.web.forms import LARGEST_WHOLE

View = TypeVar("View", bound=Callable)
PUBLIC = "public"
SIGNED_IN = "signed_in"
BY_TOKEN = "by_token"
OPEN_ENDPOINTS = frozenset({"static", "bootstrap.static"})


class RowNumber(IntegerConverter):
    """A whole number in an address, no larger than any row's: a larger one is an address of nothing."""

    def __init__(self, map: Map, *args: Any, **options: Any) -> None:
        super().__init__(map, *args, **({"max": LARGEST_WHOLE} | options))


class MissingPolicy(RuntimeError):
    """A route names no policy."""


def public(view: View) -> View:
    """Anybody may open this route."""
    view.policy = PUBLIC  # type: ignore[attr-defined]
    return view


def by_token(view: View) -> View:
    """Opened by a signed attempt token, which the route checks itself without loading a person (web/api)."""
    view.policy = BY_TOKEN  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Any signed-in person may open this route."""
    view.policy = SIGNED_IN  # type: ignore[attr-defined]
    return view


def needs(power: Power) -> Callable[[View], View]:
    """Only who holds `power` may open this route; the deed is logged under the role that holds it."""

    def mark(view: View) -> View:
        view.policy = power  # type: ignore[attr-defined]
        return view

    return mark


def policies(app: Flask) -> dict[str, str | Power]:
    """The policy of every endpoint; raises MissingPolicy naming those that have none."""
    found = {
        endpoint: PUBLIC if endpoint in OPEN_ENDPOINTS else getattr(view, "policy", "")
        for endpoint, view in app.view_functions.items()
    }
    missing = sorted(endpoint for endpoint, policy in found.items() if not policy)
    if missing:
        raise MissingPolicy("routes without a policy: " + ", ".join(missing))
    return found


def enforce() -> Response | None:
    """Before every request: look the policy up and let in, ask to sign in, or answer as for no page."""
    if request.endpoint is None:
        return None
    view: Any = current_app.view_functions[request.endpoint]
    policy: Any = PUBLIC if request.endpoint in OPEN_ENDPOINTS else view.policy
    if policy in (PUBLIC, BY_TOKEN):
        return None
    if not current_user.is_authenticated:
        if request.path.startswith("/api/"):
            abort(401)
        after = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("public.sign_in", after=after))
    if policy == SIGNED_IN:
        return None
    if not may(current_user.roles, policy):
        abort(404)
    g.power = policy
    return None


def refuse_oversized() -> None:
    """Refuse a body without files that is larger than any form; Flask limits only the parts of multipart forms."""
    limit = current_app.config["MAX_FORM_MEMORY_SIZE"]
    if request.mimetype != "multipart/form-data" and (request.content_length or 0) > limit:
        abort(413)


def refuse_unreadable() -> None:
    """Refuse an address or a form that holds NUL, which is in no text and which PostgreSQL does not keep."""
    sent = (request.path, *request.args.values(), *request.form.values(), *request.form)
    if any("\0" in text for text in sent):
        abort(400)


def seats_of_current() -> list[Seat]:
    """The seats that the signed-in person works in, in the order of the enumeration."""
    if not current_user.is_authenticated:
        return []
    held = {SEAT_OF[role] for role in current_user.roles}
    return [seat for seat in Seat if seat in held]
