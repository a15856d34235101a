"""From a final result to an issued credential: what blocks it, gapless numbers, two persons, the dossier."""

from __future__ import annotations

import hashlib
import threading

import pytest
import sqlalchemy as sa

from examsite.accreditation.models import Stay
from examsite.approvals import actions as approvals
from examsite.approvals.rules import WhyNot as WhyNotApproved
from examsite.audit.act import SYSTEM, Act
from examsite.audit.models import Entry
from examsite.catalogue.actions import record_setting
from examsite.core import files
from examsite.core.db import Database
from examsite.core.lifecycle import Why
from examsite.core.refusal import Refusal
from examsite.credentials import actions, queries
from examsite.credentials.models import Credential
from examsite.credentials.rules.issuing import WhyNot
from examsite.messages import queries as messages
from examsite.people.rules.roles import Role
from tests.conftest import MOMENT
from tests.makers import scoring as maker


def test_a_result_gives_no_credential_before_it_is_final(act: Act, act_as: maker.ActAs) -> None:
    sitting = maker.closed_sitting(act)
    one = maker.passes(act, sitting)
    officer = maker.published(act_as, sitting)
    assert actions.settle_due(officer, 100) == 0
    assert queries.credential_of(act.session, one.id) is None


def test_a_failed_candidate_gets_none(act: Act, act_as: maker.ActAs) -> None:
    sitting = maker.closed_sitting(act)
    marks = {"service": maker.GOOD, "design": {"online": "59", "practical": "60"}}
    one = maker.sat(act, sitting, marks)
    maker.final(act_as, sitting)
    assert queries.credential_of(act.session, one.id) is None


def test_missing_practice_blocks_and_verified_practice_unblocks(
    act: Act, act_as: maker.ActAs
) -> None:
    sitting = maker.closed_sitting(act)
    one = maker.passes(act, sitting)
    later = maker.final(act_as, sitting)
    credential = queries.credential_of(act.session, one.id)
    assert credential is not None
    assert (credential.state, credential.block_reasons) == ("blocked", ["practice_not_verified"])
    short = maker.practised(act, one, days=80)
    assert actions.settle_due(later, 100) == 0
    act.session.delete(short)
    maker.practised(act, one)
    assert actions.settle_due(later, 100) == 1
    assert (credential.state, credential.block_reasons) == ("due", [])


def test_a_manager_needs_no_practice(act: Act, act_as: maker.ActAs) -> None:
    sitting = maker.closed_sitting(act, "manager")
    marks = {"manager": {"online": "70", "second": "70"}}
    one = maker.sat(act, sitting, marks, second="thesis_defence")
    maker.final(act_as, sitting)
    credential = queries.credential_of(act.session, one.id)
    assert credential is not None
    assert credential.state == "due"


def test_only_the_directions_that_were_passed_stand_on_it(act: Act, act_as: maker.ActAs) -> None:
    record_setting(act, "direction_policy", "at_least_two", maker.BEGAN.date(), "")
    sitting = maker.closed_sitting(act)
    marks = {
        "service": maker.GOOD,
        "design": maker.GOOD,
        "warehouse": {"online": "59", "practical": "90"},
    }
    one = maker.sat(act, sitting, marks)
    maker.final(act_as, sitting)
    credential = queries.credential_of(act.session, one.id)
    assert credential is not None
    assert credential.directions == ["service", "design"]


def test_registering_takes_two_persons(act: Act, act_as: maker.ActAs) -> None:
    later = due(act, act_as, 1)
    issuer = act_as(Role.ISSUER, when=later.when)
    ids = [row.id for row in queries.credentials(act.session)[0]]
    approval = actions.propose_registration(issuer, ids, "已核对")
    with pytest.raises(Refusal) as no:
        actions.register(issuer, approval.id)
    assert no.value.reason is WhyNotApproved.NOT_APPROVED


def test_who_checked_a_candidate_does_not_issue_to_them(act: Act, act_as: maker.ActAs) -> None:
    both = act_as(Role.ISSUER)
    sitting = maker.closed_sitting(act)
    maker.practised(act, maker.passes(act, sitting, checked_by=both.who.account_id))
    maker.final(act_as, sitting)
    ids = [row.id for row in queries.credentials(act.session)[0]]
    with pytest.raises(Refusal) as no:
        actions.propose_registration(both, ids, "已核对")
    assert no.value.reason is WhyNot.CHECKED_BY_YOU


