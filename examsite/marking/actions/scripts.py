"""Taking works in under a code 编密号, and giving them to markers 分配阅卷."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from examsite.audit.act import Act
from examsite.core.refusal import Missing, Refusal
from examsite.delivery import actions as delivery
from examsite.delivery.models import Component
from examsite.delivery.rules.parts import ONLINE
from examsite.marking import queries
from examsite.marking.models import Script, Sheet
from examsite.marking.rules import allocation, codes
from examsite.marking.rules.allocation import Allocation, AllocationProblem
from examsite.sittings.models import Enrolment, Sitting

CENTRE = "centre_exam"


def take_in(act: Act, sitting_id: int) -> int:
    """Give every work handed in for a sitting its marking code 密号; returns how many got one now.

    The code is random and says nothing about the order of arrival. May be run again. Raises Missing.
    """
    _lock_sitting(act, sitting_id)
    rows = act.session.execute(
        sa.select(Component.id, Component.unit, Component.form)
        .join(Enrolment, Enrolment.id == Component.enrolment_id)
        .where(
            Enrolment.sitting_id == sitting_id,
            Component.part != ONLINE,
            Component.state == "handed_in",
            ~sa.exists().where(Script.component_id == Component.id),
        )
        .order_by(Component.id)
    ).all()
    sitting = act.session.get_one(Sitting, sitting_id)
    briefs = {(one.unit, one.form): one.brief_id for one in sitting.units}
    fresh = _fresh_codes(act, len(rows))
    scripts = [
        Script(component_id=component_id, brief_id=briefs[unit, form], code=code)
        for (component_id, unit, form), code in zip(rows, fresh, strict=True)
    ]
    # Sorted by the random code, so that not even the row ids follow the order of seats.
    scripts.sort(key=lambda script: script.code)
    act.session.add_all(scripts)
    act.log("took_in_works", sitting, number=len(rows))
    return len(rows)


def assign(act: Act, script_ids: Sequence[int], marker_ids: Sequence[int]) -> Allocation:
    """Share works out among markers 分配阅卷, evenly and never against a rule of conflict of interest.

    Each script gets as many markers as the setting says; one that cannot have them gets none and is named in
    `short`. Scripts that have their markers already are left alone. Refusals: NO_MARKERS, NOT_A_MARKER,
    NO_SCRIPTS.
    """
    if not marker_ids:
        raise Refusal(AllocationProblem.NO_MARKERS, "markers")
    chosen = _markers(act, marker_ids)
    scripts = {script.id: script for script in _locked(act, script_ids)}
    each = queries.markers_per_script(act.session, act.today)
    authors = queries.authors(act.session, list(scripts))
    waiting = [
        allocation.Waiting(
            script.id,
            script.code,
            authors[script.id],
            each - len(script.sheets),
            frozenset(sheet.marker_id for sheet in script.sheets),
        )
        for script in scripts.values()
        if len(script.sheets) < each
    ]
    if not waiting:
        raise Refusal(AllocationProblem.NO_SCRIPTS)
    loads = queries.loads(act.session, list(marker_ids))
    found = allocation.share_out(waiting, chosen, loads)
    for script_id, marker_id in found.pairs:
        _give(act, scripts[script_id], marker_id)
    return found


def reassign(act: Act, code: str, from_marker_id: int, to_marker_id: int) -> Sheet:
    """Give an unlocked sheet to another marker 改派; the first one's draft is not shown to anybody.

    Refusals: SHEET_LOCKED, HAS_THIS_SCRIPT, NOT_A_MARKER, Conflict. Raises Missing.
    """
    script_id = act.session.scalar(sa.select(Script.id).where(Script.code == code))
    script = next(iter(_locked(act, [script_id] if script_id else [])), None)
    sheets = {sheet.marker_id: sheet for sheet in script.sheets} if script else {}
    if script is None or from_marker_id not in sheets:
        raise Missing
    if sheets[from_marker_id].locked_at is not None:
        raise Refusal(AllocationProblem.SHEET_LOCKED, code=code)
    if to_marker_id in sheets:
        raise Refusal(AllocationProblem.HAS_THIS_SCRIPT, code=code)
    marker = _markers(act, [to_marker_id])[0]
    author = queries.authors(act.session, [script.id])[script.id]
    if reason := allocation.conflict(marker, author):
        raise Refusal(reason)
    old = sheets[from_marker_id]
    act.log("took_sheet_back", old, code=code, marker=from_marker_id, points=old.points)
    script.sheets.remove(old)
    act.session.delete(old)
    act.session.flush()
    return _give(act, script, to_marker_id)


def _give(act: Act, script: Script, marker_id: int) -> Sheet:
    sheet = Sheet(marker_id=marker_id, points={}, comment="", assigned_at=act.when, version=1)
    script.sheets.append(sheet)
    if script.component.state == "handed_in":
        facts = {"grader_assigned": True, "no_conflict_of_interest": True}
        delivery.step(act, script.component, "assign", CENTRE, facts)
    act.log("assigned", sheet, code=script.code, marker=marker_id)
    return sheet


def _markers(act: Act, marker_ids: Sequence[int]) -> list[allocation.Marker]:
    known = {marker.account_id: marker for marker in queries.markers(act.session)}
    if not set(marker_ids) <= set(known):
        raise Refusal(AllocationProblem.NOT_A_MARKER, "markers")
    return [known[marker_id] for marker_id in dict.fromkeys(marker_ids)]


def _locked(act: Act, script_ids: Sequence[int]) -> Sequence[Script]:
    """Scripts whose work may be marked now, with their sheets as they stand, locked until the act ends."""
    return act.session.scalars(
        sa.select(Script)
        .join(Script.component)
        .where(Script.id.in_(script_ids), Component.state.in_(("handed_in", "marking")))
        .order_by(Script.id)
        .with_for_update(of=Script)
        .options(joinedload(Script.component).lazyload("*"))
        .execution_options(populate_existing=True)
    ).all()


def _lock_sitting(act: Act, sitting_id: int) -> None:
    """Two officers taking in at once wait for each other."""
    found = act.session.scalar(
        sa.select(Sitting.id).where(Sitting.id == sitting_id).with_for_update(of=Sitting)
    )
    if found is None:
        raise Missing


def _fresh_codes(act: Act, number: int) -> list[str]:
    taken = set(act.session.scalars(sa.select(Script.code)))
    found: list[str] = []
    while len(found) < number:
        code = codes.code(secrets.randbelow(codes.CODES))
        if code not in taken:
            taken.add(code)
            found.append(code)
    return found
