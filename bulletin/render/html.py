"""SITE → pages. The only place that reads themes; templates see plain values and can ask nothing else.

    {{ slip.route|to }}       a route as an address relative to this page (absolute in 404.html)
    {{ w("frame.skip") }}     a word of the theme in the page's language; w.plain("…") for attributes
    {{ body.text|html }}      HTML that was made safe when the content was read, its links made relative
    {{ text|html(raised=true) }}   the same right below the h1: its headings begin with h2, not h3
    {{ url|safe_url }}        an address from content, or "" if it must not be linked
    {{ once(slip, one) }}     `slip(one)`, made once for all pages of a language

Macros are imported without context, which is three times as fast; what they need to know of the page they
stand on, `to`, `html`, `w` and `is_here` ask of `_HERE`.
"""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import quote, urlsplit

from jinja2 import TemplateNotFound, UndefinedError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

import bulletin
from bulletin import files
from bulletin.files import Kind, UnreadableFile
from bulletin.formats.urls import MAX_LENGTH, safe_url
from bulletin.model.site import Frame, LocalText, OutputFile, Page, Wording
from bulletin.problems import UnusableTheme
from bulletin.render.escaping import EscapingEnvironment, escaped, markup, show_isolates
from bulletin.render.furniture import Words
from bulletin.render.themes import (
    SETTINGS,
    STATIC,
    Theme,
    ThemeFiles,
    build_theme,
    read_settings,
)

# SECURITY.md: nothing from elsewhere, nothing inline. Hosts that read `_headers` send the same.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self' mailto:; base-uri 'none'"
)

MAX_TEXT_BYTES = 256 * 1024
MAX_STATIC_BYTES = 5_000_000
MAX_ANCESTORS = 4

MOST_MADE = 50_000
"""So many pieces of pages are kept for each language, some 50 MB; then it begins anew."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_FROM_ROOT = re.compile(r'(<[^<>]*\s(?:href|src)=")/(?!/)')
_HEADING = re.compile("(</?h)([3-6])")
_PLAIN_ROUTE = re.compile(rf"[a-z0-9/.-]{{0,{MAX_LENGTH // 2}}}")
_RESERVED_IN_MAIL = re.compile("[^A-Za-z0-9_.~-]+")
_BY_VALUE = frozenset({str, bool})
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=dict)
_FEED_TYPES = {
    "ics": "text/calendar",
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}


@dataclass(slots=True)
class _Here:
    """The page being rendered: its route, the way from it to the site's root, its words and its frame."""

    route: str
    root: str
    words: Words
    frame: Frame
    roots: int = 0
    """How often the way to the root was asked for,"""
    bare: bool = False
    """whether by what says `./` where there is none,"""
    differs: bool = False
    """and whether somebody asked for what is another on every page."""


_HERE: ContextVar[_Here] = ContextVar("_HERE")

_ROOT = "\ufdd0\ufdd1\ufdd0"
"""Stands for the way to the site's root in what is made for all pages; no text may hold these (Unicode
§23.7), and where one does all the same, it is made anew for every page."""


def packaged_themes() -> Path:
    """The folder of the themes that come with it: in the package when installed, beside it in a checkout."""
    package = Path(bulletin.__file__).parent
    return package / "themes" if (package / "themes").is_dir() else package.parent / "themes"


def load_theme(
    folders: Sequence[Path],
    name: str,
    options: Mapping[str, str] | None = None,
    *,
    is_checked: bool = False,
) -> Theme:
    """The theme `name` out of the first of `folders` that has it, with those it extends.

    `options` are a board's own colours; `is_checked` says that its templates were found right before, so
    that only those are compiled that are used. Raises `UnusableTheme`, one line, for whatever is wrong in it.
    """
    chain: list[ThemeFiles] = []
    wanted: object = name
    while wanted:
        if len(chain) > MAX_ANCESTORS or any(theme.name == wanted for theme in chain):
            raise UnusableTheme(f"{chain[0].where}/{SETTINGS}: extends itself, or too many others.")
        chain.append(_read_theme(folders, wanted))
        wanted = read_settings(chain[-1]).get("extends", "")
    environment = EscapingEnvironment()
    environment.filters.update(
        to=_to, html=_html, safe_url=_safe_url, feed_type=_feed_type, quoted=_quoted, local=_local
    )
    environment.globals.update(w=_CurrentWords(), is_here=_is_here, once=_Once())
    return build_theme(chain, dict(options or {}), environment, is_checked=is_checked)


