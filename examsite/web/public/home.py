"""首页."""

from __future__ import annotations

from typing import Any

from flask import render_template

from examsite.registration import queries as registration
from examsite.web import guards
from examsite.web.act import clock, reading
from examsite.web.public import blueprint


@blueprint.get("/")
@guards.public
def home() -> Any:
    rounds = registration.rounds_shown(reading(), clock())
    return render_template("public/home.html", rounds=rounds)
