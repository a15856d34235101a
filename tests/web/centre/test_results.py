"""The exam officer's results: decide, propose, publish after another person agreed; and why."""

from __future__ import annotations

import json
from collections.abc import Callable

from flask.testing import FlaskClient

from examsite.approvals import actions as approvals
from examsite.approvals import queries as queries_of_approvals
from examsite.approvals.rules import Kind
from examsite.audit.act import Act
from examsite.cli.decide import decide
from examsite.people.rules.roles import Role
from examsite.scoring import queries
from tests.makers import marking
from tests.makers import scoring as maker

SignedIn = Callable[..., FlaskClient]


def test_an_officer_decides_proposes_and_publishes(
    act: Act, act_as: maker.ActAs, signed_in: SignedIn
) -> None:
    sitting = maker.closed_sitting(act)
    maker.passes(act, sitting)
    province = act_as(Role.PROVINCE)
    act.session.commit()
    officer = signed_in(Role.EXAM_OFFICER)
    page = f"/centre/results/{sitting.id}"
    assert officer.post(f"{page}/decide").status_code == 303
    assert officer.post(f"{page}/propose", data={"reason": ""}).status_code == 200
    assert officer.post(f"{page}/propose", data={"reason": "已核对"}).status_code == 303
    officer.post(f"{page}/publish")
    assert queries.counts(act.session, sitting.id) == {("decided", "passed"): 1}
    act.session.rollback()
    from_queue = queries_of_approvals.pending(province.session, list(Kind))
    approvals.decide(province, from_queue[0].id, True)
    act.session.commit()
    assert "发布成绩" in officer.get(page).get_data(as_text=True)
    officer.post(f"{page}/publish")
    assert queries.counts(act.session, sitting.id) == {("published", "passed"): 1}


def test_the_page_shows_reconciliations_figures_and_the_list(
    act: Act, act_as: maker.ActAs, signed_in: SignedIn
) -> None:
    sitting = maker.closed_sitting(act)
    maker.passes(act, sitting)
    failed = maker.sat(
        act, sitting, {"service": maker.GOOD, "design": {"online": "12", "practical": "absent"}}
    )
    maker.published(act_as, sitting)
    act.session.commit()
    officer = signed_in(Role.EXAM_OFFICER)
    text = officer.get(f"/centre/results/{sitting.id}").get_data(as_text=True)
    assert "到考：编场 = 到考 + 缺考 + 作废" in text
    assert "美工设计" in text
    filtered = officer.get(f"/centre/results/{sitting.id}?outcome=not_passed").get_data(
        as_text=True
    )
    assert filtered.count("为什么") == 1
    assert failed.number in filtered
    chart = officer.get(f"/centre/results/{sitting.id}/chart.svg")
    assert b"<svg" in chart.data
    sheet = officer.get(f"/centre/results/{sitting.id}?export=xlsx")
    assert sheet.data.startswith(b"PK")
    assert officer.get("/centre/results").status_code == 200


def test_the_reason_can_be_taken_away_and_decided_again(act: Act, signed_in: SignedIn) -> None:
    sitting = maker.closed_sitting(act)
    one = maker.sat(
        act, sitting, {"service": maker.GOOD, "design": {"online": "12", "practical": "60"}}
    )
    act.session.commit()
    officer = signed_in(Role.EXAM_OFFICER)
    officer.post(f"/centre/results/{sitting.id}/decide")
    result = queries.result_of(act.session, one.id)
    assert result is not None
    page = officer.get(f"/centre/result/{result.id}").get_data(as_text=True)
    assert "在线考试成绩 12 分，未达到 60 分" in page
    case = json.loads(officer.get(f"/centre/result/{result.id}/case.json").data)
    assert decide("scoring", case)[0]["reasons"] == ["design.online:below_60"]


def test_facility_shows_numbers_and_no_item_text(act: Act, signed_in: SignedIn) -> None:
    stage = marking.stage(act)
    marking.online_part(act, stage, marking.enrolled(act, stage), {1: [1]})
    act.session.commit()
    text = (
        signed_in(Role.EXAM_OFFICER)
        .get(f"/centre/results/{stage.sitting.id}/items")
        .get_data(as_text=True)
    )
    assert "item-1" in text
    assert "题干" not in text


def test_nobody_else_of_the_centre_opens_results(act: Act, signed_in: SignedIn) -> None:
    sitting = maker.closed_sitting(act)
    act.session.commit()
    for role in (Role.REGISTRAR, Role.ISSUER, Role.MARKER, Role.CANDIDATE):
        assert signed_in(role).get(f"/centre/results/{sitting.id}").status_code == 404
