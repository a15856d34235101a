"""Cancelling for false papers: found, heard, agreed to by a second checker; the place and the result go with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from examsite.approvals import actions as approvals
from examsite.approvals.rules import WhyNot
from examsite.audit.act import Act
from examsite.core.lifecycle import Why
from examsite.core.refusal import Refusal
from examsite.delivery import actions as delivery
from examsite.messages.queries import messages_of
from examsite.messages.rules import Kind as Notice
from examsite.people.rules.roles import Role
from examsite.registration import actions as registration
from examsite.registration.models import Registration
from examsite.scoring import actions as scoring
from examsite.scoring import queries as results
from examsite.sittings import actions as sittings
from examsite.sittings import queries as places
from examsite.sittings.models import Sitting
from examsite.sittings.rules import DoorProblem, EnrolmentState
from examsite.statistics import queries as statistics
from examsite.statistics.rules import Name, Part
from tests.makers import delivery as attempts
from tests.makers import people as some
from tests.makers import registration as made
from tests.makers import scoring as marks
from tests.makers import sittings as seats

ActAs = Callable[..., Act]
FINDING, HEARING = "毕业证书编号查无此证", "考生承认购买"


def reason_of(caught: pytest.ExceptionInfo[Refusal]) -> object:
    return caught.value.facts.get("guard") or caught.value.reason


def cancelled(act_as: ActAs, found: Registration, **when: object) -> Registration:
    """The registration, cancelled by two checkers."""
    first, second = act_as(Role.REGISTRAR, **when), act_as(Role.REGISTRAR, **when)
    proposal = registration.propose_cancellation(first, found.id, FINDING, HEARING)
    approvals.decide(second, proposal.id, True)
    return scoring.cancel_false(second, found.id)


def open_pairs(act: Act, sitting: Sitting) -> list[Name]:
    """The reconciliations of a sitting that do not hold."""
    act.session.flush()
    return [one.name for one in statistics.reconciliation(act.session, sitting.id) if not one.holds]


def test_a_cancellation_wants_a_second_checker_and_tells_the_candidate(
    act: Act, act_as: ActAs
) -> None:
    sent = made.submitted(act, some.graduate(act), made.open_round(act))
    first, second = act_as(Role.REGISTRAR), act_as(Role.REGISTRAR)
    proposal = registration.propose_cancellation(first, sent.id, FINDING, HEARING)
    with pytest.raises(Refusal) as caught:
        scoring.cancel_false(first, sent.id)
    assert caught.value.reason is WhyNot.NOT_APPROVED
    approvals.decide(second, proposal.id, True)
    gone = scoring.cancel_false(second, sent.id)
    assert (gone.state, gone.reasons) == ("cancelled_false", FINDING)
    (told,) = messages_of(act.session, sent.candidate.account_id)
    assert (told.kind, told.facts["reasons"]) == (Notice.REGISTRATION_CANCELLED, FINDING)


@pytest.mark.parametrize(
    ("finding", "hearing", "guard"),
    [(" ", HEARING, "false_information_proven"), (FINDING, " ", "heard")],
)
def test_nothing_is_cancelled_unproven_or_unheard(
    act: Act, finding: str, hearing: str, guard: str
) -> None:
    sent = made.submitted(act, some.graduate(act), made.open_round(act))
    with pytest.raises(Refusal) as caught:
        registration.propose_cancellation(act, sent.id, finding, hearing)
    assert reason_of(caught) == guard


def test_a_draft_and_a_returned_application_are_not_cancelled(act: Act) -> None:
    round_ = made.open_round(act)
    draft = made.draft(act, some.graduate(act), round_)
    returned = made.under_check(act, made.submitted(act, some.graduate(act, "李四"), round_))
    registration.send_back(act, returned.id, "缺页")
    for one in (draft, returned):
        with pytest.raises(Refusal) as caught:
            registration.propose_cancellation(act, one.id, FINDING, HEARING)
        assert caught.value.reason is Why.NO_SUCH_TRANSITION


def test_who_was_cancelled_may_register_anew(act: Act, act_as: ActAs) -> None:
    candidate, round_ = some.graduate(act), made.open_round(act)
    cancelled(act_as, made.submitted(act, candidate, round_))
    assert made.submitted(act, candidate, round_).state == "submitted"


def test_the_place_of_a_cancelled_registration_is_void(act: Act, act_as: ActAs) -> None:
    sitting, (enrolment, other) = seats.opened(act, 2)
    cancelled(act_as, enrolment.registration)
    assert enrolment.state is EnrolmentState.VOID
    door = seats.at_the_door(act, sitting)
    with pytest.raises(Refusal) as caught:
        sittings.admit(door, enrolment.id)
    assert caught.value.reason is DoorProblem.PLACE_VOID
    sittings.admit(door, other.id)
    found = statistics.reconciliation(act.session, sitting.id)
    arrival = next(one for one in found if one.name is Name.ARRIVAL)
    assert arrival.holds
    assert arrival.right[Part.VOID] == 1
    assert open_pairs(act, sitting) == []


def test_a_place_is_not_made_void_while_a_test_is_running(act: Act) -> None:
    held = attempts.a_sitting(act)
    (candidacy,) = held.candidates
    attempt = attempts.an_attempt(act, candidacy)
    with pytest.raises(Refusal) as caught:
        delivery.void_place(act, candidacy.enrolment_id)
    assert caught.value.reason is DoorProblem.PART_RUNNING
    delivery.close_due(replace(act, when=attempt.deadline_at + timedelta(minutes=1)), 10)
    place = delivery.void_place(act, candidacy.enrolment_id)
    assert (place.state, place.arrived_at) == (EnrolmentState.VOID, None)
    with pytest.raises(Refusal) as twice:
        delivery.void_place(act, candidacy.enrolment_id)
    assert twice.value.reason is DoorProblem.PLACE_VOID


def test_a_void_place_is_not_decided(act: Act, act_as: ActAs) -> None:
    sitting = marks.closed_sitting(act)
    false, honest = marks.passes(act, sitting), marks.passes(act, sitting)
    cancelled(act_as, false)
    assert scoring.decide_results(act, sitting.id)["decided"] == 1
    assert results.result_of(act.session, false.id) is None
    assert results.result_of(act.session, honest.id) is not None


def test_a_published_result_is_annulled_and_gives_no_credential(act: Act, act_as: ActAs) -> None:
    sitting = marks.closed_sitting(act)
    false, honest = marks.passes(act, sitting), marks.passes(act, sitting)
    for one in (false, honest):
        marks.practised(act, one)
    officer = marks.published(act_as, sitting)
    cancelled(act_as, false)
    annulled = results.result_of(act.session, false.id)
    assert annulled is not None
    assert (annulled.state, annulled.outcome) == ("annulled", "annulled")
    later = replace(officer, when=officer.when + timedelta(days=6))
    assert scoring.make_final_due(later, 100) == 1
    enrolment = places.enrolment_of(act.session, false.id)
    assert enrolment is not None
    assert enrolment.state is EnrolmentState.VOID
    assert statistics.outcome_counts(act.session, sitting.id) == {"annulled": 1, "passed": 1}


def test_the_reconciliations_hold_after_a_cancellation(act: Act, act_as: ActAs) -> None:
    sitting = marks.closed_sitting(act)
    false, honest = marks.passes(act, sitting), marks.passes(act, sitting)
    marks.practised(act, honest)
    officer = marks.published(act_as, sitting)
    cancelled(act_as, false)
    later = replace(officer, when=officer.when + timedelta(days=6))
    scoring.make_final_due(later, 100)
    marks.credentials.settle_due(later, 100)
    marks.issued(act_as, later)
    # The maker writes marks without attempts: enough for the others, too little for the fourth.
    assert set(open_pairs(act, sitting)) <= {Name.MARKS}
