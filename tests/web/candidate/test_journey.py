"""The way of a registration on the home page: the seat, the test, and nothing of a result before it is published."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from examsite.audit.act import SYSTEM, Act
from examsite.core.db import Database
from examsite.people.rules.roles import Role
from examsite.scoring import actions as scoring
from tests.conftest import MOMENT
from tests.makers import scoring as marks
from tests.makers import sittings as seats

SignIn = Callable[..., FlaskClient]


@pytest.fixture
def in_act(database: Database) -> Callable[[Callable[[Act], int]], int]:
    """Do something in an act of its own, committed, and hand back the number it gives."""

    def do(deed: Callable[[Act], int]) -> int:
        with database.writing() as session:
            found = deed(Act(session, SYSTEM, MOMENT))
            session.commit()
            return found

    return do


def home(signed_in: SignIn, account_id: int) -> str:
    page = signed_in(Role.CANDIDATE, account_id=account_id).get("/candidate/").text
    return re.sub(r'name="csrf_token"[^>]*>', "", page)


def test_with_a_seat_the_ticket_is_the_next_step(
    signed_in: SignIn, in_act: Callable[..., int]
) -> None:
    account_id = in_act(lambda act: seats.enrolled(act, 1)[1][0].registration.candidate.account_id)
    page = home(signed_in, account_id)
    assert "打印准考证，按时参加考试" in page
    assert "1 号座位" in page


def test_once_the_sitting_is_open_the_test_is_the_next_step(
    signed_in: SignIn, in_act: Callable[..., int]
) -> None:
    account_id = in_act(lambda act: seats.opened(act, 1)[1][0].registration.candidate.account_id)
    page = home(signed_in, account_id)
    assert "已交 0 / 2" in page
    assert "/candidate/exam/" in page


def test_no_result_shows_before_it_is_published(
    signed_in: SignIn, in_act: Callable[..., int]
) -> None:
    def sits(act: Act) -> int:
        return marks.passes(act, marks.closed_sitting(act)).candidate.account_id

    def decides(act: Act) -> int:
        scoring.decide_results(act, 1)
        return 0

    account_id = in_act(sits)
    before = home(signed_in, account_id)
    in_act(decides)
    assert home(signed_in, account_id) == before
    assert "现在还不知道结果" in before
