"""Texts as most people type them: paragraphs, lists of one level, links, bold and italic words.

They are read here without the library, which takes ten times as long, and come out as they would there, byte
for byte. A text with anything else in it, or with anything that could be meant in two ways, is not read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bulletin.formats.encoding import is_invisible
from bulletin.formats.markup.output import lead_sentence
from bulletin.formats.markup.source import MAX_BYTES, MAX_LINES, Link, SourceLines

_MEANS_SOMETHING = re.compile(r"[\\`*_{}\[\]<>&#+|~=@^\t\u202a-\u202e\u2066-\u2069]")
_ODD_LINE = re.compile(r"\n(?:(?<=[^\S\n]\n)|[^\S\n]|[-•◦‣▪●:]|[0-9]+[.)])")
_SPACE = re.compile(r"[ \n]+")
_PARAGRAPH_BREAK = re.compile(r"\n{2,}")
_ITEM = re.compile(r"\n- (?=\S)")
# Words that nobody could read in another way: alone between spaces, with letters or digits at both ends. The
# longest address is far below what `urls` lets through as it stands, and where the library stops searching.
_WORDS = r"(\w(?:[^*\[\]\n]{0,400}[\w.,:;!?)])?)"
_URL = r"(https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,3}[a-z]{2,20})(/[A-Za-z0-9/.-]{0,400})?"
# The mark comes first and what stood before it behind that: so whatever is no mark is passed over at once.
_INLINE = re.compile(
    rf"(?:\*(?<![^\s(]\*)(?:\*{_WORDS}\*\*|{_WORDS}\*)|\[(?<![^\s(]\[){_WORDS}\]\({_URL}\))"
    r"(?![^\s.,;:!?)])"
)
_MOST_MARKS = 200

_KEPT_LINE_END = re.compile(r"(?<=\S)  \n(?=\S)")

Parts = tuple[str, str, tuple[Link, ...], str]


def parse_fast(text: str, first_line: int) -> Parts | None:
    """HTML, plain text, links and first sentence of a text within the bounds.

    None for one that the library must read.
    """
    if len(text) * 4 > MAX_BYTES and len(text.encode("utf-8", "replace")) > MAX_BYTES:
        return None
    framed = f"\n{text}\n"
    if framed.count("\n") - 1 > MAX_LINES:
        return None
    has_marks = _MEANS_SOMETHING.search(text) is not None
    words = framed
    if has_marks:
        if text.count("*") > _MOST_MARKS or text.count("[") > _MOST_MARKS:
            return None
        words = _INLINE.sub(r"\1\2\3", framed)
        if _MEANS_SOMETHING.search(words):
            return None
    has_items = "\n- " in framed
    bare = _ITEM.sub(r"\n", words) if has_items else words
    if has_breaks := "  \n" in bare:
        bare = _KEPT_LINE_END.sub("\n", bare)
    if _ODD_LINE.search(bare) or "://" in bare or "www." in (small := bare.lower()) or "mailto" in small:
        return None
    stripped = text.strip("\n")
    blocks = _PARAGRAPH_BREAK.split(stripped) if "\n\n\n" in stripped else stripped.split("\n\n")
    if not stripped:
        return "", "", (), ""
    if has_items and not _are_lists_apart(blocks):
        return None
    if not text.isascii() and any(map(is_invisible, _rows(blocks))):
        return None
    return _Writer(text, first_line).parts(blocks, has_marks=has_marks, has_breaks=has_breaks)


def _rows(blocks: list[str]) -> Iterator[str]:
    """What must hold something that can be seen: each paragraph, and each item of a list."""
    for block in blocks:
        if block.startswith("- "):
            yield from (item[2:] for item in block.split("\n"))
        else:
            yield block


def _are_lists_apart(blocks: list[str]) -> bool:
    """Whether each block is a list or has no item in it, and no list goes on in the next block."""
    was_list = False
    for block in blocks:
        items = [line.startswith("- ") for line in block.split("\n")]
        is_list = items[0]
        if (is_list and was_list) or not all(item is is_list for item in items):
            return False
        was_list = is_list
    return True


class _Writer:
    def __init__(self, text: str, first_line: int) -> None:
        self._lines = SourceLines(text, first_line)
        self._links: list[Link] = []
        self._written: set[str] = set()

    def parts(self, blocks: list[str], *, has_marks: bool, has_breaks: bool) -> Parts:
        html, plain = blocks, blocks
        if has_marks:
            html = [_with_marks(self._html, block) for block in blocks]
            plain = [_with_marks(self._plain, block) for block in blocks]
        page = "\n".join([_list(block) if block.startswith("- ") else f"<p>{block}</p>" for block in html])
        if has_breaks:
            page = page.replace("  \n", "<br>")
        texts = [_lines(block, has_breaks=has_breaks) for block in plain]
        prose = (text for block, text in zip(blocks, texts, strict=True) if _is_prose(block))
        return page.replace("\u00a0", "&nbsp;"), "\n\n".join(texts), tuple(self._links), lead_sentence(prose)

    def _html(self, found: re.Match[str]) -> str:
        strong, slanted, words, site, path = found.groups()
        if strong:
            return f"<strong>{strong}</strong>"
        if slanted:
            return f"<em>{slanted}</em>"
        url = f"{site}{path or '/'}"
        self._links.append(Link(url, self._lines.line_of(f"{site}{path or ''}")))
        return f'<a href="{url}" rel="nofollow noopener">{words}</a>'

    def _plain(self, found: re.Match[str]) -> str:
        """The words; an address behind them once, and not when the words say it already."""
        strong, slanted, words, site, path = found.groups()
        if not words:
            return strong or slanted
        url = f"{site}{path or '/'}"
        if url in self._written or url.partition("//")[2].removesuffix("/") in words:
            self._written.add(url)
            return words
        self._written.add(url)
        return f"{words} ({url})"


def _with_marks(replaced: Callable[[re.Match[str]], str], block: str) -> str:
    return _INLINE.sub(replaced, block) if "*" in block or "[" in block else block


def _list(block: str) -> str:
    items = block[2:].replace("\n- ", "</li><li>")
    return f"<ul><li>{items}</li></ul>"


def _lines(block: str, *, has_breaks: bool) -> str:
    """A block in plain text: the items of a list, or the lines whose line ends stay."""
    if block.startswith("- "):
        return "\n".join(map(_on_one_line, block.split("\n")))
    if has_breaks:
        return "\n".join(map(_on_one_line, block.split("  \n")))
    return _on_one_line(block)


def _is_prose(block: str) -> bool:
    """Whether it is neither a list nor a heading by its looks, bold words alone."""
    if block.startswith("- "):
        return False
    found = _INLINE.fullmatch(block) if block.startswith("**") else None
    return found is None


def _on_one_line(block: str) -> str:
    return _SPACE.sub(" ", block) if "\n" in block or "  " in block else block
