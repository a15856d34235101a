"""One account: its roles with their dates, proposing and ending them, and the one-time sign-in link."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from examsite.accreditation import actions as accreditation
from examsite.accreditation import queries as units
from examsite.approvals import queries as approvals
from examsite.approvals.rules import Kind
from examsite.core.refusal import Missing
from examsite.people import actions, queries
from examsite.people.rules.roles import Power, Role, may
from examsite.web import deciding, guards
from examsite.web.act import acting, reading, today
from examsite.web.administration import blueprint
from examsite.web.administration.accounts import RoleForm
from examsite.web.forms import Form, refusals_shown, whole


class LinkForm(Form):
    """一次性登录链接."""

    reason = StringField(
        _l("理由"),
        [InputRequired(_l("请写明理由。")), Length(max=200)],
        description=_l("记入审计，并通知账号本人"),
    )


@blueprint.get("/accounts/<int:account_id>")
@guards.needs(Power.SEE_ACCOUNTS)
def account(account_id: int) -> Any:
    return _page(_known(account_id))


@blueprint.post("/accounts/<int:account_id>/roles")
@guards.needs(Power.GRANT_ROLE)
def propose_grant(account_id: int) -> Any:
    """Propose a role; another security administrator decides (SD8)."""
    found, form = _known(account_id), RoleForm()
    form.offer()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.propose_grant(
                    act,
                    account_id,
                    Role(form.role.data),
                    form.region.data or None,
                    form.reason.data,
                )
            flash(_("已提请授予角色，等待另一名安全管理员审批。"), "success")
            return _back(account_id)
    return _page(found, roles=form)


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
    found, form = _known(account_id), LinkForm(prefix="link")
    if form.validate_on_submit():
        with acting() as act:
            token = actions.hand_out_link(act, account_id, form.reason.data)
        path = url_for("public.sign_in_once", token=token)
        return _page(found, link=current_app.config["PUBLIC_URL"].rstrip("/") + path)
    return _page(found, links=form)


@blueprint.post("/accounts/<int:account_id>/unit")
@guards.needs(Power.GRANT_ROLE)
def join_unit(account_id: int) -> Any:
    """Let an account act for a practice base."""
    _known(account_id)
    with acting() as act:
        accreditation.add_member(act, request.form.get("unit_id", 0, type=whole), account_id)
    flash(_("已关联实践基地。"), "success")
    return _back(account_id)


def _page(
    found: Any,
    *,
    roles: RoleForm | None = None,
    links: LinkForm | None = None,
    link: str | None = None,
) -> str:
    if roles is None:
        roles = RoleForm(formdata=None)
        roles.offer()
    agreed = {one.id: one for one in _agreed(found)}
    persons = [grant.granted_by for grant in found.grants]
    persons += [one.proposed_by for one in agreed.values()]
    return render_template(
        "administration/account.html",
        account=found,
        form=roles,
        link_form=links or LinkForm(formdata=None, prefix="link"),
        link=link,
        agreed=agreed,
        waiting=_waiting(found),
        names=queries.names(reading(), persons),
        grants=may(current_user.roles, Power.GRANT_ROLE),
        own=found.id == current_user.account_id,
        unit=units.unit_of(reading(), found.id),
        bases=units.bases_on(reading(), today()) if _at_a_base(found) else [],
    )


def _agreed(found: Any) -> Any:
    """What two persons agreed upon for this account."""
    return approvals.these(reading(), [grant.approval_id for grant in found.grants])


def _waiting(found: Any) -> list[Any]:
    """The roles proposed for this account that nobody has decided upon."""
    pending = approvals.pending(reading(), [Kind.GRANT_ROLE])
    return [deciding.case_of(one) for one in pending if one.facts["account"] == found.id]


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
