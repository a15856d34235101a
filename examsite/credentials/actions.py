"""Making credentials due, registering, printing and issuing them."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from examsite.approvals import actions as approvals
from examsite.approvals import queries as approval_queries
from examsite.approvals.models import Approval
from examsite.approvals.rules import Kind as ApprovalKind
from examsite.audit.act import Act
from examsite.core import files
from examsite.core.refusal import Missing, Refusal
from examsite.credentials import pdf, queries
from examsite.credentials.models import Credential, Series
from examsite.credentials.rules import issuing, numbering
from examsite.credentials.rules.issuing import WhyNot
from examsite.credentials.rules.lifecycle import LIFECYCLE
from examsite.messages import actions as messages
from examsite.messages.rules import Kind as MessageKind
from examsite.people import actions as people
from examsite.registration import queries as registrations
from examsite.registration.models import Registration
from examsite.scoring.models import Result
from examsite.scoring.queries import is_eligible
from examsite.scoring.rules.decision import LEVEL_UNIT, UnitOutcome, WhyBlocked

CENTRE = "centre_cert"


def settle_due(act: Act, limit: int) -> int:
    """Make credentials due for final passed results, blocked while something is missing (RD-28);
    unblock those whose practice has been verified since. At most `limit` of each; returns how many changed.
    """
    changed = 0
    for result in queries.passed_without_credential(act.session, limit):
        _become_due(act, result)
        changed += 1
    for credential in queries.blocked_with_news(act.session, limit):
        changed += _look_again(act, credential)
    return changed


def propose_registration(act: Act, credential_ids: Collection[int], reason: str) -> Approval:
    """Propose to register a batch of due credentials (提请登记证书); a second person decides.

    Refusals: NOTHING_CHOSEN, NOT_DUE, CHECKED_BY_YOU (who pre-screened a candidate does not issue to them).
    """
    rows = queries.these(act.session, credential_ids)
    states = [row.state for row in rows]
    checkers = {row.registration.checked_by for row in rows}
    if no := issuing.why_not_propose(states, checkers, act.who.account_id):
        raise Refusal(no, "ids")
    ids = [row.id for row in rows]
    key = issuing.batch_key(ids)
    return approvals.propose(
        act, ApprovalKind.REGISTER_CREDENTIALS, key, reason, credentials=ids, count=len(ids)
    )


def register(act: Act, approval_id: int) -> list[Credential]:
    """Give an approved batch its numbers and verification codes (登记编号), gapless within each series.

    What is not due any more is left out. Refusals: NOT_APPROVED, NOT_DUE (nothing of it is left),
    SERIES_FULL, BAD_TEMPLATE, and `guard` when a prerequisite fell away.
    """
    approval = approval_queries.approval(act.session, approval_id)
    if approval.kind is not ApprovalKind.REGISTER_CREDENTIALS:
        raise Missing
    approvals.require(act, ApprovalKind.REGISTER_CREDENTIALS, approval.subject_key)
    rows = [
        row
        for row in queries.these(act.session, approval.facts["credentials"])
        if row.state == "due"
    ]
    if not rows:
        raise Refusal(WhyNot.NOT_DUE)
    template = queries.number_template(act.session, act.today)
    for level in sorted({row.level for row in rows}):
        _register_level(act, [row for row in rows if row.level == level], level, template)
    return rows


def print_run(act: Act, credential_ids: Collection[int]) -> list[dict[str, str]]:
    """Hand registered credentials to the certifying body's stock (印制) and mark them printed.

    Returns the print list: one dict of fields per credential, with the full identity number, whose opening
    is logged. Refusals: NOTHING_CHOSEN, NOT_REGISTERED.
    """
    rows = queries.these(act.session, credential_ids)
    if not rows:
        raise Refusal(WhyNot.NOTHING_CHOSEN, "ids")
    if any(row.state != "registered" for row in rows):
        raise Refusal(WhyNot.NOT_REGISTERED, "ids")
    for row in rows:
        row.state = LIFECYCLE.advance(row.state, "print", "certifying_body", {})
        row.printed_at = act.when
        act.log("printed", row, number=row.number)
    return _print_list(act, rows)


def print_list(act: Act, credential_ids: Collection[int]) -> list[dict[str, str]]:
    """The print list again of what is printed and not yet issued. Refusals: NOTHING_CHOSEN, NOT_REGISTERED."""
    rows = queries.these(act.session, credential_ids)
    if not rows:
        raise Refusal(WhyNot.NOTHING_CHOSEN, "ids")
    if any(row.state != "printed" for row in rows):
        raise Refusal(WhyNot.NOT_REGISTERED, "ids")
    return _print_list(act, rows)


def issue(
    act: Act, credential_id: int, recipient_checked: bool = True, *, site: pdf.Site | None = None
) -> Credential:
    """Issue a printed credential to its holder (发证): the day, the electronic credential, dossier, message.

    `site` says where it is checked and whether it is a specimen; without it the page is marked 演示.
    Refusals: guard `recipient_checked`, NO_SUCH_TRANSITION when it is not printed.
    """
    row = queries.credential(act.session, credential_id)
    facts = {"recipient_checked": recipient_checked}
    row.state = LIFECYCLE.advance(row.state, "issue", CENTRE, facts)
    row.issued_on = act.today
    printed = queries.printed(act.session, row)
    row.pdf_sha256 = files.of(act.session).put(pdf.render(printed, site or pdf.Site()))
    candidate = row.registration.candidate
    people.write_issued_credential(
        act, candidate.id, row.level, printed.number, act.today, issuing.ISSUER_ZH
    )
    messages.send(act, candidate.account_id, MessageKind.CREDENTIAL_ISSUED, number=printed.number)
    act.log("issued", row, number=row.number, pdf=row.pdf_sha256)
    return row


def count_failed_check(act: Act, address: str) -> None:
    """Count a public check that found nothing against the address it came from (查验失败计数)."""
    people.count_failure(act, issuing.check_key(address))


def _become_due(act: Act, result: Result) -> None:
    registration = result.registration
    facts = {"result_final": result.state == "final", "passed": result.outcome == "passed"}
    credential = Credential(
        registration_id=registration.id,
        state=LIFECYCLE.advance(LIFECYCLE.initial, "become_due", "system", facts),
        block_reasons=[],
        level=registration.level,
        directions=_passed_directions(registration, result),
        due_at=act.when,
    )
    _name_holder(credential, registration)
    missing = _missing(act, registration)
    if missing:
        facts = {"prerequisite_missing": True}
        credential.state = LIFECYCLE.advance(credential.state, "block", "system", facts)
        credential.block_reasons = [why.value for why in missing]
    act.session.add(credential)
    act.log("became_due", credential, state=credential.state, missing=credential.block_reasons)


def _look_again(act: Act, credential: Credential) -> bool:
    missing = [why.value for why in _missing(act, credential.registration)]
    if missing == credential.block_reasons:
        return False
    credential.block_reasons = missing
    if not missing:
        facts = {"prerequisites_met": True}
        credential.state = LIFECYCLE.advance(credential.state, "unblock", "system", facts)
    act.log("looked_again", credential, state=credential.state, missing=missing)
    return True


def _missing(act: Act, registration: Registration) -> tuple[WhyBlocked, ...]:
    eligible = is_eligible(registration.state, registration.checked_at)
    practice = registrations.practice_of(act.session, registration, act.today)
    return issuing.missing_prerequisites(registration.level, eligible, practice.satisfied)


def _passed_directions(registration: Registration, result: Result) -> list[str]:
    """The directions that were passed, in the order chosen; where two of three suffice, the two."""
    units = result.units
    return [
        direction
        for direction in registration.directions
        if direction != LEVEL_UNIT and units.get(direction) == UnitOutcome.PASSED
    ]


def _name_holder(credential: Credential, registration: Registration) -> None:
    credential.holder = registration.candidate.name
    credential.identity_masked = registration.candidate.identity_masked


def _register_level(act: Act, rows: Sequence[Credential], level: str, template: str) -> None:
    if no := numbering.why_not_template(template):
        raise Refusal(no)
    series = numbering.series_of(template, act.today.year, level)
    first = _take_numbers(act, series, len(rows))
    for running, row in enumerate(rows, start=first):
        number = numbering.number_of(template, act.today.year, level, running)
        if isinstance(number, numbering.NumberProblem):
            raise Refusal(number)
        facts = {
            "prerequisites_met": not _missing(act, row.registration),
            "number_unique": True,  # the series is locked, and the column is UNIQUE besides
            "second_person_approved": True,
        }
        row.state = LIFECYCLE.advance(row.state, "register", CENTRE, facts)
        row.number, row.registered_at = number, act.when
        row.verify_code = numbering.code_of(secrets.token_bytes(numbering.CODE_BYTES))
        _name_holder(row, row.registration)
        act.log("registered", row, number=number)


def _take_numbers(act: Act, series: str, count: int) -> int:
    """Take `count` numbers in a row and return the first; the series stays locked until the act ends.

    A rolled-back act gives its numbers back, so the register has no gaps.
    """
    session = act.session
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(Series).values(name=series, last=0).on_conflict_do_nothing())
    row = session.scalars(
        sa.select(Series)
        .where(Series.name == series)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    row.last += count
    session.flush()
    return row.last - count + 1


def _print_list(act: Act, rows: Sequence[Credential]) -> list[dict[str, str]]:
    reason = "credential print list"
    listed = []
    for row in rows:
        printed = queries.printed(act.session, row)
        identity = people.identity_number(act, row.registration.candidate_id, reason)
        listed.append(
            {
                "number": printed.number,
                "holder": printed.holder,
                "identity": identity,
                "level": printed.level_zh,
                "directions": "、".join(unit.zh for unit in printed.units),
                "passed_on": printed.passed_on.isoformat() if printed.passed_on else "",
                "verify_code": printed.verify_code,
            }
        )
    return listed
