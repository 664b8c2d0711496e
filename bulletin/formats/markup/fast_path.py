"""Texts as most people type them: paragraphs, headings, lists of one level, links, bold and italic words.

They are read here without the library, which takes ten times as long, and come out as they would there, byte
for byte. A text with anything else in it, or with anything that could be meant in two ways, is not read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from bulletin.formats.encoding import is_invisible
from bulletin.formats.markup.headings import Headings
from bulletin.formats.markup.output import lead_sentence
from bulletin.formats.markup.source import MAX_BYTES, MAX_LINES, Link, SourceLines

_MEANS_SOMETHING = re.compile(r"[\\`*_{}\[\]<>&#|~=@^\t\u202a-\u202e\u2066-\u2069]")
_ODD_LINE = re.compile(r"\n(?:(?<=[^\S\n]\n)|[^\S\n]|[-+•◦‣▪●:]|[0-9]+[.)])")
_SPACE = re.compile(r"[ \n]+")
_PARAGRAPH_BREAK = re.compile(r"\n{2,}")
_HEADING = re.compile(r"\n#{1,6} (?=\w)")
_ITEM = re.compile(r"\n(?:-|[1-9][0-9]{0,2}\.) (?=\S)")
_LINE_MARK = re.compile(r"(?:-|#+|[0-9]+\.) ")
# Words that nobody could read in another way: alone between spaces, with letters or digits at both ends. The
# longest address is far below what `urls` lets through as it stands, and where the library stops searching.
_WORDS = r"(\w(?:[^*\[\]\n]{0,400}[\w.,:;!?)])?)"
_HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,3}"
_URL = rf"(https?://{_HOST}[a-z]{{2,20}})(/[A-Za-z0-9/.-]{{0,400}})?"
_TITLE = r'(?: "\w[\w ]{0,200}")?'
_MARK_END = r"(?![^\s.,;:!?)])"
# The mark comes first and what stood before it behind that: so whatever is no mark is passed over at once.
_INLINE = re.compile(
    rf"\*(?<![^\s(]\*)(?:\*{_WORDS}\*\*|{_WORDS}\*){_MARK_END}|\[(?<![^\s(]\[){_WORDS}\]\({_URL}{_TITLE}\){_MARK_END}"
    rf"|http(?<![^\s(]http)s?://{_HOST}([a-z]{{2,20}})(?:/(?:[A-Za-z0-9/.-]{{0,400}}[A-Za-z0-9/-])?)?"
    r"(?=[.,;:!?)]*(?:\s|\Z))"
)
_WORDS_ALONE = r"\1\2\3\6"
_MOST_MARKS = 200
_COUNTED = ("*", "[", "&", "://")

_KEPT_LINE_END = re.compile(r"(?<=\S)  \n(?=\S)")

Parts = tuple[str, str, tuple[Link, ...], str]


class _Block(NamedTuple):
    """A block of a text, as it was typed."""

    kind: Literal["paragraph", "heading", "ul", "ol"]
    text: str


def parse_fast(text: str, first_line: int, top_heading: int) -> Parts | None:
    """HTML, plain text, links and first sentence of a text within the bounds.

    None for one that the library must read.
    """
    if len(text) * 4 > MAX_BYTES and len(text.encode("utf-8", "replace")) > MAX_BYTES:
        return None
    framed = f"\n{text}\n"
    if framed.count("\n") - 1 > MAX_LINES or any(text.count(mark) > _MOST_MARKS for mark in _COUNTED):
        return None
    words = framed
    if has_marks := "://" in text or _MEANS_SOMETHING.search(text) is not None:
        # An ampersand between spaces begins no entity and ends no address.
        words = _INLINE.sub(_WORDS_ALONE, _HEADING.sub("\n", framed).replace(" & ", " and "))
        if "://" in words or _MEANS_SOMETHING.search(words):
            return None
    bare = _ITEM.sub(r"\n", words)
    if has_breaks := "  \n" in bare:
        bare = _KEPT_LINE_END.sub("\n", bare)
    if _ODD_LINE.search(bare) or "www." in (small := bare.lower()) or "mailto" in small:
        return None
    stripped = text.strip("\n")
    if not stripped:
        return "", "", (), ""
    blocks = _blocks(_PARAGRAPH_BREAK.split(stripped))
    if blocks is None or (not text.isascii() and any(map(is_invisible, _rows(blocks)))):
        return None
    return _Writer(text, first_line, top_heading).parts(blocks, has_marks=has_marks, has_breaks=has_breaks)


def _blocks(texts: list[str]) -> list[_Block] | None:
    """The blocks of a text; None where a block is of two kinds, or a list goes on in the next block."""
    blocks: list[_Block] = []
    for text in texts:
        block = _block(text)
        if block is None or (_is_list(block) and blocks and _is_list(blocks[-1])):
            return None
        blocks.append(block)
    return blocks


def _block(text: str) -> _Block | None:
    marks = [found[0] if (found := _LINE_MARK.match(line)) else "" for line in text.split("\n")]
    if not any(marks):
        return _Block("paragraph", text)
    if marks == ["- "] * len(marks):
        return _Block("ul", text)
    if len(marks) == 1:
        return _Block("heading", text) if text.startswith("#") else None
    numbers = [f"{number}. " for number in range(1, len(marks) + 1)]
    return _Block("ol", text) if marks == numbers else None


def _is_list(block: _Block) -> bool:
    return block.kind in ("ul", "ol")


def _rows(blocks: list[_Block]) -> Iterator[str]:
    """What must hold something that can be seen: each line of a text, and each item of a list."""
    for block in blocks:
        yield from _items(block.text) if _is_list(block) else block.text.split("\n")


def _items(text: str) -> list[str]:
    """The items of a list without their marks."""
    return [line.partition(" ")[2] for line in text.split("\n")]


class _Writer:
    def __init__(self, text: str, first_line: int, top_heading: int) -> None:
        self._lines = SourceLines(text, first_line)
        self._headings = Headings(top_heading)
        self._links: list[Link] = []
        self._written: set[str] = set()

    def parts(self, blocks: list[_Block], *, has_marks: bool, has_breaks: bool) -> Parts:
        html = plain = blocks
        if has_marks:
            html = [_with_marks(self._html, block) for block in blocks]
            plain = [_with_marks(self._plain, block) for block in blocks]
        page = "\n".join(map(self._element, html)).replace("& ", "&amp; ")
        if has_breaks:
            page = page.replace("  \n", "<br>")
        texts = [_lines(block, has_breaks=has_breaks) for block in plain]
        prose = (text for block, text in zip(blocks, texts, strict=True) if _is_prose(block))
        return page.replace("\u00a0", "&nbsp;"), "\n\n".join(texts), tuple(self._links), lead_sentence(prose)

    def _element(self, block: _Block) -> str:
        kind, text = block
        if kind == "paragraph":
            return f"<p>{text}</p>"
        if kind == "heading":
            signs, _, words = text.partition(" ")
            level = self._headings.level(len(signs))
            return f"<h{level}>{words}</h{level}>"
        items = "</li><li>".join(_items(text))
        return f"<{kind}><li>{items}</li></{kind}>"

    def _html(self, found: re.Match[str]) -> str:
        strong, slanted, *_ = found.groups()
        if strong:
            return f"<strong>{strong}</strong>"
        if slanted:
            return f"<em>{slanted}</em>"
        words, typed, url = _link(found)
        self._links.append(Link(url, self._lines.line_of(typed)))
        return f'<a href="{url}" rel="nofollow noopener">{words}</a>'

    def _plain(self, found: re.Match[str]) -> str:
        """The words; an address behind them once, and not when the words say it already."""
        strong, slanted, *_ = found.groups()
        if strong or slanted:
            return strong or slanted
        words, _typed, url = _link(found)
        if url in self._written or url.partition("//")[2].removesuffix("/") in words:
            self._written.add(url)
            return words
        self._written.add(url)
        return f"{words} ({url})"


def _link(found: re.Match[str]) -> tuple[str, str, str]:
    """The words of a link, its address as it was typed and as it is published."""
    _strong, _slanted, words, site, path, _domain = found.groups()
    typed = f"{site}{path or ''}" if words else found[0]
    has_path = "/" in typed.partition("://")[2]
    return words or typed, typed, typed if has_path else f"{typed}/"


def _with_marks(replaced: Callable[[re.Match[str]], str], block: _Block) -> _Block:
    text = block.text
    has_marks = "*" in text or "://" in text
    return block._replace(text=_INLINE.sub(replaced, text)) if has_marks else block


def _lines(block: _Block, *, has_breaks: bool) -> str:
    """A block in plain text: the items of a list, or the lines whose line ends stay."""
    kind, text = block
    if kind == "heading":
        return _on_one_line(text.partition(" ")[2])
    if kind != "paragraph":
        return "\n".join(map(_on_one_line, text.split("\n")))
    if has_breaks:
        return "\n".join(map(_on_one_line, text.split("  \n")))
    return _on_one_line(text)


def _is_prose(block: _Block) -> bool:
    """Whether it is neither a list nor a heading, be it by its looks: bold words alone."""
    if block.kind != "paragraph":
        return False
    found = _INLINE.fullmatch(block.text) if block.text.startswith("**") else None
    return found is None


def _on_one_line(block: str) -> str:
    return _SPACE.sub(" ", block) if "\n" in block or "  " in block else block
