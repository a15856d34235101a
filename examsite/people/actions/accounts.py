"""Accounts: making them and signing in."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

import sqlalchemy as sa

from examsite.audit.act import Act
from examsite.core.refusal import Missing, Refusal
from examsite.messages import actions as messages
from examsite.messages.rules import Kind as Notice
from examsite.people import password as passwords
from examsite.people import queries
from examsite.people.models import Account, OneTimeSignIn, RoleGrant, SignInFailure
from examsite.people.rules.problems import PersonProblem
from examsite.people.rules.roles import Role, why_not_grant
from examsite.people.rules.sign_in import LOGIN, is_throttled

LINK_LIFETIME = timedelta(hours=12)


def sign_up(act: Act, login: str, name: str, password: str) -> Account:
    """Make a candidate's account (考生注册). Refusals: LOGIN_FORM, LOGIN_TAKEN, PASSWORD_*."""
    if no := passwords.why_not_password(password, login):
        raise Refusal(no, "password")
    account = open_account(act, login, name, Role.CANDIDATE)
    account.password_hash = passwords.hashed(password)
    return account


def open_account(act: Act, login: str, name: str, role: Role, region: str | None = None) -> Account:
    """Open an account with one role and no password (开户): a candidate's own, or the platform's doing.

    It signs in by a one-time link first. Staff are opened by `grants.open_staff_account`.
    Refusals: LOGIN_FORM, LOGIN_TAKEN, REGION_NEEDED, REGION_UNKNOWN.
    """
    if no := why_not_grant(role, region, ()):
        raise Refusal(no, "region")
    account = new_account(act, login, name)
    account.grants.append(
        RoleGrant(role=role, region=region, granted_at=act.when, granted_by=act.who.account_id)
    )
    act.log("opened_account", account, login=account.login, role=role.value)
    return account


def new_account(act: Act, login: str, name: str) -> Account:
    """An account that may do nothing yet. Refusals: LOGIN_FORM, LOGIN_TAKEN."""
    login = login.strip().lower()
    if not LOGIN.fullmatch(login):
        raise Refusal(PersonProblem.LOGIN_FORM, "login")
    if queries.account_by_login(act.session, login):
        raise Refusal(PersonProblem.LOGIN_TAKEN, "login")
    account = Account(
        login=login, name=name.strip(), session_key=secrets.token_hex(16), created_at=act.when
    )
    act.session.add(account)
    act.session.flush()
    return account


def change_password(act: Act, account_id: int, password: str) -> Account:
    """Set a new password and end all sessions of the account (修改密码). Refusals: PASSWORD_*."""
    account = queries.account(act.session, account_id)
    if account is None:
        raise Missing
    if no := passwords.why_not_password(password, account.login):
        raise Refusal(no, "password")
    account.password_hash = passwords.hashed(password)
    account.session_key = secrets.token_hex(16)
    act.log("changed_password", account)
    return account


def sign_in(act: Act, login: str, password: str, address: str) -> Account | PersonProblem:
    """Check a sign-in (登录) and count failures per login name, in the database, for every process alike.

    Returns the account, or WRONG_SIGN_IN or TOO_MANY_TRIES: a value and not a refusal, because the counted
    failure must be committed. Wrong name and wrong password give the same answer in the same time.
    """
    key = hashlib.sha256(login.strip().lower().encode()).hexdigest()
    if is_throttled(queries.failures(act.session, key, act.when)):
        return PersonProblem.TOO_MANY_TRIES
    account = queries.account_by_login(act.session, login)
    stored = account.password_hash if account and account.active else None
    if account is None or not passwords.matches(stored, password):
        act.session.add(SignInFailure(key=key, at=act.when))
        return PersonProblem.WRONG_SIGN_IN
    act.session.execute(sa.delete(SignInFailure).where(SignInFailure.key == key))
    act.log("signed_in", account, address=address)
    return account


def count_failure(act: Act, key: str) -> None:
    """Count a failed try under a key (失败计数), for throttling by `queries.failures`; see sign_in.failure_key."""
    act.session.add(SignInFailure(key=key, at=act.when))


def make_one_time_link(act: Act, account_id: int) -> str:
    """Make a token that signs this account in once within twelve hours (一次性登录)."""
    token = secrets.token_urlsafe(24)
    link = OneTimeSignIn(
        token_hash=_hash(token), account_id=account_id, expires_at=act.when + LINK_LIFETIME
    )
    act.session.add(link)
    act.log("made_one_time_link", link, account=account_id)
    return token


def hand_out_link(act: Act, account_id: int, reason: str) -> str:
    """Make such a token for somebody else (代为生成登录链接), with a reason, and tell the holder of the account.

    Refusals: REASON_NEEDED.
    """
    if not reason.strip():
        raise Refusal(PersonProblem.REASON_NEEDED, "reason")
    account = queries.account(act.session, account_id)
    if account is None:
        raise Missing
    token = make_one_time_link(act, account_id)
    made_by = queries.names(act.session, [act.who.account_id]).get(act.who.account_id or 0, "")
    facts = {"made_by": made_by, "reason": reason.strip()}
    messages.send(act, account_id, Notice.SIGN_IN_LINK_MADE, **facts)
    act.log("handed_out_link", account, reason=reason.strip())
    return token


def use_one_time_link(act: Act, token: str) -> Account:
    """Spend a one-time link. Refusals: LINK_SPENT (used, expired, unknown: one answer)."""
    link = queries.one_time_sign_in(act.session, _hash(token))
    account = queries.account(act.session, link.account_id) if link else None
    if link is None or account is None or not account.active:
        raise Refusal(PersonProblem.LINK_SPENT)
    if link.used_at is not None or link.expires_at < act.when:
        raise Refusal(PersonProblem.LINK_SPENT)
    link.used_at = act.when
    act.log("used_one_time_link", account)
    return account


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
