"""Attempts: beginning, the writer lease, the log, closing."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import lazyload

from examsite.audit.act import Act
from examsite.core.refusal import Missing, Refusal
from examsite.delivery import queries
from examsite.delivery.actions.sittings import (
    BEGUN,
    CANDIDATE,
    PLATFORM,
    beijing,
    held,
    step,
)
from examsite.delivery.models import Attempt, Component, ResponseEvent
from examsite.delivery.rules import log, places
from examsite.delivery.rules.clock import (
    StartProblem,
    deadline,
    latest_deadline_due,
)
from examsite.delivery.rules.parts import ONLINE
from examsite.papers.models import Paper


@dataclass(frozen=True)
class Ack:
    """What is durably stored of one epoch once the act is committed: the last seq without a gap, and its head."""

    epoch: int
    seq: int
    head: str
    current_epoch: int
    deadline_at: datetime


def start(act: Act, component_id: int, candidate_id: int) -> Attempt:
    """Begin a test 开始作答; begun already, the same attempt again.

    Refusals: StartProblem (not arrived, sitting not open, too early, entry over, time over).
    """
    component = held(act, component_id, candidate_id)
    if found := queries.attempt_of(act.session, component.id):
        return found
    if component.part != ONLINE:
        raise Refusal(StartProblem.NOT_ONLINE)
    if no := queries.why_not_start(component, act.when):
        sitting = component.enrolment.sitting
        raise Refusal(no, starts_at=beijing(sitting.starts_at), minutes=sitting.late_entry_min)
    paper = queries.sitting_unit(act.session, component).paper
    step(act, component, "start", CANDIDATE, BEGUN)
    attempt = _new_attempt(act, component, paper)
    act.log("started", attempt, deadline_at=attempt.deadline_at.isoformat(), seal=paper.seal)
    return attempt


def lease(act: Act, attempt_id: int, account_id: int, held_epoch: int | None = None) -> Attempt:
    """Take the writer lease 写入权 of an attempt: its epoch rises, older tabs turn read-only.

    With `held_epoch` (the epoch a player already holds) the lease is only confirmed, never taken from a newer one.
    Refusals: CLOSED, LEASE_LOST. Raises Missing for somebody else's attempt.
    """
    attempt = queries.attempt_for(act.session, attempt_id, account_id)
    if attempt.closed_at is not None:
        raise Refusal(log.SaveProblem.CLOSED)
    if held_epoch is not None:
        if attempt.epoch != held_epoch:
            raise Refusal(log.SaveProblem.LEASE_LOST)
        return attempt
    raised = sa.update(Attempt).where(Attempt.id == attempt.id, Attempt.closed_at.is_(None))
    act.session.execute(raised.values(epoch=Attempt.epoch + 1))
    act.session.refresh(attempt, ["epoch", "closed_at"])
    if attempt.closed_at is not None:
        raise Refusal(log.SaveProblem.CLOSED)
    act.log("leased", attempt, epoch=attempt.epoch)
    return attempt


def append(
    act: Act, attempt_id: int, epoch: int, from_seq: int, answers: Sequence[log.Answer],
    grace_s: int, head: str | None = None,
) -> Ack:  # fmt: skip
    """Append answers 保存答案 seq `from_seq`… of one epoch; the ack holds only once the act is committed.

    The same answers again give the same ack. Refusals: CONFLICT (other body or head), GAP and LEASE_LOST,
    each with the `ack` that stands; UNREADABLE; LATE and CLOSED, with nothing written.
    Two at once for one epoch: one of them fails with IntegrityError and may be sent again.
    """
    standing = queries.standing(act.session, attempt_id, epoch)
    if standing is None:
        raise Missing
    if not 1 <= epoch <= standing.epoch:
        raise Refusal(log.SaveProblem.LEASE_LOST)
    if from_seq > standing.last_seq + 1:
        raise Refusal(log.SaveProblem.GAP, ack=_ack(standing, epoch))
    heads = _heads(act, standing, attempt_id, epoch, from_seq, answers)
    known = standing.last_seq - from_seq + 1
    same = queries.stored(act.session, attempt_id, epoch, from_seq, from_seq + len(answers) - 1)
    if same != heads[:known] or (head is not None and heads and head != heads[-1]):
        raise Refusal(log.SaveProblem.CONFLICT, ack=_ack(standing, epoch))
    rows = [
        _row(act, attempt_id, epoch, from_seq + place, answer, heads[place], grace_s)
        for place, answer in enumerate(answers)
        if place >= known
    ]
    if not rows:
        return _ack(standing, epoch)
    rows = [row | _read(act, standing, answers[row["seq"] - from_seq]) for row in rows]
    written = act.session.execute(_GUARDED, rows, execution_options={"preserve_rowcount": True})
    if written.rowcount != len(rows):  # type: ignore[attr-defined]
        raise Refusal(_why_not_open(standing, rows[0]["latest"]))
    return Ack(epoch, rows[-1]["seq"], heads[-1], standing.epoch, standing.deadline_at)


def submit(
    act: Act, attempt_id: int, account_id: int, epoch: int, seq: int, head: str | None
) -> Attempt:
    """Close an attempt early 交卷, after player and server agree on what is stored; again: the same answer.

    Refusals: BEHIND with the `ack` that stands, LEASE_LOST.
    """
    attempt = queries.attempt_for(act.session, attempt_id, account_id)
    act.session.refresh(attempt, ["closed_at"], with_for_update={"of": Attempt})
    standing = queries.standing(act.session, attempt_id, epoch)
    assert standing is not None
    if standing.closed_at is not None:
        act.session.refresh(attempt)
        return attempt
    if epoch != standing.epoch:
        raise Refusal(log.SaveProblem.LEASE_LOST)
    if standing.last_seq != seq or (head is not None and standing.last_head != head):
        raise Refusal(log.SaveProblem.BEHIND, ack=_ack(standing, epoch))
    _close(act, [attempt], CANDIDATE)
    return attempt


def close_due_attempts(act: Act, limit: int = 500) -> int:
    """Close attempts past deadline and grace 到时收卷, at most `limit`; returns how many.

    Safe to run from any number of workers: each attempt is closed once.
    """
    due = latest_deadline_due(act.when, queries.transit_grace_s(act.session, act.today))
    attempts = act.session.scalars(
        sa.select(Attempt)
        .where(Attempt.closed_at.is_(None), Attempt.deadline_at < due)
        .order_by(Attempt.deadline_at, Attempt.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=Attempt)
        .options(lazyload("*"))
    ).all()
    _close(act, attempts, PLATFORM)
    return len(attempts)


_GUARDED = ResponseEvent.__table__.insert().from_select(  # type: ignore[attr-defined]
    ["attempt_id", "epoch", "seq", "position", "response", "client_ms", "received_at", "head"],
    sa.select(
        Attempt.id,
        sa.bindparam("epoch", type_=sa.Integer),
        sa.bindparam("seq", type_=sa.Integer),
        sa.bindparam("position", type_=sa.Integer),
        sa.bindparam("response", type_=ResponseEvent.__table__.c.response.type),
        sa.bindparam("client_ms", type_=sa.Integer),
        sa.bindparam("received_at", type_=ResponseEvent.__table__.c.received_at.type),
        sa.bindparam("head", type_=sa.String),
    )
    .where(
        Attempt.id == sa.bindparam("attempt", type_=sa.Integer),
        Attempt.closed_at.is_(None),
        Attempt.epoch >= sa.bindparam("epoch", type_=sa.Integer),
        Attempt.deadline_at
        >= sa.bindparam("latest", type_=ResponseEvent.__table__.c.received_at.type),
    )
    .with_for_update(read=True, of=Attempt),
)
"""The one statement that appends: only where the attempt is open, the epoch current or older, the moment in
time. On PostgreSQL it shares a lock with other appends and excludes the closing."""


def _row(
    act: Act, attempt_id: int, epoch: int, seq: int, answer: log.Answer,
    head: str, grace_s: int,
) -> dict[str, Any]:  # fmt: skip
    return {
        "attempt": attempt_id, "epoch": epoch, "seq": seq, "client_ms": answer.client_ms,
        "received_at": act.when, "head": head, "latest": latest_deadline_due(act.when, grace_s),
    }  # fmt: skip


def _read(act: Act, standing: queries.Standing, answer: log.Answer) -> dict[str, Any]:
    slots = queries.slots(act.session, standing.paper_id, standing.seal)
    meant = places.read(standing.seed, slots, answer.item, answer.options)
    if meant is None:
        raise Refusal(log.SaveProblem.UNREADABLE, item=answer.item)
    return {"position": meant[0], "response": list(meant[1])}


def _heads(
    act: Act, standing: queries.Standing, attempt_id: int, epoch: int, from_seq: int,
    answers: Iterable[log.Answer],
) -> list[str]:  # fmt: skip
    """The heads that these answers would have, on top of what is stored before them."""
    head: str | None = standing.last_head
    if from_seq == 1:
        head = log.genesis(attempt_id, standing.seal, epoch)
    elif from_seq <= standing.last_seq:
        head = queries.head_at(act.session, attempt_id, epoch, from_seq - 1)
    heads = []
    for seq, answer in enumerate(answers, start=from_seq):
        head = log.link(head or "", seq, answer)
        heads.append(head)
    return heads


def _ack(standing: queries.Standing, epoch: int) -> Ack:
    return Ack(epoch, standing.last_seq, standing.last_head, standing.epoch, standing.deadline_at)


def _why_not_open(standing: queries.Standing, latest: datetime) -> log.SaveProblem:
    late = standing.closed_at is None and standing.deadline_at < latest
    return log.SaveProblem.LATE if late else log.SaveProblem.CLOSED


def _new_attempt(act: Act, component: Component, paper: Paper) -> Attempt:
    end = deadline(act.when, paper.time_limit_s, component.enrolment.sitting.ends_at)
    attempt = Attempt(
        component_id=component.id, paper_id=paper.id, seed=secrets.token_hex(16),
        journal_key=secrets.token_hex(32), epoch=0, started_at=act.when, deadline_at=end.at, head="",
    )  # fmt: skip
    act.session.add(attempt)
    act.session.flush()
    attempt.head = log.whole_head(attempt.id, paper.seal, [])
    return attempt


def _close(act: Act, attempts: Sequence[Attempt], closed_by: str) -> None:
    """Close attempts that are locked and open; the component goes on unless it is withheld."""
    ends = queries.ends(act.session, [attempt.id for attempt in attempts])
    seals = _seals(act, {attempt.paper_id for attempt in attempts})
    event, facts = ("hand_in", {"within_time": True})
    if closed_by == PLATFORM:
        event, facts = ("time_up", {"deadline_passed": True})
    components = _locked(act, [attempt.component_id for attempt in attempts])
    for attempt in attempts:
        attempt.head = log.whole_head(attempt.id, seals[attempt.paper_id], ends[attempt.id])
        attempt.closed_at, attempt.closed_by = act.when, closed_by
        act.log("closed", attempt, by=closed_by, head=attempt.head)
        component = components[attempt.component_id]
        if component.state == "running":
            step(act, component, event, closed_by, facts)


def _locked(act: Act, component_ids: Sequence[int]) -> dict[int, Component]:
    rows = act.session.scalars(
        sa.select(Component)
        .where(Component.id.in_(component_ids))
        .order_by(Component.id)
        .with_for_update(of=Component)
        .options(lazyload("*"))
    )
    return {component.id: component for component in rows}


def _seals(act: Act, paper_ids: Iterable[int]) -> dict[int, str]:
    rows = act.session.execute(sa.select(Paper.id, Paper.seal).where(Paper.id.in_(paper_ids)))
    return {paper_id: seal for paper_id, seal in rows}
