"""Why an account or a dossier entry is not taken."""

from __future__ import annotations

from enum import StrEnum


class PersonProblem(StrEnum):
    """Why an account or a dossier entry is not taken."""

    LOGIN_TAKEN = "login_taken"
    LOGIN_FORM = "login_form"
    PASSWORD_SHORT = "password_short"
    PASSWORD_COMMON = "password_common"
    WRONG_SIGN_IN = "wrong_sign_in"
    TOO_MANY_TRIES = "too_many_tries"
    LINK_SPENT = "link_spent"
    IDENTITY_FORM = "identity_form"
    IDENTITY_CHECK_DIGIT = "identity_check_digit"
    IDENTITY_BIRTHDAY = "identity_birthday"
    IDENTITY_PROVINCE = "identity_province"
    IDENTITY_TAKEN = "identity_taken"
    IDENTITY_FIXED = "identity_fixed"
    PHONE_FORM = "phone_form"
    TOO_YOUNG = "too_young"
    ENDS_BEFORE_START = "ends_before_start"
    IN_THE_FUTURE = "in_the_future"
    DATE_NEEDED = "date_needed"
    DOSSIER_FIRST = "dossier_first"
    HOURS_FORM = "hours_form"
    OWN_GRANT = "own_grant"
    REGION_NEEDED = "region_needed"
    REGION_UNKNOWN = "region_unknown"
    ROLE_HELD = "role_held"
    ISSUED_HERE = "issued_here"
    REASON_NEEDED = "reason_needed"
    SEX_NEEDED = "sex_needed"
