"""认证中心: the pages of this seat. Importing a page registers its routes on the seat's blueprint."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("centre", __name__, url_prefix="/centre")

from examsite.web.centre import allocation  # noqa: E402, F401
from examsite.web.centre import approvals  # noqa: E402, F401
from examsite.web.centre import bank  # noqa: E402, F401
from examsite.web.centre import credentials  # noqa: E402, F401
from examsite.web.centre import findings  # noqa: E402, F401
from examsite.web.centre import home  # noqa: E402, F401
from examsite.web.centre import papers  # noqa: E402, F401
from examsite.web.centre import practice  # noqa: E402, F401
from examsite.web.centre import proofs  # noqa: E402, F401
from examsite.web.centre import registration  # noqa: E402, F401
from examsite.web.centre import registrations  # noqa: E402, F401
from examsite.web.centre import results  # noqa: E402, F401
from examsite.web.centre import rounds  # noqa: E402, F401
from examsite.web.centre import seating  # noqa: E402, F401
from examsite.web.centre import sitting  # noqa: E402, F401
from examsite.web.centre import sittings  # noqa: E402, F401
from examsite.web.centre import venues  # noqa: E402, F401
