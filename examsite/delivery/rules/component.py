"""The life of one component 考核项 of one candidate: online, practical or thesis part.

An absence, an annulment and a settled mark are three different ends; none of them is a mark of 0.
"""

from examsite.core.lifecycle import Lifecycle, row

LIFECYCLE = Lifecycle(
    "component_result",
    "scheduled",
    ("absent", "annulled", "settled"),
    (
        row(
            "start",
            "scheduled",
            "running",
            "candidate",
            "identity_checked in_time_window",
            "A1-20 (timed: brief)",
        ),
        row("record_absence", "scheduled", "absent", "invigilator", "session_over"),
        row("hand_in", "running", "handed_in", "candidate", "within_time"),
        row("time_up", "running", "handed_in", "system", "deadline_passed"),
        row("mark_by_key", "handed_in", "marked", "system", "objective_only"),
        row(
            "assign",
            "handed_in",
            "marking",
            "centre_exam",
            "grader_assigned no_conflict_of_interest",
        ),
        row("enter_mark", "marking", "marked", "grader", "own_assignment mark_in_range", "brief"),
        row("ask_third_mark", "marked", "marking", "centre_exam", "spread_too_large"),
        row(
            "report_irregularity",
            "running handed_in marking marked",
            "withheld",
            "invigilator grader centre_exam",
            "report_written",
        ),
        row("clear", "withheld", "handed_in", "centre_exam", "inquiry_closed"),
        row("annul", "withheld", "annulled", "centre_exam", "inquiry_closed heard decision_signed"),
        row("settle", "marked", "settled", "system", "marking_closed"),
    ),
)
"""From the admission to the settled mark; what is withheld waits for the inquiry (RD-24)."""
