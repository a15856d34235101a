"""Every route, asked by everybody: who may not, and what is somebody else's, gets the answer for nothing (S1).

The cells are generated from the map of routes, the policies and the rows of the world; nothing is listed by hand but
whose each object is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from examsite.people.rules.roles import Power
from examsite.web import guards
from tests.web.house import ANONYMOUS, House, same
from tests.web.owners import EVERYBODYS, FOREIGN

pytestmark = pytest.mark.xdist_group("web-world")
METHODS = ("GET", "POST")
NOWHERE = "/nowhere/at-all"


def cells(house: House, method: str) -> Iterator[tuple[Rule, str | Power]]:
    """Every rule that answers the method, with its policy; the files of the pages are open to all."""
    for rule in house.routes(method):
        if rule.endpoint not in guards.OPEN_ENDPOINTS:
            yield rule, house.policy(rule)


def asked(house: House, login: str, method: str, path: str, endpoint: str) -> TestResponse:
    """Ask as a browser would: a form, or JSON where the player calls."""
    options: dict[str, Any] = (
        {"json": {}} if endpoint.startswith("api.") and method == "POST" else {}
    )
    answer = house.ask(login, method, path, **options)
    assert answer.status_code < 500, (login, method, path)
    return answer


def one_of_each(house: House) -> list[str]:
    """One account for every set of roles that somebody has."""
    return list({roles: login for login, roles in house.roles.items()}.values())


@pytest.mark.parametrize("method", METHODS)
def test_who_lacks_the_power_gets_the_answer_for_a_page_that_does_not_exist(
    house: House, method: str
) -> None:
    before, tried = house.version(), 0
    for login in one_of_each(house):
        nowhere = same(house.ask(login, "GET", NOWHERE))
        for rule, _policy in cells(house, method):
            if house.lets_in(login, rule):
                continue
            for values in [*house.values(rule)[:1], house.nothing(rule)]:
                path = house.path(rule, values)
                answer = asked(house, login, method, path, rule.endpoint)
                if rule.endpoint.startswith("api."):
                    assert answer.status_code == 403, (login, path)
                    continue
                assert same(answer) == nowhere, (login, method, path)
                tried += 1
    assert tried > 1000
    assert house.version() == before


@pytest.mark.parametrize("method", METHODS)
def test_a_stranger_is_asked_to_sign_in_whether_the_thing_exists_or_not(
    house: House, method: str
) -> None:
    before = house.version()
    for rule, policy in cells(house, method):
        if policy == guards.PUBLIC:
            continue
        for values in [*house.values(rule)[:1], house.nothing(rule)]:
            path = house.path(rule, values)
            answer = asked(house, ANONYMOUS, method, path, rule.endpoint)
            if rule.endpoint.startswith("api."):
                assert answer.status_code == 401, path
            else:
                assert answer.status_code == 302, path
                assert answer.location.startswith("/sign-in"), path
    assert house.version() == before


@pytest.mark.parametrize("method", METHODS)
def test_what_is_somebody_elses_answers_as_what_does_not_exist(house: House, method: str) -> None:
    before = house.version()
    tried = 0
    for rule, policy in cells(house, method):
        if rule.endpoint not in FOREIGN or not isinstance(policy, Power):
            continue
        for login in house.seats_for(rule):
            if login == "examofficer" and rule.endpoint.startswith("invigilator."):
                continue  # an exam officer has every city
            nothing = house.nothing(rule) | {
                name: value
                for name, value in (house.values(rule) or [{}])[0].items()
                if name == "section"
            }
            path = house.path(rule, nothing)
            missing = same(asked(house, login, method, path, rule.endpoint))
            assert missing[0] in (403, 404), (login, method, path)
            for values in foreign(house, rule, login):
                path = house.path(rule, values)
                answer = asked(house, login, method, path, rule.endpoint)
                assert same(answer) == missing, (login, method, path)
                tried += 1
    assert tried > 60
    assert house.version() == before


def foreign(house: House, rule: Rule, login: str) -> list[dict[str, Any]]:
    """A few objects of others: the first and the last, and one between."""
    cursor = house._watch.execute(FOREIGN[rule.endpoint], (house.account_ids[login],))
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    assert rows, f"nobody has anything else for {rule.rule}"
    return [rows[0], rows[len(rows) // 2], rows[-1]]


@pytest.mark.parametrize("method", METHODS)
def test_two_things_that_do_not_belong_together_answer_as_nothing(
    house: House, method: str
) -> None:
    before = house.version()
    for rule, values in mixed(house, method):
        for login in house.seats_for(rule)[:1]:
            missing = same(
                asked(house, login, method, house.path(rule, house.nothing(rule)), rule.endpoint)
            )
            path = house.path(rule, values)
            answer = asked(house, login, method, path, rule.endpoint)
            assert same(answer) == missing, (login, method, path)
    assert house.version() == before


def mixed(house: House, method: str) -> Iterator[tuple[Rule, dict[str, Any]]]:
    """For rules that name several objects: pairs taken from different rows, none of which is a row itself."""
    for rule, policy in cells(house, method):
        if len(rule.arguments) < 2 or not isinstance(policy, Power) or rule.endpoint in EVERYBODYS:
            continue
        rows = house.values(rule)
        known = {tuple(row.values()) for row in rows}
        names = list(rows[0]) if rows else []
        picked = [rows[0], rows[len(rows) // 3], rows[2 * len(rows) // 3], rows[-1]] if rows else []
        for first, second in product(picked, picked):
            values = {**first, names[-1]: second[names[-1]]}
            if tuple(values.values()) not in known:
                yield rule, values


def test_every_object_route_says_whose_its_object_is(house: House) -> None:
    """A new route with an id must name the owner above, or say that everybody with the power may."""
    seen = set()
    for method in METHODS:
        together = {rule.endpoint for rule, _values in mixed(house, method)}
        for rule, policy in cells(house, method):
            if not rule.arguments or not isinstance(policy, Power):
                continue
            seen.add(rule.endpoint)
            claimed = (
                rule.endpoint in FOREIGN,
                rule.endpoint in EVERYBODYS,
                rule.endpoint in together,
            )
            assert any(claimed), f"whose is {rule.rule}?"
    assert seen >= EVERYBODYS, EVERYBODYS - seen
