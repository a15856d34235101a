"""Two persons: one proposes, another decides, once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from examsite.approvals import actions, queries
from examsite.approvals.rules import Kind, Verdict, WhyNot
from examsite.audit.act import Act
from examsite.core.refusal import Missing, Refusal
from examsite.people.rules.roles import Role

AsRole = Callable[..., Act]


def test_the_proposer_cannot_decide(act_as: AsRole) -> None:
    officer = act_as(Role.EXAM_OFFICER)
    proposal = actions.propose(officer, Kind.PUBLISH_RESULTS, "7", "已核对")
    with pytest.raises(Refusal) as refused:
        actions.decide(officer, proposal.id, approve=True)
    assert refused.value.reason is WhyNot.SAME_PERSON


def test_another_person_decides_once(act_as: AsRole) -> None:
    proposal = actions.propose(act_as(Role.EXAM_OFFICER), Kind.PUBLISH_RESULTS, "7", "已核对")
    actions.decide(act_as(Role.PROVINCE), proposal.id, approve=True)
    assert proposal.verdict is Verdict.APPROVED
    with pytest.raises(Refusal) as refused:
        actions.decide(act_as(Role.PROVINCE), proposal.id, approve=False, note="不同意")
    assert refused.value.reason is WhyNot.ALREADY_DECIDED


def test_one_thing_is_proposed_once_at_a_time(act_as: AsRole) -> None:
    officer = act_as(Role.EXAM_OFFICER)
    proposal = actions.propose(officer, Kind.PUBLISH_RESULTS, "7", "已核对")
    with pytest.raises(Refusal) as refused:
        actions.propose(officer, Kind.PUBLISH_RESULTS, "7", "再提一次")
    assert refused.value.reason is WhyNot.ALREADY_PROPOSED
    actions.decide(act_as(Role.PROVINCE), proposal.id, approve=False, note="请再核对")
    assert actions.propose(officer, Kind.PUBLISH_RESULTS, "7", "已再核对").id != proposal.id


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_proposal_states_its_reason(act_as: AsRole, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        actions.propose(act_as(Role.ISSUER), Kind.REGISTER_CREDENTIALS, "b1", reason)
    assert (refused.value.reason, refused.value.field) == (WhyNot.REASON_NEEDED, "reason")


def test_declining_states_its_reason(act_as: AsRole) -> None:
    proposal = actions.propose(act_as(Role.ISSUER), Kind.REGISTER_CREDENTIALS, "b1", "已核对")
    with pytest.raises(Refusal) as refused:
        actions.decide(act_as(Role.ISSUER), proposal.id, approve=False)
    assert refused.value.reason is WhyNot.REASON_NEEDED
    assert proposal.verdict is Verdict.PENDING


def test_a_deed_needs_the_approval_of_its_own_kind_and_subject(act_as: AsRole) -> None:
    officer = act_as(Role.EXAM_OFFICER)
    proposal = actions.propose(officer, Kind.PUBLISH_RESULTS, "7", "已核对")
    for kind, subject in ((Kind.PUBLISH_RESULTS, "8"), (Kind.REFUSE_REGISTRATION, "7")):
        with pytest.raises(Refusal) as refused:
            actions.require(officer, kind, subject)
        assert refused.value.reason is WhyNot.NOT_APPROVED
    with pytest.raises(Refusal):
        actions.require(officer, Kind.PUBLISH_RESULTS, "7")
    actions.decide(act_as(Role.PROVINCE), proposal.id, approve=True)
    assert actions.require(officer, Kind.PUBLISH_RESULTS, "7").id == proposal.id


def test_no_such_approval_is_missing(act: Act) -> None:
    with pytest.raises(Missing):
        queries.approval(act.session, 999)
