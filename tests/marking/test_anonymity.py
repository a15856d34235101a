"""Files of works without their authors."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from PIL import Image
from pypdf import PdfReader, PdfWriter

from examsite.core.files import kind_of
from examsite.core.refusal import Refusal
from examsite.marking.anonymity import cleaned
from examsite.marking.rules.sheet import WorkTrouble

AUTHOR = "王小明"
LATIN = "Wang Xiaoming"


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (40, 20), "red")
    exif = image.getexif()
    exif[0x013B] = LATIN
    exif[0x0112] = 6
    image.save(out, kind, exif=exif, **({"comment": LATIN} if kind == "JPEG" else {}))
    return out.getvalue()


def pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": LATIN, "/Title": f"{LATIN} 的策划案"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def xlsx() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.set_properties({"author": AUTHOR, "company": AUTHOR, "manager": AUTHOR})
    book.set_custom_property("学号", AUTHOR)
    sheet = book.add_worksheet("预算")
    sheet.write("A1", 1)
    sheet.write_comment("A1", "核对过", {"author": AUTHOR})
    book.close()
    return out.getvalue()


def docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("docProps/core.xml", f"<dc:creator>{AUTHOR}</dc:creator>")
        archive.writestr("docProps/app.xml", f"<Company>{AUTHOR}</Company>")
        archive.writestr("word/document.xml", f'<w:ins w:id="1" w:author="{AUTHOR}">正文</w:ins>')
        archive.writestr(
            "word/comments.xml", f'<w:comment w:author="{AUTHOR}" w:initials="{AUTHOR}"/>'
        )
        archive.writestr("word/people.xml", f'<w15:person w15:author="{AUTHOR}"/>')
        archive.writestr("word/media/image1.jpeg", picture("JPEG"))
    return out.getvalue()


def everything_in(data: bytes) -> bytes:
    """The bytes of a file, and of every part when it is an archive."""
    if kind_of(data) not in ("zip", "docx", "xlsx"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [
            entry.filename.encode() + everything_in(archive.read(entry))
            for entry in archive.infolist()
        ]
    return b"".join(parts)


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.comment = AUTHOR.encode()
        made.writestr(f"{AUTHOR}/图.jpg", picture("JPEG"))
        made.writestr("表.xlsx", xlsx())
        made.writestr("说明.txt", f"作者：{AUTHOR}")
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("jpg", picture("JPEG")),
        ("png", picture("PNG")),
        ("pdf", pdf()),
        ("docx", docx()),
        ("xlsx", xlsx()),
        ("zip", archive()),
        ("txt", f"本人{AUTHOR}".encode("gb18030")),
    ],
)
def test_no_file_names_its_author_and_every_file_is_still_of_its_kind(
    kind: str, data: bytes
) -> None:
    before, after = everything_in(data), cleaned(kind, data, [AUTHOR])
    assert any(name in before for name in _spellings())
    assert not any(name in everything_in(after) for name in _spellings())
    assert kind_of(after) == kind


def _spellings() -> list[bytes]:
    return [AUTHOR.encode(), AUTHOR.encode("gb18030"), LATIN.encode(), LATIN.encode("utf-16-be")]


def test_a_picture_taken_upright_stays_upright() -> None:
    with Image.open(io.BytesIO(cleaned("jpg", picture("JPEG"), []))) as image:
        assert image.size == (20, 40)


def test_a_pdf_keeps_its_pages() -> None:
    assert len(PdfReader(io.BytesIO(cleaned("pdf", pdf(), []))).pages) == 1


@pytest.mark.parametrize("kind", ["pdf", "jpg", "docx"])
def test_a_file_that_does_not_open_is_shown_to_nobody(kind: str) -> None:
    with pytest.raises(Refusal) as refused:
        cleaned(kind, b"%PDF-1.7 broken", [])
    assert refused.value.reason is WorkTrouble.NOT_MADE_ANONYMOUS
