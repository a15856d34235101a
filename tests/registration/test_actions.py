"""From draft to decision: numbers, guards, frozen facts, who may see and decide what."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from examsite.approvals import actions as approvals
from examsite.approvals.rules import WhyNot
from examsite.audit.act import Act
from examsite.catalogue.actions import record_setting
from examsite.cli.decide.registration import decide_eligibility
from examsite.core.lifecycle import Why
from examsite.core.refusal import Missing, Refusal
from examsite.messages.queries import messages_of
from examsite.messages.rules import Kind as Notice
from examsite.people import actions as people
from examsite.people.rules.problems import PersonProblem
from examsite.people.rules.roles import Role
from examsite.people.rules.words import IdentityKind, ProofKind, Relation
from examsite.registration import actions as registration
from examsite.registration import queries
from examsite.registration.rules.rounds import RegistrationProblem
from tests.makers import people as some
from tests.makers import registration as made


def later(act: Act, **by: int) -> Act:
    return replace(act, when=act.when + timedelta(**by))


def reason_of(caught: pytest.ExceptionInfo[Refusal]) -> object:
    return caught.value.facts.get("guard") or caught.value.reason


def test_numbers_of_a_round_run_without_gaps(act: Act) -> None:
    round_ = made.open_round(act)
    numbers = [made.draft(act, some.candidate(act), round_).number for _each in range(3)]
    assert numbers == ["20260100001", "20260100002", "20260100003"]


def test_a_withdrawn_registration_keeps_its_number(act: Act) -> None:
    round_, candidate = made.open_round(act), some.candidate(act)
    first = made.draft(act, candidate, round_)
    registration.withdraw(act, first.id, candidate.id)
    assert made.draft(act, candidate, round_).number == "20260100002"


def test_one_live_registration_per_round_and_level(act: Act) -> None:
    round_, candidate = made.open_round(act), some.candidate(act)
    made.draft(act, candidate, round_)
    with pytest.raises(Refusal) as caught:
        made.draft(act, candidate, round_)
    assert caught.value.reason is RegistrationProblem.ALREADY_LIVE
    made.draft(act, candidate, round_, "manager", (), "thesis_defence")


@pytest.mark.parametrize(
    ("seconds", "reason"),
    [
        (-1, RegistrationProblem.NOT_OPEN_YET),
        (0, None),
        (99, None),
        (100, RegistrationProblem.CLOSED),
    ],
)
def test_a_round_is_open_from_its_first_moment_until_before_its_last(
    act: Act, seconds: int, reason: RegistrationProblem | None
) -> None:
    facts = replace(
        made.round_facts(act), opens_at=act.when, closes_at=act.when + timedelta(seconds=100)
    )
    round_, candidate = registration.open_round(act, facts), some.candidate(act)
    try:
        made.draft(later(act, seconds=seconds), candidate, round_)
        found = None
    except Refusal as refusal:
        found = refusal.reason
    assert found is reason


def test_one_direction_can_be_drafted_but_not_submitted(act: Act) -> None:
    candidate = some.graduate(act)
    draft = made.draft(act, candidate, made.open_round(act), directions=("service",))
    with pytest.raises(Refusal) as caught:
        registration.submit(act, draft.id, candidate.id)
    assert reason_of(caught) == "choice_valid"


def test_a_direction_of_another_level_is_refused_at_once(act: Act) -> None:
    with pytest.raises(Refusal) as caught:
        made.draft(
            act, some.candidate(act), made.open_round(act), directions=("service", "platform")
        )
    assert caught.value.reason is RegistrationProblem.DIRECTION_UNKNOWN


def test_senior_is_not_open_before_a_recorded_day(act: Act) -> None:
    candidate = some.graduate(act)
    round_ = made.open_round(act, levels=("senior",))
    draft = made.draft(act, candidate, round_, "senior", (), "thesis_defence")
    with pytest.raises(Refusal) as caught:
        registration.submit(act, draft.id, candidate.id)
    assert reason_of(caught) == "level_open"
    record_setting(act, "senior_open_from", act.today.isoformat(), act.today, "省级标准已公布")
    assert registration.submit(act, draft.id, candidate.id).state == "submitted"


def test_without_the_proof_of_a_matched_condition_nothing_is_submitted(act: Act) -> None:
    candidate = some.candidate(act)
    people.add_education(act, candidate.id, some.college())
    people.attach_proof(act, candidate.id, ProofKind.IDENTITY, "id.pdf", some.PDF)
    draft = made.draft(act, candidate, made.open_round(act))
    with pytest.raises(Refusal) as caught:
        registration.submit(act, draft.id, candidate.id)
    assert reason_of(caught) == "materials_complete"
    people.attach_proof(act, candidate.id, ProofKind.DIPLOMA, "diploma.pdf", some.PDF)
    assert registration.submit(act, draft.id, candidate.id).verdict["matched"] == ["assistant.4"]


def test_who_meets_no_condition_may_still_be_looked_at_by_a_person(act: Act) -> None:
    candidate = some.candidate(act)
    people.add_employment(act, candidate.id, some.work(date(2025, 1, 1), None))
    for kind in (ProofKind.IDENTITY, ProofKind.EMPLOYMENT):
        people.attach_proof(act, candidate.id, kind, "paper.pdf", some.PDF)
    sent = made.submitted(act, candidate, made.open_round(act))
    assert (sent.state, sent.verdict["matched"]) == ("submitted", [])


def test_frozen_facts_replay_through_the_rules_door(act: Act) -> None:
    sent = made.submitted(act, some.manager(act), made.open_round(act))
    answer = decide_eligibility(json.loads(json.dumps(sent.facts)))
    stored = sent.verdict
    same = ("matched", "eligible", "level_open", "may_register", "reasons")
    assert {key: answer[key] for key in same} == {key: stored[key] for key in same}
    assert [one["flags"] for one in answer["explain"]] == [
        one["flags"] for one in stored["explain"]
    ]
    assert (sent.as_of, sent.rule_version) == (act.today, "zhejiang-2014-93/1")


def test_changing_the_dossier_afterwards_changes_no_frozen_fact(act: Act) -> None:
    candidate = some.graduate(act)
    sent = made.submitted(act, candidate, made.open_round(act))
    before = json.dumps(sent.facts)
    people.remove_education(act, candidate.education[0].id, candidate.id)
    act.session.expire_all()
    assert json.dumps(queries.registration(act.session, sent.id).facts) == before
    assert queries.frozen_verdict(sent).matched == ("assistant.4",)


def test_resubmission_freezes_the_new_day(act: Act) -> None:
    candidate = some.graduate(act)
    sent = made.under_check(act, made.submitted(act, candidate, made.open_round(act)))
    registration.send_back(act, sent.id, "毕业证书照片不清楚")
    again = registration.submit(later(act, days=3), sent.id, candidate.id)
    assert (again.state, again.as_of) == ("submitted", act.today + timedelta(days=3))


def test_a_returned_registration_may_come_back_within_five_days_of_a_closed_round(act: Act) -> None:
    candidate = some.graduate(act)
    sent = made.submitted(act, candidate, made.open_round(act))
    evening = later(act, days=30)
    registration.take(evening, sent.id)
    registration.send_back(evening, sent.id, "缺页")
    with pytest.raises(Refusal) as caught:
        registration.submit(later(act, days=35), sent.id, candidate.id)
    assert caught.value.reason is RegistrationProblem.RETURN_OVER
    last = later(act, days=35, seconds=-1)
    assert registration.submit(last, sent.id, candidate.id).state == "submitted"


def test_sending_back_needs_reasons_and_tells_the_candidate(act: Act) -> None:
    candidate = some.graduate(act)
    sent = made.under_check(act, made.submitted(act, candidate, made.open_round(act)))
    with pytest.raises(Refusal) as caught:
        registration.send_back(act, sent.id, "  ")
    assert reason_of(caught) == "reasons_given"
    registration.send_back(act, sent.id, "缺页")
    told = messages_of(act.session, candidate.account_id)
    assert [(one.kind, one.facts["reasons"]) for one in told] == [
        (Notice.REGISTRATION_RETURNED, "缺页")
    ]


def test_an_undetermined_major_waits_for_a_person_and_then_matches(act: Act) -> None:
    candidate = some.graduate(act, major="计算机应用")
    sent = made.under_check(act, made.submitted(act, candidate, made.open_round(act)))
    assert sent.verdict["matched"] == []
    assert "major_undetermined" in sent.verdict["flags"]
    with pytest.raises(Refusal) as caught:
        registration.accept(act, sent.id, "assistant.4", proofs_seen=True)
    assert reason_of(caught) == "condition_matched"
    people.decide_major(act, "计算机应用专业", Relation.RELATED, "课程以电子商务为主")
    assert registration.accept(act, sent.id, "assistant.4", proofs_seen=True).state == "accepted"
    assert sent.facts["facts"]["education"][0]["relation"] == "related"


def test_accepting_wants_the_proofs_seen(act: Act) -> None:
    sent = made.under_check(act, made.submitted(act, some.graduate(act), made.open_round(act)))
    with pytest.raises(Refusal) as caught:
        registration.accept(act, sent.id, "assistant.4", proofs_seen=False)
    assert reason_of(caught) == "proofs_seen"


def test_nobody_accepts_their_own_registration(act: Act) -> None:
    candidate = some.graduate(act)
    sent = made.under_check(act, made.submitted(act, candidate, made.open_round(act)))
    own = replace(act, who=replace(act.who, account_id=candidate.account_id))
    with pytest.raises(Refusal) as caught:
        registration.accept(own, sent.id, "assistant.4", proofs_seen=True)
    assert reason_of(caught) == "no_conflict_of_interest"


def test_a_refusal_wants_a_second_person(act: Act, act_as: Callable[..., Act]) -> None:
    sent = made.under_check(act, made.submitted(act, some.graduate(act), made.open_round(act)))
    first, second = act_as(Role.REGISTRAR), act_as(Role.REGISTRAR)
    proposal = registration.propose_refusal(first, sent.id, "从业证明不实")
    with pytest.raises(Refusal) as caught:
        registration.refuse(first, sent.id)
    assert caught.value.reason is WhyNot.NOT_APPROVED
    with pytest.raises(Refusal) as same:
        approvals.decide(first, proposal.id, approve=True)
    assert same.value.reason is WhyNot.SAME_PERSON
    approvals.decide(second, proposal.id, approve=True)
    refused = registration.refuse(second, sent.id)
    assert (refused.state, refused.reasons) == ("refused", "从业证明不实")


def test_an_old_approval_does_not_refuse_a_later_submission(
    act: Act, act_as: Callable[..., Act]
) -> None:
    candidate = some.graduate(act)
    sent = made.under_check(act, made.submitted(act, candidate, made.open_round(act)))
    first, second = act_as(Role.REGISTRAR), act_as(Role.REGISTRAR)
    proposal = registration.propose_refusal(first, sent.id, "材料不齐")
    approvals.decide(second, proposal.id, approve=True)
    registration.send_back(act, sent.id, "请补齐")
    registration.submit(later(act, hours=1), sent.id, candidate.id)
    registration.take(act, sent.id)
    with pytest.raises(Refusal) as caught:
        registration.refuse(second, sent.id)
    assert caught.value.reason is WhyNot.NOT_APPROVED


def test_a_registration_of_somebody_else_is_as_good_as_none(act: Act) -> None:
    sent = made.submitted(act, some.graduate(act), made.open_round(act))
    other = some.graduate(act, "王五")
    for deed in (registration.submit, registration.withdraw):
        with pytest.raises(Missing):
            deed(act, sent.id, other.id)
    with pytest.raises(Missing):
        queries.registration_of(act.session, sent.id, other.id)


def test_the_choice_may_change_after_acceptance_until_the_round_closes(act: Act) -> None:
    candidate = some.graduate(act)
    done = made.accepted(act, candidate, made.open_round(act))
    chosen = ["design", "warehouse"]
    assert registration.change_choice(act, done.id, candidate.id, chosen, None).directions == chosen
    with pytest.raises(Refusal) as one:
        registration.change_choice(act, done.id, candidate.id, ["design"], None)
    assert reason_of(one) == "choice_valid"
    with pytest.raises(Refusal) as late:
        registration.change_choice(later(act, days=20), done.id, candidate.id, chosen, None)
    assert reason_of(late) == "before_closing"


def test_no_seat_before_the_plan_is_filed_with_hr(act: Act) -> None:
    round_ = registration.open_round(act, made.round_facts(act))
    done = made.accepted(act, some.graduate(act), round_)
    with pytest.raises(Refusal) as caught:
        registration.mark_enrolled(act, done.id)
    assert reason_of(caught) == "plan_filed_with_hr"
    registration.submit_plan(act, round_.id, "方案")
    registration.file_plan(act, round_.id, "备1号")
    assert registration.mark_enrolled(act, done.id).state == "enrolled"
    assert registration.finish(act, done.id).state == "closed"


def test_what_was_handed_in_cannot_be_handed_in_again(act: Act) -> None:
    candidate = some.graduate(act)
    sent = made.submitted(act, candidate, made.open_round(act))
    with pytest.raises(Refusal) as caught:
        registration.submit(act, sent.id, candidate.id)
    assert caught.value.reason is Why.NO_SUCH_TRANSITION


def test_identity_stands_once_an_application_was_handed_in(act: Act) -> None:
    candidate = some.graduate(act)
    facts = replace(some.person_facts("张三"), identity_number="", phone="13911112222")
    made.submitted(act, candidate, made.open_round(act))
    assert registration.enter_person(act, candidate.account_id, facts).phone == "13911112222"
    passport = replace(
        facts,
        identity_kind=IdentityKind.PASSPORT,
        identity_number="E12345678",
        born_on=candidate.born_on,
        sex=candidate.sex,
    )
    with pytest.raises(Refusal) as caught:
        registration.enter_person(act, candidate.account_id, passport)
    assert caught.value.reason is PersonProblem.IDENTITY_FIXED


def test_a_proof_an_application_rests_on_cannot_be_removed(act: Act) -> None:
    candidate = some.graduate(act)
    sent = made.submitted(act, candidate, made.open_round(act))
    proof = candidate.proofs[0]
    with pytest.raises(Refusal) as caught:
        registration.remove_proof(act, proof.id, candidate.id)
    assert caught.value.reason is RegistrationProblem.PROOF_IN_USE
    registration.withdraw(act, sent.id, candidate.id)
    registration.remove_proof(act, proof.id, candidate.id)
    assert proof.id not in {one.id for one in candidate.proofs}


def test_the_list_of_the_centre_searches_and_pages(act: Act) -> None:
    round_ = made.open_round(act)
    names = ["赵一", "钱二", "孙三", "赵四"]
    sent = [made.submitted(act, some.graduate(act, name), round_) for name in names]
    made.draft(act, some.graduate(act, "赵五"), round_)
    rows, total = queries.registrations(act.session, text="赵", limit=1)
    assert ([row.id for row in rows], total) == ([sent[0].id], 2)
    rows, total = queries.registrations(act.session, text=sent[2].number)
    assert [row.id for row in rows] == [sent[2].id]
    rows, total = queries.registrations(act.session, text="%")
    assert total == 0
