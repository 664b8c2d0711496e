"""HTML of mails and calendars → the words in it, as plain paragraphs, lists and addresses.

One pass that never goes back, since strangers write it: tags are not matched with each other, and whatever
is no tag is text. What comes out is a description in Markdown; no HTML is left in it.
"""

from __future__ import annotations

import re
from html import unescape

from bulletin.formats.urls import safe_url

LONGEST_HTML = 100_000
"""So many characters are read."""

_TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,20})((?:[^<>\"']++|\"[^\"<]{0,4000}+\"|'[^'<]{0,4000}+'){0,99}+)>"
)
_LOOKS_LIKE = re.compile(
    r"<(?:p|br|div|span|a|b|i|strong|em|u|ul|ol|li|h[1-6]|html|body|table|font|html-blob)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_PARAGRAPHS = frozenset(
    ["p", "div", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre"]
)
_LINES = frozenset(("br", "tr"))
_UNSEEN = frozenset(("script", "style", "head", "title", "template", "svg"))
_SPACES = re.compile(r"[ \t\r\f\v\n\u00a0]+")
_MANY_LINES = re.compile(r"\n{3,}")


def looks_like_html(text: str) -> bool:
    """Whether a text that should be plain holds tags."""
    return _LOOKS_LIKE.search(text) is not None


def text_of_html(html: str) -> str:
    """The words of a page: paragraphs, items of lists behind `- `, links as `words (address)`."""
    writer = _Writer()
    source, at = html[:LONGEST_HTML], 0
    while (found := source.find("<", at)) != -1:
        writer.text(source[at:found])
        if source.startswith("<!--", found):
            end = source.find("-->", found)
            at = end + 3 if end != -1 else len(source)
        elif tag := _TAG.match(source, found):
            writer.tag(tag[2].lower(), tag[3], closes=bool(tag[1]))
            at = tag.end()
        elif source.startswith(("<!", "<?"), found):
            end = source.find(">", found)
            at = end + 1 if end != -1 else len(source)
        else:
            writer.text("<")
            at = found + 1
    writer.text(source[at:])
    return writer.whole()


class _Writer:
    """Puts the pieces together; `_unseen` is the element within which nothing is shown."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._unseen = ""
        self._address = ""
        self._link: list[str] = []

    def text(self, raw: str) -> None:
        if raw and not self._unseen:
            words = _SPACES.sub(" ", unescape(raw)).replace("<", "‹").replace(">", "›")
            self._pieces.append(words)
            self._link.append(words)

    def tag(self, name: str, attributes: str, *, closes: bool) -> None:
        if self._unseen:
            if closes and name == self._unseen:
                self._unseen = ""
        elif name in _UNSEEN and not closes:
            self._unseen = name
        elif name in _PARAGRAPHS:
            self._pieces.append("\n\n")
        elif name in _LINES and not (closes and name == "tr"):
            self._pieces.append("\n")
        elif name == "li" and not closes:
            self._pieces.append("\n- ")
        elif name in ("td", "th") and closes:
            self._pieces.append(" ")
        elif name == "a":
            self._end_link()
            if not closes and (found := _HREF.search(attributes)):
                self._address = unescape(found[1] or found[2] or found[3] or "").strip()

    def _end_link(self) -> None:
        """The address behind the words of a link, where it says more than they do."""
        words, address = "".join(self._link).strip(), self._address
        self._link, self._address = [], ""
        url = safe_url(address) if address.lower().startswith(("http://", "https://")) else None
        if url and url.rstrip("/") not in words and address.rstrip("/") not in words:
            self._pieces.append(f" ({url})")

    def whole(self) -> str:
        self._end_link()
        lines = "".join(self._pieces).split("\n")
        return _MANY_LINES.sub("\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip()
