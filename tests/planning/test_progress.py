"""Progress against the training tasks: Jinhua counts Yiwu's people once, and who sees which city."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from examsite.audit.act import Act
from examsite.planning import actions, queries
from examsite.planning.rules import Count, annex_3, cities_seen, progress, total

PLAN = annex_3()
CITIES = [city.id for city in PLAN.cities]


def test_jinhuas_line_holds_yiwus_people() -> None:
    lines = progress(PLAN, {}, {"jinhua": Count(5, 4, 3), "yiwu": Count(2, 1, 1)})
    done = {line.city: line.done for line in lines}
    assert done["jinhua"] == Count(7, 5, 4)
    assert done["yiwu"] == Count(2, 1, 1)


@given(st.dictionaries(st.sampled_from(CITIES), st.integers(0, 10**6)))
def test_every_person_is_counted_once_in_the_province(people: dict[str, int]) -> None:
    counts = {city: Count(trained=number) for city, number in people.items()}
    assert total(progress(PLAN, {}, counts)).done.trained == sum(people.values())


def test_yiwus_own_total_is_yiwus() -> None:
    lines = progress(PLAN, {"yiwu": 10}, {"yiwu": Count(4)})
    own = total([line for line in lines if line.city == "yiwu"])
    assert (own.task, own.done.trained) == (10, 4)


def test_percent_is_cut_off_and_absent_without_a_task() -> None:
    assert total(progress(PLAN, {"hangzhou": 3}, {"hangzhou": Count(2)})).percent == 66
    assert total(progress(PLAN, {}, {})).percent is None


def test_a_city_sees_itself_and_what_lies_inside() -> None:
    assert cities_seen(PLAN, {"jinhua"}) == {"jinhua", "yiwu"}
    assert cities_seen(PLAN, {"yiwu"}) == {"yiwu"}
    assert cities_seen(PLAN, ()) == frozenset()
    assert cities_seen(PLAN, None) == set(CITIES)


def test_loading_the_plan_enters_the_notices_tasks_and_a_sample_for_this_year(act: Act) -> None:
    actions.load_plan(act)
    years = queries.years(act.session)
    assert list(years) == [act.today.year, 2017, 2016, 2015, 2014]
    lines = queries.progress_in(act.session, 2016, {})
    assert total(lines).task == 28_000
    assert {task.sample for task in queries.tasks(act.session, act.today.year)} == {True}


def test_loading_the_plan_twice_enters_nothing_new(act: Act) -> None:
    actions.load_plan(act)
    assert actions.load_plan(act) == []
