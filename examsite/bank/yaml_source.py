"""The one file that speaks to PyYAML: source files in, plain values with their lines out; nothing is executed.

PyYAML's safe loader alone is not enough: it takes the last of two equal fields in silence, follows aliases
(which can grow without end), and gives no lines. So nodes are walked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from examsite.bank.rules import reading
from examsite.bank.rules.source import Fault, Node, Problem, SourceFile

SUFFIX = ".yaml"
MAX_BYTES = 5_000_000
ENTRY = re.compile(r"^( *)- +id:", re.MULTILINE)


def read_folder(folder: Path) -> tuple[dict[str, SourceFile], tuple[str, ...]]:
    """Every YAML file of a bank folder by name, and the names under its `materials/`."""
    files = {path.name: read_file(path) for path in sorted(folder.glob(f"*{SUFFIX}"))}
    materials = folder / "materials"
    names = sorted(path.name for path in materials.iterdir()) if materials.is_dir() else []
    return files, tuple(names)


def bank_folders(path: Path) -> Iterator[Path]:
    """The bank folders at or below a path, in order: those that hold a `bank.yaml`."""
    if (path / reading.BANK_FILE).is_file():
        yield path
        return
    yield from sorted(found.parent for found in path.rglob(reading.BANK_FILE))


def read_file(path: Path) -> SourceFile:
    """Read and parse one file. What is wrong is a problem of the file; raises OSError only for the disk's."""
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        return SourceFile(
            path.name, None, (Problem(f"{path.name}:1", Fault.NOT_YAML, {"why": "too large"}),)
        )
    try:
        return parse(path.name, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return SourceFile(path.name, None, (Problem(f"{path.name}:{line}", Fault.NOT_UTF8),))


def parse(name: str, text: str) -> SourceFile:
    """Parse one file's text. When it is not YAML as a whole, its entries are parsed one by one."""
    problems: list[Problem] = []
    if text.startswith("\ufeff"):
        problems.append(Problem(f"{name}:1", Fault.BOM))
        text = text[1:]
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            problems.append(Problem(f"{name}:{number}", Fault.TAB))
    try:
        root = _compose(name, text, problems)
    except yaml.YAMLError as error:
        root = _entry_by_entry(name, text, error, problems)
    return SourceFile(name, root, tuple(problems))


def _compose(name: str, text: str, problems: list[Problem]) -> Node | None:
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        return None if node is None else _plain(loader, node, name, problems, set())
    except RecursionError:
        raise yaml.YAMLError("nested too deeply") from None
    finally:
        loader.dispose()


def _plain(
    loader: yaml.SafeLoader, node: yaml.Node, name: str, problems: list[Problem], seen: set[int]
) -> Node:
    line = node.start_mark.line + 1
    if id(node) in seen:
        problems.append(Problem(f"{name}:{line}", Fault.ALIAS))
        return Node(None, line)
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return Node([_plain(loader, one, name, problems, seen) for one in node.value], line)
    if isinstance(node, yaml.MappingNode):
        return Node(_fields(loader, node, name, problems, seen), line)
    return Node(_scalar(loader, node), line)


def _fields(
    loader: yaml.SafeLoader,
    node: yaml.MappingNode,
    name: str,
    problems: list[Problem],
    seen: set[int],
) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for key, value in node.value:
        label = str(key.value)
        if label in found:
            where = f"{name}:{key.start_mark.line + 1}"
            problems.append(Problem(where, Fault.REPEATED_FIELD, {"field": label}))
            continue
        found[label] = _plain(loader, value, name, problems, seen)
    return found


def _scalar(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    try:
        return loader.construct_object(node)
    except ValueError:  # such as an impossible date: what is written stays text
        return str(node.value)


def _entry_by_entry(
    name: str, text: str, error: yaml.YAMLError, problems: list[Problem]
) -> Node | None:
    starts = [found.start() for found in ENTRY.finditer(text)]
    if not starts:
        problems.append(_unreadable(name, error, 0))
        return None
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    before = text[: starts[0]]
    head = _piece(name, before, 0, problems)
    fields = dict(head.value) if head and isinstance(head.value, dict) else {}
    label = "tasks" if "tasks" in fields or name == reading.TASKS_FILE else "items"
    entries: list[Node] = []
    for start, piece in zip(starts, pieces, strict=True):
        found = _piece(name, piece, text.count("\n", 0, start), problems)
        if found is not None and isinstance(found.value, list):
            entries += found.value
    fields[label] = Node(entries, before.count("\n") + 1)
    return Node(fields, 1)


def _piece(name: str, piece: str, lines_before: int, problems: list[Problem]) -> Node | None:
    try:
        return _compose(name, "\n" * lines_before + piece, problems)
    except yaml.YAMLError as error:
        problems.append(_unreadable(name, error, lines_before))
        return None


def _unreadable(name: str, error: yaml.YAMLError, lines_before: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else lines_before + 1
    why = str(getattr(error, "problem", None) or error).split("\n")[0]
    return Problem(f"{name}:{line}", Fault.NOT_YAML, {"why": why})
