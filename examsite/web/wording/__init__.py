"""One sentence per word: every enum member and every state that a person may read.

Each file of this folder holds the words of one domain as `WORDS`: for each enum class (or, for words that are no
enum, a kind such as "registration.state") the sentences of its members. Members of different enums may have the
same value, so a member is always looked up under its class. `say` fills and translates; a floor test asks for
every enum member and reason, in both languages.
"""

from __future__ import annotations

import importlib
import pkgutil
from enum import Enum
from typing import Any

from flask_babel import gettext

from examsite.core.refusal import Refusal

WORDS: dict[type[Enum] | str, dict[Any, str]] = {}
for _module in pkgutil.iter_modules(__path__):
    if _module.name != "mark":
        for _kind, _sentences in importlib.import_module(
            f"{__name__}.{_module.name}"
        ).WORDS.items():
            WORDS[_kind] = {**WORDS.get(_kind, {}), **_sentences}


def sentence_of(word: Enum | tuple[str, str]) -> str | None:
    """The Chinese source sentence of an enum member or a (kind, code) pair, or None."""
    if isinstance(word, Enum):
        return WORDS.get(type(word), {}).get(word)
    kind, code = word
    return WORDS.get(kind, {}).get(code)


def say(word: Enum | tuple[str, str], **facts: Any) -> str:
    """The sentence for an enum member or a (kind, code) pair, in the language of the page."""
    sentence = sentence_of(word)
    if sentence is None:
        return str(word.value if isinstance(word, Enum) else word[1])
    return gettext(sentence, **facts)


def say_refusal(refusal: Refusal) -> str:
    """What a refusal says to a person. A guard of a life cycle has a sentence of its own."""
    guard = refusal.facts.get("guard")
    if guard and sentence_of(("guard", guard)):
        return say(("guard", guard))
    return say(refusal.reason, **refusal.facts)
