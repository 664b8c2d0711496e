"""The main part of a rendered page, fit to stand among others in one file.

Tags are read and written again by the standard library's parser; text passes through as it is.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

_Attributes = list[tuple[str, str | None]]

_LOWERED = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}
_DROPPED = frozenset({"script", "style", "template", "iframe", "form", "object", "embed", "source", "svg"})
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_REFERENCES = frozenset({"aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"})
_ABOUT_LINKS = frozenset({"href", "rel", "hreflang", "type", "download", "target", "ping"})
_OUTSIDE = frozenset({"http", "https", "tel"})


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A page at `route` of the site at `url` that becomes a part named `anchor`.

    `anchors` are the parts by the routes of their pages, `pictures` data: addresses by the routes of files.
    """

    route: str
    anchor: str
    url: str
    anchors: Mapping[str, str]
    pictures: Mapping[str, str]


def excerpt_page(html: str, excerpt: Excerpt) -> str:
    """What stands in the page's `<main>`. Every link leads within the file, to another site, or nowhere."""
    reader = _Reader(excerpt)
    reader.feed(html)
    reader.close()
    return "".join(reader.found)


class _Reader(HTMLParser):
    def __init__(self, excerpt: Excerpt) -> None:
        super().__init__(convert_charrefs=False)
        self.excerpt = excerpt
        self.found: list[str] = []
        self.is_inside = False
        self.dropped: list[str] = []
        """Names of the open elements of which nothing is taken."""

    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:
        if tag == "main":
            self.is_inside = True
        elif not self.is_inside:
            return
        elif self.dropped or tag in _DROPPED or any(name == "hidden" for name, _ in attrs):
            if tag not in _VOID:
                self.dropped.append(tag)
        elif tag == "picture":
            return  # of its files one at most is put in
        elif tag == "img":
            self._picture(dict(attrs))
        else:
            kept = self._attributes(attrs)
            if tag == "a" and _is_button(kept) and not any(name == "href" for name, _ in kept):
                self.dropped.append(tag)  # a button that would do nothing
                return
            self.found.append(f"<{_LOWERED.get(tag, tag)}{_written(kept)}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.is_inside = False
        elif self.dropped:
            if tag == self.dropped[-1]:
                self.dropped.pop()
        elif self.is_inside and tag not in _VOID and tag != "picture":
            self.found.append(f"</{_LOWERED.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        if self.is_inside and not self.dropped:
            self.found.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def _attributes(self, attrs: _Attributes) -> _Attributes:
        kept: _Attributes = []
        for name, value in attrs:
            if name == "href":
                kept.append((name, self._target(value or "")))
            elif name == "id":
                kept.append((name, f"{self.excerpt.anchor}--{value}"))
            elif name in _REFERENCES:
                parts = (f"{self.excerpt.anchor}--{part}" for part in (value or "").split())
                kept.append((name, " ".join(parts)))
            elif not name.startswith("on") and name not in ("style", "src", "srcset"):
                kept.append((name, value))
        if ("href", "") in kept:
            return [(name, value) for name, value in kept if name not in _ABOUT_LINKS]
        return kept

    def _target(self, href: str) -> str:
        """Where a link leads in the file or outside; "" when there is nothing to lead to."""
        if href.startswith("#"):
            return f"#{self.excerpt.anchor}--{href[1:]}" if len(href) > 1 else ""
        if href.startswith(self.excerpt.url):
            return self._anchor_of(href.removeprefix(self.excerpt.url).lstrip("/"))
        parts = urlsplit(href)
        if parts.scheme == "mailto":
            return href if parts.path else ""
        if parts.scheme or parts.netloc:
            return href if parts.scheme in _OUTSIDE else ""
        return self._anchor_of(self._route_of(parts.path))

    def _anchor_of(self, route: str) -> str:
        anchor = self.excerpt.anchors.get(route.partition("#")[0])
        return f"#{anchor}" if anchor else ""

    def _route_of(self, path: str) -> str:
        """The route a relative address means on this page."""
        whole = posixpath.normpath(posixpath.join("/", self.excerpt.route, path)).lstrip("/")
        return f"{whole}/" if whole and path.endswith("/") else whole

    def _picture(self, attrs: dict[str, str | None]) -> None:
        """The picture itself, or what it shows in words where it cannot be put into the file."""
        data = self.excerpt.pictures.get(self._route_of(attrs.get("src") or ""))
        if data is None:
            self.handle_data(escape(attrs.get("alt") or ""))
            return
        kept = [(name, value) for name, value in self._attributes(list(attrs.items())) if name != "loading"]
        self.found.append(f"<img{_written([('src', data), *kept])}>")


def _is_button(attrs: _Attributes) -> bool:
    return any(name == "class" and "button" in (value or "").split() for name, value in attrs)


def _written(attrs: _Attributes) -> str:
    return "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attrs)
