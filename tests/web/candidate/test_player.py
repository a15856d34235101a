"""The exam player in a real browser: what it says is saved is saved, through crashes, cuts and second tabs."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import BrowserContext, Page, Playwright
from playwright.sync_api import Error as PlaywrightError
from werkzeug.serving import make_server

from examsite.app import Settings, create_app
from examsite.audit.act import SYSTEM, Act
from examsite.bank.rules.items import ItemType
from examsite.core.db import Base, Database
from examsite.delivery import actions, queries
from examsite.delivery.rules import log, places
from tests import chromium
from tests.conftest import SECRET
from tests.makers import delivery as makers

pytestmark = pytest.mark.browser
SHAPE = ((ItemType.SINGLE, 12), (ItemType.MULTIPLE, 3), (ItemType.JUDGEMENT, 3))


class Hall:
    """A served examination with one candidate; its clock can be moved on."""

    def __init__(self, folder: Path) -> None:
        self.ahead = timedelta()
        settings = Settings(
            f"sqlite:///{folder / 'hall.db'}", folder / "files", SECRET, "test", clock=self.now
        )
        self.app = create_app(settings)
        self.database: Database = self.app.extensions["database"]
        Base.metadata.create_all(self.database.engine)
        with self.database.writing() as session:
            act = Act(session, SYSTEM, self.now())
            held = makers.a_sitting(act, shape=SHAPE, limit_s=3600)
            component = makers.component_of(act, held.candidates[0])
            self.component_id = component.id
            self.work_id = makers.component_of(act, held.candidates[0], "practical").id
            account = component.enrolment.registration.candidate.account
            self.signed_in = {"_user_id": f"{account.id}:{account.session_key}", "_fresh": True}
            session.commit()
        self.server = make_server("127.0.0.1", 0, self.app, threaded=True)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead  # noqa: TID251  a browser needs time that runs

    def cookie(self) -> dict[str, str]:
        signer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert signer is not None
        return {"name": "examsite", "value": str(signer.dumps(self.signed_in)), "url": self.address}

    def sheet(self) -> dict[int, list[int]]:
        with self.database.reading() as session:
            attempt = queries.attempt_of(session, self.component_id)
            return queries.sheet(session, attempt.id) if attempt else {}

    def sweep(self) -> int:
        with self.database.writing() as session:
            closed = actions.close_due(Act(session, SYSTEM, self.now()))
            session.commit()
            return closed


class Browsers:
    """Chromium on one profile, which may be killed and opened again."""

    def __init__(self, playwright: Any, hall: Hall, profile: Path) -> None:
        self.playwright, self.hall, self.profile = playwright, hall, profile
        self.opened: list[BrowserContext] = []

    def open(self, **more: Any) -> BrowserContext:
        context: BrowserContext = self.playwright.chromium.launch_persistent_context(
            str(self.profile), executable_path=chromium.executable(), args=chromium.FLAGS,
            env=chromium.environment(), locale="zh-CN", **more,
        )  # fmt: skip
        context.add_cookies([self.hall.cookie()])  # type: ignore[list-item]
        self.opened.append(context)
        return context

    def begin(self, context: BrowserContext) -> Page:
        page = context.pages[0]
        page.goto(f"{self.hall.address}/candidate/exam/{self.hall.component_id}")
        page.get_by_role("button", name="开始作答").or_(
            page.get_by_role("link", name="继续作答")
        ).click()
        page.wait_for_selector("#stage:not([hidden])")
        return page

    def kill(self) -> None:
        """End the browser's own process without a word, as a power cut would."""
        for process in Path("/proc").iterdir():
            if process.name.isdigit() and _is_main(process, self.profile):
                os.kill(int(process.name), signal.SIGKILL)


