"""成绩与证书: the candidate's published results in sentences, and the credentials that came of them.

A result that is not published shows as "no result yet", whatever stands behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask_babel import gettext as _

from examsite.credentials import queries as credentials
from examsite.people.rules.roles import Power
from examsite.registration import queries as registration
from examsite.scoring import queries as scoring
from examsite.scoring.rules.decision import WhyBlocked
from examsite.web import guards
from examsite.web.act import reading
from examsite.web.candidate import blueprint
from examsite.web.candidate.own import needed_candidate
from examsite.web.credential import document
from examsite.web.telling import Told, tell
from examsite.web.wording import say

SEATED = ("enrolled", "closed")


@dataclass(frozen=True)
class Sheet:
    """One registration with its published result and credential, as far as there are any."""

    registration: Any
    result: Any
    told: Told | None
    credential: Any
    next: str


@blueprint.get("/results")
@guards.needs(Power.OWN_REGISTRATION)
def results() -> Any:
    candidate = needed_candidate()
    session = reading()
    published = {row.registration_id: row for row in scoring.results_of(session, candidate.id)}
    held = {row.registration_id: row for row in credentials.of_candidate(session, candidate.id)}
    sheets = [
        _sheet(one, published.get(one.id), held.get(one.id))
        for one in registration.registrations_of(session, candidate.id)
        if one.state in SEATED or one.id in published
    ]
    return render_template("candidate/results.html", sheets=sheets)


@blueprint.get("/credentials/<int:credential_id>.pdf")
@guards.needs(Power.OWN_REGISTRATION)
def credential_document(credential_id: int) -> Any:
    candidate = needed_candidate()
    return document(credentials.issued_to(reading(), credential_id, candidate.id))


def _sheet(one: Any, result: Any, credential: Any) -> Sheet:
    if result is None:
        return Sheet(one, None, None, None, "")
    told = tell(result) if result.state in scoring.PUBLISHED else None
    return Sheet(one, result, told, credential, _next(result, credential))


def _next(result: Any, credential: Any) -> str:
    """What comes next, in one sentence."""
    if result.state == "under_review":
        return _("成绩正在复核，复核结束后重新公布。")
    if result.state == "annulled":
        return _("本次成绩已作废。如有异议，可向认证中心申诉。")
    if result.outcome == "annulled":
        return _("本场考试成绩无效。如有异议，可向认证中心申诉。")
    if result.outcome != "passed":
        return _("每一项都要达到合格线。可以报名下一批次，重新参加考试。")
    if credential is None:
        return _("复核期结束后，成绩最终确定，随即办理证书。")
    if credential.state == "blocked":
        missing = _("；").join(say(WhyBlocked(why)) for why in credential.block_reasons)
        return _("证书暂缓办理：%(missing)s。补齐并核实后自动继续，不用重新考试。", missing=missing)
    if credential.state == "issued":
        return _("证书已发放。电子凭证可以随时下载，任何人都能扫码查验。")
    if credential.state == "revoked":
        return _("证书已撤销。如有异议，可向认证中心申诉。")
    return _("证书正在登记、印制，发放时会通知您。")
