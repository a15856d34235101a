"""Accepting by exception 按例外通过: no condition matches, a flag asks for a look, two checkers take it upon them.

Specification 3.3 with RD-07, RD-10 and RD-12: software neither invents a grace nor refuses by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from examsite.approvals import actions as approvals
from examsite.approvals.models import Approval
from examsite.approvals.rules import Kind
from examsite.audit.act import Act
from examsite.core.refusal import Refusal
from examsite.messages.rules import Kind as Notice
from examsite.registration import queries
from examsite.registration.actions.steps import (
    CHECKER,
    approved,
    decided,
    held,
    must_offer,
    step,
)
from examsite.registration.models import Registration
from examsite.registration.rules import eligibility, record
from examsite.registration.rules.application import LIFECYCLE
from examsite.registration.rules.eligibility import Verdict
from examsite.registration.rules.rounds import RegistrationProblem


def propose_exception(
    act: Act, registration_id: int, condition: str, reasons: str, proofs_seen: bool
) -> Approval:
    """Put an acceptance by exception before a second checker (提请按例外通过): one condition, with reasons.

    Refusals: NO_EXCEPTION (nothing flags this condition, or another one is met), Why with guards proofs_seen,
    no_conflict_of_interest; REASON_NEEDED, ALREADY_PROPOSED.
    """
    registration = held(act, registration_id)
    must_offer(registration, "accept")
    verdict, _case = _judged(act, registration, condition)
    guards = _guards(registration, proofs_seen, act.who.account_id)
    LIFECYCLE.advance(registration.state, "accept", CHECKER, guards)
    return approvals.propose(
        act,
        Kind.ACCEPT_EXCEPTION,
        str(registration_id),
        reasons,
        number=registration.number,
        name=registration.candidate.name,
        condition=condition,
        flags=[flag.value for flag in verdict.flags],
    )


def accept_exception(act: Act, registration_id: int) -> Registration:
    """Accept as proposed and approved (按例外通过). The registration keeps the approval: reasons, both persons.

    Refusals: WhyNot.NOT_APPROVED, NO_EXCEPTION, Why with guard no_conflict_of_interest.
    """
    registration = held(act, registration_id)
    must_offer(registration, "accept")
    approval = approved(act, Kind.ACCEPT_EXCEPTION, registration)
    condition = approval.facts["condition"]
    verdict, case = _judged(act, registration, condition)
    guards = _guards(registration, True, act.who.account_id, approval.proposed_by)
    registration.facts, registration.verdict = case, record.verdict_json(verdict)
    registration.relied_on, registration.exception_id = condition, approval.id
    logged = {"relied_on": condition, "exception": approval.id}
    step(act, registration, "accept", CHECKER, guards, approval.reason, **logged)
    return decided(act, registration, Notice.REGISTRATION_ACCEPTED, approval.reason)


def _judged(act: Act, registration: Registration, condition: str) -> tuple[Verdict, dict[str, Any]]:
    verdict, case = queries.judged_again(act.session, registration)
    if condition not in eligibility.exceptions(verdict):
        raise Refusal(RegistrationProblem.NO_EXCEPTION, "condition")
    return verdict, case


def _guards(
    registration: Registration, proofs_seen: bool, *persons: int | None
) -> Mapping[str, bool]:
    """The condition counts as matched because two persons say so, in writing."""
    return {
        "condition_matched": True,
        "proofs_seen": proofs_seen,
        "no_conflict_of_interest": registration.candidate.account_id not in persons,
    }