def theme_assets(theme: Theme) -> tuple[OutputFile, ...]:
    """What the theme publishes as it is: its `static/` folder, the colours written into the stylesheet."""
    return theme.assets


def render_page(theme: Theme, frame: Frame, page: Page) -> bytes:
    """One page as HTML. Raises `UnusableTheme` if a template asks for something that is not there."""
    here = _HERE.set(_Here(page.route, _root(page.route, frame.url), theme.words_in(page.lang), frame))
    try:
        template = theme.environment.get_template(f"{page.template}.html")
        text = template.render(
            page=page,
            head=page.head,
            frame=frame,
            values=page.values,
            section=_section(frame, page.route),
            csp=CONTENT_SECURITY_POLICY,
            stylesheet=theme.stylesheet,
            script=theme.script,
            json_ld=_json_ld(page),
        )
    except TemplateNotFound as error:
        raise UnusableTheme(f"theme {theme.name}: there is no templates/{error.name}.") from error
    except (UndefinedError, AttributeError, KeyError) as error:
        raise UnusableTheme(f"theme {theme.name}: {_place(error)}: {_reason(error)}") from error
    finally:
        _HERE.reset(here)
    return show_isolates(text).encode("utf-8")


def _read_theme(folders: Sequence[Path], name: object) -> ThemeFiles:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise UnusableTheme(f"theme {name!r}: a theme is called by small letters, digits and hyphens.")
    for folder in folders:
        try:
            entries = files.list_tree(folder / name)
        except UnreadableFile:
            continue
        found: dict[str, bytes] = {}
        for entry in entries:
            if entry.kind is not Kind.FILE or entry.noise:
                continue
            limit = MAX_STATIC_BYTES if entry.path.startswith(STATIC) else MAX_TEXT_BYTES
            try:
                found[entry.path] = files.read_bytes(folder / name / entry.path, limit=limit)
            except UnreadableFile as error:
                raise UnusableTheme(str(error)) from error
        if SETTINGS in found:
            return ThemeFiles(name, f"{folder.name}/{name}", found)
    places = " or ".join(str(folder) for folder in folders)
    raise UnusableTheme(f"theme {name!r}: there is no {name}/{SETTINGS} in {places}.")


def _root(route: str, site_url: str) -> str:
    if route.endswith("404.html"):  # shown under any address, so nothing in it can be relative
        return _path_of(site_url)
    return "../" * route.count("/")


@dataclass(frozen=True, slots=True)
class _Made:
    """What a macro said of `values`, which are kept so that no others come to have their identity."""

    values: tuple[object, ...]
    parts: list[str]
    """Cut where the way to the site's root belongs."""
    bare: bool
    """Whether it is another on a page that stands at the root itself."""


class _Once:
    """`once(macro, value …)` is `macro(value …)`, made once for all pages of a language.

    Nothing of it may differ from page to page but what `to` gives; a macro that asks `is_here` is called anew
    for every page.
    """

    def __init__(self) -> None:
        self.made: dict[str, tuple[Frame, dict[tuple[object, ...], _Made]]] = {}
        """By language. With another frame another build begins, and nothing is left of the one before."""

    def __call__(self, macro: Callable[..., str], *values: object) -> Markup:
        here = _HERE.get()
        frame = here.frame
        found = self.made.get(frame.lang)
        if found is None or found[0] is not frame:
            found = self.made[frame.lang] = frame, {}
        key: tuple[object, ...]
        if len(values) == 1:
            key = macro, id(values[0])
        else:
            key = (macro, *[value if type(value) in _BY_VALUE else id(value) for value in values])
        made = found[1].get(key)
        if made is None:
            made = _without_root(here, macro, values)
            if made is None:
                return markup(macro(*values))
            if len(found[1]) >= MOST_MADE:
                found[1].clear()
            found[1][key] = made
        here.roots += len(made.parts) - 1
        here.bare |= made.bare
        if made.bare and not here.root:
            return markup(macro(*values))
        return markup(here.root.join(made.parts))

    def __reduce__(self) -> tuple[type[_Once], tuple[()]]:
        return _Once, ()


