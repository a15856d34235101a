"""主管部门工作台: what waits for this person, and how the plan of this year stands in their cities."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask_login import current_user

from examsite.people.rules.roles import Power, may
from examsite.planning.rules import total
from examsite.registration import queries as registration
from examsite.web import deciding, guards
from examsite.web.act import reading
from examsite.web.authority import blueprint
from examsite.web.authority.own import own_cities
from examsite.web.authority.plan import chosen_year, lines_of


@blueprint.get("/")
@guards.needs(Power.SEE_PLAN)
def home() -> Any:
    roles = current_user.roles
    waiting = None
    if may(roles, Power.APPROVE_OPENING):
        waiting = deciding.waiting_count(roles, current_user.account_id)
    to_file = None
    if may(roles, Power.FILE_PLAN):
        to_file = len(registration.plans_to_file(reading()))
    return render_template(
        "authority/home.html",
        waiting=waiting,
        to_file=to_file,
        year=chosen_year(),
        total=total(lines_of(chosen_year())),
        cities=sorted(current_user.regions),
        sees_any=bool(own_cities()),
    )
