"""One demonstration world for the tests that walk the whole web: its routes, its objects, and a sign-in for every seat.

The world is made once. A test that changes it puts it back with `House.restore`; a counter of SQLite tells whether
anything at all was committed since the last look.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Rule
from werkzeug.test import TestResponse

from examsite.app import Settings, create_app
from examsite.audit.act import SYSTEM, Act, Who
from examsite.cli.rehearsal import demo
from examsite.core import migrate
from examsite.core.cipher import Cipher
from examsite.core.db import Database
from examsite.core.files import FileStore
from examsite.people import actions as people
from examsite.people import queries as people_queries
from examsite.people.rules.dossier import TrainingFacts
from examsite.people.rules.roles import Power, Role, may
from examsite.registration import actions as registrations
from examsite.registration import queries as registration
from examsite.sittings import actions as sittings
from examsite.sittings.rules import SittingFacts
from examsite.web import guards
from examsite.web.forms import Form
from tests.conftest import MOMENT, SECRET

ROOT = Path(__file__).resolve().parents[2]
ANONYMOUS = ""
NO_SUCH_ID = 2_000_000_000
NO_SUCH_WORD = "no-such-thing"
TOKEN = re.compile(r'<input name="csrf_token"[^>]*>')

# Which values belong together in an address: one query for each set of names that rules use.
EXISTING: dict[tuple[str, ...], str] = {
    ("account_id",): "SELECT id FROM account",
    ("account_id", "grant_id"): "SELECT account_id, id FROM role_grant",
    ("approval_id",): "SELECT id FROM approval",
    ("attempt_id",): "SELECT id FROM attempt",
    ("blueprint_id",): "SELECT id FROM blueprint",
    ("brief_id",): "SELECT id FROM brief",
    ("candidate_id",): "SELECT id FROM candidate",
    ("candidate_id", "proof_id"): "SELECT candidate_id, id FROM proof",
    (
        "code",
        "version_id",
    ): "SELECT code, v.id FROM item JOIN item_version v ON v.item_id = item.id",
    ("component_id",): "SELECT id FROM component",
    ("component_id", "deliverable"): "SELECT id, 0 FROM component WHERE part != 'online'",
    ("component_id", "place"): "SELECT id, 0 FROM component WHERE part != 'online'",
    ("credential_id",): "SELECT id FROM credential",
    ("enrolment_id",): "SELECT id FROM enrolment",
    ("enrolment_id", "sitting_id"): "SELECT id, sitting_id FROM enrolment",
    ("component_id", "enrolment_id", "sitting_id"): (
        "SELECT c.id, e.id, e.sitting_id FROM component c JOIN enrolment e ON e.id = c.enrolment_id"
    ),
    ("entry_id", "section"): (
        "SELECT id, 'education' FROM education UNION SELECT id, 'employment' FROM employment "
        "UNION SELECT id, 'credentials' FROM held_credential UNION SELECT id, 'training' FROM training"
    ),
    ("file_id",): "SELECT id FROM work_file",
    ("kind", "sitting_id", "unit"): "SELECT form, sitting_id, unit FROM sitting_unit",
    ("level_id",): "SELECT 'assistant' UNION SELECT 'manager'",
    ("level_id", "round_id"): "SELECT 'assistant', id FROM round",
    ("paper_id",): "SELECT id FROM paper",
    ("proof_id",): "SELECT id FROM proof",
    ("registration_id",): "SELECT id FROM registration",
    ("registration_id", "training_id"): (
        "SELECT r.id, t.id FROM registration r JOIN training t USING (candidate_id)"
    ),
    ("result_id",): "SELECT id FROM result",
    ("room_id", "sitting_id"): "SELECT r.id, s.id FROM sitting s JOIN room r USING (venue_id)",
    ("round_id",): "SELECT id FROM round",
    (
        "section",
    ): "SELECT 'education' UNION SELECT 'employment' UNION SELECT 'credentials' UNION SELECT 'training'",
    ("sitting_id",): "SELECT id FROM sitting",
    ("stay_id",): "SELECT id FROM practice_stay",
    ("unit_id",): "SELECT DISTINCT unit FROM item",
    ("venue_id",): "SELECT id FROM venue",
}
# The same words mean other things at these endpoints.
AT: dict[str, str] = {
    "centre.bank_item": "SELECT code FROM item",
    "public.choose_language": "SELECT 'zh' UNION SELECT 'en'",
    "public.verify_code": "SELECT verify_code FROM credential WHERE verify_code IS NOT NULL",
    "public.sign_in_once": "SELECT 'no-such-token-as-this-one'",
    "marker.script": "SELECT code FROM script",
    "marker.lock": "SELECT code FROM script",
    "marker.file": "SELECT code, 1 FROM script",
    "marker.material": "SELECT code, 1 FROM script",
    "static": "SELECT 'examsite.css' UNION SELECT 'player/player.js'",
    "bootstrap.static": "SELECT 'css/bootstrap.min.css'",
}


@dataclass
class House:
    """The application on its world, with a cookie for every seat."""

    app: Flask
    database: Database
    folder: Path
    cookies: dict[str, str] = field(default_factory=dict)
    account_ids: dict[str, int] = field(default_factory=dict)
    roles: dict[str, frozenset[Role]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._watch = sqlite3.connect(self.folder / "house.db", isolation_level=None)
        self._rules = sorted(self.app.url_map.iter_rules(), key=lambda rule: rule.rule)
        self._policies = guards.policies(self.app)

    def keep(self) -> None:
        """Remember the world as it stands now."""
        with sqlite3.connect(self.folder / "kept.db") as kept:
            self._watch.backup(kept)

    def restore(self) -> None:
        """Put the world back."""
        with sqlite3.connect(self.folder / "kept.db") as kept:
            live = sqlite3.connect(self.folder / "house.db")
            kept.backup(live)
            live.close()

    def version(self) -> int:
        """A number that changes with every commit that changed something."""
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database holds."""
        return self._watch.execute(sql, values).fetchall()

    def routes(self, method: str) -> Iterator[Rule]:
        """Every rule that answers the method."""
        for rule in self._rules:
            if method in (rule.methods or ()):
                yield rule

    def policy(self, rule: Rule) -> str | Power:
        """Who may open a rule."""
        return self._policies[rule.endpoint]

    def lets_in(self, login: str, rule: Rule) -> bool:
        """Whether the seat holds what the rule asks for."""
        policy = self.policy(rule)
        if isinstance(policy, Power):
            return may(self.roles[login], policy)
        return True

    def seats_for(self, rule: Rule) -> list[str]:
        """The seats that a rule is open to."""
        return [login for login in self.cookies if self.lets_in(login, rule)]

    def values(self, rule: Rule) -> list[dict[str, Any]]:
        """The existing objects that a rule may be filled with; one empty dict for a rule without names."""
        names = tuple(sorted(rule.arguments))
        if not names:
            return [{}]
        sql = AT.get(rule.endpoint) or EXISTING[names]
        return [dict(zip(names, row, strict=True)) for row in self.rows(sql)]

    def nothing(self, rule: Rule) -> dict[str, Any]:
        """Values of the right form that name nothing."""
        numbers = self.numbers(rule)
        return {name: NO_SUCH_ID if name in numbers else NO_SUCH_WORD for name in rule.arguments}

    def numbers(self, rule: Rule) -> set[str]:
        """The names in a rule that stand for whole numbers."""
        found = rule._converters.items()
        return {name for name, kind in found if isinstance(kind, IntegerConverter)}

    def path(self, rule: Rule, values: dict[str, Any]) -> str:
        """The address of a rule with these values."""
        with self.app.test_request_context():
            return str(self.app.url_for(rule.endpoint, **values))

    def ask(self, login: str, method: str, path: str, **options: Any) -> TestResponse:
        """One request of a seat (or of a stranger: ANONYMOUS), each time with the cookie of its sign-in."""
        client = self.app.test_client()
        if login:
            client.set_cookie("examsite", self.cookies[login])
        return client.open(path, method=method, **options)

    def field_names(self, rule: Rule) -> list[str]:
        """Every field that the page behind a rule reads: those of its forms, and those read by name."""
        module, text = behind(self, rule), source(self, rule)
        found = set(re.findall(r'request\.form\.get(?:list)?\(\s*"(\w+)"', text))
        prefixes = ["", *(f"{name}-" for name in re.findall(r'prefix="(\w+)"', text))]
        for form in vars(module).values():
            if isinstance(form, type) and issubclass(form, Form):
                names = [name for name in dir(form) if hasattr(getattr(form, name), "field_class")]
                found |= {prefix + name for prefix in prefixes for name in names}
        return sorted(
            found | {f"points-{place}" for place in range(6)} | {"verdict", "note", "reason"}
        )


