"""The centre's desk: queues by role, rounds with their plan, practice to verify."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from examsite.accreditation import actions as accreditation
from examsite.accreditation.models import Stay
from examsite.accreditation.rules.stays import StayState
from examsite.audit.act import Act
from examsite.core.db import Database
from examsite.people.rules.roles import Role
from examsite.registration.models import Round
from tests.makers import people, practice, registration

Desk = Callable[..., FlaskClient]
ROUND = {
    "name": "2026年第1批",
    "year": "2026",
    "number": "1",
    "levels": ["assistant", "manager"],
    "opens_at": "2026-03-10T09:00",
    "closes_at": "2026-04-10T18:00",
}


def test_the_home_shows_the_queues_of_the_roles_held(signed_in: Desk, act: Act) -> None:
    registration.submitted(act, people.graduate(act), registration.open_round(act))
    act.session.commit()
    shown = signed_in(Role.REGISTRAR).get("/centre/").text
    assert "待审核报名" in shown
    assert "待发放证书" not in shown
    assert "待发放证书" in signed_in(Role.ISSUER).get("/centre/").text
    assert "待审核报名" not in signed_in(Role.EXAM_OFFICER).get("/centre/").text


def test_every_role_of_the_centre_has_a_home(signed_in: Desk) -> None:
    for role in (Role.ITEM_AUTHOR, Role.ITEM_REVIEWER, Role.PRINTER):
        assert signed_in(role).get("/centre/").status_code == 200


def test_a_round_is_made_in_beijing_time(signed_in: Desk, database: Database) -> None:
    officer = signed_in(Role.EXAM_OFFICER)
    assert officer.post("/centre/rounds/new", data=ROUND).status_code == 303
    with database.reading() as session:
        made = session.get_one(Round, 1)
    assert made.opens_at.isoformat() == "2026-03-10T01:00:00+00:00"
    assert made.levels == ["assistant", "manager"]
    assert "2026-03-10 09:00" in officer.get("/centre/rounds").text


def test_a_round_that_closes_before_it_opens_is_refused_at_the_field(signed_in: Desk) -> None:
    wrong = ROUND | {"closes_at": "2026-03-10T09:00"}
    shown = signed_in(Role.EXAM_OFFICER).post("/centre/rounds/new", data=wrong)
    assert "截止时间要晚于开始时间" in shown.text
    assert "2026年第1批" in shown.text


def test_the_plan_goes_from_the_centre_to_hr_and_back_with_a_number(signed_in: Desk) -> None:
    officer = signed_in(Role.EXAM_OFFICER)
    officer.post("/centre/rounds/new", data=ROUND)
    officer.post("/centre/rounds/1", data={"text": "评价方案全文"})
    hr = signed_in(Role.HR)
    assert "2026年第1批" in hr.get("/authority/plans").text
    assert "评价方案全文" in hr.get("/authority/plans/1").text
    hr.post("/authority/plans/1", data={"number": "浙人社备〔2026〕1号"})
    assert "浙人社备〔2026〕1号" in officer.get("/centre/rounds/1").text


def test_a_countersigned_stay_is_verified_at_the_centre(
    signed_in: Desk, act: Act, database: Database
) -> None:
    unit = practice.base(act)
    stay = practice.stay(act, people.candidate(act), unit)
    accreditation.countersign(act, stay.id, unit.id, "赵老师", "客服实训一个月")
    act.session.commit()
    registrar = signed_in(Role.REGISTRAR)
    assert "赵老师" in registrar.get("/centre/practice").text
    registrar.post(f"/centre/practice/{stay.id}/verify")
    with database.reading() as session:
        assert session.get_one(Stay, stay.id).state is StayState.VERIFIED


def test_a_firm_that_is_no_ecommerce_firm_is_verified_but_does_not_count(
    signed_in: Desk, act: Act, database: Database
) -> None:
    stay = practice.internship(act, people.candidate(act))
    act.session.commit()
    registrar = signed_in(Role.REGISTRAR)
    registrar.post(f"/centre/practice/{stay.id}/verify", data={"relevant_firm": "no"})
    with database.reading() as session:
        assert not session.get_one(Stay, stay.id).relevant_firm


def test_a_stay_without_signature_offers_no_verification(signed_in: Desk, act: Act) -> None:
    stay = practice.stay(act, people.candidate(act), practice.base(act))
    act.session.commit()
    registrar = signed_in(Role.REGISTRAR)
    assert (
        f"/centre/practice/{stay.id}/verify"
        not in registrar.get(f"/centre/practice/{stay.id}").text
    )
