"""培养计划进度: training tasks of a year against people trained, registered and certified, city by city."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import Response, render_template, request
from flask_babel import gettext as _

from examsite.audit.act import CHINA
from examsite.catalogue.rules import regions
from examsite.credentials import queries as credentials
from examsite.people import queries as people
from examsite.people.rules.roles import Power
from examsite.planning import queries
from examsite.planning.rules import Count, Progress, total
from examsite.registration import queries as registration
from examsite.web import chart, guards, listing
from examsite.web.act import reading, today
from examsite.web.authority import blueprint
from examsite.web.authority.own import own_cities
from examsite.web.forms import whole
from examsite.web.shell import term


@blueprint.get("/plan")
@guards.needs(Power.SEE_PLAN)
def plan() -> Any:
    years = queries.years(reading())
    year = chosen_year()
    lines = lines_of(year)
    if listing.wants_export():
        return _export(year, lines)
    return render_template(
        "authority/plan.html",
        years=years,
        year=year,
        lines=lines,
        total=total(lines),
        sample=any(task.sample for task in queries.tasks(reading(), year)),
    )


@blueprint.get("/plan/chart.svg")
@guards.needs(Power.SEE_PLAN)
def plan_chart() -> Any:
    shown = own_cities()
    rows = []
    for line in lines_of(chosen_year()):
        if line.inside in shown:
            continue
        name = term(regions.city(line.city))
        rows.append((name, _("已培训"), line.done.trained))
        rows.append((name, _("尚缺"), max(0, line.task - line.done.trained)))
    narrow = request.args.get("narrow") == "1"
    drawn = chart.stacked_bars(rows, _("城市"), _("进度"), _("人数"), 420 if narrow else 960)
    return Response(drawn, mimetype="image/svg+xml")


def chosen_year() -> int:
    """The year asked for, if it has tasks; else this year, or the last one that has."""
    years = queries.years(reading())
    asked = request.args.get("year", type=whole)
    if asked is not None and asked in years:
        return asked
    return today().year if today().year in years or not years else years[0]


def lines_of(year: int) -> list[Progress]:
    """The lines of the cities that this person may see."""
    seen = own_cities()
    found = queries.progress_in(reading(), year, counts_of(year))
    return [line for line in found if line.city in seen]


def counts_of(year: int) -> dict[str, Count]:
    """People by the city they live in, counted where each figure is at home."""
    since, until = date(year, 1, 1), date(year + 1, 1, 1)
    first, end = _midnight(since), _midnight(until)
    trained = people.trained_by_city(reading(), since, until)
    registered = registration.registered_by_city(reading(), first, end)
    certified = credentials.certified_by_city(reading(), since, until)
    return {
        city: Count(trained.get(city, 0), registered.get(city, 0), certified.get(city, 0))
        for city in {*trained, *registered, *certified}
    }


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)


def _export(year: int, lines: list[Progress]) -> Any:
    heads = [_("城市"), _("培训任务"), _("已培训"), _("报名"), _("取证"), _("完成率（%）")]
    rows = [
        [
            term(regions.city(line.city)),
            line.task,
            line.done.trained,
            line.done.registered,
            line.done.certified,
            line.percent,
        ]
        for line in lines
    ]
    return listing.spreadsheet(_("培养计划进度%(year)s", year=year), heads, rows)
