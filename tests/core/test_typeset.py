"""Typesetting is reproducible and takes no text of a person for markup."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

from examsite.core import typeset

MOMENT = datetime(2026, 11, 24, 8, 30, 15, 123456, tzinfo=UTC)
TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#let on = data.made_on
#set document(title: "样张", date: datetime(year: on.at(0), month: on.at(1), day: on.at(2)))
#set text(font: "Noto Serif SC", lang: "zh")
#data.name
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "sample.typ"
    path.write_text(TEMPLATE, "utf-8")
    return path


def test_the_same_data_and_moment_give_the_same_bytes(template: Path) -> None:
    first = typeset.compile(template, {"name": "赵㛃"}, made_at=MOMENT)
    assert typeset.compile(template, {"name": "赵㛃"}, made_at=MOMENT) == first


def test_text_of_a_person_is_never_markup(template: Path) -> None:
    name = "#panic() $x$ *粗* @ref"
    made = typeset.compile(template, {"name": name}, made_at=MOMENT)
    assert name in _text(made, template)


def test_every_font_is_embedded(template: Path) -> None:
    made = typeset.compile(template, {"name": "䶮"}, made_at=MOMENT)
    fonts = _reader(made, template).pages[0]["/Resources"]["/Font"]
    assert fonts
    for font in fonts.values():
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert "/FontFile3" in descriptor


def test_a_wrong_template_is_an_error(template: Path) -> None:
    template.write_text("#nothing-of-the-kind()")
    with pytest.raises(RuntimeError):
        typeset.compile(template, {}, made_at=MOMENT)


def _reader(made: bytes, template: Path) -> pypdf.PdfReader:
    path = template.with_suffix(".pdf")
    path.write_bytes(made)
    return pypdf.PdfReader(path)


def _text(made: bytes, template: Path) -> str:
    return _reader(made, template).pages[0].extract_text()
