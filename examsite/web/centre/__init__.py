"""认证中心: the pages of this seat. Importing a page registers its routes on the seat's blueprint."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("centre", __name__, url_prefix="/centre")

from examsite.web.centre import (
    allocation,
    approvals,
    bank,
    cancellation,
    credentials,
    exception,
    findings,
    home,
    papers,
    practice,
    proofs,
    registration,
    registrations,
    results,
    rounds,
    seating,
    sitting,
    sittings,
    venues,
)
