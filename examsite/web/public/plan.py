"""培养计划: Annex 3 as a table and a chart; Yiwu stands inside Jinhua and is counted once."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template, request
from flask_babel import get_locale
from flask_babel import gettext as _

from examsite.planning import rules as planning
from examsite.web import chart, guards
from examsite.web.public import blueprint

YEARS = (2014, 2015, 2016, 2017)


@blueprint.get("/plan")
@guards.public
def plan() -> Any:
    return render_template("public/plan.html", plan=planning.annex_3(), years=YEARS)


@blueprint.get("/plan/chart.svg")
@guards.public
def plan_chart() -> Any:
    english = str(get_locale()) == "en"
    rows = [
        (city.en if english else city.zh, str(year), (city.tasks or {}).get(year, 0))
        for city in planning.annex_3().cities
        if city.inside is None
        for year in YEARS
    ]
    narrow = request.args.get("narrow") == "1"
    drawn = chart.stacked_bars(rows, _("城市"), _("年份"), _("人数"), 420 if narrow else 960)
    return Response(drawn, mimetype="image/svg+xml")
