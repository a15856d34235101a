"""资格初审 at the centre's desk: from the queue to a decision, with every opening of a proof on record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from examsite.audit.act import Act
from examsite.audit.models import Entry
from examsite.core.db import Database
from examsite.people import actions as people_actions
from examsite.people.models import Training
from examsite.people.rules.dossier import TrainingFacts
from examsite.people.rules.roles import Role
from examsite.people.rules.words import ProofKind
from examsite.registration.models import Registration
from tests.makers import people, registration

Desk = Callable[..., FlaskClient]


@pytest.fixture
def registrar(signed_in: Desk) -> FlaskClient:
    return signed_in(Role.REGISTRAR)


@pytest.fixture
def handed_in(act: Act) -> Registration:
    """A registration of a graduate of 电子商务, waiting in the queue."""
    made = registration.submitted(act, people.graduate(act), registration.open_round(act))
    act.session.commit()
    return made


def state_of(database: Database, registration_id: int) -> str:
    with database.reading() as session:
        return session.get_one(Registration, registration_id).state


def entries(database: Database, verb: str) -> list[Entry]:
    with database.reading() as session:
        return list(session.scalars(sa.select(Entry).where(Entry.verb == verb)))


def page(client: FlaskClient, registration_id: int) -> str:
    return client.get(f"/centre/registrations/{registration_id}").text


def act_on(client: FlaskClient, registration_id: int, what: str, **form: str) -> str:
    answer = client.post(
        f"/centre/registrations/{registration_id}/{what}", data=form, follow_redirects=True
    )
    assert answer.status_code == 200
    return answer.text


def test_the_queue_shows_what_waits_and_exports_it(
    registrar: FlaskClient, handed_in: Registration
) -> None:
    assert handed_in.number in registrar.get("/centre/registrations?state=submitted").text
    assert handed_in.number not in registrar.get("/centre/registrations?state=accepted").text
    assert handed_in.number in registrar.get("/centre/registrations?q=张三").text
    sheet = registrar.get("/centre/registrations?state=submitted&export=xlsx")
    assert sheet.data[:2] == b"PK"


def test_a_draft_is_nobodys_business(registrar: FlaskClient, act: Act) -> None:
    made = registration.draft(act, people.graduate(act), registration.open_round(act))
    act.session.commit()
    assert registrar.get(f"/centre/registrations/{made.id}").status_code == 404


def test_only_allowed_events_have_buttons(registrar: FlaskClient, handed_in: Registration) -> None:
    assert "/accept" not in page(registrar, handed_in.id)
    taken = act_on(registrar, handed_in.id, "take")
    assert "/accept" in taken
    assert "/take" not in taken


def test_accepting_wants_the_proofs_seen(
    registrar: FlaskClient, handed_in: Registration, database: Database
) -> None:
    act_on(registrar, handed_in.id, "take")
    chosen = {"accept-relied_on": "assistant.4"}
    assert "请先逐份核对" in act_on(registrar, handed_in.id, "accept", **chosen)
    act_on(registrar, handed_in.id, "accept", **chosen, **{"accept-proofs_seen": "y"})
    assert state_of(database, handed_in.id) == "accepted"


def test_sending_back_wants_reasons(
    registrar: FlaskClient, handed_in: Registration, database: Database
) -> None:
    act_on(registrar, handed_in.id, "take")
    assert "请写明理由" in act_on(registrar, handed_in.id, "send-back")
    act_on(registrar, handed_in.id, "send-back", **{"back-reasons": "请补交毕业证书"})
    assert state_of(database, handed_in.id) == "returned"


def test_a_refusal_needs_a_second_registrar(
    registrar: FlaskClient, signed_in: Desk, handed_in: Registration, database: Database
) -> None:
    act_on(registrar, handed_in.id, "take")
    act_on(registrar, handed_in.id, "refuse", **{"refuse-reason": "学历核验不符"})
    assert "已提请：不予受理" in page(registrar, handed_in.id)
    approve = {"verdict": "approve"}
    own = registrar.post("/centre/approvals/1", data=approve, headers={"Referer": "/centre/"})
    assert own.status_code == 303
    assert state_of(database, handed_in.id) == "under_check"
    signed_in(Role.REGISTRAR).post("/centre/approvals/1", data=approve)
    assert state_of(database, handed_in.id) == "refused"


def test_a_declined_refusal_leaves_the_registration_under_check(
    registrar: FlaskClient, signed_in: Desk, handed_in: Registration, database: Database
) -> None:
    act_on(registrar, handed_in.id, "take")
    act_on(registrar, handed_in.id, "refuse", **{"refuse-reason": "学历核验不符"})
    second = signed_in(Role.REGISTRAR)
    second.post("/centre/approvals/1", data={"verdict": "decline", "note": "可以补正"})
    assert state_of(database, handed_in.id) == "under_check"
    assert "/accept" in page(registrar, handed_in.id)


def test_false_papers_are_cancelled_by_two_after_a_hearing(
    registrar: FlaskClient, signed_in: Desk, handed_in: Registration, database: Database
) -> None:
    assert f"/centre/registrations/{handed_in.id}/cancel" in page(registrar, handed_in.id)
    stated = {"finding": "毕业证书查无此证", "hearing": "考生承认购买"}
    assert "请先听取考生陈述" in act_on(
        registrar, handed_in.id, "cancel", finding=stated["finding"]
    )
    assert "已提请：因材料虚假取消" in act_on(registrar, handed_in.id, "cancel", **stated)
    second = signed_in(Role.REGISTRAR)
    assert "考生承认购买" in second.get("/centre/approvals").text
    second.post("/centre/approvals/1", data={"verdict": "approve"})
    assert state_of(database, handed_in.id) == "cancelled_false"
    candidate = signed_in(Role.CANDIDATE, account_id=handed_in.candidate.account_id)
    assert "毕业证书查无此证" in candidate.get("/notices").text
    assert "因材料虚假取消" in candidate.get("/candidate/").text


def test_no_exception_is_offered_without_a_flag(
    registrar: FlaskClient, handed_in: Registration
) -> None:
    address = f"/centre/registrations/{handed_in.id}/exception"
    assert address not in act_on(registrar, handed_in.id, "take")
    assert registrar.get(address).status_code == 404


def test_a_gap_in_the_text_is_accepted_by_two_with_reasons(
    registrar: FlaskClient, signed_in: Desk, act: Act, database: Database
) -> None:
    candidate = people.graduate(act)
    people_actions.add_employment(act, candidate.id, people.work(date(2020, 1, 1), None))
    people_actions.attach_proof(act, candidate.id, ProofKind.EMPLOYMENT, "w.pdf", people.PDF)
    chosen = ("operations", "platform")
    round_ = registration.open_round(act)
    made = registration.submitted(act, candidate, round_, "specialist", chosen)
    act.session.commit()
    assert f"/centre/registrations/{made.id}/exception" in act_on(registrar, made.id, "take")
    stated = {"condition": "specialist.5", "reasons": "举重明轻，已请示省商务厅"}
    assert "请先逐份核对" in act_on(registrar, made.id, "exception", **stated)
    shown = act_on(registrar, made.id, "exception", **stated, proofs_seen="y")
    assert "已提请：按例外通过" in shown
    second = signed_in(Role.REGISTRAR)
    assert "举重明轻" in second.get("/centre/approvals").text
    second.post("/centre/approvals/1", data={"verdict": "approve"})
    assert state_of(database, made.id) == "accepted"
    assert "按例外依据条件 specialist.5 通过" in page(registrar, made.id)


def test_an_undetermined_major_is_decided_and_the_verdict_computed_again(
    registrar: FlaskClient, act: Act
) -> None:
    candidate = people.graduate(act, major="数字商贸")
    made = registration.submitted(act, candidate, registration.open_round(act))
    act.session.commit()
    assert "专业待认定" in page(registrar, made.id)
    found = act_on(
        registrar, made.id, "major", major="数字商贸", relation="related", reason="课程相同"
    )
    assert "专业待认定" not in found
    assert "本专业" in found


def test_a_major_that_nobody_stated_is_not_decided(
    registrar: FlaskClient, handed_in: Registration
) -> None:
    form = {"major": "别的专业", "relation": "related", "reason": "。"}
    address = f"/centre/registrations/{handed_in.id}/major"
    assert registrar.post(address, data=form).status_code == 400


def test_formal_training_is_confirmed_by_the_checker(
    registrar: FlaskClient, act: Act, database: Database
) -> None:
    candidate = people.graduate(act)
    facts = TrainingFacts("assistant", "示例培训机构", "230", "ZS-1", act.today)
    training = people_actions.add_training(act, candidate.id, facts)
    made = registration.submitted(act, candidate, registration.open_round(act))
    act.session.commit()
    act_on(registrar, made.id, f"training/{training.id}", formal="yes")
    with database.reading() as session:
        assert session.get_one(Training, training.id).formal


def test_an_identity_proof_opens_only_with_a_reason_that_is_logged(
    registrar: FlaskClient, handed_in: Registration, database: Database
) -> None:
    identity = next(one for one in handed_in.candidate.proofs if one.kind is ProofKind.IDENTITY)
    address = f"/centre/candidates/{handed_in.candidate_id}/proofs/{identity.id}"
    assert registrar.post(address).mimetype == "text/html"
    assert not entries(database, "opened_proof")
    opened = registrar.post(address, data={"reason": "核对照片"})
    assert (opened.mimetype, opened.data) == ("application/pdf", people.PDF)
    assert "default-src 'none'" in opened.headers["Content-Security-Policy"]
    assert [entry.facts["reason"] for entry in entries(database, "opened_proof")] == ["核对照片"]


def test_a_proof_of_somebody_else_is_not_found(
    registrar: FlaskClient, handed_in: Registration, act: Act
) -> None:
    other = people.graduate(act, "王五")
    act.session.commit()
    address = f"/centre/candidates/{other.id}/proofs/{handed_in.candidate.proofs[0].id}"
    assert registrar.post(address, data={"reason": "核对"}).status_code == 404


def test_the_full_identity_number_is_shown_with_a_logged_reason_only(
    registrar: FlaskClient, act: Act, database: Database
) -> None:
    candidate = people.candidate(act)
    number = people_actions.identity_number(act, candidate.id, "测试")
    act.session.commit()
    address = f"/centre/candidates/{candidate.id}/identity-number"
    assert number not in registrar.post(address, data={"reason": " "}).text
    assert number in registrar.post(address, data={"reason": "核对姓名"}).text
    reasons = [entry.facts["reason"] for entry in entries(database, "opened_identity_number")]
    assert reasons == ["测试", "核对姓名"]


@pytest.mark.parametrize("role", [Role.EXAM_OFFICER, Role.ISSUER, Role.CANDIDATE, Role.PROVINCE])
def test_nobody_but_a_registrar_sees_the_check(
    signed_in: Desk, handed_in: Registration, role: Role
) -> None:
    client = signed_in(role)
    assert client.get(f"/centre/registrations/{handed_in.id}").status_code == 404
    proof = handed_in.candidate.proofs[0]
    address = f"/centre/candidates/{handed_in.candidate_id}/proofs/{proof.id}"
    assert client.post(address, data={"reason": "好奇"}).status_code == 404
