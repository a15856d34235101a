"""`examsite rules revocation | bar | deadline | form`: the rules of the register (附件2, 4, 5)."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from examsite.accreditation.rules import bar as bars
from examsite.accreditation.rules import deadline as deadlines
from examsite.accreditation.rules import revocation as revocations
from examsite.accreditation.rules.application import FormFault, annex_4_faults, annex_5_faults
from examsite.cli.decide.reading import (
    Unreadable,
    config,
    day,
    exact,
    flag,
    mapping,
    one_of,
    optional,
    required,
    sequence,
    text,
    unreadable,
    whole,
)
from examsite.planning.rules import UnitKind

_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_FORMS: dict[str, Callable[[dict[str, Any]], tuple[FormFault, ...]]] = {
    "annex4": annex_4_faults,
    "annex5": annex_5_faults,
}


def revocation(case: dict[str, Any]) -> dict[str, Any]:
    """`grounds` by their articles, `revoke`, `warn`; figures that cannot be are an error."""
    verdict = revocations.judge(_findings(case), config(case).metric_rule)
    return {
        "grounds": [ground.value for ground in verdict.grounds],
        "revoke": verdict.revoke,
        "warn": verdict.warn,
    }


def _findings(case: dict[str, Any]) -> revocations.Findings:
    """Figures that are absent are not known; findings that are absent have not been made."""
    satisfaction = case.get("satisfaction")
    passed, sat = _pass_figures(case)
    try:
        return revocations.Findings(
            satisfaction=None if satisfaction is None else exact(satisfaction, "satisfaction"),
            passed=passed,
            sat=sat,
            false_information=optional(case, "false_information", flag, False),
            penalised_by_enforcement=optional(case, "penalised_by_enforcement", flag, False),
            no_longer_meets_standard=optional(case, "no_longer_meets_standard", flag, False),
        )
    except ValueError as wrong:
        raise Unreadable(str(wrong)) from None


def _pass_figures(case: dict[str, Any]) -> tuple[int, int]:
    """Passed and sat: both, or neither where nobody sat; one alone is no 0 for the other."""
    if case.get("passed") is None and case.get("sat") is None:
        return 0, 0
    return whole(required(case, "passed"), "passed"), whole(required(case, "sat"), "sat")


def bar(case: dict[str, Any]) -> dict[str, Any]:
    """`allowed`, and the `first_day_allowed` where it is not."""
    unit = text(required(case, "unit"), "unit")
    succeeds: list[Any] = optional(case, "succeeds", sequence, [])
    before = [text(one, "succeeds[]") for one in succeeds]
    settings = config(case)
    rule = bars.BarRule(settings.bar_last_day_inclusive, settings.bar_scope)
    history = [_past(entry) for entry in sequence(required(case, "history"), "history")]
    apply_on = day(required(case, "apply_on"), "apply_on")
    kind = _kind(required(case, "apply_kind"), "apply_kind")
    line = bars.predecessors(unit, {unit: before})
    try:
        free = bars.first_day_allowed(line, history, apply_on, kind, rule)
    except (ValueError, OverflowError):
        raise Unreadable("history: two years later is beyond the calendar") from None
    return {"allowed": free is None, "first_day_allowed": free.isoformat() if free else None}


def _past(entry: object) -> bars.Past:
    past = mapping(entry, "history[]")
    event = one_of(required(past, "event"), "history[].event", list(bars.PastEvent))
    return bars.Past(
        event=bars.PastEvent(event),
        unit=text(required(past, "unit"), "history[].unit"),
        kind=_kind(required(past, "kind"), "history[].kind"),
        on=day(required(past, "on"), "history[].on"),
    )


def _kind(value: object, field: str) -> UnitKind:
    return UnitKind(one_of(value, field, list(UnitKind)))


def deadline(case: dict[str, Any]) -> dict[str, Any]:
    """`first_batch` and `accepted`; a moment without an offset is local time, 30 June is included."""
    received_on = _local_day(required(case, "received_at"))
    receipt = deadlines.judge(received_on, optional(case, "later_window_open", flag, False))
    return {"first_batch": receipt.first_batch, "accepted": receipt.accepted}


def _local_day(value: object) -> date:
    """The local day of a moment, or of a day written alone."""
    if isinstance(value, str) and len(value) == 10:
        return day(value, "received_at")
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise unreadable("received_at", "a moment YYYY-MM-DDTHH:MM:SS", value)
    try:
        return deadlines.local_day(datetime.fromisoformat(value))
    except (ValueError, OverflowError):
        raise unreadable("received_at", "a moment of the calendar", value) from None


def form(case: dict[str, Any]) -> dict[str, Any]:
    """`errors` of Annex 4 or Annex 5 as `kind:field`, sorted."""
    check = _FORMS[one_of(required(case, "form"), "form", _FORMS)]
    faults = check(mapping(required(case, "values"), "values"))
    return {"errors": [fault.code for fault in faults]}


KINDS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "revocation": revocation,
    "bar": bar,
    "deadline": deadline,
    "form": form,
}
