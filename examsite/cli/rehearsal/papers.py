"""Papers that invented candidates hand in: a picture that says what it stands for, and small files of each kind."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import xlsxwriter
from PIL import Image, ImageDraw, ImageFont

PARTS = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}
DOCUMENT = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{paragraphs}</w:body></w:document>"
)


def paper(kinds: tuple[str, ...], title: str, lines: tuple[str, ...] = ()) -> tuple[str, bytes]:
    """A file of one of these kinds with a title and lines of text: its name and its bytes."""
    for kind, make in (
        ("pdf", picture_as_pdf),
        ("png", picture),
        ("docx", document),
        ("jpg", photograph),
    ):
        if kind in kinds:
            return f"{title}.{kind}", make(title, lines)
    if "xlsx" in kinds:
        return f"{title}.xlsx", spreadsheet(title, lines)
    if "zip" in kinds:
        return f"{title}.zip", packed({f"{title}.txt": "\n".join((title, *lines))})
    return f"{title}.csv", (
        "项目,内容\n" + "\n".join(f"{i},{line}" for i, line in enumerate(lines or (title,)))
    ).encode()


@cache
def picture(title: str, lines: tuple[str, ...] = (), kind: str = "PNG") -> bytes:
    """A sheet with the title and lines written on it, marked as a sample."""
    image = Image.new("RGB", (900, 620), "#fbfaf6")
    draw = ImageDraw.Draw(image)
    draw.rectangle((18, 18, 881, 601), outline="#8fa3b0", width=3)
    draw.text((70, 80), title, font=_font(46), fill="#12405c")
    for number, line in enumerate(lines[:9]):
        draw.text((70, 170 + 40 * number), line, font=_font(24), fill="#2b3a45")
    draw.text((70, 545), "演示材料 · 内容均为虚构", font=_font(22), fill="#b4552d")
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def picture_as_pdf(title: str, lines: tuple[str, ...] = ()) -> bytes:
    """The same sheet as a PDF."""
    return picture(title, lines, "PDF")


def photograph(title: str, lines: tuple[str, ...] = ()) -> bytes:
    """The same sheet as a JPEG."""
    return picture(title, lines, "JPEG")


def document(title: str, lines: tuple[str, ...] = ()) -> bytes:
    """A Word document with a title and paragraphs."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in (title, *lines))
    return packed(PARTS | {"word/document.xml": DOCUMENT.format(paragraphs=paragraphs)})


def spreadsheet(title: str, lines: tuple[str, ...] = ()) -> bytes:
    """A spreadsheet with one line a row."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, line in enumerate((title, *lines)):
        sheet.write_string(number, 0, line)
    book.close()
    return out.getvalue()


def packed(parts: dict[str, str]) -> bytes:
    """A zip archive of these text files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    spec = find_spec("pylopdf_fonts_zh_cn")
    assert spec is not None
    assert spec.origin is not None
    return ImageFont.truetype(str(Path(spec.origin).parent / "NotoSansSC-Regular.otf"), size)
