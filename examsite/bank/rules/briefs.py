"""Reading a task brief 实操题或选题: what is handed in, with which materials, and its rubric of 100 points."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from examsite.bank.rules.fields import Fields
from examsite.bank.rules.items import BriefSource, TaskForm
from examsite.bank.rules.source import Fault, Node, Problem
from examsite.catalogue.rules import levels

TASK_FIELDS = (
    "id",
    "form",
    "title",
    "time_limit_min",
    "brief",
    "deliverables",
    "materials",
    "rubric",
)
KINDS = ("pdf", "docx", "xlsx", "jpg", "png", "zip", "csv", "txt")
RUBRIC_TOTAL = 100


def read_brief(
    fields: Fields, unit: str, materials: Collection[str], problems: list[Problem]
) -> BriefSource | None:
    """Read one task; `materials` are the names of the files that lie under `materials/`. None when broken."""
    fields.only(TASK_FIELDS)
    code, title = fields.text("id", 40), fields.text("title", 120)
    text = fields.text("brief")
    form, time_limit = fields.word("form", TaskForm), fields.whole("time_limit_min")
    if form is not None and form not in forms_of(unit):
        known = "、".join(forms_of(unit))
        fields.blame(fields.optional("form"), Fault.FORM_OF_UNIT, value=form.value, known=known)
    deliverables = [_deliverable(fields, node, problems) for node in fields.entries("deliverables")]
    names = _materials(fields, materials)
    rubric = [_row(fields, node, problems) for node in fields.entries("rubric")]
    total = sum(row["points"] for row in rubric)
    if rubric and fields.sound and total != RUBRIC_TOTAL:
        fields.blame(fields.optional("rubric"), Fault.RUBRIC_SUM, total=total)
    if form is None or not fields.sound:
        return None
    return BriefSource(
        code, unit, form, title, text, time_limit, tuple(deliverables), names, tuple(rubric)
    )


def forms_of(unit_id: str) -> tuple[str, ...]:
    """The forms the second part of a unit can have (附件1): 实操, or 论文答辩 and 策划案."""
    try:
        level = levels.level(levels.unit(unit_id).level)
    except levels.UnknownUnit:
        return tuple(form.value for form in TaskForm)
    return level.second_forms or (TaskForm.PRACTICAL.value,)


def _deliverable(outer: Fields, node: Node, problems: list[Problem]) -> dict[str, Any]:
    fields = Fields(outer.file, node, problems, outer.item)
    fields.only(("name", "kinds", "required"))
    kinds = [fields.text_of(kind, "kinds") for kind in fields.entries("kinds")]
    for kind in kinds:
        if kind and kind not in KINDS:
            fields.blame(node, Fault.UNKNOWN_KIND, value=kind, known=", ".join(KINDS))
    return {"name": fields.text("name"), "kinds": kinds, "required": fields.yes("required")}


def _materials(fields: Fields, present: Collection[str]) -> tuple[str, ...]:
    names = []
    for node in fields.entries("materials", may_be_empty=True):
        name = fields.text_of(node, "materials")
        if name and name not in present:
            fields.blame(node, Fault.NOT_FOUND, file=f"materials/{name}")
        names.append(name)
    return tuple(names)


def _row(outer: Fields, node: Node, problems: list[Problem]) -> dict[str, Any]:
    fields = Fields(outer.file, node, problems, outer.item)
    fields.only(("id", "name", "points", "levels"))
    row_id, name, points = fields.text("id"), fields.text("name"), fields.whole("points")
    levels_found = [_level(outer, level, problems) for level in fields.entries("levels")]
    steps = [level["points"] for level in levels_found]
    if fields.sound and (
        steps[0] != points or steps[-1] != 0 or steps != sorted(set(steps), reverse=True)
    ):
        fields.blame(node, Fault.RUBRIC_LEVELS, row=row_id, points=points)
    return {"id": row_id, "name": name, "points": points, "levels": levels_found}


def _level(outer: Fields, node: Node, problems: list[Problem]) -> dict[str, Any]:
    fields = Fields(outer.file, node, problems, outer.item)
    fields.only(("points", "text"))
    points = fields.node("points")
    value = points.value if points else 0
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        fields.blame(points, Fault.NOT_WHOLE, field="points", value=str(value))
        value = 0
    return {"points": value, "text": fields.text("text")}
