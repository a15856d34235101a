"""审批 of the seat 主管部门: proposals that wait for a second person."""

from __future__ import annotations

from typing import Any

from examsite.people.rules.roles import Power
from examsite.web import deciding, guards
from examsite.web.authority import blueprint


@blueprint.get("/approvals")
@guards.needs(Power.APPROVE_OPENING)
def approvals() -> Any:
    return deciding.show("authority")


@blueprint.post("/approvals/<int:approval_id>")
@guards.needs(Power.APPROVE_OPENING)
def decide_approval(approval_id: int) -> Any:
    return deciding.decide("authority", approval_id)
