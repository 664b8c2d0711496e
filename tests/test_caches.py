"""Every cache has an owner and an end; those of a module hold data of the package, or have a bound."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "bulletin"

DATA = "data of the package, read once"
BABEL = "formatted by Babel, and the same on most pages of a board; bounded"
ZONES = "from the zone data, which is pinned; bounded by the years of a board"

MODULE_CACHES = {
    "bulletin/check/day_words.py::_near_pattern": DATA,
    "bulletin/check/day_words.py::_patterns": DATA,
    "bulletin/formats/dates/lexicon.py::_words_of": DATA,
    "bulletin/formats/field_names.py::classes_below": "from the classes of records alone",
    "bulletin/formats/markup/grammar.py::grammar": "the parser of Markdown is slow to make",
    "bulletin/formats/repeat/tokens.py::lexicon_of": DATA,
    "bulletin/model/recurrence.py::_counted_days": "a rule with COUNT is followed from its start each time",
    "bulletin/model/zones.py::_by_folded_name": DATA,
    "bulletin/model/zones.py::odd_days": ZONES,
    "bulletin/model/zones.py::parse_zone": ZONES,
    "bulletin/model/zones.py::zone_names": DATA,
    "bulletin/render/ical/timezones.py::_changes_of_year": ZONES,
    "bulletin/render/ical/timezones.py::render_timezone": ZONES,
    "bulletin/words/__init__.py::available_languages": DATA,
    "bulletin/words/__init__.py::load_words": DATA,
    "bulletin/words/catalogues.py::_translations": DATA,
    "bulletin/words/dates.py::_format_day": BABEL,
    "bulletin/words/dates.py::_format_time": BABEL,
    "bulletin/words/dates.py::_format_times": BABEL,
    "bulletin/words/dates.py::babel_locale": BABEL,
    "bulletin/words/languages.py::_own_names": DATA,
    "bulletin/words/languages.py::_tags_in": DATA,
    "bulletin/words/phrases.py::_template": "a phrase taken apart once; bounded by the number of phrases",
    "bulletin/words/phrases.py::words_in_any_language": DATA,
    "bulletin/words/phrases.py::direction": BABEL,
    "bulletin/words/phrases.py::phrases_in": DATA,
    "bulletin/words/phrases.py::plural_rule": BABEL,
    "bulletin/words/typed.py::words_typed_for": DATA,
}
"""What a module may keep as long as the process lives, and why."""

MOST = 28

IDENTITIES = {
    "bulletin/model/occurrences.py": "the order of dates, built with the dates it holds",
    "bulletin/render/html/fragments.py": "fragments hold the values they are kept by",
}
"""Where a value may be known by `id()`."""


def find_cached(tree: ast.AST) -> Iterator[str]:
    """The name of each function that `functools` keeps results of."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for decorator in node.decorator_list:
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            if ast.unparse(called).rpartition(".")[2] in ("cache", "lru_cache"):
                yield node.name


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE.parent).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_every_cache_of_a_module_is_listed_with_its_reason() -> None:
    found = {f"{path}::{name}" for path, tree in modules() for name in find_cached(tree)}
    assert found == set(MODULE_CACHES)
    assert len(found) <= MOST


def test_only_two_modules_know_a_value_by_its_identity() -> None:
    found = {
        path
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "id"
    }
    assert found == set(IDENTITIES)


def test_no_code_is_made_while_it_runs() -> None:
    found = {
        path
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("exec", "eval")
    }
    assert found == set()
