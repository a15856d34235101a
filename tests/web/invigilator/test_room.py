"""The invigilator's pages: finding a seat, letting in, the board, the record on site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from examsite.audit.act import Act
from examsite.core.db import Database, Session
from examsite.delivery import queries as delivery
from examsite.people.rules.roles import Role
from examsite.sittings import queries
from examsite.sittings.rules import EnrolmentState
from tests.makers import sittings as made

SignIn = Callable[..., FlaskClient]
Fresh = Callable[[], Session]


@pytest.fixture
def fresh(database: Database) -> Iterator[Callable[[], Session]]:
    """What the database holds now, as somebody else sees it."""
    with database.reading() as session:

        def look() -> Session:
            session.rollback()
            session.expire_all()
            return session

        yield look


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200, answer.status_code
    return answer.get_data(as_text=True)


def opened_now(act: Act, number: int = 2):  # type: ignore[no-untyped-def]
    """A sitting whose door is open at the moment of the tests."""
    return made.opened(
        act,
        number,
        starts_at=act.when - timedelta(minutes=10),
        ends_at=act.when + timedelta(hours=3),
    )


def test_a_scanned_ticket_leads_to_the_seat(act: Act, signed_in: SignIn) -> None:
    sitting, enrolments = opened_now(act)
    act.session.commit()
    client = signed_in(Role.INVIGILATOR)
    assert sitting.name in page(client, "/invigilator/")
    wanted = enrolments[1]
    for address in (
        f"/invigilator/sittings/{sitting.id}?q={wanted.ticket_number}",
        f"/invigilator/sittings/{sitting.id}/rooms/{wanted.room_id}?q={wanted.ticket_number}",
    ):
        assert client.get(address).headers["Location"].endswith(f"/places/{wanted.id}")
    text = page(client, f"/invigilator/sittings/{sitting.id}?q=查无此人")
    assert "本场次没有这名考生" in text


def test_letting_in_asks_for_the_check_and_can_be_undone(
    act: Act, fresh: Fresh, signed_in: SignIn
) -> None:
    sitting, enrolments = opened_now(act)
    act.session.commit()
    client = signed_in(Role.INVIGILATOR)
    address = f"/invigilator/sittings/{sitting.id}/places/{enrolments[0].id}"
    assert "请先核对本人、照片和证件" in client.post(address, data={}).get_data(as_text=True)
    answer = client.post(address, data={"identity_checked": "y"})
    assert answer.status_code == 303
    assert queries.enrolment(fresh(), enrolments[0].id).admitted_by == client.account_id  # type: ignore[attr-defined]
    board = client.get(
        f"/invigilator/sittings/{sitting.id}/rooms/{enrolments[0].room_id}/board.json"
    )
    assert board.json["counts"]["arrived"] == 1
    assert board.json["seats"][str(enrolments[0].id)]["word"] == "已入场"
    assert client.post(f"{address}/undo").status_code == 303
    assert queries.enrolment(fresh(), enrolments[0].id).state is EnrolmentState.ENROLLED


def test_a_practical_done_on_site_is_recorded_once(
    act: Act, fresh: Fresh, signed_in: SignIn
) -> None:
    sitting, enrolments = opened_now(act)
    act.session.commit()
    client = signed_in(Role.INVIGILATOR)
    address = f"/invigilator/sittings/{sitting.id}/places/{enrolments[0].id}"
    client.post(address, data={"identity_checked": "y"})
    components = delivery.components_of(fresh(), enrolments[0].id)
    practical = next(row for row in components if row.part == "practical")
    client.post(f"{address}/records/{practical.id}", data={"note": "按要求完成，用时 40 分钟。"})
    assert delivery.component(fresh(), practical.id).state == "handed_in"
    undone = client.post(f"{address}/undo", headers={"Referer": f"http://localhost{address}"})
    assert undone.status_code == 303
    assert "不能撤销入场" in page(client, address)
    other = f"/invigilator/sittings/{sitting.id}/places/{enrolments[1].id}/records/{practical.id}"
    assert client.post(other, data={"note": "x"}).status_code == 404


def test_an_invigilator_of_another_city_sees_nothing(act: Act, signed_in: SignIn) -> None:
    sitting, enrolments = opened_now(act)
    act.session.commit()
    client = signed_in(Role.INVIGILATOR, region="ningbo")
    assert sitting.name not in page(client, "/invigilator/")
    base = f"/invigilator/sittings/{sitting.id}"
    for address in (
        base,
        f"{base}/rooms/{enrolments[0].room_id}",
        f"{base}/places/{enrolments[0].id}",
    ):
        assert client.get(address).status_code == 404


def test_the_board_has_no_inline_script(act: Act, signed_in: SignIn) -> None:
    sitting, enrolments = opened_now(act)
    act.session.commit()
    text = page(
        signed_in(Role.INVIGILATOR),
        f"/invigilator/sittings/{sitting.id}/rooms/{enrolments[0].room_id}",
    )
    assert "<script>" not in text
    assert "style=" not in text
    assert "room_board.js" in text


def test_a_candidate_never_sees_the_board(act: Act, app: Flask, signed_in: SignIn) -> None:
    sitting, enrolments = opened_now(act)
    account_id = enrolments[0].registration.candidate.account_id
    act.session.commit()
    client = signed_in(Role.CANDIDATE, account_id=account_id)
    answer = client.get(
        f"/invigilator/sittings/{sitting.id}/rooms/{enrolments[0].room_id}/board.json"
    )
    assert answer.status_code == 404
