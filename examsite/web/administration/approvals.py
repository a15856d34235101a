"""审批 of the seat 系统管理: roles that another security administrator proposed."""

from __future__ import annotations

from typing import Any

from examsite.people.rules.roles import Power
from examsite.web import deciding, guards
from examsite.web.administration import blueprint


@blueprint.get("/approvals")
@guards.needs(Power.GRANT_ROLE)
def approvals() -> Any:
    return deciding.show("administration")


@blueprint.post("/approvals/<int:approval_id>")
@guards.needs(Power.GRANT_ROLE)
def decide_approval(approval_id: int) -> Any:
    return deciding.decide("administration", approval_id)
