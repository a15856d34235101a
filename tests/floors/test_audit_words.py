"""Every deed that can be logged, and every thing it may be done to, has a word for the auditor."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

import examsite
from examsite.approvals.rules import Verdict
from examsite.core.db import Base
from examsite.delivery.rules import component
from examsite.registration.rules import application
from examsite.web.wording import WORDS, sentence_of

PACKAGE = Path(examsite.__file__).parent
# The verbs that are no constants, by the file that logs them, and what they can be.
COMPUTED = {
    "approvals/actions.py": [one.value for one in Verdict if one is not Verdict.PENDING],
    "delivery/actions/sittings.py": [one.event for one in component.LIFECYCLE.transitions],
    "registration/actions/steps.py": [
        f"registration_{one.event}" for one in application.LIFECYCLE.transitions
    ],
}


def logged(path: Path) -> Iterator[ast.expr]:
    """The verb of every `act.log(…)` of a file, as it is written."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "act.log":
            yield node.args[0]


def verbs() -> dict[str, str]:
    """Every verb that the source can log, with a file that logs it."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE).as_posix()
        for verb in logged(path):
            if isinstance(verb, ast.Constant):
                found[verb.value] = inside
            else:
                found |= dict.fromkeys(COMPUTED[inside], inside)
    return found


def test_every_verb_of_the_audit_log_has_a_word() -> None:
    found = verbs()
    assert len(found) > 80
    assert {
        verb: where for verb, where in found.items() if not sentence_of(("audit.verb", verb))
    } == {}


def test_no_word_is_kept_for_a_verb_that_nobody_logs() -> None:
    assert set(WORDS["audit.verb"]) - set(verbs()) == set()


def test_every_table_that_a_deed_may_name_has_a_word(app: Flask) -> None:
    assert len(Base.metadata.tables) > 40
    assert [name for name in Base.metadata.tables if not sentence_of(("audit.subject", name))] == []
