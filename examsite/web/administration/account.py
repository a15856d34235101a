"""One account: its roles with their dates, granting and ending them, and the one-time sign-in link."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from examsite.accreditation import actions as accreditation
from examsite.accreditation import queries as units
from examsite.core.refusal import Missing
from examsite.people import actions, queries
from examsite.people.rules import Power, Role, may
from examsite.web import guards
from examsite.web.act import acting, reading, today
from examsite.web.administration import blueprint
from examsite.web.administration.accounts import RoleForm
from examsite.web.forms import refusals_shown


@blueprint.get("/accounts/<int:account_id>")
@guards.needs(Power.SEE_ACCOUNTS)
def account(account_id: int) -> Any:
    return _page(_known(account_id))


@blueprint.post("/accounts/<int:account_id>/roles")
@guards.needs(Power.GRANT_ROLE)
def grant_role(account_id: int) -> Any:
    found, form = _known(account_id), RoleForm()
    form.offer()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.grant_role(act, account_id, Role(form.role.data), form.region.data or None)
            flash(_("角色已授予。"), "success")
            return _back(account_id)
    return _page(found, form)


@blueprint.post("/accounts/<int:account_id>/roles/<int:grant_id>/end")
@guards.needs(Power.GRANT_ROLE)
def end_role(account_id: int, grant_id: int) -> Any:
    if grant_id not in {grant.id for grant in _known(account_id).grants}:
        raise Missing
    with acting() as act:
        actions.end_role(act, grant_id)
    flash(_("角色已收回，该账号的登录已全部退出。"), "success")
    return _back(account_id)


@blueprint.post("/accounts/<int:account_id>/link")
@guards.needs(Power.GRANT_ROLE)
def one_time_link(account_id: int) -> Any:
    """Make a link and show it once; it is not stored and cannot be shown again."""
    found = _known(account_id)
    with acting() as act:
        token = actions.make_one_time_link(act, account_id)
    path = url_for("public.sign_in_once", token=token)
    return _page(found, link=current_app.config["PUBLIC_URL"].rstrip("/") + path)


@blueprint.post("/accounts/<int:account_id>/unit")
@guards.needs(Power.GRANT_ROLE)
def join_unit(account_id: int) -> Any:
    """Let an account act for a practice base."""
    _known(account_id)
    with acting() as act:
        accreditation.add_member(act, request.form.get("unit_id", 0, type=int), account_id)
    flash(_("已关联实践基地。"), "success")
    return _back(account_id)


def _page(found: Any, form: RoleForm | None = None, link: str | None = None) -> str:
    if form is None:
        form = RoleForm(formdata=None)
        form.offer()
    return render_template(
        "administration/account.html",
        account=found,
        form=form,
        link=link,
        names=queries.names(reading(), [grant.granted_by for grant in found.grants]),
        grants=may(current_user.roles, Power.GRANT_ROLE),
        own=found.id == current_user.account_id,
        unit=units.unit_of(reading(), found.id),
        bases=units.bases_on(reading(), today()) if _at_a_base(found) else [],
    )


def _at_a_base(found: Any) -> bool:
    held = {grant.role for grant in found.grants if grant.ended_at is None}
    return Role.PRACTICE_BASE in held


def _known(account_id: int) -> Any:
    found = queries.account(reading(), account_id)
    if found is None:
        raise Missing
    return found


def _back(account_id: int) -> Any:
    return redirect(url_for("administration.account", account_id=account_id), 303)
