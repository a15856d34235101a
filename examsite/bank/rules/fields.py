"""Reading the fields of one mapping: every slip becomes a problem with its line, and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeVar

from examsite.bank.rules.source import Fault, Node, Problem

Word = TypeVar("Word", bound=StrEnum)
EXACT = re.compile(r"\d{1,3}(\.\d{1,4})?")


class Fields:
    """The fields of one mapping of a source file; `problems` is the list that grows while reading."""

    def __init__(self, file: str, node: Node, problems: list[Problem], item: str = "") -> None:
        self.file = file
        self.line = node.line
        self.item = item
        self._problems = problems
        self._before = len(problems)
        self._nodes: dict[str, Node] = node.value if isinstance(node.value, dict) else {}
        if not isinstance(node.value, dict):
            self.blame(node, Fault.NOT_FIELDS)

    @property
    def sound(self) -> bool:
        """Whether nothing was wrong in this mapping so far."""
        return len(self._problems) == self._before

    @property
    def where(self) -> str:
        """Where this mapping begins, as file:line."""
        return f"{self.file}:{self.line}"

    def blame(self, node: Node | None, fault: Fault, **facts: Any) -> None:
        """Note a problem at a node, or at the beginning of the mapping."""
        line = node.line if node else self.line
        self._problems.append(Problem(f"{self.file}:{line}", fault, facts, self.item))

    def only(self, names: Iterable[str]) -> None:
        """Blame every field that the format does not know: most are misspelt."""
        known = set(names)
        for name, node in self._nodes.items():
            if name not in known:
                self.blame(node, Fault.UNKNOWN_FIELD, field=name)

    def node(self, name: str) -> Node | None:
        """The node of a field; blames its absence."""
        found = self._nodes.get(name)
        if found is None:
            self.blame(None, Fault.MISSING_FIELD, field=name)
        return found

    def optional(self, name: str) -> Node | None:
        """The node of a field that may be left out."""
        return self._nodes.get(name)

    def text(self, name: str, most: int | None = None) -> str:
        """A text that is not empty, of at most `most` signs; "" after blaming.

        Numbers and yes/no must be quoted to be text.
        """
        node = self.node(name)
        text = "" if node is None else self.text_of(node, name)
        if most is not None and len(text) > most:
            self.blame(node, Fault.TOO_LONG, field=name, number=len(text), most=most)
        return text

    def text_of(self, node: Node, name: str) -> str:
        """The text of a node, without blanks around it."""
        if node.value is None or (isinstance(node.value, str) and not node.value.strip()):
            self.blame(node, Fault.EMPTY, field=name)
        elif not isinstance(node.value, str):
            self.blame(node, Fault.NOT_TEXT, field=name, value=str(_plain(node)))
        else:
            return node.value.strip()
        return ""

    def whole(self, name: str) -> int:
        """A whole number from 1; 0 after blaming."""
        node = self.node(name)
        if node is None:
            return 0
        if isinstance(node.value, bool) or not isinstance(node.value, int) or node.value < 1:
            self.blame(node, Fault.NOT_WHOLE, field=name, value=str(_plain(node)))
            return 0
        return node.value

    def exact(self, name: str) -> str:
        """A decimal number as text, such as "0.72"; "0" after blaming."""
        node = self.node(name)
        if node is None:
            return "0"
        if not isinstance(node.value, str) or not EXACT.fullmatch(node.value):
            self.blame(node, Fault.NOT_EXACT, field=name, value=str(_plain(node)))
            return "0"
        return node.value

    def yes(self, name: str) -> bool:
        """true or false; False after blaming."""
        node = self.node(name)
        if node is not None and not isinstance(node.value, bool):
            self.blame(node, Fault.NOT_YES_NO, field=name, value=str(_plain(node)))
        return node is not None and node.value is True

    def word(self, name: str, kind: type[Word]) -> Word | None:
        """One of the words of an enum; None after blaming."""
        node = self.node(name)
        if node is None:
            return None
        known = [member.value for member in kind]
        if node.value not in known:
            known_text = ", ".join(known)
            self.blame(
                node, Fault.UNKNOWN_WORD, field=name, value=str(_plain(node)), known=known_text
            )
            return None
        return kind(node.value)

    def entries(self, name: str, may_be_empty: bool = False) -> list[Node]:
        """The entries of a list; empty after blaming."""
        node = self.node(name)
        if node is None:
            return []
        if not isinstance(node.value, list):
            self.blame(node, Fault.NOT_LIST, field=name)
            return []
        if not node.value and not may_be_empty:
            self.blame(node, Fault.EMPTY, field=name)
        return node.value


def _plain(node: Node) -> Any:
    """What a node holds, for a sentence; lists and mappings only by their kind."""
    if isinstance(node.value, dict):
        return "{…}"
    return "[…]" if isinstance(node.value, list) else node.value
