"""What a candidate does 考生办理: draft, submit, change the choice, withdraw; and keep what is relied on."""

from __future__ import annotations

from collections.abc import Sequence

from examsite.audit.act import Act
from examsite.catalogue.rules.levels import VERSION, level_open
from examsite.catalogue.rules.levels import level as level_of
from examsite.core.refusal import Refusal
from examsite.people import actions as people
from examsite.people import queries as people_queries
from examsite.people.models import Candidate
from examsite.people.rules.dossier import PersonFacts
from examsite.people.rules.problems import PersonProblem
from examsite.registration import queries
from examsite.registration.actions.rounds import locked_round
from examsite.registration.actions.steps import held, must_offer, step
from examsite.registration.models import Registration, Round
from examsite.registration.rules import (
    application,
    directions,
    eligibility,
    materials,
    record,
    rounds,
)
from examsite.registration.rules.rounds import RegistrationProblem

GATES = frozenset({directions.NOT_EXAMINED, directions.LEVEL_NOT_OPEN})


def draft(
    act: Act,
    candidate_id: int,
    round_id: int,
    level: str,
    directions: Sequence[str],
    second: str | None,
) -> Registration:
    """Begin an application 报名草稿 in an open round, with the next number of its round, without gaps.

    The choice may be incomplete until it is submitted. Refusals: NOT_OPEN_YET, CLOSED, LEVEL_NOT_OFFERED,
    DIRECTION_UNKNOWN, SECOND_UNKNOWN, ALREADY_LIVE.
    """
    candidate = people_queries.candidate(act.session, candidate_id)
    round_ = locked_round(act, round_id)
    _refuse_closed(act, round_)
    if level not in round_.levels:
        raise Refusal(RegistrationProblem.LEVEL_NOT_OFFERED, "level")
    _refuse_unknown(level, directions, second)
    if queries.live(act.session, round_id, candidate_id, level) is not None:
        raise Refusal(RegistrationProblem.ALREADY_LIVE, "level")
    place = queries.count_in(act.session, round_id) + 1
    registration = Registration(
        number=rounds.number_of(round_.year, round_.number, place),
        round=round_,
        candidate=candidate,
        level=level,
        directions=list(directions),
        second=second,
        state=application.LIFECYCLE.initial,
        created_at=act.when,
        facts={},
        verdict={},
    )
    act.session.add(registration)
    act.log("drafted_registration", registration, number=registration.number)
    return registration


def change_draft(
    act: Act,
    registration_id: int,
    candidate_id: int,
    directions: Sequence[str],
    second: str | None,
) -> Registration:
    """Change the choice of an application that lies with the candidate (draft or returned).

    Refusals: DIRECTION_UNKNOWN, SECOND_UNKNOWN, Why.NO_SUCH_TRANSITION once it is handed in.
    """
    registration = held(act, registration_id, candidate_id)
    must_offer(registration, _handing_in(registration))
    _refuse_unknown(registration.level, directions, second)
    registration.directions, registration.second = list(directions), second
    act.log("changed_draft", registration)
    return registration


def submit(act: Act, registration_id: int, candidate_id: int) -> Registration:
    """Hand an application in (提交; from `returned` once more), freezing facts, verdict and day (RD-29).

    Refusals: NOT_OPEN_YET, CLOSED, RETURN_OVER, and Why with guards level_open, choice_valid,
    materials_complete.
    """
    registration = held(act, registration_id, candidate_id)
    event = _handing_in(registration)
    must_offer(registration, event)
    _refuse_too_late(act, registration)
    candidate = registration.candidate
    settings = queries.rule_settings(act.session, act.today)
    case = record.case(
        registration.number,
        registration.level,
        queries.facts_of(act.session, candidate, act.today),
        settings,
        VERSION,
    )
    case["proofs"] = [
        {"id": one.id, "kind": str(one.kind), "sha256": one.sha256, "name": one.file_name}
        for one in candidate.proofs
    ]
    level, config = level_of(registration.level), record.config_of(case)
    facts = record.facts_of(case["facts"])
    given = queries.proofs_given(candidate)
    guards = {
        "level_open": level_open(level, act.today, config),
        "choice_valid": _choice_stands(act, registration),
        "materials_complete": materials.complete(level, facts, config, given),
    }
    verdict = eligibility.decide(level, facts, config)
    registration.facts, registration.verdict = case, record.verdict_json(verdict)
    registration.rule_version, registration.as_of = VERSION, act.today
    registration.submitted_at, registration.reasons = act.when, ""
    registration.taken_by = registration.checked_by = registration.checked_at = None
    registration.relied_on = ""
    return step(act, registration, event, "candidate", guards, matched=list(verdict.matched))


