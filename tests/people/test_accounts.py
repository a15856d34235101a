"""Accounts: a taken login, a weak password, a guesser, a link that works once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from examsite.audit.act import Act
from examsite.core.refusal import Refusal
from examsite.people import actions, queries
from examsite.people.rules.problems import PersonProblem
from examsite.people.rules.roles import Role

GOOD = "一枝红杏出墙来 1"


def at(act: Act, **later: float) -> Act:
    return Act(act.session, act.who, act.when + timedelta(**later))


def test_a_login_is_one_whatever_its_case(act: Act) -> None:
    actions.sign_up(act, "Lin.ZhiXia", "林知夏", GOOD)
    with pytest.raises(Refusal) as refused:
        actions.sign_up(act, "lin.zhixia", "林知夏", GOOD)
    assert (refused.value.reason, refused.value.field) == (PersonProblem.LOGIN_TAKEN, "login")


@pytest.mark.parametrize("login", ["abc", "", "有中文的名字", "a b c d", "-lin", "x" * 65])
def test_a_login_has_its_form(act: Act, login: str) -> None:
    with pytest.raises(Refusal) as refused:
        actions.sign_up(act, login, "林知夏", GOOD)
    assert refused.value.reason is PersonProblem.LOGIN_FORM


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("1234567", PersonProblem.PASSWORD_SHORT),
        ("12345678", PersonProblem.PASSWORD_COMMON),
        ("Password1", PersonProblem.PASSWORD_COMMON),
        ("linzhixia", PersonProblem.PASSWORD_COMMON),
        ("aaaaaaaaaa", PersonProblem.PASSWORD_COMMON),
    ],
)
def test_a_weak_password_is_refused_at_its_field(
    act: Act, password: str, reason: PersonProblem
) -> None:
    with pytest.raises(Refusal) as refused:
        actions.sign_up(act, "linzhixia", "林知夏", password)
    assert (refused.value.reason, refused.value.field) == (reason, "password")


def test_the_right_password_signs_in_and_a_wrong_one_and_a_wrong_name_say_the_same(
    act: Act,
) -> None:
    account = actions.sign_up(act, "linzhixia", "林知夏", GOOD)
    assert actions.sign_in(act, "LinZhixia", GOOD, "-") == account
    assert actions.sign_in(act, "linzhixia", GOOD + "!", "-") is PersonProblem.WRONG_SIGN_IN
    assert actions.sign_in(act, "nobody", GOOD, "-") is PersonProblem.WRONG_SIGN_IN


def test_after_ten_failures_nothing_is_evaluated_for_a_quarter_of_an_hour(act: Act) -> None:
    actions.sign_up(act, "linzhixia", "林知夏", GOOD)
    for _try in range(10):
        assert actions.sign_in(act, "linzhixia", "wrong one", "-") is PersonProblem.WRONG_SIGN_IN
    assert actions.sign_in(act, "linzhixia", GOOD, "-") is PersonProblem.TOO_MANY_TRIES
    just_before = actions.sign_in(at(act, minutes=14, seconds=59), "linzhixia", GOOD, "-")
    assert just_before is PersonProblem.TOO_MANY_TRIES
    after = actions.sign_in(at(act, minutes=15, seconds=1), "linzhixia", GOOD, "-")
    assert not isinstance(after, PersonProblem)


def test_a_guesser_of_one_name_does_not_lock_another(act: Act) -> None:
    actions.sign_up(act, "linzhixia", "林知夏", GOOD)
    for _try in range(12):
        actions.sign_in(act, "somebody", "wrong one", "-")
    assert not isinstance(actions.sign_in(act, "linzhixia", GOOD, "-"), PersonProblem)


def test_a_one_time_link_works_once_and_for_twelve_hours(act: Act) -> None:
    account = actions.open_account(act, "marker1", "阅甲", Role.MARKER)
    first, second = (actions.make_one_time_link(act, account.id) for _link in range(2))
    assert actions.use_one_time_link(act, first) == account
    for token, moment in ((first, act), (second, at(act, hours=12, seconds=1)), ("forged", act)):
        with pytest.raises(Refusal) as refused:
            actions.use_one_time_link(moment, token)
        assert refused.value.reason is PersonProblem.LINK_SPENT


def test_a_new_password_ends_every_session(act: Act) -> None:
    account = actions.sign_up(act, "linzhixia", "林知夏", GOOD)
    before = account.session_key
    actions.change_password(act, account.id, "春色满园关不住 2")
    assert account.session_key != before
    assert actions.sign_in(act, "linzhixia", GOOD, "-") is PersonProblem.WRONG_SIGN_IN


def test_no_password_is_kept_as_it_was_typed(act: Act) -> None:
    account = actions.sign_up(act, "linzhixia", "林知夏", GOOD)
    stored = queries.account(act.session, account.id)
    assert stored is not None
    assert stored.password_hash is not None
    assert stored.password_hash.startswith("$argon2id$")
    assert GOOD not in stored.password_hash
