"""`examsite rules workflow`: play the steps of a life cycle and name the first that is refused."""

from collections.abc import Callable, Mapping
from typing import Any

from examsite.accreditation.rules import route, standing
from examsite.cli.decide.reading import flag, mapping, one_of, optional, required, sequence, text
from examsite.core.lifecycle import Lifecycle
from examsite.credentials.rules import lifecycle as credential
from examsite.delivery.rules import component
from examsite.planning.rules import TRAINING_PLAN
from examsite.registration.rules import application
from examsite.scoring.rules import lifecycle as result

LIFECYCLES: dict[str, Lifecycle] = {
    table.name: table
    for table in (
        application.LIFECYCLE,
        component.LIFECYCLE,
        result.LIFECYCLE,
        credential.LIFECYCLE,
        route.INSTITUTION,
        route.PRACTICE_BASE,
        standing.ANNUAL_REPORT,
        standing.CHANGE_FILING,
        TRAINING_PLAN,
    )
}
"""The nine life cycles of the product, by the names the doors use."""


def workflow(case: dict[str, Any]) -> dict[str, Any]:
    """`accepted` with the `state` reached, or `at` and `why` of the first refused step."""
    name = one_of(required(case, "workflow"), "workflow", LIFECYCLES)
    steps = sequence(required(case, "steps"), "steps")
    played = [_step(step, f"steps[{at}]") for at, step in enumerate(steps)]
    table = LIFECYCLES[name]
    state = table.initial
    for at, (event, actor, facts) in enumerate(played):
        step = table.step(state, event, actor, facts)
        if step.target is None:
            return {"accepted": False, "at": at, "why": step.code}
        state = step.target
    return {"accepted": True, "at": None, "why": None, "state": state}


def _step(step: object, where: str) -> tuple[str, str, Mapping[str, bool]]:
    """One step; a fact that is absent or null has not been established."""
    fields = mapping(step, where)
    event = text(required(fields, "event"), f"{where}.event")
    actor = text(required(fields, "actor"), f"{where}.actor")
    facts: dict[str, Any] = optional(fields, "facts", mapping, {})
    held = {
        name: flag(value, f"{where}.facts.{name}")
        for name, value in facts.items()
        if value is not None
    }
    return event, actor, held


KINDS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"workflow": workflow}
