"""The life of a credential 职业资格证书: due, registered, printed, issued (附件1 考试认证; 通知三).

The centre registers and issues; the certifying body prints (T-71).
"""

from examsite.core.lifecycle import Lifecycle, row

LIFECYCLE = Lifecycle(
    "credential",
    "none",
    ("revoked",),
    (
        row("become_due", "none", "due", "system", "result_final passed", "A1-21, A1-57"),
        row("block", "due", "blocked", "system", "prerequisite_missing", "A1-21"),
        row("unblock", "blocked", "due", "system", "prerequisites_met"),
        row(
            "register",
            "due",
            "registered",
            "centre_cert",
            "prerequisites_met number_unique second_person_approved",
            "N-07",
        ),
        row("print", "registered", "printed", "certifying_body", "", "A1-21 统一印制"),
        row("issue", "printed", "issued", "centre_cert", "recipient_checked", "N-07 证书发放"),
        row("replace", "issued", "registered", "centre_cert", "loss_reported old_number_voided"),
        row(
            "revoke",
            "registered printed issued",
            "revoked",
            "centre_cert",
            "ground_proven heard decision_signed",
        ),
    ),
)
"""A passed result makes it due; missing practice or eligibility blocks it (RD-28)."""
