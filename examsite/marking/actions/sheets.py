"""Filling a sheet and locking it 评分与提交; the mark of a work follows from its locked sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import sqlalchemy as sa

from examsite.audit.act import Act
from examsite.core.refusal import Missing, Refusal
from examsite.delivery import actions as delivery
from examsite.marking import queries
from examsite.marking.models import PartMark, Script, Sheet
from examsite.marking.rules import sheet as rules
from examsite.marking.rules.sheet import Fault, Method, SheetProblem

GRADER = "grader"


def save_sheet(
    act: Act,
    script_code: str,
    marker_id: int,
    points: Mapping[str, str],
    comment: str,
    version: int,
) -> Sheet:
    """Save a draft 保存草稿: points as typed (text) by criterion id, empty ones left out.

    `version` is the one the marker saw. Refusals: SheetProblem (STALE, LOCKED, or what is wrong with the
    points, with `criterion` and `full`). Raises Missing for a script that is not this marker's.
    """
    sheet = _own(act, script_code, marker_id)
    _refuse_locked(sheet)
    if sheet.version != version:
        raise Refusal(SheetProblem.STALE)
    read = rules.read_points(rules.criteria(sheet.script.brief.rubric), points)
    if isinstance(read, Fault):
        raise Refusal(read.problem, criterion=read.criterion, full=read.full)
    sheet.points = {name: rules.written(value) for name, value in read.items()}
    sheet.comment = comment.strip()
    sheet.version += 1
    act.log("saved_sheet", sheet, code=script_code, points=sheet.points)
    return sheet


def lock_sheet(act: Act, script_code: str, marker_id: int, version: int | None = None) -> Sheet:
    """Hand a sheet in for good 提交并锁定. When it is the last of its script, the work has its mark: the exact
    mean of its sheets (RD-23). `version` is the one the marker saw, where there was a page to see.

    Refusals: SheetProblem (STALE, LOCKED, CRITERION_EMPTY, COMMENT_ON_ZERO, COMMENT_NEAR_PASS_MARK). Raises Missing.
    """
    sheet = _own(act, script_code, marker_id)
    _refuse_locked(sheet)
    if version not in (None, sheet.version):
        raise Refusal(SheetProblem.STALE)
    rubric = rules.criteria(sheet.script.brief.rubric)
    points = {name: Fraction(text) for name, text in sheet.points.items()}
    pass_mark = queries.pass_mark(act.session, act.today)
    if fault := rules.why_not_lock(rubric, points, sheet.comment, pass_mark):
        field = "comment" if fault.problem in COMMENT_WANTED else None
        raise Refusal(fault.problem, field, criterion=fault.criterion)
    sheet.total, sheet.locked_at = rules.total(points), act.when
    sheet.version += 1
    act.log("locked_sheet", sheet, code=script_code, total=str(sheet.total))
    sheets = _sheets(act, sheet.script_id)
    if all(one.locked_at is not None for one in sheets):
        _enter_mark(act, sheet.script, sheets, rules.full_mark(rubric))
    return sheet


COMMENT_WANTED = (SheetProblem.COMMENT_ON_ZERO, SheetProblem.COMMENT_NEAR_PASS_MARK)


def _enter_mark(act: Act, script: Script, sheets: Sequence[Sheet], out_of: Fraction) -> None:
    mark = rules.mean([sheet.total for sheet in sheets if sheet.total is not None])
    row = PartMark(
        component_id=script.component_id,
        mark=mark,
        out_of=out_of,
        method=Method.RUBRIC.value,
        detail=[
            {
                "marker": sheet.marker_id,
                "points": sheet.points,
                "comment": sheet.comment,
                "total": str(sheet.total),
            }
            for sheet in sheets
        ],
        marked_at=act.when,
    )
    act.session.execute(sa.delete(PartMark).where(PartMark.component_id == script.component_id))
    act.session.add(row)
    act.log("marked", row, code=script.code, mark=str(mark), out_of=str(out_of))
    facts = {"own_assignment": True, "mark_in_range": 0 <= mark <= out_of}
    delivery.step(act, script.component, "enter_mark", GRADER, facts)


def _own(act: Act, code: str, marker_id: int) -> Sheet:
    """This marker's sheet as it stands now; the script is locked, so that two last sheets see each other."""
    script_id = act.session.scalar(
        sa.select(Script.id).where(Script.code == code).with_for_update(of=Script)
    )
    sheets = [] if script_id is None else _sheets(act, script_id)
    for sheet in sheets:
        if sheet.marker_id == marker_id:
            return sheet
    raise Missing


def _sheets(act: Act, script_id: int) -> Sequence[Sheet]:
    act.session.flush()
    return act.session.scalars(
        sa.select(Sheet)
        .where(Sheet.script_id == script_id)
        .order_by(Sheet.id)
        .execution_options(populate_existing=True)
    ).all()


def _refuse_locked(sheet: Sheet) -> None:
    if sheet.locked_at is not None:
        raise Refusal(SheetProblem.LOCKED)
