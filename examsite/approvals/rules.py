"""Two persons for high-value acts."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What needs a second person 需双人办理的事项."""

    PUBLISH_RESULTS = "publish_results"
    REGISTER_CREDENTIALS = "register_credentials"
    REFUSE_REGISTRATION = "refuse_registration"
    OPEN_LEVEL = "open_level"
    EXTRA_TIME = "extra_time"
    GRANT_ROLE = "grant_role"
    CANCEL_FALSE = "cancel_false"
    ACCEPT_EXCEPTION = "accept_exception"


class Verdict(StrEnum):
    """Outcome of a proposal 审批结论."""

    PENDING = "pending"
    APPROVED = "approved"
    DECLINED = "declined"


class WhyNot(StrEnum):
    """Why an approval cannot be decided."""

    SAME_PERSON = "same_person"
    ALREADY_DECIDED = "already_decided"
    NOT_APPROVED = "not_approved"
    ALREADY_PROPOSED = "already_proposed"
    REASON_NEEDED = "reason_needed"


def why_not_decide(proposed_by: int, decider: int | None, verdict: Verdict) -> WhyNot | None:
    """A proposal is decided once, by another person than the one who made it."""
    if verdict is not Verdict.PENDING:
        return WhyNot.ALREADY_DECIDED
    if decider is None or decider == proposed_by:
        return WhyNot.SAME_PERSON
    return None
