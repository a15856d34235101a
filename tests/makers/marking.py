"""A sitting whose parts are handed in: where marking begins.

What lies below marking is written as rows here, so that a test of marking stands on marking alone; from the
script on, everything is made by actions.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

from examsite.audit.act import Act
from examsite.bank.models import Brief, Item, ItemVersion
from examsite.bank.rules.items import ItemType, TaskForm
from examsite.core import files
from examsite.delivery.models import Attempt, Component, ResponseEvent, Work, WorkFile
from examsite.papers.models import Blueprint, Paper, PaperItem
from examsite.people import actions as people
from examsite.people.models import Candidate
from examsite.people.rules.roles import Role
from examsite.people.rules.words import IdentityKind, Sex
from examsite.registration.models import Registration, Round
from examsite.sittings.models import Enrolment, Room, Sitting, SittingUnit, Venue
from examsite.sittings.rules import EnrolmentState, SittingState

UNIT = "assistant.service"
BEGAN = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
RUBRIC = [
    {
        "id": name,
        "name": title,
        "points": points,
        "levels": [
            {"points": points, "text": "完整"},
            {"points": points // 2, "text": "一半"},
            {"points": 0, "text": "没有"},
        ],
    }
    for name, title, points in (("r1", "应答", 40), ("r2", "话术", 40), ("r3", "记录", 20))
]
ITEMS: tuple[tuple[ItemType, list[int], str], ...] = (
    (ItemType.SINGLE, [1], "30"),
    (ItemType.MULTIPLE, [0, 2], "30"),
    (ItemType.JUDGEMENT, [0], "40"),
)


@dataclass(frozen=True)
class Stage:
    """A closed sitting with its paper and brief."""

    sitting: Sitting
    paper: Paper
    brief: Brief


def stage(act: Act) -> Stage:
    """A sitting of assistants in 网络客服: three items worth 100, one practical task with a rubric of 100."""
    brief = Brief(
        code="task-1", version=1, unit=UNIT, form=TaskForm.PRACTICAL, title="售后应答",
        text="写出应答。\n不得出现姓名。",
        deliverables=[{"name": "应答记录", "kinds": ["pdf", "docx", "txt", "jpg"], "required": True}],
        materials=[], rubric=RUBRIC, time_limit_min=60, content_hash="0" * 64, written_at=BEGAN,
    )  # fmt: skip
    round_ = Round(
        name="示例批次", year=2026, number=1, levels=["assistant"], opens_at=BEGAN - timedelta(60),
        closes_at=BEGAN - timedelta(30),
    )  # fmt: skip
    venue = Venue(
        name="示例考点",
        city="hangzhou",
        address="示例路1号",
        rooms=[Room(name="一号", capacity=200)],
    )
    paper = _paper()
    sitting = Sitting(
        round=round_, level="assistant", name="示例场次", venue=venue, starts_at=BEGAN,
        ends_at=BEGAN + timedelta(hours=2), works_due_at=BEGAN + timedelta(hours=4),
        state=SittingState.CLOSED,
        units=[SittingUnit(unit=UNIT, form="practical", paper=paper, brief=brief)],
    )  # fmt: skip
    act.session.add(sitting)
    act.session.flush()
    return Stage(sitting, paper, brief)


def enrolled(act: Act, on: Stage, name: str = "", candidate: Candidate | None = None) -> Enrolment:
    """A candidate with an account, a dossier, and a seat in the sitting."""
    number = act.session.query(Enrolment).count() + 1
    candidate = candidate or author(act, name or f"考生甲{number:03d}", number)
    registration = Registration(
        number=f"BM2026{number:05d}", round=on.sitting.round, candidate=candidate,
        level="assistant", directions=["service"], state="enrolled", created_at=BEGAN,
        facts={}, verdict={},
    )  # fmt: skip
    enrolment = Enrolment(
        sitting=on.sitting, registration=registration, room=on.sitting.venue.rooms[0], seat=number,
        ticket_number=f"2601330101{number:05d}", state=EnrolmentState.ARRIVED, arrived_at=BEGAN,
    )  # fmt: skip
    act.session.add(enrolment)
    act.session.flush()
    return enrolment


def author(act: Act, name: str, number: int) -> Candidate:
    """A candidate with a dossier."""
    account = people.open_account(act, f"candidate-{uuid.uuid4().hex[:8]}", name, Role.CANDIDATE)
    candidate = Candidate(
        account=account, name=name, identity_kind=IdentityKind.PASSPORT, identity_sealed=b"sealed",
        identity_lookup=uuid.uuid4().hex, identity_masked="E1**34", sex=Sex.FEMALE,
        born_on=date(2000, 1, 1), phone=f"138{number:08d}", city="hangzhou",
    )  # fmt: skip
    act.session.add(candidate)
    act.session.flush()
    return candidate


def online_part(
    act: Act, on: Stage, enrolment: Enrolment, sheet: Mapping[int, Sequence[int]] | None = None
) -> Component:
    """An online part whose attempt has closed with these answers (chosen places by position)."""
    component = _component(act, enrolment, "online", "online")
    attempt = Attempt(
        component_id=component.id, paper_id=on.paper.id, seed="seed", journal_key="key", epoch=1,
        started_at=BEGAN, deadline_at=BEGAN, head="0" * 64, closed_at=BEGAN, closed_by="submit",
    )  # fmt: skip
    act.session.add(attempt)
    act.session.flush()
    for seq, (position, response) in enumerate((sheet or {}).items(), start=1):
        log(act, attempt, 1, seq, position, response)
    return component


def log(
    act: Act, attempt: Attempt, epoch: int, seq: int, position: int, response: Sequence[int]
) -> None:
    """One committed event of an attempt."""
    act.session.add(
        ResponseEvent(
            attempt_id=attempt.id,
            epoch=epoch,
            seq=seq,
            position=position,
            response=list(response),
            client_ms=0,
            received_at=BEGAN,
            head="0" * 64,
        )
    )
    act.session.flush()


def work(
    act: Act, enrolment: Enrolment, data: bytes = b"", name: str = "", kind: str = "txt"
) -> Component:
    """A practical part handed in, with one file when there are bytes."""
    component = _component(act, enrolment, "practical", "practical")
    handed_in = Work(component_id=component.id, handed_in_at=BEGAN)
    if data:
        address = files.of(act.session).put(data)
        handed_in.files = [
            WorkFile(
                deliverable=0,
                file_name=name,
                file_kind=kind,
                sha256=address,
                size=len(data),
                uploaded_at=BEGAN,
            )
        ]
    act.session.add(handed_in)
    act.session.flush()
    return component


def marker(act: Act, name: str) -> int:
    """A marker's account id."""
    login = f"marker-{uuid.uuid4().hex[:8]}"
    return people.open_account(act, login, name, Role.MARKER).id


