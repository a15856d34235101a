"""Whether a major is 本专业 (RD-14b)."""

from __future__ import annotations

from examsite.catalogue.rules.levels import related_majors
from examsite.people.rules.words import Relation


def relation_of(major: str, decided: dict[str, Relation]) -> Relation | None:
    """Whether a major is 本专业: named in the notice, decided by a person, or undetermined (None)."""
    name = major_name(major)
    if name in related_majors():
        return Relation.RELATED
    return decided.get(name)


def major_name(major: str) -> str:
    """A major as decisions name it: without blanks around it and without a closing 专业."""
    return major.strip().removesuffix("专业")
