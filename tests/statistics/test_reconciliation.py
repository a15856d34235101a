"""The five reconciliations: they hold when everything is done, and say honestly why when it is not."""

from __future__ import annotations

from fractions import Fraction

from examsite.audit.act import Act
from examsite.credentials import actions as credentials
from examsite.scoring import actions as scoring
from examsite.sittings.models import Enrolment, Sitting
from examsite.sittings.rules import EnrolmentState
from examsite.statistics import queries, rules
from examsite.statistics.rules import Name, Part, Reconciliation
from tests.makers import marking
from tests.makers import scoring as maker


def pair(act: Act, sitting: Sitting, name: Name) -> Reconciliation:
    """One of the five."""
    act.session.flush()
    return next(one for one in queries.reconciliation(act.session, sitting.id) if one.name is name)


def test_the_five_come_in_their_order(act: Act) -> None:
    sitting = maker.closed_sitting(act)
    found = queries.reconciliation(act.session, sitting.id)
    assert [one.name for one in found] == list(Name)
    assert all(one.holds for one in found)


def test_every_registration_went_somewhere(act: Act) -> None:
    sitting = maker.closed_sitting(act)
    maker.passes(act, sitting)
    for state in ("refused", "withdrawn"):
        maker.registered(act, sitting, ["service", "design"], state=state)
    maker.registered(act, sitting, ["service", "design"], state="submitted")
    found = pair(act, sitting, Name.ENROLMENT)
    assert (found.left_total, found.right_total) == (3, 3)


def test_who_was_accepted_and_not_enrolled_is_missing_and_named(act: Act) -> None:
    sitting = maker.closed_sitting(act)
    maker.registered(act, sitting, ["service", "design"], state="accepted")
    found = pair(act, sitting, Name.ENROLMENT)
    assert not found.holds
    assert found.open == {Part.ACCEPTED_ONLY: 1}


def test_who_was_not_seen_at_the_door_is_neither_there_nor_absent(act: Act) -> None:
    sitting = maker.closed_sitting(act)
    maker.passes(act, sitting)
    enrolment = act.session.query(Enrolment).one()
    enrolment.state, enrolment.arrived_at = EnrolmentState.ENROLLED, None
    found = pair(act, sitting, Name.ARRIVAL)
    assert not found.holds
    assert found.open == {Part.NOT_YET_SEEN: 1}
    enrolment.state = EnrolmentState.ABSENT
    assert pair(act, sitting, Name.ARRIVAL).holds


def test_every_script_has_its_mark(act: Act) -> None:
    stage = marking.stage(act)
    enrolment = marking.enrolled(act, stage)
    marking.online_part(act, stage, enrolment, {1: [1]})
    marking.work(act, enrolment)
    found = pair(act, stage.sitting, Name.MARKS)
    assert (found.left, found.right_total) == ({Part.CLOSED: 1, Part.WORKS: 1}, 0)
    attempts = pair(act, stage.sitting, Name.ATTEMPTS)
    assert (attempts.left_total, attempts.holds) == (1, True)


def test_passed_is_issued_and_blocked_once_all_are_issued(act: Act, act_as: maker.ActAs) -> None:
    sitting = maker.closed_sitting(act)
    maker.passes(act, sitting)
    maker.practised(act, maker.passes(act, sitting))
    scoring.decide_results(act, sitting.id)
    assert pair(act, sitting, Name.CREDENTIALS).open == {Part.NOT_YET_DUE: 2}
    later = maker.final(act_as, sitting)
    found = pair(act, sitting, Name.CREDENTIALS)
    assert (found.holds, found.open) == (False, {Part.UNDER_WAY: 1})
    (row,) = maker.registered_credentials(act_as, later)
    credentials.print_run(later, [row.id])
    credentials.issue(later, row.id)
    found = pair(act, sitting, Name.CREDENTIALS)
    assert found.right == {Part.ISSUED: 1, Part.BLOCKED: 1}
    assert found.holds


def test_facility_is_the_mean_share_of_the_full_mark(act: Act) -> None:
    stage = marking.stage(act)
    for sheet in ({1: [1], 2: [0, 2]}, {1: [0], 2: [0]}, {}):
        marking.online_part(act, stage, marking.enrolled(act, stage), sheet)
    first, second, third = queries.item_figures(act.session, stage.sitting.id, marking.UNIT)
    assert (first.facility, second.facility, third.facility) == (Fraction(1, 3), Fraction(1, 3), 0)
    assert (first.answered, third.answered, first.attempts) == (2, 0, 3)


def test_pass_rate_counts_sixty_and_is_unknown_of_nobody(act: Act) -> None:
    sitting = maker.closed_sitting(act)
    for mark in ("60", "59.99", "90"):
        maker.sat(act, sitting, {"service": {"online": mark}})
    (online,) = queries.unit_figures(act.session, sitting.id)
    assert (online.pass_rate, online.reached) == (Fraction(2, 3), 2)
    assert online.mean == Fraction(20999, 300)
    assert rules.share(0, 0) is None
