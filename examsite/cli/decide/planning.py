"""`examsite rules quota`: a place within a city's ceiling, or from the reserve (附件3)."""

from collections.abc import Callable
from typing import Any

from examsite.cli.decide.reading import (
    Unreadable,
    config,
    flag,
    mapping,
    one_of,
    optional,
    required,
    text,
    whole,
)
from examsite.planning.rules import (
    NoPlace,
    PlaceActor,
    UnitKind,
    annex_3,
    why_no_place,
    why_no_reserve_place,
)

_KINDS = {"institutions": UnitKind.INSTITUTION, "bases": UnitKind.BASE}


def quota(case: dict[str, Any]) -> dict[str, Any]:
    """`allowed` and `reason`; `counted` holds what already takes a place, city by city."""
    why = _why_not(case)
    return {"allowed": why is None, "reason": why.value if why else None}


def _why_not(case: dict[str, Any]) -> NoPlace | None:
    city = text(required(case, "city"), "city")
    kind = _KINDS[one_of(required(case, "kind"), "kind", _KINDS)]
    actor = PlaceActor(one_of(required(case, "actor"), "actor", list(PlaceActor)))
    counted: dict[str, Any] = optional(case, "counted", mapping, {})
    places = {name: whole(number, f"counted.{name}") for name, number in counted.items()}
    used = optional(case, "reserve_used", whole, 0)
    _via(case)
    disjoint = config(case).yiwu_disjoint
    if optional(case, "from_reserve", flag, False):
        return why_no_reserve_place(annex_3(), city, kind, actor, used)
    return why_no_place(annex_3(), city, kind, places, disjoint)


def _via(case: dict[str, Any]) -> None:
    """The association's way takes a place of the city like any other; only its word is checked."""
    if case.get("via") not in (None, "association", "county"):
        raise Unreadable(f"via: association or nothing, found {case['via']!r:.40}")


KINDS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"quota": quota}
