"""The pages around the player: waiting, starting, closed; works with their materials and receipt."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from examsite.audit.act import SYSTEM, Act
from examsite.core import files
from examsite.core.db import Database
from examsite.delivery import actions, queries
from examsite.delivery.rules import log
from examsite.people.rules.roles import Role
from examsite.sittings.models import SittingUnit
from tests.conftest import MOMENT
from tests.makers import delivery as makers


class Candidate:
    """A signed-in candidate of a sitting, with the ids of both components."""

    def __init__(self, client: FlaskClient, held: makers.Held, exam: int, work: int) -> None:
        self.client, self.held, self.exam, self.work = client, held, exam, work

    def get(self, path: str) -> str:
        return self.client.get(f"/candidate/{path}", follow_redirects=True).get_data(as_text=True)


@pytest.fixture
def candidate(
    database: Database, signed_in: Callable[..., FlaskClient]
) -> Callable[..., Candidate]:
    def make(**facts: Any) -> Candidate:
        with database.writing() as session:
            act = Act(session, SYSTEM, MOMENT)
            held = makers.a_sitting(act, **facts)
            first = held.candidates[0]
            exam = makers.component_of(act, first).id
            work = makers.component_of(act, first, "practical").id
            session.commit()
        client = signed_in(Role.CANDIDATE, account_id=first.account_id)
        return Candidate(client, held, exam, work)

    return make


def test_who_was_not_let_in_is_told_where_to_go(candidate: Callable[..., Candidate]) -> None:
    one = candidate(arrived=False)
    page = one.get(f"exam/{one.exam}")
    assert "监考员还没有办理您的入场" in page
    assert '<button class="btn btn-primary btn-lg">' not in page


def test_before_the_start_the_page_counts_down(
    app: Flask, candidate: Callable[..., Candidate]
) -> None:
    one = candidate(starts_in=timedelta(minutes=10))
    assert "距离开考" in one.get(f"exam/{one.exam}")
    assert "请按材料完成应答记录" not in one.get(f"works/{one.work}")
    app.config["CLOCK"] = lambda: MOMENT + timedelta(minutes=10)
    assert "可以开始" in one.get(f"exam/{one.exam}")
    assert "请按材料完成应答记录" in one.get(f"works/{one.work}")


def test_starting_leads_to_the_player_which_holds_no_question(
    candidate: Callable[..., Candidate],
) -> None:
    one = candidate()
    answer = one.client.post(f"/candidate/exam/{one.exam}")
    assert answer.status_code == 303
    page = one.get(f"exam/{one.exam}/player")
    assert 'id="stage"' in page
    assert "下列说法" not in page
    assert "继续作答" in one.get(f"exam/{one.exam}")


def test_a_closed_paper_shows_its_receipt_and_opens_no_more(
    candidate: Callable[..., Candidate], database: Database
) -> None:
    one = candidate()
    one.client.post(f"/candidate/exam/{one.exam}")
    with database.writing() as session:
        actions.close_due(Act(session, SYSTEM, MOMENT + timedelta(hours=3)))
        attempt = queries.attempt_of(session, one.exam)
        assert attempt is not None
        session.commit()
    page = one.get(f"exam/{one.exam}/player")
    assert log.receipt(attempt.head) in page
    assert 'id="stage"' not in page


def test_anothers_exam_and_work_are_not_found(
    candidate: Callable[..., Candidate], signed_in: Callable[..., FlaskClient]
) -> None:
    one = candidate(candidates=2)
    stranger = signed_in(Role.CANDIDATE, account_id=one.held.candidates[1].account_id)
    for path in (f"exam/{one.exam}", f"exam/{one.exam}/player", f"works/{one.work}", "exam/99999"):
        assert stranger.get(f"/candidate/{path}").status_code == 404


def test_a_work_is_uploaded_and_handed_in_with_a_receipt(
    candidate: Callable[..., Candidate],
) -> None:
    one = candidate()
    sent = {"file": (io.BytesIO("您好".encode()), "应答.txt")}
    path = f"/candidate/works/{one.work}"
    assert one.client.post(f"{path}/files/0", data=sent).status_code == 303
    page = one.get(f"works/{one.work}")
    assert "应答.txt" in page
    assert one.client.post(f"{path}/hand-in").status_code == 303
    page = one.get(f"works/{one.work}")
    assert "作品已提交" in page
    assert "data-upload" not in page


def test_a_refused_file_is_explained_and_nothing_is_stored(
    candidate: Callable[..., Candidate],
) -> None:
    one = candidate()
    sent = {"file": (io.BytesIO(b"<html>"), "answer.pdf")}
    answer = one.client.post(f"/candidate/works/{one.work}/files/0", data=sent)
    assert answer.status_code == 422
    assert "内容不是所需类型" in answer.get_data(as_text=True)
    answer = one.client.post(f"/candidate/works/{one.work}/hand-in")
    assert "还缺少必交的文件：应答记录" in answer.get_data(as_text=True)


def test_materials_are_given_out_from_the_start_as_downloads(
    app: Flask, candidate: Callable[..., Candidate], database: Database
) -> None:
    one = candidate(starts_in=timedelta(minutes=10))
    with database.writing() as session:
        unit = session.query(SittingUnit).filter_by(sitting_id=one.held.sitting.id).one()
        sha256 = files.of(session).put(b"a,b\n1,2\n")
        unit.brief.materials = [{"name": "数据.csv", "sha256": sha256, "size": 8, "kind": "csv"}]
        session.commit()
    path = f"/candidate/works/{one.work}/materials/0"
    assert one.client.get(path).status_code == 404
    app.config["CLOCK"] = lambda: MOMENT + timedelta(minutes=10)
    answer = one.client.get(path)
    assert (answer.status_code, answer.data) == (200, b"a,b\n1,2\n")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert one.client.get(path[:-1] + "7").status_code == 404
