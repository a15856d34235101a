"""Publishing takes two persons, binds to what was approved, and is final after the review period."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from examsite.approvals import actions as approvals
from examsite.approvals.rules import WhyNot as WhyNotApproved
from examsite.audit.act import Act
from examsite.catalogue.actions import record_setting
from examsite.core.refusal import Refusal
from examsite.messages import queries as messages
from examsite.people.rules.roles import Role
from examsite.scoring import actions, queries
from examsite.scoring.rules.publication import WhyNot
from tests.makers import scoring as maker


def test_nothing_is_published_without_a_second_person(act: Act, act_as: maker.ActAs) -> None:
    sitting = maker.closed_sitting(act)
    maker.passes(act, sitting)
    officer = act_as(Role.EXAM_OFFICER)
    actions.decide_results(officer, sitting.id)
    proposal = actions.propose_publication(officer, sitting.id, "已核对")
    with pytest.raises(Refusal) as same:
        approvals.decide(officer, proposal.id, True)
    assert same.value.reason is WhyNotApproved.SAME_PERSON
    with pytest.raises(Refusal) as no:
        actions.publish(officer, sitting.id)
    assert no.value.reason is WhyNotApproved.NOT_APPROVED


def test_an_approval_is_for_what_was_proposed_and_nothing_later(
    act: Act, act_as: maker.ActAs
) -> None:
    sitting = maker.closed_sitting(act)
    maker.passes(act, sitting)
    officer = act_as(Role.EXAM_OFFICER)
    actions.decide_results(officer, sitting.id)
    proposal = actions.propose_publication(officer, sitting.id, "已核对")
    approvals.decide(act_as(Role.PROVINCE), proposal.id, True)
    maker.passes(act, sitting)
    actions.decide_results(officer, sitting.id)
    with pytest.raises(Refusal) as no:
        actions.publish(officer, sitting.id)
    assert no.value.reason is WhyNot.CHANGED_SINCE_PROPOSAL


def test_an_approval_is_spent_by_publishing(act: Act, act_as: maker.ActAs) -> None:
    sitting = maker.closed_sitting(act)
    maker.passes(act, sitting)
    officer = maker.published(act_as, sitting)
    with pytest.raises(Refusal) as no:
        actions.publish(officer, sitting.id)
    assert no.value.reason is WhyNot.NOTHING_TO_PUBLISH


def test_a_candidate_has_no_result_before_publication_and_a_message_after(
    act: Act, act_as: maker.ActAs
) -> None:
    sitting = maker.closed_sitting(act)
    one = maker.passes(act, sitting)
    actions.decide_results(act, sitting.id)
    assert queries.results_of(act.session, one.candidate_id) == []
    maker.published(act_as, sitting)
    act.session.flush()
    assert [row.outcome for row in queries.results_of(act.session, one.candidate_id)] == ["passed"]
    kinds = [row.kind.value for row in messages.messages_of(act.session, one.candidate.account_id)]
    assert kinds == ["result_published"]


def test_what_is_withheld_stays_back_when_the_others_are_published(
    act: Act, act_as: maker.ActAs
) -> None:
    sitting = maker.closed_sitting(act)
    maker.passes(act, sitting)
    held = maker.sat(
        act, sitting, {"service": maker.GOOD, "design": maker.GOOD | {"online": "withheld"}}
    )
    maker.published(act_as, sitting)
    assert queries.results_of(act.session, held.candidate_id) == []


@pytest.mark.parametrize(("seconds", "final"), [(-1, 0), (0, 1), (1, 1)])
def test_a_result_is_final_when_its_review_period_is_over(
    act: Act, act_as: maker.ActAs, seconds: int, final: int
) -> None:
    record_setting(act, "review_days", 3, act.today, "")
    sitting = maker.closed_sitting(act)
    one = maker.passes(act, sitting)
    officer = maker.published(act_as, sitting)
    later = replace(officer, when=officer.when + timedelta(days=3, seconds=seconds))
    assert actions.make_final_due(later, 100) == final
    assert one.state == ("closed" if final else "enrolled")
    assert actions.make_final_due(later, 100) == 0


def test_a_period_shortened_later_does_not_shorten_one_that_runs(
    act: Act, act_as: maker.ActAs
) -> None:
    sitting = maker.closed_sitting(act)
    maker.passes(act, sitting)
    officer = maker.published(act_as, sitting)
    later = replace(officer, when=officer.when + timedelta(days=2))
    record_setting(later, "review_days", 0, later.today, "")
    assert actions.make_final_due(later, 100) == 0