def points(r1: Any, r2: Any, r3: Any) -> dict[str, str]:
    """Points as they are typed for the rubric above."""
    return {"r1": str(r1), "r2": str(r2), "r3": str(r3)}


def _component(act: Act, enrolment: Enrolment, part: str, form: str) -> Component:
    component = Component(
        enrolment_id=enrolment.id, unit=UNIT, part=part, form=form, state="handed_in"
    )
    act.session.add(component)
    act.session.flush()
    return component


def _paper() -> Paper:
    blueprint = Blueprint(unit=UNIT, name="示例", sections=[], time_limit_min=60)
    paper = Paper(
        blueprint=blueprint, unit=UNIT, seed=1, time_limit_s=3600, seal="0" * 64, made_at=BEGAN
    )
    for position, (kind, key, full_mark) in enumerate(ITEMS, start=1):
        item = Item(code=f"item-{position}", unit=UNIT, course="客服", type=kind)
        version = ItemVersion(
            item=item, version=1, stem="题干", options=["甲", "乙", "丙", "丁"], key=key,
            explanation="", knowledge="", cognitive="recall", difficulty="easy", seconds=60,
            edition="1", content_hash="0" * 64, written_at=BEGAN,
        )  # fmt: skip
        paper.items.append(
            PaperItem(position=position, item_version=version, full_mark=Fraction(full_mark))
        )
    return paper
