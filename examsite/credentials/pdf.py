"""The electronic credential 电子凭证 as a PDF, from `credential.typ` beside this file.

It says of itself that it is electronic and that the common certificate is printed by the certifying body
(统一印制, T-71). Outside production every page is marked 演示. The QR code holds the address of the check
page with the verification code, and nothing else.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import segno

from examsite.audit.act import CHINA
from examsite.catalogue.rules import levels
from examsite.core import typeset
from examsite.credentials.rules.issuing import ISSUER_EN, ISSUER_ZH, Printed

TEMPLATE = Path(__file__).with_name("credential.typ")
_INK = "#12344a"
_MONTHS = "January February March April May June July August September October November December"


@dataclass(frozen=True)
class Site:
    """Where credentials are checked, and whether this platform is only for show (`specimen`, 演示).

    The default marks the page: a credential without the mark has to be asked for.
    """

    public_url: str = "http://127.0.0.1:8000"
    specimen: bool = True

    def address_of(self, verify_code: str) -> str:
        """The address that the QR code holds."""
        return f"{self.public_url.rstrip('/')}/verify/{verify_code}"


def render(printed: Printed, site: Site) -> bytes:
    """Typeset one issued credential; the same facts and site give the same bytes, whenever it is asked for."""
    assert printed.issued_on is not None, "only what is issued has an electronic credential"
    made_at = datetime.combine(printed.issued_on, time(), CHINA)
    address = site.address_of(printed.verify_code)
    return typeset.compile(
        TEMPLATE, _data(printed, site, address), {"qr.svg": _qr(address)}, made_at=made_at
    )


def _data(printed: Printed, site: Site, address: str) -> dict[str, Any]:
    return {
        "holder": printed.holder,
        "identity": printed.identity_masked,
        "level_zh": printed.level_zh,
        "level_en": printed.level_en,
        "directions_zh": [unit.zh for unit in printed.units],
        "directions_en": [unit.en for unit in printed.units],
        "number": printed.number,
        "code": printed.verify_code,
        "address": address,
        "passed_zh": _day_zh(printed.passed_on),
        "passed_en": _day_en(printed.passed_on),
        "issued_zh": _day_zh(printed.issued_on),
        "issued_en": _day_en(printed.issued_on),
        "issuer_zh": ISSUER_ZH,
        "issuer_en": ISSUER_EN,
        "notice": levels.notice_number(),
        "practical": levels.level(printed.level).practice,
        "specimen": site.specimen,
    }


def _qr(address: str) -> bytes:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=0, dark=_INK, xmldecl=False, scale=4
    )
    return out.getvalue()


def _day_zh(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _day_en(day: date | None) -> str:
    return f"{day.day} {_MONTHS.split()[day.month - 1]} {day.year}" if day else ""
