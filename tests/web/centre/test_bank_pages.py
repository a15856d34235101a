"""题库 and 组卷 pages: who sees a key, what an export holds, and what an exam officer is not shown."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from examsite.audit import queries as audit
from examsite.audit.act import SYSTEM, Act
from examsite.bank import queries as bank
from examsite.core.db import Database
from examsite.papers import actions as papers
from examsite.papers import queries as paper_queries
from examsite.people.rules.roles import Role
from tests.conftest import MOMENT
from tests.makers.bank import write_bank

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def blueprint_id(database: Database, tmp_path: Path) -> int:
    """A small bank of 网络客服 with its blueprint, committed."""
    with database.writing() as session:
        act = Act(session, SYSTEM, MOMENT)
        papers.load_bank(act, write_bank(tmp_path / "bank"))
        found = paper_queries.blueprints(session)[0].id
        session.commit()
    return found


def text(answer: object) -> str:
    return answer.get_data(as_text=True)  # type: ignore[attr-defined,no-any-return]


def test_an_item_is_shown_without_its_key_until_the_key_is_asked_for(
    blueprint_id: int, database: Database, signed_in: Callable[..., FlaskClient]
) -> None:
    author = signed_in(Role.ITEM_AUTHOR)
    with database.reading() as session:
        version = bank.versions_of(session, "service-01-001")[0]
    page = text(author.get("/centre/bank/items/service-01-001"))
    assert version.stem in page
    assert version.explanation not in page
    shown = text(author.post(f"/centre/bank/items/service-01-001/key/{version.id}"))
    assert version.explanation in shown


def test_every_opening_of_a_key_is_logged_with_the_person_who_opened_it(
    blueprint_id: int, database: Database, signed_in: Callable[..., FlaskClient]
) -> None:
    reviewer = signed_in(Role.ITEM_REVIEWER)
    with database.reading() as session:
        version_id = bank.versions_of(session, "service-01-002")[0].id
    for _ in range(2):
        reviewer.post(f"/centre/bank/items/service-01-002/key/{version_id}")
    with database.reading() as session:
        entries = [
            (entry.verb, entry.account_id)
            for entry in audit.entries_about(session, "item_version", str(version_id))
            if entry.verb == "saw_key"
        ]
    assert entries == [("saw_key", reviewer.account_id)] * 2  # type: ignore[attr-defined]


def test_a_key_asked_for_under_another_items_code_is_not_found_and_not_logged(
    blueprint_id: int, database: Database, signed_in: Callable[..., FlaskClient]
) -> None:
    author = signed_in(Role.ITEM_AUTHOR)
    with database.reading() as session:
        version_id = bank.versions_of(session, "service-01-002")[0].id
    answer = author.post(f"/centre/bank/items/service-01-001/key/{version_id}")
    assert answer.status_code == 404
    with database.reading() as session:
        found = audit.entries_about(session, "item_version", str(version_id))
    assert all(entry.verb != "saw_key" for entry in found)


@pytest.mark.parametrize("role", [Role.EXAM_OFFICER, Role.REGISTRAR, Role.MARKER, Role.CANDIDATE])
def test_the_bank_is_closed_to_everybody_but_authors_and_reviewers(
    blueprint_id: int, signed_in: Callable[..., FlaskClient], role: Role
) -> None:
    person = signed_in(role)
    for address in ("/centre/bank", "/centre/bank/items", "/centre/bank/items/service-01-001"):
        assert person.get(address).status_code == 404


def test_the_list_finds_by_text_unit_course_and_type(
    blueprint_id: int, signed_in: Callable[..., FlaskClient]
) -> None:
    author = signed_in(Role.ITEM_AUTHOR)
    page = text(
        author.get("/centre/bank/items?unit=assistant.service&type=judgement&course=客服心态")
    )
    assert "service-01-005" in page
    assert "service-01-001" not in page
    assert "service-02-" not in page
    assert "没有符合条件的试题" in text(author.get("/centre/bank/items?q=没有这样的词"))
    assert "没有符合条件的试题" in text(author.get("/centre/bank/items?q=%25"))


def test_the_exported_list_holds_no_key_and_no_explanation(
    blueprint_id: int, database: Database, signed_in: Callable[..., FlaskClient]
) -> None:
    author = signed_in(Role.ITEM_AUTHOR)
    answer = author.get("/centre/bank/items?export=xlsx")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
    with database.reading() as session:
        versions = bank.items_of(session, "assistant.service")
    assert all(version.stem in strings for version in versions)
    assert not any(version.explanation in strings for version in versions)
    assert "答案" not in strings


def test_unit_and_task_pages_open(
    blueprint_id: int, database: Database, signed_in: Callable[..., FlaskClient]
) -> None:
    author = signed_in(Role.ITEM_AUTHOR)
    with database.reading() as session:
        brief = bank.briefs_of(session, "assistant.service")[0]
    assert "质量指标" in text(author.get("/centre/bank/units/assistant.service"))
    assert author.get("/centre/bank/units/nothing").status_code == 404
    assert "网络客服" in text(author.get("/centre/bank"))
    assert brief.rubric[0]["name"] in text(author.get(f"/centre/bank/tasks/{brief.id}"))


def test_an_exam_officer_draws_a_paper_and_sees_its_make_up_but_no_item(
    blueprint_id: int, database: Database, signed_in: Callable[..., FlaskClient]
) -> None:
    officer = signed_in(Role.EXAM_OFFICER)
    answer = officer.post(f"/centre/papers/blueprints/{blueprint_id}", data={"seed": "7"})
    assert answer.status_code == 303
    page = text(officer.get(answer.location))
    chart = officer.get(answer.location + "/difficulty.svg")
    assert chart.mimetype == "image/svg+xml"
    with database.reading() as session:
        rows = paper_queries.paper(session, int(answer.location.rsplit("/", 1)[1])).items
    assert rows
    for row in rows:
        assert row.item_version.stem not in page + text(chart)
        assert row.item_version.explanation not in page
        assert row.item_version.item.code not in page + text(chart)
    assert f"/centre/papers/{rows[0].paper_id}" in text(officer.get("/centre/papers"))
    assert officer.get("/centre/papers?export=xlsx").status_code == 200


def test_a_paper_that_the_bank_cannot_fill_says_which_course_lacks_how_many(
    blueprint_id: int, signed_in: Callable[..., FlaskClient]
) -> None:
    officer = signed_in(Role.EXAM_OFFICER)
    change = f"/centre/papers/blueprints/{blueprint_id}/change"
    rows = {"single_count": "40", "single_mark": "2", "multiple_count": "0", "judgement_count": "0"}
    assert officer.post(change, data=rows | {"time_limit_min": "60"}).status_code == 303
    page = text(officer.post(f"/centre/papers/blueprints/{blueprint_id}", data={"seed": "7"}))
    assert "「客服心态」还缺 7 道单选题（共 4 处不足）" in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("time_limit_min", "301", "考试时长填 1 到 300 分钟"),
        ("single_mark", "0", "每题分值填大于 0"),
        ("single_mark", "一分", "每题分值填大于 0"),
        ("single_count", "0", "至少要有一种题型"),
    ],
)
def test_a_blueprint_is_not_changed_into_nonsense(
    blueprint_id: int, database: Database, signed_in: Callable[..., FlaskClient],
    field: str, value: str, sentence: str,
) -> None:  # fmt: skip
    officer = signed_in(Role.EXAM_OFFICER)
    rows = {"time_limit_min": "60", "single_count": "4", "single_mark": "1"}
    rows |= {"multiple_count": "0", "judgement_count": "0", field: value}
    page = text(officer.post(f"/centre/papers/blueprints/{blueprint_id}/change", data=rows))
    assert sentence in page
    with database.reading() as session:
        assert paper_queries.blueprint(session, blueprint_id).sample


def test_a_new_blueprint_is_made_once_per_name(
    blueprint_id: int, signed_in: Callable[..., FlaskClient]
) -> None:
    officer = signed_in(Role.EXAM_OFFICER)
    rows = {
        "unit": "manager", "name": "正式卷", "time_limit_min": "60", "single_count": "4", "single_mark": "1.5",
    }  # fmt: skip
    assert officer.post("/centre/papers/blueprints/new", data=rows).status_code == 303
    assert "已有名为「正式卷」" in text(officer.post("/centre/papers/blueprints/new", data=rows))
