"""One HTML file in the board's own look that needs no other: no script, and nothing is fetched.

Of rendered pages the main part is taken, its links made to lead within the file or nowhere, its pictures put
into it, its headings set one level lower (docs/safety.md).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from bulletin.model.site.details import EventValues
from bulletin.model.site.plan import Page, SitePlan, SizedPicture
from bulletin.render import Renderer
from bulletin.render.excerpt import Excerpt, excerpt_page
from bulletin.render.html.themes import STYLESHEET, Theme

LARGEST_PICTURE = 150_000
"""Bytes; of a larger picture its description is shown."""

_STYLES = ("static/details.css", STYLESHEET)
_NO_LINK = "a:not([href]){color:inherit;border:0;text-decoration:none}\n"

_PICTURE_TYPES = {b"\x89P": "image/png", b"\xff\xd8": "image/jpeg", b"RI": "image/webp"}
"""By how their bytes begin."""


@dataclass(frozen=True, slots=True)
class Document:
    """What stands in the file: its language, its title as HTML, its main part, and rules of its own.

    `header` stands above the main part, "" for nothing.
    """

    lang: str
    dir: str
    title: str
    body: str
    style: str
    header: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a site stands in the file: parts by the routes of their pages, pictures by those of files."""

    anchors: Mapping[str, str]
    pictures: Mapping[str, str]


def style_of(theme: Theme, own: str) -> str:
    """The stylesheets of a theme and further rules, fit to stand in a page."""
    assets = {asset.path: asset.data for asset in theme.assets}
    css = "".join(assets[path].decode() for path in _STYLES if path in assets) + own + _NO_LINK
    return css.replace("</", "<\\/")  # nothing in a stylesheet may end its element


def write_document(theme: Theme, document: Document) -> str:
    """The whole file, whose own policy lets nothing be fetched and nothing run."""
    css = style_of(theme, document.style)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'"
    return f"""\
<!doctype html>
<html lang="{escape(document.lang)}" dir="{escape(document.dir)}">
<head>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{document.title}</title>
<style>{css}</style>
</head>
<body id="top">
{document.header}<main class="wide">
{document.body}</main>
</body>
</html>
"""


def inline_pictures(site: SitePlan) -> dict[str, str]:
    """Pictures as they were handed in, by the routes of their copies: whoever looks may want to see all."""
    found = {}
    for plan in site.pictures:
        picture = plan.make()
        if isinstance(picture, SizedPicture) and len(picture.source) <= LARGEST_PICTURE:
            kind = _PICTURE_TYPES[picture.source[:2]]
            found[plan.path] = f"data:{kind};base64,{base64.b64encode(picture.source).decode()}"
    return found


def event_excerpt(renderer: Renderer, page: Page, values: EventValues, kept: Kept) -> str:
    """The main part of an event's page; there is nothing yet to subscribe to, to share, or to suggest."""
    bare = replace(
        values, crumbs=(), calendar=None, subscribe=None, suggest_url="", wrong_url="", form_route=""
    )
    html = renderer.render(replace(page, values=bare)).decode()
    url = renderer.layouts[page.lang].url
    return excerpt_page(html, Excerpt(page.route, kept.anchors[page.route], url, kept.anchors, kept.pictures))
