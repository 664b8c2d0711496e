"""A theme from its files: checked templates, words and colours, the theme it extends below it.

What a theme consists of is described in `docs/themes.md`. Nothing is read here; `html.py` hands in the bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Any, cast

import yaml
from jinja2 import BaseLoader, Environment, Template, TemplateNotFound, TemplateSyntaxError, nodes

from bulletin.model.site import OutputFile
from bulletin.problems import UnusableTheme
from bulletin.render.html.colours import (
    Palette,
    check_contrast,
    format_palettes,
    parse_colour,
    with_board_colours,
)
from bulletin.render.html.theme_words import Entry, Words, flatten_words
from bulletin.words.phrases import MAIN

SETTINGS = "theme.yaml"
STATIC = "static/"
STYLESHEET = "static/style.css"
SCRIPT = "static/today.js"

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_KEYS = frozenset({"name", "description", "extends", "colours", "categories"})
_AIR = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/|\s*([{};,>])\s*|(:)\s+|\s+""", re.DOTALL)
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class ThemeFiles:
    """A theme as it lies in its folder: `files` are bytes by path, `/` between its parts."""

    name: str
    where: str
    files: Mapping[str, bytes]

    def text(self, path: str) -> str:
        try:
            return self.files[path].decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnusableTheme(
                f"{self.where}/{path}: is not saved as UTF-8 (byte {error.start + 1})."
            ) from error

    def under(self, folder: str, ending: str) -> Iterator[str]:
        return (path for path in sorted(self.files) if path.startswith(folder) and path.endswith(ending))


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything a page needs besides its values. `digest` changes when anything of it does."""

    name: str
    environment: Environment
    words: Mapping[str, Words]
    assets: tuple[OutputFile, ...]
    palettes: tuple[Palette, Palette]
    """Light and dark."""
    digest: str
    stylesheet: str
    """Its route, with a piece of its digest so that browsers fetch it anew when it changes."""
    script: str

    def words_in(self, language: str) -> Words:
        """The words of a language, of its main language (`fr` for `fr-CA`), else English marked as such."""
        for tag in (language, language.split("-")[0]):
            if tag in self.words:
                return self.words[tag]
        return Words(language, {}, self.words[MAIN].own)


def read_settings(theme: ThemeFiles) -> Mapping[str, object]:
    """What theme.yaml says; raises `UnusableTheme`."""
    settings = _parse_yaml(theme, SETTINGS)
    for key in settings:
        if key not in _KEYS:
            raise UnusableTheme(
                f"{theme.where}/{SETTINGS}: there is no setting {key!r}; "
                f"it can be {', '.join(sorted(_KEYS))}."
            )
    return settings


def build_theme(
    chain: Sequence[ThemeFiles],
    options: Mapping[str, str],
    environment: Environment,
    *,
    is_checked: bool = False,
) -> Theme:
    """A Theme from the files of a theme and of those it extends, the theme itself first.

    `environment` brings the filters; its loader is set here. With `is_checked`, templates are compiled when
    they are used. Raises `UnusableTheme` in one line.
    """
    words = _words(chain)
    environment.loader = templates = _Templates(_sources(chain))
    if not is_checked:
        _check_templates(chain, environment, templates, words[MAIN])
    light, dark = with_board_colours(*_palettes(chain), options, "theme_options in board.yaml")
    whose = f"{chain[0].where} with theme_options of board.yaml" if options else chain[0].where
    for palette, mode in ((light, "light"), (dark, "dark")):
        check_contrast(palette, f"{whose}, {mode} colours")
    assets = _assets(chain, format_palettes(light, dark))
    digest = hashlib.sha256()
    for theme in chain:
        for path in sorted(theme.files):
            digest.update(b"%s\0%d\0" % (path.encode(), len(theme.files[path])) + theme.files[path])
    routes = {asset.path: f"{asset.path}?v={hashlib.sha256(asset.data).hexdigest()[:8]}" for asset in assets}
    return Theme(
        name=chain[0].name,
        environment=environment,
        words=words,
        assets=assets,
        palettes=(light, dark),
        digest=hashlib.sha256(digest.digest() + repr(routes).encode()).hexdigest(),
        stylesheet=routes[STYLESHEET],
        script=routes.get(SCRIPT, ""),
    )


def _parse_yaml(theme: ThemeFiles, path: str) -> Mapping[str, object]:
    try:
        # Every value is text: `no: Non` is the word for "no", not a truth value.
        tree = yaml.load(theme.text(path), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise UnusableTheme(
            f"{theme.where}/{path}{line}: cannot be read ({error.problem or error.context})."
        ) from error
    except yaml.YAMLError as error:
        raise UnusableTheme(f"{theme.where}/{path}: cannot be read ({error}).") from error
    if tree in ("", None):
        return {}
    if not isinstance(tree, dict):
        raise UnusableTheme(f"{theme.where}/{path}: must be lines of `name: value`.")
    return cast("Mapping[str, object]", tree)


class _Templates(BaseLoader):
    """Templates by name, as (text, file); each file is compiled once, whatever names it goes by."""

    def __init__(self, sources: Mapping[str, tuple[str, str]]) -> None:
        self.sources = sources
        self.compiled: dict[str, CodeType] = {}

    def load(
        self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        if name not in self.sources:
            raise TemplateNotFound(name)
        text, file = self.sources[name]
        if file not in self.compiled:
            self.compile(environment, text, name)
        # A plain dict: Jinja hands in two of them in one, and goes through all their names for each page.
        names = dict(globals or {})
        return environment.template_class.from_code(environment, self.compiled[file], names)

    def compile(self, environment: Environment, source: str | nodes.Template, name: str) -> None:
        file = self.sources[name][1]
        self.compiled[file] = environment.compile(source, name, file)

    def __reduce__(self) -> tuple[Callable[..., _Templates], tuple[object, ...]]:
        return _Templates, (self.sources,)


def _sources(chain: Sequence[ThemeFiles]) -> dict[str, tuple[str, str]]:
    # Each template has two names: its own, which the child's replaces, and `plain/event.html`, by which
    # the child's can extend the one it replaces.
    found: dict[str, tuple[str, str]] = {}
    for theme in reversed(chain):
        for path in theme.under("templates/", ".html"):
            name = path.removeprefix("templates/")
            template = (theme.text(path), f"{theme.where}/{path}")
            found[name] = found[f"{theme.name}/{name}"] = template
    return found


def _check_templates(
    chain: Sequence[ThemeFiles], environment: Environment, templates: _Templates, main: Words
) -> None:
    for theme in chain:
        for path in theme.under("templates/", ".html"):
            name = f"{theme.name}/{path.removeprefix('templates/')}"
            try:
                tree = environment.parse(theme.text(path), name)
                for line, key in _words_used(tree):
                    if key not in main.own:
                        raise UnusableTheme(
                            f"{theme.where}/{path}:{line}: no theme has the word {key!r}; "
                            f"add it to words/{MAIN}.yaml."
                        )
                templates.compile(environment, tree, name)
            except TemplateSyntaxError as error:
                raise UnusableTheme(f"{theme.where}/{path}:{error.lineno}: {error.message}") from error


def _words_used(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    for call in tree.find_all(nodes.Call):
        asked = call.node
        if isinstance(asked, nodes.Getattr) and asked.attr == "plain":
            asked = asked.node
        if isinstance(asked, nodes.Name) and asked.name == "w" and call.args:
            key = call.args[0]
            if isinstance(key, nodes.Const):
                yield call.lineno, str(key.value)


def _words(chain: Sequence[ThemeFiles]) -> dict[str, Words]:
    by_language: dict[str, list[Mapping[str, Entry]]] = {}
    for theme in chain:
        for path in theme.under("words/", ".yaml"):
            tag = path.removeprefix("words/").removesuffix(".yaml").lower()
            entries = dict(flatten_words(_parse_yaml(theme, path), f"{theme.where}/{path}"))
            by_language.setdefault(tag, []).append(entries)
    main = dict(ChainMap(*(dict(each) for each in by_language.get(MAIN, []))))
    if not main:
        raise UnusableTheme(f"{chain[0].where}: has no words/{MAIN}.yaml, and extends no theme that has.")
    return {
        tag: Words(tag, dict(ChainMap(*(dict(each) for each in layers))), main)
        for tag, layers in by_language.items()
    }


def _palettes(chain: Sequence[ThemeFiles]) -> tuple[dict[str, str], dict[str, str]]:
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for theme in reversed(chain):
        settings = read_settings(theme)
        where = f"{theme.where}/{SETTINGS}"
        for mode, palette in (("light", light), ("dark", dark)):
            colours = _section(_section(settings, "colours", where), mode, where)
            palette.update({name: _colour(value, name, where) for name, value in colours.items()})
        for category in (categories := _section(settings, "categories", where)):
            both = _section(categories, category, where)
            for mode, palette in (("light", light), ("dark", dark)):
                if mode in both:
                    palette[f"cat-{category}"] = _colour(both[mode], f"{category}, {mode}", where)
    known = set(light) | {"paper", "slip", "ink", "soft", "line", "accent", "alert", "alert-paper", "ok"}
    for palette, mode in ((light, "light"), (dark, "dark")):
        for name in sorted(known - set(palette)):
            raise UnusableTheme(f"{chain[0].where}/{SETTINGS}: the {mode} colours lack {name!r}.")
    return light, dark


def _section(settings: Mapping[str, object], name: str, where: str) -> Mapping[str, object]:
    section = settings.get(name, {})
    if not isinstance(section, dict) or not all(_NAME.fullmatch(str(key)) for key in section):
        raise UnusableTheme(f"{where}: {name} must be a list of names in small letters, each with a value.")
    return section


def _colour(value: object, name: str, where: str) -> str:
    colour = parse_colour(value) if isinstance(value, str) else None
    if colour is None:
        raise UnusableTheme(f'{where}: {name} is {value!r}; write a colour like "#0a5160", in quotes.')
    return colour


def _assets(chain: Sequence[ThemeFiles], colours: str) -> tuple[OutputFile, ...]:
    found: dict[str, bytes] = {}
    for theme in reversed(chain):
        for path in theme.under(STATIC, ""):
            if path == STYLESHEET and theme is not chain[-1]:
                # A child's stylesheet comes after its parent's: it says only what differs.
                found[path] = found.get(path, b"") + b"\n" + theme.text(path).encode()
            else:
                found[path] = theme.text(path).encode() if path == STYLESHEET else theme.files[path]
    if STYLESHEET not in found:
        raise UnusableTheme(f"{chain[0].where}: has no {STYLESHEET}, and extends no theme that has.")
    found[STYLESHEET] = (colours + _without_air(found[STYLESHEET].decode())).encode()
    return tuple(OutputFile(path, data) for path, data in sorted(found.items()))


def _without_air(css: str) -> str:
    """The same rules without comments, and without the spaces and line ends that only people need."""
    return _AIR.sub(_tighten, css).replace(";}", "}").strip()


def _tighten(match: re.Match[str]) -> str:
    text, mark, colon = match.groups()
    if match[0].startswith("/*"):
        return ""
    return str(text or mark or colon or " ")
