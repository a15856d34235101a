"""centre home."""

from __future__ import annotations

from typing import Any

from flask import render_template

from examsite.web import guards
from examsite.web.centre import blueprint


@blueprint.get("/")
@guards.signed_in
def home() -> Any:
    return render_template("error.html", code="", title="", sentence="")