def build(folder: Path, now: datetime = MOMENT) -> House:
    """Play the demonstration year into a SQLite file and sign every seat in."""
    url = f"sqlite:///{folder / 'house.db'}"
    migrate.upgrade(url)
    database = Database(url, files=FileStore(folder / "files"), cipher=Cipher(SECRET))
    demo.make(database, now, 1, ROOT / "question_banks", lambda _what, _steps: None)
    with _acting(database, now) as act:
        _elsewhere(act)
    app = create_app(Settings(url, folder / "files", SECRET, "test", clock=lambda: now))
    app.config.update(WTF_CSRF_ENABLED=False)
    house = House(app, database, folder)
    _sign_everybody_in(house, now)
    house.keep()
    return house


def same(answer: TestResponse) -> tuple[int, str, str]:
    """What a stranger can tell answers apart by: status, type and body, without the token of the sign-in."""
    body = TOKEN.sub("", answer.get_data(as_text=True))
    return answer.status_code, answer.content_type, body


def behind(house: House, rule: Rule) -> ModuleType:
    """The module that answers a rule."""
    return sys.modules[house.app.view_functions[rule.endpoint].__module__]


@cache
def _text(path: str) -> str:
    return Path(path).read_text()


def source(house: House, rule: Rule) -> str:
    """The text of the module that answers a rule."""
    return _text(str(behind(house, rule).__file__))


