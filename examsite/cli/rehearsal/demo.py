"""The demonstration world: a finished year, a round in marking, an open round, and named accounts for every seat.

Its dates are counted back from the day it is made, so that it always lives in the present.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from examsite.audit import actions as audit
from examsite.audit.act import SYSTEM, Act
from examsite.catalogue.rules import levels
from examsite.cli.rehearsal import play, year
from examsite.cli.rehearsal.cast import Player, player
from examsite.cli.rehearsal.play import Cast
from examsite.cli.rehearsal.stage import (
    SITE,
    Progress,
    Stage,
    build_house,
    build_round,
    make_sitting,
    open_round,
)
from examsite.core.db import Database
from examsite.credentials.pdf import Site
from examsite.people import actions as people
from examsite.people import queries as people_queries
from examsite.people.rules.roles import Role
from examsite.planning import actions as planning
from examsite.scoring import actions as scoring
from examsite.sittings import actions as sittings
from examsite.sittings import queries as sitting_queries

FINISHED, MARKING, OPEN = 24, 16, 14
NEWCOMER, SITTER, HOLDER = "zhangxiao", "lijing", "c000001"
SEATS: tuple[tuple[str, str], ...] = (
    ("考生（可报名） candidate, ready to register", NEWCOMER),
    ("考生（可考试） candidate, ready to sit the test", SITTER),
    ("考生（有成绩） candidate with a result", HOLDER),
    ("认证中心 资格审核 registrar", "registrar"),
    ("认证中心 复核 second registrar", "registrar2"),
    ("认证中心 考务 exam officer", "examofficer"),
    ("认证中心 审题 item reviewer", "reviewer"),
    ("认证中心 发证 issuer", "issuer"),
    ("认证中心 发证复核 second issuer", "issuer2"),
    ("监考端 invigilator", "invigilator"),
    ("阅卷端 marker", "marker"),
    ("阅卷端 阅卷组长 chief marker", "chiefmarker"),
    ("机构端 实践基地 practice base", "practicebase"),
    ("主管部门 省商务厅 province", "province"),
    ("主管部门 市商务局 city (Hangzhou)", "city"),
    ("主管部门 人社部门 HR department", "hrofficer"),
    ("系统管理 审计 auditor", "auditor"),
    ("系统管理 安全 security administrator", "securityadmin"),
    ("系统管理 安全复核 second security administrator", "securityadmin2"),
)


def make(
    database: Database, now: datetime, seed: int, question_banks: Path, progress: Progress,
    site: Site = SITE,
) -> None:  # fmt: skip
    """Fill an empty database with the demonstration world."""
    stage = Stage(database, seed, now - timedelta(days=160), site=site)
    build_house(stage, question_banks, rooms=3)
    with stage.act("province", now) as act:
        planning.load_plan(act)
    finished(stage, progress)
    marking = replace(stage, opens_at=now - timedelta(days=64), sitting_ids={}, round_id=0)
    in_marking(marking, progress)
    current = replace(stage, opens_at=now - timedelta(days=6), sitting_ids={}, round_id=0)
    open_now(current, now, progress)
    planned = replace(stage, sitting_ids={}, round_id=0)
    open_round(planned, 4, ("assistant",), now + timedelta(days=40), 30, filed=False)
    propose_role(stage, now)
    play.sweep(stage, now)
    session = database.writing()
    while audit.seal(session):
        session.commit()
    session.commit()
    session.close()


def finished(stage: Stage, progress: Progress) -> None:
    """A round that went all the way: most credentials issued, some blocked, a few waiting for the issuer."""
    build_round(stage, 1)
    cast = year.invent(stage, range(1, FINISHED + 1))
    cast.players[0] = certain(cast.players[0])
    year.register_all(stage, cast, progress)
    year.sit_all(stage, cast, progress)
    late = cast.players[-6:]
    for one in cast.players[:-6]:
        play.verify_practice(stage, cast, one, stage.day(54))
    for sitting_id in stage.sitting_ids.values():
        play.mark_works(stage, cast, sitting_id, stage.day(54, 10))
        play.publish(stage, sitting_id, stage.day(58))
    play.sweep(stage, stage.day(70))
    play.issue_all(stage, stage.day(71))
    for one in late:
        play.verify_practice(stage, cast, one, stage.day(72))
    progress("finished", FINISHED * 2)


def in_marking(stage: Stage, progress: Progress) -> None:
    """A round whose tests are over: one sitting waits for approval of its results, the other is being marked."""
    build_round(stage, 2)
    cast = year.invent(stage, range(1001, 1001 + MARKING))
    year.register_all(stage, cast, progress)
    year.sit_all(stage, cast, progress)
    play.mark_works(stage, cast, stage.sitting_ids["assistant"], stage.day(54))
    with stage.act("examofficer", stage.day(56)) as act:
        scoring.decide_results(act, stage.sitting_ids["assistant"])
        scoring.propose_publication(act, stage.sitting_ids["assistant"], "成绩已核对，提请发布。")
    play.mark_works(stage, cast, stage.sitting_ids["manager"], stage.day(54), leave=4)


def open_now(stage: Stage, now: datetime, progress: Progress) -> None:
    """The open round: applications in every state, a sitting that can be sat today, another to be set up."""
    open_round(stage, 3, ("assistant", "manager"), stage.opens_at, 45)
    cast = year.invent(stage, range(2001, 2001 + OPEN))
    newcomer, sitter = (named(stage, number) for number in (2101, 2102))
    begun = (now - timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    times = (begun, begun + timedelta(days=30), begun + timedelta(days=30))
    name = f"{now.year}年第3批 {levels.level('assistant').zh}（开放体验场）"
    stage.sitting_ids["assistant"] = make_sitting(stage, "assistant", name, times)
    for one in cast.players:
        play.enter(stage, cast, one, stage.day(1, 10))
        if one.number % 7 != 0:
            play.register(stage, cast, one, stage.day(2, 10))
        if one.number % 3 == 0 and one.number % 7 != 0:
            play.check(stage, cast, one, stage.day(4, 10))
        progress("open", 1)
    enter_named(stage, cast, newcomer, NEWCOMER, "张晓")
    enter_named(stage, cast, sitter, SITTER, "李静")
    cast.players += [newcomer, sitter]
    play.register(stage, cast, sitter, stage.day(2, 12))
    play.check(stage, cast, sitter, stage.day(3, 12))
    ready = now - timedelta(minutes=30)
    play.enrol(stage, "assistant", now - timedelta(hours=20))
    with stage.act("invigilator", ready) as act:
        enrolment = sitting_queries.enrolment_of(act.session, cast.registration_ids[sitter.number])
        assert enrolment is not None
        sittings.admit(act, enrolment.id, identity_checked=True)


def propose_role(stage: Stage, now: datetime) -> None:
    """A role that waits for the second security administrator."""
    with stage.act("securityadmin", now - timedelta(hours=2)) as act:
        marker_id = stage.staff["marker3"].account_id or 0
        reason = "本批次作品较多，请增设一名阅卷组长。（示例）"
        people.propose_grant(act, marker_id, Role.CHIEF_MARKER, None, reason)


def certain(one: Player) -> Player:
    """A candidate of the assistant level who passes everything."""
    return replace(
        one, level="assistant", directions=("service", "design"), second=None, ability=1.7, eligible=True,
        withdraws=False, absent=False, hands_in=True, submits=True,
    )  # fmt: skip


def named(stage: Stage, number: int) -> Player:
    """A candidate with a clean history for a named account."""
    return replace(
        certain(player(stage.seed, number, stage.day(1).date(), stage.base_ids)),
        forgets_proof=False,
    )


def enter_named(stage: Stage, cast: Cast, one: Player, login: str, name: str) -> None:
    """Enter a candidate under an account with a name that a reader can remember."""
    play.enter(
        stage, cast, replace(one, person=replace(one.person, name=name)), stage.day(1, 11), login
    )


def one_time_links(database: Database, now: datetime) -> list[tuple[str, str, str]]:
    """For every seat: what it is, the account, and a fresh one-time token."""
    session = database.writing()
    act = Act(session, SYSTEM, now)
    links = []
    for seat, login in SEATS:
        account = people_queries.account_by_login(session, login)
        if account is not None:
            links.append((seat, login, people.make_one_time_link(act, account.id)))
    session.commit()
    session.close()
    return links
