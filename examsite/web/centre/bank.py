"""题库: units with their figures, the list of items, one item; a key is shown on asking, and that is logged."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request
from flask_babel import gettext as _

from examsite.bank import actions, queries
from examsite.bank.rules.items import LETTERS, Cognitive, ItemType
from examsite.bank.rules.lint import percent
from examsite.catalogue.rules import levels as catalogue
from examsite.core.refusal import Missing
from examsite.people.rules.roles import Power
from examsite.web import guards, listing
from examsite.web.act import acting, reading
from examsite.web.centre import blueprint
from examsite.web.shell import term
from examsite.web.wording import say

ALL = 10_000


@blueprint.get("/bank")
@guards.needs(Power.SEE_BANK)
def bank() -> Any:
    return render_template(
        "centre/bank.html", units=queries.counts(reading()), types=list(ItemType)
    )


@blueprint.get("/bank/units/<unit_id>")
@guards.needs(Power.SEE_BANK)
def bank_unit(unit_id: str) -> Any:
    try:
        unit = catalogue.unit(unit_id)
    except catalogue.UnknownUnit:
        abort(404)
    return render_template(
        "centre/bank_unit.html",
        unit=unit,
        figures=queries.figures_of(reading(), unit_id),
        briefs=queries.briefs_of(reading(), unit_id),
        types=list(ItemType),
        percent=percent,
    )


@blueprint.get("/bank/items")
@guards.needs(Power.SEE_BANK)
def bank_items() -> Any:
    kind = request.args.get("type", "")
    filters: dict[str, Any] = {
        "text": request.args.get("q", "").strip(),
        "unit": request.args.get("unit", ""),
        "course": request.args.get("course", ""),
        "type": ItemType(kind) if kind in list(ItemType) else None,
    }
    if listing.wants_export():
        return _export(queries.search(reading(), **filters, offset=0, limit=ALL)[0])
    rows, total = queries.search(reading(), **filters, offset=listing.offset(), limit=listing.SIZE)
    counts = queries.counts(reading())
    chosen = [one for one in counts if filters["unit"] in ("", one.unit)]
    return render_template(
        "centre/bank_items.html",
        page=listing.Page(rows, total, listing.page_number()),
        units=[(one.unit, term(catalogue.unit(one.unit))) for one in counts],
        courses=[(course, course) for one in chosen for course in one.by_course],
        types=[(one.value, say(one)) for one in ItemType],
        cognitive=Cognitive,
    )


@blueprint.get("/bank/items/<code>")
@guards.needs(Power.SEE_BANK)
def bank_item(code: str) -> Any:
    return _item_page(code, None)


@blueprint.post("/bank/items/<code>/key/<int:version_id>")
@guards.needs(Power.SEE_BANK)
def bank_key(code: str, version_id: int) -> Any:
    with acting() as act:
        shown = actions.see_key(act, version_id)
        if shown.item.code != code:
            raise Missing
    return _item_page(code, version_id)


@blueprint.get("/bank/tasks/<int:brief_id>")
@guards.needs(Power.SEE_BANK)
def bank_task(brief_id: int) -> Any:
    return render_template("centre/bank_task.html", brief=queries.brief(reading(), brief_id))


def _item_page(code: str, shown_id: int | None) -> Any:
    versions = queries.versions_of(reading(), code)
    current = next((one for one in versions if one.id == shown_id), versions[0])
    return render_template(
        "centre/bank_item.html",
        item=current.item,
        current=current,
        versions=versions,
        key_shown=shown_id is not None,
        letters=LETTERS,
        cognitive=Cognitive,
    )


def _export(rows: Any) -> Any:
    """The list as a spreadsheet; keys and explanations stay in the bank."""
    heads = [
        _("编号"), _("方向"), _("课程"), _("题型"), _("知识点"), _("认知层次"), _("难度"), _("预计用时（秒）"),
        _("题干"), _("选项"), _("版本"),
    ]  # fmt: skip
    table = [
        [
            row.item.code,
            term(catalogue.unit(row.item.unit)),
            row.item.course,
            say(row.item.type),
            row.knowledge,
            say(Cognitive(row.cognitive)),
            row.difficulty,
            row.seconds,
            row.stem,
            "\n".join(f"{LETTERS[place]}. {text}" for place, text in enumerate(row.options)),
            row.version,
        ]
        for row in rows
    ]
    return listing.spreadsheet(_("题库"), heads, table)
