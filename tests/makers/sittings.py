"""Makers of venues, sittings with their contents, and enrolments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

from examsite.audit.act import Act
from examsite.catalogue.rules import levels
from examsite.delivery import actions as delivery
from examsite.registration.models import Registration, Round
from examsite.sittings import actions, rules
from examsite.sittings.models import Enrolment, Sitting, Venue
from examsite.sittings.rules import SittingFacts
from tests.makers import delivery as content
from tests.makers import people, registration

NEXT = count(1)


def venue(act: Act, *capacities: int, city: str = "hangzhou") -> Venue:
    """A venue with rooms of these capacities; one room of thirty when none is said."""
    made = actions.make_venue(act, f"考点{next(NEXT)}", city, "文三路 1 号 3 号楼")
    for number, capacity in enumerate(capacities or (30,), start=1):
        actions.add_room(act, made.id, f"第{number}考场", capacity)
    return made


def facts(
    act: Act, round_: Round, venue_: Venue, level: str = "assistant", **changed: Any
) -> SittingFacts:
    """A sitting that starts a day from the act: three hours online, a week for works."""
    starts_at = changed.get("starts_at", act.when + timedelta(days=1))
    stated = SittingFacts(
        round_.id, level, f"场次{next(NEXT)}", venue_.id, starts_at,
        starts_at + timedelta(hours=3), starts_at + timedelta(days=7), 30,
    )  # fmt: skip
    return replace(stated, **changed)


def sitting(
    act: Act, round_: Round | None = None, venue_: Venue | None = None, level: str = "assistant",
    **changed: Any,
) -> Sitting:  # fmt: skip
    """A draft without contents."""
    round_ = round_ or registration.open_round(act)
    return actions.make_sitting(act, facts(act, round_, venue_ or venue(act), level, **changed))


def equip(act: Act, made: Sitting, limit_s: int = 3600) -> Sitting:
    """Choose a paper and a brief for every unit of the level."""
    level = levels.level(made.level)
    for unit in levels.units_of(level.id):
        for form in rules.forms_of(level):
            paper = content.a_paper(act, unit.id, limit_s)
            brief = content.a_brief(act, unit.id, form)
            actions.set_unit(act, made.id, unit.id, form, paper.id, brief.id)
    return made


def accepted(act: Act, round_: Round, number: int = 1) -> list[Registration]:
    """Candidates whose registration as assistant (service and design) passed the check."""
    return [
        registration.accepted(act, people.graduate(act, f"考生{next(NEXT)}"), round_)
        for _each in range(number)
    ]


def enrolled(
    act: Act, number: int = 2, capacities: Sequence[int] = (30,), **changed: Any
) -> tuple[Sitting, list[Enrolment]]:
    """A draft with contents in which so many candidates are enrolled."""
    round_ = registration.open_round(act)
    made = equip(act, sitting(act, round_, venue(act, *capacities), **changed))
    waiting = accepted(act, round_, number)
    return made, actions.enrol(act, made.id, [row.id for row in waiting], seed=7)


def opened(act: Act, number: int = 2, **changed: Any) -> tuple[Sitting, list[Enrolment]]:
    """The same, open for admission."""
    made, enrolments = enrolled(act, number, **changed)
    return delivery.open_sitting(act, made.id), enrolments


def at_the_door(act: Act, made: Sitting, before: timedelta = timedelta(minutes=20)) -> Act:
    """The same person shortly before the sitting starts."""
    return replace(act, when=made.starts_at - before)
