"""The yearly report and the filing of changes of what is on record (附件2 第八、九条)."""

from examsite.core.lifecycle import Lifecycle, row

ANNUAL_REPORT = Lifecycle(
    "annual_report",
    "due",
    ("accepted",),
    (
        row("send", "due overdue returned", "sent", "applicant", "all_fields", "A2-08"),
        row("miss", "due", "overdue", "system", "due_day_passed"),
        row("send_back", "sent", "returned", "city province", "reasons_given"),
        row("accept", "sent", "accepted", "province", "figures_checked", "A2-08"),
    ),
)
"""年度报告, for the year before; a missed day warns and leaves the way open (RD-47)."""

CHANGE_FILING = Lifecycle(
    "change_filing",
    "changed",
    ("recorded", "revocation_proposed"),
    (
        row("file", "changed", "filed", "applicant", "change_kind_known proof", "A2-09"),
        row("record", "filed", "recorded", "province", "standard_still_met", "A2-09"),
        row(
            "propose_revocation",
            "filed",
            "revocation_proposed",
            "province",
            "ground_stated",
            "A2-10.4",
        ),
    ),
)
"""变更备案: 更名、变更经营范围、合并、分立、转业, or another change (RD-42, T-65)."""
