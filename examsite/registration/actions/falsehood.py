"""Cancelling for false papers 因材料虚假取消 (RD-43): found, the candidate heard, agreed to by a second checker."""

from __future__ import annotations

from collections.abc import Mapping

from examsite.approvals import actions as approvals
from examsite.approvals.models import Approval
from examsite.approvals.rules import Kind
from examsite.audit.act import Act
from examsite.messages.rules import Kind as Notice
from examsite.registration.actions.steps import CHECKER, approved, decided, held, step
from examsite.registration.models import Registration
from examsite.registration.rules.application import LIFECYCLE

EVENT = "cancel_false"


def propose_cancellation(act: Act, registration_id: int, finding: str, hearing: str) -> Approval:
    """Put a cancellation before a second checker (提请取消报名).

    `finding`: what is false and how that was established; `hearing`: what the candidate said to it.
    Refusals: Why with guards false_information_proven, heard; ALREADY_PROPOSED.
    """
    registration = held(act, registration_id)
    LIFECYCLE.advance(registration.state, EVENT, CHECKER, _guards(finding, hearing))
    return approvals.propose(
        act,
        Kind.CANCEL_FALSE,
        str(registration_id),
        finding,
        number=registration.number,
        name=registration.candidate.name,
        hearing=hearing.strip(),
    )


def cancel_false(act: Act, registration_id: int) -> Registration:
    """Cancel a registration as proposed and approved (因材料虚假取消); no bar follows (RD-43).

    Its place and result are seen to by scoring.cancel_false. Refusals: WhyNot.NOT_APPROVED, Why.
    """
    registration = held(act, registration_id)
    approval = approved(act, Kind.CANCEL_FALSE, registration)
    guards = _guards(approval.reason, approval.facts["hearing"])
    step(act, registration, EVENT, CHECKER, guards, approval.reason, approval=approval.id)
    return decided(act, registration, Notice.REGISTRATION_CANCELLED, approval.reason)


def _guards(finding: str, hearing: str) -> Mapping[str, bool]:
    return {"false_information_proven": bool(finding.strip()), "heard": bool(hearing.strip())}
