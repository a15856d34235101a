"""Reading a bank folder: parsed files in, items, briefs, blueprint and every problem out; pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from examsite.bank.rules.briefs import read_brief
from examsite.bank.rules.fields import Fields
from examsite.bank.rules.items import (
    JUDGEMENT_OPTIONS,
    LETTERS,
    BankSource,
    BlueprintSource,
    BriefSource,
    Cognitive,
    ItemSource,
    ItemType,
    SectionSource,
)
from examsite.bank.rules.source import Fault, Node, Problem, SourceFile
from examsite.catalogue.rules import levels

BANK_FILE = "bank.yaml"
TASKS_FILE = "tasks.yaml"
BANK_FIELDS = ("unit", "title", "edition", "courses", "blueprint")
BLUEPRINT_FIELDS = ("name", "sample", "time_limit_min", "sections")
ITEM_FIELDS = (
    "id", "type", "knowledge", "cognitive", "difficulty", "seconds", "stem", "options", "key", "explanation",
)  # fmt: skip
MIN_OPTIONS = 2


def read_bank(
    files: Mapping[str, SourceFile], materials: Collection[str]
) -> tuple[BankSource, tuple[Problem, ...]]:
    """Read a whole bank (题库). `files` by name inside the folder, `materials` the names under `materials/`.

    What is broken is a problem and is left out; everything else is read.
    """
    problems = [problem for file in files.values() for problem in file.problems]
    root = _root(files, BANK_FILE, problems)
    head = Fields(BANK_FILE, root, problems)
    head.only(BANK_FIELDS)
    unit, edition, title = _unit(head), head.text("edition", 16), head.text("title", 60)
    courses = _courses(head, problems)
    items: list[ItemSource] = []
    places: dict[str, str] = {}
    for course, name in courses.items():
        if name:
            file_root = _root(files, name, problems)
            _read_course(name, file_root, unit, course, edition, items, places, problems)
    briefs = _read_tasks(files, unit, materials, places, problems)
    bank = BankSource(
        unit,
        title,
        edition,
        tuple(courses),
        _blueprint(head, problems),
        tuple(items),
        briefs,
        places,
    )
    return bank, tuple(problems)


def read_items(
    file: SourceFile, unit: str, course: str, edition: str
) -> tuple[tuple[ItemSource, ...], tuple[Problem, ...]]:
    """Read one file of items by itself, outside its folder."""
    problems = list(file.problems)
    items: list[ItemSource] = []
    root = file.root or Node({}, 1)
    if file.root is not None:
        _read_course(file.name, root, unit, course, edition, items, {}, problems)
    return tuple(items), tuple(problems)


def read_blueprint(fields: Fields, problems: list[Problem]) -> BlueprintSource | None:
    """Read a blueprint (双向细目表) from its fields; None when something is wrong in it."""
    name, sample = fields.text("name", 60), fields.yes("sample")
    time_limit = fields.whole("time_limit_min")
    sections = []
    for node in fields.entries("sections"):
        one = Fields(fields.file, node, problems)
        one.only(("type", "count", "mark"))
        kind, count, mark = one.word("type", ItemType), one.whole("count"), one.exact("mark")
        if kind is not None and one.sound:
            sections.append(SectionSource(kind, count, mark))
    return BlueprintSource(name, sample, time_limit, tuple(sections)) if fields.sound else None


def _root(files: Mapping[str, SourceFile], name: str, problems: list[Problem]) -> Node:
    file = files.get(name)
    if file is None:
        problems.append(Problem(f"{name}:1", Fault.NOT_FOUND, {"file": name}))
    return file.root if file and file.root else Node({}, 1)


def _unit(head: Fields) -> str:
    unit = head.text("unit")
    if unit and unit not in {known.id for known in levels.units()}:
        head.blame(head.optional("unit"), Fault.UNKNOWN_UNIT, value=unit)
    return unit


def _courses(head: Fields, problems: list[Problem]) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in head.entries("courses"):
        one = Fields(head.file, node, problems)
        one.only(("name", "file"))
        name, file = one.text("name", 60), one.text("file")
        if name in found or (file and file in found.values()):
            one.blame(node, Fault.REPEATED_COURSE, value=name)
        elif file and not is_plain_name(file):
            one.blame(node, Fault.FILE_NAME, value=file)
        elif name:
            found[name] = file
    return found


def is_plain_name(name: str) -> bool:
    """Whether a name stays inside its folder."""
    return "/" not in name and "\\" not in name and not name.startswith(".")


def _blueprint(head: Fields, problems: list[Problem]) -> BlueprintSource | None:
    node = head.optional("blueprint")
    if node is None:
        return None
    fields = Fields(head.file, node, problems)
    fields.only(BLUEPRINT_FIELDS)
    return read_blueprint(fields, problems)


def _read_course(
    name: str, root: Node, unit: str, course: str, edition: str,
    items: list[ItemSource], places: dict[str, str], problems: list[Problem],
) -> None:  # fmt: skip
    if root.value == {}:
        return
    head = Fields(name, root, problems)
    head.only(("course", "items"))
    stated = head.text("course")
    if stated and course and stated != course:
        head.blame(head.optional("course"), Fault.UNKNOWN_COURSE, value=stated, expected=course)
    for node in head.entries("items"):
        fields = Fields(name, node, problems, _code_of(node))
        item = read_item(fields, unit, course or stated, edition)
        if fields.item and fields.item in places:
            fields.blame(node, Fault.REPEATED_ID, value=fields.item, first=places[fields.item])
        elif item is not None:
            places[item.code] = fields.where
            items.append(item)


def read_item(fields: Fields, unit: str, course: str, edition: str) -> ItemSource | None:
    """Read one item (试题); None when something is wrong in it."""
    fields.only(ITEM_FIELDS)
    code, stem = fields.text("id", 40), fields.text("stem")
    knowledge = fields.text("knowledge", 40)
    explanation, difficulty = fields.text("explanation"), fields.exact("difficulty")
    kind, cognitive = fields.word("type", ItemType), fields.word("cognitive", Cognitive)
    seconds = fields.whole("seconds")
    options = _options(fields, kind) if kind else ()
    key = _key(fields, kind, len(options)) if kind and options else ()
    if kind is None or cognitive is None or not fields.sound:
        return None
    return ItemSource(
        code, unit, course, kind, stem, options, key, explanation, knowledge, cognitive,
        difficulty, seconds, edition,
    )  # fmt: skip


def _code_of(node: Node) -> str:
    found = node.value.get("id") if isinstance(node.value, dict) else None
    return found.value.strip() if found and isinstance(found.value, str) else ""


def _options(fields: Fields, kind: ItemType) -> tuple[str, ...]:
    if kind is ItemType.JUDGEMENT:
        if fields.optional("options") is not None:
            fields.blame(fields.optional("options"), Fault.OPTIONS_OF_JUDGEMENT)
        return JUDGEMENT_OPTIONS
    nodes = fields.entries("options")
    found = [fields.text_of(node, "options") for node in nodes]
    for place, text in enumerate(found):
        if text and text in found[:place]:
            fields.blame(nodes[place], Fault.REPEATED_OPTION, value=text)
    if nodes and not MIN_OPTIONS <= len(nodes) <= len(LETTERS):
        fields.blame(
            nodes[0], Fault.TOO_FEW_OPTIONS, number=len(nodes), least=MIN_OPTIONS, most=len(LETTERS)
        )
    return tuple(found)


def _key(fields: Fields, kind: ItemType, options: int) -> tuple[int, ...]:
    node = fields.node("key")
    if node is None:
        return ()
    if kind is ItemType.JUDGEMENT:
        if not isinstance(node.value, bool):
            fields.blame(node, Fault.KEY_FORM, expected="true / false")
            return ()
        return (0,) if node.value else (1,)
    if kind is ItemType.SINGLE:
        return _places(fields, [node], options, "B")
    if not isinstance(node.value, list) or not node.value:
        fields.blame(node, Fault.KEY_FORM, expected="[A, C]")
        return ()
    return _places(fields, node.value, options, "[A, C]")


def _places(fields: Fields, nodes: Sequence[Node], options: int, form: str) -> tuple[int, ...]:
    places: list[int] = []
    for node in nodes:
        if not isinstance(node.value, str) or node.value not in tuple(LETTERS):
            fields.blame(node, Fault.KEY_FORM, expected=form)
        elif LETTERS.index(node.value) >= options:
            fields.blame(node, Fault.KEY_OUTSIDE, value=node.value, number=options)
        elif LETTERS.index(node.value) in places:
            fields.blame(node, Fault.KEY_REPEATED, value=node.value)
        else:
            places.append(LETTERS.index(node.value))
    return tuple(sorted(places))


def _read_tasks(
    files: Mapping[str, SourceFile], unit: str, materials: Collection[str],
    places: dict[str, str], problems: list[Problem],
) -> tuple[BriefSource, ...]:  # fmt: skip
    file = files.get(TASKS_FILE)
    if file is None or file.root is None:
        return ()
    head = Fields(TASKS_FILE, file.root, problems)
    head.only(("tasks",))
    found = []
    for node in head.entries("tasks"):
        fields = Fields(TASKS_FILE, node, problems, _code_of(node))
        brief = read_brief(fields, unit, materials, problems)
        if fields.item and fields.item in places:
            fields.blame(node, Fault.REPEATED_ID, value=fields.item, first=places[fields.item])
        elif brief is not None:
            places[brief.code] = fields.where
            found.append(brief)
    return tuple(found)
