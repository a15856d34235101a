"""Works: uploaded, replaced, handed in, taken in at the due moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from examsite.audit.act import Act
from examsite.core.files import FileProblem
from examsite.core.refusal import Missing, Refusal
from examsite.delivery import actions, queries
from examsite.delivery.models import Component, WorkFile
from examsite.delivery.rules.clock import StartProblem
from examsite.delivery.rules.works import WorkProblem
from tests.makers import delivery as makers


@pytest.fixture
def held(act: Act) -> makers.Held:
    return makers.a_sitting(act, candidates=2)


def component(act: Act, held: makers.Held) -> Component:
    return makers.component_of(act, held.candidates[0], "practical")


def upload(act: Act, held: makers.Held, data: bytes = b"answer", deliverable: int = 0) -> WorkFile:
    candidate_id = held.candidates[0].candidate_id
    one = component(act, held)
    return actions.add_work_file(act, one.id, candidate_id, deliverable, "answer.txt", data)


def hand_in(act: Act, held: makers.Held) -> object:
    return actions.hand_in(act, component(act, held).id, held.candidates[0].candidate_id)


def refusal(call: object, *arguments: object) -> object:
    with pytest.raises(Refusal) as no:
        call(*arguments)  # type: ignore[operator]
    return no.value.reason


def test_the_first_file_begins_the_work_and_another_replaces_it(
    act: Act, held: makers.Held
) -> None:
    upload(act, held)
    upload(act, held, b"better answer")
    work = queries.work_of(act.session, component(act, held).id)
    assert work is not None
    assert [file.size for file in work.files] == [13]
    assert component(act, held).state == "running"


def test_handing_in_needs_every_required_file(act: Act, held: makers.Held) -> None:
    assert refusal(hand_in, act, held) is WorkProblem.DELIVERABLE_MISSING
    upload(act, held)
    hand_in(act, held)
    assert component(act, held).state == "handed_in"


def test_what_is_handed_in_is_handed_in_once_and_stays(act: Act, held: makers.Held) -> None:
    upload(act, held)
    assert hand_in(act, held) is hand_in(act, held)
    assert refusal(upload, act, held, b"later") is WorkProblem.HANDED_IN


@pytest.mark.parametrize(("seconds", "taken"), [(-1, True), (0, True), (1, False)])
def test_works_are_taken_through_the_due_moment(
    act: Act, held: makers.Held, seconds: int, taken: bool
) -> None:
    at = replace(act, when=held.sitting.works_due_at + timedelta(seconds=seconds))
    if taken:
        assert upload(at, held).size == 6
    else:
        assert refusal(upload, at, held) is WorkProblem.OVERDUE


def test_what_was_uploaded_is_taken_in_at_the_due_moment(act: Act, held: makers.Held) -> None:
    upload(act, held)
    assert actions.close_due(replace(act, when=makers.past(held))) == 1
    work = queries.work_of(act.session, component(act, held).id)
    assert work is not None
    assert work.handed_in_at == makers.past(held)
    assert component(act, held).state == "handed_in"


def test_a_file_is_judged_by_its_content(act: Act, held: makers.Held) -> None:
    assert refusal(upload, act, held, b"<html><script>") is FileProblem.WRONG_KIND
    assert refusal(upload, act, held, b"text", 1) is FileProblem.WRONG_KIND
    assert refusal(upload, act, held, b"") is FileProblem.EMPTY
    assert refusal(upload, act, held, b"x", 7) is WorkProblem.UNKNOWN_DELIVERABLE


def test_nobody_hands_in_who_was_not_let_in(act: Act) -> None:
    held = makers.a_sitting(act, arrived=False)
    assert refusal(upload, act, held) is StartProblem.NOT_ARRIVED


def test_nobody_touches_anothers_work(act: Act, held: makers.Held) -> None:
    file = upload(act, held)
    stranger = held.candidates[1].candidate_id
    with pytest.raises(Missing):
        actions.add_work_file(act, component(act, held).id, stranger, 0, "a.txt", b"x")
    with pytest.raises(Missing):
        queries.work_file(act.session, file.id, stranger)


def test_an_examiner_records_what_was_done_on_site(act: Act, held: makers.Held) -> None:
    examiner = replace(act, who=replace(act.who, account_id=held.candidates[1].account_id))
    one = component(act, held)
    assert refusal(actions.record_on_site, examiner, one.id, " ") is WorkProblem.NOTE_NEEDED
    work = actions.record_on_site(examiner, one.id, "按要求完成三轮应答。")
    assert (one.state, work.handed_in_at) == ("handed_in", act.when)
    assert refusal(actions.record_on_site, examiner, one.id, "又") is WorkProblem.HANDED_IN
    online = makers.component_of(act, held.candidates[0])
    assert refusal(actions.record_on_site, examiner, online.id, "x") is WorkProblem.NOT_A_WORK
