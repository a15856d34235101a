"""A candidate's pages: the dossier, the live check, handing in, one's own things only."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from examsite.audit.act import SYSTEM, Act
from examsite.core.db import Database
from examsite.people import queries as people
from examsite.people.rules.roles import Role
from examsite.registration import actions, queries
from tests.conftest import MOMENT
from tests.makers import people as some
from tests.makers import registration as made

SignIn = Callable[..., FlaskClient]
PERSON = {
    "name": "张三",
    "identity_kind": "resident_id",
    "sex": "male",
    "phone": "13800000000",
    "county": "330106",
}
EDUCATION = {
    "level": "college",
    "school": "浙江示例职业学院",
    "school_type": "university",
    "major": "电子商务",
    "status": "graduated",
    "graduated_on": "2012-06-30",
    "skill_goal": "none",
}


@pytest.fixture
def acted(database: Database) -> Callable[[Callable[[Act], object]], None]:
    """Do something in an act of its own, committed."""

    def do(deed: Callable[[Act], object]) -> None:
        with database.writing() as session:
            deed(Act(session, SYSTEM, MOMENT))
            session.commit()

    return do


def sends(client: FlaskClient, address: str, **fields: object) -> str:
    answer = client.post(address, data=fields, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    return answer.text


def uploads(client: FlaskClient, kind: str, name: str, data: bytes) -> str:
    return sends(client, "/candidate/dossier/proofs/new", kind=kind, file=(io.BytesIO(data), name))


def test_a_new_candidate_is_led_to_the_first_page(signed_in: SignIn) -> None:
    client = signed_in(Role.CANDIDATE)
    assert "填写基本信息" in client.get("/candidate/").text
    answer = client.get("/candidate/registrations")
    assert answer.location.endswith("/candidate/dossier/person")


def test_from_an_empty_account_to_a_submitted_registration(
    signed_in: SignIn, acted: Callable[..., None], database: Database
) -> None:
    acted(made.open_round)
    client = signed_in(Role.CANDIDATE)
    number = some.identity_number(901)
    page = sends(client, "/candidate/dossier/person", identity_number=number, **PERSON)
    assert number not in page
    assert number[-4:] in page
    assert "待认定" not in sends(client, "/candidate/dossier/education/new", **EDUCATION)
    uploads(client, "identity", "身份证.pdf", some.PDF)
    offer = client.get("/candidate/registrations").text
    assert "符合 1 条" in offer
    page = sends(client, "/candidate/registrations/new/1/assistant", directions=["service"])
    assert "至少选择两个不同的方向" in page
    assert "毕业证书" in page
    with database.reading() as session:
        [draft] = queries.registrations(session, state="draft")[0]
    here = f"/candidate/registrations/{draft.id}"
    uploads(client, "diploma", "毕业证.pdf", some.PDF)
    sends(client, here, directions=["service", "design"])
    assert "请先确认所填信息真实" in sends(client, f"{here}/submit")
    page = sends(client, f"{here}/submit", **{"send-truthful": "y"})
    assert "已提交，待审核" in page
    assert "提交时的条件核对" in page
    assert "提交报名</button>" not in page
    assert "排队等待审核" in client.get("/candidate/").text


def test_a_wrong_check_digit_is_said_at_its_field(signed_in: SignIn) -> None:
    number = some.identity_number(902)
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    page = sends(
        signed_in(Role.CANDIDATE), "/candidate/dossier/person", identity_number=wrong, **PERSON
    )
    assert "校验位不符" in page


def test_an_unknown_major_is_shown_as_waiting_for_a_decision(
    signed_in: SignIn, acted: Callable[..., None]
) -> None:
    client = signed_in(Role.CANDIDATE)
    acted(made.open_round)
    sends(client, "/candidate/dossier/person", identity_number=some.identity_number(903), **PERSON)
    page = sends(client, "/candidate/dossier/education/new", **{**EDUCATION, "major": "考古学"})
    assert "待认定" in page
    assert "条待人工认定" in client.get("/candidate/registrations").text


def test_entries_can_be_changed_and_removed(signed_in: SignIn) -> None:
    client = signed_in(Role.CANDIDATE)
    sends(client, "/candidate/dossier/person", identity_number=some.identity_number(904), **PERSON)
    work = {"employer": "甲公司", "post": "客服", "start_on": "2020-01-01", "profession": "y",
            "management": "none"}  # fmt: skip
    assert "甲公司" in sends(client, "/candidate/dossier/employment/new", **work)
    page = sends(client, "/candidate/dossier/employment/1", **{**work, "end_on": "2019-12-31"})
    assert "结束日期早于开始日期" in page
    assert "乙公司" in sends(
        client, "/candidate/dossier/employment/1", **{**work, "employer": "乙公司"}
    )
    assert "乙公司" not in sends(client, "/candidate/dossier/employment/1/remove")


def test_a_file_is_judged_by_its_bytes_and_refused_in_words(signed_in: SignIn) -> None:
    client = signed_in(Role.CANDIDATE)
    sends(client, "/candidate/dossier/person", identity_number=some.identity_number(905), **PERSON)
    page = uploads(client, "identity", "id.pdf", b"<html><script>alert(1)</script>")
    assert "内容不是所需类型" in page


def test_a_proof_comes_back_as_a_harmless_download_to_its_owner_only(
    signed_in: SignIn, acted: Callable[..., None], database: Database
) -> None:
    acted(some.graduate)
    with database.reading() as session:
        owner = people.candidate(session, 1)
        proof_id = owner.proofs[0].id
        account_id = owner.account_id
    answer = signed_in(Role.CANDIDATE, account_id=account_id).get(
        f"/candidate/dossier/proofs/{proof_id}"
    )
    assert answer.data == some.PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    other = signed_in(Role.CANDIDATE)
    sends(other, "/candidate/dossier/person", identity_number=some.identity_number(906), **PERSON)
    assert other.get(f"/candidate/dossier/proofs/{proof_id}").status_code == 404
    assert signed_in(Role.REGISTRAR).get(f"/candidate/dossier/proofs/{proof_id}").status_code == 404


def test_somebody_elses_registration_is_no_page(
    signed_in: SignIn, acted: Callable[..., None]
) -> None:
    acted(lambda act: made.submitted(act, some.graduate(act), made.open_round(act)))
    other = signed_in(Role.CANDIDATE)
    sends(other, "/candidate/dossier/person", identity_number=some.identity_number(907), **PERSON)
    assert other.get("/candidate/registrations/1").status_code == 404
    assert other.post("/candidate/registrations/1/withdraw").status_code == 404
    assert other.post("/candidate/registrations/1/submit").status_code == 404


def test_practice_is_declared_and_counted_once_verified(signed_in: SignIn) -> None:
    client = signed_in(Role.CANDIDATE)
    sends(client, "/candidate/dossier/person", identity_number=some.identity_number(908), **PERSON)
    stay = {"kind": "enterprise", "unit_id": "0", "firm": "示例电商", "post": "运营",
            "start_on": "2025-10-01", "end_on": "2026-01-15"}  # fmt: skip
    page = sends(client, "/candidate/practice/new", **stay)
    assert "核实后可达到" in page
    assert "另有 107 天待核实" in page
    page = sends(client, "/candidate/practice/1", **{**stay, "firm": ""})
    assert "请填写实习企业名称" in page
    assert "还没有实训记录" in sends(client, "/candidate/practice/1/remove")


def test_a_withdrawn_registration_can_be_begun_again(
    signed_in: SignIn, acted: Callable[..., None], database: Database
) -> None:
    acted(lambda act: made.submitted(act, some.graduate(act), made.open_round(act)))
    with database.reading() as session:
        account_id = people.candidate(session, 1).account_id
    client = signed_in(Role.CANDIDATE, account_id=account_id)
    page = sends(client, "/candidate/registrations/1/withdraw")
    assert "已撤回" in page
    assert "/candidate/registrations/new/1/assistant" in page


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "accepted"])
def test_the_home_page_names_one_next_step(
    signed_in: SignIn, acted: Callable[..., None], database: Database, state: str
) -> None:
    def play(act: Act) -> None:
        candidate, round_ = some.graduate(act), made.open_round(act)
        if state == "draft":
            made.draft(act, candidate, round_)
        elif state == "accepted":
            made.accepted(act, candidate, round_)
        else:
            one = made.submitted(act, candidate, round_)
            if state == "returned":
                actions.take(act, one.id)
                actions.send_back(act, one.id, "毕业证书不清楚")

    acted(play)
    with database.reading() as session:
        account_id = people.candidate(session, 1).account_id
    page = signed_in(Role.CANDIDATE, account_id=account_id).get("/candidate/").text
    expected = {"draft": "完成并提交报名", "submitted": "资格初审", "returned": "毕业证书不清楚",
                "accepted": "基地实训1个月"}  # fmt: skip
    assert expected[state] in page.split("<ol", 1)[0]


def test_the_manager_level_asks_for_one_form_and_no_directions(
    signed_in: SignIn, acted: Callable[..., None], database: Database
) -> None:
    acted(lambda act: (some.manager(act), made.open_round(act)))
    with database.reading() as session:
        account_id = people.candidate(session, 1).account_id
    client = signed_in(Role.CANDIDATE, account_id=account_id)
    page = client.get("/candidate/registrations/new/1/manager").text
    assert "论文答辩" in page
    assert "至少选两个" not in page
    assert "其中担任中高层管理岗位" in page
    page = sends(client, "/candidate/registrations/new/1/manager", second="planning_proposal")
    assert "草稿已保存" in page
