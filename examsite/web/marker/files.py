"""作品文件: what a candidate handed in, under the code and without its author; the materials of the brief."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from flask import send_file
from flask_babel import gettext as _
from flask_login import current_user

from examsite.core import files
from examsite.core.refusal import Missing, Refusal
from examsite.marking import anonymity, queries
from examsite.marking.rules.codes import blanked
from examsite.people.rules.roles import Power
from examsite.web import guards
from examsite.web.act import reading
from examsite.web.marker import blueprint
from examsite.web.wording import say_refusal

INLINE = ("pdf", "jpg", "png")
SHOWN_SIGNS = 20_000
PDF_POLICY = (
    "default-src 'none'; object-src 'self'; img-src 'self' data:; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'"
)


@dataclass(frozen=True)
class ShownFile:
    """A file as the marking page names it: its place from 1, what it is for, its kind and size; text if it is one."""

    place: int
    purpose: str
    kind: str
    size: int
    text: str


@dataclass(frozen=True)
class ShownWork:
    """A work without its author: files, and the record of an examiner on site."""

    files: tuple[ShownFile, ...]
    on_site_note: str


@blueprint.get("/scripts/<code>/files/<int:place>")
@guards.needs(Power.MARK)
def file(code: str, place: int) -> Any:
    sheet = queries.script_for(reading(), code, current_user.account_id)
    work = queries.work_of(reading(), code, current_user.account_id)
    if work is None or not 1 <= place <= len(work.files):
        raise Missing
    found = work.files[place - 1]
    data = anonymity.cleaned(found.file_kind, _read(found.sha256), _particulars(sheet))
    name = f"{code}-{_('作品')}{place}.{found.file_kind}"
    return _send(data, found.file_kind, name)


@blueprint.get("/scripts/<code>/materials/<int:place>")
@guards.needs(Power.MARK)
def material(code: str, place: int) -> Any:
    materials = queries.script_for(reading(), code, current_user.account_id).script.brief.materials
    if not 1 <= place <= len(materials):
        raise Missing
    found = materials[place - 1]
    return _send(_read(found["sha256"]), found["kind"], found["name"])


def shown_work(sheet: Any) -> ShownWork:
    """The work of a marker's own sheet, as the page may show it."""
    code = sheet.script.code
    work = queries.work_of(reading(), code, sheet.marker_id)
    if work is None:
        return ShownWork((), "")
    particulars = _particulars(sheet)
    asked = sheet.script.brief.deliverables
    shown = [
        ShownFile(
            place,
            asked[one.deliverable]["name"] if one.deliverable < len(asked) else "",
            one.file_kind,
            one.size,
            _text(one, particulars),
        )
        for place, one in enumerate(work.files, start=1)
    ]
    return ShownWork(tuple(shown), blanked(work.on_site_note, particulars))


def _text(one: Any, particulars: tuple[str, ...]) -> str:
    if one.file_kind not in ("txt", "csv"):
        return ""
    try:
        data = anonymity.cleaned(one.file_kind, _read(one.sha256), particulars)
    except Refusal as refusal:
        return say_refusal(refusal)
    return anonymity.text(data)[:SHOWN_SIGNS]


def _particulars(sheet: Any) -> tuple[str, ...]:
    return queries.particulars_of(reading(), sheet.script.component_id)


def _read(address: str) -> bytes:
    return files.of(reading()).read(address)


def _send(data: bytes, kind: str, name: str) -> Any:
    answer = send_file(
        io.BytesIO(data),
        mimetype=files.MEDIA_TYPES[kind],
        as_attachment=kind not in INLINE,
        download_name=name,
        etag=False,
    )
    answer.headers["Cache-Control"] = "no-store"
    if kind == "pdf":
        answer.headers["Content-Security-Policy"] = PDF_POLICY
    return answer