class _acting:
    """One Act of the platform."""

    def __init__(self, database: Database, now: datetime) -> None:
        self._session = database.writing()
        self._act = Act(self._session, SYSTEM, now)

    def __enter__(self) -> Act:
        return self._act

    def __exit__(self, kind: Any, *_rest: Any) -> None:
        if kind is None:
            self._session.commit()
        self._session.close()


def _sign_everybody_in(house: House, now: datetime) -> None:
    house.app.config["WTF_CSRF_ENABLED"] = False
    for _seat, login in demo.SEATS:
        with _acting(house.database, now) as act:
            account = people_queries.account_by_login(act.session, login)
            assert account is not None
            token = people.make_one_time_link(act, account.id)
            house.account_ids[login] = account.id
            house.roles[login] = frozenset(one.role for one in account.grants if not one.ended_at)
        client = house.app.test_client()
        assert client.post(f"/sign-in/once/{token}").status_code == 303
        cookie = client.get_cookie("examsite")
        assert cookie is not None
        house.cookies[login] = cookie.value


def _elsewhere(act: Act) -> None:
    """What the demonstration lacks: a sitting in another city, a draft, and courses of training."""
    officer = people_queries.account_by_login(act.session, "examofficer")
    assert officer is not None
    act = Act(act.session, Who(officer.id, "exam_officer"), act.when)
    venue = sittings.make_venue(act, "宁波示例考点", "ningbo", "宁波市示例路 2 号")
    sittings.add_room(act, venue.id, "第1考场", 30)
    one = registration.rounds_open(act.session, act.when)[0]
    times = [one.closes_at.replace(year=one.closes_at.year + 1, month=month) for month in (1, 2, 3)]
    sittings.make_sitting(
        act, SittingFacts(one.id, "assistant", "宁波场次（示例）", venue.id, *times)
    )
    rows, _total = registration.registrations(act.session, state="submitted", limit=2)
    for row in rows:
        course = TrainingFacts("assistant", "示例培训机构", "120")
        people.add_training(act, row.candidate_id, course)
    newcomer = people_queries.account_by_login(act.session, demo.NEWCOMER)
    assert newcomer is not None
    found = people_queries.candidate_of(act.session, newcomer.id)
    assert found is not None
    people.add_training(act, found.id, TrainingFacts("assistant", "示例培训机构", "80"))
    registrations.draft(act, found.id, one.id, "assistant", ["service", "design"], None)
