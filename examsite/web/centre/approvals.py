"""审批 of the seat 认证中心: proposals that wait for a second person."""

from __future__ import annotations

from typing import Any

from examsite.people.rules.roles import Power
from examsite.web import deciding, guards
from examsite.web.centre import blueprint


@blueprint.get("/approvals")
@guards.needs(Power.SEE_CENTRE)
def approvals() -> Any:
    return deciding.show("centre")


@blueprint.post("/approvals/<int:approval_id>")
@guards.needs(Power.SEE_CENTRE)
def decide_approval(approval_id: int) -> Any:
    return deciding.decide("centre", approval_id)
