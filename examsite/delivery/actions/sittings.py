"""Components, and opening and closing a sitting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from examsite.audit.act import CHINA, Act
from examsite.core.refusal import Missing, Refusal
from examsite.delivery import queries
from examsite.delivery.models import Component
from examsite.delivery.rules.clock import StartProblem
from examsite.delivery.rules.component import LIFECYCLE
from examsite.delivery.rules.parts import ONLINE, ClosingProblem, parts_of
from examsite.sittings import actions as sittings
from examsite.sittings.models import Enrolment, Sitting
from examsite.sittings.rules import EnrolmentState, SittingState

CANDIDATE, PLATFORM, INVIGILATOR = "candidate", "system", "invigilator"
BEGUN = {"identity_checked": True, "in_time_window": True}


def step(
    act: Act, component: Component, event: str, actor: str, facts: Mapping[str, bool]
) -> Component:
    """Take a component 考核项 one step of its life; refusals are core.lifecycle.Why with the guard's name."""
    component.state = LIFECYCLE.advance(component.state, event, actor, facts)
    act.log(event, component, state=component.state)
    return component


def open_sitting(act: Act, sitting_id: int) -> Sitting:
    """Open a sitting 开放场次: every enrolled candidate gets the components of their choice.

    Refusals: those of sittings.mark_open.
    """
    sitting: Sitting = sittings.mark_open(act, sitting_id)
    enrolments = act.session.scalars(
        sa.select(Enrolment).where(
            Enrolment.sitting_id == sitting_id, Enrolment.state != EnrolmentState.VOID
        )
    ).all()
    for enrolment in enrolments:
        choice = enrolment.registration
        for part in parts_of(choice.level, choice.directions, choice.second):
            act.session.add(
                Component(
                    enrolment_id=enrolment.id, unit=part.unit, part=part.part, form=part.form,
                    state=LIFECYCLE.initial,
                )
            )  # fmt: skip
    act.log("opened_for_delivery", sitting, enrolments=len(enrolments))
    return sitting


def record_absences(act: Act, sitting_id: int) -> int:
    """Record who did not come 登记缺考, once the part's time is over: components never begun, enrolments never
    arrived. Returns how many components. An absence is not a mark of 0."""
    sitting = act.session.get_one(Sitting, sitting_id)
    absent = 0
    for component in queries.components_in(act.session, sitting_id, state=LIFECYCLE.initial):
        over_at = sitting.ends_at if component.part == ONLINE else sitting.works_due_at
        if act.when > over_at:
            step(act, component, "record_absence", INVIGILATOR, {"session_over": True})
            absent += 1
    if act.when > max(sitting.ends_at, sitting.works_due_at):
        never_came = sa.select(Enrolment.id).where(
            Enrolment.sitting_id == sitting_id, Enrolment.state == EnrolmentState.ENROLLED
        )
        for enrolment_id in act.session.scalars(never_came.order_by(Enrolment.id)).all():
            sittings.mark_absent(act, enrolment_id)
    return absent


def close_sitting(act: Act, sitting_id: int) -> Sitting:
    """Close a sitting 场次收场: every attempt is closed, every work in or absent.

    Refusals: NOT_OVER, STILL_RUNNING (how many), and those of sittings.mark_closed.
    """
    sitting = act.session.get(Sitting, sitting_id)
    if sitting is None:
        raise Missing
    if act.when <= max(sitting.ends_at, sitting.works_due_at):
        raise Refusal(ClosingProblem.NOT_OVER)
    running = len(queries.components_in(act.session, sitting_id, state="running"))
    running = max(running, queries.open_attempts(act.session, sitting_id))
    if running:
        raise Refusal(ClosingProblem.STILL_RUNNING, number=running)
    record_absences(act, sitting_id)
    return sittings.mark_closed(act, sitting_id)


def void_place(act: Act, enrolment_id: int) -> Enrolment:
    """Make a place void 编场作废 once no part of it is under way: what runs is ended first, by hand or by time.

    Refusals: PART_RUNNING, PLACE_VOID.
    """
    rows = [locked(act, one.id) for one in queries.components_of(act.session, enrolment_id)]
    return sittings.void(act, enrolment_id, any(one.state == "running" for one in rows))


def held(act: Act, component_id: int, candidate_id: int) -> Component:
    """This candidate's component, locked against a second act at the same time. Raises Missing."""
    component = queries.component_of(act.session, component_id, candidate_id)
    return locked(act, component.id)


def locked(act: Act, component_id: int) -> Component:
    """The component as it stands now, locked until the act ends."""
    return act.session.scalars(
        sa.select(Component)
        .where(Component.id == component_id)
        .with_for_update(of=Component)
        .execution_options(populate_existing=True)
    ).one()


def refuse_unless_admitted(component: Component) -> None:
    """Refusals: SITTING_NOT_OPEN, NOT_ARRIVED (identity not yet checked at the door)."""
    if component.enrolment.sitting.state is not SittingState.OPEN:
        raise Refusal(StartProblem.SITTING_NOT_OPEN)
    if component.enrolment.state is not EnrolmentState.ARRIVED:
        raise Refusal(StartProblem.NOT_ARRIVED)


def beijing(moment: datetime) -> str:
    """A moment as a refusal's sentence names it."""
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"
