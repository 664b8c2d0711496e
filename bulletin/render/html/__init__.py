"""SITE → pages. Templates see plain values and can ask nothing but what `templates` gives them."""

from __future__ import annotations

import json
import traceback
from collections.abc import Mapping
from urllib.parse import urlsplit

from jinja2 import TemplateNotFound, UndefinedError
from markupsafe import Markup

from bulletin.model.site.parts import EventCard, Layout
from bulletin.model.site.plan import CONTENT_SECURITY_POLICY, CardsFile, DaysFile, Page
from bulletin.problems import UnusableTheme
from bulletin.render.html.fragments import CURRENT_PAGE, FragmentCache, RenderingPage
from bulletin.render.html.templates import show_isolates
from bulletin.render.html.themes import Theme

_BETWEEN_CARDS = "\ufdd0card\ufdd0"

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=dict, check_circular=False)


def render_page(theme: Theme, layout: Layout, page: Page, cache: FragmentCache | None = None) -> bytes:
    """One page as HTML. Raises `UnusableTheme` if a template asks for something that is not there.

    `cache` goes from page to page, with the same theme and the same layout for each language.
    """
    rendering = RenderingPage(
        page.route, _root(page.route, layout.url), theme.words_in(page.lang), layout, cache or FragmentCache()
    )
    values = {
        "page": page,
        "head": page.head,
        "frame": layout,
        "values": page.values,
        "section": _section(layout, page.route),
        "csp": CONTENT_SECURITY_POLICY,
        "stylesheet": theme.stylesheet,
        "script": theme.script,
        "static": theme.static,
        "json_ld": tuple(map(_json_ld, page.head.json_ld)),
    }
    return _render(theme, rendering, page.template, values).encode("utf-8")


def render_days(theme: Theme, layout: Layout, file: DaysFile, cache: FragmentCache | None = None) -> bytes:
    """A script that gives its HTML to `furtherDays`, with a mark where the way to the root belongs."""
    words = theme.words_in(file.lang)
    rendering = RenderingPage(file.route, "{root}", words, layout, cache or FragmentCache())
    html = _render(theme, rendering, "_parts/days", {"days": file.days})
    return f"furtherDays({_JSON.encode(html)});\n".encode()


def _render(theme: Theme, rendering: RenderingPage, name: str, values: Mapping[str, object]) -> str:
    here = CURRENT_PAGE.set(rendering)
    try:
        text = theme.environment.get_template(f"{name}.html").render(values)
    except TemplateNotFound as error:
        raise UnusableTheme(f"theme {theme.name}: there is no templates/{error.name}.") from error
    except (UndefinedError, AttributeError, KeyError) as error:
        raise UnusableTheme(f"theme {theme.name}: {_place(error)}: {_reason(error)}") from error
    finally:
        CURRENT_PAGE.reset(here)
    return show_isolates(text)


def render_cards(theme: Theme, layout: Layout, file: CardsFile, cache: FragmentCache) -> bytes:
    """Cards as a script that hands them to `boardIndex`, for the page that shows them."""
    root = _root(file.page_route, layout.url)
    words = theme.words_in(file.lang)
    rendering = RenderingPage(file.page_route, root, words, layout, cache)
    whole = _render(theme, rendering, "_parts/cards", {"cards": file.cards, "mark": _BETWEEN_CARDS})
    cards = [card.strip() for card in whole.split(_BETWEEN_CARDS)[:-1]]
    text = _JSON.encode({"kind": "cards", "number": file.number, "cards": cards})
    return f"boardIndex({text});\n".encode()


def render_cards_alone(theme: Theme, layout: Layout, cards: tuple[EventCard, ...]) -> str:
    """Cards as HTML, for a file that stands by itself."""
    rendering = RenderingPage("", "", theme.words_in(layout.lang), layout, FragmentCache())
    return _render(theme, rendering, "_parts/cards", {"cards": cards, "mark": ""})


def _root(route: str, site_url: str) -> str:
    if route.endswith("404.html"):  # shown under any address, so nothing in it can be relative
        return urlsplit(site_url).path.rstrip("/") + "/"
    return "../" * route.count("/")


def _section(layout: Layout, route: str) -> str:
    """The route of the entry of the navigation that this page belongs to."""
    best = ""
    for link in layout.nav:
        if link.route == route:
            return route
        if link.route != layout.home and len(link.route) > len(best) and route.startswith(link.route):
            best = link.route
    return best


def _json_ld(node: Mapping[str, object]) -> Markup:
    """Linked data as JSON that no script element can end in."""
    text = _JSON.encode(node).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(text)


def _place(error: Exception) -> str:
    for step in reversed(traceback.extract_tb(error.__traceback__)):
        if "/templates/" in step.filename and step.filename.endswith(".html"):
            return f"{step.filename}:{step.lineno}"
    return "a template"


def _reason(error: Exception) -> str:
    return f"no theme has the word {error}" if isinstance(error, KeyError) else str(error)
