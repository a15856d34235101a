"""The electronic credential: one page, every field, its own nature, and the same bytes every time."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from examsite.credentials.pdf import Site, render
from examsite.credentials.rules.issuing import Printed

PRINTED = Printed(
    number="ZJ20263000001G",
    verify_code="4VDF-W6EX-KP0M-8FT6",
    holder="沈嘉禾",
    identity_masked="3301**********1234",
    level="assistant",
    directions=("service", "design"),
    passed_on=date(2026, 11, 18),
    issued_on=date(2026, 11, 24),
)
REAL = Site("https://exam.example.org", specimen=False)


def text_of(printed: Printed, site: Site = REAL) -> str:
    """The words of the one page, without blanks."""
    reader = pypdf.PdfReader(io.BytesIO(render(printed, site)))
    assert len(reader.pages) == 1
    return "".join(reader.pages[0].extract_text().split())


def test_every_field_stands_on_the_page() -> None:
    text = text_of(PRINTED)
    for field in (
        PRINTED.number, PRINTED.verify_code, "沈嘉禾", "3301**********1234", "助理电子商务师",
        "网络客服", "美工设计", "2026年11月18日", "2026年11月24日", "浙商务电商发〔2014〕93号",
    ):  # fmt: skip
        assert field in text


def test_it_says_that_it_is_electronic_and_does_not_replace_the_printed_one() -> None:
    text = text_of(PRINTED)
    assert "电子凭证" in text
    assert "职业资格证书由相关认证机构统一印制,本凭证不代替该证书" in text.replace("，", ",")


def test_it_is_marked_as_a_specimen_unless_the_site_is_real() -> None:
    assert "演示样本" in text_of(PRINTED, Site())
    assert "演示" not in text_of(PRINTED)


@pytest.mark.parametrize(
    "printed",
    [
        replace(PRINTED, holder="阿卜杜热合曼·买买提吐尔逊·艾合买提"),
        replace(PRINTED, holder="䶮㛃"),
        replace(PRINTED, level="manager", directions=()),
        replace(
            PRINTED,
            level="specialist",
            directions=("operations", "platform", "logistics", "crossborder"),
        ),
    ],
)
def test_the_longest_contents_stay_on_one_page(printed: Printed) -> None:
    assert printed.holder in text_of(printed)


def test_asking_again_gives_the_same_bytes() -> None:
    assert render(PRINTED, REAL) == render(PRINTED, REAL)


def test_a_name_is_never_markup() -> None:
    assert "#panic()" in text_of(replace(PRINTED, holder="#panic()"))
