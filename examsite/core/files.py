"""Stored files: content-addressed, with an allow-list of kinds that is checked against the bytes."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import tempfile
import unicodedata
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import filetype
from PIL import Image

from examsite.core.db import Session
from examsite.core.refusal import Refusal

UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
MAX_PIXELS = 60_000_000
OFFICE = {
    "docx": (
        "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xlsx": (
        "xl/workbook.xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "zip": "application/zip",
    "csv": "text/csv",
    "txt": "text/plain",
} | {kind: media for kind, (_, media) in OFFICE.items()}


class FileProblem(StrEnum):
    """Why a file is not taken 文件不予接收的原因."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_KIND = "wrong_kind"
    BROKEN = "broken"


@dataclass(frozen=True)
class Stored:
    """A stored file: `sha256` is its address, `size` in bytes, `kind` one of MEDIA_TYPES."""

    sha256: str
    size: int
    kind: str
    name: str


class FileStore:
    """A folder of files named by their SHA-256."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, data: bytes) -> str:
        """Store durably (written beside, synced, renamed) and return the address."""
        address = hashlib.sha256(data).hexdigest()
        path = self.path(address)
        if path.exists():
            return address
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
            beside.write(data)
            beside.flush()
            os.fsync(beside.fileno())
        os.replace(beside.name, path)
        return address

    def read(self, address: str) -> bytes:
        """The bytes under an address; raises FileNotFoundError."""
        return self.path(address).read_bytes()

    def path(self, address: str) -> Path:
        """Where a file lies; the address must be 64 hexadecimal digits."""
        if len(address) != 64 or not set(address) <= set("0123456789abcdef"):
            raise ValueError("not a file address")
        return self._root / address[:2] / address


def of(session: Session) -> FileStore:
    """The file store that this session carries."""
    store: FileStore = session.info["files"]
    return store


def take(
    session: Session, name: str, data: bytes, kinds: tuple[str, ...], max_bytes: int, field: str
) -> Stored:
    """Check an upload by its bytes and store it.

    Refusals: EMPTY, TOO_LARGE, WRONG_KIND (not one of `kinds` by content), BROKEN (does not open).
    """
    clean_name = safe_name(name)
    if not data:
        raise Refusal(FileProblem.EMPTY, field, name=clean_name)
    if len(data) > max_bytes:
        raise Refusal(FileProblem.TOO_LARGE, field, name=clean_name, max_mb=max_bytes // 1_000_000)
    kind = kind_of(data)
    if kind not in kinds and not (kind == "txt" and "csv" in kinds and _reads_as_csv(data)):
        raise Refusal(FileProblem.WRONG_KIND, field, name=clean_name, kinds="、".join(kinds))
    if kind in ("jpg", "png") and not _opens_as_image(data):
        raise Refusal(FileProblem.BROKEN, field, name=clean_name)
    return Stored(of(session).put(data), len(data), kind if kind in kinds else "csv", clean_name)


def safe_name(name: str) -> str:
    """The last part of a name, at most 120 signs, without signs that cannot be seen (controls, turned writing)."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = "".join(sign for sign in last if unicodedata.category(sign) not in UNSEEN)
    return seen.strip()[-120:].strip(". ") or "file"


def kind_of(data: bytes) -> str | None:
    """Say what a file is by its content, never by its name; None when it is nothing we know."""
    guess = filetype.guess(data)
    if guess is not None and guess.extension in ("docx", "xlsx", "zip"):
        return _kind_of_zip(data)
    if guess is not None:
        return guess.extension if guess.extension in MEDIA_TYPES else None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            return None
    looks_like_markup = text.lstrip()[:1] == "<"
    has_controls = any(ord(sign) < 32 and sign not in "\t\r\n" for sign in text)
    return None if looks_like_markup or has_controls else "txt"


def _kind_of_zip(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if len(names) > 2000 or sum(i.file_size for i in archive.infolist()) > 500_000_000:
                return None
    except (zipfile.BadZipFile, ValueError):
        return None
    for kind, (part, _) in OFFICE.items():
        if part in names:
            return kind
    return "zip"


def _opens_as_image(data: bytes) -> bool:
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > MAX_PIXELS:
                return False
            image.load()
    except (OSError, ValueError, Image.DecompressionBombError, SyntaxError):
        return False
    return True


def _reads_as_csv(data: bytes) -> bool:
    return len(next(csv.reader(io.StringIO(data.decode("utf-8-sig", "replace"))), [])) > 1
