"""The public check: all printed fields for who has the code, one sentence for everybody else, and a limit."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from examsite.audit.act import Act
from examsite.credentials import queries
from examsite.credentials.models import Credential
from examsite.credentials.rules.issuing import MAX_FAILED_CHECKS
from tests.makers import scoring as maker


@pytest.fixture
def credential(act: Act, act_as: maker.ActAs) -> Credential:
    sitting = maker.closed_sitting(act)
    maker.practised(act, maker.passes(act, sitting))
    (row,) = maker.issued(act_as, maker.final(act_as, sitting))
    act.session.commit()
    return row


def test_the_qr_address_shows_every_printed_field(
    client: FlaskClient, act: Act, credential: Credential
) -> None:
    page = client.get(f"/verify/{credential.verify_code}")
    text = page.get_data(as_text=True)
    printed = queries.printed(act.session, credential)
    for field in (printed.number, printed.holder, printed.identity_masked, printed.level_zh,
                  printed.verify_code, "网络客服", "美工设计", str(printed.issued_on), "有效"):  # fmt: skip
        assert field in text


def test_number_and_code_find_it_however_they_are_typed(
    client: FlaskClient, credential: Credential
) -> None:
    typed = {
        "number": f" {str(credential.number).lower()} ",
        "code": str(credential.verify_code).lower().replace("-", " "),
    }
    page = client.post("/verify", data=typed)
    assert page.status_code == 200
    assert credential.holder in page.get_data(as_text=True)


def test_what_is_not_found_gives_one_answer_whatever_is_wrong(
    client: FlaskClient, credential: Credential
) -> None:
    number, code = str(credential.number), str(credential.verify_code)
    answers = set()
    for data in (
        {"number": number, "code": "0000-0000-0000-0000"},
        {"number": "ZJ20263999999X", "code": code},
        {"number": "X", "code": "Y"},
    ):
        page = client.post("/verify", data=data)
        text = page.get_data(as_text=True)
        assert credential.holder not in text
        answers.add((page.status_code, text.count("没有查到这份证书")))
    assert answers == {(404, 1)}


def test_a_revoked_credential_says_so(
    client: FlaskClient, act: Act, credential: Credential
) -> None:
    credential.state, credential.revoked_at = "revoked", act.when
    act.session.commit()
    text = client.get(f"/verify/{credential.verify_code}").get_data(as_text=True)
    assert "已撤销" in text
    assert credential.holder in text


def test_who_finds_nothing_too_often_has_to_wait(
    client: FlaskClient, credential: Credential
) -> None:
    for place in range(MAX_FAILED_CHECKS):
        assert client.get(f"/verify/{place:016d}").status_code == 404
    assert client.get("/verify/0000000000000000").status_code == 429
    assert client.get(f"/verify/{credential.verify_code}").status_code == 429
    other = client.get(
        f"/verify/{credential.verify_code}", environ_base={"REMOTE_ADDR": "203.0.113.7"}
    )
    assert other.status_code == 200


def test_what_is_not_yet_issued_is_not_found(
    client: FlaskClient, act: Act, act_as: maker.ActAs
) -> None:
    sitting = maker.closed_sitting(act)
    maker.practised(act, maker.passes(act, sitting))
    (row,) = maker.registered_credentials(act_as, maker.final(act_as, sitting))
    act.session.commit()
    assert client.get(f"/verify/{row.verify_code}").status_code == 404
