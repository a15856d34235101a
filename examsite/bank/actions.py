"""Loading a bank folder into the database, and showing a key."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from examsite.audit.act import Act
from examsite.bank import queries, yaml_source
from examsite.bank.models import Brief, Item, ItemVersion
from examsite.bank.rules.briefs import KINDS
from examsite.bank.rules.changes import BankRefusal, differs
from examsite.bank.rules.items import BankSource, BriefSource, ItemSource
from examsite.bank.rules.reading import read_bank
from examsite.bank.rules.source import Fault, Problem
from examsite.core import files
from examsite.core.refusal import Refusal

MAX_MATERIAL_BYTES = 20_000_000


@dataclass(frozen=True)
class Report:
    """What loading a folder did; counts of items and of briefs. `source` is the bank as read."""

    source: BankSource
    entered: int
    changed: int
    retired: int
    restored: int
    unchanged: int
    briefs_written: int
    briefs_retired: int
    briefs_unchanged: int


def load(act: Act, folder: Path) -> Report:
    """Load a bank folder (题库导入): all of it or nothing, and the same content again changes nothing.

    A changed item gets a new version, a removed one becomes inactive, one that comes back is active again.
    Refusals: SOURCE_BROKEN with `problems` (tuple of Problem) when anything in the folder is wrong.
    """
    bank, problems = read_bank(*yaml_source.read_folder(folder))
    problems += _taken(act, bank)
    if problems:
        raise Refusal(
            BankRefusal.SOURCE_BROKEN, folder=str(folder), number=len(problems), problems=problems
        )
    counts = {"entered": 0, "changed": 0, "restored": 0, "unchanged": 0}
    known = {item.code: item for item in queries.items(act.session, bank.unit)}
    newest = queries.newest_versions(act.session, bank.unit)
    for source in bank.items:
        item = known.get(source.code)
        counts[_take_item(act, source, item, newest.get(item.id) if item else None)] += 1
    retired = _retire(act, bank, known)
    written, briefs_retired = _take_briefs(act, bank, folder)
    return Report(
        source=bank,
        retired=retired,
        briefs_written=written,
        briefs_retired=briefs_retired,
        briefs_unchanged=len(bank.briefs) - written,
        **counts,
    )


def see_key(act: Act, version_id: int) -> ItemVersion:
    """Open the key of an item version (查看答案); every opening is logged. Raises Missing."""
    version = queries.version(act.session, version_id)
    act.log("saw_key", version, item=version.item.code, version=version.version)
    return version


def _taken(act: Act, bank: BankSource) -> tuple[Problem, ...]:
    """Codes that already name something else: a code is never used again for another unit or type."""
    found = queries.items_by_code(act.session, [item.code for item in bank.items])
    briefs = queries.newest_briefs(act.session, [brief.code for brief in bank.briefs])
    return tuple(
        Problem(bank.places[item.code], Fault.ID_TAKEN, {"value": item.code}, item.code)
        for item in bank.items
        if (old := found.get(item.code)) and (old.unit, old.type) != (item.unit, item.type)
    ) + tuple(
        Problem(bank.places[brief.code], Fault.ID_TAKEN, {"value": brief.code}, brief.code)
        for brief in bank.briefs
        if (old_brief := briefs.get(brief.code)) and old_brief.unit != brief.unit
    )


def _take_item(act: Act, source: ItemSource, item: Item | None, newest: ItemVersion | None) -> str:
    if item is None:
        item = Item(
            code=source.code, unit=source.unit, course=source.course, type=source.type, active=True
        )
        act.session.add(item)
        act.session.flush()
        _write_version(act, source, item, 1)
        return "entered"
    back = not item.active
    if back:
        item.active = True
        act.log("restored_item", item, item=item.code)
    if newest is None or differs(source, item.course, _stated(newest)):
        item.course = source.course
        _write_version(act, source, item, newest.version + 1 if newest else 1)
        return "changed"
    return "restored" if back else "unchanged"


def _stated(version: ItemVersion) -> dict[str, Any]:
    return {
        "content_hash": version.content_hash,
        "knowledge": version.knowledge,
        "cognitive": version.cognitive,
        "difficulty": version.difficulty,
        "seconds": version.seconds,
    }


def _write_version(act: Act, source: ItemSource, item: Item, number: int) -> None:
    version = ItemVersion(
        item_id=item.id,
        version=number,
        stem=source.stem,
        options=list(source.options),
        key=list(source.key),
        explanation=source.explanation,
        knowledge=source.knowledge,
        cognitive=source.cognitive.value,
        difficulty=source.difficulty,
        seconds=source.seconds,
        edition=source.edition,
        content_hash=source.content_hash,
        written_at=act.when,
    )
    act.session.add(version)
    act.log("wrote_item_version", version, item=item.code, version=number, hash=source.content_hash)


def _retire(act: Act, bank: BankSource, known: dict[str, Item]) -> int:
    stated = {item.code for item in bank.items}
    gone = [item for code, item in sorted(known.items()) if item.active and code not in stated]
    for item in gone:
        item.active = False
        act.log("retired_item", item, item=item.code)
    return len(gone)


def _take_briefs(act: Act, bank: BankSource, folder: Path) -> tuple[int, int]:
    written = 0
    newest = queries.newest_briefs(act.session, [brief.code for brief in bank.briefs])
    for source in bank.briefs:
        stored = [_store(act, bank, source, folder, name) for name in source.materials]
        old = newest.get(source.code)
        digest = source.content_hash([str(one["sha256"]) for one in stored])
        if old is None or not old.active or old.content_hash != digest:
            _write_brief(act, source, stored, digest, old)
            written += 1
    stated = {brief.code for brief in bank.briefs}
    gone = [old for old in queries.briefs_of(act.session, bank.unit) if old.code not in stated]
    for old in gone:
        old.active = False
        act.log("retired_brief", old, brief=old.code)
    return written, len(gone)


def _store(
    act: Act, bank: BankSource, source: BriefSource, folder: Path, name: str
) -> dict[str, Any]:
    data = (folder / "materials" / name).read_bytes()
    try:
        kinds = (Path(name).suffix.lower().lstrip("."),)
        stored = files.take(act.session, name, data, kinds, MAX_MATERIAL_BYTES, "materials")
    except Refusal:
        facts = {"file": f"materials/{name}", "known": ", ".join(KINDS)}
        problem = Problem(bank.places[source.code], Fault.MATERIAL_KIND, facts, source.code)
        raise Refusal(
            BankRefusal.SOURCE_BROKEN, folder=str(folder), number=1, problems=(problem,)
        ) from None
    return {"name": name, "sha256": stored.sha256, "size": stored.size, "kind": stored.kind}


def _write_brief(
    act: Act, source: BriefSource, stored: list[dict[str, Any]], digest: str, old: Brief | None
) -> None:
    act.session.execute(
        sa.update(Brief).where(Brief.code == source.code, Brief.active).values(active=False)
    )
    brief = Brief(
        code=source.code,
        version=old.version + 1 if old else 1,
        unit=source.unit,
        form=source.form,
        title=source.title,
        text=source.text,
        deliverables=list(source.deliverables),
        materials=stored,
        rubric=list(source.rubric),
        time_limit_min=source.time_limit_min,
        content_hash=digest,
        active=True,
        written_at=act.when,
    )
    act.session.add(brief)
    act.log("wrote_brief", brief, brief=brief.code, version=brief.version, hash=digest)
