"""HTML from outside passes here once, on the way in."""

from __future__ import annotations

import bleach

TAGS = frozenset(
    [
        "p",
        "br",
        "strong",
        "em",
        "u",
        "s",
        "sub",
        "sup",
        "ul",
        "ol",
        "li",
        "blockquote",
        "code",
        "pre",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "h3",
        "h4",
        "hr",
        "span",
    ]
)


def clean(text: str) -> str:
    """Keep a small set of tags without attributes; everything else becomes visible text."""
    return str(bleach.clean(text, tags=TAGS, attributes={}, protocols=[], strip=False))
