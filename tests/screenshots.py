"""`make screenshots`: pictures of the main pages of every seat, desktop and phone width, from a fresh demonstration world.

Not a test: a person looks at them. The pictures go to instance/screenshots; docs/ keeps only those the README shows.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from examsite.app import Settings, create_app, open_database
from examsite.cli.rehearsal import demo
from examsite.core import migrate
from tests.chromium import FLAGS, environment, executable

ROOT = Path(__file__).resolve().parents[1]
WIDTHS = {"desktop": (1280, 800), "phone": (390, 844)}
PAGES: dict[str, tuple[str, ...]] = {
    "zhangxiao": ("/candidate/", "/candidate/dossier", "/candidate/registrations", "/candidate/registrations/new/3/assistant"),
    "lijing": ("/candidate/", "/candidate/practice"),
    "c000001": ("/candidate/", "/candidate/results"),
    "registrar": ("/centre/", "/centre/registrations", "/centre/practice", "/centre/approvals"),
    "examofficer": ("/centre/", "/centre/rounds", "/centre/papers", "/centre/sittings", "/centre/sittings/5",
                    "/centre/allocation", "/centre/results", "/centre/results/1"),
    "reviewer": ("/centre/bank", "/centre/bank/items"),
    "issuer": ("/centre/credentials",),
    "invigilator": ("/invigilator/", "/invigilator/sittings/5"),
    "marker": ("/marker/",),
    "practicebase": ("/institution/",),
    "province": ("/authority/", "/authority/plan", "/authority/approvals"),
    "hrofficer": ("/authority/", "/authority/plans"),
    "securityadmin": ("/administration/accounts",),
    "auditor": ("/administration/audit",),
}  # fmt: skip
PUBLIC = ("/", "/levels", "/levels/assistant", "/plan", "/verify", "/sign-up")


def main(languages: tuple[str, ...] = ("zh",)) -> None:
    """Make the world, serve it, walk it and take the pictures."""
    folder = Path(tempfile.mkdtemp())
    settings = Settings(
        f"sqlite:///{folder / 'demo.db'}", folder / "files", "for pictures only " * 3
    )
    migrate.upgrade(settings.database_url)
    database = open_database(settings)
    demo.make(database, datetime.now(UTC), 1, ROOT / "question_banks", lambda what, steps: None)
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    out = ROOT / "instance" / "screenshots"
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=FLAGS, env=environment()
        )
        for language in languages:
            locale = {"zh": "zh-CN", "en": "en-GB"}[language]
            page = browser.new_context(locale=locale).new_page()
            take(page, address, PUBLIC, out, f"{language}-public")
            for _seat, login, token in demo.one_time_links(database, datetime.now(UTC)):
                page = browser.new_context(locale=locale).new_page()
                page.goto(f"{address}/sign-in/once/{token}")
                page.locator("main button").first.click()
                take(page, address, PAGES.get(login, ()), out, f"{language}-{login}")
        page = browser.new_context(
            locale="zh-CN", viewport={"width": 1280, "height": 800}
        ).new_page()
        sit(page, address, database, out)
        browser.close()
    server.shutdown()
    print(out)


def take(page: Page, address: str, paths: tuple[str, ...], out: Path, name: str) -> None:
    """One picture of each path at each width; tells of a page that is wider than its screen."""
    for path in paths:
        for width_name, (width, height) in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            answer = page.goto(address + path)
            file = f"{name}{path.replace('/', '_').rstrip('_')}-{width_name}.png"
            page.screenshot(path=out / file, full_page=True)
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if wide > 0 or answer is None or answer.status != 200:
                print(f"{path} at {width}: status {answer and answer.status}, {wide} px too wide")


def sit(page: Page, address: str, database: object, out: Path) -> None:
    """The test in the middle, as the README shows it."""
    links = demo.one_time_links(database, datetime.now(UTC))  # type: ignore[arg-type]
    token = next(token for _seat, login, token in links if login == demo.SITTER)
    page.goto(f"{address}/sign-in/once/{token}")
    page.locator("main button").first.click()
    page.goto(f"{address}/candidate/")
    page.get_by_role("link", name="进入").first.click()
    page.get_by_role("button", name="开始作答").click()
    page.wait_for_selector("#stage:not([hidden])")
    for number in range(17):
        page.keyboard.press(str(1 + number % 4))
        if number % 6 == 4:
            page.keyboard.press("m")
        page.keyboard.press("ArrowRight")
    page.keyboard.press("2")
    page.wait_for_timeout(1800)
    page.screenshot(path=out / "player.png")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)
    page.screenshot(path=out / "player-phone.png")


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or ("zh",))
