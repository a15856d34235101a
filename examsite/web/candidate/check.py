"""The eligibility check as a candidate reads it: conditions met first, the arithmetic, what would help, proofs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from examsite.catalogue.rules.levels import Condition, Level
from examsite.people.rules.words import ProofKind
from examsite.registration import queries
from examsite.registration.rules import materials, record
from examsite.registration.rules.eligibility import ConditionVerdict, Verdict
from examsite.registration.rules.materials import Basis, Demand
from examsite.web.act import reading, today
from examsite.web.explain import explain


@dataclass(frozen=True)
class Line:
    """One condition: how it stands, why in a sentence, and the proofs it wants, if it can be relied on."""

    condition: Condition
    basis: Basis | None
    sentence: str
    demand: Demand | None


@dataclass(frozen=True)
class Check:
    """The whole check of a dossier for a level; `fallback` where no condition is in sight."""

    level: Level
    lines: tuple[Line, ...]
    fallback: Demand | None
    level_open: bool
    complete: bool

    @property
    def met(self) -> int:
        """How many conditions are met."""
        return sum(one.basis is Basis.MET for one in self.lines)

    @property
    def pending(self) -> int:
        """How many wait for a person's finding."""
        return sum(one.basis is Basis.PENDING for one in self.lines)

    @property
    def missing(self) -> tuple[ProofKind, ...]:
        """The fewest proofs still missing for one condition; empty when complete."""
        demands = [one.demand for one in self.lines if one.demand]
        demands += [self.fallback] if self.fallback else []
        least = min((one.missing for one in demands), key=lambda kinds: (len(kinds), sorted(kinds)))
        return tuple(sorted(least))


def check_of(candidate: Any, level: Level) -> Check:
    """Hold the dossier as it stands today against a level."""
    session = reading()
    config = queries.rule_config(session, today())
    facts = record.facts_of(queries.facts_of(session, candidate, today()))
    wanted = materials.demands(level, facts, config, queries.proofs_given(candidate))
    verdict, _config = queries.verdict_on(session, candidate, level.id, today())
    demands = {one.condition: one for one in wanted}
    return Check(
        level,
        lines(verdict, demands, materials.pending(level, facts, config)),
        demands.get(None),
        verdict.level_open,
        any(one.complete for one in wanted),
    )


def lines(
    verdict: Verdict,
    demands: dict[str | None, Demand],
    pending: Iterable[ConditionVerdict] = (),
) -> tuple[Line, ...]:
    """The conditions of a verdict in sentences: met ones first, then pending ones, then the others.

    `pending` are conditions as they would stand after a person's finding; that is what their line says.
    """
    hoped = {one.condition.id: explain(one, _) for one in pending if one.met}
    found = []
    for one in verdict.conditions:
        demand = demands.get(one.condition.id)
        basis = Basis.MET if one.met else demand.basis if demand else None
        sentence = explain(one, _)
        if one.condition.id in hoped:
            sentence = _("如经认定，即%(why)s", why=hoped[one.condition.id])
        found.append(Line(one.condition, basis, sentence, demand))
    order = (Basis.MET, Basis.PENDING, None)
    return tuple(sorted(found, key=lambda line: order.index(line.basis)))