def test_numbers_run_on_without_a_gap(act: Act, act_as: maker.ActAs) -> None:
    later = due(act, act_as, 3)
    first = maker.registered_credentials(act_as, later)
    due(act, act_as, 2)
    second = maker.registered_credentials(act_as, later)
    assert [int(str(row.number)[7:13]) for row in (*first, *second)] == [1, 2, 3, 4, 5]
    assert len({row.verify_code for row in (*first, *second)}) == 5


def test_an_act_that_fails_gives_its_numbers_back(
    database: Database, act_as: maker.ActAs, act: Act
) -> None:
    later = due(act, act_as, 2)
    act.session.commit()
    maker.registered_credentials(act_as, later)
    act.session.rollback()
    rows = maker.registered_credentials(act_as, later)
    assert [int(str(row.number)[7:13]) for row in rows] == [1, 2]


def test_two_who_register_at_once_take_different_numbers(
    database: Database, act: Act, act_as: maker.ActAs
) -> None:
    later = due(act, act_as, 12)
    ids = [row.id for row in queries.credentials(act.session)[0]]
    proposals = []
    for batch in (ids[:6], ids[6:]):
        approval = actions.propose_registration(act_as(Role.ISSUER), batch, "已核对")
        approvals.decide(act_as(Role.ISSUER), approval.id, True)
        proposals.append(approval.id)
    act.session.commit()

    def register(approval_id: int) -> None:
        session = database.writing()
        actions.register(Act(session, SYSTEM, later.when), approval_id)
        session.commit()
        session.close()

    threads = [threading.Thread(target=register, args=(one,)) for one in proposals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    session = database.reading()
    numbers = sorted(int(str(one)[7:13]) for one in session.scalars(sa.select(Credential.number)))
    session.close()
    assert numbers == list(range(1, 13))


def test_the_print_list_opens_identity_numbers_and_says_so(act: Act, act_as: maker.ActAs) -> None:
    later = due(act, act_as, 2)
    rows = maker.registered_credentials(act_as, later)
    printer = act_as(Role.PRINTER, when=later.when)
    listed = actions.print_run(printer, [row.id for row in rows])
    assert all(one["identity"].startswith("E0") for one in listed)
    opened = act.session.scalars(sa.select(Entry).where(Entry.verb == "opened_identity_number"))
    assert [one.account_id for one in opened] == [printer.who.account_id] * 2
    assert {row.state for row in rows} == {"printed"}


def test_nothing_is_issued_to_an_unchecked_recipient(act: Act, act_as: maker.ActAs) -> None:
    later = due(act, act_as, 1)
    (row,) = maker.registered_credentials(act_as, later)
    actions.print_run(later, [row.id])
    with pytest.raises(Refusal) as no:
        actions.issue(later, row.id, recipient_checked=False)
    assert (no.value.reason, no.value.facts["guard"]) == (Why.GUARD, "recipient_checked")


def test_issuing_writes_the_dossier_and_tells_the_holder(act: Act, act_as: maker.ActAs) -> None:
    later = due(act, act_as, 1)
    (row,) = maker.issued(act_as, later)
    candidate = row.registration.candidate
    act.session.refresh(candidate)
    assert [(one.number, one.issued_here) for one in candidate.credentials] == [(row.number, True)]
    kinds = [one.kind.value for one in messages.messages_of(act.session, candidate.account_id)]
    assert kinds[0] == "credential_issued"


def test_the_stored_document_is_the_one_that_was_issued(act: Act, act_as: maker.ActAs) -> None:
    (row,) = maker.issued(act_as, due(act, act_as, 1))
    data = files.of(act.session).read(str(row.pdf_sha256))
    assert data.startswith(b"%PDF")
    assert hashlib.sha256(data).hexdigest() == row.pdf_sha256


def test_the_public_finds_it_only_once_it_is_issued(act: Act, act_as: maker.ActAs) -> None:
    later = due(act, act_as, 1)
    (row,) = maker.registered_credentials(act_as, later)
    assert queries.by_code(act.session, str(row.verify_code)) is None
    actions.print_run(later, [row.id])
    actions.issue(later, row.id)
    assert queries.by_code(act.session, str(row.verify_code)) is row
    assert queries.by_number(act.session, "ZJ20263000099X", str(row.verify_code)) is None


def due(act: Act, act_as: maker.ActAs, number: int) -> Act:
    """So many credentials that are due; an act of the day on which they became so."""
    sitting = maker.closed_sitting(act)
    for _ in range(number):
        maker.practised(act, maker.passes(act, sitting))
    later = maker.final(act_as, sitting)
    assert act.session.scalar(sa.select(sa.func.count()).select_from(Stay))
    assert later.when > MOMENT
    return later
