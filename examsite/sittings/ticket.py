"""The admission ticket 准考证 as a PDF: what it says, its QR code and photo; `ticket.typ` says how it looks.

Both languages stand on it, so its sentences are here and not in the catalogue of the pages.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import segno
from PIL import Image

from examsite.audit.act import CHINA
from examsite.catalogue.rules import levels
from examsite.core import files, typeset
from examsite.core.db import Session
from examsite.people.models import Proof
from examsite.people.rules.words import IdentityKind, ProofKind
from examsite.sittings.models import Enrolment, Sitting
from examsite.sittings.rules import units_asked

TEMPLATE = Path(__file__).with_name("ticket.typ")
ISSUER = {"zh": "浙江省电子商务专业人才评价", "en": "Zhejiang e-commerce professionals"}
BASIS = "依据 浙商务电商发〔2014〕93号 · 时间均为北京时间 All times are Beijing time"
PRACTICAL = {"zh": "实际操作", "en": "Practical"}
IDENTITY = {
    IdentityKind.RESIDENT: {"zh": "身份证号", "en": "Identity number"},
    IdentityKind.HK_MACAO_TAIWAN: {"zh": "通行证号", "en": "Travel permit"},
    IdentityKind.FOREIGN_PERMANENT: {"zh": "永久居留证号", "en": "Residence permit"},
    IdentityKind.PASSPORT: {"zh": "护照号", "en": "Passport"},
    IdentityKind.OFFICER: {"zh": "军官证号", "en": "Officer card"},
}
PORTRAIT = (480, 640)
WEEKDAYS = "一二三四五六日"


def tickets(
    session: Session,
    enrolments: Sequence[Enrolment],
    *,
    grace_s: int,
    made_at: datetime,
    demo: bool,
) -> bytes:
    """The tickets of these enrolments as one PDF, one page each; `grace_s` is delivery's transit grace."""
    pictures: dict[str, bytes] = {}
    pages = []
    for enrolment in enrolments:
        photo = portrait(session, enrolment.registration.candidate.proofs)
        names = {
            "qr": f"qr-{enrolment.id}.svg",
            "photo": f"photo-{enrolment.id}.jpg" if photo else None,
        }
        pictures[str(names["qr"])] = _qr(enrolment.ticket_number)
        if photo:
            pictures[str(names["photo"])] = photo
        pages.append(ticket_facts(enrolment, grace_s) | names)
    data = {"tickets": pages, "issuer": ISSUER, "basis": BASIS, "demo": demo}
    return typeset.compile(TEMPLATE, data, pictures, made_at=made_at)


def ticket_facts(enrolment: Enrolment, grace_s: int) -> dict[str, Any]:
    """All that a ticket says, without its pictures; JSON values, texts in both languages."""
    sitting, registration = enrolment.sitting, enrolment.registration
    candidate, level = registration.candidate, levels.level(sitting.level)
    return {
        "number": enrolment.ticket_number,
        "registration": registration.number,
        "name": candidate.name,
        "identity": IDENTITY[candidate.identity_kind] | {"number": candidate.identity_masked},
        "level": {"zh": level.zh, "en": level.en},
        "sitting": sitting.name,
        "venue": sitting.venue.name,
        "address": sitting.venue.address,
        "room": enrolment.room.name,
        "seat": str(enrolment.seat),
        "window": span(sitting.starts_at, sitting.ends_at),
        "works_due": span(sitting.works_due_at, sitting.works_due_at),
        "units": units(enrolment),
        "rules": rules_of(sitting, grace_s),
    }


def units(enrolment: Enrolment) -> list[dict[str, Any]]:
    """The directions (or the level) of a ticket: name, minutes of the online test or None, further part."""
    registration = enrolment.registration
    chosen = {(row.unit, row.form): row for row in enrolment.sitting.units}
    forms = {"practical": PRACTICAL} | {
        form.id: {"zh": form.zh, "en": form.en} for form in levels.second_forms()
    }
    rows = []
    for unit, form in units_asked(registration.level, registration.directions, registration.second):
        named = levels.unit(unit)
        row = chosen.get((unit, form))
        rows.append(
            {
                "name": {"zh": named.zh, "en": named.en},
                "minutes": row.paper.time_limit_s // 60 if row else None,
                "form": forms[form],
            }
        )
    return rows


def rules_of(sitting: Sitting, grace_s: int) -> list[dict[str, str]]:
    """What the candidate must know 考生须知; numbers as they are set for this sitting."""
    entry = {
        "zh": "请提前30分钟到场，签到后按座位号就座。",
        "en": "Come 30 minutes early, sign in and take your numbered seat.",
    }
    if (late := sitting.late_entry_min) is not None:
        entry = {
            "zh": f"请提前30分钟到场；开考{late}分钟后不得开始。",
            "en": f"Come 30 minutes early; nobody may begin later than {late} minutes after the start.",
        }
    return [
        {
            "zh": "凭本准考证和有效身份证件原件入场，监考员核对本人、照片和证件。",
            "en": "Bring this ticket and your original identity document; both are compared with you at the door.",
        },
        entry,
        {
            "zh": "考试时间以服务器时钟为准，页面显示剩余时间；每改一题自动保存。",
            "en": "Only the server's clock counts; the page shows the time left, and every change is saved by itself.",
        },
        {
            "zh": f"时间到即停止作答并自动交卷，不必按任何按钮；到时前已作答的内容，在{grace_s}秒内送达服务器的都有效。",
            "en": f"At zero typing stops and the test closes by itself; what you answered before counts if it arrives within {grace_s} seconds.",
        },
        {
            "zh": "断电、断网、电脑故障时请留在座位举手，换机后可以接着作答。",
            "en": "If power, network or computer fail, stay seated and raise your hand; you continue where you were.",
        },
        {
            "zh": "在线考试与另一项考核的成绩均须达到60分以上（含60分）方为合格。",
            "en": "The online test and the further part must each reach 60 or more to pass.",
        },
    ]


def span(start: datetime, end: datetime) -> dict[str, str]:
    """A stretch of Beijing time in both languages; one moment when both are the same."""
    first, last = start.astimezone(CHINA), end.astimezone(CHINA)
    zh = _day_zh(first) + f" {first:%H:%M}"
    en = f"{first.day} {first:%b %Y, %H:%M}"
    if last == first:
        return {"zh": zh, "en": en}
    same_day = first.date() == last.date()
    return {
        "zh": zh + ("—" if same_day else " — " + _day_zh(last) + " ") + f"{last:%H:%M}",
        "en": en + " – " + ("" if same_day else f"{last.day} {last:%b %Y}, ") + f"{last:%H:%M}",
    }


def portrait(session: Session, proofs: Iterable[Proof]) -> bytes | None:
    """The candidate's latest photo 证件照 as a small JPEG, or None where there is none that opens."""
    photos = [
        row for row in proofs if row.kind is ProofKind.PHOTO and row.file_kind in ("jpg", "png")
    ]
    if not photos:
        return None
    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(files.of(session).read(photos[-1].sha256))) as image:
            small = image.convert("RGB")
            small.thumbnail(PORTRAIT)
            small.save(out, "JPEG", quality=85)
    except (OSError, ValueError):
        return None
    return out.getvalue()


def _day_zh(moment: datetime) -> str:
    return f"{moment.year}年{moment.month}月{moment.day}日（星期{WEEKDAYS[moment.weekday()]}）"


def _qr(text: str) -> bytes:
    out = io.BytesIO()
    segno.make_qr(text, error="m").save(out, kind="svg", border=1, dark="#12405c")
    return out.getvalue()
