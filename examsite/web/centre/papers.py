"""组卷: blueprints, drawing papers, and what a paper is made of; the items themselves stay sealed."""

from __future__ import annotations

import secrets
from collections import Counter
from fractions import Fraction
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from examsite.bank import queries as bank
from examsite.bank.rules.items import ItemType
from examsite.catalogue.rules import levels as catalogue
from examsite.papers import actions, queries
from examsite.papers.rules.assembly import mean_difficulty
from examsite.papers.rules.blueprint import (
    LARGEST_SEED,
    PaperRefusal,
    read_sections,
    total_mark,
)
from examsite.people.rules.roles import Power
from examsite.web import chart, guards, listing
from examsite.web.act import acting, reading
from examsite.web.centre import blueprint
from examsite.web.forms import Form, refusals_shown
from examsite.web.shell import exact, moment, term
from examsite.web.wording import say

SEED_DIGITS = 10**9
BANDS = (("0", "0.5"), ("0.5", "0.6"), ("0.6", "0.7"), ("0.7", "0.8"), ("0.8", "1.01"))


class SectionsForm(Form):
    """修改细目表: how many items of each type, each with its mark; a type left at 0 is left out."""

    time_limit_min = IntegerField(_l("考试时长（分钟）"), [InputRequired()])
    single_count = IntegerField(_l("单选题题量"), [Optional(), NumberRange(0, 300)])
    single_mark = StringField(_l("单选题每题分值"), [Length(max=16)])
    multiple_count = IntegerField(_l("多选题题量"), [Optional(), NumberRange(0, 300)])
    multiple_mark = StringField(_l("多选题每题分值"), [Length(max=16)])
    judgement_count = IntegerField(_l("判断题题量"), [Optional(), NumberRange(0, 300)])
    judgement_mark = StringField(_l("判断题每题分值"), [Length(max=16)])

    def sections(self) -> list[dict[str, Any]]:
        """The rows that the rules read."""
        return [
            {
                "type": kind.value,
                "count": self[f"{kind.value}_count"].data,
                "mark": self[f"{kind.value}_mark"].data or "",
            }
            for kind in ItemType
            if self[f"{kind.value}_count"].data
        ]


class BlueprintForm(SectionsForm):
    """新建细目表."""

    unit = SelectField(_l("方向"))
    name = StringField(_l("名称"), [InputRequired(), Length(max=60)])


class DrawForm(Form):
    """组卷: the seed makes the draw repeatable."""

    seed = IntegerField(
        _l("种子数"),
        [InputRequired(), NumberRange(0, LARGEST_SEED)],
        description=_l("同一题库、同一细目表、同一种子数，组出的试卷完全相同"),
    )


@blueprint.get("/papers")
@guards.needs(Power.RUN_SITTING)
def papers() -> Any:
    unit = request.args.get("unit", "")
    if listing.wants_export():
        return _export(queries.papers(reading(), unit or None, 0, 10_000)[0])
    rows, total = queries.papers(reading(), unit or None, listing.offset(), listing.SIZE)
    return render_template(
        "centre/papers.html",
        blueprints=queries.blueprints(reading()),
        page=listing.Page(rows, total, listing.page_number()),
        sizes=queries.item_counts(reading(), [row.id for row in rows]),
        units=[(one.id, term(one)) for one in catalogue.units()],
    )


@blueprint.route("/papers/blueprints/new", methods=["GET", "POST"])
@guards.needs(Power.RUN_SITTING)
def new_blueprint() -> Any:
    marks = {f"{kind.value}_mark": "1" for kind in ItemType}
    form = BlueprintForm(data={"time_limit_min": 90} | marks)
    form.unit.choices = [(one.id, term(one)) for one in catalogue.units()]
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                made = actions.make_blueprint(
                    act, form.unit.data, form.name.data, form.sections(), form.time_limit_min.data
                )
            flash(_("细目表已建立，可以组卷了。"), "success")
            return redirect(url_for("centre.blueprint_page", blueprint_id=made.id), 303)
    return render_template(
        "centre/blueprint_form.html", form=form, found=None, types=list(ItemType)
    )


