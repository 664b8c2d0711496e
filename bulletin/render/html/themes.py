"""A theme from its files: checked templates, words and colours, the theme it extends below it.

What a theme consists of is described in `docs/themes.md`. The only place that reads themes.
"""

from __future__ import annotations

import hashlib
import re
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml
from jinja2 import Environment, TemplateSyntaxError, nodes

import bulletin
from bulletin import files
from bulletin.files import Kind, UnreadableFile
from bulletin.model.site.plan import OutputFile
from bulletin.problems import UnusableTheme
from bulletin.render.html.colours import (
    Palette,
    check_contrast,
    format_fixed_palettes,
    format_palettes,
    parse_colour,
)
from bulletin.render.html.minify import minify_css, minify_script
from bulletin.render.html.own_look import with_own_look
from bulletin.render.html.templates import create_environment
from bulletin.render.html.theme_words import Entry, Words, flatten_words
from bulletin.words.phrases import MAIN

SETTINGS = "theme.yaml"
STATIC = "static/"
STYLESHEET = "static/style.css"
EMBEDDED = "static/embed.css"
"""Of the pages that are shown within others."""
SCRIPT = "static/today.js"

MAX_TEXT_BYTES = 256 * 1024
MAX_STATIC_BYTES = 5_000_000
MAX_ANCESTORS = 4

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_KEYS = frozenset({"name", "description", "extends", "colours", "categories"})
_THEME_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class ThemeFiles:
    """A theme as it lies in its folder: `files` are bytes by path, `/` between its parts."""

    name: str
    where: str
    files: Mapping[str, bytes]
    packaged: bool
    """Whether it came with the program, whose tests check its templates."""

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
class ThemeSource:
    """All that a theme is made of: its files, those of the themes it extends, and a board's own colours.

    To another process goes the source; the theme is built there.
    """

    chain: tuple[ThemeFiles, ...]
    """The theme itself first."""
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything a page needs besides its values. `digest` changes when anything of it does."""

    name: str
    source: ThemeSource
    environment: Environment
    words: Mapping[str, Words]
    assets: tuple[OutputFile, ...]
    palettes: tuple[Palette, Palette]
    """Light and dark."""
    digest: str
    stylesheet: str
    """Its route, with a piece of its digest so that browsers fetch it anew when it changes."""
    script: str
    static: Mapping[str, str]
    """The same of each of its files by its path, `static/find.js`."""

    def words_in(self, language: str) -> Words:
        """The words of a language, of its main language (`fr` for `fr-CA`), else English marked as such."""
        for tag in (language, language.split("-")[0]):
            if tag in self.words:
                return self.words[tag]
        return Words(language, {}, self.words[MAIN].own)


def packaged_themes() -> Path:
    """The folder of the themes that come with it: in the package when installed, beside it in a checkout."""
    package = Path(bulletin.__file__).parent
    return package / "themes" if (package / "themes").is_dir() else package.parent / "themes"


def load_theme(folders: Sequence[Path], name: str, options: Mapping[str, str] | None = None) -> Theme:
    """The theme `name`, ready to render with. Raises `UnusableTheme`, one line."""
    return build_theme(read_theme(folders, name, options))


def read_theme(folders: Sequence[Path], name: str, options: Mapping[str, str] | None = None) -> ThemeSource:
    """The files of the theme `name` out of the first of `folders` that has it, with those it extends.

    `options` are a board's own colours. Raises `UnusableTheme`.
    """
    chain: list[ThemeFiles] = []
    wanted: object = name
    while wanted:
        if len(chain) > MAX_ANCESTORS or any(theme.name == wanted for theme in chain):
            raise UnusableTheme(f"{chain[0].where}/{SETTINGS}: extends itself, or too many others.")
        chain.append(_read_theme(folders, wanted))
        wanted = _read_settings(chain[-1]).get("extends", "")
    return ThemeSource(tuple(chain), dict(options or {}))


def build_theme(source: ThemeSource) -> Theme:
    """A theme from its source; templates of a board's own are checked. Raises `UnusableTheme`, one line."""
    chain, options = source.chain, source.options
    words = _words(chain)
    templates = _templates(chain)
    environment = create_environment(templates)
    _check_templates(chain, environment, templates, words[MAIN])
    light, dark = _palettes(chain)
    for palette, mode in ((light, "light"), (dark, "dark")):
        check_contrast(palette, f"{chain[0].where}, {mode} colours")
    look = with_own_look(light, dark, options, "theme_options in board.yaml")
    colours = {
        STYLESHEET: format_palettes(look.light, look.dark, look.type_size),
        EMBEDDED: format_fixed_palettes(look.light, look.dark),
    }
    assets = _assets(chain, colours)
    digest = hashlib.sha256()
    for theme in chain:
        for path in sorted(theme.files):
            digest.update(b"%s\0%d\0" % (path.encode(), len(theme.files[path])) + theme.files[path])
    routes = {asset.path: f"{asset.path}?v={hashlib.sha256(asset.data).hexdigest()[:8]}" for asset in assets}
    return Theme(
        name=chain[0].name,
        source=source,
        environment=environment,
        words=words,
        assets=assets,
        palettes=(look.light, look.dark),
        digest=hashlib.sha256(digest.digest() + repr(routes).encode()).hexdigest(),
        stylesheet=routes[STYLESHEET],
        script=routes.get(SCRIPT, ""),
        static=routes,
    )


