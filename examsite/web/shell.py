"""What every page stands in: language, signed-in person, navigation, headers, error pages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from urllib.parse import urlsplit

import flask_login
from flask import Flask, Response, current_app, flash, redirect, render_template, request
from flask_babel import format_date, format_datetime, get_locale
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from examsite.catalogue.rules import levels, regions
from examsite.core.refusal import Missing, Refusal
from examsite.messages import queries as messages
from examsite.people import queries as people
from examsite.people.rules.roles import Role
from examsite.web import guards
from examsite.web.act import clock, reading
from examsite.web.forms import Form
from examsite.web.navigation import navigation
from examsite.web.wording import say, say_refusal

LANGUAGES = {"zh": "中文", "en": "English"}
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class SignedIn(flask_login.UserMixin):
    """The signed-in person as pages see them: account id, name and roles in force."""

    def __init__(self, account_id: int, session_key: str, name: str, roles: frozenset[Role],
                 regions: frozenset[str]) -> None:  # fmt: skip
        self.account_id = account_id
        self.name = name
        self.roles = roles
        self.regions = regions
        self._session_key = session_key

    def get_id(self) -> str:
        """Account and session key: a changed key ends every session of the account."""
        return f"{self.account_id}:{self._session_key}"


def load_account(token: str) -> SignedIn | None:
    """The person behind a session cookie; None when the account is disabled or its key changed."""
    account_id, _colon, session_key = token.partition(":")
    account = people.account(reading(), int(account_id)) if account_id.isdigit() else None
    if account is None or not account.active or account.session_key != session_key:
        return None
    grants = [grant for grant in account.grants if grant.ended_at is None]
    return SignedIn(
        account.id,
        account.session_key,
        account.name,
        frozenset(grant.role for grant in grants),
        frozenset(grant.region for grant in grants if grant.region),
    )


def language() -> str:
    """The language of the page: chosen by the person, else by the browser, else Chinese."""
    chosen = request.cookies.get("language") if request else None
    if chosen in LANGUAGES:
        return chosen
    return (request.accept_languages.best_match(["zh", "en"]) if request else None) or "zh"


def install(app: Flask) -> None:
    """Put headers, error pages, template words and filters on the application."""
    app.after_request(headers)
    app.register_error_handler(Refusal, show_refusal)
    app.register_error_handler(Missing, show_missing)
    app.register_error_handler(CSRFError, show_stale_form)
    app.register_error_handler(HTTPException, show_error)
    app.register_error_handler(500, show_error)
    app.context_processor(template_words)
    app.add_template_filter(say, "word")
    app.add_template_filter(moment)
    app.add_template_filter(day)
    app.add_template_filter(exact)
    app.add_template_filter(term)


def headers(response: Response) -> Response:
    """Security headers on every answer; pages are never stored by caches."""
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    if request.endpoint not in guards.OPEN_ENDPOINTS or response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def template_words() -> dict[str, Any]:
    """Names that every template may use."""
    signed_in = current_user.is_authenticated
    return {
        "_language": str(get_locale()),
        "languages": LANGUAGES,
        "here": request.blueprint,
        "navigation": navigation(request.blueprint, getattr(current_user, "roles", frozenset())),
        "seats": guards.seats_of_current(),
        "unread": messages.unread_count(reading(), current_user.account_id) if signed_in else 0,
        "now": clock(),
        "say": say,
        "levels": levels,
        "regions": regions,
        "empty_form": Form(formdata=None, meta={"csrf": True}),
        "profile": current_app.config["PROFILE"],
    }


def moment(value: datetime | None, seconds: bool = False) -> str:
    """A moment in Beijing time."""
    if value is None:
        return "—"
    return format_datetime(value, "yyyy-MM-dd HH:mm:ss" if seconds else "yyyy-MM-dd HH:mm")


def day(value: date | None) -> str:
    """A day."""
    return "—" if value is None else format_date(value, "yyyy-MM-dd")


def exact(value: Fraction | str | None, places: int = 2) -> str:
    """An exact number, cut off and never rounded up (RD-23): 59.999 shows as 59.99."""
    if value is None:
        return "—"
    scaled = int(Fraction(value) * 10**places)
    text = f"{scaled // 10**places}.{scaled % 10**places:0{places}d}"
    return text.rstrip("0").rstrip(".") if places else text


def term(thing: Any) -> str:
    """The name of a level, direction, course or city in the language of the page."""
    return str(thing.en if str(get_locale()) == "en" else thing.zh)


def local_page(address: str | None, fallback: str) -> str:
    """An address inside this site, or the fallback: never a redirect to somewhere else."""
    if not address:
        return fallback
    parts = urlsplit(address)
    if parts.netloc and parts.netloc != request.host:
        return fallback
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else fallback


def show_refusal(refusal: Refusal) -> Any:
    """A refusal that no form took: say it and go back to where the person was."""
    sentence = say_refusal(refusal)
    if request.method == "POST" and request.referrer:
        flash(sentence, "danger")
        return redirect(local_page(request.referrer, "/"), 303)
    return render_template("error.html", code=409, title=_("没有办成"), sentence=sentence), 409


def show_missing(_error: Missing) -> Any:
    """No such thing, or not for this person: one answer."""
    return _error_page(404)


def show_stale_form(_error: CSRFError) -> Any:
    """The form lay open too long or in another sign-in: nothing was changed."""
    if request.path.startswith("/api/"):
        return {"error": "sign_in_again"}, 401
    return _error_page(400, stale=True)


def show_error(error: Any) -> Any:
    """Every other error in plain words."""
    code = getattr(error, "code", 500) or 500
    if isinstance(error, HTTPException) and error.response is not None:
        return error.response
    if request.path.startswith("/api/"):
        return {"error": str(code)}, code
    return _error_page(code)


def _error_page(code: int, stale: bool = False) -> tuple[str, int]:
    """The page of an error. It stands in the person's own seat, whatever was asked for: it says nothing about it."""
    sentences = {
        400: (
            _("没有办成"),
            _("提交的内容不完整，或含有不能使用的字符，没有改动任何内容。请返回检查后重试。"),
        ),
        404: (_("找不到页面"), _("没有这个页面，或者您无权查看。请检查地址，或从首页重新进入。")),
        405: (_("不能这样打开"), _("请从页面上的按钮办理。")),
        413: (_("文件太大"), _("提交的内容太大。上传的文件合计不能超过 64 MB，请压缩或分开上传。")),
        429: (_("操作太频繁"), _("请稍等一会儿再试。")),
    }
    if stale:
        sentences[400] = (
            _("页面已过期"),
            _("这张表单打开太久或登录已变化，没有改动任何内容。请返回刷新后重试。"),
        )
    title, sentence = sentences.get(
        code,
        (
            _("系统出错"),
            _("刚才的操作没有完成，也没有改动数据。请稍后重试；若再次出现，请联系认证中心。"),
        ),
    )
    here = next((seat.value for seat in guards.seats_of_current()), "public")
    page = render_template(
        "error.html",
        code=code,
        title=title,
        sentence=sentence,
        here=here,
        navigation=navigation(here, getattr(current_user, "roles", frozenset())),
    )
    return page, code


def language_cookie_lifetime() -> timedelta:
    """How long a browser remembers the chosen language."""
    return timedelta(days=365)
