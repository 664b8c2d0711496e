"""SITE → one HTML file that opens offline: every event as its page will show it, below a list of them.

The pages are rendered by the theme as they will be published. Of each the main part is taken, its links made
to lead within the file or nowhere, its pictures put into it, its headings set one level lower. There is no
script, and the file's own policy lets nothing be fetched (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from bulletin.model.site.details import EventValues
from bulletin.model.site.parts import Layout
from bulletin.model.site.plan import EVENT, Page, SitePlan
from bulletin.render import Renderer
from bulletin.render.html.theme_words import Words
from bulletin.render.html.themes import Theme
from bulletin.render.standalone import (
    Document,
    Kept,
    event_excerpt,
    inline_pictures,
    style_of,
    write_document,
)
from bulletin.words import load_words

MOST_BYTES = 2_000_000
OWN_STYLE = """
.preview-list h2{margin-block-start:1.2rem}
.preview-list ul{columns:18rem;padding-inline-start:1.2rem}
.preview-event{margin-block:3rem;padding-block-start:1rem;border-block-start:3px solid}
.preview-event>article>h2{font-size:2rem;line-height:1.15}
"""


@dataclass(frozen=True, slots=True)
class Preview:
    """The file, how many events stand in it, and how many did not fit."""

    data: bytes
    events: int
    left_out: int


@dataclass(frozen=True, slots=True)
class _Shown:
    page: Page
    title: str
    partner: str
    html: str


def render_preview(site: SitePlan, theme: Theme, *, most_bytes: int = MOST_BYTES) -> Preview:
    """The events of the board's main language, then those of the others that are translated.

    What would make the file larger than `most_bytes` is left out. Raises `UnusableTheme`.
    """
    main = next(iter(site.layouts.values()))
    renderer = Renderer(theme, site.layouts)
    made = [plan.make() for plan in site.pages if plan.kind == EVENT]
    pages = [page for page in made if isinstance(page, Page) and _is_shown(page, main.lang)]
    pages.sort(key=lambda page: page.lang != main.lang)
    anchors = {page.route: _anchor(page.route) for page in pages}
    pictures = inline_pictures(site)
    shown: list[_Shown] = []
    size = len(style_of(theme, OWN_STYLE).encode()) + 4_000
    for page in pages:
        found = _show(renderer, page, anchors, pictures)
        size += len(found.html.encode()) + 200 + 2 * len(found.title.encode())
        if size > most_bytes:
            break
        shown.append(found)
    # A link must not lead to an event that did not fit; they are few, so it is simply done again.
    if len(shown) < len(pages):
        anchors = {one.page.route: anchors[one.page.route] for one in shown}
        shown = [_show(renderer, one.page, anchors, pictures) for one in shown]
    left_out = len(pages) - len(shown)
    return Preview(_document(renderer, main, shown, anchors, left_out).encode(), len(shown), left_out)


def _is_shown(page: Page, main: str) -> bool:
    values = page.values
    return isinstance(values, EventValues) and (page.lang == main or not values.title.lang)


def _anchor(route: str) -> str:
    return route.strip("/").replace("/", "-")


def _show(renderer: Renderer, page: Page, anchors: Mapping[str, str], pictures: Mapping[str, str]) -> _Shown:
    values = page.values
    assert isinstance(values, EventValues)
    partner = values.by[0].text if values.by else ""
    html = event_excerpt(renderer, page, values, Kept(anchors, pictures))
    return _Shown(page, values.title.text, partner, html)


def _document(
    renderer: Renderer, layout: Layout, shown: list[_Shown], anchors: Mapping[str, str], left_out: int
) -> str:
    words = _words(layout.lang)
    title = words("title", board=layout.board_title)
    about = words("about", day=layout.made_on)
    more = f"<p><strong>{words('left_out', n=left_out)}</strong></p>\n" if left_out else ""
    back = f'<p><a href="#top">{words("back")}</a></p>\n'
    articles = "".join(f"{_article(renderer, layout, one, anchors)}{back}" for one in shown)
    body = f"""\
<h1>{title}</h1>
<p>{about}</p>
{more}<nav class="preview-list" aria-label="{words("jump")}">
{_list(layout, shown, anchors)}</nav>
{articles}"""
    return write_document(renderer.theme, Document(layout.lang, layout.dir, str(title), body, OWN_STYLE))


def _article(renderer: Renderer, layout: Layout, one: _Shown, anchors: Mapping[str, str]) -> str:
    own = renderer.layouts[one.page.lang]
    lang = f' lang="{escape(own.lang)}" dir="{escape(own.dir)}"' if own != layout else ""
    return f'<div class="preview-event" id="{anchors[one.page.route]}"{lang}>\n{one.html}</div>\n'


def _list(layout: Layout, shown: list[_Shown], anchors: Mapping[str, str]) -> str:
    """Links by partner, in the order in which partners first come."""
    partners: dict[str, list[_Shown]] = {}
    for one in shown:
        partners.setdefault(one.partner, []).append(one)
    parts = []
    for partner, events in partners.items():
        links = "".join(
            f'<li><a href="#{anchors[one.page.route]}"{_lang(one, layout)}>{escape(one.title)}</a></li>\n'
            for one in events
        )
        heading = f"<h2>{escape(partner)}</h2>\n" if partner else ""
        parts.append(f"{heading}<ul>\n{links}</ul>\n")
    return "".join(parts)


def _lang(one: _Shown, layout: Layout) -> str:
    values = one.page.values
    lang = values.title.lang if isinstance(values, EventValues) and values.title.lang else one.page.lang
    return f' lang="{escape(lang)}"' if lang != layout.lang else ""


def _words(language: str) -> Words:
    own = load_words(language.split("-")[0], "preview")
    return Words(language, own, load_words("en", "preview"))
