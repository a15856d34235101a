"""证书: what is due, registering a batch by two persons, the print run, and issuing one by one."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import BooleanField

from examsite.catalogue.rules import levels
from examsite.core.refusal import Missing, Refusal
from examsite.credentials import actions, queries
from examsite.credentials.rules.issuing import WhyNot
from examsite.people.rules.roles import Power, may
from examsite.scoring.rules.decision import WhyBlocked
from examsite.web import guards, listing
from examsite.web.act import acting, reading
from examsite.web.centre import blueprint
from examsite.web.credential import document, site
from examsite.web.forms import Form, refusals_shown, whole
from examsite.web.shell import day, term
from examsite.web.wording import say

STATES = ("due", "blocked", "registered", "printed", "issued", "revoked")


class IssueForm(Form):
    """发放."""

    recipient_checked = BooleanField(_l("已核验领证人身份（证件与本人相符）"))


@blueprint.get("/credentials")
@guards.needs(Power.PRINT_CREDENTIAL)
def credentials() -> Any:
    filters: dict[str, Any] = {
        "state": request.args.get("state", ""),
        "level": request.args.get("level", ""),
        "text": request.args.get("q", "").strip(),
    }
    if listing.wants_export():
        return _export(filters)
    session = reading()
    rows, total = queries.credentials(
        session, **filters, offset=listing.offset(), limit=listing.SIZE
    )
    return render_template(
        "centre/credentials.html",
        page=listing.Page(rows, total, listing.page_number()),
        counts=queries.counts(session),
        batches=queries.batches(session),
        proposed=queries.proposed(session),
        states=[(one, say(("credential.state", one))) for one in STATES],
        state=filters["state"],
        why=_why,
        may_issue=may(current_user.roles, Power.ISSUE_CREDENTIAL),
    )


@blueprint.get("/credentials/<int:credential_id>")
@guards.needs(Power.PRINT_CREDENTIAL)
def credential(credential_id: int) -> Any:
    return _page(credential_id, IssueForm())


@blueprint.post("/credentials/<int:credential_id>")
@guards.needs(Power.ISSUE_CREDENTIAL)
def issue_credential(credential_id: int) -> Any:
    form = IssueForm()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                issued = actions.issue(
                    act, credential_id, bool(form.recipient_checked.data), site=site()
                )
            flash(_("证书 %(number)s 已发放，已通知持证人。", number=issued.number), "success")
            return redirect(url_for("centre.credential", credential_id=credential_id), 303)
    return _page(credential_id, form)


@blueprint.get("/credentials/<int:credential_id>.pdf")
@guards.needs(Power.ISSUE_CREDENTIAL)
def credential_document(credential_id: int) -> Any:
    found = queries.credential(reading(), credential_id)
    if found.state != "issued":
        raise Missing
    return document(found)


@blueprint.post("/credentials/propose")
@guards.needs(Power.ISSUE_CREDENTIAL)
def propose_credentials() -> Any:
    with acting() as act:
        approval = actions.propose_registration(act, _chosen("due"), request.form.get("reason", ""))
        number = approval.facts["count"]
    flash(_("已提请登记 %(number)s 份证书，等待另一人审批。", number=number), "success")
    return redirect(url_for("centre.credentials", state="due"), 303)


@blueprint.post("/credentials/register/<int:approval_id>")
@guards.needs(Power.ISSUE_CREDENTIAL)
def register_credentials(approval_id: int) -> Any:
    with acting() as act:
        number = len(actions.register(act, approval_id))
    flash(_("已登记 %(number)s 份证书，编号连续。下一步交认证机构印制。", number=number), "success")
    return redirect(url_for("centre.credentials", state="registered"), 303)


@blueprint.post("/credentials/print")
@guards.needs(Power.PRINT_CREDENTIAL)
def print_credentials() -> Any:
    with acting() as act:
        rows = actions.print_run(act, _chosen("registered"))
    return _print_sheet(rows)


@blueprint.post("/credentials/print-list")
@guards.needs(Power.PRINT_CREDENTIAL)
def print_list() -> Any:
    with acting() as act:
        rows = actions.print_list(act, _chosen("printed"))
    return _print_sheet(rows)


def _page(credential_id: int, form: IssueForm) -> str:
    found = queries.credential(reading(), credential_id)
    return render_template(
        "centre/credential.html",
        credential=found,
        printed=queries.printed(reading(), found) if found.number else None,
        form=form,
        why=_why,
        may_issue=may(current_user.roles, Power.ISSUE_CREDENTIAL),
    )


def _chosen(state: str) -> list[int]:
    """The credentials ticked in the list; `all` stands for everything in that state."""
    if request.form.get("all"):
        return [row.id for row in queries.credentials(reading(), state=state, limit=5_000)[0]]
    chosen = request.form.getlist("ids", type=whole)
    if not chosen:
        raise Refusal(WhyNot.NOTHING_CHOSEN, "ids")
    return chosen


def _why(credential: Any) -> str:
    return _("；").join(say(WhyBlocked(one)) for one in credential.block_reasons)


def _print_sheet(rows: list[dict[str, str]]) -> Any:
    heads = {
        "number": _("证书编号"),
        "holder": _("姓名"),
        "identity": _("证件号码"),
        "level": _("等级"),
        "directions": _("方向"),
        "passed_on": _("评定日期"),
        "verify_code": _("查验码"),
    }
    cells = [[row[name] for name in heads] for row in rows]
    return listing.spreadsheet(_("证书印制清单"), list(heads.values()), cells)


def _export(filters: dict[str, Any]) -> Any:
    rows, _total = queries.credentials(reading(), **filters, limit=50_000)
    heads = [
        _("证书编号"),
        _("姓名"),
        _("证件号码"),
        _("等级"),
        _("状态"),
        _("原因"),
        _("发证日期"),
    ]
    cells = [
        (
            row.number,
            row.holder,
            row.identity_masked,
            term(levels.level(row.level)),
            say(("credential.state", row.state)),
            _why(row),
            day(row.issued_on) if row.issued_on else "",
        )
        for row in rows
    ]
    return listing.spreadsheet(_("证书"), heads, cells)
