"""The exam officer's pages: from the venue to the opened sitting, and the papers to print."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pypdf
import pytest
from flask.testing import FlaskClient

from examsite.audit.act import CHINA, Act
from examsite.core.db import Database, Session
from examsite.people.rules.roles import Role
from examsite.sittings import queries
from examsite.sittings.rules import SittingState
from tests.makers import registration as registrations
from tests.makers import sittings as made

SignIn = Callable[..., FlaskClient]
Fresh = Callable[[], Session]


@pytest.fixture
def fresh(database: Database) -> Iterator[Callable[[], Session]]:
    """What the database holds now, as somebody else sees it."""
    with database.reading() as session:

        def look() -> Session:
            session.rollback()
            session.expire_all()
            return session

        yield look


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.get_data(as_text=True)


def test_a_sitting_is_made_from_a_form_in_beijing_time(
    act: Act, fresh: Fresh, signed_in: SignIn
) -> None:
    round_, venue = registrations.open_round(act), made.venue(act)
    act.session.commit()
    officer = signed_in(Role.EXAM_OFFICER)
    typed = {
        "name": "第一场", "round_id": round_.id, "level": "assistant", "venue_id": venue.id,
        "starts_at": "2026-03-08T09:00", "ends_at": "2026-03-08T12:00",
        "works_due_at": "2026-03-15T17:00", "late_entry_min": "30",
    }  # fmt: skip
    answer = officer.post("/centre/sittings/new", data=typed)
    assert answer.status_code == 303
    (sitting,), _total = queries.sittings(fresh())
    assert sitting.starts_at.astimezone(CHINA).hour == 9
    assert "第一场" in page(officer, "/centre/sittings?q=第一")
    assert "没有符合条件的场次" in page(officer, "/centre/sittings?state=closed")


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(
    act: Act, signed_in: SignIn
) -> None:
    round_, venue = registrations.open_round(act), made.venue(act)
    act.session.commit()
    typed = {
        "name": "第一场", "round_id": round_.id, "level": "assistant", "venue_id": venue.id,
        "starts_at": "2026-03-08T09:00", "ends_at": "2026-03-08T08:00",
        "works_due_at": "2026-03-15T17:00",
    }  # fmt: skip
    answer = signed_in(Role.EXAM_OFFICER).post("/centre/sittings/new", data=typed)
    text = answer.get_data(as_text=True)
    assert "结束时间要晚于开始时间" in text
    assert "2026-03-08T08:00" in text


def test_the_page_of_a_draft_says_what_is_missing(act: Act, signed_in: SignIn) -> None:
    round_ = registrations.open_round(act)
    sitting = made.sitting(act, round_)
    made.accepted(act, round_, 2)
    act.session.commit()
    text = page(signed_in(Role.EXAM_OFFICER), f"/centre/sittings/{sitting.id}")
    assert "还缺 2 个。" in text
    assert "有 2 名考生通过初审等待编场" in text
    assert "请先编排座位。" in text


def test_an_officer_enrols_opens_and_prints(act: Act, fresh: Fresh, signed_in: SignIn) -> None:
    round_ = registrations.open_round(act)
    sitting = made.equip(act, made.sitting(act, round_))
    made.accepted(act, round_, 2)
    act.session.commit()
    address = f"/centre/sittings/{sitting.id}"
    officer = signed_in(Role.EXAM_OFFICER)
    assert officer.post(f"{address}/enrol", data={"seed": "7"}).status_code == 303
    assert "已为 2 名考生抽签排座" in page(officer, f"{address}/seating")
    room, _number = queries.rooms_used(fresh(), sitting.id)[0]
    for name, pages in (("tickets", 2), ("seat-list", 1)):
        answer = officer.get(f"{address}/rooms/{room.id}/{name}.pdf")
        assert len(pypdf.PdfReader(io.BytesIO(answer.data)).pages) == pages
    assert officer.post(f"{address}/open").status_code == 303
    assert queries.sitting(fresh(), sitting.id).state is SittingState.OPEN


def test_contents_are_chosen_on_their_own_page(act: Act, fresh: Fresh, signed_in: SignIn) -> None:
    from tests.makers import delivery as content

    sitting = made.sitting(act)
    paper, brief = (
        content.a_paper(act, "assistant.service"),
        content.a_brief(act, "assistant.service"),
    )
    act.session.commit()
    address = f"/centre/sittings/{sitting.id}/contents/assistant.service/practical"
    officer = signed_in(Role.EXAM_OFFICER)
    answer = officer.post(address, data={"paper_id": paper.id, "brief_id": brief.id})
    assert answer.status_code == 303
    assert queries.unit_of(fresh(), sitting.id, "assistant.service", "practical") is not None
    assert officer.get(address.replace("practical", "thesis_defence")).status_code == 404


def test_closing_too_early_is_refused_in_words(act: Act, fresh: Fresh, signed_in: SignIn) -> None:
    sitting, _enrolments = made.opened(act, 1)
    act.session.commit()
    officer = signed_in(Role.EXAM_OFFICER)
    address = f"/centre/sittings/{sitting.id}"
    officer.post(f"{address}/close", headers={"Referer": f"http://localhost{address}"})
    assert 'role="alert"' in page(officer, address)
    assert queries.sitting(fresh(), sitting.id).state is SittingState.OPEN


def test_the_list_of_enrolled_exports_masked_numbers(act: Act, signed_in: SignIn) -> None:
    sitting, enrolments = made.enrolled(act, 2)
    act.session.commit()
    officer = signed_in(Role.EXAM_OFFICER)
    answer = officer.get(f"/centre/sittings/{sitting.id}/seating?export=xlsx")
    assert answer.data[:2] == b"PK"
    text = page(officer, f"/centre/sittings/{sitting.id}/seating?q={enrolments[0].ticket_number}")
    assert enrolments[0].registration.candidate.identity_masked in text
    assert enrolments[1].ticket_number not in text


def test_nobody_else_runs_a_sitting(act: Act, signed_in: SignIn) -> None:
    sitting = made.sitting(act)
    act.session.commit()
    for role in (Role.REGISTRAR, Role.INVIGILATOR, Role.CANDIDATE, Role.MARKER):
        assert signed_in(role).get(f"/centre/sittings/{sitting.id}").status_code == 404


def test_a_candidate_reads_and_prints_only_the_own_ticket(act: Act, signed_in: SignIn) -> None:
    _sitting, (own, other) = made.enrolled(act, 2)
    account_id = own.registration.candidate.account_id
    act.session.commit()
    client = signed_in(Role.CANDIDATE, account_id=account_id)
    assert own.ticket_number in page(client, f"/candidate/tickets/{own.id}")
    answer = client.get(f"/candidate/tickets/{own.id}/ticket.pdf")
    assert answer.mimetype == "application/pdf"
    assert client.get(f"/candidate/tickets/{other.id}").status_code == 404
    assert client.get(f"/candidate/tickets/{other.id}/ticket.pdf").status_code == 404
