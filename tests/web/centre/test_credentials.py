"""The issuer's and the printer's page: batches by two persons, the print list, issuing one by one."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from examsite.approvals import actions as approvals
from examsite.approvals import queries as waiting
from examsite.approvals.rules import Kind
from examsite.audit.act import Act
from examsite.credentials import queries
from examsite.people.rules.roles import Role
from tests.makers import scoring as maker

SignedIn = Callable[..., FlaskClient]


def test_a_batch_goes_from_due_to_issued(
    act: Act, act_as: maker.ActAs, signed_in: SignedIn
) -> None:
    sitting = maker.closed_sitting(act)
    for _ in range(2):
        maker.practised(act, maker.passes(act, sitting))
    maker.final(act_as, sitting)
    second = act_as(Role.PROVINCE)
    act.session.commit()
    issuer, printer = signed_in(Role.ISSUER), signed_in(Role.PRINTER)
    ids = [row.id for row in queries.credentials(act.session)[0]]
    act.session.rollback()

    assert "待登记" in issuer.get("/centre/credentials?state=due").get_data(as_text=True)
    issuer.post("/centre/credentials/propose", data={"ids": ids, "reason": "已核对"})
    (approval,) = waiting.pending(act.session, list(Kind))
    approvals.decide(second, approval.id, True)
    act.session.commit()
    assert "登记编号" in issuer.get("/centre/credentials").get_data(as_text=True)
    issuer.post(f"/centre/credentials/register/{approval.id}")
    sheet = printer.post("/centre/credentials/print", data={"all": "1"})
    assert sheet.data.startswith(b"PK")
    again = printer.post("/centre/credentials/print-list", data={"ids": ids})
    assert again.data.startswith(b"PK")

    page = f"/centre/credentials/{ids[0]}"
    assert printer.post(page, data={"recipient_checked": "y"}).status_code == 404
    assert "请先核验领证人身份" in issuer.post(page, data={}).get_data(as_text=True)
    assert issuer.post(page, data={"recipient_checked": "y"}).status_code == 303
    assert queries.counts(act.session) == {"issued": 1, "printed": 1}
    assert issuer.get(f"{page}.pdf").data.startswith(b"%PDF")
    assert issuer.get(f"/centre/credentials/{ids[1]}.pdf").status_code == 404


def test_nothing_ticked_is_said_and_nothing_happens(act: Act, signed_in: SignedIn) -> None:
    issuer = signed_in(Role.ISSUER)
    answer = issuer.post(
        "/centre/credentials/print", headers={"Referer": "http://localhost/centre/credentials"},
        follow_redirects=True,
    )  # fmt: skip
    assert "请先在列表中勾选证书" in answer.get_data(as_text=True)


def test_what_is_blocked_says_why(act: Act, act_as: maker.ActAs, signed_in: SignedIn) -> None:
    sitting = maker.closed_sitting(act)
    maker.passes(act, sitting)
    maker.final(act_as, sitting)
    act.session.commit()
    issuer = signed_in(Role.ISSUER)
    assert "实训（实习）尚未核实" in issuer.get("/centre/credentials").get_data(as_text=True)
    (row,) = queries.credentials(act.session)[0]
    assert "还差" in issuer.get(f"/centre/credentials/{row.id}").get_data(as_text=True)
    assert issuer.get("/centre/credentials?export=xlsx").data.startswith(b"PK")


def test_a_printer_opens_the_list_and_a_registrar_does_not(signed_in: SignedIn) -> None:
    assert signed_in(Role.PRINTER).get("/centre/credentials").status_code == 200
    assert signed_in(Role.REGISTRAR).get("/centre/credentials").status_code == 404
