"""One step of a registration's life: held, advanced by the table, and written down for the candidate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from examsite.approvals import actions as approvals
from examsite.approvals.models import Approval
from examsite.approvals.rules import Kind, WhyNot
from examsite.audit.act import Act
from examsite.core.lifecycle import Why
from examsite.core.refusal import Missing, Refusal
from examsite.messages import actions as messages
from examsite.messages.rules import Kind as Notice
from examsite.registration.models import Registration, Step
from examsite.registration.rules.application import LIFECYCLE

NOTHING: Mapping[str, bool] = {}
CHECKER = "centre_checker"


def held(act: Act, registration_id: int, candidate_id: int | None = None) -> Registration:
    """A registration held until the act ends; Missing if it is not there, or not this candidate's."""
    found = act.session.scalar(
        sa.select(Registration)
        .where(Registration.id == registration_id)
        .with_for_update(of=Registration)
        .execution_options(populate_existing=True)
    )
    if found is None or candidate_id not in (None, found.candidate_id):
        raise Missing
    return found


def must_offer(registration: Registration, event: str) -> None:
    """Refuse with NO_SUCH_TRANSITION, before anything else is looked at, what this state does not offer."""
    if LIFECYCLE.transition(registration.state, event) is None:
        raise Refusal(
            Why.NO_SUCH_TRANSITION, lifecycle=LIFECYCLE.name, state=registration.state, event=event
        )


def step(
    act: Act,
    registration: Registration,
    event: str,
    actor: str,
    facts: Mapping[str, bool] = NOTHING,
    reasons: str = "",
    **logged: Any,
) -> Registration:
    """Advance by the table and write the step down. Refusals: Why (state, actor, first guard not met)."""
    registration.state = LIFECYCLE.advance(registration.state, event, actor, facts)
    act.session.add(
        Step(
            registration_id=registration.id,
            event=event,
            state=registration.state,
            at=act.when,
            role=act.who.role,
            reasons=reasons,
        )
    )
    act.session.flush()
    act.session.expire(registration, ["steps"])
    act.log(f"registration_{event}", registration, state=registration.state, **logged)
    return registration


def approved(act: Act, kind: Kind, registration: Registration) -> Approval:
    """What a second person agreed to about this registration since it was handed in. Refusals: NOT_APPROVED."""
    approval = approvals.require(act, kind, str(registration.id))
    if registration.submitted_at is None or approval.proposed_at < registration.submitted_at:
        raise Refusal(WhyNot.NOT_APPROVED)
    return approval


def decided(act: Act, registration: Registration, notice: Notice, reasons: str) -> Registration:
    """Write down who decided, when and why, and tell the candidate."""
    registration.checked_by, registration.checked_at = act.who.account_id, act.when
    registration.reasons = reasons
    account_id, number = registration.candidate.account_id, registration.number
    messages.send(act, account_id, notice, number=number, reasons=reasons)
    return registration
