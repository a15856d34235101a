"""One sentence per word: every enum member and every state that a person may read.

Each file of this folder holds the words of one domain as `WORDS`; keys are enum members or (kind, code) pairs.
`say` fills and translates. A floor test asks for every enum member and reason, in both languages.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Hashable
from enum import Enum
from typing import Any

from flask_babel import gettext

from examsite.core.refusal import Refusal

WORDS: dict[Hashable, str] = {}
for _module in pkgutil.iter_modules(__path__):
    if _module.name != "mark":
        WORDS.update(importlib.import_module(f"{__name__}.{_module.name}").WORDS)


def say(word: Hashable, **facts: Any) -> str:
    """The sentence for an enum member or a (kind, code) pair, in the language of the page."""
    sentence = WORDS.get(word)
    if sentence is None:
        return str(word.value if isinstance(word, Enum) else word)
    return gettext(sentence, **facts)


def say_refusal(refusal: Refusal) -> str:
    """What a refusal says to a person."""
    return say(refusal.reason, **refusal.facts)
