"""Rounds 批次 and their evaluation plan 评价方案, which HR files before any sitting is opened (N-09)."""

from __future__ import annotations

import sqlalchemy as sa

from examsite.audit.act import Act
from examsite.catalogue.rules import levels
from examsite.core.refusal import Missing, Refusal
from examsite.registration import queries
from examsite.registration.models import Registration, Round
from examsite.registration.rules import rounds
from examsite.registration.rules.rounds import RegistrationProblem, RoundFacts


def open_round(act: Act, facts: RoundFacts) -> Round:
    """Announce a round. Refusals: ROUND_NAME_TAKEN, ROUND_NUMBER_TAKEN, CLOSES_BEFORE_OPENING, LEVELS_NEEDED,
    LEVEL_NOT_EXAMINED."""
    round_ = Round(plan_text="", plan_number="")
    _write(act, round_, facts)
    act.session.add(round_)
    act.log("opened_round", round_, name=facts.name)
    return round_


def change_round(act: Act, round_id: int, facts: RoundFacts) -> Round:
    """Change a round. Once somebody registered, its year, number and used levels stand (ROUND_IN_USE).

    Refusals: as for opening one.
    """
    round_ = locked_round(act, round_id)
    used = set(
        act.session.scalars(
            sa.select(Registration.level).where(Registration.round_id == round_id).distinct()
        )
    )
    renumbered = (facts.year, facts.number) != (round_.year, round_.number)
    if used and (renumbered or not used.issubset(facts.levels)):
        raise Refusal(RegistrationProblem.ROUND_IN_USE)
    _write(act, round_, facts)
    act.log("changed_round", round_, name=facts.name)
    return round_


def submit_plan(act: Act, round_id: int, text: str) -> Round:
    """Send the evaluation plan to the HR department (评价方案报备). Refusals: PLAN_NEEDED, PLAN_FILED."""
    round_ = locked_round(act, round_id)
    if round_.plan_filed_at is not None:
        raise Refusal(RegistrationProblem.PLAN_FILED)
    if not text.strip():
        raise Refusal(RegistrationProblem.PLAN_NEEDED, "text")
    round_.plan_text, round_.plan_submitted_at = text.strip(), act.when
    act.log("submitted_plan", round_)
    return round_


def file_plan(act: Act, round_id: int, number: str) -> Round:
    """HR confirms the filing with its number (人社部门备案, N-09).

    Refusals: PLAN_NOT_SUBMITTED, PLAN_FILED, PLAN_NUMBER_NEEDED.
    """
    round_ = locked_round(act, round_id)
    if round_.plan_submitted_at is None:
        raise Refusal(RegistrationProblem.PLAN_NOT_SUBMITTED)
    if round_.plan_filed_at is not None:
        raise Refusal(RegistrationProblem.PLAN_FILED)
    if not number.strip():
        raise Refusal(RegistrationProblem.PLAN_NUMBER_NEEDED, "number")
    round_.plan_number, round_.plan_filed_at = number.strip(), act.when
    round_.plan_filed_by = act.who.account_id
    act.log("filed_plan", round_, number=round_.plan_number)
    return round_


def locked_round(act: Act, round_id: int) -> Round:
    """A round held until the act ends, so that its registrations are numbered one after another."""
    found = act.session.scalar(
        sa.select(Round)
        .where(Round.id == round_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise Missing
    return found


def _write(act: Act, round_: Round, facts: RoundFacts) -> None:
    examined = frozenset(level.id for level in levels.levels() if level.examined)
    if no := rounds.why_not_open(facts, examined):
        raise Refusal(*no)
    with act.session.no_autoflush:
        for other in queries.rounds(act.session, limit=1000):
            if other is round_:
                continue
            if other.name == facts.name.strip():
                raise Refusal(RegistrationProblem.ROUND_NAME_TAKEN, "name")
            if (other.year, other.number) == (facts.year, facts.number):
                raise Refusal(RegistrationProblem.ROUND_NUMBER_TAKEN, "number")
    round_.name, round_.year, round_.number = facts.name.strip(), facts.year, facts.number
    round_.levels, round_.sample = list(facts.levels), facts.sample
    round_.opens_at, round_.closes_at = facts.opens_at, facts.closes_at
