"""阅卷分配: how far the works of a sitting are, giving them codes and markers, reassigning."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms import SelectMultipleField

from examsite.bank.rules.items import TaskForm
from examsite.catalogue.rules import levels
from examsite.marking import actions, queries
from examsite.people.rules.roles import Power
from examsite.sittings import queries as sittings
from examsite.web import guards, listing
from examsite.web.act import acting, reading, today
from examsite.web.centre import blueprint
from examsite.web.forms import Form, refusals_shown, whole
from examsite.web.shell import term
from examsite.web.wording import say


class AssignForm(Form):
    """分配: which units, to whom; shown as boxes to tick."""

    units = SelectMultipleField()
    markers = SelectMultipleField(coerce=int)


@blueprint.get("/allocation")
@guards.needs(Power.ALLOCATE_MARKING)
def allocation() -> Any:
    return render_template("centre/allocation.html", rows=queries.sittings_to_mark(reading()))


@blueprint.route("/allocation/<int:sitting_id>", methods=["GET", "POST"])
@guards.needs(Power.ALLOCATE_MARKING)
def allocation_of(sitting_id: int) -> Any:
    sitting = sittings.sitting(reading(), sitting_id)
    counts = queries.unit_counts(reading(), sitting_id)
    markers = queries.markers(reading())
    form = AssignForm()
    form.units.choices = [(one.unit, one.unit) for one in counts]
    form.markers.choices = [(one.account_id, one.name) for one in markers]
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                waiting = queries.scripts_waiting(act.session, sitting_id, form.units.data)
                found = actions.assign(act, [row.id for row in waiting], form.markers.data)
            _tell(found)
            return redirect(url_for("centre.allocation_of", sitting_id=sitting_id), 303)
    if listing.wants_export():
        return _export(queries.sheet_lines(reading(), sitting_id, **_filters(), limit=10_000)[0])
    rows, total = queries.sheet_lines(
        reading(), sitting_id, **_filters(), offset=listing.offset(), limit=listing.SIZE
    )
    return render_template(
        "centre/allocation_of.html",
        sitting=sitting,
        counts=counts,
        markers=markers,
        loads=queries.loads(reading(), [one.account_id for one in markers]),
        each=queries.markers_per_script(reading(), today()),
        form=form,
        page=listing.Page(rows, total, listing.page_number()),
        TaskForm=TaskForm,
    )


@blueprint.post("/allocation/<int:sitting_id>/take-in")
@guards.needs(Power.ALLOCATE_MARKING)
def take_in(sitting_id: int) -> Any:
    with acting() as act:
        number = actions.take_in(act, sitting_id)
    flash(_("%(number)s 份作品已编密号。", number=number), "success")
    return redirect(url_for("centre.allocation_of", sitting_id=sitting_id), 303)


@blueprint.post("/allocation/<int:sitting_id>/reassign")
@guards.needs(Power.ALLOCATE_MARKING)
def reassign(sitting_id: int) -> Any:
    code = request.form.get("code", "")
    with acting() as act:
        actions.reassign(
            act,
            code,
            request.form.get("marker", 0, type=whole),
            request.form.get("to", 0, type=whole),
        )
    flash(_("作品 %(code)s 已改派。", code=code), "success")
    return redirect(url_for("centre.allocation_of", sitting_id=sitting_id), 303)


def _tell(found: Any) -> None:
    scripts = len({script_id for script_id, _marker in found.pairs})
    if scripts:
        flash(_("已分配 %(number)s 份作品。", number=scripts), "success")
    if found.short:
        sentence = _(
            "有 %(number)s 份因回避或人数不足没有分配：%(codes)s。请增加阅卷员后再分配。",
            number=len(found.short),
            codes="、".join(found.short[:20]),
        )
        flash(sentence, "warning")


def _filters() -> dict[str, Any]:
    return {
        "unit": request.args.get("unit", ""),
        "marker_id": request.args.get("marker", type=whole),
        "text": request.args.get("q", ""),
    }


def _export(rows: list[queries.SheetLine]) -> Any:
    heads = [_("密号"), _("方向"), _("形式"), _("阅卷员"), _("状态")]
    cells = [
        (row.code, term(levels.unit(row.unit)), say(TaskForm(row.form)), row.marker, say(row.state))
        for row in rows
    ]
    return listing.spreadsheet(_("阅卷分配"), heads, cells)
