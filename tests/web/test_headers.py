"""What stands around every answer: headers on each kind of it, no deed by looking, no deed without the token (S15, S23)."""

from __future__ import annotations

import re

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from examsite.web import guards
from tests.web.house import ANONYMOUS, House

pytestmark = pytest.mark.xdist_group("web-world")
INLINE_ALLOWED = (
    "style-src 'unsafe-inline'"  # a PDF viewer inside a page of its own that runs no script
)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:", re.I)
# A failed check of a credential is counted, so that guessing is slowed down; nothing else is written by looking.
COUNTED = frozenset({"public.verify_code"})


def why_not_safe(answer: TestResponse, cached: bool) -> list[str]:
    """What is missing around an answer."""
    found, policy = answer.headers, answer.headers.get("Content-Security-Policy", "")
    faults = []
    if found.get("X-Content-Type-Options") != "nosniff":
        faults.append("nosniff")
    if found.get("Referrer-Policy") != "same-origin":
        faults.append("referrer")
    if found.get("Cross-Origin-Opener-Policy") != "same-origin":
        faults.append("opener")
    if found.get("X-Frame-Options") != "DENY":
        faults.append("frame")
    if not cached and "no-store" not in found.get("Cache-Control", ""):
        faults.append(f"cache {found.get('Cache-Control')}")
    if cached and found.get("Set-Cookie"):
        faults.append("a cookie in a cached answer")
    if "default-src" not in policy or "unsafe-eval" in policy:
        faults.append(f"policy {policy}")
    if "frame-ancestors 'none'" not in policy and "sandbox" not in policy:
        faults.append(f"frame-ancestors {policy}")
    if "unsafe-inline" in policy.replace(INLINE_ALLOWED, ""):
        faults.append(f"inline {policy}")
    if "Server" in found and "Python" in found["Server"]:
        faults.append("server")
    return faults


