"""The printed ticket and the attendance sheet: what stands on them."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pypdf
from PIL import Image

from examsite.audit.act import Act
from examsite.people import actions as people
from examsite.people.rules.words import ProofKind
from examsite.sittings import queries, seat_list, ticket
from tests.makers import sittings as made


def text_of(data: bytes) -> list[str]:
    """The text of each page, without blanks."""
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return ["".join(page.extract_text().split()) for page in pages]


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (300, 420), (120, 160, 200, 255)).save(out, "PNG")
    return out.getvalue()


def test_a_room_of_tickets_has_one_page_for_each_seat(act: Act) -> None:
    _sitting, enrolments = made.enrolled(act, 2)
    pdf = ticket.tickets(act.session, enrolments, grace_s=5, made_at=act.when, demo=True)
    pages = text_of(pdf)
    assert len(pages) == 2
    for page, enrolment in zip(pages, enrolments, strict=True):
        assert enrolment.ticket_number in page
        assert enrolment.registration.candidate.name in page
        assert "2026年3月3日（星期二）09:00—12:00" in page
        assert "60分钟" in page


def test_a_ticket_never_shows_the_whole_identity_number(act: Act) -> None:
    _sitting, (enrolment,) = made.enrolled(act, 1)
    page = text_of(
        ticket.tickets(act.session, [enrolment], grace_s=5, made_at=act.when, demo=True)
    )[0]
    candidate = enrolment.registration.candidate
    assert candidate.identity_masked in page
    assert people.identity_number(act, candidate.id, "test") not in page


def test_the_photo_of_the_dossier_stands_on_the_ticket(act: Act) -> None:
    _sitting, (enrolment,) = made.enrolled(act, 1)
    candidate = enrolment.registration.candidate
    assert ticket.portrait(act.session, candidate.proofs) is None
    people.attach_proof(act, candidate.id, ProofKind.PHOTO, "photo.png", picture())
    act.session.refresh(candidate)
    assert ticket.portrait(act.session, candidate.proofs) is not None
    pdf = ticket.tickets(act.session, [enrolment], grace_s=5, made_at=act.when, demo=False)
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].images) == 1
    assert "演示环境" not in text_of(pdf)[0]


def test_the_rules_on_a_ticket_name_this_sitting_s_numbers(act: Act) -> None:
    sitting = made.sitting(act, late_entry_min=15)
    rules = "".join(rule["zh"] for rule in ticket.rules_of(sitting, 7))
    assert "开考15分钟后" in rules
    assert "7秒内" in rules


def test_the_same_ticket_is_the_same_file(act: Act) -> None:
    _sitting, enrolments = made.enrolled(act, 1)
    first, second = (
        ticket.tickets(act.session, enrolments, grace_s=5, made_at=act.when, demo=True)
        for _each in range(2)
    )
    assert first == second


def test_a_span_over_two_days_names_both() -> None:
    start, end = datetime(2026, 3, 3, 1, tzinfo=UTC), datetime(2026, 3, 4, 2, tzinfo=UTC)
    assert ticket.span(start, end) == {
        "zh": "2026年3月3日（星期二） 09:00 — 2026年3月4日（星期三） 10:00",
        "en": "3 Mar 2026, 09:00 – 4 Mar 2026, 10:00",
    }


def test_the_attendance_sheet_lists_a_room_by_seat(act: Act) -> None:
    sitting, enrolments = made.enrolled(act, 3)
    room, number = queries.rooms_used(act.session, sitting.id)[0]
    page = text_of(seat_list.seat_list(sitting, room, enrolments, made_at=act.when))[0]
    assert f"应到{number}人" in page
    places = [page.index(row.ticket_number) for row in sorted(enrolments, key=lambda row: row.seat)]
    assert places == sorted(places)
