"""What the exam player calls (docs/delivery.md). JSON over the same origin.

The form CSRF token is deliberately not asked for here: a player outlives a sign-in, and after signing in again
the token on its page is stale. Instead every call must come from our own origin and carry JSON, and every call
but the lease must carry the signed attempt token, which no other site can read.
"""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("api", __name__, url_prefix="/api")

from examsite.web.api import clock  # noqa: E402, F401, I001
from examsite.web.api import errors  # noqa: E402, F401
from examsite.web.api import events  # noqa: E402, F401
from examsite.web.api import lease  # noqa: E402, F401
from examsite.web.api import submit  # noqa: E402, F401
