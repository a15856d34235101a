"""Whose pages these are: the signed-in candidate's dossier, or the way to begin one; and links that exist."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.routing import BuildError

from examsite.people import queries as people
from examsite.web.act import reading


def own_candidate() -> Any:
    """The candidate of the signed-in account, or None before the dossier is begun."""
    return people.candidate_of(reading(), current_user.account_id)


def needed_candidate() -> Any:
    """The same; without a dossier the person is led to its first page."""
    found = own_candidate()
    if found is None:
        flash(_("请先填写基本信息，再办理报名和实训。"), "info")
        abort(redirect(url_for("candidate.person")))
    return found


def link(endpoint: str, **values: Any) -> str | None:
    """The address of a page, or None where this installation has no such page."""
    if endpoint not in current_app.view_functions:
        return None
    try:
        return url_for(endpoint, **values)
    except BuildError:
        return None
