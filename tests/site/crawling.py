"""Every page of a built site as a crawler sees it: its links, its anchors, what it makes a browser fetch.

Pages are read by a pattern, not by a parser, so that two thousand take seconds: the HTML is our own, the Nu
checker holds it valid, and in an attribute `<` and `>` stand escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>")
_ATTRIBUTE = re.compile(r'([a-z][a-z-]*)(?:="([^"]*)")?')
_TEXT = re.compile(r"<script type=\"application/ld\+json\">.*?</script>", re.DOTALL)
_LINKING = frozenset(
    {"a", "link", "script", "img", "form", "source", "iframe", "object", "embed", "video", "meta"}
)
ADDRESSES = ("href", "src", "action", "data", "poster", "srcset")

# Where the site stands in these tests: in a folder of somebody else's host.
BASE = "https://host.example/some/where/"


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag: its name and its attributes, unescaped."""

    name: str
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Crawled:
    """One page: `ids` and the tags that lead somewhere or fetch something, in their order."""

    path: str
    text: str
    ids: tuple[str, ...]
    headings: int
    tags: tuple[Tag, ...]

    @property
    def url(self) -> str:
        """Where it stands under `BASE`."""
        return BASE + self.path.removesuffix("index.html")

    def links(self) -> Iterator[str]:
        """Addresses people can follow, as they are written."""
        for tag in self.tags:
            if tag.name == "a" and "href" in tag.attributes:
                yield tag.attributes["href"]

    def fetched(self) -> Iterator[str]:
        """Addresses the browser fetches by itself, as they are written."""
        for tag in self.tags:
            if tag.name == "link" and not {"stylesheet", "icon"} & set(tag.attributes["rel"].split()):
                continue
            if tag.name not in ("a", "form", "meta"):
                yield from (tag.attributes[name] for name in ADDRESSES if name in tag.attributes)


def crawl(site: Path) -> dict[str, Crawled]:
    """Every HTML page below a folder, by its path."""
    pages = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    return {name: read_page(name, pages[name].read_text(encoding="utf-8")) for name in sorted(pages)}


def read_page(path: str, text: str) -> Crawled:
    """What stands in one page."""
    ids, tags, headings = [], [], 0
    for match in _TAG.finditer(_TEXT.sub("", text)):
        name, written = match[1], match[2]
        headings += name == "h1"
        if name not in _LINKING and ' id="' not in written:
            continue
        attributes = {key: unescape(value) for key, value in _ATTRIBUTE.findall(written)}
        if "id" in attributes:
            ids.append(attributes["id"])
        if name in _LINKING:
            tags.append(Tag(name, attributes))
    return Crawled(path, text, tuple(ids), headings, tuple(tags))


@lru_cache(maxsize=200_000)
def resolve(page_url: str, address: str) -> tuple[str, str]:
    """Where an address on a page leads: the whole URL without its fragment, and the fragment."""
    parts = urlsplit(urljoin(page_url, address))
    return parts._replace(fragment="", query="").geturl(), unquote(parts.fragment)


def file_at(url: str, base: str = BASE) -> str | None:
    """The file of the site that a URL shows; None when it leads out of the site."""
    if not url.startswith(base):
        return None
    path = unquote(url.removeprefix(base))
    return f"{path}index.html" if path == "" or path.endswith("/") else path
