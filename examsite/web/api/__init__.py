"""What the exam player calls (docs/delivery.md). JSON over the same origin.

The form CSRF token is deliberately not asked for here: a player outlives a sign-in, and after signing in again
the token on its page is stale. Instead every call must come from our own origin and carry JSON, and every call
but the lease must carry the signed attempt token, which no other site can read.
"""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("api", __name__, url_prefix="/api")

from examsite.web.api import clock, errors, events, lease, submit
