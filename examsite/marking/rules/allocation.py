"""Who marks what 阅卷分配与回避: hard exclusions first, then an even load (SD3, SD4, capability 46)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

MARKERS_PER_SCRIPT = 1
"""How many markers mark a script, when no setting says otherwise."""


class Conflict(StrEnum):
    """Why somebody must not mark a work 回避事由."""

    SAME_PERSON = "same_person"
    OWN_UNIT = "own_unit"
    TAUGHT = "taught"
    SAW_THE_WORK = "saw_the_work"


class AllocationProblem(StrEnum):
    """Why works are not assigned or reassigned 不能分配的原因."""

    NO_MARKERS = "no_markers"
    NO_SCRIPTS = "no_scripts"
    NOT_A_MARKER = "not_a_marker"
    SHEET_LOCKED = "sheet_locked"
    HAS_THIS_SCRIPT = "has_this_script"


@dataclass(frozen=True)
class Marker:
    """A marker as conflicts see them: account, name, and the unit they act for, if any."""

    account_id: int
    name: str
    unit_id: int | None = None
    unit_name: str = ""


@dataclass(frozen=True)
class Author:
    """Who made a work: account and name, units and firms they trained, practised or worked at, accounts that
    signed their practice log, and who recorded the work on site."""

    account_id: int
    name: str
    unit_ids: frozenset[int] = frozenset()
    places: frozenset[str] = frozenset()
    teachers: frozenset[int] = frozenset()
    recorded_by: int | None = None


@dataclass(frozen=True)
class Waiting:
    """A script that wants markers: `wanted` more than those it has (`marked_by`)."""

    script_id: int
    code: str
    author: Author
    wanted: int
    marked_by: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Allocation:
    """Who gets what: pairs of script and marker, and the codes for which too few markers may be used."""

    pairs: tuple[tuple[int, int], ...]
    short: tuple[str, ...]


def conflict(marker: Marker, author: Author) -> Conflict | None:
    """Why this marker must not mark this author's work; None when they may.

    The same name counts as the same person: another marker costs nothing, a person marking themselves does.
    """
    if marker.account_id == author.account_id or marker.name == author.name:
        return Conflict.SAME_PERSON
    if marker.unit_id in author.unit_ids or (
        marker.unit_name and marker.unit_name in author.places
    ):
        return Conflict.OWN_UNIT
    if marker.account_id in author.teachers:
        return Conflict.TAUGHT
    if marker.account_id == author.recorded_by:
        return Conflict.SAW_THE_WORK
    return None


def share_out(
    scripts: Sequence[Waiting], markers: Sequence[Marker], load: Mapping[int, int]
) -> Allocation:
    """Share scripts out evenly; `load` is what each marker has to do already.

    A script with the fewest possible markers goes first, each to the least loaded. One that cannot have all
    the markers it wants gets none and is reported, so that nobody marks alone what two should mark.
    """
    able = {script.script_id: _able(script, markers) for script in scripts}
    loads = {marker.account_id: load.get(marker.account_id, 0) for marker in markers}
    pairs: list[tuple[int, int]] = []
    short: list[str] = []
    for script in sorted(scripts, key=lambda one: (len(able[one.script_id]), one.code)):
        choice = sorted(
            able[script.script_id], key=lambda account_id: (loads[account_id], account_id)
        )
        if len(choice) < script.wanted:
            short.append(script.code)
            continue
        for account_id in choice[: script.wanted]:
            loads[account_id] += 1
            pairs.append((script.script_id, account_id))
    return Allocation(tuple(pairs), tuple(short))


def _able(script: Waiting, markers: Collection[Marker]) -> list[int]:
    return [
        marker.account_id
        for marker in markers
        if marker.account_id not in script.marked_by and conflict(marker, script.author) is None
    ]
