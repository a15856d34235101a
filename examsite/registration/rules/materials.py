"""Which proofs an application wants (申报材料): the identity paper, and what one condition rests on.

The engine refuses nobody (specification 3.3): a condition that only waits for a person's finding (major
undetermined, training not yet confirmed, gap in the text) may be applied under like one that is met; and
where no condition is in sight, proofs of all that is stated let the application go to a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from examsite.catalogue.rules.config import RuleConfig
from examsite.catalogue.rules.levels import Level
from examsite.people.rules.words import EducationStatus, ProofKind, Relation
from examsite.registration.rules import eligibility, record
from examsite.registration.rules.eligibility import ConditionVerdict, Flag, PathVerdict
from examsite.registration.rules.facts import Facts
from examsite.registration.rules.findings import Need

PROOF_FOR = {
    Need.WORK: ProofKind.EMPLOYMENT,
    Need.MANAGEMENT: ProofKind.EMPLOYMENT,
    Need.CREDENTIAL: ProofKind.CREDENTIAL,
    Need.DIPLOMA: ProofKind.DIPLOMA,
    Need.VOCATIONAL: ProofKind.DIPLOMA,
    Need.ENROLMENT: ProofKind.RECOMMENDATION,
    Need.TRAINING: ProofKind.TRAINING,
}
LOOKED_AT = frozenset({Flag.GAP_IN_TEXT, Flag.SHORT_GAP, Flag.HIGHER_CREDENTIAL})


class Basis(StrEnum):
    """How a condition stands to the facts 依据: met, waiting for a person's finding, or nothing but statements."""

    MET = "met"
    PENDING = "pending"
    STATED = "stated"


@dataclass(frozen=True)
class Demand:
    """What one condition wants to be proved. `condition` is None where no condition is in sight."""

    condition: str | None
    basis: Basis
    needs: frozenset[ProofKind]
    missing: frozenset[ProofKind]

    @property
    def complete(self) -> bool:
        """Whether every proof is there."""
        return not self.missing


def demands(
    level: Level, facts: Facts, config: RuleConfig, given: Iterable[ProofKind]
) -> tuple[Demand, ...]:
    """The proofs wanted under each condition met or pending, met ones first; `given` kinds are there."""
    there = frozenset(given)
    verdict = eligibility.decide(level, facts, config)
    met = [_demand(one, Basis.MET, there) for one in verdict.conditions if one.met]
    wait = [_demand(one, Basis.PENDING, there) for one in pending(level, facts, config)]
    if met or wait:
        return (*met, *wait)
    stated = _stated(facts)
    needs = stated | {ProofKind.IDENTITY}
    missing = (needs - there) if stated else needs | {ProofKind.EMPLOYMENT}
    return (Demand(None, Basis.STATED, needs, missing),)


def complete(level: Level, facts: Facts, config: RuleConfig, given: Iterable[ProofKind]) -> bool:
    """Whether the papers are complete (材料齐全) for at least one condition."""
    return any(one.complete for one in demands(level, facts, config, given))


def pending(level: Level, facts: Facts, config: RuleConfig) -> list[ConditionVerdict]:
    """Conditions not met that a person's finding may turn 待人工认定, as they would stand if it did.

    One that only wants a person's look (LOOKED_AT) is given as it stands.
    """
    now = eligibility.decide(level, facts, config)
    hoped = [
        eligibility.decide(level, record.hopeful(facts, relation), config) for relation in Relation
    ]
    found = []
    for place, one in enumerate(now.conditions):
        better = [other.conditions[place] for other in hoped if other.conditions[place].met]
        if one.met:
            continue
        if better:
            found.append(better[0])
        elif LOOKED_AT.intersection(one.flags):
            found.append(one)
    return found


def _demand(one: ConditionVerdict, basis: Basis, there: frozenset[ProofKind]) -> Demand:
    paths = [path for path in one.paths if path.met] or list(one.paths)
    wanted = [_proofs(path) for path in paths]
    needs = min(wanted, key=lambda proofs: (len(proofs - there), len(proofs), sorted(proofs)))
    return Demand(one.condition.id, basis, needs, needs - there)


def _proofs(path: PathVerdict) -> frozenset[ProofKind]:
    return frozenset({ProofKind.IDENTITY, *(PROOF_FOR[one.need] for one in path.findings)})


def _stated(facts: Facts) -> frozenset[ProofKind]:
    status = {one.status for one in facts.education}
    stated = {
        ProofKind.EMPLOYMENT: bool(facts.employment),
        ProofKind.CREDENTIAL: bool(facts.credentials),
        ProofKind.DIPLOMA: EducationStatus.GRADUATED in status,
        ProofKind.RECOMMENDATION: EducationStatus.ENROLLED in status,
        ProofKind.TRAINING: bool(facts.training),
    }
    return frozenset(kind for kind, there in stated.items() if there)
