"""Signing in and out, making an account, choosing the language."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user, login_user, logout_user
from wtforms import PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from examsite.messages import actions as messages
from examsite.messages import queries as message_queries
from examsite.people import actions as people
from examsite.people.rules.problems import PersonProblem
from examsite.people.rules.roles import SEAT_OF
from examsite.web import guards, shell
from examsite.web.act import acting, reading
from examsite.web.forms import Form, refusals_shown
from examsite.web.public import blueprint
from examsite.web.wording import say


class SignInForm(Form):
    """登录."""

    login = StringField(_l("登录名"), [InputRequired(), Length(max=64)])
    password = PasswordField(_l("密码"), [InputRequired(), Length(max=128)])


class SignUpForm(Form):
    """考生注册."""

    name = StringField(_l("姓名"), [InputRequired(), Length(max=64)])
    login = StringField(
        _l("登录名"),
        [InputRequired(), Length(max=64)],
        description=_l("手机号、邮箱，或 4 到 64 个小写字母和数字"),
    )
    password = PasswordField(
        _l("密码"), [InputRequired(), Length(max=128)], description=_l("至少 8 位，可以用一句话")
    )
    again = PasswordField(
        _l("再输一次密码"), [InputRequired(), EqualTo("password", message=_l("两次密码不一致。"))]
    )


@blueprint.route("/sign-in", methods=["GET", "POST"])
@guards.public
def sign_in() -> Any:
    form = SignInForm()
    if form.validate_on_submit():
        with acting() as act:
            found = people.sign_in(
                act, form.login.data, form.password.data, request.remote_addr or ""
            )
        if isinstance(found, PersonProblem):
            form.form_errors.append(say(found))
        else:
            return _enter(found)
    return render_template("public/sign_in.html", form=form)


@blueprint.route("/sign-up", methods=["GET", "POST"])
@guards.public
def sign_up() -> Any:
    form = SignUpForm()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                account = people.sign_up(act, form.login.data, form.name.data, form.password.data)
            flash(_("账号已建立。请接着填写个人档案。"), "success")
            return _enter(account)
    return render_template("public/sign_up.html", form=form)


@blueprint.route("/sign-in/once/<token>", methods=["GET", "POST"])
@guards.public
def sign_in_once(token: str) -> Any:
    form = Form()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                account = people.use_one_time_link(act, token)
            return _enter(account)
    return render_template("public/sign_in_once.html", form=form)


@blueprint.post("/sign-out")
@guards.signed_in
def sign_out() -> Any:
    logout_user()
    answer = make_response(redirect(url_for("public.home")))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@blueprint.get("/notices")
@guards.signed_in
def notices() -> Any:
    rows = message_queries.messages_of(reading(), current_user.account_id)
    return render_template("public/notices.html", rows=rows)


@blueprint.post("/notices/read")
@guards.signed_in
def read_notices() -> Any:
    with acting() as act:
        messages.mark_read(act, current_user.account_id)
    return redirect(url_for("public.notices"))


@blueprint.post("/language/<code>")
@guards.public
def choose_language(code: str) -> Any:
    if code not in shell.LANGUAGES:
        abort(404)
    answer = make_response(redirect(shell.local_page(request.referrer, "/"), 303))
    answer.set_cookie(
        "language", code, max_age=shell.language_cookie_lifetime(), samesite="Lax", httponly=True
    )
    return answer


def _enter(account: Any) -> Any:
    person = shell.load_account(f"{account.id}:{account.session_key}")
    login_user(person)
    seats = sorted({SEAT_OF[role].value for role in person.roles}) if person else []
    home = url_for(f"{seats[0]}.home") if seats else url_for("public.home")
    return redirect(shell.local_page(request.args.get("after"), home), 303)
