"""Kinds of notices."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a person is told 通知种类."""

    REGISTRATION_ACCEPTED = "registration_accepted"
    REGISTRATION_RETURNED = "registration_returned"
    REGISTRATION_REFUSED = "registration_refused"
    REGISTRATION_CANCELLED = "registration_cancelled"
    ENROLLED = "enrolled"
    WORK_RECEIVED = "work_received"
    RESULT_PUBLISHED = "result_published"
    PRACTICE_VERIFIED = "practice_verified"
    PRACTICE_RETURNED = "practice_returned"
    CREDENTIAL_ISSUED = "credential_issued"
    SIGN_IN_LINK_MADE = "sign_in_link_made"
