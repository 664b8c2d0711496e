"""The Jinja environment: what templates may ask, beside the plain values they are given.

    {{ slip.route|to }}       a route as an address relative to this page (absolute in 404.html)
    {{ w("frame.skip") }}     a word of the theme in the page's language; w.plain("…") for attributes
    {{ body.text|html }}      HTML that was made safe when the content was read, its links made relative
    {{ text|html(raised=true) }}   the same right below the h1: its headings begin with h2, not h3
    {{ url|safe_url }}        an address from content, or "" if it must not be linked
    {{ once(slip, one) }}     `slip(one)`, made once for all pages of a language

Everything is escaped, and an unknown name is a mistake: a theme shows values, it never guesses them. Macros
are imported without context; what they must know of the page they stand on is asked of `CURRENT_PAGE`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from bulletin.formats.urls import safe_url
from bulletin.model.site.parts import MixedText, TextRun
from bulletin.render.html.fragments import CURRENT_PAGE

_FROM_ROOT = re.compile(r'(<[^<>]*\s(?:href|src)=")/(?!/)')
_HEADING = re.compile("(</?h)([3-6])")

_FEED_TYPES = {
    "ics": "text/calendar",
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}

_TO_NEXT_ISOLATE = re.compile(
    # Text and tags that hold none, in one go: a page has a thousand tags and a dozen isolates. Never given
    # back, so that a page takes time that grows with its length.
    r"((?:[^<\u2068-\u2069]*+<(?!(?i:title>|script))[^>\u2068-\u2069]*+>)*+[^<\u2068-\u2069]*+)"
    r"([\u2068\u2069]|<(?i:title>)[^<]*+|<(?i:script)(?:[^<]++|<(?!(?i:/script)))*+|<[^>]*+>|<|\Z)"
)
_ISOLATES = {"\u2068": "<bdi>", "\u2069": "</bdi>"}


class _Environment(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Jinja's own chains two mappings, and every import of every page looks through both."""
        return {**self.globals, **(d or {})}


def create_environment(templates: Mapping[str, tuple[str, str]]) -> Environment:
    """The environment of a theme. `templates` are (text, name of the file) by name."""

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        return (*templates[name], lambda: True) if name in templates else None

    environment = _Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    del environment.filters["safe"]
    environment.filters.update(to=_to, html=_html, safe_url=_safe_url, local=_local)
    environment.filters["feed_type"] = lambda route: _FEED_TYPES.get(route.rpartition(".")[2], "")
    # For the parts of a mailto: address (RFC 6068).
    environment.filters["quoted"] = lambda text: quote(text, safe="")
    environment.globals.update(w=_CurrentWords(), is_here=_is_here, once=_once)
    return environment


def show_isolates(page: str) -> str:
    """The page with `<bdi>` around what stands between U+2068 and U+2069; where no markup can be, both go."""
    if "\u2068" not in page:
        return page
    return _TO_NEXT_ISOLATE.sub(_show_isolate, page)


def _show_isolate(found: re.Match[str]) -> str:
    before, here = found.groups()
    return before + (_ISOLATES.get(here) or here.replace("\u2068", "").replace("\u2069", ""))


# With a context, so that Jinja does not work out `"static/pin.svg"|to` once and for all when it compiles.
@pass_context
def _to(_: Context, target: str) -> str:
    if ":" in target:
        return _safe_url(target) or "#"
    return CURRENT_PAGE.get().address_of(target)


@pass_context
def _html(_: Context, text: str, raised: bool = False) -> Markup:
    if raised:
        text = _HEADING.sub(lambda match: f"{match[1]}{int(match[2]) - 1}", text)
    if '="/' in text:
        page = CURRENT_PAGE.get()
        text = _FROM_ROOT.sub(lambda match: match[1] + page.address_of(""), text)
    return Markup(text)


def _is_here(route: str) -> bool:
    return CURRENT_PAGE.get().is_here(route)


def _once(macro: Callable[..., str], *values: object) -> Markup:
    page = CURRENT_PAGE.get()
    return Markup(page.cache.render(page, macro, values))


class _CurrentWords:
    """The words of the page being rendered, under one name for all templates."""

    def __call__(self, key: str, **parameters: object) -> Markup:
        words = CURRENT_PAGE.get().words
        return words(key, **parameters) if parameters else words.said(key)

    def plain(self, key: str, **parameters: object) -> str:
        return CURRENT_PAGE.get().words.plain(key, **parameters)


def _safe_url(text: str) -> str:
    addresses = CURRENT_PAGE.get().cache.addresses
    found = addresses.get(text)
    if found is None:
        found = addresses[text] = safe_url(text) or ""
    return found


def _local(words: MixedText) -> Markup:
    """Words of a page; each part in another language with its `lang`, and its `dir` where that differs."""
    return escape(words) if isinstance(words, str) else Markup("".join(map(_part, words)))


def _part(part: TextRun) -> str:
    text = escape(part.text)
    if not part.lang:
        return text
    direction = f' dir="{escape(part.dir)}"' if part.dir else ""
    return f'<span lang="{escape(part.lang)}"{direction}>{text}</span>'
