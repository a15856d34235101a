"""审计记录: who did what, when, found by word; and the check of the hash chain, when asked for."""

from __future__ import annotations

import json
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from examsite.audit import queries
from examsite.people import queries as people
from examsite.people.rules.roles import Power, Role
from examsite.web import guards, listing
from examsite.web.act import reading
from examsite.web.administration import blueprint
from examsite.web.shell import moment
from examsite.web.wording import WORDS, say

EXPORTED = 20_000
KINDS = ("audit.verb", "audit.subject", "actor")


@blueprint.get("/audit")
@guards.needs(Power.SEE_AUDIT)
def audit() -> Any:
    text = request.args.get("q", "").strip()
    if listing.wants_export():
        return _export(queries.search(reading(), text, codes_of(text), 0, EXPORTED)[0])
    rows, total = queries.search(reading(), text, codes_of(text), listing.offset(), listing.SIZE)
    return render_template(
        "administration/audit.html",
        page=listing.Page(rows, total, listing.page_number()),
        names=people.names(reading(), {row.account_id for row in rows}),
        told=told,
        acted_as=acted_as,
        checked=queries.verify(reading()) if request.args.get("check") else None,
    )


def codes_of(text: str) -> list[str]:
    """The codes of verbs, subjects and roles whose word contains what was typed."""
    spoken = {code: say((kind, code)) for kind in KINDS for code in WORDS[kind]}
    spoken |= {role.value: say(role) for role in Role}
    return [code for code, word in spoken.items() if text and text in word]


def told(facts: Any) -> str:
    """The facts of an entry in one line."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True) if facts else ""


def acted_as(role: str) -> str:
    """The role of an entry in words; the platform and strangers have none."""
    return say(Role(role)) if role in set(Role) else say(("actor", role))


def _export(rows: Any) -> Any:
    heads = [
        _("序号"),
        _("时间"),
        _("账号"),
        _("姓名"),
        _("角色"),
        _("事项"),
        _("对象"),
        _("对象编号"),
        _("内容"),
        _("哈希"),
    ]
    names = people.names(reading(), {row.account_id for row in rows})
    lines = [
        [
            row.place,
            moment(row.at, seconds=True),
            row.account_id,
            names.get(row.account_id, ""),
            acted_as(row.role),
            say(("audit.verb", row.verb)),
            say(("audit.subject", row.subject)),
            row.subject_key,
            told(row.facts),
            row.hash,
        ]
        for row in rows
    ]
    return listing.spreadsheet(_("审计记录"), heads, lines)