def looks(house: House) -> list[tuple[str, Rule, str]]:
    """Every page that may be looked at, by each seat that may: a few objects of each kind."""
    found = []
    for rule in house.routes("GET"):
        rows = house.values(rule)
        for login in [ANONYMOUS] if house.policy(rule) == guards.PUBLIC else house.seats_for(rule):
            for values in rows[:: max(1, len(rows) // 3)]:
                found.append((login, rule, house.path(rule, values)))
    return found


def test_looking_changes_nothing_and_every_answer_is_guarded(house: House) -> None:
    faults, kinds, statuses = [], set(), set()
    for login, rule, path in looks(house):
        before = house.version()
        answer = house.ask(login, "GET", path)
        kinds.add(answer.mimetype)
        statuses.add(answer.status_code)
        if house.version() != before and rule.endpoint not in COUNTED:
            faults.append(f"{login} GET {path} changed something")
        cached = rule.endpoint in guards.OPEN_ENDPOINTS
        faults += [f"{login} GET {path}: {why}" for why in why_not_safe(answer, cached)]
        if answer.mimetype == "text/html" and (own := INLINE.search(answer.get_data(as_text=True))):
            faults.append(f"{login} GET {path}: a style or script of its own: {own[0]}")
        if answer.status_code >= 500:
            faults.append(f"{login} GET {path}: {answer.status_code}")
    assert faults == []
    assert {
        "text/html",
        "application/pdf",
        "image/svg+xml",
        "application/json",
        "text/css",
    } <= kinds
    assert {200, 302, 404} <= statuses


def test_refusals_and_error_pages_are_guarded_too(house: House) -> None:
    refused = [
        house.ask(ANONYMOUS, "GET", "/no-such-page"),
        house.ask(ANONYMOUS, "POST", "/levels"),
        house.ask(ANONYMOUS, "GET", "/centre/"),
        house.ask(ANONYMOUS, "GET", "/api/attempts/1/clock"),
        house.ask(ANONYMOUS, "GET", "/static/no-such-file.css"),
        house.ask(ANONYMOUS, "GET", "/static/../../app.py"),
        house.ask(ANONYMOUS, "GET", "/candidate"),
        house.ask("registrar", "POST", "/centre/registrations/1/take"),
        house.ask(ANONYMOUS, "POST", "/sign-in", data={"login": "x\0"}),
        house.ask(ANONYMOUS, "TRACE", "/"),
        house.ask(ANONYMOUS, "POST", "/sign-up", data={"name": "长" * 3_000_000}),
    ]
    assert {answer.status_code for answer in refused} >= {302, 308, 400, 401, 404, 405, 413}
    assert [why_not_safe(answer, False) for answer in refused] == [[] for _ in refused]


def test_no_form_is_taken_without_its_token(house: House) -> None:
    faults = []
    house.app.config["WTF_CSRF_ENABLED"] = True
    try:
        for rule in house.routes("POST"):
            if rule.endpoint.startswith("api."):
                continue
            login = (house.seats_for(rule) or [ANONYMOUS])[0]
            path = house.path(rule, (house.values(rule) or [house.nothing(rule)])[0])
            before = house.version()
            for options in ({"data": {"csrf_token": "wrong"}}, {"data": {}}, {"json": {}},
                            {"data": "a=b", "content_type": "text/plain"}):  # fmt: skip
                answer = house.ask(login, "POST", path, **options)
                if answer.status_code != 400 or house.version() != before:
                    faults.append(f"{login} POST {path} {options}: {answer.status_code}")
    finally:
        house.app.config["WTF_CSRF_ENABLED"] = False
    assert faults == []


def test_a_token_of_somebody_else_opens_nothing(house: House) -> None:
    house.app.config["WTF_CSRF_ENABLED"] = True
    try:
        page = house.ask(ANONYMOUS, "GET", "/sign-in").get_data(as_text=True)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert found is not None
        answer = house.ask("zhangxiao", "POST", "/notices/read", data={"csrf_token": found[1]})
    finally:
        house.app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://sub.localhost"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_the_player_calls_are_refused_from_another_origin(
    house: House, headers: dict[str, str]
) -> None:
    before = house.version()
    for attempt_id in (house.rows("SELECT id FROM attempt")[0][0], 2_000_000_000):
        for method, name in (
            ("POST", "lease"),
            ("POST", "events"),
            ("POST", "submit"),
            ("GET", "clock"),
        ):
            path = f"/api/attempts/{attempt_id}/{name}"
            answer = house.ask(
                "lijing",
                method,
                path,
                headers=headers,
                **({"json": {}} if method == "POST" else {}),
            )
            assert answer.status_code == 403, path
    assert house.version() == before


@pytest.mark.parametrize("token", [None, "", "wrong", "a.b.c", "." * 300, "é"])
def test_the_player_calls_are_refused_without_their_token(house: House, token: str | None) -> None:
    before = house.version()
    headers = {} if token is None else {"X-Attempt-Token": token}
    attempt_id = house.rows("SELECT id FROM attempt")[0][0]
    for method, name in (("POST", "events"), ("POST", "submit"), ("GET", "clock")):
        path = f"/api/attempts/{attempt_id}/{name}"
        options = {"json": {"epoch": 1, "seq": 0, "from_seq": 1}} if method == "POST" else {}
        assert house.ask("lijing", method, path, headers=headers, **options).status_code == 401, (
            path
        )
    assert house.version() == before


@pytest.mark.parametrize(
    "address",
    ["//elsewhere.example", "https://elsewhere.example/", "/\\elsewhere.example", "\\\\elsewhere.example",
     "http:elsewhere.example", "javascript:alert(1)", "/%0d%0aX-Header:1", "https:/elsewhere.example", "///elsewhere.example"],
)  # fmt: skip
def test_nobody_is_led_to_another_site(house: House, address: str) -> None:
    refused = house.ask(
        ANONYMOUS, "POST", "/language/en", headers={"Referer": address.replace("\n", "")}
    )
    assert refused.location.startswith("/")
    assert not refused.location.startswith(("//", "/\\"))
