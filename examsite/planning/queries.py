"""Reading the tasks."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from examsite.core.db import Session
from examsite.planning.models import Task
from examsite.planning.rules import Count, Progress, annex_3, progress


def years(session: Session) -> Sequence[int]:
    """The years for which tasks were set, the latest first."""
    return session.scalars(sa.select(Task.year).distinct().order_by(Task.year.desc())).all()


def tasks(session: Session, year: int) -> Sequence[Task]:
    """The tasks 培训任务 of one year, in the order of the plan; Yiwu's follows Jinhua's."""
    places = {city.id: place for place, city in enumerate(annex_3().cities)}
    rows = session.scalars(sa.select(Task).where(Task.year == year)).all()
    return sorted(rows, key=lambda row: places.get(row.city, len(places)))


def progress_in(session: Session, year: int, counts: dict[str, Count]) -> list[Progress]:
    """Tasks of a year against `counts`, people by the city they live in (Yiwu's own), counted by the caller."""
    people = {task.city: task.people for task in tasks(session, year)}
    return progress(annex_3(), people, counts)


def task(session: Session, city: str, year: int) -> Task | None:
    """The task of one city in one year."""
    return session.scalar(sa.select(Task).where(Task.city == city, Task.year == year))