@blueprint.route("/papers/blueprints/<int:blueprint_id>", methods=["GET", "POST"])
@guards.needs(Power.RUN_SITTING)
def blueprint_page(blueprint_id: int) -> Any:
    found = queries.blueprint(reading(), blueprint_id)
    form = DrawForm(data={"seed": secrets.randbelow(SEED_DIGITS)})
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                made = actions.make_paper(act, blueprint_id, form.seed.data)
            flash(_("试卷已组成并封存。"), "success")
            return redirect(url_for("centre.paper", paper_id=made.id), 303)
    counts = {one.unit: one for one in bank.counts(reading())}
    sections = read_sections(found.sections)
    assert not isinstance(sections, PaperRefusal), "a kept blueprint is sound"
    return render_template(
        "centre/blueprint.html",
        found=found,
        form=form,
        count=counts.get(found.unit),
        sections=sections,
        total=total_mark(sections),
    )


@blueprint.route("/papers/blueprints/<int:blueprint_id>/change", methods=["GET", "POST"])
@guards.needs(Power.RUN_SITTING)
def change_blueprint(blueprint_id: int) -> Any:
    found = queries.blueprint(reading(), blueprint_id)
    form = SectionsForm(data=_stated(found))
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.change_blueprint(
                    act, blueprint_id, form.sections(), form.time_limit_min.data
                )
            flash(_("细目表已修改；已经组成的试卷不受影响。"), "success")
            return redirect(url_for("centre.blueprint_page", blueprint_id=blueprint_id), 303)
    return render_template(
        "centre/blueprint_form.html", form=form, found=found, types=list(ItemType)
    )


@blueprint.get("/papers/<int:paper_id>")
@guards.needs(Power.RUN_SITTING)
def paper(paper_id: int) -> Any:
    found = queries.paper(reading(), paper_id)
    table: dict[str, Counter[ItemType]] = {}
    for row in sorted(found.items, key=lambda one: one.item_version.item.code):
        table.setdefault(row.item_version.item.course, Counter())[row.item_version.item.type] += 1
    return render_template(
        "centre/paper.html",
        found=found,
        table=table,
        types=list(ItemType),
        total=sum((row.full_mark for row in found.items), Fraction(0)),
        difficulty=mean_difficulty(queries.drawable(row.item_version) for row in found.items),
        seconds=sum(row.item_version.seconds for row in found.items),
    )


@blueprint.get("/papers/<int:paper_id>/difficulty.svg")
@guards.needs(Power.RUN_SITTING)
def paper_chart(paper_id: int) -> Any:
    found = queries.paper(reading(), paper_id)
    rows = [
        (_band(low, high), say(kind), _in_band(found.items, kind, Fraction(low), Fraction(high)))
        for low, high in BANDS
        for kind in ItemType
    ]
    drawn = chart.stacked_bars(rows, _("预计答对率"), _("题型"), _("题数"), 620)
    return Response(drawn, mimetype="image/svg+xml")


def _band(low: str, high: str) -> str:
    if low == "0":
        return _("%(high)s 以下", high=high)
    return _("%(low)s 以上", low=low) if Fraction(high) > 1 else f"{low}–{high}"


def _in_band(items: Any, kind: ItemType, low: Fraction, high: Fraction) -> int:
    return sum(
        row.item_version.item.type is kind and low <= Fraction(row.item_version.difficulty) < high
        for row in items
    )


def _stated(found: Any) -> dict[str, Any]:
    stated = {"time_limit_min": found.time_limit_min}
    for kind in ItemType:
        row = next((one for one in found.sections if one["type"] == kind.value), None)
        stated[f"{kind.value}_count"] = row["count"] if row else 0
        stated[f"{kind.value}_mark"] = row["mark"] if row else "1"
    return stated


def _export(rows: Any) -> Any:
    heads = [
        _("试卷"),
        _("方向"),
        _("细目表"),
        _("种子数"),
        _("时长（分钟）"),
        _("组成时间"),
        _("封存校验"),
    ]
    table = [
        [
            row.id,
            term(catalogue.unit(row.unit)),
            row.blueprint.name,
            row.seed,
            exact(Fraction(row.time_limit_s, 60)),
            moment(row.made_at),
            row.seal,
        ]
        for row in rows
    ]
    return listing.spreadsheet(_("试卷"), heads, table)