def _is_main(process: Path, profile: Path) -> bool:
    try:
        words = (process / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return False
    return f"--user-data-dir={profile}" in words and "--type=" not in words


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    made = Hall(tmp_path)
    yield made
    made.server.shutdown()
    made.database.engine.dispose()


@pytest.fixture
def browsers(hall: Hall, playwright: Playwright, tmp_path: Path) -> Iterator[Browsers]:
    made = Browsers(playwright, hall, tmp_path / "profile")
    yield made
    for context in made.opened:
        with suppress(PlaywrightError):  # killed before
            context.close()


def answer(page: Page, *options: int) -> None:
    """Choose in this question and turn the page, by keyboard alone."""
    for option in options:
        page.keyboard.press(str(option))
    page.keyboard.press("ArrowRight")


def all_saved(page: Page) -> None:
    page.wait_for_selector('#saved[data-state="ok"]')


def chosen(page: Page) -> int:
    """How many questions the answer card shows as answered."""
    return page.locator("#sections .cell:not(.none)").count()


def test_after_kill_9_every_acknowledged_answer_is_there(browsers: Browsers, hall: Hall) -> None:
    page = browsers.begin(browsers.open())
    for option in (1, 2, 3, 4, 1, 2):
        answer(page, option)
    all_saved(page)
    before = hall.sheet()
    browsers.kill()
    page = browsers.begin(browsers.open())
    all_saved(page)
    assert len(before) == 6
    assert hall.sheet() == before
    assert chosen(page) == 6


def test_answers_given_without_a_network_survive_kill_9(browsers: Browsers, hall: Hall) -> None:
    context = browsers.open()
    page = browsers.begin(context)
    answer(page, 1)
    all_saved(page)
    context.set_offline(True)
    for option in (2, 3, 4):
        answer(page, option)
    page.wait_for_selector("#banner:not([hidden])", timeout=5000)
    page.wait_for_timeout(250)
    assert "3 题" in page.inner_text("#banner")
    assert len(hall.sheet()) == 1
    browsers.kill()
    page = browsers.begin(browsers.open())
    all_saved(page)
    assert (len(hall.sheet()), chosen(page)) == (4, 4)


def test_a_cut_is_loud_and_heals_by_itself(browsers: Browsers, hall: Hall) -> None:
    context = browsers.open()
    page = browsers.begin(context)
    page.route("**/api/**", lambda route: route.abort())
    answer(page, 2)
    page.wait_for_selector("#banner:not([hidden])", timeout=5000)
    assert page.locator("#sections .cell.local").count() == 1
    page.unroute("**/api/**")
    page.wait_for_selector("#banner", state="hidden", timeout=10000)
    all_saved(page)
    assert len(hall.sheet()) == 1


def test_an_answer_whose_ack_got_lost_is_stored_once(browsers: Browsers, hall: Hall) -> None:
    page = browsers.begin(browsers.open())
    lost = []

    def lose_the_first(route: Any) -> None:
        if not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.route("**/events", lose_the_first)
    answer(page, 2)
    all_saved(page)
    with hall.database.reading() as session:
        attempt = queries.attempt_of(session, hall.component_id)
        assert attempt is not None
        assert queries.ends(session, [attempt.id])[attempt.id][0].seq == 1


def test_the_older_tab_hands_over_and_turns_read_only(browsers: Browsers, hall: Hall) -> None:
    context = browsers.open()
    older = browsers.begin(context)
    answer(older, 1)
    all_saved(older)
    newer = context.new_page()
    newer.goto(older.url)
    newer.wait_for_selector("#stage:not([hidden])")
    older.wait_for_selector("#banner:not([hidden])", timeout=5000)
    assert older.locator("#options input:disabled").count() == 4
    older.keyboard.press("3")
    answer(newer, 4)
    all_saved(newer)
    assert (len(hall.sheet()), chosen(newer)) == (1, 1)
    assert older.inner_text("#saved") == "只读"


def test_at_the_deadline_nothing_has_to_be_pressed(browsers: Browsers, hall: Hall) -> None:
    page = browsers.begin(browsers.open())
    answer(page, 2)
    all_saved(page)
    hall.ahead += timedelta(seconds=3600 - 8)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector('#timer[data-tone="last"]')
    answer(page, 3)
    all_saved(page)
    page.wait_for_selector("#options input:disabled", timeout=10000)
    assert len(hall.sheet()) == 2
    hall.ahead += timedelta(seconds=10)
    assert hall.sweep() == 1
    page.wait_for_selector("#over:not([hidden])", timeout=6000)
    assert log.is_receipt(page.inner_text("#receipt"))
    assert page.inner_text("#over-title") == "时间到，系统已收卷"


def test_a_lost_sign_in_asks_over_the_paper_and_loses_nothing(
    browsers: Browsers, hall: Hall
) -> None:
    context = browsers.open()
    page = browsers.begin(context)
    answer(page, 1)
    all_saved(page)
    context.clear_cookies()
    answer(page, 2)
    page.wait_for_selector("#signin[open]")
    assert len(hall.sheet()) == 1
    context.add_cookies([hall.cookie()])  # type: ignore[list-item]
    page.click("#signin-again")
    all_saved(page)
    assert len(hall.sheet()) == 2


def test_handing_in_lists_what_is_open_and_gives_the_receipt(
    browsers: Browsers, hall: Hall
) -> None:
    page = browsers.begin(browsers.open())
    answer(page, 1)
    page.keyboard.press("m")
    all_saved(page)
    page.click("#finish")
    assert "未答（17）" in page.inner_text("#review-lists")
    assert "已标记待查（1）" in page.inner_text("#review-lists")
    page.click("#review-submit")
    page.click("#confirm-submit")
    page.wait_for_selector("#over:not([hidden])")
    receipt = page.inner_text("#receipt")
    page.click("#over a")
    assert receipt in page.inner_text("main")
    left = page.evaluate(
        """async () => { const open = indexedDB.open("examsite-journal");
        await new Promise((done) => { open.onsuccess = done; });
        const count = (name) => new Promise((done) => {
          const asked = open.result.transaction(name).objectStore(name).count();
          asked.onsuccess = () => done(asked.result); });
        return [await count("events"), await count("marks")]; }"""
    )
    assert left == [0, 0]


def test_the_journal_on_disk_shows_no_answer(browsers: Browsers, hall: Hall) -> None:
    context = browsers.open()
    page = browsers.begin(context)
    context.set_offline(True)
    answer(page, 2)
    option = page.evaluate("document.querySelector('#options input').value")
    page.keyboard.press("ArrowLeft")
    option = page.evaluate("document.querySelector('#options input:checked').value")
    page.wait_for_timeout(300)
    rows = page.evaluate(
        """async () => { const open = indexedDB.open("examsite-journal");
        await new Promise((done) => { open.onsuccess = done; });
        return new Promise((done) => {
          const asked = open.result.transaction("events").objectStore("events").getAll();
          asked.onsuccess = () => done(asked.result.map((row) => Object.keys(row).sort().join())); }); }"""
    )
    assert rows == ["attempt,data,epoch,iv,seq"]
    stored = b"".join(
        file.read_bytes()
        for file in (browsers.profile / "Default" / "IndexedDB").rglob("*")
        if file.is_file()
    )
    assert option.encode() not in stored


@pytest.mark.parametrize("width", [1280, 390])
def test_the_player_and_its_pages_have_no_accessibility_fault(
    browsers: Browsers, hall: Hall, width: int
) -> None:
    page = browsers.begin(browsers.open(viewport={"width": width, "height": 860}))
    answer(page, 1)
    found = [Axe().run(page).generate_report()]
    page.click("#finish")
    found.append(Axe().run(page).generate_report())
    counts = [Axe().run(page).violations_count]
    page.click("#review-back")
    for address in (f"exam/{hall.component_id}", f"works/{hall.work_id}"):
        page.goto(f"{hall.address}/candidate/{address}")
        results = Axe().run(page)
        counts.append(results.violations_count)
        found.append(results.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert not any(counts), "\n".join(found)


def test_after_a_disagreement_the_player_says_its_answers_again(
    browsers: Browsers, hall: Hall
) -> None:
    page = browsers.begin(browsers.open())
    answer(page, 1)
    all_saved(page)
    with hall.database.writing() as session:
        attempt = queries.attempt_of(session, hall.component_id)
        assert attempt is not None
        foreign = log.Answer(places.item_id(attempt.seed, 1), (), 1)
        act = Act(session, SYSTEM, hall.now())
        actions.append(act, attempt.id, 1, 2, [foreign], 5)
        session.commit()
    answer(page, 2)
    answer(page, 3)
    all_saved(page)
    assert page.locator("#sections .cell.server").count() == len(
        [chosen_ for chosen_ in hall.sheet().values() if chosen_]
    )
    assert page.locator("#banner").is_hidden()
