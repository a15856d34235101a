"""主管部门: the pages of this seat. Importing a page registers its routes on the seat's blueprint."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("authority", __name__, url_prefix="/authority")

from examsite.web.authority import (
    approvals,
    home,
    opening,
    plan,
    plans,
)
