"""The register of units, and practice stays: declare, countersign, return, verify."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from examsite.accreditation import queries
from examsite.accreditation.models import Member, Stay, Unit
from examsite.accreditation.rules import stays
from examsite.accreditation.rules.stays import (
    Problem,
    StayFacts,
    StayKind,
    StayProblem,
    StayState,
    UnitKind,
)
from examsite.audit.act import Act
from examsite.core.refusal import Missing, Refusal
from examsite.messages import actions as messages
from examsite.messages.rules import Kind as Notice
from examsite.people import queries as people


def register_unit(
    act: Act,
    kind: UnitKind,
    name: str,
    credit_code: str,
    city: str,
    address: str,
    registered_on: date,
) -> Unit:
    """Enter a unit into the provincial register (备案登记). Refusals: CREDIT_CODE_TAKEN for its kind."""
    if queries.unit_by_code(act.session, kind, credit_code) is not None:
        raise Refusal(StayProblem.CREDIT_CODE_TAKEN, "credit_code")
    unit = Unit(
        kind=kind,
        name=name.strip(),
        credit_code=credit_code,
        city=city,
        address=address.strip(),
        registered_on=registered_on,
    )
    act.session.add(unit)
    act.log("registered_unit", unit, kind=kind.value, credit_code=credit_code)
    return unit


def add_member(act: Act, unit_id: int, account_id: int) -> Member:
    """Let an account act for a unit (单位人员). Refusals: MEMBER_ELSEWHERE."""
    unit = queries.unit(act.session, unit_id)
    if queries.unit_of(act.session, account_id) is not None:
        raise Refusal(StayProblem.MEMBER_ELSEWHERE)
    member = Member(unit_id=unit.id, account_id=account_id)
    act.session.add(member)
    act.log("added_member", member, unit=unit.id, account=account_id)
    return member


def declare_stay(act: Act, candidate_id: int, facts: StayFacts) -> Stay:
    """Declare a stay 申报实训记录.

    Refusals: UNIT_NEEDED, NOT_A_BASE, FIRM_NEEDED, NOT_BEGUN, ENDS_BEFORE_START.
    """
    people.candidate(act.session, candidate_id)
    stay = Stay(candidate_id=candidate_id, state=StayState.DECLARED)
    _state_facts(act, stay, facts)
    act.session.add(stay)
    act.log("declared_stay", stay)
    return stay


def change_stay(act: Act, stay_id: int, candidate_id: int, facts: StayFacts) -> Stay:
    """Change a stay before anybody signed, or after it was returned; it is then declared anew.

    Refusals: as for declaring one, and NOT_OPEN.
    """
    stay = _open_stay(act, stay_id, candidate_id)
    _state_facts(act, stay, facts)
    stay.state, stay.note = StayState.DECLARED, ""
    act.log("changed_stay", stay)
    return stay


def remove_stay(act: Act, stay_id: int, candidate_id: int) -> None:
    """Take back a stay that nobody signed. Refusals: NOT_OPEN."""
    stay = _open_stay(act, stay_id, candidate_id)
    act.log("removed_stay", stay)
    act.session.delete(stay)
    act.session.flush()


def countersign(act: Act, stay_id: int, unit_id: int, teacher: str, log: str) -> Stay:
    """The base's responsible teacher signs the log of the whole stay (专职责任教师签字, RD-26).

    Refusals: NOT_OPEN, NOT_ENDED, TEACHER_NEEDED, LOG_NEEDED, OWN_STAY.
    """
    stay = queries.stay_at(act.session, stay_id, unit_id)
    _refuse(stays.why_not_countersign(stay.state, stay.end_on, teacher, log, act.today))
    _refuse_own(act, stay)
    stay.state, stay.teacher, stay.log = StayState.COUNTERSIGNED, teacher.strip(), log.strip()
    stay.teacher_signed_at, stay.signed_by, stay.note = act.when, act.who.account_id, ""
    act.log("countersigned_stay", stay, teacher=stay.teacher)
    return stay


def return_stay(act: Act, stay_id: int, note: str, unit_id: int | None = None) -> Stay:
    """Send a stay back to the candidate with a note (退回补正); `unit_id` for a base, None for the centre.

    A signature falls with it. Refusals: NOTE_NEEDED, ALREADY_VERIFIED.
    """
    stay = _stay_at(act, stay_id, unit_id)
    if stay.state is StayState.VERIFIED:
        raise Refusal(StayProblem.ALREADY_VERIFIED)
    if not note.strip():
        raise Refusal(StayProblem.NOTE_NEEDED, "note")
    stay.state, stay.note = StayState.RETURNED, note.strip()
    stay.teacher, stay.teacher_signed_at, stay.signed_by = "", None, None
    _tell(act, stay, Notice.PRACTICE_RETURNED, note=stay.note)
    act.log("returned_stay", stay)
    return stay


def verify_stay(act: Act, stay_id: int, relevant_firm: bool = True) -> Stay:
    """The centre accepts the proof of a stay (核实). `relevant_firm`: it is an e-commerce firm (T-51).

    Refusals: ALREADY_VERIFIED, NOT_COUNTERSIGNED, NOT_ENDED, NOT_OPEN, OWN_STAY.
    """
    stay = queries.stay(act.session, stay_id)
    _refuse(stays.why_not_verify(stay.kind, stay.state, stay.end_on, act.today))
    _refuse_own(act, stay)
    stay.state, stay.relevant_firm = StayState.VERIFIED, relevant_firm
    stay.verified_by, stay.verified_at = act.who.account_id, act.when
    _tell(act, stay, Notice.PRACTICE_VERIFIED)
    act.log("verified_stay", stay, relevant_firm=relevant_firm)
    return stay


def _state_facts(act: Act, stay: Stay, facts: StayFacts) -> None:
    _refuse(stays.why_not_declare(facts, act.today))
    values = asdict(facts)
    if facts.kind is StayKind.BASE:
        assert facts.unit_id is not None
        values["firm"] = _base(act, facts.unit_id).name
    else:
        values["unit_id"] = None
    for name, value in values.items():
        setattr(stay, name, value)


def _base(act: Act, unit_id: int) -> Unit:
    try:
        unit = queries.unit(act.session, unit_id)
    except Missing:
        raise Refusal(StayProblem.NOT_A_BASE, "unit_id") from None
    if unit.kind is not UnitKind.BASE:
        raise Refusal(StayProblem.NOT_A_BASE, "unit_id")
    return unit


def _stay_at(act: Act, stay_id: int, unit_id: int | None) -> Stay:
    if unit_id is None:
        return queries.stay(act.session, stay_id)
    return queries.stay_at(act.session, stay_id, unit_id)


def _open_stay(act: Act, stay_id: int, candidate_id: int) -> Stay:
    stay = queries.stay_of(act.session, stay_id, candidate_id)
    if stay.state not in (StayState.DECLARED, StayState.RETURNED):
        raise Refusal(StayProblem.NOT_OPEN)
    return stay


def _refuse_own(act: Act, stay: Stay) -> None:
    if people.candidate(act.session, stay.candidate_id).account_id == act.who.account_id:
        raise Refusal(StayProblem.OWN_STAY)


def _refuse(problem: Problem | None) -> None:
    if problem is not None:
        reason, field = problem
        raise Refusal(reason, field or None)


def _tell(act: Act, stay: Stay, kind: Notice, **facts: str) -> None:
    candidate = people.candidate(act.session, stay.candidate_id)
    messages.send(act, candidate.account_id, kind, place=stay.firm, **facts)
