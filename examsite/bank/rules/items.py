"""What an item 试题 and a task brief are; reading them from parsed source files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class ItemType(StrEnum):
    """题型."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    JUDGEMENT = "judgement"


class TaskForm(StrEnum):
    """第二项考核的形式."""

    PRACTICAL = "practical"
    PLANNING_PROPOSAL = "planning_proposal"
    THESIS_DEFENCE = "thesis_defence"


class Cognitive(StrEnum):
    """认知层次."""

    RECALL = "recall"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"


JUDGEMENT_OPTIONS = ("正确", "错误")
LETTERS = "ABCDEFGH"


@dataclass(frozen=True)
class ItemSource:
    """An item as its source file states it; `key` holds the places (from 0) of the keyed options."""

    code: str
    unit: str
    course: str
    type: ItemType
    stem: str
    options: tuple[str, ...]
    key: tuple[int, ...]
    explanation: str
    knowledge: str
    cognitive: Cognitive
    difficulty: str
    seconds: int
    edition: str

    @property
    def content_hash(self) -> str:
        """SHA-256 of what a candidate sees and what decides the mark."""
        body = json.dumps(
            [self.type.value, self.stem, self.options, self.key, self.explanation], ensure_ascii=False
        )
        return hashlib.sha256(body.encode()).hexdigest()


@dataclass(frozen=True)
class Problem:
    """Something wrong in a source file: `where` a person can go to, `code`, and what fills the sentence."""

    where: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
