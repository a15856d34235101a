"""系统管理: the pages of this seat. Importing a page registers its routes on the seat's blueprint."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("administration", __name__, url_prefix="/administration")

from examsite.web.administration import (
    account,
    accounts,
    approvals,
    audit,
    home,
)
