"""The life of a candidate's application 报名 (附件1 申报条件, 考试认证; specification 10).

The centre checks and decides (通知三: 「考生资格初审」); refusing is always a person's act.
"""

from examsite.core.lifecycle import Lifecycle, row

LIFECYCLE = Lifecycle(
    "candidate_application",
    "draft",
    ("refused", "withdrawn", "cancelled_false", "closed"),
    (
        row(
            "submit",
            "draft",
            "submitted",
            "candidate",
            "level_open choice_valid materials_complete",
            "A1-20, A1-39, A1-58",
        ),
        row("take", "submitted", "under_check", "centre_checker", "", "N-07"),
        row("send_back", "under_check", "returned", "centre_checker", "reasons_given"),
        row(
            "resubmit",
            "returned",
            "submitted",
            "candidate",
            "level_open choice_valid materials_complete",
        ),
        row(
            "accept",
            "under_check",
            "accepted",
            "centre_checker",
            "condition_matched proofs_seen no_conflict_of_interest",
            "N-07",
        ),
        row("refuse", "under_check", "refused", "centre_checker", "reasons_given", "N-07"),
        row("change_choice", "accepted", "accepted", "candidate", "before_closing choice_valid"),
        row(
            "enrol",
            "accepted",
            "enrolled",
            "centre_exam",
            "sitting_open plan_filed_with_hr",
            "N-09",
        ),
        row(
            "withdraw",
            "draft submitted under_check returned accepted",
            "withdrawn",
            "candidate",
            "before_closing",
        ),
        row(
            "cancel_false",
            "submitted under_check accepted enrolled",
            "cancelled_false",
            "centre_checker",
            "false_information_proven heard",
        ),
        row("finish", "enrolled", "closed", "system", "result_final"),
    ),
)
"""From draft to the closed registration; `change_choice` ends when registration closes (RD-20)."""