def _read_theme(folders: Sequence[Path], name: object) -> ThemeFiles:
    if not isinstance(name, str) or not _THEME_NAME.fullmatch(name):
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
            return ThemeFiles(name, f"{folder.name}/{name}", found, folder.samefile(packaged_themes()))
    places = " or ".join(str(folder) for folder in folders)
    raise UnusableTheme(f"theme {name!r}: there is no {name}/{SETTINGS} in {places}.")


def _read_settings(theme: ThemeFiles) -> Mapping[str, object]:
    """What theme.yaml says; raises `UnusableTheme`."""
    settings = _parse_yaml(theme, SETTINGS)
    for key in settings:
        if key not in _KEYS:
            raise UnusableTheme(
                f"{theme.where}/{SETTINGS}: there is no setting {key!r}; "
                f"it can be {', '.join(sorted(_KEYS))}."
            )
    return settings


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


def _templates(chain: Sequence[ThemeFiles]) -> dict[str, tuple[str, str]]:
    """Each template as (text, file) under two names: its own, which the child's replaces, and
    `plain/event.html`, by which the child's can extend the one it replaces.
    """
    found: dict[str, tuple[str, str]] = {}
    for theme in reversed(chain):
        for path in theme.under("templates/", ".html"):
            name = path.removeprefix("templates/")
            template = (theme.text(path), f"{theme.where}/{path}")
            found[name] = found[f"{theme.name}/{name}"] = template
    return found


def _check_templates(
    chain: Sequence[ThemeFiles],
    environment: Environment,
    templates: Mapping[str, tuple[str, str]],
    main: Words,
) -> None:
    for theme in chain:
        if theme.packaged:
            continue
        for path in theme.under("templates/", ".html"):
            name, file = path.removeprefix("templates/"), f"{theme.where}/{path}"
            try:
                _check_template(environment.parse(theme.text(path), name), file, main)
                is_replaced = templates[name][1] != file
                environment.get_template(f"{theme.name}/{name}" if is_replaced else name)
            except TemplateSyntaxError as error:
                raise UnusableTheme(f"{file}:{error.lineno}: {error.message}") from error


def _check_template(tree: nodes.Template, file: str, main: Words) -> None:
    for line, key in _words_used(tree):
        if key not in main.own:
            raise UnusableTheme(f"{file}:{line}: no theme has the word {key!r}; add it to words/{MAIN}.yaml.")
    for block in tree.find_all(nodes.EvalContextModifier):
        raise UnusableTheme(f"{file}:{block.lineno}: autoescape cannot be turned off.")


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
        settings = _read_settings(theme)
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


def _assets(chain: Sequence[ThemeFiles], colours: Mapping[str, str]) -> tuple[OutputFile, ...]:
    found: dict[str, bytes] = {}
    for theme in reversed(chain):
        for path in theme.under(STATIC, ""):
            data = theme.text(path).encode() if path in colours or _is_script(path) else theme.files[path]
            if path == STYLESHEET and theme is not chain[-1]:
                # A child's stylesheet comes after its parent's: it says only what differs.
                data = found.get(path, b"") + b"\n" + data
            found[path] = data
    if STYLESHEET not in found:
        raise UnusableTheme(f"{chain[0].where}: has no {STYLESHEET}, and extends no theme that has.")
    for path, palettes in colours.items():
        if path in found:
            found[path] = (palettes + minify_css(found[path].decode())).encode()
    scripts = {path: minify_script(found[path].decode()).encode() for path in found if _is_script(path)}
    return tuple(OutputFile(path, data) for path, data in sorted({**found, **scripts}.items()))


def _is_script(path: str) -> bool:
    """Whether it is a script of a theme's own: those of others lie in folders, and stay as they are."""
    return path.endswith(".js") and path.count("/") == 1
