"""Every form, sent everything but what it asks for: no error page, and nothing changed without success (S3, S10).

The fields come from the pages themselves (each form as a browser would send it, one field spoilt at a time) and from
what the code behind a route reads (all fields spoilt at once, on every object that the route may be opened for).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.web.house import ANONYMOUS, House, source

pytestmark = pytest.mark.xdist_group("web-world")
SPOILT: dict[str, str] = {
    "long": "电子商务" * 1250,
    "word": "abc",
    "minus": "-1",
    "large": "99999999999",
    "larger": "9" * 40,
    "nan": "NaN",
    "infinite": "1e999",
    "no such day": "2026-02-30",
    "first day": "0001-01-01",
    "first moment": "0001-01-01T00:00",
    "last day": "9999-12-31",
    "last moment": "9999-12-31T23:59",
    "nul": "张\x00三",
    "right to left": "\u202e三张\u2066",
    "blank": " \t\u3000",
    "lines": "第一行\r\nX-Header: 1",
    "markup": "<script>alert(1)</script>{{7*7}}%s' OR 1=1 --",
    "full width": "１２３",
    "superscript": "²",
}
ONE_BY_ONE = (
    "long",
    "word",
    "minus",
    "larger",
    "no such day",
    "first day",
    "last day",
    "last moment",
    "lines",
)
ANSWERS = {200, 302, 303, 400, 404, 409, 413, 422, 429}
DONE = {302, 303}
# What is answered with a page or a file and writes all the same: the deed is the showing, and it is logged.
SHOWN = frozenset(
    [
        "centre.open_proof",
        "centre.bank_key",
        "centre.identity_number",
        "centre.print_credentials",
        "centre.print_list",
        "administration.one_time_link",
    ]
)
COUNTS_FAILURES = frozenset(
    {"public.sign_in", "public.verify", "public.sign_in_once", "public.verify_code"}
)
ODD_QUERIES = (
    "page=-1&state=abc&level=abc&unit=abc&type=abc&course=abc&role=abc&outcome=abc&mine=1&year=-1",
    "page=abc&q=%25&round=-1&room=-1&marker=-1",
    "page=10000000000&round=99999999999999999999&room=99999999999999999999&year=99999999999999999999",
    "marker=99999999999999999999&page=99999999999999999999", "page=²&q=_&round=abc&narrow=abc", "q=%27", "q=%00",
    "q=%5C&check=1", "q=%FF&export=", "export=xlsx", "export=xlsx&q=%25&page=2", "q=a&q=b&page=1&page=2",
    "q=%0d%0aX-Header:1&next=//elsewhere.example&after=//elsewhere.example",
    "endpoint=public.home&filename=x&code=y&sitting_id=1&page=2&_external=1&_anchor=x&export=0",
)  # fmt: skip


@dataclass
class Sent:
    """A form of a page as a browser would send it; `files` names the fields that take one."""

    path: str
    fields: MultiDict[str, str]
    files: list[str]


class Forms(HTMLParser):
    """The forms of a page that are sent with POST."""

    def __init__(self, page: str, path: str) -> None:
        super().__init__()
        self.found: list[Sent] = []
        self._path, self._open, self._select = path, False, ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = {name: value or "" for name, value in attrs}
        name = got.get("name", "")
        if tag == "form":
            self._open = got.get("method", "").lower() == "post"
            if self._open:
                self.found.append(Sent(got.get("action") or self._path, MultiDict(), []))
        elif not self._open:
            return
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in got or self._select not in self.found[-1].fields:
                self.found[-1].fields[self._select] = got.get("value", "")
        elif tag == "textarea" and name:
            self.found[-1].fields.setdefault(name, "示例说明")
        elif tag in ("input", "button") and name and name != "csrf_token":
            self._input(name, got)

    def _input(self, name: str, got: dict[str, str]) -> None:
        kind, form = got.get("type", "text"), self.found[-1]
        if kind == "file":
            form.files.append(name)
        elif kind in ("checkbox", "radio"):
            if "checked" in got or name not in form.fields:
                form.fields[name] = got.get("value") or "y"
        else:
            form.fields[name] = got.get("value") or "示例"

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "form":
            self._open = False


class Tries:
    """Requests that must not hurt: after each, the world stands as before or was rightly changed and is put back."""

    def __init__(self, house: House) -> None:
        self.house, self.number = house, 0
        self.faults: list[str] = []

    def post(
        self, login: str, endpoint: str, path: str, fields: Any, why: str, **options: Any
    ) -> TestResponse:
        """Send a form and check the answer."""
        before = self.house.version()
        cell = f"{login or 'anonymous'} POST {path}: {why}"
        answer = self.house.ask(
            login, "POST", path, **({"data": fields} if fields is not None else options)
        )
        self.number += 1
        if answer.status_code not in ANSWERS:
            self.faults.append(f"{cell}: {answer.status_code}")
        changed = self.house.version() != before
        fine = answer.status_code in DONE or (answer.status_code == 200 and endpoint in SHOWN)
        if changed and not fine and endpoint not in COUNTS_FAILURES:
            self.faults.append(f"{cell}: changed something and answered {answer.status_code}")
        if changed:
            self.house.restore()
        return answer


def posts(house: House) -> Iterator[tuple[Rule, str]]:
    """Every rule that takes a form, with a seat that may send it."""
    for rule in house.routes("POST"):
        if not rule.endpoint.startswith("api."):
            seats = house.seats_for(rule)
            yield rule, ANONYMOUS if house.policy(rule) == "public" else seats[0]


def objects(house: House, rule: Rule, login: str) -> list[dict[str, Any]]:
    """Objects that this seat finds at a rule: at most one for each state that things are in."""
    found: list[dict[str, Any]] = []
    rows = house.values(rule)
    step = max(1, len(rows) // 4)
    for values in [*rows[::step], *rows[-1:]]:
        shown = (
            "GET" not in (rule.methods or ())
            or house.ask(login, "GET", house.path(rule, values)).status_code == 200
        )
        if shown:
            found.append(values)
    return found[:4]


def test_no_form_breaks_when_every_field_is_spoilt_at_once(house: House) -> None:
    tries = Tries(house)
    for rule, login in posts(house):
        names = house.field_names(rule)
        for place, values in enumerate(objects(house, rule, login)):
            path = house.path(rule, values)
            tries.post(login, rule.endpoint, path, {}, "empty")
            for why, text in SPOILT.items() if place == 0 else ():
                tries.post(login, rule.endpoint, path, dict.fromkeys(names, text), why)
            file = {name: (io.BytesIO(b"%PDF-1.4"), "a.pdf") for name in names}
            tries.post(login, rule.endpoint, path, file, "files where text is asked")
            thrice = MultiDict([(name, text) for name in names for text in ("1", "2", "")])
            tries.post(login, rule.endpoint, path, thrice, "everything thrice")
            for body in ([1], {"a": {}}, "text") if place == 0 else ():
                tries.post(login, rule.endpoint, path, None, f"JSON {body}", json=body)
    assert tries.faults == []
    assert tries.number > 1500


def test_no_form_breaks_when_one_field_is_spoilt(house: House) -> None:
    tries, seen = Tries(house), set()
    for sent, rule, login in shown_forms(house):
        if rule.endpoint in seen:
            continue
        seen.add(rule.endpoint)
        for name in [*sent.fields, *sent.files]:
            for why in ONE_BY_ONE:
                fields = sent.fields.copy()
                fields[name] = SPOILT[why]
                tries.post(login, rule.endpoint, sent.path, fields, f"{name}: {why}")
    assert tries.faults == []
    assert len(seen) > 40
    assert tries.number > 1000


def shown_forms(house: House) -> Iterator[tuple[Sent, Rule, str]]:
    """The forms that the pages show to each seat, each with its rule."""
    match = house.app.url_map.bind("localhost").match
    for rule in house.routes("GET"):
        if rule.endpoint.startswith("api.") or rule.endpoint.endswith("static"):
            continue
        for login in [ANONYMOUS] if house.policy(rule) == "public" else house.seats_for(rule):
            rows = house.values(rule)
            for values in rows[:: max(1, len(rows) // 6)]:
                path = house.path(rule, values)
                answer = house.ask(login, "GET", path)
                if answer.status_code != 200 or answer.mimetype != "text/html":
                    continue
                for sent in Forms(answer.get_data(as_text=True), path).found:
                    endpoint = match(sent.path.partition("?")[0], method="POST")[0]
                    target = next(one for one in house.routes("POST") if one.endpoint == endpoint)
                    yield sent, target, login


def test_no_list_breaks_on_an_odd_question(house: House) -> None:
    faults = []
    for rule in house.routes("GET"):
        if rule.endpoint in ("static", "bootstrap.static") or rule.endpoint.endswith(
            ("pdf", "chart")
        ):
            continue
        login = ANONYMOUS if house.policy(rule) == "public" else house.seats_for(rule)[0]
        reads = "request.args" in source(house, rule) or "listing." in source(house, rule)
        for values in house.values(rule)[:1]:
            path = house.path(rule, values)
            for query in ODD_QUERIES if reads else ODD_QUERIES[-2:]:
                answer = house.ask(login, "GET", f"{path}?{query}")
                if answer.status_code >= 500:
                    faults.append(f"{login} GET {path}?{query}")
    assert faults == []


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**40])
def test_no_address_breaks_on_a_number_that_no_row_can_have(house: House, number: int) -> None:
    faults = []
    for method in ("GET", "POST"):
        for rule in house.routes(method):
            spoilt = dict.fromkeys(house.numbers(rule), number)
            if not spoilt:
                continue
            values = (house.values(rule) or [house.nothing(rule)])[0]
            path = house.path(rule, values | spoilt)
            for login in house.seats_for(rule)[:1]:
                options: dict[str, Any] = {"json": {}} if path.startswith("/api/") else {}
                answer = house.ask(login, method, path, **options)
                if answer.status_code not in {302, 303, 401, 403, 404, 405, 409}:
                    faults.append(f"{login} {method} {path}: {answer.status_code}")
    assert faults == []


@pytest.mark.parametrize(
    "word", ["%00", "%E2%80%AE", "%FF", "..%2F..%2Fetc%2Fpasswd", "a" * 3000, "%27%3B--"]
)
def test_no_address_breaks_on_a_word_that_names_nothing(house: House, word: str) -> None:
    faults = []
    for method in ("GET", "POST"):
        for rule in house.routes(method):
            words = [
                name
                for name in rule.arguments
                if name
                in ("code", "section", "level_id", "unit", "unit_id", "kind", "token", "filename")
            ]
            if not words:
                continue
            values = (house.values(rule) or [house.nothing(rule)])[0]
            path = house.path(rule, values | dict.fromkeys(words, "ZZZZ")).replace("ZZZZ", word)
            login = ANONYMOUS if house.policy(rule) == "public" else house.seats_for(rule)[0]
            answer = house.ask(login, method, path)
            if answer.status_code not in {200, 302, 308, 400, 404, 405, 429}:
                faults.append(f"{login} {method} {path}: {answer.status_code}")
    assert faults == []
