"""The Markdown that is read here: the library's own, less raw HTML, more what people really type.

Left out: raw HTML, indented code (an indented paragraph is an accident on an events board), attribute lists.
Added: a list needs no blank line before it, typed numbers stay where they count nothing, bare addresses
become links. Two spaces at a line's end break it; `line_ends` says where they are put.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    LINK_RE,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, Registry

from bulletin.formats.markup.line_ends import BREAK, NARROWEST
from bulletin.formats.markup.numbers import (
    find_stray_numbers,
    with_inner_number_as_text,
    with_number_as_text,
)

_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])(?= +\S)")
_RULE_LINE = re.compile(r"([-*_])(?: *\1){2,} *$")
# A backslash before any of these says that the sign is text, as in CommonMark.
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
# How far an item stands in from the one it belongs to, at least. People use two, three, four, and tabs.
_NESTED = 2
_TAB_LENGTH = 4
# Characters from where the words, and the address, of a link begin: its end is searched for no further. To
# the end of the text, a search for each bracket takes time that grows with the square of the brackets.
_LONGEST_LINK = 1000
_LONGEST_ADDRESS = 3000

# What stood on both sides of these belongs together; all others are a space.
_INLINE_TAG = re.compile(
    "a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|label|mark|q|s|small|span|strike|strong|sub|sup|time|tt|u|wbr"
)
_HTML = re.compile(
    r"<!--.*?-->"
    r"|<(?P<hidden>script|style|svg|math|iframe|template|noscript|object|textarea|title)\b[^<>]*>"
    r".*?</(?P=hidden)\s*>"
    r"|</?(?P<name>[A-Za-z][A-Za-z0-9\-]{0,20})(?:[\s/][^<>]*)?>|<[!?][A-Za-z\[][^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_BARE_ADDRESS = (
    r"<?(?<![\w./@:\-])(?:https?://|www\.)[^\s<>\"“”«»|\x02\x03]+>?"
    r"|<?(?<![\w.+\-/@:])(?:mailto:)?[\w.+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,6}>?"
)


class _ListsAsTyped(Preprocessor):
    """Lists as people type them, in the one way the library reads: four spaces for each level.

    A list right below a line of text begins there, what stands in from an item by two spaces or more belongs
    to it, and what is indented elsewhere is not. A typed number that counts nothing stays.
    """

    def run(self, lines: list[str]) -> list[str]:
        result: list[str] = []
        open_items: list[int] = []
        stray = find_stray_numbers(lines)
        block = "none"  # what the lines since the last empty one are: none, text, list
        for number, line in enumerate(lines):
            words = line.lstrip(" ")
            if not words:
                block = "none"
                result.append("")
                continue
            indent = len(line) - len(words)
            if number in stray:
                words = with_number_as_text(words)
                if block == "list" and indent < open_items[-1] + _NESTED:
                    result.append("")
                    block = "none"
                elif block != "none" and (stray[number] or len(result[-1]) < NARROWEST):
                    result[-1] = result[-1].rstrip(" ") + BREAK
            elif (item := _ITEM.match(words)) and not _RULE_LINE.match(words):
                while open_items and indent < open_items[-1] + _NESTED:
                    open_items.pop()
                if block == "text":
                    result.append("")
                words = words.replace(")", ".", 1) if item[0].rstrip()[-1] == ")" else words
                result.append(" " * (_TAB_LENGTH * len(open_items)) + with_inner_number_as_text(words))
                open_items.append(indent)
                block = "list"
                continue
            if block == "none":
                while open_items and indent < open_items[-1] + _NESTED:
                    open_items.pop()
                result.append(" " * (_TAB_LENGTH * len(open_items)) + words)
                block = "text"
            else:
                if block == "list" and _RULE_LINE.match(words):
                    result.append("")
                    open_items.clear()
                result.append(words)
        return result


class _Heading(HashHeaderProcessor):
    """A `#` with a blank behind it; `#hashtag` is text, and so is the sign in `Learn C#`."""

    RE = re.compile(
        r"(?:^|\n)(?P<level>#{1,6})(?=[ \t\n]|$)(?P<header>(?:\\.|[^\\\n])*?)"
        r"(?:[ \t]{1,9}#{1,9})?[ \t]{0,9}(?:\n|$)"
    )


class _RawHtml(InlineProcessor):
    """Raw HTML is left out; a line break written as `<br>` is one."""

    def __init__(self, md: Markdown, left_out: list[str]) -> None:
        super().__init__("", md)
        self.compiled_re = _HTML
        self._left_out = left_out

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        self._left_out.append(m[0])
        name = (m["name"] or "").lower()
        if name == "br":
            return Element("br"), m.start(), m.end()
        return ("" if _INLINE_TAG.fullmatch(name) else " "), m.start(), m.end()


class _BareAddress(InlineProcessor):
    """`https://oak.example`, `www.oak.example` and `ask@oak.example`, with or without `<…>`, are links."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        start, end = m.start(), m.end()
        address = m[0]
        if address.startswith("<") and address.endswith(">"):
            address = address[1:-1]
        else:
            if address.startswith("<"):
                start, address = start + 1, address[1:]
            address = _without_trailing_marks(address.removesuffix(">"))
            end = start + len(address)
        link = Element("a")
        if address.lower().startswith("www."):
            link.set("href", f"https://{address}")
        elif "://" not in address and not address.lower().startswith("mailto:"):
            link.set("href", f"mailto:{address}")
        else:
            link.set("href", address)
        link.text = AtomicString(address.removeprefix("mailto:"))
        return link, start, end


