"""Typesetting: the one file that speaks to typst; a template and data in, a PDF with embedded fonts out.

Reproducible: the same template, data and moment give the same bytes. A template reads its data by
`#let data = json(bytes(sys.inputs.data))`, so no text of a person is ever read as markup, and may set
"Noto Serif SC" and "Noto Sans SC"; no system font is looked at and nothing is fetched.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import pylopdf_fonts_zh_cn
import typst

STANDARD: Final = "a-4f"
"""PDF/A-4f: for archives, may be signed with ECDSA later without breaking the standard."""


def compile(
    template_path: Path,
    data: Mapping[str, Any],
    files: Mapping[str, bytes] | None = None,
    *,
    made_at: datetime,
) -> bytes:
    """Typeset a template as PDF/A (排版).

    `data` must be JSON values; `files` are pictures by the plain name under which the template asks for
    them; `made_at` is written into the document as its moment of making, cut to the second. Raises
    `RuntimeError` (typst's own message) when the template is wrong.
    """
    moment = made_at.astimezone(UTC).replace(microsecond=0)
    given = {**data, "made_on": [moment.year, moment.month, moment.day]}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "main.typ").write_bytes(template_path.read_bytes())
        for name, content in (files or {}).items():
            (root / Path(name).name).write_bytes(content)
        made: bytes = typst.compile(
            root / "main.typ",
            root=root,
            format="pdf",
            font_paths=_fonts(),
            sys_inputs={"data": json.dumps(given, ensure_ascii=False, sort_keys=True)},
            pdf_standards=STANDARD,
            timestamp=moment,
        )
    return made


@cache
def _fonts() -> typst.Fonts:
    folder = pylopdf_fonts_zh_cn.sans_path().parent
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
