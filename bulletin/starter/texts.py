"""Texts of a new board in its languages: drafts of two pages, and what its partners read first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bulletin.files import UnreadableFile, read_package_bytes
from bulletin.words import find_language

MAIN = "en"
PAGES = ("about", "policy")
_SPACE = re.compile(r"\[\[([a-z]+)\]\]")
"""What stands for a value; neither Markdown nor YAML means anything by it."""


def format_texts(languages: Sequence[str], values: Mapping[str, str]) -> dict[str, str]:
    """The README in the first language and the pages in each that there are texts in, by their paths."""
    first, *others = languages
    texts = {"README.md": _fill(_read(first, "README.md") or _read(MAIN, "README.md"), values)}
    for page in PAGES:
        # English where there are no words of the first: the page itself says so then.
        own = _read(first, f"{page}.md") or _read(MAIN, f"{page}.md").replace(
            "---\n", f"---\ntext_language: {MAIN}\n", 1
        )
        texts[f"content/pages/{page}.md"] = _fill(own, values)
        for tag in others:
            if text := _read(tag, f"{page}.md"):
                texts[f"content/pages/{page}.{tag.lower()}.md"] = _fill(text, values)
    return texts


def _read(language: str, name: str) -> str:
    tag = find_language(language)
    try:
        return read_package_bytes(__package__, f"files/texts/{tag or '-'}/{name}").decode("utf-8")
    except UnreadableFile:
        return ""


def plain_in_markdown(text: str) -> str:
    """A name as a line of Markdown that shows just this name."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", " ".join(text.split()))


def _fill(text: str, values: Mapping[str, str]) -> str:
    return _SPACE.sub(lambda space: values[space[1]], text)
