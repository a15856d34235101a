"""The house: floors between packages, a policy for every route, words for every enum member, migrations."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys
from enum import Enum
from pathlib import Path

import pytest
from flask import Flask

import examsite
from examsite.core import migrate
from examsite.web import guards
from examsite.web.wording import sentence_of

PACKAGE = Path(examsite.__file__).parent
ROOT = PACKAGE.parent


def modules_named(*words: str) -> list[str]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        if parts[-1] == "__init__":
            parts = parts[:-1]
        if set(parts) & set(words) and "web" not in parts and "cli" not in parts:
            found.append(".".join(parts))
    return found


def test_packages_import_only_downwards() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


def test_every_route_has_a_policy(app: Flask) -> None:
    assert set(guards.policies(app)) == set(app.view_functions)


def test_a_route_without_a_policy_stops_the_start(app: Flask) -> None:
    app.view_functions["forgotten"] = lambda: "open to all"
    with pytest.raises(guards.MissingPolicy, match="forgotten"):
        guards.policies(app)


def test_models_and_migrations_agree(database_url: str) -> None:
    assert migrate.differences(database_url) == []


def test_every_word_a_person_may_read_has_a_sentence() -> None:
    missing = []
    for name in modules_named("rules", "models"):
        module = importlib.import_module(name)
        for kind in vars(module).values():
            if inspect.isclass(kind) and issubclass(kind, Enum) and kind.__module__ == name:
                missing += [
                    f"{name}.{kind.__name__}.{word.name}" for word in kind if not sentence_of(word)
                ]
    assert missing == []


def test_only_actions_write() -> None:
    writing = (".add(", ".add_all(", "sa.insert(", "sa.update(", "sa.delete(", ".commit(")
    allowed = {"actions.py", "act.py"}
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE)
        if path.name in allowed or "actions" in inside.parts or inside.parts[0] in ("cli", "core"):
            continue
        text = path.read_text()
        found += [
            f"{inside}: {call}" for call in writing if call in text and "session" + call in text
        ]
    assert found == []
