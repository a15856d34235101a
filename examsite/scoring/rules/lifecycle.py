"""The life of a result 成绩结论, from the first open part to the final word (附件1 考试认证).

A review 复核 leads back to `decided`, never straight to `published`: publishing needs two persons.
"""

from examsite.core.lifecycle import Lifecycle, row

LIFECYCLE = Lifecycle(
    "exam_result",
    "open",
    ("final", "annulled"),
    (
        row("all_in", "open", "complete", "system", "all_parts_final"),
        row("decide", "complete", "decided", "system", "rule_version_recorded", "A1-21, A1-57"),
        row("publish", "decided", "published", "centre_exam", "second_person_approved"),
        row("ask_review", "published", "under_review", "candidate", "within_review_period"),
        row("close_review", "under_review", "decided", "centre_exam", "review_recorded"),
        row("make_final", "published", "final", "system", "review_period_over"),
        row(
            "annul_sitting",
            "open complete decided published under_review final",
            "annulled",
            "centre_exam",
            "inquiry_closed heard decision_signed",
        ),
    ),
)
"""A final result can still be annulled with its sitting (RD-24b), and in no other way."""
