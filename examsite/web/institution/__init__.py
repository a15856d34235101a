"""机构端: the pages of this seat. Importing a page registers its routes on the seat's blueprint."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("institution", __name__, url_prefix="/institution")

from examsite.web.institution import (
    home,
    stay,
)
