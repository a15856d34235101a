"""A closed sitting with marks: where scoring begins.

What lies below scoring is written as rows here; what scoring and credentials do goes through their actions.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from examsite.accreditation.models import Stay
from examsite.accreditation.rules.stays import StayKind, StayState
from examsite.approvals import actions as approvals
from examsite.audit.act import Act
from examsite.credentials import actions as credentials
from examsite.credentials import queries as credential_queries
from examsite.credentials.models import Credential
from examsite.delivery.models import Component
from examsite.marking.models import PartMark
from examsite.people import actions as people
from examsite.people.rules.dossier import PersonFacts
from examsite.people.rules.roles import Role
from examsite.people.rules.words import IdentityKind, Sex
from examsite.registration.models import Registration, Round
from examsite.scoring import actions as scoring
from examsite.sittings.models import Enrolment, Room, Sitting, Venue
from examsite.sittings.rules import EnrolmentState, SittingState

BEGAN = datetime(2026, 2, 20, 1, 0, tzinfo=UTC)
GOOD = {"online": "80", "practical": "75.5"}
_number = itertools.count(1)

Marks = Mapping[str, Mapping[str, str | Fraction | None]]
ActAs = Callable[..., Act]


def closed_sitting(act: Act, level: str = "assistant") -> Sitting:
    """A sitting that is over, with a venue of one room."""
    number = next(_number)
    round_ = Round(
        name=f"批次{number}", year=2026, number=number, levels=[level],
        opens_at=BEGAN - timedelta(60), closes_at=BEGAN - timedelta(30),
    )  # fmt: skip
    room = Room(name="一号", capacity=900)
    venue = Venue(name=f"考点{number}", city="hangzhou", address="示例路1号", rooms=[room])
    sitting = Sitting(
        round=round_, level=level, name=f"示例场次{number}", venue=venue, starts_at=BEGAN,
        ends_at=BEGAN + timedelta(hours=2), works_due_at=BEGAN + timedelta(hours=4),
        state=SittingState.CLOSED,
    )  # fmt: skip
    act.session.add(sitting)
    act.session.flush()
    return sitting


def sat(
    act: Act,
    sitting: Sitting,
    marks: Marks,
    second: str | None = None,
    checked_by: int | None = None,
) -> Registration:
    """A candidate who sat: per direction (or the level's id) and part a mark out of 100, the state of a
    component without one (`absent`, `withheld`, `annulled`), or None for handed in and not yet marked."""
    registration = registered(act, sitting, list(marks), second, checked_by)
    enrolment = Enrolment(
        sitting=sitting, registration=registration, room=sitting.venue.rooms[0], seat=next(_number),
        ticket_number=f"T{next(_number):09d}", state=EnrolmentState.ARRIVED, arrived_at=BEGAN,
    )  # fmt: skip
    act.session.add(enrolment)
    act.session.flush()
    for key, parts in marks.items():
        unit = key if key == sitting.level else f"{sitting.level}.{key}"
        for part, mark in parts.items():
            _component(act, enrolment, unit, part, second if part == "second" else part, mark)
    return registration


def registered(
    act: Act, sitting: Sitting, keys: list[str], second: str | None = None,
    checked_by: int | None = None, state: str = "enrolled",
) -> Registration:  # fmt: skip
    """A registration for the level and round of the sitting, by a new candidate."""
    number = next(_number)
    account = people.open_account(act, f"candidate{number}", f"考生{number}", Role.CANDIDATE)
    facts = PersonFacts(
        f"考生{number}", IdentityKind.PASSPORT, f"E{number:08d}", "13800000000", "hangzhou",
        Sex.FEMALE, date(2000, 1, 1), study_from=date(2025, 1, 1),
    )  # fmt: skip
    candidate = people.enter_person(act, account.id, facts)
    registration = Registration(
        number=f"BM{number:08d}", round=sitting.round, candidate=candidate, level=sitting.level,
        directions=[key for key in keys if key != sitting.level], second=second, state=state,
        created_at=BEGAN, submitted_at=BEGAN, as_of=date(2026, 1, 20), checked_at=BEGAN,
        checked_by=checked_by, facts={}, verdict={},
    )  # fmt: skip
    act.session.add(registration)
    act.session.flush()
    return registration


def passes(act: Act, sitting: Sitting, checked_by: int | None = None) -> Registration:
    """An assistant who reached the pass mark in everything."""
    return sat(act, sitting, {"service": GOOD, "design": GOOD}, checked_by=checked_by)


def practised(act: Act, registration: Registration, days: int = 120) -> Stay:
    """A verified stay at an e-commerce firm."""
    start_on = date(2025, 3, 1)
    stay = Stay(
        candidate_id=registration.candidate_id, kind=StayKind.ENTERPRISE, firm="示例电商公司",
        post="客服", start_on=start_on, end_on=start_on + timedelta(days=days - 1),
        state=StayState.VERIFIED, verified_at=act.when,
    )  # fmt: skip
    act.session.add(stay)
    act.session.flush()
    return stay


def published(act_as: ActAs, sitting: Sitting) -> Act:
    """Decide, propose, approve by the province and publish; the officer's act comes back."""
    officer = act_as(Role.EXAM_OFFICER)
    scoring.decide_results(officer, sitting.id)
    proposal = scoring.propose_publication(officer, sitting.id, "已核对")
    approvals.decide(act_as(Role.PROVINCE), proposal.id, True)
    scoring.publish(officer, sitting.id)
    return officer


def final(act_as: ActAs, sitting: Sitting) -> Act:
    """The same, with the review period over and the credentials settled; an act of the day after."""
    officer = published(act_as, sitting)
    later = replace(officer, when=officer.when + timedelta(days=6))
    scoring.make_final_due(later, 1000)
    credentials.settle_due(later, 1000)
    return later


def registered_credentials(act_as: ActAs, act: Act) -> list[Credential]:
    """Everything that is due, registered by two persons."""
    due = [row.id for row in credential_queries.credentials(act.session, state="due", limit=500)[0]]
    issuer = act_as(Role.ISSUER, when=act.when)
    approval = credentials.propose_registration(issuer, due, "已核对")
    approvals.decide(act_as(Role.ISSUER, when=act.when), approval.id, True)
    return credentials.register(issuer, approval.id)


def issued(act_as: ActAs, act: Act) -> list[Credential]:
    """The same, printed and issued."""
    rows = registered_credentials(act_as, act)
    issuer = act_as(Role.ISSUER, when=act.when)
    credentials.print_run(issuer, [row.id for row in rows])
    return [credentials.issue(issuer, row.id) for row in rows]


def _component(
    act: Act, enrolment: Enrolment, unit: str, part: str, form: str | None, mark: str | Fraction | None
) -> None:  # fmt: skip
    state = "handed_in" if mark is None else "marked"
    if mark in ("absent", "withheld", "annulled"):
        state, mark = str(mark), None
    component = Component(
        enrolment_id=enrolment.id, unit=unit, part=part, form=form or part, state=state
    )
    act.session.add(component)
    act.session.flush()
    if mark is not None:
        act.session.add(
            PartMark(
                component_id=component.id,
                mark=Fraction(mark),
                out_of=Fraction(100),
                method="key" if part == "online" else "rubric",
                detail=[],
                marked_at=act.when,
            )
        )
    act.session.flush()
