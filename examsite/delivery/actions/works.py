"""Works: uploading, handing in, recording on site, closing at the due moment."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import lazyload

from examsite.audit.act import Act
from examsite.core import files
from examsite.core.refusal import Refusal
from examsite.delivery import queries
from examsite.delivery.actions.sittings import (
    BEGUN,
    CANDIDATE,
    PLATFORM,
    beijing,
    held,
    locked,
    refuse_unless_admitted,
    step,
)
from examsite.delivery.models import Component, Work, WorkFile
from examsite.delivery.rules import works
from examsite.delivery.rules.clock import StartProblem, latest_deadline_due
from examsite.delivery.rules.component import LIFECYCLE
from examsite.delivery.rules.parts import ONLINE
from examsite.messages import actions as messages
from examsite.messages.rules import Kind as Notice
from examsite.sittings.models import Enrolment, Sitting


def add_work_file(
    act: Act, component_id: int, candidate_id: int, deliverable: int, name: str, data: bytes
) -> WorkFile:
    """Upload one deliverable of a work 上传作品; a file already there is replaced. The first one starts the work.

    Refusals: WorkProblem (overdue, handed in, unknown deliverable), StartProblem, core.files.FileProblem.
    """
    component = held(act, component_id, candidate_id)
    asked = _asked(act, component, deliverable)
    _refuse_unless_taken(act, component)
    limit = queries.max_upload_bytes(act.session, act.today)
    stored = files.take(act.session, name, data, asked.kinds, limit, f"file_{deliverable}")
    work = _work(act, component)
    if component.state == LIFECYCLE.initial:
        step(act, component, "start", CANDIDATE, BEGUN)
    for old in [one for one in work.files if one.deliverable == deliverable]:
        work.files.remove(old)
        act.session.delete(old)
    file = WorkFile(
        work_id=work.id, deliverable=deliverable, file_name=stored.name, file_kind=stored.kind,
        sha256=stored.sha256, size=stored.size, uploaded_at=act.when,
    )  # fmt: skip
    act.session.add(file)
    work.files.append(file)
    act.log("uploaded", file, work=work.id, deliverable=deliverable, sha256=stored.sha256)
    return file


def hand_in(act: Act, component_id: int, candidate_id: int) -> Work:
    """Hand a work in 提交作品; afterwards nothing can be replaced. Handed in already: the same work.

    Refusals: DELIVERABLE_MISSING (names them), OVERDUE, StartProblem.
    """
    component = held(act, component_id, candidate_id)
    work = _work(act, component)
    if work.handed_in_at is not None:
        return work
    _refuse_unless_taken(act, component)
    brief = queries.sitting_unit(act.session, component).brief
    asked = works.deliverables(brief.deliverables)
    if lacking := works.missing(asked, {file.deliverable for file in work.files}):
        names = "、".join(one.name for one in lacking)
        raise Refusal(works.WorkProblem.DELIVERABLE_MISSING, names=names)
    step(act, component, "hand_in", CANDIDATE, {"within_time": True})
    work.handed_in_at = act.when
    account_id = component.enrolment.registration.candidate.account_id
    messages.send(act, account_id, Notice.WORK_RECEIVED, title=brief.title)
    act.log("handed_in", work, files=len(work.files))
    return work


def record_on_site(act: Act, component_id: int, note: str) -> Work:
    """Record a practical done on site before an examiner 现场实操记录: what was done, by whom it was seen.

    Refusals: NOT_A_WORK, NOTE_NEEDED, HANDED_IN, OVERDUE, StartProblem.
    """
    component = locked(act, queries.component(act.session, component_id).id)
    if component.part == ONLINE:
        raise Refusal(works.WorkProblem.NOT_A_WORK)
    if not note.strip():
        raise Refusal(works.WorkProblem.NOTE_NEEDED, "note")
    _refuse_unless_taken(act, component)
    work = _work(act, component)
    work.on_site_note, work.recorded_by, work.handed_in_at = note, act.who.account_id, act.when
    if component.state == LIFECYCLE.initial:
        step(act, component, "start", CANDIDATE, BEGUN)
    step(act, component, "hand_in", CANDIDATE, {"within_time": True})
    act.log("recorded_on_site", work)
    return work


def close_due_works(act: Act, limit: int = 500) -> int:
    """Take in what was uploaded by the due moment 到期收取作品, at most `limit`; returns how many."""
    due = latest_deadline_due(act.when, queries.transit_grace_s(act.session, act.today))
    running = act.session.scalars(
        sa.select(Component)
        .join(Enrolment, Enrolment.id == Component.enrolment_id)
        .join(Sitting, Sitting.id == Enrolment.sitting_id)
        .where(Component.state == "running", Component.part != ONLINE, Sitting.works_due_at < due)
        .order_by(Component.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=Component)
        .options(lazyload("*"))
    ).all()
    for component in running:
        step(act, component, "time_up", PLATFORM, {"deadline_passed": True})
        work = _work(act, component)
        work.handed_in_at = act.when
        act.log("handed_in", work, by=PLATFORM, files=len(work.files))
    return len(running)


def _refuse_unless_taken(act: Act, component: Component) -> None:
    refuse_unless_admitted(component)
    sitting = component.enrolment.sitting
    if act.when < sitting.starts_at:
        raise Refusal(StartProblem.TOO_EARLY, starts_at=beijing(sitting.starts_at))
    if no := works.why_not_take(component.state, act.when, sitting.works_due_at):
        raise Refusal(no)


def _asked(act: Act, component: Component, deliverable: int) -> works.Deliverable:
    if component.part == ONLINE:
        raise Refusal(works.WorkProblem.NOT_A_WORK)
    brief = queries.sitting_unit(act.session, component).brief
    for one in works.deliverables(brief.deliverables):
        if one.place == deliverable:
            return one
    raise Refusal(works.WorkProblem.UNKNOWN_DELIVERABLE)


def _work(act: Act, component: Component) -> Work:
    found = queries.work_of(act.session, component.id)
    if found is None:
        found = Work(component_id=component.id, files=[])
        act.session.add(found)
        act.session.flush()
    return found
