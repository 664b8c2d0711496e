"""From the tree of a text to one that may be published: safe links, no pictures, headings in order."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from bulletin.formats.encoding import is_invisible
from bulletin.formats.markup.headings import Headings
from bulletin.formats.markup.source import Link, SourceLines, clean_text, without_bidi_controls
from bulletin.formats.urls import SCHEMES, safe_href, safe_url, scheme_of
from bulletin.problems import Problem, Rule, Severity, SourceRef
from bulletin.translatable import gettext as _

if TYPE_CHECKING:  # the library brings it; a board of simple texts needs neither
    from xml.etree.ElementTree import Element

LINK_NOT_SAFE = Rule(
    "link-not-safe",
    Severity.WARNING,
    "A link leads to a web page, an e-mail address or a phone number.",
    "Other kinds of links can run programs on a reader's device.",
)
LINK_WITHOUT_SCHEME = Rule(
    "link-without-scheme",
    Severity.WARNING,
    "A link to another site begins with https://, a link to an address with mailto:.",
    "Without it, browsers look for the page on the board itself.",
)
HTML_IN_TEXT = Rule(
    "html-in-text",
    Severity.WARNING,
    "A text is written in Markdown, without HTML.",
    "HTML is left out, so what they were meant to do is missing.",
)
PICTURE_IN_TEXT = Rule(
    "picture-in-text",
    Severity.WARNING,
    "A picture stands in the field `image`, not inside a text.",
    "Pictures from other sites would tell those sites who reads the board.",
)
SANITIZER_RULES = (HTML_IN_TEXT, LINK_NOT_SAFE, LINK_WITHOUT_SCHEME, PICTURE_IN_TEXT)

_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9\-]*)")
_ENTITY = re.compile(
    r"&(?:#0{0,9}[0-9]{1,7}(?![0-9]);?|#[xX]0{0,9}[0-9A-Fa-f]{1,6}(?![0-9A-Fa-f]);?|[A-Za-z][A-Za-z0-9]{1,31};)"
)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_HOST_LIKE = re.compile(
    r"www\.[\w\-]+\.|[\w\-]+(?:\.[\w\-]+)*\.(?:org|com|net|ca|us|uk|edu|gov|info|example)(?=$|[/?#])",
    re.IGNORECASE,
)
_MAIL_LIKE = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_TEXT_BLOCKS = {"p", "li", "ul", "ol", "blockquote"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}

_INSTEAD = {
    "a": _("write [the words](https://the.address)"),
    "b": _("write **bold** for bold"),
    "strong": _("write **bold** for bold"),
    "i": _("write *italic* for italic"),
    "em": _("write *italic* for italic"),
    "br": _("end the line with two spaces to break it there"),
    "p": _("leave an empty line between paragraphs"),
    "div": _("leave an empty line between paragraphs"),
    "ul": _("begin each line of the list with “- ”"),
    "li": _("begin each line of the list with “- ”"),
    "ol": _("begin the lines of the list with “1. ”, “2. ”"),
    "img": _("put the picture beside the file and name it in `image:`"),
    "": _("leave it out"),
}
_PLAIN_WORDS = _("write the words alone; **bold**, *italic* and lists with “- ” are understood")


def decode_entities(text: str) -> str:
    """`text` with `&amp;`, `&#38;`, `&#x26;` as the characters they stand for, once."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


