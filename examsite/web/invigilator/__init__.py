"""监考端: the pages of this seat. Importing a page registers its routes on the seat's blueprint."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("invigilator", __name__, url_prefix="/invigilator")

from examsite.web.invigilator import home, place, room
