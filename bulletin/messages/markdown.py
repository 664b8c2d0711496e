"""Text of strangers within Markdown: shown as it is, and never more than text."""

from __future__ import annotations

import re

_CODE = re.compile(r"(`[^`\n]*`)")
_SPECIAL = re.compile(r"([\\*_\[\]#|~])")


def escape_markdown(text: str) -> str:
    """`text` escaped for Markdown; what stands between backticks stays code."""
    parts = _CODE.split(" ".join(text.split()))
    return "".join(part if number % 2 else _escape(part) for number, part in enumerate(parts))


def _escape(text: str) -> str:
    # A word joiner (U+2060) after @ keeps GitHub from notifying whoever is named in a title.
    text = _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("@", "@\u2060").replace("`", "\\`")


def format_path(path: str) -> str:
    """A file's name as code, which nothing in it can end."""
    odd = chr(0xFFFD)
    return f"`{''.join(char if char.isprintable() and char != '`' else odd for char in path)}`"
