"""Every kind of page in a real browser, at desk and phone width: axe finds nothing serious, nothing sticks out (WCAG 2.2 AA).

Each page is opened once, in Chinese, by the first seat that may; the browser's console must stay silent, so that the
policy of the page (CSP) is kept and no script fails.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from tests.web.house import ANONYMOUS, House

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("web-browser")]
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
GRAVE = ("serious", "critical")
ONLY = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
}
AXE = Axe()
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass
class Reader:
    """A browser that goes through the pages of a served world and notes what is wrong with them."""

    address: str
    browser: Browser
    house: House
    faults: list[str] = field(default_factory=list)
    contexts: dict[str, BrowserContext] = field(default_factory=dict)

    def page(self, login: str) -> Page:
        """A page signed in as this seat."""
        if login not in self.contexts:
            made = self.browser.new_context(viewport=DESK, locale="zh-CN", base_url=self.address)
            if login:
                made.add_cookies(
                    [{"name": "examsite", "value": self.house.cookies[login], "url": self.address}]
                )
            page = made.new_page()
            page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
            page.on("console", lambda said: self._hear(page.url, said.type, said.text))
            self.contexts[login] = made
        return self.contexts[login].pages[0]

    def _hear(self, address: str, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.faults.append(f"{address}: console: {text}")

    def look(self, page: Page, name: str) -> None:
        """Look at the page as it stands, at both widths."""
        page.evaluate(AXE.axe_script)
        for size in (DESK, PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.evaluate(TWO_FRAMES)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > size["width"]:
                self.faults.append(f"{name}: {width} px wide at {size['width']}")
            for found in page.evaluate(f"axe.run({json.dumps(ONLY)})")["violations"]:
                if found["impact"] in GRAVE:
                    where = "; ".join(str(node["target"]) for node in found["nodes"][:3])
                    self.faults.append(f"{name} at {size['width']}: {found['id']}: {where}")
        page.set_viewport_size(DESK)  # type: ignore[arg-type]


@pytest.fixture
def reader(house: House, browser: Browser) -> Iterator[Reader]:
    """The world served on a port of its own, and the browser."""
    server = make_server("127.0.0.1", 0, house.app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made = Reader(f"http://127.0.0.1:{server.server_port}", browser, house)
    yield made
    for context in made.contexts.values():
        context.close()
    server.shutdown()


def pages(house: House) -> Iterator[tuple[str, str]]:
    """Every kind of page once: the first seat that may open it, and an address that shows it."""
    for rule in house.routes("GET"):
        if rule.endpoint.startswith("api.") or rule.endpoint.endswith("static"):
            continue
        seats = [ANONYMOUS] if house.policy(rule) == "public" else house.seats_for(rule)
        shown = (
            (login, path)
            for login in seats
            for path in addresses(house, rule)
            if opens(house, login, path)
        )
        if found := next(shown, None):
            yield found


def addresses(house: House, rule: Any) -> list[str]:
    """A few objects of a rule, the last first: those are of the round that is open."""
    rows = house.values(rule)[::-1]
    return [house.path(rule, values) for values in rows[:: max(1, len(rows) // 12)]]


def opens(house: House, login: str, path: str) -> bool:
    """Whether this seat gets a page there."""
    answer = house.ask(login, "GET", path)
    return answer.status_code == 200 and answer.mimetype == "text/html"


def test_every_kind_of_page_can_be_read_by_everybody_at_desk_and_on_the_phone(
    house: House, reader: Reader
) -> None:
    number = 0
    for login, path in pages(house):
        page = reader.page(login)
        page.goto(path)
        reader.look(page, f"{login or 'anybody'} {path}")
        number += 1
    assert reader.faults == [], "\n".join(reader.faults)
    assert number > 50


def test_the_answers_that_nobody_wants_can_be_read_too(house: House, reader: Reader) -> None:
    page = reader.page("zhangxiao")
    page.goto("/candidate/dossier/person")
    page.locator("input[name=phone]").fill("1")
    page.locator("main form button").last.click()
    reader.look(page, "a form sent back")
    page.goto("/no-such-page")
    reader.look(page, "no such page")
    assert [fault for fault in reader.faults if "404" not in fault] == []


def test_the_player_can_be_read_by_everybody_at_desk_and_on_the_phone(
    house: House, reader: Reader
) -> None:
    (row,) = house.rows(
        "SELECT min(k.id) FROM component k JOIN enrolment e ON e.id = k.enrolment_id JOIN registration r "
        "ON r.id = e.registration_id JOIN candidate c ON c.id = r.candidate_id "
        "WHERE c.account_id = ? AND k.part = 'online'",
        house.account_ids["lijing"],
    )
    page = reader.page("lijing")
    page.goto(f"/candidate/exam/{row[0]}")
    page.get_by_role("button", name="开始作答").click()
    page.wait_for_selector("#stage:not([hidden])")
    page.keyboard.press("1")
    page.wait_for_selector('#saved[data-state="ok"]')
    reader.look(page, "the player")
    page.get_by_role("button", name="检查并交卷").click()
    page.wait_for_selector("#review[open]")
    reader.look(page, "the player before handing in")
    assert reader.faults == [], "\n".join(reader.faults)
