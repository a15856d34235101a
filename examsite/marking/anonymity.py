"""Taking the author out of a work's files: the one file that opens what candidates handed in (capability 49).

Pictures are written anew without metadata, office files lose their properties and the names on comments and
changes, PDFs their information and XMP, archives the same inside; texts lose the candidate's particulars.
Deliberately absent: what a candidate wrote or drew into the page itself; the briefs forbid it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection

from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter

from examsite.core.files import kind_of
from examsite.core.refusal import Refusal
from examsite.marking.rules.codes import blanked
from examsite.marking.rules.sheet import WorkTrouble

MAX_UNPACKED = 200_000_000
PROPERTIES = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
SIGNED = re.compile(rb'(\b(?:w|w15|x15)?:?(?:author|initials|lastModifiedBy|userName)=)"[^"]*"')
PERSON = re.compile(rb'(\b(?:displayName|userId)=)"[^"]*"')
AUTHOR = re.compile(rb"(<(?:\w+:)?author>)[^<]*(</(?:\w+:)?author>)")
EPOCH = (1980, 1, 1, 0, 0, 0)


def cleaned(kind: str, data: bytes, particulars: Collection[str]) -> bytes:
    """The bytes of a work's file as a marker may have them; `kind` is one of core.files.MEDIA_TYPES.

    Refusal: NOT_MADE_ANONYMOUS when the file does not open; it is then shown to nobody.
    """
    try:
        return _cleaned(kind, data, particulars)
    except Exception as trouble:  # the libraries raise whatever a broken file makes them raise
        raise Refusal(WorkTrouble.NOT_MADE_ANONYMOUS) from trouble


def text(data: bytes) -> str:
    """The text of a file that was taken as txt or csv (UTF-8 or GB18030)."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _cleaned(kind: str, data: bytes, particulars: Collection[str]) -> bytes:
    if kind in ("jpg", "png"):
        return _picture(kind, data)
    if kind == "pdf":
        return _pdf(data)
    if kind in ("docx", "xlsx"):
        return _archive(data, particulars, _office_part)
    if kind == "zip":
        return _archive(data, particulars, lambda _name, part: _inside(part, particulars))
    return blanked(text(data), particulars).encode("utf-8-sig")


def _picture(kind: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        upright = ImageOps.exif_transpose(image)
        profile = upright.info.get("icc_profile")
        upright.info = {}
        upright.getexif().clear()
        kept = {"icc_profile": profile} if profile else {}
        if kind == "jpg":
            upright.save(out, "JPEG", quality=92, **kept)
        else:
            upright.save(out, "PNG", **kept)
    return out.getvalue()


def _pdf(data: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.metadata = None
    writer.xmp_metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _archive(
    data: bytes, particulars: Collection[str], clean_part: Callable[[str, bytes], bytes]
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        if sum(entry.file_size for entry in old.infolist()) > MAX_UNPACKED:
            raise ValueError("too much inside")
        for entry in old.infolist():
            if entry.is_dir():
                continue
            fresh = zipfile.ZipInfo(blanked(entry.filename, particulars), EPOCH)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fresh, clean_part(entry.filename, old.read(entry)))
    return out.getvalue()


def _office_part(name: str, content: bytes) -> bytes:
    if name in PROPERTIES:
        return PROPERTIES[name]
    if name.endswith((".jpg", ".jpeg", ".png")):
        kind = kind_of(content)
        return _picture(kind, content) if kind in ("jpg", "png") else content
    if not name.endswith(".xml"):
        return content
    if "persons/" in name or name.endswith("people.xml"):
        content = PERSON.sub(rb'\1""', content)
    if "comments" in name.lower():
        content = AUTHOR.sub(rb"\1\2", content)
    return SIGNED.sub(rb'\1""', content)


def _inside(content: bytes, particulars: Collection[str]) -> bytes:
    kind = kind_of(content)
    if kind is None or kind == "zip":
        return content
    return _cleaned(kind, content, particulars)
