"""阅卷端: the pages of this seat. Importing a page registers its routes on the seat's blueprint."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("marker", __name__, url_prefix="/marker")

from examsite.web.marker import files, home, script
