"""The response log 答案记录: its hash chain, its fold, and the receipt 回执码.

Each epoch (writer lease) has a chain of its own, so that the player can follow it without knowing what
another tab wrote; the head of the closed attempt is taken over the ends of all epochs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

MAX_BATCH = 300
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
RECEIPT_SIGNS = 19


class SaveProblem(StrEnum):
    """Why answers are not taken 答案未被接收的原因."""

    LEASE_LOST = "lease_lost"
    CONFLICT = "conflict"
    GAP = "gap"
    BEHIND = "behind"
    LATE = "late"
    CLOSED = "closed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Answer:
    """One change as the player sends it: the attempt's own ids, and milliseconds since its lease (advisory)."""

    item: str
    options: tuple[str, ...]
    client_ms: int


@dataclass(frozen=True)
class Event:
    """One committed change: `position` in the paper, `places` of the chosen options in bank order."""

    epoch: int
    seq: int
    position: int
    places: tuple[int, ...]


@dataclass(frozen=True)
class End:
    """The last event of one epoch."""

    epoch: int
    seq: int
    head: str


def genesis(attempt_id: int, seal: str, epoch: int) -> str:
    """The head before the first event of an epoch; `seal` is the paper's."""
    return _sha256(f"examsite attempt\n{attempt_id}\n{seal}\n{epoch}")


def link(previous: str, seq: int, answer: Answer) -> str:
    """The head after one more event; the player computes the same from the same text."""
    chosen = ",".join(sorted(answer.options))
    return _sha256(f"{previous}\n{seq}\n{answer.item}\n{chosen}\n{answer.client_ms}")


def whole_head(attempt_id: int, seal: str, ends: Iterable[End]) -> str:
    """The head of a whole attempt, over the ends of its epochs in their order."""
    lines = [f"{end.epoch}.{end.seq} {end.head}" for end in sorted(ends, key=lambda e: e.epoch)]
    return _sha256("\n".join([f"examsite closed\n{attempt_id}\n{seal}", *lines]))


def work_head(work_id: int, files: Iterable[tuple[int, str]]) -> str:
    """The head of a work handed in: over the SHA-256 of its files by deliverable."""
    lines = [f"{deliverable} {sha256}" for deliverable, sha256 in sorted(files)]
    return _sha256("\n".join([f"examsite work\n{work_id}", *lines]))


def fold(events: Iterable[Event]) -> dict[int, Event]:
    """The answer sheet 答卷: for each position the event with the greatest (epoch, seq)."""
    sheet: dict[int, Event] = {}
    for event in events:
        held = sheet.get(event.position)
        if held is None or (event.epoch, event.seq) > (held.epoch, held.seq):
            sheet[event.position] = event
    return sheet


def receipt(head: str) -> str:
    """回执码: 95 bits of a head and a check sign, in groups of five that can be read aloud."""
    number = int(head, 16) >> (256 - 5 * RECEIPT_SIGNS)
    signs = [ALPHABET[(number >> 5 * place) & 31] for place in reversed(range(RECEIPT_SIGNS))]
    signs.append(_check_sign(signs))
    text = "".join(signs)
    return "-".join(text[start : start + 5] for start in range(0, len(text), 5))


def is_receipt(text: str) -> bool:
    """Whether a receipt was copied without a slip: its check sign fits."""
    signs = [sign for sign in text.upper() if sign not in "- "]
    if len(signs) != RECEIPT_SIGNS + 1 or not set(signs) <= set(ALPHABET):
        return False
    return _check_sign(signs[:-1]) == signs[-1]


def _check_sign(signs: Sequence[str]) -> str:
    """Luhn's check in base 32: one wrong sign is always found, two swapped neighbours almost always."""
    total = 0
    for turn, sign in enumerate(reversed(signs)):
        value = ALPHABET.index(sign) * (2 if turn % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
