"""SITE → pages. The only place that reads themes; templates see plain values and can ask nothing else.

    {{ slip.route|to }}       a route as an address relative to this page (absolute in 404.html)
    {{ w("frame.skip") }}     a word of the theme in the page's language; w.plain("…") for attributes
    {{ body.text|html }}      HTML that was made safe when the content was read, its links made relative
    {{ text|html(raised=true) }}   the same right below the h1: its headings begin with h2, not h3
    {{ url|safe_url }}        an address from content, or "" if it must not be linked
    {{ once(slip, one) }}     `slip(one)`, made once for all pages of a language

Macros are imported without context, which is three times as fast; what they need to know of the page they
stand on, `to`, `html`, `w` and `is_here` ask of `HERE`.
"""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Mapping, Sequence
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
from bulletin.render.html.fragments import HERE, Here, Once
from bulletin.render.html.templates import EscapingEnvironment, escaped, markup, show_isolates
from bulletin.render.html.themes import (
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

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_FROM_ROOT = re.compile(r'(<[^<>]*\s(?:href|src)=")/(?!/)')
_HEADING = re.compile("(</?h)([3-6])")
_PLAIN_ROUTE = re.compile(rf"[a-z0-9/.-]{{0,{MAX_LENGTH // 2}}}")
_RESERVED_IN_MAIL = re.compile("[^A-Za-z0-9_.~-]+")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=dict, check_circular=False)
_NODES: dict[int, tuple[object, str]] = {}
"""Parts of linked data as JSON, by their identity; each is kept, so that no other comes to have it."""
_MOST_NODES = 1024

_FEED_TYPES = {
    "ics": "text/calendar",
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}


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
    environment.globals.update(w=_CurrentWords(), is_here=_is_here, once=Once())
    return build_theme(chain, dict(options or {}), environment, is_checked=is_checked)


def theme_assets(theme: Theme) -> tuple[OutputFile, ...]:
    """What the theme publishes as it is: its `static/` folder, the colours written into the stylesheet."""
    return theme.assets


def render_page(theme: Theme, frame: Frame, page: Page) -> bytes:
    """One page as HTML. Raises `UnusableTheme` if a template asks for something that is not there."""
    here = HERE.set(Here(page.route, _root(page.route, frame.url), theme.words_in(page.lang), frame))
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
        HERE.reset(here)
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


# With a context, so that Jinja does not work out `"static/pin.svg"|to` once and for all when it compiles.
@pass_context
def _to(_: Context, target: str) -> str:
    here = HERE.get()
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
        here = HERE.get()
        here.bare = True
        text, number = _FROM_ROOT.subn(rf"\1{here.root or './'}", text)
        here.roots += number
    return markup(text)


def _is_here(route: str) -> bool:
    here = HERE.get()
    here.differs = True
    return route == here.route


class _CurrentWords:
    """The words of the page being rendered, under one name for all templates."""

    def __call__(self, key: str, **parameters: object) -> Markup:
        words = HERE.get().words
        return words(key, **parameters) if parameters else words.said(key)

    def plain(self, key: str, **parameters: object) -> str:
        return HERE.get().words.plain(key, **parameters)


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
        markup(_json_of(node).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
        for node in page.head.json_ld
    )


def _json_of(node: Mapping[str, object]) -> str:
    """`_JSON.encode(node)`; most pages name the same few places and people in it."""
    return f"{{{','.join([f'{_JSON.encode(name)}:{_value_of(value)}' for name, value in node.items()])}}}"


def _value_of(value: object) -> str:
    if type(value) is not dict:
        return _JSON.encode(value)
    known = _NODES.get(id(value))
    if known is None:
        if len(_NODES) >= _MOST_NODES:
            _NODES.clear()
        known = _NODES[id(value)] = value, _JSON.encode(value)
    return known[1]


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
