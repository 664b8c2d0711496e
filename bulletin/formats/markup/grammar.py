"""The Markdown that is read here: the library's own, less raw HTML, more what people really type.

Left out: raw HTML, indented code (an indented paragraph is an accident on an events board), attribute lists.
Added: a list needs no blank line before it, bullets pasted from a word processor are bullets, bare addresses
become links. A single line break stays a space, as everywhere in Markdown: most editors and mail programs
wrap lines, and texts wrapped there would come out ragged on a phone; two spaces at a line's end break it.
"""

from __future__ import annotations

import re
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

_BULLET = re.compile(r"^([ \t]*)[•◦‣▪●][ \t\u00a0]+")
_ITEM = re.compile(r"(?:[-*+]|[0-9]+\.) +\S")
# Only these begin a list right below a line of text: "It began in / 1998. It is still here." holds none.
_FIRST_ITEM = re.compile(r"(?:[-*+]|1\.) +\S")
_RULE_LINE = re.compile(r"([-*_])(?: *\1){2,} *$")
# How far an item stands in from the one it belongs to, at least. People use two, three, four, and tabs.
_NESTED = 2
_TAB_LENGTH = 4
# Characters. The end of a link is looked for so far from where its words, and its address, begin; to the end
# of the text, brackets strewn over it would take time that grows with its square.
_LONGEST_LINK = 1000
_LONGEST_ADDRESS = 3000

# What must stand somewhere in a text for a pattern to find anything there. Looking for each in every piece of
# a text is half of the time it takes.
_SIGNS = {
    "backtick": ("`",),
    "escape": ("\\",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "bare_address": ("://", "www.", "@"),
    "linebreak": ("  \n",),
    "raw_html": ("<",),
    "em_strong": ("*", "_"),
}

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

    A list right below a line of text begins there, `•` is a bullet, what stands in from an item by two spaces
    or more belongs to it, and what is indented elsewhere is not.
    """

    def run(self, lines: list[str]) -> list[str]:
        result: list[str] = []
        open_items: list[int] = []
        block = "none"  # what the lines since the last empty one are: none, text, list
        for typed in lines:
            line = _BULLET.sub(r"\1- ", typed)
            words = line.lstrip(" ")
            if not words:
                block = "none"
                result.append("")
                continue
            indent = len(line) - len(words)
            item = _FIRST_ITEM if block == "text" and not open_items else _ITEM
            if item.match(words) and not _RULE_LINE.match(words):
                while open_items and indent < open_items[-1] + _NESTED:
                    open_items.pop()
                if block == "text":
                    result.append("")
                result.append(" " * (_TAB_LENGTH * len(open_items)) + words)
                open_items.append(indent)
                block = "list"
            elif block == "none":
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


class _Html(InlineProcessor):
    """Raw HTML is left out; a line break written as `<br>` is one. What was met stands in `met`."""

    def __init__(self, pattern: str, md: Markdown, met: list[str]) -> None:
        super().__init__(pattern, md)
        self.compiled_re = _HTML
        self.met = met

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        self.met.append(m[0])
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


def _look_nearby(links: LinkInlineProcessor) -> None:
    """Let this reader of links or pictures look for their ends nearby only."""
    find_text, find_link = links.getText, links.getLink
    links.getText = lambda data, index: find_text(data[: index + _LONGEST_LINK], index)  # type: ignore[method-assign]
    links.getLink = lambda data, index: find_link(data[: index + _LONGEST_ADDRESS], index)  # type: ignore[method-assign]


class Grammar:
    """One Markdown reader, used again for every text; nothing of one text is left for the next.

    `read` gives the tree of a text, whose texts and attributes still hold HTML entities; `met` then lists
    the raw HTML that was left out.
    """

    def __init__(self) -> None:
        self.met: list[str] = []
        md = Markdown(extensions=["tables", "sane_lists"], output_format="html", tab_length=_TAB_LENGTH)
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_ListsAsTyped(md), "lists_as_typed", 25)
        md.parser.blockprocessors.deregister("code")
        for name in ("autolink", "automail", "entity", "html"):
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(_BareAddress(_BARE_ADDRESS, md), "bare_address", 120)
        md.inlinePatterns.register(_Html("", md, self.met), "raw_html", 90)
        for pattern in md.inlinePatterns:
            if isinstance(pattern, LinkInlineProcessor):
                _look_nearby(pattern)
        md.treeprocessors.deregister("prettify")
        self._md = md
        self._unescape = md.treeprocessors["unescape"]
        signs = {md.inlinePatterns[name]: found for name, found in _SIGNS.items()}
        self._patterns = [(pattern, signs.get(pattern, ("",))) for pattern in md.inlinePatterns]

    def read(self, text: str) -> Element:
        md = self._md
        md.reset()
        self.met.clear()
        lines = text.split("\n")
        for preprocessor in md.preprocessors:
            lines = preprocessor.run(lines)
        met = "\n".join(lines)
        self._look_only_for_what_is_in(met)
        root: Element = md.parser.parseDocument(lines).getroot()  # type: ignore[assignment]
        for treeprocessor in md.treeprocessors:
            if treeprocessor is self._unescape and "\\" not in met:
                continue
            changed = treeprocessor.run(root)
            root = root if changed is None else changed
        return root

    def _look_only_for_what_is_in(self, text: str) -> None:
        """The patterns that can find anything; a list, since the library's registry is slow to ask."""
        here = [pattern for pattern, signs in self._patterns if any(sign in text for sign in signs)]
        self._md.treeprocessors["inline"].inlinePatterns = here  # type: ignore[attr-defined]


@cache
def grammar() -> Grammar:
    """The one reader of this process."""
    return Grammar()
