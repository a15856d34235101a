"""The candidate's results: nothing before publication, exact marks in sentences after, own documents only."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from flask.testing import FlaskClient

from examsite.audit.act import Act
from examsite.people.rules.roles import Role
from examsite.registration.models import Registration
from examsite.scoring import actions
from tests.makers import scoring as maker

SignedIn = Callable[..., FlaskClient]
PATHS = ("/candidate/", "/candidate/results", "/notices")


def pages(signed_in: SignedIn, one: Registration) -> str:
    """What a candidate reads about results, without what differs on every page."""
    client = signed_in(Role.CANDIDATE, account_id=one.candidate.account_id)
    text = "".join(client.get(path).get_data(as_text=True) for path in PATHS)
    text = re.sub(r"value=\"[^\"]+\"", "", text)
    return re.sub(r"考生\d+|BM\d+|T\d{9}|[0-9]+ 号座位|enrolment[^\"]*|/\d+", "", text)


def test_before_publication_every_candidate_reads_the_same(act: Act, signed_in: SignedIn) -> None:
    sitting = maker.closed_sitting(act)
    passed = maker.passes(act, sitting)
    failed = maker.sat(
        act, sitting, {"service": {"online": "1", "practical": "2"}, "design": maker.GOOD}
    )
    act.session.commit()
    before = pages(signed_in, passed)
    actions.decide_results(act, sitting.id)
    act.session.commit()
    assert pages(signed_in, passed) == before
    assert pages(signed_in, failed) == before
    assert "成绩尚未公布" in before


def test_a_mark_is_cut_off_and_never_rounded_up_to_sixty(
    act: Act, act_as: maker.ActAs, signed_in: SignedIn
) -> None:
    sitting = maker.closed_sitting(act)
    short = {"online": Fraction(179_999, 3000), "practical": "absent"}
    one = maker.sat(act, sitting, {"service": maker.GOOD, "design": short})
    maker.published(act_as, sitting)
    act.session.commit()
    client = signed_in(Role.CANDIDATE, account_id=one.candidate.account_id)
    text = client.get("/candidate/results").get_data(as_text=True)
    assert "在线考试成绩 59.99 分，未达到 60 分，可报名下一场。" in text
    assert "实操考试缺考" in text
    assert "60.00" not in text


def test_a_blocked_credential_says_what_is_missing(
    act: Act, act_as: maker.ActAs, signed_in: SignedIn
) -> None:
    sitting = maker.closed_sitting(act)
    one = maker.passes(act, sitting)
    maker.final(act_as, sitting)
    act.session.commit()
    client = signed_in(Role.CANDIDATE, account_id=one.candidate.account_id)
    assert "实训（实习）尚未核实" in client.get("/candidate/results").get_data(as_text=True)


def test_the_holder_downloads_the_document_and_nobody_else_does(
    act: Act, act_as: maker.ActAs, signed_in: SignedIn
) -> None:
    sitting = maker.closed_sitting(act)
    one, other = maker.passes(act, sitting), maker.passes(act, sitting)
    maker.practised(act, one)
    (row,) = maker.issued(act_as, maker.final(act_as, sitting))
    act.session.commit()
    address = f"/candidate/credentials/{row.id}.pdf"
    holder = signed_in(Role.CANDIDATE, account_id=one.candidate.account_id)
    document = holder.get(address)
    assert document.mimetype == "application/pdf"
    assert document.data.startswith(b"%PDF")
    assert str(row.number) in holder.get("/candidate/results").get_data(as_text=True)
    stranger = signed_in(Role.CANDIDATE, account_id=other.candidate.account_id)
    assert stranger.get(address).status_code == 404
