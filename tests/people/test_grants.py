"""Roles are given by two persons and taken back by one; nobody gives one to themselves (SD8)."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

import pytest

from examsite.approvals import actions as approvals
from examsite.approvals.models import Approval
from examsite.approvals.rules import WhyNot
from examsite.audit.act import Act
from examsite.core.refusal import Refusal
from examsite.messages.queries import messages_of
from examsite.people import actions as people
from examsite.people.models import Account
from examsite.people.rules.problems import PersonProblem
from examsite.people.rules.roles import Role

ActAs = Callable[..., Act]


def refused(reason: Enum) -> Any:
    return pytest.raises(Refusal, match=f"{type(reason).__name__}.{reason.name}$")


def marker(act: Act) -> Account:
    return people.open_account(act, "yuejia", "阅甲", Role.MARKER)


def agreed(act_as: ActAs, account: Account, role: Role, region: str | None = None) -> Approval:
    """A role for an account, proposed by one security administrator and agreed to by another."""
    proposal = people.propose_grant(
        act_as(Role.SECURITY_ADMIN), account.id, role, region, "人手不足"
    )
    return approvals.decide(act_as(Role.SECURITY_ADMIN), proposal.id, True)


def roles(account: Account) -> set[Role]:
    return {grant.role for grant in account.grants if grant.ended_at is None}


def test_a_role_wants_a_second_person(act: Act, act_as: ActAs) -> None:
    account, first = marker(act), act_as(Role.SECURITY_ADMIN)
    proposal = people.propose_grant(first, account.id, Role.CHIEF_MARKER, None, "人手不足")
    with refused(WhyNot.NOT_APPROVED):
        people.grant_role(first, proposal.id)
    with refused(WhyNot.SAME_PERSON):
        approvals.decide(first, proposal.id, True)
    second = act_as(Role.SECURITY_ADMIN)
    approvals.decide(second, proposal.id, True)
    grant = people.grant_role(second, proposal.id)
    assert (grant.account_id, grant.granted_by) == (account.id, second.who.account_id)
    assert roles(account) == {Role.MARKER, Role.CHIEF_MARKER}


def test_a_declined_role_is_not_given(act: Act, act_as: ActAs) -> None:
    account = marker(act)
    proposal = people.propose_grant(
        act_as(Role.SECURITY_ADMIN), account.id, Role.ISSUER, None, "人手不足"
    )
    second = act_as(Role.SECURITY_ADMIN)
    approvals.decide(second, proposal.id, False, "没有必要")
    with refused(WhyNot.NOT_APPROVED):
        people.grant_role(second, proposal.id)


def test_one_agreement_gives_one_role_once(act: Act, act_as: ActAs) -> None:
    account, second = marker(act), act_as(Role.SECURITY_ADMIN)
    approval = agreed(act_as, account, Role.CHIEF_MARKER)
    grant = people.grant_role(second, approval.id)
    people.end_role(second, grant.id)
    with refused(WhyNot.NOT_APPROVED):
        people.grant_role(second, approval.id)


def test_an_agreement_about_something_else_gives_no_role(act: Act, act_as: ActAs) -> None:
    first, second = act_as(Role.PROVINCE), act_as(Role.PROVINCE)
    other = approvals.propose(first, approvals.Kind.OPEN_LEVEL, "senior", "标准已公布")
    approvals.decide(second, other.id, True)
    with refused(WhyNot.NOT_APPROVED):
        people.grant_role(second, other.id)


def test_nobody_proposes_or_gives_a_role_to_themselves(act: Act, act_as: ActAs) -> None:
    first, second = act_as(Role.SECURITY_ADMIN), act_as(Role.SECURITY_ADMIN)
    own = second.who.account_id or 0
    with refused(PersonProblem.OWN_GRANT):
        people.propose_grant(second, own, Role.ISSUER, None, "方便")
    proposal = people.propose_grant(first, own, Role.ISSUER, None, "方便")
    approvals.decide(second, proposal.id, True)
    with refused(PersonProblem.OWN_GRANT):
        people.grant_role(second, proposal.id)


@pytest.mark.parametrize(
    ("role", "region", "reason"),
    [
        (Role.CITY, None, PersonProblem.REGION_NEEDED),
        (Role.COUNTY, None, PersonProblem.REGION_NEEDED),
        (Role.CITY, "shanghai", PersonProblem.REGION_UNKNOWN),
        (Role.INVIGILATOR, "atlantis", PersonProblem.REGION_UNKNOWN),
        (Role.MARKER, None, PersonProblem.ROLE_HELD),
    ],
)
def test_a_role_stands_for_a_place_that_exists(
    act: Act, act_as: ActAs, role: Role, region: str | None, reason: PersonProblem
) -> None:
    with refused(reason):
        people.propose_grant(act_as(Role.SECURITY_ADMIN), marker(act).id, role, region, "新设")


def test_a_role_held_for_one_city_may_be_given_for_another(act: Act, act_as: ActAs) -> None:
    account = people.open_account(act, "shishangwu", "市商务", Role.CITY, "hangzhou")
    approval = agreed(act_as, account, Role.CITY, "yiwu")
    assert people.grant_role(act_as(Role.SECURITY_ADMIN), approval.id).region == "yiwu"


def test_even_the_platform_opens_no_city_without_its_city(act: Act) -> None:
    with refused(PersonProblem.REGION_NEEDED):
        people.open_account(act, "shishangwu", "市商务", Role.CITY)


def test_the_same_role_waits_only_once(act: Act, act_as: ActAs) -> None:
    account = marker(act)
    for reason in (None, WhyNot.ALREADY_PROPOSED):
        first = act_as(Role.SECURITY_ADMIN)
        if reason is None:
            people.propose_grant(first, account.id, Role.ISSUER, None, "人手不足")
            continue
        with refused(reason):
            people.propose_grant(first, account.id, Role.ISSUER, None, "人手不足")


def test_a_new_member_of_staff_has_no_role_before_two_agreed(act_as: ActAs) -> None:
    first, second = act_as(Role.SECURITY_ADMIN), act_as(Role.SECURITY_ADMIN)
    account = people.open_staff_account(first, "xinren", "新人", Role.REGISTRAR, None, "新入职")
    assert roles(account) == set()
    proposal = approvals.decide(second, 1, True)
    people.grant_role(second, proposal.id)
    assert roles(account) == {Role.REGISTRAR}


def test_a_link_for_somebody_else_has_a_reason_and_is_told_to_them(act: Act, act_as: ActAs) -> None:
    account, administrator = marker(act), act_as(Role.SECURITY_ADMIN)
    with refused(PersonProblem.REASON_NEEDED):
        people.hand_out_link(administrator, account.id, " ")
    token = people.hand_out_link(administrator, account.id, "忘记密码")
    assert people.use_one_time_link(act, token).id == account.id
    (told,) = messages_of(act.session, account.id)
    assert told.facts == {"made_by": "security_admin", "reason": "忘记密码"}
