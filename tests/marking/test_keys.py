"""Marking online parts by key, in bulk."""

from __future__ import annotations

from fractions import Fraction

import sqlalchemy as sa

from examsite.audit.act import SYSTEM, Act
from examsite.core.db import Database
from examsite.delivery.models import Attempt
from examsite.marking import actions, queries
from examsite.marking.models import PartMark
from tests.conftest import MOMENT
from tests.makers import marking as make


def test_an_answered_sheet_gets_the_sum_of_its_items(act: Act) -> None:
    on = make.stage(act)
    part = make.online_part(act, on, make.enrolled(act, on), {1: [1], 2: [2, 0], 3: [1]})
    assert actions.mark_closed(act, 10) == 1
    row = queries.marks_of(act.session, [part.id])[part.id]
    assert (row.mark, row.out_of, row.method) == (Fraction(60), Fraction(100), "key")
    assert row.detail == [
        {"position": 1, "response": [1], "mark": "30"},
        {"position": 2, "response": [2, 0], "mark": "30"},
        {"position": 3, "response": [1], "mark": "0"},
    ]
    assert part.state == "marked"


def test_a_blank_sheet_has_the_mark_zero_which_is_a_mark(act: Act) -> None:
    on = make.stage(act)
    part = make.online_part(act, on, make.enrolled(act, on))
    actions.mark_closed(act, 10)
    row = queries.marks_of(act.session, [part.id])[part.id]
    assert (row.mark, row.out_of) == (Fraction(0), Fraction(100))
    assert part.state == "marked"


def test_the_answer_with_the_greatest_epoch_and_number_counts(act: Act) -> None:
    on = make.stage(act)
    part = make.online_part(act, on, make.enrolled(act, on), {1: [1]})
    attempt = act.session.scalars(sa.select(Attempt)).one()
    make.log(act, attempt, 2, 1, 1, [0])
    make.log(act, attempt, 1, 9, 1, [1])
    actions.mark_closed(act, 10)
    assert queries.marks_of(act.session, [part.id])[part.id].mark == 0


def test_running_it_again_marks_nothing_more(act: Act) -> None:
    on = make.stage(act)
    make.online_part(act, on, make.enrolled(act, on), {1: [1]})
    assert [actions.mark_closed(act, 10), actions.mark_closed(act, 10)] == [1, 0]


def test_an_open_attempt_is_not_marked(act: Act) -> None:
    on = make.stage(act)
    make.online_part(act, on, make.enrolled(act, on))
    attempt = act.session.scalars(sa.select(Attempt)).one()
    attempt.closed_at = attempt.closed_by = None
    assert actions.mark_closed(act, 10) == 0


def test_the_limit_is_kept_and_the_rest_is_done_in_the_next_pass(act: Act) -> None:
    on = make.stage(act)
    for _number in range(3):
        make.online_part(act, on, make.enrolled(act, on))
    assert [actions.mark_closed(act, 2) for _pass in range(3)] == [2, 1, 0]


def test_two_sweepers_at_once_mark_every_part_once(database: Database) -> None:
    with database.writing() as session:
        on = make.stage(act := Act(session, SYSTEM, MOMENT))
        for _number in range(4):
            make.online_part(act, on, make.enrolled(act, on), {1: [1]})
        session.commit()
    if database.engine.dialect.name == "sqlite":
        first = second = database.writing()  # SQLite lets only one writer in at a time
    else:
        first, second = database.writing(), database.writing()
    marked = actions.mark_closed(Act(first, SYSTEM, MOMENT), 3)
    marked += actions.mark_closed(Act(second, SYSTEM, MOMENT), 3)
    first.commit()
    second.commit()
    first.close()
    second.close()
    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(PartMark)) == 4 == marked