def _without_root(here: _Here, macro: Callable[..., str], values: tuple[object, ...]) -> _Made | None:
    """What the macro says without the way to the root; None if more than that may differ."""
    before = here.root, here.roots, here.bare, here.differs
    here.root, here.roots, here.bare, here.differs = _ROOT, 0, False, False
    try:
        parts = str.split(macro(*values), _ROOT)
        kept = not here.differs and len(parts) == here.roots + 1
        return _Made(values, parts, here.bare) if kept else None
    finally:
        here.root, here.roots, here.bare, here.differs = before


# With a context, so that Jinja does not work out `"static/pin.svg"|to` once and for all when it compiles.
@pass_context
def _to(_: Context, target: str) -> str:
    here = _HERE.get()
    if ":" in target:
        url = here.frame.url
        if target.startswith(url) and _is_plain(url) and _PLAIN_ROUTE.fullmatch(target, len(url)):
            return target
        return _safe_url(target) or "#"
    here.roots += 1
    if target:
        return here.root + target
    here.bare = True
    return here.root or "./"


@pass_context
def _html(_: Context, text: str, raised: bool = False) -> Markup:
    if raised:
        text = _HEADING.sub(lambda match: f"{match[1]}{int(match[2]) - 1}", text)
    if '="/' in text:
        here = _HERE.get()
        here.bare = True
        text, number = _FROM_ROOT.subn(rf"\1{here.root or './'}", text)
        here.roots += number
    return markup(text)


def _is_here(route: str) -> bool:
    here = _HERE.get()
    here.differs = True
    return route == here.route


class _CurrentWords:
    """The words of the page being rendered, under one name for all templates."""

    def __call__(self, key: str, **parameters: object) -> Markup:
        words = _HERE.get().words
        return words(key, **parameters) if parameters else words.said(key)

    def plain(self, key: str, **parameters: object) -> str:
        return _HERE.get().words.plain(key, **parameters)


@lru_cache(maxsize=8)
def _is_plain(url: str) -> bool:
    """Whether the address is safe, and stays so with a plain route behind it."""
    return url.endswith("/") and len(url) < MAX_LENGTH / 2 and _safe_url(url) == url


@lru_cache(maxsize=8)
def _path_of(site_url: str) -> str:
    return urlsplit(site_url).path.rstrip("/") + "/"


def _section(frame: Frame, route: str) -> str:
    """The route of the entry of the navigation that this page belongs to."""
    best = ""
    for link in frame.nav:
        if link.route == route:
            return route
        if link.route != frame.home and len(link.route) > len(best) and route.startswith(link.route):
            best = link.route
    return best


def _json_ld(page: Page) -> tuple[Markup, ...]:
    return tuple(
        Markup(_JSON.encode(node).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
        for node in page.head.json_ld
    )


@lru_cache(maxsize=4096)  # a venue's map, a partner's site: the same few on a thousand pages
def _safe_url(text: str) -> str:
    return safe_url(text) or ""


def _local(words: Wording) -> Markup:
    """Words of a page; each part in another language with its `lang`, and its `dir` where that differs."""
    return markup(escaped(words) if isinstance(words, str) else "".join(map(_part, words)))


def _part(part: LocalText) -> str:
    text = escaped(part.text)
    if not part.lang:
        return text
    turned = f' dir="{escaped(part.dir)}"' if part.dir else ""
    return f'<span lang="{escaped(part.lang)}"{turned}>{text}</span>'


def _feed_type(route: str) -> str:
    return _FEED_TYPES.get(route.rpartition(".")[2], "")


def _quoted(text: str) -> str:
    """For the parts of a mailto: address (RFC 6068)."""
    return _RESERVED_IN_MAIL.sub(_quote, text)


def _quote(found: re.Match[str]) -> str:
    return _percent(found[0])


_percent = lru_cache(maxsize=1024)(partial(quote, safe=""))


def _place(error: Exception) -> str:
    for step in reversed(traceback.extract_tb(error.__traceback__)):
        if "/templates/" in step.filename and step.filename.endswith(".html"):
            return f"{step.filename}:{step.lineno}"
    return "a template"


def _reason(error: Exception) -> str:
    return f"no theme has the word {error}" if isinstance(error, KeyError) else str(error)
