"""Allocation through the browser's door."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from examsite.audit.act import SYSTEM, Act
from examsite.core.db import Database
from examsite.marking import queries
from examsite.people.rules.roles import Role
from tests.conftest import MOMENT
from tests.makers import marking as make

SignedIn = Callable[..., FlaskClient]


def sitting_with_works(database: Database, number: int) -> tuple[int, list[int]]:
    with database.writing() as session:
        act = Act(session, SYSTEM, MOMENT)
        on = make.stage(act)
        for _number in range(number):
            make.work(act, make.enrolled(act, on))
        markers = [make.marker(act, "阅卷员甲"), make.marker(act, "阅卷员乙")]
        session.commit()
        return on.sitting.id, markers


@pytest.mark.parametrize("role", [Role.EXAM_OFFICER, Role.CHIEF_MARKER])
def test_works_are_coded_assigned_and_reassigned(
    database: Database, signed_in: SignedIn, role: Role
) -> None:
    sitting_id, (first, second) = sitting_with_works(database, 4)
    client = signed_in(role)
    page = f"/centre/allocation/{sitting_id}"
    assert "示例场次" in client.get("/centre/allocation").text
    assert "为 4 份作品编密号" in client.get(page).text
    client.post(f"{page}/take-in")
    answer = client.post(page, data={"units": make.UNIT})
    assert "请至少选择一名阅卷员" in answer.text
    answer = client.post(page, data={"units": make.UNIT, "markers": [first, second]})
    assert answer.status_code == 303
    with database.reading() as session:
        assert queries.loads(session, [first, second]) == {first: 2, second: 2}
        code = queries.scripts_of(session, first)[0][0].script.code
    assert code in client.get(page).text
    client.post(f"{page}/reassign", data={"code": code, "marker": first, "to": second})
    with database.reading() as session:
        assert queries.loads(session, [first, second]) == {first: 1, second: 3}
    assert client.get(f"{page}?export=xlsx").status_code == 200


def test_the_page_names_codes_and_never_candidates(database: Database, signed_in: SignedIn) -> None:
    sitting_id, markers = sitting_with_works(database, 2)
    client = signed_in(Role.EXAM_OFFICER)
    page = f"/centre/allocation/{sitting_id}"
    client.post(f"{page}/take-in")
    client.post(page, data={"units": make.UNIT, "markers": markers})
    text = client.get(page).text
    assert "考生甲" not in text
    assert "BM2026" not in text
    assert "26013301" not in text


def test_a_marker_allocates_nothing(database: Database, signed_in: SignedIn) -> None:
    sitting_id, _markers = sitting_with_works(database, 1)
    client = signed_in(Role.MARKER)
    assert client.get(f"/centre/allocation/{sitting_id}").status_code == 404
    assert client.post(f"/centre/allocation/{sitting_id}/take-in").status_code == 404
