"""Makers of rounds and registrations, up to the one that has passed the check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from examsite.audit.act import Act
from examsite.people.models import Candidate
from examsite.registration import actions as registration
from examsite.registration import queries
from examsite.registration.models import Registration, Round
from examsite.registration.rules.rounds import RoundFacts

LEVELS = ("assistant", "specialist", "manager")


def round_facts(
    act: Act, number: int = 1, levels: Sequence[str] = LEVELS, days: tuple[int, int] = (-1, 20)
) -> RoundFacts:
    """A round of this year whose window opens and closes so many days from the act."""
    return RoundFacts(
        name=f"{act.today.year}年第{number}批",
        year=act.today.year,
        number=number,
        levels=tuple(levels),
        opens_at=act.when + timedelta(days=days[0]),
        closes_at=act.when + timedelta(days=days[1]),
    )


def open_round(act: Act, number: int = 1, levels: Sequence[str] = LEVELS) -> Round:
    """A round that is open, with its plan filed."""
    round_ = registration.open_round(act, round_facts(act, number, levels))
    registration.submit_plan(act, round_.id, "评价方案")
    return registration.file_plan(act, round_.id, "浙人社备〔示例〕1号")


def draft(
    act: Act,
    candidate: Candidate,
    round_: Round,
    level: str = "assistant",
    directions: Sequence[str] = ("service", "design"),
    second: str | None = None,
) -> Registration:
    """A draft; for senior and manager give no directions and a second form."""
    return registration.draft(act, candidate.id, round_.id, level, directions, second)


def submitted(
    act: Act,
    candidate: Candidate,
    round_: Round,
    level: str = "assistant",
    directions: Sequence[str] = ("service", "design"),
    second: str | None = None,
) -> Registration:
    """A registration handed in."""
    made = draft(act, candidate, round_, level, directions, second)
    return registration.submit(act, made.id, candidate.id)


def under_check(act: Act, made: Registration) -> Registration:
    """The same registration, taken by a checker."""
    return registration.take(act, made.id)


def accepted(
    act: Act,
    candidate: Candidate,
    round_: Round,
    level: str = "assistant",
    directions: Sequence[str] = ("service", "design"),
    second: str | None = None,
) -> Registration:
    """A registration that passed the check on the first condition matched."""
    made = under_check(act, submitted(act, candidate, round_, level, directions, second))
    verdict = queries.frozen_verdict(made)
    return registration.accept(act, made.id, verdict.matched[0], proofs_seen=True)
