"""The stage: staff of every seat, bases, bank, papers, venue, round and sittings of one rehearsed year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from examsite.accreditation import actions as accreditation
from examsite.accreditation.rules.stays import UnitKind
from examsite.audit.act import CHINA, SYSTEM, Act, Who
from examsite.bank import queries as banks
from examsite.catalogue.rules import levels
from examsite.cli.rehearsal.cast import MAJORS_OTHER
from examsite.core.db import Database
from examsite.credentials.pdf import Site
from examsite.papers import actions as papers
from examsite.papers import queries as paper_queries
from examsite.people import actions as people
from examsite.people.rules.roles import Role
from examsite.people.rules.words import Relation
from examsite.registration import actions as registration
from examsite.registration.rules.rounds import RoundFacts
from examsite.sittings import actions as sittings
from examsite.sittings.rules import SittingFacts

STAFF: tuple[tuple[str, str, Role, str | None], ...] = (
    ("registrar", "沈审一", Role.REGISTRAR, None),
    ("registrar2", "沈审二", Role.REGISTRAR, None),
    ("examofficer", "陈考务", Role.EXAM_OFFICER, None),
    ("examofficer2", "程考务", Role.EXAM_OFFICER, None),
    ("reviewer", "施审题", Role.ITEM_REVIEWER, None),
    ("issuer", "方发证", Role.ISSUER, None),
    ("issuer2", "范发证", Role.ISSUER, None),
    ("invigilator", "简监考", Role.INVIGILATOR, "hangzhou"),
    ("marker", "阅甲", Role.MARKER, None),
    ("marker2", "阅乙", Role.MARKER, None),
    ("marker3", "阅丙", Role.MARKER, None),
    ("chiefmarker", "阅组长", Role.CHIEF_MARKER, None),
    ("practicebase", "师基地", Role.PRACTICE_BASE, "hangzhou"),
    ("city", "市商务", Role.CITY, "hangzhou"),
    ("province", "省商务", Role.PROVINCE, None),
    ("province2", "省商务二", Role.PROVINCE, None),
    ("hrofficer", "人社方", Role.HR, None),
    ("auditor", "计审计", Role.AUDITOR, None),
    ("securityadmin", "安全官", Role.SECURITY_ADMIN, None),
    ("securityadmin2", "安全官二", Role.SECURITY_ADMIN, None),
)
BASES = (
    ("西溪电商实践基地（示例）", "91330100MA2SHILI01", "hangzhou"),
    ("义乌国际商贸实践基地（示例）", "91330782MA2SHILI02", "yiwu"),
    ("甬江跨境实践基地（示例）", "91330200MA2SHILI03", "ningbo"),
)
PLAN = "本批次按照浙商务电商发〔2014〕93号附件1组织：在线考试与第二项考核均达到60分以上方可通过。（示例方案）"
ROOM_SEATS = 30
LEVELS = ("assistant", "manager")
SITE = Site(specimen=True)
FOLDERS = {
    "assistant.service": "assistant/service",
    "assistant.design": "assistant/design",
    "manager": "manager",
}


@dataclass
class Stage:
    """What the play needs to know: where the database is, who is who, the numbers of what was built, and
    the site whose address the credentials bear."""

    database: Database
    seed: int
    opens_at: datetime
    staff: dict[str, Who] = field(default_factory=dict)
    base_ids: tuple[int, ...] = ()
    venue_id: int = 0
    round_id: int = 0
    sitting_ids: dict[str, int] = field(default_factory=dict)
    paper_ids: dict[str, int] = field(default_factory=dict)
    site: Site = SITE

    @contextmanager
    def act(self, who: str | Who, when: datetime) -> Iterator[Act]:
        """One Act of a member of staff (by login) or of anybody else, at a moment of the rehearsed year."""
        person = self.staff[who] if isinstance(who, str) else who
        session = self.database.writing()
        try:
            yield Act(session, person, when)
            session.commit()
        finally:
            session.close()

    def day(self, number: int, hour: int = 9, minute: int = 0) -> datetime:
        """A moment of the year in Beijing time: days after the round opened."""
        return midnight(self.opens_at) + timedelta(days=number, hours=hour, minutes=minute)


def build_house(stage: Stage, question_banks: Path, rooms: int) -> None:
    """Build what stands before any round: staff, bases, banks, papers, a venue."""
    before = stage.day(-30)
    hire(stage, before)
    with stage.act("province", before) as act:
        units = [
            accreditation.register_unit(
                act,
                UnitKind.BASE,
                name,
                code,
                city,
                "示例路1号",
                (before - timedelta(days=400)).date(),
            )
            for name, code, city in BASES
        ]
        stage.base_ids = tuple(unit.id for unit in units)
        accreditation.add_member(act, units[0].id, stage.staff["practicebase"].account_id or 0)
    load_banks(stage, question_banks, before)
    with stage.act("registrar", before) as act:
        for major in MAJORS_OTHER:
            people.decide_major(act, major, Relation.UNRELATED, "示例：不属于电子商务相关专业")
    with stage.act("examofficer", before) as act:
        for unit in FOLDERS:
            blueprint = paper_queries.blueprints(act.session, unit)[0]
            stage.paper_ids[unit] = papers.make_paper(act, blueprint.id, stage.seed).id
        stage.venue_id = sittings.make_venue(
            act, "杭州示例考点", "hangzhou", "杭州市示例路 1 号"
        ).id
        for number in range(1, rooms + 1):
            sittings.add_room(act, stage.venue_id, f"第{number}考场", ROOM_SEATS)


def build_round(stage: Stage, number: int) -> None:
    """Open a round for both levels with a sitting for each, 45 days after it opens."""
    open_round(stage, number, tuple(LEVELS), stage.opens_at, 30)
    for level in LEVELS:
        times = (stage.day(45), stage.day(45, 18), stage.day(52, 18))
        name = f"{stage.opens_at.year}年第{number}批 {levels.level(level).zh}（示例）"
        stage.sitting_ids[level] = make_sitting(stage, level, name, times)


def hire(stage: Stage, when: datetime) -> None:
    """Open an account for every seat; nobody gets a password, a one-time link lets them in."""
    session = stage.database.writing()
    act = Act(session, SYSTEM, when)
    for login, name, role, region in STAFF:
        account = people.open_account(act, login, name, role, region)
        stage.staff[login] = Who(account.id, role.value)
    session.commit()
    session.close()


def load_banks(stage: Stage, question_banks: Path, when: datetime) -> None:
    """Import the banks of the units that are examined."""
    for folder in FOLDERS.values():
        with stage.act("reviewer", when) as act:
            papers.load_bank(act, question_banks / folder)


def open_round(
    stage: Stage,
    number: int,
    offered: tuple[str, ...],
    opens_at: datetime,
    days: int,
    filed: bool = True,
) -> int:
    """Open a round, send its plan to the HR department, and let them file it."""
    opens_at = midnight(opens_at)
    closes_at = opens_at + timedelta(days=days)
    facts = RoundFacts(f"{opens_at.year}年第{number}批（示例）", opens_at.year, number, offered, opens_at,
                       closes_at, sample=True)  # fmt: skip
    with stage.act("examofficer", opens_at - timedelta(days=10)) as act:
        stage.round_id = registration.open_round(act, facts).id
        registration.submit_plan(act, stage.round_id, PLAN)
    if filed:
        with stage.act("hrofficer", opens_at - timedelta(days=5)) as act:
            registration.file_plan(
                act, stage.round_id, f"浙人社备〔{opens_at.year}〕示例{number}号"
            )
    return stage.round_id


def make_sitting(
    stage: Stage, level: str, name: str, times: tuple[datetime, datetime, datetime]
) -> int:
    """Set up one sitting (starts, ends, works due) with the papers and briefs of its units."""
    with stage.act("examofficer", stage.day(2)) as act:
        facts = SittingFacts(stage.round_id, level, name, stage.venue_id, *times)
        sitting = sittings.make_sitting(act, facts)
        for unit in [unit for unit in FOLDERS if unit.split(".")[0] == level]:
            for form in levels.level(level).second_forms or ("practical",):
                brief = banks.briefs_of(act.session, unit, form)[0]
                sittings.set_unit(act, sitting.id, unit, form, stage.paper_ids[unit], brief.id)
        return int(sitting.id)


def midnight(moment: datetime) -> datetime:
    """The beginning of a moment's day in Beijing."""
    return moment.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)


Progress = Callable[[str, int], None]
