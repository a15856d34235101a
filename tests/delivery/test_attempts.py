"""Attempts on both databases: begun once, answered in time, closed by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from examsite.audit.act import Act
from examsite.audit.models import Entry
from examsite.core.db import Database
from examsite.core.refusal import Missing, Refusal
from examsite.delivery import actions, queries
from examsite.delivery.models import Attempt
from examsite.delivery.rules import log, places
from examsite.delivery.rules.clock import StartProblem
from examsite.delivery.rules.component import LIFECYCLE
from tests.makers import delivery as makers

MINUTE = timedelta(minutes=1)


def later(act: Act, after: timedelta) -> Act:
    return replace(act, when=act.when + after)


def begin(act: Act, held: makers.Held, place: int = 0) -> Attempt:
    return makers.an_attempt(act, held.candidates[place])


def one(attempt: Attempt, position: int, place: int) -> log.Answer:
    return log.Answer(
        places.item_id(attempt.seed, position),
        (places.option_id(attempt.seed, position, place),),
        1,
    )


def test_every_candidate_gets_the_components_of_their_choice(act: Act) -> None:
    held = makers.a_sitting(act, candidates=2)
    rows = queries.components_in(act.session, held.sitting.id)
    assert [(row.part, row.state) for row in rows] == [
        ("online", "scheduled"), ("practical", "scheduled"),
    ] * 2  # fmt: skip


def test_an_attempt_is_begun_once_and_ends_with_the_paper_s_limit(act: Act) -> None:
    held = makers.a_sitting(act)
    attempt = begin(act, held)
    again = begin(later(act, MINUTE), held)
    assert again.id == attempt.id
    assert attempt.deadline_at == act.when + timedelta(seconds=3600)
    assert attempt.component.state == "running"


def test_nobody_begins_who_was_not_let_in(act: Act) -> None:
    held = makers.a_sitting(act, arrived=False)
    with pytest.raises(Refusal) as no:
        begin(act, held)
    assert no.value.reason is StartProblem.NOT_ARRIVED


def test_nobody_begins_anothers_attempt(act: Act) -> None:
    held = makers.a_sitting(act, candidates=2)
    theirs = makers.component_of(act, held.candidates[1])
    with pytest.raises(Missing):
        actions.start(act, theirs.id, held.candidates[0].candidate_id)


def test_nobody_begins_after_the_last_entry(act: Act) -> None:
    held = makers.a_sitting(act, late_entry_min=30)
    with pytest.raises(Refusal) as no:
        begin(later(act, 31 * MINUTE), held)
    assert no.value.reason is StartProblem.ENTRY_OVER


def test_who_begins_late_ends_with_the_sitting(act: Act) -> None:
    held = makers.a_sitting(act, window_s=4000, limit_s=3600)
    attempt = begin(later(act, 20 * MINUTE), held)
    assert attempt.deadline_at == held.sitting.ends_at


def test_a_running_attempt_is_closed_by_the_sweeper_with_what_it_holds(act: Act) -> None:
    held = makers.a_sitting(act, candidates=2)
    first, second = begin(act, held, 0), begin(act, held, 1)
    actions.lease(act, first.id, held.candidates[0].account_id)
    actions.append(act, first.id, 1, 1, [one(first, 1, 2), one(first, 2, 0)], 5)
    assert actions.close_due(later(act, timedelta(seconds=3605))) == 0
    assert actions.close_due(later(act, timedelta(seconds=3606))) == 2
    assert actions.close_due(later(act, timedelta(seconds=3607))) == 0
    assert (first.closed_by, second.closed_by) == ("system", "system")
    assert first.component.state == second.component.state == "handed_in"
    assert queries.sheet(act.session, first.id) == {1: [2], 2: [0]}
    assert queries.sheet(act.session, second.id) == {}


def test_the_sweeper_takes_as_many_as_it_is_told(act: Act) -> None:
    held = makers.a_sitting(act, candidates=3)
    for place in range(3):
        begin(act, held, place)
    after = later(act, timedelta(hours=2))
    assert [actions.close_due(after, 2), actions.close_due(after, 2)] == [2, 1]


def test_the_head_of_a_closed_attempt_can_be_computed_again(act: Act) -> None:
    held = makers.a_sitting(act)
    attempt = begin(act, held)
    account_id = held.candidates[0].account_id
    actions.lease(act, attempt.id, account_id)
    ack = actions.append(act, attempt.id, 1, 1, [one(attempt, 1, 2)], 5)
    actions.lease(act, attempt.id, account_id)
    newer = actions.append(act, attempt.id, 2, 1, [one(attempt, 1, 3)], 5)
    actions.submit(act, attempt.id, account_id, 2, 1, newer.head)
    ends = [log.End(1, 1, ack.head), log.End(2, 1, newer.head)]
    assert attempt.head == log.whole_head(attempt.id, held.paper.seal, ends)
    assert queries.sheet(act.session, attempt.id) == {1: [3]}


def test_a_withheld_component_stays_withheld_when_its_time_is_up(act: Act) -> None:
    held = makers.a_sitting(act)
    attempt = begin(act, held)
    facts = {"report_written": True}
    actions.step(act, attempt.component, "report_irregularity", "invigilator", facts)
    assert actions.close_due(later(act, timedelta(hours=2))) == 1
    assert attempt.component.state == "withheld"
    assert attempt.closed_by == "system"


def test_closing_leaves_an_audit_entry(act: Act) -> None:
    held = makers.a_sitting(act)
    attempt = begin(act, held)
    actions.close_due(later(act, timedelta(hours=2)))
    act.session.flush()
    entry = act.session.scalars(sa.select(Entry).where(Entry.verb == "closed")).one()
    assert (entry.subject_key, entry.facts["head"]) == (str(attempt.id), attempt.head)


def test_two_sweepers_close_each_attempt_once(act: Act, database: Database) -> None:
    held = makers.a_sitting(act, candidates=4)
    for place in range(4):
        begin(act, held, place)
    act.session.commit()
    after = act.when + timedelta(hours=2)
    with database.writing() as one_session, database.writing() as other:
        first = actions.close_due(Act(one_session, act.who, after), 2)
        if database.engine.dialect.name == "sqlite":
            one_session.commit()  # it lets one writer in at a time
        second = actions.close_due(Act(other, act.who, after), 10)
        one_session.commit()
        other.commit()
    assert (first, second) == (2, 2)


def test_a_sitting_closes_only_when_everything_is_in(act: Act) -> None:
    held = makers.a_sitting(act, candidates=2)
    begin(act, held, 0)
    after = replace(act, when=makers.past(held))
    for moment in (act, after):
        with pytest.raises(Refusal):
            actions.close_sitting(moment, held.sitting.id)
    actions.close_due(after)
    assert actions.close_sitting(after, held.sitting.id).state.value == "closed"
    states = [row.state for row in queries.components_in(act.session, held.sitting.id)]
    assert sorted(states) == ["absent", "absent", "absent", "handed_in"]


def test_who_never_came_is_absent_and_not_a_zero(act: Act) -> None:
    held = makers.a_sitting(act, arrived=False)
    after = replace(act, when=makers.past(held))
    actions.close_sitting(after, held.sitting.id)
    component = makers.component_of(act, held.candidates[0])
    assert component.state == "absent"
    assert component.enrolment.state.value == "absent"
    assert component.state in LIFECYCLE.terminal
