"""Every guard of every life cycle has a sentence of its own."""

from __future__ import annotations

import importlib
import pkgutil

import examsite
from examsite.core.lifecycle import Lifecycle
from examsite.web.wording import sentence_of


def lifecycles() -> list[Lifecycle]:
    found = {}
    for module in pkgutil.walk_packages(examsite.__path__, "examsite."):
        if ".rules" in module.name:
            for thing in vars(importlib.import_module(module.name)).values():
                if isinstance(thing, Lifecycle):
                    found[thing.name] = thing
    return list(found.values())


def test_there_are_nine_life_cycles() -> None:
    assert len(lifecycles()) == 9


def test_every_guard_says_what_to_do() -> None:
    guards = {
        guard
        for one in lifecycles()
        for transition in one.transitions
        for guard in transition.guards
    }
    assert {guard for guard in guards if not sentence_of(("guard", guard))} == set()
