"""Kinds eligibility, registration and practice of `examsite rules`: JSON in, verdict of the rules, JSON out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from examsite.catalogue.rules.levels import Level, level, levels
from examsite.cli.decide.alternatives import alternatives
from examsite.cli.decide.english import english
from examsite.cli.decide.reading import (
    Unreadable,
    config,
    day,
    exact,
    flag,
    mapping,
    one_of,
    required,
    sequence,
    text,
    unreadable,
)
from examsite.people.rules.words import (
    CredentialStatus,
    EducationLevel,
    EducationStatus,
    Management,
    Relation,
    SchoolType,
    SkillGoal,
)
from examsite.registration.rules import directions, eligibility, practice
from examsite.registration.rules.facts import (
    Education,
    Employment,
    Facts,
    HeldCredential,
    Training,
)
from examsite.web.explain import chinese, explain

Case = dict[str, Any]
_LEVEL_IDS = tuple(one.id for one in levels())


def decide_eligibility(case: Case) -> dict[str, Any]:
    """Which conditions of a level the facts meet (资格初审), with our explanation in both languages."""
    verdict = eligibility.decide(
        level_of(case), facts_of(mapping(required(case, "facts"), "facts")), config(case)
    )
    return {
        "matched": list(verdict.matched),
        "eligible": verdict.eligible,
        "level_open": verdict.level_open,
        "may_register": verdict.may_register,
        "reasons": [str(reason) for reason in verdict.reasons],
        "explain": [
            {
                "id": one.condition.id,
                "met": one.met,
                "zh": explain(one, chinese),
                "en": explain(one, english).strip(),
                "alternatives": alternatives(one),
                "flags": [str(flag) for flag in one.flags],
            }
            for one in verdict.conditions
        ],
    }


def decide_registration(case: Case) -> dict[str, Any]:
    """Whether a choice of directions or of the second form stands (选报)."""
    reasons = directions.why_not_register(
        level_of(case),
        directions_of(case),
        second_of(case),
        day(required(case, "as_of"), "as_of"),
        config(case),
    )
    return {"ok": not reasons, "reasons": list(reasons)}


def decide_practice(case: Case) -> dict[str, Any]:
    """Whether the practice before the credential is done (实训、实习)."""
    study_from = case.get("study_from")
    verdict = practice.decide(
        level_of(case),
        [_stay(one, f"stays[{n}]") for n, one in enumerate(_list(case, "stays", "stays"))],
        day(required(case, "as_of"), "as_of"),
        None if study_from is None else day(study_from, "study_from"),
        config(case),
    )
    return {
        "required": verdict.required,
        "satisfied": verdict.satisfied,
        "via": [str(way) for way in verdict.via],
    }


KINDS: dict[str, Callable[[Case], dict[str, Any]]] = {
    "eligibility": decide_eligibility,
    "registration": decide_registration,
    "practice": decide_practice,
}


def level_of(case: Case) -> Level:
    """The case's level. Raises `Unreadable`."""
    return level(one_of(required(case, "level"), "level", _LEVEL_IDS))


def directions_of(case: Case) -> tuple[str, ...]:
    """The directions chosen; absent or null = none."""
    given = _list(case, "directions", "directions")
    return tuple(text(one, f"directions[{n}]") for n, one in enumerate(given))


def second_of(case: Case) -> tuple[str, ...]:
    """The forms of the second part elected: one word, a list of them, or null for none."""
    given = case.get("second")
    if given is None or given == "":
        return ()
    if isinstance(given, list):
        return tuple(text(one, f"second[{n}]") for n, one in enumerate(given))
    return (text(given, "second"),)


def facts_of(facts: Case) -> Facts:
    """The typed facts of specification 3.1; absent lists are empty. Raises `Unreadable`."""
    return Facts(
        as_of=day(required(facts, "as_of"), "facts.as_of"),
        employment=tuple(_each(facts, "employment", _employment)),
        credentials=tuple(_each(facts, "credentials", _credential)),
        education=tuple(_each(facts, "education", _education)),
        training=tuple(_each(facts, "training", _training)),
    )


def _list(holder: Case, field: str, path: str) -> list[Any]:
    given = holder.get(field)
    return [] if given is None else sequence(given, path)


def _each(facts: Case, field: str, read: Callable[[Case, str], Any]) -> list[Any]:
    path = f"facts.{field}"
    return [
        read(mapping(one, f"{path}[{n}]"), f"{path}[{n}]")
        for n, one in enumerate(_list(facts, field, path))
    ]


def _need(one: Case, key: str, path: str) -> Any:
    if key not in one:
        raise Unreadable(f"{path}.{key}: missing")
    return one[key]


def _day(one: Case, key: str, path: str) -> date | None:
    return None if one.get(key) is None else day(one[key], f"{path}.{key}")


def _word(one: Case, key: str, path: str, known: Any, default: str | None = None) -> Any:
    given = one.get(key)
    if given is None and default is not None:
        return known(default)
    return known(one_of(_need(one, key, path), f"{path}.{key}", [str(word) for word in known]))


def _employment(one: Case, path: str) -> Employment:
    return Employment(
        start=day(_need(one, "start", path), f"{path}.start"),
        end=_day(one, "end", path),
        profession=flag(_need(one, "profession", path), f"{path}.profession"),
        management=_word(one, "management", path, Management, "none"),
    )


def _credential(one: Case, path: str) -> HeldCredential:
    return HeldCredential(
        level=one_of(_need(one, "level", path), f"{path}.level", _LEVEL_IDS),
        issued_on=day(_need(one, "issued_on", path), f"{path}.issued_on"),
        status=_word(one, "status", path, CredentialStatus),
    )


def _education(one: Case, path: str) -> Education:
    relation = one.get("relation")
    return Education(
        level=_word(one, "level", path, EducationLevel),
        relation=None if relation is None else _word(one, "relation", path, Relation),
        status=_word(one, "status", path, EducationStatus),
        graduated_on=_day(one, "graduated_on", path),
        school_type=_word(one, "school_type", path, SchoolType, "university"),
        skill_goal=_word(one, "skill_goal", path, SkillGoal, "none"),
        recommended_on=_day(one, "recommended_on", path),
    )


def _training(one: Case, path: str) -> Training:
    hours = exact(_need(one, "hours", path), f"{path}.hours")
    wanted = one.get("required_hours")
    required_hours = None if wanted is None else exact(wanted, f"{path}.required_hours")
    if hours < 0 or (required_hours is not None and required_hours < 0):
        raise unreadable(f"{path}.hours", "hours, 0 or more", one["hours"])
    return Training(
        for_level=one_of(_need(one, "for_level", path), f"{path}.for_level", _LEVEL_IDS),
        hours=hours,
        required_hours=required_hours,
        certificate_on=_day(one, "certificate_on", path),
        formal=flag(_need(one, "formal", path), f"{path}.formal"),
    )


def _stay(given: Any, path: str) -> practice.Stay:
    one = mapping(given, path)
    kind = _word(one, "kind", path, practice.Kind)
    return practice.Stay(
        kind=kind,
        start=day(_need(one, "start", path), f"{path}.start"),
        end=_day(one, "end", path),
        registered_on=_day(one, "registered_on", path),
        revoked_on=_day(one, "revoked_on", path),
        relevant_firm=flag(
            one.get("relevant_firm", kind is practice.Kind.ENTERPRISE), f"{path}.relevant_firm"
        ),
        teacher_signed=flag(one.get("teacher_signed", True), f"{path}.teacher_signed"),
        verified=flag(one.get("verified", True), f"{path}.verified"),
    )
