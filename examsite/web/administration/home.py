"""系统管理: the way to the page that this person's role works in."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask_login import current_user

from examsite.people.rules.roles import Power, may
from examsite.web import guards
from examsite.web.administration import blueprint


@blueprint.get("/")
@guards.needs(Power.SEE_ADMINISTRATION)
def home() -> Any:
    if may(current_user.roles, Power.SEE_ACCOUNTS):
        return redirect(url_for("administration.accounts"))
    return render_template("administration/home.html")
