"""The order of items and options for one candidate, and the ids the browser knows them by.

Everything follows from the attempt's secret seed, so nothing has to be stored and any worker can read an
answer. Options of judgement items keep their order; sections keep theirs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from examsite.bank.rules.items import ItemType


@dataclass(frozen=True)
class Slot:
    """A place of the paper: its position (from 1), the type of its item, and how many options it has."""

    position: int
    type: ItemType
    options: int


@dataclass(frozen=True)
class Shown:
    """An item as one candidate sees it: its id, and the ids of its options with their places in the bank."""

    id: str
    position: int
    type: ItemType
    options: tuple[tuple[str, int], ...]


def arrange(seed: str, slots: Iterable[Slot]) -> tuple[Shown, ...]:
    """The whole paper in this candidate's order: sections as in the paper, items and options shuffled."""
    slots = list(slots)
    sections: list[ItemType] = list(dict.fromkeys(slot.type for slot in slots))
    slots.sort(key=lambda slot: (sections.index(slot.type), _mix(seed, "order", slot.position)))
    return tuple(
        Shown(item_id(seed, slot.position), slot.position, slot.type, _options(seed, slot))
        for slot in slots
    )


def item_id(seed: str, position: int) -> str:
    """The id of a position for this attempt."""
    return f"{position ^ _mask(seed):04x}"


def option_id(seed: str, position: int, place: int) -> str:
    """The id of an option for this attempt."""
    return _mix(seed, "option", position, place)[:8]


def read(
    seed: str, slots: Mapping[int, Slot], item: str, options: Iterable[str]
) -> tuple[int, tuple[int, ...]] | None:
    """Position and chosen places, in bank order, from the ids; None when they cannot be meant.

    An empty choice clears an answer; only multiple items take more than one option.
    """
    try:
        position = int(item, 16) ^ _mask(seed)
    except ValueError:
        return None
    slot = slots.get(position)
    if slot is None or item != item_id(seed, position):
        return None
    known = {option_id(seed, position, place): place for place in range(slot.options)}
    chosen = list(options)
    if len(set(chosen)) != len(chosen) or not set(chosen) <= set(known):
        return None
    if len(chosen) > 1 and slot.type is not ItemType.MULTIPLE:
        return None
    return position, tuple(sorted(known[option] for option in chosen))


def _options(seed: str, slot: Slot) -> tuple[tuple[str, int], ...]:
    places = list(range(slot.options))
    if slot.type is not ItemType.JUDGEMENT:
        places.sort(key=lambda place: _mix(seed, "place", slot.position, place))
    return tuple((option_id(seed, slot.position, place), place) for place in places)


def _mask(seed: str) -> int:
    return int(_mix(seed, "items")[:4], 16)


def _mix(seed: str, *parts: object) -> str:
    return hashlib.sha256("/".join([seed, *map(str, parts)]).encode()).hexdigest()
