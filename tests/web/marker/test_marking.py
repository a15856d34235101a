"""The marker's seat through the browser's door."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from PIL import Image

from examsite.audit.act import SYSTEM, Act
from examsite.catalogue import actions as catalogue
from examsite.core.db import Database
from examsite.marking import actions, queries
from examsite.people.rules.roles import Role
from tests.conftest import MOMENT
from tests.makers import marking as make

AUTHOR = "欧阳密探"


@dataclass
class Desk:
    """A work in a marker's hands: its code, and what must never be read of its author."""

    code: str
    marker_ids: list[int]
    canaries: tuple[str, ...]


def photograph() -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (30, 30))
    exif = image.getexif()
    exif[0x013B] = "Ouyang Mitan"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def desk(database: Database, data: bytes, name: str, kind: str, markers: int = 1) -> Desk:
    with database.writing() as session:
        act = Act(session, SYSTEM, MOMENT)
        catalogue.record_setting(act, "markers_per_script", markers, act.today, "试")
        on = make.stage(act)
        enrolment = make.enrolled(act, on, AUTHOR)
        make.work(act, enrolment, data, name, kind)
        actions.take_in(act, on.sitting.id)
        (script,) = queries.scripts_waiting(session, on.sitting.id)
        marker_ids = [make.marker(act, f"阅卷员{number}") for number in range(markers)]
        actions.assign(act, [script.id], marker_ids)
        candidate = enrolment.registration.candidate
        canaries = (
            AUTHOR, "Ouyang Mitan", candidate.phone, candidate.identity_masked, candidate.account.login,
            enrolment.ticket_number, enrolment.registration.number, name,
        )  # fmt: skip
        session.commit()
        return Desk(script.code, marker_ids, canaries)


SignedIn = Callable[..., FlaskClient]


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (f"售后应答。作者：{AUTHOR}".encode(), f"{AUTHOR}.txt", "txt"),
        (photograph(), f"{AUTHOR}.jpg", "jpg"),
    ],
)
def test_no_page_of_a_marker_says_whose_work_it_is(
    database: Database, signed_in: SignedIn, data: bytes, name: str, kind: str
) -> None:
    on = desk(database, data, name, kind)
    client = signed_in(Role.MARKER, account_id=on.marker_ids[0])
    pages = ["/marker/", "/marker/?export=xlsx"]
    pages += [f"/marker/scripts/{on.code}{tail}" for tail in ("", "/files/1", "/lock")]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        said = answer.data + str(answer.headers).encode()
        assert [canary for canary in on.canaries if canary.encode() in said] == [], page
    names = client.get(f"/marker/scripts/{on.code}/files/1").headers["Content-Disposition"]
    assert on.code in names


def test_a_work_is_marked_from_the_list_to_the_lock(
    database: Database, signed_in: SignedIn
) -> None:
    on = desk(database, "应答记录".encode(), "a.txt", "txt")
    client = signed_in(Role.MARKER, account_id=on.marker_ids[0])
    assert on.code in client.get("/marker/").text
    page = client.get(f"/marker/scripts/{on.code}").text
    assert "应答记录" in page
    assert "写出应答" in page
    typed = {"version": "1", "points-0": "35.5", "points-1": "40", "level-2": "10", "then": "lock"}
    answer = client.post(f"/marker/scripts/{on.code}", data=typed)
    assert answer.location.endswith(f"/marker/scripts/{on.code}/lock")
    review = client.get(answer.location).text
    assert "85.5" in review
    answer = client.post(f"/marker/scripts/{on.code}/lock", data={"version": _version(review)})
    assert answer.status_code == 303
    locked = client.get(f"/marker/scripts/{on.code}").text
    assert "已锁定" in locked
    assert "points-0" not in locked


def test_zero_in_every_field_is_taken_once_it_is_explained(
    database: Database, signed_in: SignedIn
) -> None:
    on = desk(database, b"x", "a.txt", "txt")
    client = signed_in(Role.MARKER, account_id=on.marker_ids[0])
    zeros = {"version": "1", "points-0": "0", "points-1": "0", "points-2": "0", "then": "lock"}
    client.post(f"/marker/scripts/{on.code}", data=zeros)
    assert "请在评语中写明依据" in client.get(f"/marker/scripts/{on.code}/lock").text
    answer = client.post(f"/marker/scripts/{on.code}/lock", data={"version": "2"})
    assert "请在评语中写明依据" in answer.text
    client.post(f"/marker/scripts/{on.code}", data=zeros | {"version": "2", "comment": "白卷"})
    client.post(f"/marker/scripts/{on.code}/lock", data={"version": "3"})
    with database.reading() as session:
        sheet = queries.script_for(session, on.code, on.marker_ids[0])
        assert (sheet.total, sheet.comment) == (0, "白卷")


def test_a_stale_save_is_refused_and_keeps_what_was_typed(
    database: Database, signed_in: SignedIn
) -> None:
    on = desk(database, b"x", "a.txt", "txt")
    client = signed_in(Role.MARKER, account_id=on.marker_ids[0])
    client.post(f"/marker/scripts/{on.code}", data={"version": "1", "points-0": "11.5"})
    answer = client.post(
        f"/marker/scripts/{on.code}", data={"version": "1", "points-0": "22.5", "comment": "我的话"}
    )
    assert "在别的窗口里已保存过" in answer.text
    assert 'value="22.5"' in answer.text
    assert "已存：11.5" in answer.text
    assert "我的话" in answer.text
    assert _version(answer.text) == "2"
    again = client.post(
        f"/marker/scripts/{on.code}", data={"version": "2", "points-0": "22.5", "comment": "我的话"}
    )
    assert again.status_code == 303


def test_the_second_marker_sees_nothing_of_the_first(
    database: Database, signed_in: SignedIn
) -> None:
    on = desk(database, b"x", "a.txt", "txt", markers=2)
    first, second = (signed_in(Role.MARKER, account_id=one) for one in on.marker_ids)
    pages = ["/marker/", f"/marker/scripts/{on.code}", f"/marker/scripts/{on.code}/lock"]
    before = [second.get(page).text for page in pages]
    typed = {
        "version": "1",
        "points-0": "33.5",
        "points-1": "31",
        "points-2": "17",
        "comment": "首评",
    }
    first.post(f"/marker/scripts/{on.code}", data=typed)
    first.post(f"/marker/scripts/{on.code}/lock", data={"version": "2"})
    assert [_untoken(second.get(page).text) for page in pages] == [_untoken(one) for one in before]


def test_somebody_elses_script_is_no_page(database: Database, signed_in: SignedIn) -> None:
    on = desk(database, b"x", "a.txt", "txt")
    other = signed_in(Role.MARKER)
    for tail in ("", "/lock", "/files/1", "/materials/1"):
        assert other.get(f"/marker/scripts/{on.code}{tail}").status_code == 404
    assert other.post(f"/marker/scripts/{on.code}", data={"version": "1"}).status_code == 404
    assert signed_in(Role.CANDIDATE).get("/marker/").status_code == 404


def _version(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found is not None
    return found.group(1)


def _untoken(page: str) -> str:
    return re.sub(r'name="csrf_token"[^>]*', "", page)
