"""系统管理: the pages of this seat. Importing a page registers its routes on the seat's blueprint."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("administration", __name__, url_prefix="/administration")

from examsite.web.administration import account  # noqa: E402, F401
from examsite.web.administration import accounts  # noqa: E402, F401
from examsite.web.administration import audit  # noqa: E402, F401
from examsite.web.administration import home  # noqa: E402, F401