def change_choice(
    act: Act,
    registration_id: int,
    candidate_id: int,
    directions: Sequence[str],
    second: str | None,
) -> Registration:
    """Change the directions or the form of an accepted application before the round closes (RD-20).

    Refusals: Why with guards before_closing, choice_valid; DIRECTION_UNKNOWN, SECOND_UNKNOWN.
    """
    registration = held(act, registration_id, candidate_id)
    must_offer(registration, "change_choice")
    _refuse_unknown(registration.level, directions, second)
    registration.directions, registration.second = list(directions), second
    guards = {
        "before_closing": act.when < registration.round.closes_at,
        "choice_valid": _choice_stands(act, registration),
    }
    return step(
        act, registration, "change_choice", "candidate", guards, directions=list(directions)
    )


def withdraw(act: Act, registration_id: int, candidate_id: int) -> Registration:
    """Withdraw an application before the round closes (撤回). Refusals: Why with guard before_closing."""
    registration = held(act, registration_id, candidate_id)
    guards = {"before_closing": act.when < registration.round.closes_at}
    return step(act, registration, "withdraw", "candidate", guards)


def enter_person(act: Act, account_id: int, facts: PersonFacts) -> Candidate:
    """Begin or change who somebody is; name and identity stand once an application was handed in.

    Refusals: IDENTITY_FIXED and those of people.actions.enter_person.
    """
    known = people_queries.candidate_of(act.session, account_id)
    before = None if known is None else _identity(known)
    candidate = people.enter_person(act, account_id, facts)
    changed = before is not None and before != _identity(candidate)
    if changed and queries.handed_in(act.session, candidate.id):
        raise Refusal(PersonProblem.IDENTITY_FIXED, "identity_number")
    return candidate


def remove_proof(act: Act, proof_id: int, candidate_id: int) -> None:
    """Take a proof out of the dossier. Refusals: PROOF_IN_USE while an application rests on it."""
    for registration in queries.handed_in(act.session, candidate_id):
        used = {one["id"] for one in registration.facts.get("proofs", [])}
        if registration.state not in ("returned", "closed") and proof_id in used:
            raise Refusal(RegistrationProblem.PROOF_IN_USE, number=registration.number)
    people.remove_proof(act, proof_id, candidate_id)


def _identity(candidate: Candidate) -> tuple[object, ...]:
    return (
        candidate.name,
        candidate.identity_kind,
        candidate.identity_lookup,
        candidate.sex,
        candidate.born_on,
    )


def _handing_in(registration: Registration) -> str:
    return "resubmit" if registration.state == "returned" else "submit"


def _choice_stands(act: Act, registration: Registration) -> bool:
    wrong = directions.why_not_register(
        level_of(registration.level),
        registration.directions,
        () if registration.second is None else (registration.second,),
        act.today,
        queries.rule_config(act.session, act.today),
    )
    return GATES.issuperset(wrong)


def _refuse_unknown(level_id: str, chosen: Sequence[str], second: str | None) -> None:
    level = level_of(level_id)
    if not set(chosen) <= set(level.directions):
        raise Refusal(RegistrationProblem.DIRECTION_UNKNOWN, "directions")
    if second is not None and second not in level.second_forms:
        raise Refusal(RegistrationProblem.SECOND_UNKNOWN, "second")


def _refuse_closed(act: Act, round_: Round) -> None:
    if no := rounds.why_not_now(round_.opens_at, round_.closes_at, act.when):
        raise Refusal(no, opens_at=round_.opens_at, closes_at=round_.closes_at)


def _refuse_too_late(act: Act, registration: Registration) -> None:
    if registration.state != "returned":
        _refuse_closed(act, registration.round)
    elif act.when >= queries.due_at(act.session, registration, act.today):
        raise Refusal(RegistrationProblem.RETURN_OVER)