def _without_trailing_marks(address: str) -> str:
    """Less the full stop or bracket that belongs to the sentence around it."""
    end = len(address)
    opened = address.count("(")
    closed = address.count(")")
    while end:
        last = address[end - 1]
        if last == ")" and closed > opened:
            closed -= 1
        elif last not in ".,;:!?'*_~’…]}":
            break
        end -= 1
    return address[:end]


class _Link(LinkInlineProcessor):
    """`[words](address)`, with a bounded lookahead, as all that begins with a bracket."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        return super().getText(data[: index + _LONGEST_LINK], index)

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        return super().getLink(data[: index + _LONGEST_ADDRESS], index)


class _Image(_Link, ImageInlineProcessor):
    """`![words](address)`"""


class _Reference(_Link, ReferenceInlineProcessor):
    """`[words][name]`"""


class _ShortReference(_Link, ShortReferenceInlineProcessor):
    """`[name]`"""


class _ImageReference(_Link, ImageReferenceInlineProcessor):
    """`![words][name]`"""


class _ShortImageReference(_Link, ShortImageReferenceInlineProcessor):
    """`![name]`"""


class _Optional(NamedTuple):
    """A processor that few texts need: each text where it can find anything holds one of `signs`."""

    signs: tuple[str, ...]
    registry: Registry[Any]
    name: str
    processor: Any
    priority: int


class _OnlyWhatIsThere(Preprocessor):
    """Registers for each text the processors that can find something in it, and no others.

    A search for everything in every piece of a text takes twice as long.
    """

    def __init__(self, md: Markdown, left_out: list[str]) -> None:
        super().__init__(md)
        blocks, inline, trees = md.parser.blockprocessors, md.inlinePatterns, md.treeprocessors
        self._optional = [
            _Optional(("|",), blocks, "table", blocks["table"], 75),
            _Optional(("#",), blocks, "hashheader", _Heading(md.parser), 70),
            _Optional((">",), blocks, "quote", blocks["quote"], 20),
            _Optional(("]:",), blocks, "reference", blocks["reference"], 15),
            _Optional(("`",), inline, "backtick", inline["backtick"], 190),
            _Optional(("\\",), inline, "escape", inline["escape"], 180),
            _Optional(("]:",), inline, "reference", _Reference(LINK_RE, md), 170),
            _Optional(("[",), inline, "link", _Link(LINK_RE, md), 160),
            _Optional(("![",), inline, "image_link", _Image(IMAGE_LINK_RE, md), 150),
            _Optional(("]:",), inline, "image_reference", _ImageReference(IMAGE_LINK_RE, md), 140),
            _Optional(("]:",), inline, "short_reference", _ShortReference(LINK_RE, md), 130),
            _Optional(("]:",), inline, "short_image_ref", _ShortImageReference(IMAGE_LINK_RE, md), 125),
            _Optional(("://", "www.", "@"), inline, "bare_address", _BareAddress(_BARE_ADDRESS, md), 120),
            _Optional(("  \n",), inline, "linebreak", inline["linebreak"], 100),
            _Optional(("<",), inline, "raw_html", _RawHtml(md, left_out), 90),
            _Optional(("\\",), trees, "unescape", trees["unescape"], 0),
        ]
        self._signs = sorted({sign for each in self._optional for sign in each.signs})
        self._register(self._signs)

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        found = [sign for sign in self._signs if sign in text]
        if found != self._registered:
            self._register(found)
        return lines

    def _register(self, found: list[str]) -> None:
        for signs, registry, name, processor, priority in self._optional:
            registry.deregister(name, strict=False)
            if any(sign in found for sign in signs):
                registry.register(processor, name, priority)
        self._registered = found


class _KeptTree(Treeprocessor):
    """Keeps the tree of a text; the library writes an empty one."""

    root = Element("div")

    def run(self, root: Element) -> Element:
        self.root = root
        return Element("div")


class ParsedText(NamedTuple):
    """The tree of a text, which still holds HTML entities, and the raw HTML that was left out of it."""

    root: Element
    left_out: list[str]


class Grammar(Extension):
    """One Markdown reader, used again for every text; nothing of one text is left for the next."""

    def __init__(self) -> None:
        super().__init__()
        self._left_out: list[str] = []
        self._md = Markdown(extensions=[TableExtension(), SaneListExtension(), self], tab_length=_TAB_LENGTH)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Changes what `md` reads; the library asks for it once."""
        md.registerExtension(self)
        for registry, names in (
            (md.preprocessors, ("html_block",)),
            (md.parser.blockprocessors, ("code",)),
            (md.inlinePatterns, ("autolink", "automail", "entity", "html")),
            (md.treeprocessors, ("prettify",)),
        ):
            for name in names:
                registry.deregister(name)
        md.ESCAPED_CHARS += [sign for sign in _PUNCTUATION if sign not in md.ESCAPED_CHARS]
        self._tree = _KeptTree(md)
        md.preprocessors.register(_ListsAsTyped(md), "lists_as_typed", 25)
        md.preprocessors.register(_OnlyWhatIsThere(md, self._left_out), "only_what_is_there", 0)
        md.treeprocessors.register(self._tree, "kept_tree", -1)

    def reset(self) -> None:
        """Forgets the last text; the library calls it."""
        self._left_out.clear()
        self._tree.root = Element("div")

    def parse(self, text: str) -> ParsedText:
        """The tree of `text`, within the bounds of `check_bounds`."""
        self._md.reset()
        self._md.convert(text)
        return ParsedText(self._tree.root, list(self._left_out))


@cache
def grammar() -> Grammar:
    """The one reader of this process: it takes a millisecond to make, as long as to read a text."""
    return Grammar()
