"""主管部门: who sees which city's progress, and the opening day that takes two persons of the province."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from examsite.audit.act import Act
from examsite.catalogue.queries import settings_on
from examsite.core.db import Database
from examsite.people.rules.roles import Role
from examsite.planning import actions as planning
from tests.makers import people, registration

Desk = Callable[..., FlaskClient]
OPENING = {"opens_on": "2026-06-01", "reason": "省级标准已发布"}


@pytest.fixture
def planned(act: Act) -> None:
    """The tasks, and one person of Hangzhou registered this year."""
    planning.load_plan(act)
    registration.submitted(act, people.graduate(act), registration.open_round(act))
    act.session.commit()


def cities(client: FlaskClient) -> set[str]:
    shown = client.get("/authority/plan").text
    return {name for name in ("杭州", "宁波", "金华", "义乌") if f"{name}</th>" in shown}


@pytest.mark.usefixtures("planned")
def test_the_province_sees_every_city(signed_in: Desk) -> None:
    assert cities(signed_in(Role.PROVINCE)) == {"杭州", "宁波", "金华", "义乌"}


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize("role", [Role.CITY, Role.COUNTY])
def test_a_city_sees_itself_and_jinhua_sees_yiwu(signed_in: Desk, role: Role) -> None:
    assert cities(signed_in(role, "hangzhou")) == {"杭州"}
    assert cities(signed_in(role, "jinhua")) == {"金华", "义乌"}
    assert cities(signed_in(role, "yiwu")) == {"义乌"}


@pytest.mark.usefixtures("planned")
def test_progress_counts_people_and_exports(signed_in: Desk) -> None:
    city = signed_in(Role.CITY, "hangzhou")
    shown = city.get("/authority/plan").text
    assert "<td>5,000</td><td>0</td><td>0%</td><td>1</td><td>0</td>" in shown
    assert city.get("/authority/plan?export=xlsx").data[:2] == b"PK"
    assert signed_in(Role.PROVINCE).get("/authority/plan/chart.svg").mimetype == "image/svg+xml"


def test_an_opening_day_takes_two_persons(signed_in: Desk, database: Database, act: Act) -> None:
    first, second = signed_in(Role.PROVINCE), signed_in(Role.PROVINCE)
    assert first.post("/authority/opening", data=OPENING).status_code == 303
    approve = {"verdict": "approve"}
    first.post("/authority/approvals/1", data=approve, headers={"Referer": "/authority/"})
    with database.reading() as session:
        assert "senior_open_from" not in settings_on(session, act.today)
    second.post("/authority/approvals/1", data=approve)
    with database.reading() as session:
        assert settings_on(session, act.today)["senior_open_from"] == "2026-06-01"
    assert "2026-06-01" in first.get("/authority/opening").text


@pytest.mark.parametrize("role", [Role.CITY, Role.HR, Role.ASSOCIATION, Role.REGISTRAR])
def test_only_the_province_opens_a_level(signed_in: Desk, role: Role) -> None:
    desk = signed_in(role, "hangzhou")
    assert desk.post("/authority/opening", data=OPENING).status_code == 404


def test_a_proposal_of_another_power_is_not_decided_here(signed_in: Desk) -> None:
    signed_in(Role.PROVINCE).post("/authority/opening", data=OPENING)
    answer = signed_in(Role.REGISTRAR).post("/centre/approvals/1", data={"verdict": "approve"})
    assert answer.status_code == 404


@pytest.mark.parametrize("role", [Role.PROVINCE, Role.CITY, Role.EXAM_OFFICER])
def test_only_hr_files_a_plan(signed_in: Desk, act: Act, role: Role) -> None:
    registration.open_round(act)
    act.session.commit()
    assert signed_in(role, "hangzhou").get("/authority/plans/1").status_code == 404
