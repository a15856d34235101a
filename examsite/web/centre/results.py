"""成绩: what came of each sitting, its reconciliations and pass rates, and deciding and publishing it."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from examsite.approvals import queries as approvals
from examsite.approvals.rules import Kind
from examsite.catalogue.rules import levels
from examsite.people.rules.roles import Power
from examsite.scoring import actions, queries
from examsite.scoring.rules.decision import Outcome
from examsite.scoring.rules.lifecycle import LIFECYCLE
from examsite.sittings import queries as sittings
from examsite.statistics import queries as statistics
from examsite.web import chart, guards, listing
from examsite.web.act import acting, reading
from examsite.web.centre import blueprint
from examsite.web.forms import Form, refusals_shown
from examsite.web.shell import exact, moment, term
from examsite.web.telling import TONES, part_name, tell
from examsite.web.wording import say


class ProposalForm(Form):
    """提请发布."""

    reason = TextAreaField(
        _l("提请说明"),
        [InputRequired(), Length(max=500)],
        description=_l("例如：阅卷已完成，五项对账已核对。由另一人审批后发布。"),
    )


@blueprint.get("/results")
@guards.needs(Power.PROPOSE_PUBLICATION)
def results() -> Any:
    text = request.args.get("q", "").strip()
    rows, total = sittings.sittings(
        reading(), text=text, offset=listing.offset(), limit=listing.SIZE
    )
    return render_template(
        "centre/results.html",
        page=listing.Page(rows, total, listing.page_number()),
        counts=queries.counts_by_sitting(reading(), [row.id for row in rows]),
    )


@blueprint.get("/results/<int:sitting_id>")
@guards.needs(Power.PROPOSE_PUBLICATION)
def sitting_results(sitting_id: int) -> Any:
    if listing.wants_export():
        return _export(sitting_id)
    return _page(sitting_id, ProposalForm())


@blueprint.get("/results/<int:sitting_id>/chart.svg")
@guards.needs(Power.PROPOSE_PUBLICATION)
def results_chart(sitting_id: int) -> Any:
    rows = [
        (f"{term(levels.unit(one.unit))} · {part_name(one.part)}", float(one.pass_rate * 100))
        for one in statistics.unit_figures(reading(), sitting_id)
        if one.pass_rate is not None
    ]
    drawn = chart.bars(rows, _("方向与考核项"), _("合格率，百分数"), 860)
    return Response(drawn, mimetype="image/svg+xml")


@blueprint.get("/results/<int:sitting_id>/items")
@guards.needs(Power.PROPOSE_PUBLICATION)
def result_items(sitting_id: int) -> Any:
    sitting = sittings.sitting(reading(), sitting_id)
    units = sorted({one.unit for one in sitting.units})
    unit = request.args.get("unit", "")
    unit = unit if unit in units else (units[0] if units else "")
    closed = sitting.state.value == "closed"
    rows = statistics.item_figures(reading(), sitting_id, unit) if unit and closed else []
    if listing.wants_export():
        heads = [_("题号"), _("试题"), _("课程"), _("预设难度"), _("作答"), _("答卷"), _("难度")]
        cells = [
            (one.position, one.code, one.course, one.expected, one.answered, one.attempts,
             exact(one.facility, 3))
            for one in rows
        ]  # fmt: skip
        return listing.spreadsheet(_("试题难度"), heads, cells)
    return render_template(
        "centre/result_items.html",
        sitting=sitting,
        units=units,
        unit=unit,
        rows=rows,
        closed=closed,
    )


@blueprint.get("/result/<int:result_id>")
@guards.needs(Power.PROPOSE_PUBLICATION)
def result(result_id: int) -> Any:
    found = queries.result(reading(), result_id)
    return render_template(
        "centre/result.html",
        result=found,
        told=tell(found),
        sitting=sittings.sitting(reading(), found.sitting_id),
    )


@blueprint.get("/result/<int:result_id>/case.json")
@guards.needs(Power.PROPOSE_PUBLICATION)
def result_case(result_id: int) -> Any:
    found = queries.result(reading(), result_id)
    return [{"id": found.registration.number, **found.record["case"]}]


@blueprint.post("/results/<int:sitting_id>/decide")
@guards.needs(Power.PROPOSE_PUBLICATION)
def decide_results(sitting_id: int) -> Any:
    with acting() as act:
        counts = actions.decide_results(act, sitting_id)
    flash(
        _(
            "本次判定 %(decided)s 人；尚待成绩 %(pending)s 人，暂缓 %(withheld)s 人。",
            decided=counts["decided"],
            pending=counts.get("pending", 0),
            withheld=counts.get("withheld", 0),
        ),
        "success",
    )
    return redirect(url_for("centre.sitting_results", sitting_id=sitting_id), 303)


@blueprint.post("/results/<int:sitting_id>/propose")
@guards.needs(Power.PROPOSE_PUBLICATION)
def propose_publication(sitting_id: int) -> Any:
    form = ProposalForm()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.propose_publication(act, sitting_id, form.reason.data)
            flash(_("已提请发布，等待另一人审批。"), "success")
            return redirect(url_for("centre.sitting_results", sitting_id=sitting_id), 303)
    return _page(sitting_id, form)


@blueprint.post("/results/<int:sitting_id>/publish")
@guards.needs(Power.PROPOSE_PUBLICATION)
def publish_results(sitting_id: int) -> Any:
    with acting() as act:
        number = actions.publish(act, sitting_id)
    flash(_("已发布 %(number)s 人的成绩，并逐一通知考生。", number=number), "success")
    return redirect(url_for("centre.sitting_results", sitting_id=sitting_id), 303)


def _page(sitting_id: int, form: ProposalForm) -> Any:
    session = reading()
    sitting = sittings.sitting(session, sitting_id)
    rows, total = queries.results(
        session, sitting_id, **_filters(), offset=listing.offset(), limit=listing.SIZE
    )
    counts = queries.counts(session, sitting_id)
    return render_template(
        "centre/sitting_results.html",
        sitting=sitting,
        form=form,
        page=listing.Page(rows, total, listing.page_number()),
        counts=counts,
        by_outcome=_summed(counts, 1),
        by_state=_summed(counts, 0),
        approval=approvals.latest(session, Kind.PUBLISH_RESULTS, str(sitting_id)),
        reconciliations=statistics.reconciliation(session, sitting_id),
        figures=statistics.unit_figures(session, sitting_id),
        part_name=part_name,
        tones=TONES,
        outcomes=[(one.value, say(one)) for one in Outcome],
        states=[(one, say(("result.state", one))) for one in LIFECYCLE.states],
    )


def _filters() -> dict[str, Any]:
    return {
        "text": request.args.get("q", "").strip(),
        "outcome": request.args.get("outcome", ""),
        "state": request.args.get("state", ""),
    }


def _summed(counts: dict[tuple[str, str], int], place: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, number in counts.items():
        found[key[place]] = found.get(key[place], 0) + number
    return found


def _export(sitting_id: int) -> Response:
    rows, _total = queries.results(reading(), sitting_id, **_filters(), limit=50_000)
    heads = [_("报名号"), _("姓名"), _("等级"), _("结论"), _("状态"), _("各项成绩"), _("发布时间")]
    cells = []
    for row in rows:
        told = tell(row)
        marks = "；".join(
            f"{unit.name} {part.name} {part.mark}" for unit in told.units for part in unit.parts
        )
        cells.append(
            (
                row.registration.number,
                row.registration.candidate.name,
                term(levels.level(row.registration.level)),
                say(told.outcome) if told.outcome else "",
                say(("result.state", row.state)),
                marks,
                moment(row.published_at),
            )
        )
    return listing.spreadsheet(_("成绩"), heads, cells)
