"""What the centre does 资格初审: take, send back, accept, refuse; then the seat and the end.

The engine's verdict is an advice; a person decides, and a refusal wants a second person (N-07, 3.3).
"""

from __future__ import annotations

from examsite.approvals import actions as approvals
from examsite.approvals.models import Approval
from examsite.approvals.rules import Kind
from examsite.audit.act import Act
from examsite.messages.rules import Kind as Notice
from examsite.registration import queries
from examsite.registration.actions.steps import CHECKER, approved, decided, held, must_offer, step
from examsite.registration.models import Registration
from examsite.registration.rules import record


def take(act: Act, registration_id: int) -> Registration:
    """Take an application from the queue (受理). Refusals: Why.NO_SUCH_TRANSITION (somebody was faster)."""
    registration = step(act, held(act, registration_id), "take", CHECKER)
    registration.taken_by = act.who.account_id
    return registration


def send_back(act: Act, registration_id: int, reasons: str) -> Registration:
    """Send an application back to be completed (退回补正). Refusals: Why with guard reasons_given."""
    registration = held(act, registration_id)
    guards = {"reasons_given": bool(reasons.strip())}
    step(act, registration, "send_back", CHECKER, guards, reasons.strip())
    return decided(act, registration, Notice.REGISTRATION_RETURNED, reasons.strip())


def accept(act: Act, registration_id: int, relied_on: str, proofs_seen: bool) -> Registration:
    """Accept an application on one condition (审核通过): the facts are judged again with what checkers found.

    Refusals: Why with guards condition_matched, proofs_seen, no_conflict_of_interest (one's own).
    """
    registration = held(act, registration_id)
    must_offer(registration, "accept")
    verdict, case = queries.judged_again(act.session, registration)
    guards = {
        "condition_matched": relied_on in verdict.matched,
        "proofs_seen": proofs_seen,
        "no_conflict_of_interest": registration.candidate.account_id != act.who.account_id,
    }
    registration.facts, registration.verdict = case, record.verdict_json(verdict)
    registration.relied_on = relied_on
    step(act, registration, "accept", CHECKER, guards, relied_on=relied_on)
    return decided(act, registration, Notice.REGISTRATION_ACCEPTED, "")


def propose_refusal(act: Act, registration_id: int, reasons: str) -> Approval:
    """Put a refusal before a second checker (提请不予受理). Refusals: Why, WhyNot.REASON_NEEDED, ALREADY_PROPOSED."""
    registration = held(act, registration_id)
    must_offer(registration, "refuse")
    return approvals.propose(
        act,
        Kind.REFUSE_REGISTRATION,
        str(registration_id),
        reasons,
        number=registration.number,
        name=registration.candidate.name,
    )


def refuse(act: Act, registration_id: int) -> Registration:
    """Refuse an application as proposed and approved (不予受理). Refusals: WhyNot.NOT_APPROVED, Why."""
    registration = held(act, registration_id)
    must_offer(registration, "refuse")
    approval = approved(act, Kind.REFUSE_REGISTRATION, registration)
    guards = {"reasons_given": bool(approval.reason)}
    step(act, registration, "refuse", CHECKER, guards, approval.reason)
    return decided(act, registration, Notice.REGISTRATION_REFUSED, approval.reason)


def mark_enrolled(act: Act, registration_id: int) -> Registration:
    """Note that a seat is given (编场); called by sittings for a sitting that is open for enrolment.

    Refusals: Why with guard plan_filed_with_hr (N-09).
    """
    registration = held(act, registration_id)
    filed = registration.round.plan_filed_at is not None
    guards = {"sitting_open": True, "plan_filed_with_hr": filed}
    return step(act, registration, "enrol", "centre_exam", guards)


def finish(act: Act, registration_id: int) -> Registration:
    """Close a registration whose result is final (办结); called by scoring once it is."""
    return step(act, held(act, registration_id), "finish", "system", {"result_final": True})
