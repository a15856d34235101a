"""Roles: two persons give one, one takes it back (security.md SD8, decisions.md)."""

from __future__ import annotations

import secrets

from examsite.approvals import actions as approvals
from examsite.approvals import queries as approval_queries
from examsite.approvals.models import Approval
from examsite.approvals.rules import Kind, Verdict, WhyNot
from examsite.audit.act import Act
from examsite.core.refusal import Missing, Refusal
from examsite.people import queries
from examsite.people.actions.accounts import new_account
from examsite.people.models import Account, RoleGrant
from examsite.people.rules import roles
from examsite.people.rules.problems import PersonProblem
from examsite.people.rules.roles import Role


def propose_grant(
    act: Act, account_id: int, role: Role, region: str | None, reason: str
) -> Approval:
    """Put a role for an account before a second person (提请授予角色).

    `region` is a city id or None. Refusals: OWN_GRANT, REGION_NEEDED, REGION_UNKNOWN, ROLE_HELD, and those of
    approvals.propose. Raises Missing.
    """
    account = _somebody_else(act, account_id)
    _check(account, role, region)
    return approvals.propose(
        act,
        Kind.GRANT_ROLE,
        grant_key(account_id, role, region),
        reason,
        account=account_id,
        login=account.login,
        name=account.name,
        role=role.value,
        region=region,
    )


def open_staff_account(
    act: Act, login: str, name: str, role: Role, region: str | None, reason: str
) -> Account:
    """Open an account without any role and propose its first one (工作人员开户).

    Refusals: LOGIN_FORM, LOGIN_TAKEN, and those of propose_grant.
    """
    account = new_account(act, login, name)
    act.log("opened_account", account, login=account.login)
    propose_grant(act, account.id, role, region, reason)
    return account


def grant_role(act: Act, approval_id: int) -> RoleGrant:
    """Give the role that a second person agreed to (授予角色), once for each agreement.

    Refusals: NOT_APPROVED, OWN_GRANT, and those of propose_grant, looked at again.
    """
    approval = approval_queries.approval(act.session, approval_id)
    used = queries.grant_of(act.session, approval_id) is not None
    if approval.kind is not Kind.GRANT_ROLE or approval.verdict is not Verdict.APPROVED or used:
        raise Refusal(WhyNot.NOT_APPROVED)
    role, region = Role(approval.facts["role"]), approval.facts["region"]
    account = _somebody_else(act, approval.facts["account"])
    _check(account, role, region)
    grant = RoleGrant(
        role=role,
        region=region,
        granted_at=act.when,
        granted_by=act.who.account_id,
        approval_id=approval.id,
    )
    account.grants.append(grant)
    facts = {"account": account.id, "role": role.value, "region": region, "approval": approval.id}
    act.log("granted_role", grant, **facts)
    return grant


def end_role(act: Act, grant_id: int) -> RoleGrant:
    """Take a role back (收回角色) and end the account's sessions. Refusals: OWN_GRANT."""
    grant = act.session.get(RoleGrant, grant_id)
    if grant is None or grant.ended_at is not None:
        raise Missing
    if grant.account_id == act.who.account_id:
        raise Refusal(PersonProblem.OWN_GRANT)
    grant.ended_at = act.when
    grant.account.session_key = secrets.token_hex(16)
    act.log("ended_role", grant, account=grant.account_id, role=grant.role.value)
    return grant


def grant_key(account_id: int, role: Role, region: str | None) -> str:
    """The name under which a grant is proposed: the same one waits only once."""
    return f"{account_id}/{role.value}/{region or ''}"


def _somebody_else(act: Act, account_id: int) -> Account:
    account = queries.account(act.session, account_id)
    if account is None:
        raise Missing
    if account_id == act.who.account_id:
        raise Refusal(PersonProblem.OWN_GRANT)
    return account


def _check(account: Account, role: Role, region: str | None) -> None:
    held = {(grant.role, grant.region) for grant in account.grants if grant.ended_at is None}
    if no := roles.why_not_grant(role, region, held):
        raise Refusal(no, "role" if no is PersonProblem.ROLE_HELD else "region")
