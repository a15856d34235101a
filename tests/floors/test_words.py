"""Words: every sentence of a page has its English, with the same blanks to fill; Chinese goes out as Chinese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

import examsite

PACKAGE = Path(examsite.__file__).parent
CATALOGUE = PACKAGE / "web" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
METHODS = [("**.py", "python"), ("web/templates/**.html", "jinja2")]
KEYWORDS = {name: None for name in ("_", "gettext", "lazy_gettext", "N_", "_l", "say")}
BLANK = re.compile(r"%\((\w+)\)s")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
KEPT = ("浙商务电商发〔2014〕93号",)


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        return {str(row.id): str(row.string) for row in read_po(file, locale="en") if row.id}


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    found = extract_from_dir(
        str(PACKAGE), METHODS, {"web/templates/**.html": {"trimmed": "true"}}, KEYWORDS
    )
    return {row[2] for row in found if isinstance(row[2], str) and row[2]}


def test_every_sentence_has_its_english(sentences: set[str], english: dict[str, str]) -> None:
    assert sorted(sentence for sentence in sentences if not english.get(sentence)) == []


def test_the_catalogue_holds_no_sentence_that_nobody_says(
    sentences: set[str], english: dict[str, str]
) -> None:
    assert sorted(set(english) - sentences) == []


def test_the_english_fills_the_same_blanks(english: dict[str, str]) -> None:
    differing = [
        chinese
        for chinese, translated in english.items()
        if set(BLANK.findall(chinese)) != set(BLANK.findall(translated))
    ]
    assert differing == []


def test_the_english_is_english(english: dict[str, str]) -> None:
    def without_kept(text: str) -> str:
        for kept in KEPT:
            text = text.replace(kept, "")
        return text

    assert [one for one in english.values() if CHINESE.search(without_kept(one))] == []


@pytest.mark.parametrize(
    ("asked", "lang", "word"),
    [
        ("zh-CN", "zh-CN", "等级与条件"),
        ("zh-TW,zh;q=0.9", "zh-CN", "等级与条件"),
        ("en-GB,en;q=0.8", "en", "Levels and conditions"),
        ("fr", "zh-CN", "等级与条件"),
    ],
)
def test_a_page_speaks_the_language_the_browser_asks_for(
    client: FlaskClient, asked: str, lang: str, word: str
) -> None:
    text = client.get("/levels", headers={"Accept-Language": asked}).get_data(as_text=True)
    assert f'<html lang="{lang}">' in text
    assert word in text
