"""系统管理: accounts, roles, one-time links, and the audit log with its chain."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from examsite.audit.act import Act
from examsite.audit.actions import seal
from examsite.audit.models import Entry
from examsite.core.db import Database
from examsite.people.models import Account
from examsite.people.rules.roles import Role
from tests.makers import practice

Desk = Callable[..., FlaskClient]


@pytest.fixture
def security(signed_in: Desk) -> FlaskClient:
    return signed_in(Role.SECURITY_ADMIN)


@pytest.fixture
def second(signed_in: Desk) -> FlaskClient:
    return signed_in(Role.SECURITY_ADMIN)


def opened(client: FlaskClient, role: Role = Role.REGISTRAR) -> str:
    """The page of a new account, whose role waits for a second person."""
    form = {"name": "周审核", "login": "zhoushenhe", "role": role.value, "region": ""}
    made = client.post("/administration/accounts/new", data=form | {"reason": "新入职"})
    return made.location


def approve(client: FlaskClient, verdict: str = "approve") -> TestResponse:
    """Decide the newest proposal that waits on the approvals page."""
    shown = client.get("/administration/approvals").text
    waiting = re.findall(r'action="(/administration/approvals/\d+)"', shown)
    return client.post(waiting[-1], data={"verdict": verdict, "note": "不需要"})


def roles_of(database: Database, login: str) -> set[Role]:
    with database.reading() as session:
        account_id = session.scalar(sa.select(Account.id).where(Account.login == login))
    assert account_id is not None
    return held(database, account_id)


def held(database: Database, account_id: int) -> set[Role]:
    with database.reading() as session:
        grants = session.get_one(Account, account_id).grants
        return {grant.role for grant in grants if grant.ended_at is None}


def test_accounts_are_found_and_exported(security: FlaskClient) -> None:
    opened(security)
    assert "周审核" in security.get("/administration/accounts?q=zhou").text
    assert "周审核" not in security.get("/administration/accounts?role=marker").text
    assert security.get("/administration/accounts?export=xlsx").data[:2] == b"PK"


def test_a_role_is_granted_by_two_and_ended_by_one(
    security: FlaskClient, second: FlaskClient, database: Database
) -> None:
    page = opened(security)
    approve(second)
    form = {"role": "issuer", "region": "", "reason": "发证人手不足"}
    security.post(f"{page}/roles", data=form)
    assert roles_of(database, "zhoushenhe") == {Role.REGISTRAR}
    assert "发证人手不足" in second.get("/administration/approvals").text
    approve(second)
    assert roles_of(database, "zhoushenhe") == {Role.REGISTRAR, Role.ISSUER}
    end = re.search(r'action="([^"]+/end)"', security.get(page).text)
    assert end is not None
    security.post(end[1])
    assert len(roles_of(database, "zhoushenhe")) == 1


def test_who_proposed_a_role_does_not_approve_it(security: FlaskClient, database: Database) -> None:
    page = opened(security)
    assert "等待另一人决定" in security.get("/administration/approvals").text
    security.post("/administration/approvals/1", data={"verdict": "approve"})
    assert roles_of(database, "zhoushenhe") == set()
    assert "待审批" in security.get(page).text


def test_a_declined_role_is_not_granted(
    security: FlaskClient, second: FlaskClient, database: Database
) -> None:
    opened(security)
    assert "等待您决定" in second.get("/administration/accounts").text
    approve(second, "decline")
    assert roles_of(database, "zhoushenhe") == set()
    assert "等待您决定" not in second.get("/administration/accounts").text


def test_a_role_about_oneself_is_left_to_others(
    security: FlaskClient, second: FlaskClient, database: Database
) -> None:
    own = f"/administration/accounts/{second.account_id}"  # type: ignore[attr-defined]
    security.post(f"{own}/roles", data={"role": "issuer", "region": "", "reason": "方便"})
    assert "关系到您本人" in second.get("/administration/approvals").text
    answer = second.post("/administration/approvals/1", data={"verdict": "approve"})
    assert answer.status_code == 409
    assert Role.ISSUER not in held(database, second.account_id)  # type: ignore[attr-defined]


def test_a_city_needs_its_city(security: FlaskClient) -> None:
    page = opened(security)
    for region in ("", "atlantis"):
        form = {"role": "city", "region": region, "reason": "新设"}
        assert "is-invalid" in security.post(f"{page}/roles", data=form).text


def test_nobody_grants_a_role_to_themselves(security: FlaskClient, database: Database) -> None:
    own = f"/administration/accounts/{security.account_id}"  # type: ignore[attr-defined]
    form = {"role": "issuer", "region": "", "reason": "方便"}
    shown = security.post(f"{own}/roles", data=form).text
    assert "不能给自己" in shown
    assert Role.ISSUER not in held(database, security.account_id)  # type: ignore[attr-defined]


def test_a_one_time_link_is_shown_once_and_signs_in(security: FlaskClient, app: Flask) -> None:
    page = opened(security)
    assert "请写明理由" in security.post(f"{page}/link").text
    shown = security.post(f"{page}/link", data={"link-reason": "首次登录"}).text
    link = re.search(r"/sign-in/once/[\w-]+", shown)
    assert link is not None
    assert link[0] not in security.get(page).text
    assert app.test_client().post(link[0]).status_code == 303


def test_who_signs_in_by_a_handed_out_link_reads_why(security: FlaskClient, app: Flask) -> None:
    shown = security.post(f"{opened(security)}/link", data={"link-reason": "忘记密码"}).text
    link = re.search(r"/sign-in/once/[\w-]+", shown)
    assert link is not None
    holder = app.test_client()
    holder.post(link[0])
    assert "忘记密码" in holder.get("/notices").text


def test_an_account_joins_a_practice_base(
    security: FlaskClient, second: FlaskClient, act: Act
) -> None:
    unit = practice.base(act)
    act.session.commit()
    page = opened(security, Role.PRACTICE_BASE)
    approve(second)
    security.post(f"{page}/unit", data={"unit_id": str(unit.id)})
    assert unit.name in security.get(page).text


def test_an_auditor_reads_accounts_but_changes_nothing(
    signed_in: Desk, security: FlaskClient
) -> None:
    page, auditor = opened(security), signed_in(Role.AUDITOR)
    assert "生成登录链接" not in auditor.get(page).text
    for what in ("roles", "link", "unit", "roles/1/end"):
        assert auditor.post(f"{page}/{what}").status_code == 404


def table(page: str) -> str:
    """The table of a page."""
    return page[page.index("<table") : page.index("</table>")]


def test_the_audit_log_is_searched_exported_and_checked(
    signed_in: Desk, security: FlaskClient, database: Database
) -> None:
    opened(security)
    with database.writing() as session:
        seal(session)
        session.commit()
    auditor = signed_in(Role.AUDITOR)
    for asked in ("opened_account", "开立账号", "安全管理员"):
        assert "开立账号" in auditor.get(f"/administration/audit?q={asked}").text
    assert "登录" not in table(auditor.get("/administration/audit?q=开立").text)
    assert "没有符合条件" in auditor.get("/administration/audit?q=nothing_of_it").text
    assert auditor.get("/administration/audit?export=xlsx").data[:2] == b"PK"
    assert "完整" in auditor.get("/administration/audit?check=1").text


def test_a_changed_entry_breaks_the_chain_at_its_place(
    signed_in: Desk, security: FlaskClient, database: Database
) -> None:
    opened(security)
    with database.writing() as session:
        seal(session)
        session.execute(sa.update(Entry).where(Entry.place == 2).values(verb="nothing"))
        session.commit()
    assert "第 2 条" in signed_in(Role.AUDITOR).get("/administration/audit?check=1").text


@pytest.mark.parametrize("role", [Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.PROVINCE])
def test_only_the_auditor_reads_the_log(signed_in: Desk, role: Role) -> None:
    assert signed_in(role).get("/administration/audit").status_code == 404


def test_the_system_administrator_has_a_page_without_business(signed_in: Desk) -> None:
    administrator = signed_in(Role.SYSTEM_ADMIN)
    assert administrator.get("/administration/").status_code == 200
    assert administrator.get("/administration/accounts").status_code == 404
