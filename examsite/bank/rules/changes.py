"""When an item needs a new version 试题换版."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from examsite.bank.rules.items import ItemSource


class BankRefusal(StrEnum):
    """Why the bank refuses 题库不予办理的原因."""

    SOURCE_BROKEN = "source_broken"


def differs(source: ItemSource, course: str, stored: Mapping[str, Any]) -> bool:
    """Whether the source says anything else than the newest version.

    The edition alone makes no new version: it says under which edition of the bank a version was written.
    """
    stated = {
        "content_hash": source.content_hash,
        "knowledge": source.knowledge,
        "cognitive": source.cognitive.value,
        "difficulty": source.difficulty,
        "seconds": source.seconds,
    }
    return source.course != course or stated != dict(stored)
