"""Proposing and deciding."""

from __future__ import annotations

from typing import Any

from examsite.approvals import queries, rules
from examsite.approvals.models import Approval
from examsite.approvals.rules import Kind, Verdict, WhyNot
from examsite.audit.act import Act
from examsite.core.refusal import Refusal


def propose(act: Act, kind: Kind, subject_key: str, reason: str, **facts: Any) -> Approval:
    """Put an act before a second person (提请审批). Refusals: ALREADY_PROPOSED, REASON_NEEDED."""
    if not reason.strip():
        raise Refusal(WhyNot.REASON_NEEDED, "reason")
    latest = queries.latest(act.session, kind, subject_key)
    if latest is not None and latest.verdict is Verdict.PENDING:
        raise Refusal(WhyNot.ALREADY_PROPOSED)
    assert act.who.account_id is not None, "the platform itself proposes nothing"
    approval = Approval(
        kind=kind,
        subject_key=subject_key,
        facts=facts,
        proposed_by=act.who.account_id,
        proposed_at=act.when,
        reason=reason.strip(),
        note="",
    )
    act.session.add(approval)
    act.log("proposed", approval, kind=kind.value, about=subject_key)
    return approval


def decide(act: Act, approval_id: int, approve: bool, note: str = "") -> Approval:
    """Approve or decline as the second person (审批). Refusals: SAME_PERSON, ALREADY_DECIDED, REASON_NEEDED."""
    approval = queries.approval(act.session, approval_id)
    if no := rules.why_not_decide(approval.proposed_by, act.who.account_id, approval.verdict):
        raise Refusal(no)
    if not approve and not note.strip():
        raise Refusal(WhyNot.REASON_NEEDED, "note")
    approval.verdict = Verdict.APPROVED if approve else Verdict.DECLINED
    approval.decided_by, approval.decided_at, approval.note = (
        act.who.account_id,
        act.when,
        note.strip(),
    )
    act.log(approval.verdict.value, approval, kind=approval.kind.value)
    return approval


def require(act: Act, kind: Kind, subject_key: str) -> Approval:
    """The approval that allows a deed; refuses with NOT_APPROVED when no second person agreed."""
    approval = queries.latest(act.session, kind, subject_key)
    if approval is None or approval.verdict is not Verdict.APPROVED:
        raise Refusal(WhyNot.NOT_APPROVED)
    return approval
