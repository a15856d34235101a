"""The frozen record of a check: facts and verdict as JSON in the shape of the `eligibility` door.

What is stored can be given to `examsite rules eligibility` as it is; what it holds beyond the door's fields
(names of employers and schools, proofs, ids of dossier rows) is for the checker's eye.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from examsite.catalogue.rules.config import RuleConfig
from examsite.people.rules.words import (
    CredentialStatus,
    EducationLevel,
    EducationStatus,
    Management,
    Relation,
    SchoolType,
    SkillGoal,
)
from examsite.registration.rules.eligibility import Verdict
from examsite.registration.rules.facts import (
    Education,
    Employment,
    Facts,
    HeldCredential,
    Standing,
    Training,
)

STANDARD_HOURS = {"clerk": "200", "assistant": "230", "specialist": "200", "senior": "180"}
"""Standard training hours 标准学时 (RD-09): not in the notice; reported of the national standard, so an
example that the setting `standard_hours` replaces. Manager has none."""


def case(number: str, level: str, facts: Mapping[str, Any], settings: Mapping[str, Any],
         version: str) -> dict[str, Any]:  # fmt: skip
    """A case of the door: `facts` as made by `queries.facts_of`, `settings` the recorded rule settings."""
    return {
        "id": number,
        "level": level,
        "rule_version": version,
        "config": dict(settings),
        "facts": dict(facts),
    }


def config_of(stored: Mapping[str, Any]) -> RuleConfig:
    """The reading under which a stored case was decided."""
    return RuleConfig.from_mapping(stored.get("config") or {})


def facts_of(facts: Mapping[str, Any]) -> Facts:
    """The typed facts of a record that this module's callers wrote; the door reads foreign ones."""
    return Facts(
        as_of=date.fromisoformat(facts["as_of"]),
        employment=tuple(_employment(one) for one in facts["employment"]),
        credentials=tuple(_credential(one) for one in facts["credentials"]),
        education=tuple(_education(one) for one in facts["education"]),
        training=tuple(_training(one) for one in facts["training"]),
    )


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """The verdict as the door prints it, without sentences, with all flags."""
    return {
        "matched": list(verdict.matched),
        "eligible": verdict.eligible,
        "level_open": verdict.level_open,
        "may_register": verdict.may_register,
        "reasons": [str(reason) for reason in verdict.reasons],
        "flags": [str(flag) for flag in verdict.flags],
        "explain": [
            {
                "id": one.condition.id,
                "met": one.met,
                "flags": [str(flag) for flag in one.flags],
            }
            for one in verdict.conditions
        ],
    }


def with_findings(
    facts: Mapping[str, Any],
    relations: Mapping[str, Relation | None],
    formal: Mapping[int, bool],
) -> dict[str, Any]:
    """The same facts with what checkers found since: majors (by name) and formal training (by row id).

    Nothing that the candidate stated changes: the day and the facts of the application stay frozen (RD-29).
    """
    education = [{**one, "relation": relations.get(one["major"])} for one in facts["education"]]
    training = [
        {**one, "formal": formal.get(one["id"], one["formal"])} for one in facts["training"]
    ]
    return {**facts, "education": education, "training": training}


def hopeful(facts: Facts, relation: Relation) -> Facts:
    """The facts as they may stand once a person has looked: courses formal, undetermined majors decided."""
    return replace(
        facts,
        education=tuple(replace(one, relation=one.relation or relation) for one in facts.education),
        training=tuple(replace(one, formal=True) for one in facts.training),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _employment(one: Mapping[str, Any]) -> Employment:
    return Employment(
        date.fromisoformat(one["start"]),
        _day(one["end"]),
        one["profession"],
        Management(one["management"]),
        Standing(one["proof"]),
    )


def _credential(one: Mapping[str, Any]) -> HeldCredential:
    return HeldCredential(
        one["level"],
        date.fromisoformat(one["issued_on"]),
        CredentialStatus(one["status"]),
        Standing(one["proof"]),
    )


def _education(one: Mapping[str, Any]) -> Education:
    relation = one["relation"]
    return Education(
        EducationLevel(one["level"]),
        None if relation is None else Relation(relation),
        EducationStatus(one["status"]),
        _day(one["graduated_on"]),
        SchoolType(one["school_type"]),
        SkillGoal(one["skill_goal"]),
        _day(one["recommended_on"]),
        Standing(one["proof"]),
    )


def _training(one: Mapping[str, Any]) -> Training:
    required = one["required_hours"]
    return Training(
        one["for_level"],
        Fraction(one["hours"]),
        None if required is None else Fraction(required),
        _day(one["certificate_on"]),
        one["formal"],
        Standing(one["proof"]),
    )
