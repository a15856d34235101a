"""A served world with a clock that can be moved, and a real Chromium to walk it."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright
from playwright.sync_api import Error as PlaywrightError
from werkzeug.serving import BaseWSGIServer, make_server

from examsite.app import Settings, create_app
from examsite.audit.act import SYSTEM, Act, Who
from examsite.cli.rehearsal.stage import Stage, build_house
from examsite.cli.server import BATCH, JOBS
from examsite.core import migrate
from examsite.core.cipher import Cipher
from examsite.core.db import Database
from examsite.core.files import FileStore
from examsite.papers import actions as papers
from examsite.people import actions as people
from tests.chromium import FLAGS, environment, executable
from tests.conftest import SECRET, fresh_postgres

ROOT = Path(__file__).resolve().parents[2]
SHORT = [
    {"type": "single", "count": 4, "mark": "1"},
    {"type": "multiple", "count": 4, "mark": "1"},
    {"type": "judgement", "count": 4, "mark": "1"},
]
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


class Clock:
    """The server's clock: it ticks, and a test may move it forward."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def move(self, **by: float) -> None:
        """Move the clock forward, as `move(days=1)`."""
        self.ahead += timedelta(**by)


@dataclass
class World:
    """The served application: address, clock, database, and the staff that the stage hired."""

    address: str
    clock: Clock
    database: Database
    stage: Stage
    paper_ids: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def act(self, who: str | Who = SYSTEM) -> Iterator[Act]:
        """An Act now, as a member of staff by login or as the platform."""
        with self.stage.act(who, self.clock()) as act:
            yield act

    def sweep(self) -> None:
        """One pass of the sweeper."""
        for _name, job in JOBS:
            with self.act() as act:
                job(act, BATCH)

    def link_for(self, login: str) -> str:
        """A one-time sign-in for a member of staff."""
        with self.act() as act:
            return f"{self.address}/sign-in/once/{people.make_one_time_link(act, self.stage.staff[login].account_id or 0)}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A served world of each database: staff, banks, a venue, and papers of twelve questions."""
    if request.param == "postgres":
        url = fresh_postgres(request.getfixturevalue("postgres_server"))
    else:
        url = f"sqlite:///{tmp_path / 'story.db'}"
    migrate.upgrade(url)
    clock = Clock()
    database = Database(url, files=FileStore(tmp_path / "files"), cipher=Cipher(SECRET))
    stage = Stage(database, 5, clock())
    build_house(stage, ROOT / "question_banks", rooms=1)
    server = _serve(url, tmp_path, clock)
    made = World(f"http://127.0.0.1:{server.server_port}", clock, database, stage)
    with made.act("examofficer") as act:
        for unit in ("assistant.service", "assistant.design"):
            blueprint = papers.make_blueprint(act, unit, "短卷", SHORT, 10)
            made.paper_ids[unit] = papers.make_paper(act, blueprint.id, 11).id
    yield made
    server.shutdown()
    database.engine.dispose()


def _serve(url: str, folder: Path, clock: Clock) -> BaseWSGIServer:
    found: dict[str, Any] = {}
    settings = Settings(url, folder / "files", SECRET, "test", clock=clock)
    app = create_app(settings)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    app.config["PUBLIC_URL"] = f"http://127.0.0.1:{server.server_port}"
    found["thread"] = threading.Thread(target=server.serve_forever, daemon=True)
    found["thread"].start()
    return server


PAGES: list[Page] = []


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """When a story fails, leave pictures and addresses of the open pages with the report."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.when == "call" and report.failed:
        folder = Path(tempfile.mkdtemp(prefix="examsite-story-"))
        for number, page in enumerate(page for page in PAGES if not page.is_closed()):
            page.screenshot(path=folder / f"{number}.png", full_page=True)
            report.sections.append(("story page", f"{page.url} {folder / f'{number}.png'}"))
    if report.when == "call":
        PAGES.clear()


class Device:
    """The candidate's own machine: a browser with a profile on disk, which can be killed and started again."""

    def __init__(self, playwright: Playwright, folder: Path, world: World) -> None:
        self._playwright, self._world = playwright, world
        self._profile = folder / "profile"
        self._context: BrowserContext | None = None
        self.page: Page

    def start(self) -> Page:
        """Start Chromium on the profile."""
        self._context = self._playwright.chromium.launch_persistent_context(
            str(self._profile), executable_path=executable(), args=FLAGS, env=environment(),
            viewport=WIDE, locale="zh-CN", base_url=self._world.address, accept_downloads=True,
        )  # fmt: skip
        self.page = self._context.pages[0]
        PAGES.append(self.page)
        self.page.set_default_timeout(15_000)
        self.page.on("dialog", lambda dialog: dialog.accept())
        return self.page

    def kill(self) -> None:
        """Let Chromium crash as a whole: no page gets to say goodbye."""
        assert self._context is not None
        session = self._context.new_cdp_session(self.page)
        with pytest.raises(PlaywrightError, match="closed"):
            session.send("Browser.crash")
        self._context = None

    def stop(self) -> None:
        """Close Chromium."""
        assert self._context is not None
        self._context.close()


@pytest.fixture
def seat(browser: Browser, world: World) -> Iterator[Callable[[str], Page]]:
    """`seat("registrar")`: a page signed in as that member of staff; errors on a page fail the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def enter(login: str) -> Page:
        context = browser.new_context(viewport=WIDE, locale="zh-CN", base_url=world.address)
        contexts.append(context)
        page = context.new_page()
        PAGES.append(page)
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(world.link_for(login))
        page.get_by_role("main").get_by_role("button", name="登录").click()
        page.wait_for_url(lambda url: "/sign-in/once" not in url)
        return page

    yield enter
    for context in contexts:
        context.close()
    assert faults == []
