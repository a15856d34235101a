"""Whose each object of an address is, for the tests that ask for what is somebody else's."""

from __future__ import annotations

OWN_CANDIDATE = (
    "SELECT {columns} FROM {table} JOIN candidate c ON c.id = candidate_id WHERE c.account_id != ?"
)
OWN_ENROLMENT = (
    "SELECT {columns} FROM enrolment e JOIN registration r ON r.id = e.registration_id "
    "JOIN candidate c ON c.id = r.candidate_id {more} WHERE c.account_id != ?"
)
COMPONENTS = "JOIN component k ON k.enrolment_id = e.id"
SHEETS = "SELECT {columns} FROM script s WHERE s.id NOT IN (SELECT script_id FROM mark_sheet WHERE marker_id = ?)"
DRAFTS = "SELECT {columns} FROM registration r LEFT JOIN training t USING (candidate_id) WHERE submitted_at IS NULL AND ? > 0"
OTHER_CITY = (
    "SELECT {columns} FROM sitting s JOIN venue v ON v.id = s.venue_id JOIN room o ON o.venue_id = v.id "
    "WHERE v.city NOT IN (SELECT region FROM role_grant WHERE account_id = ? AND region IS NOT NULL)"
)
# Whose an object is: for each endpoint, the objects that are somebody else's (than the account given).
FOREIGN: dict[str, str] = {
    **dict.fromkeys(
        ("candidate.proof_file", "candidate.remove_proof"),
        OWN_CANDIDATE.format(columns="proof.id AS proof_id", table="proof"),
    ),
    **dict.fromkeys(
        ("candidate.entry", "candidate.remove_entry"),
        OWN_CANDIDATE.format(
            columns="education.id AS entry_id, 'education' AS section", table="education"
        ),
    ),
    **dict.fromkeys(
        ("candidate.stay", "candidate.remove_stay"),
        OWN_CANDIDATE.format(columns="practice_stay.id AS stay_id", table="practice_stay"),
    ),
    **dict.fromkeys(
        ("candidate.registration", "candidate.submit_registration", "candidate.withdraw_registration"),
        OWN_CANDIDATE.format(
            columns="registration.id AS registration_id", table="registration"
        ),
    ),
    **dict.fromkeys(
        ("candidate.ticket", "candidate.ticket_pdf"),
        OWN_ENROLMENT.format(columns="e.id AS enrolment_id", more=""),
    ),
    **dict.fromkeys(
        ("candidate.exam", "candidate.player"),
        OWN_ENROLMENT.format(columns="k.id AS component_id", more=COMPONENTS),
    ),
    **dict.fromkeys(
        ("candidate.work", "candidate.hand_in_work"),
        OWN_ENROLMENT.format(columns="k.id AS component_id", more=COMPONENTS),
    ),
    "candidate.upload_work": OWN_ENROLMENT.format(
        columns="k.id AS component_id, 0 AS deliverable", more=COMPONENTS
    ),
    "candidate.work_material": OWN_ENROLMENT.format(
        columns="k.id AS component_id, 0 AS place", more=COMPONENTS
    ),
    "candidate.work_file": OWN_ENROLMENT.format(
        columns="f.id AS file_id",
        more=f"{COMPONENTS} JOIN work w ON w.component_id = k.id JOIN work_file f ON f.work_id = w.id",
        sign="!=",
    ),
    "candidate.credential_document": (
        "SELECT credential.id AS credential_id FROM credential JOIN registration r ON r.id = registration_id "
        "JOIN candidate c ON c.id = r.candidate_id WHERE c.account_id != ?"
    ),
    "api.lease": OWN_ENROLMENT.format(
        columns="a.id AS attempt_id", more=f"{COMPONENTS} JOIN attempt a ON a.component_id = k.id"
    ),
    **dict.fromkeys(("marker.script", "marker.lock"), SHEETS.format(columns="code")),
    **dict.fromkeys(("marker.file", "marker.material"), SHEETS.format(columns="code, 1 AS place")),
    **dict.fromkeys(
        ("institution.stay", "institution.countersign", "institution.return_stay"),
        "SELECT id AS stay_id FROM practice_stay WHERE unit_id IS NULL OR unit_id NOT IN "
        "(SELECT unit_id FROM unit_member WHERE account_id = ?)",
    ),
    "invigilator.sitting": OTHER_CITY.format(columns="s.id AS sitting_id"),
    **dict.fromkeys(
        ("invigilator.room", "invigilator.room_board"),
        OTHER_CITY.format(columns="s.id AS sitting_id, o.id AS room_id"),
    ),
    **dict.fromkeys(
        ("centre.registration", "centre.take_registration", "centre.accept_registration",
         "centre.send_back_registration", "centre.propose_refusal", "centre.propose_cancellation",
         "centre.propose_exception", "centre.decide_major"),
        DRAFTS.format(columns="r.id AS registration_id"),
    ),
    "centre.confirm_training": DRAFTS.format(columns="r.id AS registration_id, t.id AS training_id"),
}  # fmt: skip
# At these pages no object is anybody's: whoever holds the power sees them all. Everything else must be above,
# or name two objects that belong together, which the mixed pairs below take apart.
EVERYBODYS = frozenset(
    [
        "administration.account",
        "administration.propose_grant",
        "administration.one_time_link",
        "administration.decide_approval",
        "administration.join_unit",
        "authority.decide_approval",
        "authority.plan_of_round",
        "candidate.new_entry",
        "candidate.new_registration",
        "centre.allocation_of",
        "centre.reassign",
        "centre.take_in",
        "centre.decide_approval",
        "centre.bank_item",
        "centre.bank_task",
        "centre.bank_unit",
        "centre.identity_number",
        "centre.credential",
        "centre.issue_credential",
        "centre.credential_document",
        "centre.register_credentials",
        "centre.paper",
        "centre.paper_chart",
        "centre.blueprint_page",
        "centre.change_blueprint",
        "centre.stay",
        "centre.return_stay",
        "centre.verify_stay",
        "centre.result",
        "centre.result_case",
        "centre.sitting_results",
        "centre.results_chart",
        "centre.decide_results",
        "centre.result_items",
        "centre.propose_publication",
        "centre.publish_results",
        "centre.round_page",
        "centre.change_round",
        "centre.sitting",
        "centre.change_sitting",
        "centre.close_sitting",
        "centre.sitting_content",
        "centre.enrol",
        "centre.open_sitting",
        "centre.seating",
        "centre.venue",
    ]
)
