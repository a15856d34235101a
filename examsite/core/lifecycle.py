"""Life cycles as tables: who may do what, from which state, and what must hold first.

Pure. A domain writes its table once in its rules; its actions ask `step` or `advance`, its pages
ask `offers`, and `examsite rules workflow` plays the same tables. What is not in a table is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from examsite.core.refusal import Refusal


class Why(StrEnum):
    """Why a step is refused, in the order in which it is looked at."""

    NO_SUCH_TRANSITION = "no_such_transition"
    WRONG_ACTOR = "wrong_actor"
    GUARD = "guard"


@dataclass(frozen=True)
class Transition:
    """One row of a table: an event, the states it may start from, and where it leads.

    `guards` are the names of the facts that must be true, in the order in which they are asked;
    `clause` names the requirement of the notice, or says "design" where the notice is silent.
    """

    event: str
    sources: tuple[str, ...]
    target: str
    actors: tuple[str, ...]
    guards: tuple[str, ...] = ()
    clause: str = "design"


@dataclass(frozen=True)
class Step:
    """The answer to one event: the new state, or why not and which guard is missing."""

    target: str | None
    why: Why | None = None
    guard: str | None = None

    @property
    def code(self) -> str | None:
        """The reason as one word, as the doors print it: `wrong_actor`, `guard:heard`; or None."""
        if self.why is Why.GUARD:
            return f"guard:{self.guard}"
        return self.why.value if self.why else None


@dataclass(frozen=True)
class Lifecycle:
    """A life cycle 流程: where it starts, where it ends, and every transition between."""

    name: str
    initial: str
    terminal: tuple[str, ...]
    transitions: tuple[Transition, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, the first one first, then in the order of the table."""
        targets = [transition.target for transition in self.transitions]
        return tuple(dict.fromkeys([self.initial, *targets]))

    def transition(self, state: str, event: str) -> Transition | None:
        """The row for this event in this state, if there is one."""
        for transition in self.transitions:
            if transition.event == event and state in transition.sources:
                return transition
        return None

    def offers(self, state: str, actor: str) -> tuple[str, ...]:
        """The events that this actor may try in this state; guards are not asked."""
        return tuple(
            transition.event
            for transition in self.transitions
            if state in transition.sources and actor in transition.actors
        )

    def step(self, state: str, event: str, actor: str, facts: Mapping[str, bool]) -> Step:
        """Try one event: is there such a row, is it this actor's, does every guard hold?

        A fact that is absent does not hold: nobody has established it.
        """
        row = self.transition(state, event)
        if row is None:
            return Step(None, Why.NO_SUCH_TRANSITION)
        if actor not in row.actors:
            return Step(None, Why.WRONG_ACTOR)
        for guard in row.guards:
            if facts.get(guard) is not True:
                return Step(None, Why.GUARD, guard)
        return Step(row.target)

    def advance(self, state: str, event: str, actor: str, facts: Mapping[str, bool]) -> str:
        """The new state; raises `Refusal(Why…)` with `guard`, `state` and `event` as its facts."""
        step = self.step(state, event, actor, facts)
        if step.target is None:
            reason = step.why or Why.NO_SUCH_TRANSITION
            raise Refusal(reason, lifecycle=self.name, state=state, event=event, guard=step.guard)
        return step.target


def row(
    event: str, sources: str, target: str, actors: str, guards: str = "", clause: str = "design"
) -> Transition:
    """A transition from words: `sources`, `actors` and `guards` are parted by blanks."""
    return Transition(
        event, tuple(sources.split()), target, tuple(actors.split()), tuple(guards.split()), clause
    )
