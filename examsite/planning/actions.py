"""Writing the plan down as tasks."""

from __future__ import annotations

from examsite.audit.act import Act
from examsite.planning import queries
from examsite.planning.models import Task
from examsite.planning.rules import Plan, annex_3

SAMPLE_OF = 2017
"""The year of the notice whose figures the sample 示例 of a later year repeats."""


def load_plan(act: Act) -> list[Task]:
    """Enter the tasks of Annex 3 (2014-2017), and a sample 示例 for this year where the notice sets none.

    Does nothing for a city and year that already has its task; returns what was entered.
    """
    plan = annex_3()
    entered = [
        entered_task
        for city in plan.cities
        for year, people in sorted((city.tasks or {}).items())
        if (entered_task := _enter(act, city.id, year, people, sample=False))
    ]
    if act.today.year not in (plan.printed.tasks or {}):
        entered += _enter_sample(act, plan)
    return entered


def _enter_sample(act: Act, plan: Plan) -> list[Task]:
    found = [
        _enter(act, city.id, act.today.year, city.task(SAMPLE_OF) or 0, sample=True)
        for city in plan.cities
    ]
    return [task for task in found if task is not None]


def _enter(act: Act, city: str, year: int, people: int, *, sample: bool) -> Task | None:
    if queries.task(act.session, city, year) is not None:
        return None
    task = Task(city=city, year=year, people=people, sample=sample)
    act.session.add(task)
    act.log("entered_task", task, city=city, year=year, people=people, sample=sample)
    return task
