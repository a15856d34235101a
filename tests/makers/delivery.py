"""A sitting with a paper and briefs, candidates enrolled in it, and attempts.

What lies below delivery is written as rows here, so that these tests stand on their own; what delivery does
goes through its actions.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from examsite.audit.act import Act
from examsite.bank.models import Brief, Item, ItemVersion
from examsite.bank.rules.items import ItemType, TaskForm
from examsite.delivery import actions, queries
from examsite.delivery.models import Attempt, Component
from examsite.papers.models import Blueprint, Paper, PaperItem
from examsite.people import actions as people
from examsite.people.models import Candidate
from examsite.people.rules.roles import Role
from examsite.people.rules.words import IdentityKind, Sex
from examsite.registration.models import Registration, Round
from examsite.sittings import actions as sittings
from examsite.sittings.models import Enrolment, Room, Sitting, SittingUnit, Venue
from examsite.sittings.rules import EnrolmentState, SittingState

_number = itertools.count(1)
RUBRIC = [{"id": "r1", "name": "完整", "points": 100, "levels": [{"points": 100, "text": "完整"}]}]
SHAPE = ((ItemType.SINGLE, 4), (ItemType.MULTIPLE, 2), (ItemType.JUDGEMENT, 2))


@dataclass
class Candidacy:
    """One enrolled candidate: account, candidate and enrolment ids."""

    account_id: int
    candidate_id: int
    enrolment_id: int


@dataclass
class Held:
    """A sitting that is open, and its candidates, all arrived."""

    sitting: Sitting
    paper: Paper
    candidates: list[Candidacy] = field(default_factory=list)


def a_paper(
    act: Act,
    unit: str = "assistant.service",
    limit_s: int = 3600,
    shape: Any = SHAPE,
    mark: int = 1,
) -> Paper:
    """A sealed paper with items of the given types; the first option is the key."""
    number = next(_number)
    blueprint = Blueprint(
        unit=unit, name=f"细目表{number}", sections=[], time_limit_min=limit_s // 60 or 1
    )
    act.session.add(blueprint)
    act.session.flush()
    paper = Paper(
        blueprint_id=blueprint.id, unit=unit, seed=number, time_limit_s=limit_s,
        seal=f"{number:064x}", made_at=act.when,
    )  # fmt: skip
    act.session.add(paper)
    act.session.flush()
    kinds = [kind for kind, count in shape for _ in range(count)]
    for position, kind in enumerate(kinds, start=1):
        version = _item(act, unit, kind, number, position)
        act.session.add(
            PaperItem(
                paper_id=paper.id,
                position=position,
                item_version_id=version.id,
                full_mark=Fraction(mark),
            )
        )
    act.session.flush()
    return paper


def a_brief(act: Act, unit: str = "assistant.service", form: str = "practical") -> Brief:
    """A practical with one required document and one optional archive."""
    brief = Brief(
        code=f"task-{next(_number)}", version=1, unit=unit, form=TaskForm(form),
        title="客服应答", text="请按材料完成应答记录。\n\n一、要求\n1. 逐条作答。",
        deliverables=[
            {"name": "应答记录", "kinds": ["txt", "docx", "pdf"], "required": True},
            {"name": "源文件包", "kinds": ["zip"], "required": False},
        ],
        materials=[], rubric=RUBRIC, time_limit_min=60, content_hash="0" * 64, written_at=act.when,
    )  # fmt: skip
    act.session.add(brief)
    act.session.flush()
    return brief


def a_sitting(
    act: Act, candidates: int = 1, *, starts_in: timedelta = timedelta(), window_s: int = 7200,
    limit_s: int = 3600, late_entry_min: int | None = 30, shape: Any = SHAPE, arrived: bool = True,
) -> Held:  # fmt: skip
    """An open sitting of one direction (assistant.service) whose candidates have arrived."""
    number = next(_number)
    starts_at = act.when + starts_in
    round_ = Round(
        name=f"批次{number}", year=2026, number=number, levels=["assistant"],
        opens_at=act.when - timedelta(days=40), closes_at=act.when - timedelta(days=10),
        plan_filed_at=act.when - timedelta(days=5),
    )  # fmt: skip
    venue = Venue(name=f"考点{number}", city="hangzhou", address="文三路 1 号")
    act.session.add_all([round_, venue])
    act.session.flush()
    room = Room(venue_id=venue.id, name="一考场", capacity=max(candidates, 30))
    sitting = Sitting(
        round_id=round_.id, level="assistant", name=f"场次{number}", venue_id=venue.id,
        starts_at=starts_at, ends_at=starts_at + timedelta(seconds=window_s),
        works_due_at=starts_at + timedelta(seconds=2 * window_s), late_entry_min=late_entry_min,
        state=SittingState.DRAFT,
    )  # fmt: skip
    act.session.add_all([room, sitting])
    act.session.flush()
    paper, brief = a_paper(act, limit_s=limit_s, shape=shape), a_brief(act)
    act.session.add(
        SittingUnit(
            sitting_id=sitting.id,
            unit=paper.unit,
            form="practical",
            paper_id=paper.id,
            brief_id=brief.id,
        )
    )
    act.session.flush()
    act.session.refresh(sitting)
    held = Held(sitting, paper)
    for seat in range(1, candidates + 1):
        held.candidates.append(_enrolled(act, sitting, round_, room, seat))
    actions.open_sitting(act, sitting.id)
    if arrived:
        for candidacy in held.candidates:
            sittings.admit(act, candidacy.enrolment_id)
    act.session.flush()
    return held


def component_of(act: Act, candidacy: Candidacy, part: str = "online") -> Component:
    """The component of one part of a candidate."""
    rows = queries.components_of(act.session, candidacy.enrolment_id)
    return next(row for row in rows if row.part == part)


def an_attempt(act: Act, candidacy: Candidacy) -> Attempt:
    """An attempt that has just begun."""
    found = actions.start(act, component_of(act, candidacy).id, candidacy.candidate_id)
    act.session.flush()
    return found


def _enrolled(act: Act, sitting: Sitting, round_: Round, room: Room, seat: int) -> Candidacy:
    number = next(_number)
    login = f"candidate{number}"
    account = people.open_account(act, login, f"考生{number}", Role.CANDIDATE, None)
    act.session.flush()
    candidate = Candidate(
        account_id=account.id, name=account.name, identity_kind=IdentityKind.PASSPORT,
        identity_sealed=b"sealed", identity_lookup=f"{number:064x}", identity_masked="E***",
        sex=Sex.FEMALE, born_on=date(2000, 1, 1), phone="13800000000", city="hangzhou",
    )  # fmt: skip
    act.session.add(candidate)
    act.session.flush()
    registration = Registration(
        number=f"R{number}", round_id=round_.id, candidate_id=candidate.id, level="assistant",
        directions=["service"], state="enrolled", created_at=act.when, facts={}, verdict={},
    )  # fmt: skip
    act.session.add(registration)
    act.session.flush()
    enrolment = Enrolment(
        sitting_id=sitting.id, registration_id=registration.id, room_id=room.id, seat=seat,
        ticket_number=f"T{number}", state=EnrolmentState.ENROLLED,
    )  # fmt: skip
    act.session.add(enrolment)
    act.session.flush()
    return Candidacy(account.id, candidate.id, enrolment.id)


def _item(act: Act, unit: str, kind: ItemType, number: int, position: int) -> ItemVersion:
    item = Item(code=f"item-{number}-{position}", unit=unit, course="客服", type=kind)
    act.session.add(item)
    act.session.flush()
    options = (
        ["正确", "错误"] if kind is ItemType.JUDGEMENT else [f"选项{place}" for place in "甲乙丙丁"]
    )
    version = ItemVersion(
        item_id=item.id, version=1, stem=f"第{position}题：下列说法中哪一项符合要求？", options=options,
        key=[0, 2] if kind is ItemType.MULTIPLE else [0], explanation="机密解析", knowledge="k",
        cognitive="recall", difficulty="0.7", seconds=45, edition="2026",
        content_hash=f"{number}-{position}", written_at=act.when,
    )  # fmt: skip
    act.session.add(version)
    act.session.flush()
    return version


def past(held: Held) -> datetime:
    """A moment after everything of the sitting is over."""
    return held.sitting.works_due_at + timedelta(hours=1)
