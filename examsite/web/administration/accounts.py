"""账号与角色: the list of accounts, found by name and role, with its export, and opening one."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from examsite.catalogue.rules import regions
from examsite.people import actions, queries
from examsite.people.rules.roles import Power, Role, may
from examsite.web import deciding, guards, listing
from examsite.web.act import acting, reading
from examsite.web.administration import blueprint
from examsite.web.forms import Form, WordField, refusals_shown
from examsite.web.shell import moment, term
from examsite.web.wording import say


class RoleForm(Form):
    """提请授予角色."""

    role = WordField(_l("角色"), Role)
    region = SelectField(
        _l("所属城市"),
        description=_l("市、县（市、区）部门必须选择；其他角色可以不选"),
    )
    reason = StringField(
        _l("理由"),
        [InputRequired(_l("请写明理由。")), Length(max=500)],
        description=_l("由另一名安全管理员审批后生效"),
    )

    def offer(self) -> None:
        """Fill the choices: every city, and Yiwu."""
        cities = [(one.id, term(one)) for one in regions.cities()]
        self.region.choices = [("", _("不限")), *cities]


class AccountForm(RoleForm):
    """新建账号."""

    name = StringField(_l("姓名"), [InputRequired(), Length(max=64)])
    login = StringField(
        _l("登录名"),
        [InputRequired(), Length(max=64)],
        description=_l("4 到 64 个小写字母和数字"),
    )


@blueprint.get("/accounts")
@guards.needs(Power.SEE_ACCOUNTS)
def accounts() -> Any:
    asked = request.args.get("role", "")
    role = Role(asked) if asked in set(Role) else None
    text = request.args.get("q", "").strip()
    if listing.wants_export():
        return _export(queries.accounts(reading(), text, role, 0, 10_000)[0])
    rows, total = queries.accounts(reading(), text, role, listing.offset(), listing.SIZE)
    return render_template(
        "administration/accounts.html",
        page=listing.Page(rows, total, listing.page_number()),
        roles=[(one.value, say(one)) for one in Role],
        grants=may(current_user.roles, Power.GRANT_ROLE),
        waiting=deciding.waiting_count(current_user.roles, current_user.account_id),
    )


@blueprint.route("/accounts/new", methods=["GET", "POST"])
@guards.needs(Power.GRANT_ROLE)
def new_account() -> Any:
    form = AccountForm()
    form.offer()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                opened = actions.open_staff_account(
                    act,
                    form.login.data,
                    form.name.data,
                    Role(form.role.data),
                    form.region.data or None,
                    form.reason.data,
                )
            flash(_("账号已建立，角色等待另一名安全管理员审批。"), "success")
            return redirect(url_for("administration.account", account_id=opened.id), 303)
    return render_template("administration/account_form.html", form=form)


def _export(rows: Any) -> Any:
    heads = [_("登录名"), _("姓名"), _("角色"), _("状态"), _("建立时间")]
    lines = [
        [
            row.login,
            row.name,
            "、".join(say(grant.role) for grant in row.grants if grant.ended_at is None),
            _("启用") if row.active else _("停用"),
            moment(row.created_at),
        ]
        for row in rows
    ]
    return listing.spreadsheet(_("账号"), heads, lines)
