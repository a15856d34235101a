"""What an item 试题, a task brief and a whole bank folder are, as their source files state them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
            [self.type.value, self.stem, self.options, self.key, self.explanation],
            ensure_ascii=False,
        )
        return hashlib.sha256(body.encode()).hexdigest()


@dataclass(frozen=True)
class BriefSource:
    """A task brief as its source file states it; `materials` are file names under `materials/`.

    `deliverables` are `{name, kinds, required}`, `rubric` rows `{id, name, points, levels}`; both are JSON
    values, as the database keeps them.
    """

    code: str
    unit: str
    form: TaskForm
    title: str
    text: str
    time_limit_min: int
    deliverables: tuple[dict[str, Any], ...]
    materials: tuple[str, ...]
    rubric: tuple[dict[str, Any], ...]

    def content_hash(self, addresses: Sequence[str]) -> str:
        """SHA-256 of everything in the brief, with the addresses of its stored materials."""
        body = json.dumps(
            [
                self.form.value, self.title, self.text, self.time_limit_min, self.deliverables,
                self.materials, list(addresses), self.rubric,
            ],
            ensure_ascii=False,
            sort_keys=True,
        )  # fmt: skip
        return hashlib.sha256(body.encode()).hexdigest()


@dataclass(frozen=True)
class SectionSource:
    """A section of a blueprint: how many items of one type, and the full mark of each (exact text)."""

    type: ItemType
    count: int
    mark: str


@dataclass(frozen=True)
class BlueprintSource:
    """The blueprint of `bank.yaml`; `sample` marks a shipped example (示例)."""

    name: str
    sample: bool
    time_limit_min: int
    sections: tuple[SectionSource, ...]


@dataclass(frozen=True)
class BankSource:
    """A whole bank folder as read; `places` says where each item or task stands (file:line)."""

    unit: str
    title: str
    edition: str
    courses: tuple[str, ...]
    blueprint: BlueprintSource | None
    items: tuple[ItemSource, ...]
    briefs: tuple[BriefSource, ...]
    places: Mapping[str, str]
