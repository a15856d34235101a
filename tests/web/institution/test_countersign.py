"""机构端: a base sees its own trainees only, signs for them, or sends a stay back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from examsite.accreditation.models import Stay
from examsite.accreditation.rules.stays import StayState
from examsite.audit.act import Act
from examsite.core.db import Database
from examsite.people.rules.roles import Role
from tests.makers import people, practice

Desk = Callable[..., FlaskClient]
SIGNED = {"sign-teacher": "赵老师", "sign-log": "全程辅导，内容属实"}


@pytest.fixture
def base(signed_in: Desk) -> FlaskClient:
    return signed_in(Role.PRACTICE_BASE)


@pytest.fixture
def stay(act: Act, base: FlaskClient) -> Stay:
    """A stay at the base of the signed-in account."""
    unit = practice.base(act, base.account_id)  # type: ignore[attr-defined]
    made = practice.stay(act, people.candidate(act), unit)
    act.session.commit()
    return made


def state_of(database: Database, stay_id: int) -> StayState:
    with database.reading() as session:
        return session.get_one(Stay, stay_id).state


def test_the_base_lists_and_exports_its_trainees(base: FlaskClient, stay: Stay) -> None:
    assert "张三" in base.get("/institution/").text
    assert "张三" not in base.get("/institution/?state=verified").text
    assert base.get("/institution/?export=xlsx").data[:2] == b"PK"


def test_the_teacher_signs(base: FlaskClient, stay: Stay, database: Database) -> None:
    assert base.post(f"/institution/stays/{stay.id}/countersign", data=SIGNED).status_code == 303
    assert state_of(database, stay.id) is StayState.COUNTERSIGNED


def test_no_signature_without_a_teachers_name(
    base: FlaskClient, stay: Stay, database: Database
) -> None:
    form = SIGNED | {"sign-teacher": ""}
    shown = base.post(f"/institution/stays/{stay.id}/countersign", data=form).text
    assert "请填写责任教师姓名" in shown
    assert "全程辅导，内容属实" in shown
    assert state_of(database, stay.id) is StayState.DECLARED


def test_a_stay_goes_back_with_a_note(base: FlaskClient, stay: Stay, database: Database) -> None:
    address = f"/institution/stays/{stay.id}/return"
    assert base.post(address, data={"back-note": ""}).status_code == 200
    assert base.post(address, data={"back-note": "日期不符"}).status_code == 303
    assert state_of(database, stay.id) is StayState.RETURNED


def test_a_running_stay_cannot_be_signed_yet(base: FlaskClient, act: Act) -> None:
    unit = practice.base(act, base.account_id)  # type: ignore[attr-defined]
    running = practice.stay(act, people.candidate(act), unit, ended_on=act.today.replace(day=20))
    act.session.commit()
    assert "countersign" not in base.get(f"/institution/stays/{running.id}").text


def test_another_base_finds_nothing(signed_in: Desk, act: Act, stay: Stay) -> None:
    stranger = signed_in(Role.PRACTICE_BASE)
    practice.base(act, stranger.account_id)  # type: ignore[attr-defined]
    act.session.commit()
    assert "张三" not in stranger.get("/institution/").text
    assert stranger.get(f"/institution/stays/{stay.id}").status_code == 404
    answer = stranger.post(f"/institution/stays/{stay.id}/countersign", data=SIGNED)
    assert answer.status_code == 404


def test_an_account_without_a_base_is_told_so(signed_in: Desk) -> None:
    assert "还没有关联" in signed_in(Role.PRACTICE_BASE).get("/institution/").text
