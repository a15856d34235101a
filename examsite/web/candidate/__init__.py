"""考生端: the pages of this seat. Importing a page registers its routes on the seat's blueprint."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("candidate", __name__, url_prefix="/candidate")

from examsite.web.candidate import (
    dossier,
    entries,
    exam,
    home,
    practice,
    proofs,
    registration,
    registrations,
    results,
    ticket,
    work,
)
