"""Texts of people within Markdown that GitHub shows: nothing in them makes a link, a mark or a mention."""

from __future__ import annotations

import re

_CODE = re.compile(r"(`[^`\n]*`)")
_SPECIAL = re.compile(r"([\\*_\[\]#|~])")


def to_markdown(text: str) -> str:
    """`text` on one line, escaped for Markdown; what stands between backticks stays code."""
    parts = _CODE.split(" ".join(text.split()))
    return "".join(part if number % 2 else _escape(part) for number, part in enumerate(parts))


def _escape(text: str) -> str:
    # A word joiner (U+2060) after @ keeps GitHub from notifying whoever is named in a title.
    text = _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("@", "@\u2060").replace("`", "\\`")
