"""Files from candidates: refused in words at the field, or kept and sent back so that they can run nothing (S12, S13)."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from tests.web.house import House

pytestmark = pytest.mark.xdist_group("web-world")
NEW = "/candidate/dossier/proofs/new"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def image(kind: str, size: tuple[int, int] = (60, 80)) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return out.getvalue()


def packed(**parts: bytes) -> bytes:
    """A zip archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def bomb() -> bytes:
    """An archive that says it holds far more than it weighs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w/>")
        for number in range(60):
            archive.writestr(f"{number}.txt", b"\0" * 9_000_000)
    return out.getvalue()


REFUSED: dict[str, tuple[str, bytes]] = {
    "a program called a PDF": ("a.pdf", b"MZ\x90\x00" + b"\0" * 200),
    "nothing at all": ("empty.pdf", b""),
    "21 MB": ("large.pdf", PDF + b"\0" * 21_000_000),
    "a page called a picture": ("photo.png", b"<html><script>alert(1)</script></html>"),
    "a page with a mark before it": (
        "photo.png",
        b"\xef\xbb\xbf  <!doctype html><script>1</script>",
    ),
    "a drawing that can run": ("photo.svg", SVG),
    "half a picture": ("photo.png", image("PNG")[:60]),
    "half a photograph": ("photo.jpg", image("JPEG")[:-200]),
    "a picture of another kind": ("photo.png", image("GIF")),
    "a picture of a thousand million points": ("photo.png", b""),
    "a document without its part": ("a.docx", packed(**{"other.xml": b"<x/>"})),
    "a document": ("a.docx", packed(word__document=b"<w/>")),
    "a bomb": ("a.docx", bomb()),
    "half an archive": ("a.docx", packed(a=b"1" * 5000)[:40]),
    "text": ("a.pdf", "只是文字".encode()),
}
KEPT_NAMES = {
    "../../etc/passwd.pdf": "passwd.pdf",
    "..\\..\\windows\\system.pdf": "system.pdf",
    "/absolute/毕业证书.pdf": "毕业证书.pdf",
    "引\"号'.pdf": "引\"号'.pdf",
    "名" * 300 + ".pdf": "名" * 116 + ".pdf",
    "a\r\nX-Header: 1.pdf": "aX-Header: 1.pdf",
    "nul\0.pdf": "nul.pdf",
    "\u202efdp.exe": "fdp.exe",
    "./": "file",
    ".. .": "file",
    "..": "file",
    "证书 (1).pdf.exe": "证书 (1).pdf.exe",
}


def send(house: House, name: str, data: bytes, kind: str = "diploma"):  # type: ignore[no-untyped-def]
    """Upload a proof as the newcomer."""
    fields = {"kind": kind, "file": (io.BytesIO(data), name)}
    return house.ask("zhangxiao", "POST", NEW, data=fields)


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_paper_or_picture_is_refused_at_the_field(house: House, what: str) -> None:
    name, data = REFUSED[what]
    if "thousand million" in what:
        data = image("PNG").replace(
            b"\x00\x00\x00\x3c\x00\x00\x00\x50", b"\x00\x00\x7f\xff\x00\x00\x7f\xff"
        )
    before, kept = house.version(), count_files(house)
    answer = send(house, name, data)
    page = answer.get_data(as_text=True)
    assert answer.status_code in (200, 422)
    assert "invalid-feedback" in page
    assert house.version() == before
    assert count_files(house) == kept


def test_a_file_beyond_the_limit_of_the_site_is_refused_in_words(house: House) -> None:
    answer = send(house, "a.pdf", PDF + b"\0" * 65_000_000)
    assert answer.status_code == 413
    assert "文件太大" in answer.get_data(as_text=True)


@pytest.mark.parametrize("name", KEPT_NAMES)
def test_a_file_is_kept_under_a_safe_name_and_comes_back_as_a_download(
    house: House, name: str
) -> None:
    answer = send_named(house, name)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    proof_id, stored = house.rows("SELECT id, file_name FROM proof ORDER BY id DESC LIMIT 1")[0]
    assert stored == KEPT_NAMES[name]
    back = house.ask("zhangxiao", "GET", f"/candidate/dossier/proofs/{proof_id}")
    assert back.status_code == 200
    assert back.data == PDF
    assert back.headers["Content-Disposition"].startswith("attachment")
    assert back.headers["X-Content-Type-Options"] == "nosniff"
    assert back.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert back.mimetype == "application/pdf"
    assert "X-Header" not in back.headers
    shown = house.ask("registrar", "POST", f"/centre/candidates/{newcomer(house)}/proofs/{proof_id}",
                      data={"reason": "核对"})  # fmt: skip
    assert shown.status_code == 200
    assert shown.mimetype == "application/pdf"


def send_named(house: House, name: str):  # type: ignore[no-untyped-def]
    """Upload a proof under exactly this name, as a browser of one's own making would write it."""
    head = f"Content-Disposition: form-data; name=\"file\"; filename*=UTF-8''{quote(name, safe='')}"
    body = (
        b'--x\r\nContent-Disposition: form-data; name="kind"\r\n\r\ndiploma\r\n'
        b"--x\r\n" + head.encode() + b"\r\nContent-Type: text/html\r\n\r\n" + PDF + b"\r\n--x--\r\n"
    )
    return house.ask(
        "zhangxiao", "POST", NEW, data=body, content_type="multipart/form-data; boundary=x"
    )


def newcomer(house: House) -> int:
    """The candidate whose papers these are."""
    (row,) = house.rows(
        "SELECT id FROM candidate WHERE account_id = ?", house.account_ids["zhangxiao"]
    )
    return int(row[0])


def count_files(house: House) -> int:
    """How many files are stored."""
    return sum(path.is_file() for path in Path(house.folder / "files").rglob("*"))
