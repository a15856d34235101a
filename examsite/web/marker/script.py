"""评分: one script with its brief and work, the sheet beside it, saving and locking."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import TextAreaField
from wtforms.validators import Length

from examsite.marking import actions, queries
from examsite.marking.rules import sheet as rules
from examsite.people.rules.roles import Power
from examsite.web import guards
from examsite.web.act import acting, reading, today
from examsite.web.forms import Form, refusals_shown, whole
from examsite.web.marker import blueprint
from examsite.web.marker.files import shown_work
from examsite.web.wording import say


class SheetForm(Form):
    """评分表; the points are read criterion by criterion, as the rubric has them."""

    comment = TextAreaField(
        _l("评语"),
        [Length(max=4000)],
        description=_l("有评分项为 0 分，或总分在合格线上下 1 分以内时必填。"),
    )


@dataclass(frozen=True)
class Row:
    """One criterion as the page shows it: what stands in its field, and what the server holds."""

    place: int
    criterion: rules.Criterion
    typed: str
    stored: str


@blueprint.route("/scripts/<code>", methods=["GET", "POST"])
@guards.needs(Power.MARK)
def script(code: str) -> Any:
    sheet = queries.script_for(reading(), code, current_user.account_id)
    form = SheetForm(comment=sheet.comment)
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.save_sheet(
                    act,
                    code,
                    current_user.account_id,
                    _typed(sheet),
                    form.comment.data or "",
                    _version(),
                )
            if request.form.get("then") == "lock":
                return redirect(url_for("marker.lock", code=code), 303)
            flash(_("草稿已保存。"), "success")
            return redirect(url_for("marker.script", code=code), 303)
        sheet = queries.script_for(reading(), code, current_user.account_id)
    if sheet.locked_at is not None:
        return _locked(sheet)
    return render_template(
        "marker/script.html",
        form=form,
        sheet=sheet,
        brief=sheet.script.brief,
        rows=_rows(sheet),
        full=rules.full_mark(rules.criteria(sheet.script.brief.rubric)),
        stale=request.method == "POST" and _version() != sheet.version,
        work=shown_work(sheet),
        next_code=queries.next_code(reading(), current_user.account_id, code),
    )


@blueprint.route("/scripts/<code>/lock", methods=["GET", "POST"])
@guards.needs(Power.MARK)
def lock(code: str) -> Any:
    """Looking once more at what was saved, and handing it in for good."""
    form = Form()
    sheet = queries.script_for(reading(), code, current_user.account_id)
    if sheet.locked_at is not None:
        return redirect(url_for("marker.script", code=code), 303)
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.lock_sheet(act, code, current_user.account_id, _version())
            flash(_("作品 %(code)s 的评分已锁定。", code=code), "success")
            following = queries.next_code(reading(), current_user.account_id, code)
            if following:
                return redirect(url_for("marker.script", code=following), 303)
            return redirect(url_for("marker.home"), 303)
        sheet = queries.script_for(reading(), code, current_user.account_id)
    criteria = rules.criteria(sheet.script.brief.rubric)
    points = {name: Fraction(text) for name, text in sheet.points.items()}
    pass_mark = queries.pass_mark(reading(), today())
    fault = rules.why_not_lock(criteria, points, sheet.comment, pass_mark)
    return render_template(
        "marker/lock.html",
        form=form,
        sheet=sheet,
        rows=_rows(sheet),
        total=rules.total(points),
        full=rules.full_mark(criteria),
        problem=say(fault.problem, criterion=fault.criterion) if fault else "",
    )


def _locked(sheet: Any) -> Any:
    return render_template(
        "marker/locked.html",
        sheet=sheet,
        brief=sheet.script.brief,
        rows=_rows(sheet),
        full=rules.full_mark(rules.criteria(sheet.script.brief.rubric)),
        work=shown_work(sheet),
        next_code=queries.next_code(reading(), current_user.account_id, sheet.script.code),
    )


def _rows(sheet: Any) -> list[Row]:
    typed = _typed(sheet) if request.method == "POST" and request.form else sheet.points
    return [
        Row(place, one, typed.get(one.id, ""), sheet.points.get(one.id, ""))
        for place, one in enumerate(rules.criteria(sheet.script.brief.rubric))
    ]


def _typed(sheet: Any) -> dict[str, str]:
    """The points as typed; where the field is empty, the level chosen counts (a browser without scripts)."""
    found = {}
    for place, one in enumerate(rules.criteria(sheet.script.brief.rubric)):
        points = request.form.get(f"points-{place}", "").strip()
        found[one.id] = points or request.form.get(f"level-{place}", "")
    return found


def _version() -> int:
    return request.form.get("version", 0, type=whole)
