"""证书查验: anybody checks a credential by its QR code, or by number and code.

All fields that stand on it are shown, so that a changed one is seen. What is not found gives one sentence,
whatever was wrong; an address that finds nothing too often is asked to wait (counted in the database).
"""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from examsite.credentials import actions, queries
from examsite.credentials.rules.issuing import (
    ISSUER_EN,
    ISSUER_ZH,
    MAX_FAILED_CHECKS,
    check_key,
)
from examsite.people import queries as people
from examsite.web import guards
from examsite.web.act import acting, clock, reading
from examsite.web.forms import Form
from examsite.web.public import blueprint


class VerifyForm(Form):
    """查验."""

    number = StringField(_l("证书编号"), [InputRequired(), Length(max=40)])
    code = StringField(
        _l("查验码"),
        [InputRequired(), Length(max=40)],
        description=_l("证书二维码下方的 16 位字符"),
    )


@blueprint.route("/verify", methods=["GET", "POST"])
@guards.public
def verify() -> Any:
    form = VerifyForm()
    if not form.validate_on_submit():
        return render_template("public/verify.html", form=form, found=None)
    _refuse_when_throttled()
    found = queries.by_number(reading(), form.number.data, form.code.data)
    if found is None:
        form.form_errors.append(_not_found())
        return render_template("public/verify.html", form=form, found=None), 404
    return _shown(found, form)


@blueprint.get("/verify/<code>")
@guards.public
def verify_code(code: str) -> Any:
    _refuse_when_throttled()
    form = VerifyForm()
    found = queries.by_code(reading(), code[:40])
    if found is None:
        form.form_errors.append(_not_found())
        return render_template("public/verify.html", form=form, found=None), 404
    return _shown(found, form)


def _shown(found: Any, form: VerifyForm) -> str:
    return render_template(
        "public/verify.html",
        form=form,
        found=queries.printed(reading(), found),
        status=queries.status(found),
        revoked_at=found.revoked_at,
        issuer_zh=ISSUER_ZH,
        issuer_en=ISSUER_EN,
    )


def _refuse_when_throttled() -> None:
    key = check_key(request.remote_addr or "")
    if people.failures(reading(), key, clock()) >= MAX_FAILED_CHECKS:
        abort(429)


def _not_found() -> str:
    """Count the failed check and give the one sentence for every kind of it."""
    with acting() as act:
        actions.count_failed_check(act, request.remote_addr or "")
    return _("没有查到这份证书。请逐字核对编号和查验码；仍查不到的，请联系认证中心核实。")