class Sanitizer:
    """Makes one tree fit to be published; `links` and `problems` then hold what was found on the way."""

    def __init__(self, lines: SourceLines, path: str, top_heading: int) -> None:
        self.links: list[Link] = []
        self.problems: list[Problem] = []
        self._lines = lines
        self._path = path
        self._headings = Headings(top_heading)

    def warn_of_html(self, left_out: list[str]) -> None:
        """One warning for each kind of tag that was left out."""
        tags: dict[str, str] = {}
        for tag in left_out:
            match = _TAG_NAME.match(tag)
            tags.setdefault(match[1].lower() if match else "", tag)
        for name, tag in tags.items():
            shown = f"<{name}>" if name else _("a hidden comment (<!-- … -->)")
            message = _("HTML is not used here: {shown} was left out", shown=shown)
            self._warn(HTML_IN_TEXT, self._lines.line_of(tag), message, _INSTEAD.get(name, _PLAIN_WORDS))

    def sanitize_text(self, root: Element) -> None:
        """Changes the tree of a whole text in place; blocks in which nothing is left are gone."""
        self.sanitize(root)
        _drop_empty_blocks(root)

    def sanitize(self, element: Element, *, in_link: bool = False) -> None:
        """Changes a tree in place. No depth is bounded here: `check_bounds` bounds what a text can hold."""
        element.text = _sanitized_text(element.text)
        element.tail = _sanitized_text(element.tail)
        tag = element.tag
        if tag in _HEADINGS:
            element.tag = f"h{self._headings.level(_HEADINGS[tag])}"
        elif tag == "img":
            self._replace_picture(element, in_link=in_link)
        elif tag == "a":
            self._check_link(element, in_link=in_link)
        for name, value in element.items():
            is_start = name == "start" and tag == "ol" and value.isascii() and value.isdigit()
            if name not in {"href", "rel"} and not is_start:
                del element.attrib[name]
        within = in_link or element.tag == "a"
        for child in element:
            self.sanitize(child, in_link=within)
        if tag in _HEADINGS and not "".join(element.itertext()).strip():
            element.tag = "span"

    def _replace_picture(self, element: Element, *, in_link: bool) -> None:
        source = element.attrib.pop("src", "")
        alt = _sanitized_text(element.attrib.pop("alt", "")) or ""
        line = self._lines.line_of(source)
        message = _("a picture cannot stand inside a text; its description is shown instead")
        hint = _("put the picture beside the file and name it in `image:`, with `image_alt:`")
        self._warn(PICTURE_IN_TEXT, line, message, hint)
        url = safe_url(_plain_address(source))
        element.tag = "span"
        element.text = alt
        if url is not None and scheme_of(url) in {"http", "https"} and not in_link:
            self._publish_link(element, url, line)

    def _check_link(self, element: Element, *, in_link: bool) -> None:
        typed = element.attrib.pop("href", "")
        line = self._lines.line_of(typed, typed.removeprefix("mailto:"), typed.removeprefix("https://"))
        url = None if in_link else self._address(typed, line)
        element.tag = "span"
        if url is not None:
            self._publish_link(element, url, line)

    def _publish_link(self, element: Element, url: str, line: int) -> None:
        element.tag = "a"
        element.set("href", url)
        if scheme_of(url) in {"http", "https"}:
            element.set("rel", "nofollow noopener")
        if not len(element) and not (element.text or "").strip():
            # A link without words cannot be seen, nor read out.
            element.text = url
        self.links.append(Link(url, line))

    def _address(self, typed: str, line: int) -> str | None:
        address = _plain_address(typed)
        scheme = scheme_of(address)
        guess = ""
        if not scheme and _MAIL_LIKE.fullmatch(address):
            guess = f"mailto:{address}"
        elif not scheme and (_HOST_LIKE.match(address) or address.startswith("//")):
            guess = f"https://{address.lstrip('/')}"
        url = safe_url(guess) if guess else safe_href(address)
        if url is None:
            shown = address if len(address) <= 60 else address[:59] + "…"
            message = (
                _(
                    "the link to “{address}” was left out, its words stay: {scheme}: links are not used here",
                    address=shown,
                    scheme=scheme,
                )
                if scheme and scheme not in SCHEMES
                else _(
                    "the link to “{address}” was left out, its words stay: this address is not used here",
                    address=shown,
                )
            )
            hint = _("a link begins with https://, mailto: or tel:")
            if scheme == "mailto":
                hint = _("write mailto: with one address, as in mailto:ask@oak.example")
            self._warn(LINK_NOT_SAFE, line, message, hint)
        elif guess:
            message = _("the link “{address}” was read as {guess}", address=address, guess=guess)
            self._warn(LINK_WITHOUT_SCHEME, line, message, _("write ({guess}) there", guess=guess))
        return url

    def _warn(self, rule: Rule, line: int, message: str, hint: str) -> None:
        self.problems.append(Problem(SourceRef(self._path, line), rule, message, hint))


def _drop_empty_blocks(element: Element) -> None:
    for child in list(element):
        _drop_empty_blocks(child)
        is_block = child.tag in _TEXT_BLOCKS or (child.tag == "span" and element.tag == "div")
        if is_block and is_invisible("".join(child.itertext())) and child.find(".//hr") is None:
            element.remove(child)
        elif child.tag == "p":
            _drop_outer_breaks(child)


def _drop_outer_breaks(block: Element) -> None:
    """Without the line ends at the beginning and the end of a paragraph, where HTML was left out."""
    while len(block) and _is_break(block[0]) and is_invisible(block.text or ""):
        block.text = (block[0].tail or "").lstrip()
        block.remove(block[0])
    while len(block) and _is_break(block[-1]) and is_invisible(block[-1].tail or ""):
        block.remove(block[-1])


def _is_break(element: Element) -> bool:
    return element.tag == "br" or (element.tag == "span" and is_invisible("".join(element.itertext())))


def _sanitized_text(text: str | None) -> str | None:
    if not text or ("&" not in text and text.isprintable()):
        return text
    return without_bidi_controls(clean_text(decode_entities(text)))


def _plain_address(typed: str) -> str:
    """As a browser reads it: entities decoded, however often they were encoded; nothing invisible."""
    address = typed
    for _round in range(3):
        address = decode_entities(address)
    return _UNSEEN.sub("", address).strip().replace(" ", "%20").replace("\u00a0", "%C2%A0")
