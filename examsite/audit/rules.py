"""The hash chain over audit entries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FIRST = "0" * 64


def entry_hash(previous: str, place: int, fields: Mapping[str, Any]) -> str:
    """SHA-256 over the previous hash, the place in the chain and the entry's fields as sorted JSON."""
    body = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{place}\n{body}".encode()).hexdigest()
