"""What stands above the columns of a sheet of events, in each language, and what people call them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bulletin.model.names import fold_name
from bulletin.words import available_languages, load_words
from bulletin.words.fields import fields_in_forms
from bulletin.words.phrases import MAIN

PART = "sheet"


def sheet_phrase(language: str, key: str) -> str:
    """A word of the sheet to fill in (`sheet`, `lists`, `example` …)."""
    return str(load_words(language, PART).get(key) or load_words(MAIN, PART)[key])


def column_label(language: str, name: str) -> str:
    """What stands above a column."""
    return _said(language, name, "label") or _said(MAIN, name, "label") or name


def column_note(language: str, name: str) -> str:
    """What is noted on it in that language; "" where nothing is."""
    return _said(language, name, "note")


def column_choices(language: str, name: str) -> tuple[str, ...]:
    """The words to choose from in a column whose words are the same on every board."""
    return tuple(_columns(language).get(name, {}).get("choices", ()))


def columns_by_header(languages: Sequence[str]) -> dict[str, str]:
    """Columns by the folded names they go by, in these languages before all others.

    A column may be called as its field is in a form; what only a sheet calls so comes first.
    """
    found: dict[str, str] = {}
    for language in dict.fromkeys((*languages, MAIN, *available_languages())):
        for header, name in _headers(language):
            found.setdefault(fold_name(header), name)
        for header, name in fields_in_forms(language).items():
            found.setdefault(header, name)
    return found


def windows_encoding(language: str) -> tuple[str, str]:
    """How Windows writes a language where it is not Unicode: the encoding, and what people call it."""
    windows = load_words(language, PART).get("windows") or load_words(MAIN, PART)["windows"]
    return windows["encoding"], windows["name"]


def sheet_words(key: str) -> frozenset[str]:
    """The folded words of one list (`form`, `answered`, `ticked`), in every language."""
    return frozenset(
        fold_name(word)
        for language in available_languages()
        for word in load_words(language, PART).get(key, ())
    )


def examples() -> frozenset[str]:
    """The titles of the row that shows how a sheet is filled in, folded."""
    return frozenset(fold_name(sheet_phrase(language, "example")) for language in available_languages())


def _headers(language: str) -> Iterator[tuple[str, str]]:
    for name, words in _columns(language).items():
        yield words["label"], name
        for other in words.get("also", ()):
            yield other, name


def _said(language: str, name: str, key: str) -> str:
    return str(_columns(language).get(name, {}).get(key, ""))


def _columns(language: str) -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = load_words(language, PART).get("columns", {})
    return found
