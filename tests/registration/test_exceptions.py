"""Accepting by exception: only where a flag asks for a look, with reasons, by two checkers (3.3, RD-07, RD-10, RD-12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from enum import Enum
from typing import Any

import pytest

from examsite.approvals import actions as approvals
from examsite.approvals.models import Approval
from examsite.approvals.rules import WhyNot
from examsite.audit.act import Act
from examsite.catalogue.actions import record_setting
from examsite.core.lifecycle import Why
from examsite.core.refusal import Refusal
from examsite.messages.queries import messages_of
from examsite.messages.rules import Kind as Notice
from examsite.people import actions as people
from examsite.people.models import Candidate
from examsite.people.rules.dossier import CredentialFacts
from examsite.people.rules.roles import Role
from examsite.people.rules.words import ProofKind, Relation
from examsite.registration import actions as registration
from examsite.registration import queries
from examsite.registration.models import Registration
from examsite.registration.rules import eligibility
from examsite.registration.rules.rounds import RegistrationProblem
from tests.makers import people as some
from tests.makers import registration as made

ActAs = Callable[..., Act]
REASONS = "非本专业专科满五年即可报名，本专业专科举重明轻；已请示省商务厅。"


def refused(reason: Enum) -> Any:
    return pytest.raises(Refusal, match=f"{type(reason).__name__}.{reason.name}$")


def reason_of(caught: pytest.ExceptionInfo[Refusal]) -> object:
    return caught.value.facts.get("guard") or caught.value.reason


def prove(act: Act, candidate: Candidate, *kinds: ProofKind) -> Candidate:
    for kind in kinds:
        people.attach_proof(act, candidate.id, kind, f"{kind.value}.pdf", some.PDF)
    return candidate


def related_college(act: Act) -> Candidate:
    """A related 专科 graduate with more than five years of work: named by no condition of 电子商务师 (RD-12)."""
    candidate = some.graduate(act)
    people.add_employment(act, candidate.id, some.work(date(2020, 1, 1), None))
    return prove(act, candidate, ProofKind.EMPLOYMENT)


def with_a_short_gap(act: Act) -> Candidate:
    """Seven years of work with eleven days between two jobs (RD-07)."""
    candidate = prove(act, some.candidate(act), ProofKind.IDENTITY, ProofKind.EMPLOYMENT)
    people.add_employment(act, candidate.id, some.work(date(2019, 1, 1), date(2021, 12, 31)))
    people.add_employment(act, candidate.id, some.work(date(2022, 1, 12), None))
    return candidate


def with_a_higher_credential(act: Act) -> Candidate:
    """Five years after the certificate of 电子商务师, but none of 电子商务员 (RD-10)."""
    candidate = prove(
        act, some.candidate(act), ProofKind.IDENTITY, ProofKind.EMPLOYMENT, ProofKind.CREDENTIAL
    )
    facts = CredentialFacts("specialist", "ZS-1", "示例鉴定中心", date(2020, 1, 1))
    people.add_credential(act, candidate.id, facts)
    people.add_employment(act, candidate.id, some.work(date(2021, 1, 1), None))
    return candidate


def sent(act: Act, candidate: Candidate, level: str = "assistant") -> Registration:
    """Handed in and taken."""
    chosen = ("service", "design") if level == "assistant" else ("operations", "platform")
    return made.under_check(
        act, made.submitted(act, candidate, made.open_round(act), level, chosen)
    )


def specialist(act: Act) -> Registration:
    return sent(act, related_college(act), "specialist")


def agreed(act_as: ActAs, found: Registration, condition: str) -> tuple[Approval, Act]:
    """The exception as proposed by one checker and agreed to by another, whose act comes back."""
    second = act_as(Role.REGISTRAR)
    proposal = registration.propose_exception(
        act_as(Role.REGISTRAR), found.id, condition, REASONS, True
    )
    return approvals.decide(second, proposal.id, True), second


def test_the_decision_keeps_condition_reasons_and_both_persons(act: Act, act_as: ActAs) -> None:
    found = specialist(act)
    approval, second = agreed(act_as, found, "specialist.5")
    done = registration.accept_exception(second, found.id)
    assert (done.state, done.relied_on, done.exception_id) == (
        "accepted", "specialist.5", approval.id,
    )  # fmt: skip
    assert (approval.reason, approval.facts["flags"]) == (REASONS, ["gap_in_text"])
    assert approval.proposed_by != approval.decided_by == done.checked_by
    assert done.verdict["matched"] == []
    (told,) = messages_of(act.session, done.candidate.account_id)
    assert told.kind is Notice.REGISTRATION_ACCEPTED


@pytest.mark.parametrize(
    ("candidate", "level", "allowed"),
    [
        (related_college, "specialist", ("specialist.5",)),
        (with_a_short_gap, "assistant", ("assistant.1",)),
        (with_a_higher_credential, "assistant", ("assistant.3",)),
    ],
)
def test_only_flagged_conditions_may_be_excepted(
    act: Act, candidate: Callable[[Act], Candidate], level: str, allowed: tuple[str, ...]
) -> None:
    found = sent(act, candidate(act), level)
    assert eligibility.exceptions(queries.frozen_verdict(found)) == allowed


def test_without_a_flag_there_is_no_exception(act: Act, act_as: ActAs) -> None:
    candidate = prove(act, some.candidate(act), ProofKind.IDENTITY, ProofKind.EMPLOYMENT)
    people.add_employment(act, candidate.id, some.work(date(2024, 1, 1), None))
    found = sent(act, candidate)
    with refused(RegistrationProblem.NO_EXCEPTION):
        registration.propose_exception(
            act_as(Role.REGISTRAR), found.id, "assistant.1", "人才", True
        )


def test_who_meets_a_condition_needs_no_exception(act: Act, act_as: ActAs) -> None:
    found = sent(act, some.graduate(act))
    for condition in ("assistant.4", "assistant.1"):
        with refused(RegistrationProblem.NO_EXCEPTION):
            registration.propose_exception(act_as(Role.REGISTRAR), found.id, condition, "。", True)


def test_an_undetermined_major_is_decided_and_not_excepted(act: Act) -> None:
    found = sent(act, some.graduate(act, major="计算机应用"))
    assert eligibility.exceptions(queries.frozen_verdict(found)) == ()


def test_an_exception_wants_a_second_person(act: Act, act_as: ActAs) -> None:
    found, first = specialist(act), act_as(Role.REGISTRAR)
    proposal = registration.propose_exception(first, found.id, "specialist.5", REASONS, True)
    with refused(WhyNot.NOT_APPROVED):
        registration.accept_exception(first, found.id)
    with refused(WhyNot.SAME_PERSON):
        approvals.decide(first, proposal.id, True)
    assert found.state == "under_check"


def test_an_exception_wants_reasons_and_the_proofs_seen(act: Act, act_as: ActAs) -> None:
    found, first = specialist(act), act_as(Role.REGISTRAR)
    with refused(WhyNot.REASON_NEEDED):
        registration.propose_exception(first, found.id, "specialist.5", " ", True)
    with pytest.raises(Refusal) as caught:
        registration.propose_exception(first, found.id, "specialist.5", REASONS, False)
    assert reason_of(caught) == "proofs_seen"


def test_neither_person_may_be_the_candidate(act: Act, act_as: ActAs) -> None:
    found = specialist(act)
    own = replace(act, who=replace(act.who, account_id=found.candidate.account_id))
    with pytest.raises(Refusal) as first:
        registration.propose_exception(own, found.id, "specialist.5", REASONS, True)
    assert reason_of(first) == "no_conflict_of_interest"
    agreed(act_as, found, "specialist.5")
    with pytest.raises(Refusal) as second:
        registration.accept_exception(own, found.id)
    assert reason_of(second) == "no_conflict_of_interest"


def test_once_a_condition_is_met_after_all_the_exception_falls_away(
    act: Act, act_as: ActAs
) -> None:
    candidate = with_a_short_gap(act)
    people.add_education(act, candidate.id, some.college("计算机应用"))
    prove(act, candidate, ProofKind.DIPLOMA)
    found = sent(act, candidate)
    _approval, second = agreed(act_as, found, "assistant.1")
    people.decide_major(act, "计算机应用", Relation.RELATED, "课程以电子商务为主")
    with refused(RegistrationProblem.NO_EXCEPTION):
        registration.accept_exception(second, found.id)
    assert registration.accept(second, found.id, "assistant.4", True).state == "accepted"


def test_an_old_agreement_does_not_accept_a_later_submission(act: Act, act_as: ActAs) -> None:
    found = specialist(act)
    _approval, second = agreed(act_as, found, "specialist.5")
    registration.send_back(act, found.id, "请补充")
    later = replace(act, when=act.when + timedelta(hours=1))
    registration.submit(later, found.id, found.candidate_id)
    registration.take(act, found.id)
    with refused(WhyNot.NOT_APPROVED):
        registration.accept_exception(second, found.id)


def test_an_accepted_application_cannot_be_excepted(act: Act, act_as: ActAs) -> None:
    found = sent(act, some.graduate(act))
    registration.accept(act, found.id, "assistant.4", True)
    with refused(Why.NO_SUCH_TRANSITION):
        registration.propose_exception(act_as(Role.REGISTRAR), found.id, "assistant.1", "。", True)


def test_where_the_department_settled_the_reading_no_exception_is_left(act: Act) -> None:
    record_setting(act, "related_college_a_fortiori", True, act.today, "省商务厅答复")
    found = specialist(act)
    assert queries.frozen_verdict(found).matched == ("specialist.5",)
    assert eligibility.exceptions(queries.frozen_verdict(found)) == ()
