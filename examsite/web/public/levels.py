"""等级与条件: the notice's levels, directions, courses and conditions, with their clauses."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template

from examsite.catalogue.rules import levels as catalogue
from examsite.web import guards
from examsite.web.public import blueprint


@blueprint.get("/levels")
@guards.public
def levels() -> Any:
    return render_template("public/levels.html", rows=catalogue.levels())


@blueprint.get("/levels/<level_id>")
@guards.public
def level(level_id: str) -> Any:
    try:
        found = catalogue.level(level_id)
    except catalogue.UnknownLevel:
        abort(404)
    return render_template(
        "public/level.html",
        level=found,
        units=catalogue.units_of(level_id),
        conditions=catalogue.conditions_of(level_id),
        practice=catalogue.practice_rule(),
    )
