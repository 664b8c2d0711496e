"""What a sheet of events says: above its columns, which are fields, and beside them."""

from __future__ import annotations

from collections.abc import Sequence

from bulletin.model.names import fold_name
from bulletin.words import available_languages, load_words
from bulletin.words.fields import field_headers, fields_in_forms
from bulletin.words.phrases import MAIN

PART = "sheet"


def sheet_phrase(language: str, key: str) -> str:
    """A word of the sheet to fill in (`sheet`, `lists`, `example` …)."""
    return str(load_words(language, PART).get(key) or load_words(MAIN, PART)[key])


def columns_by_header(languages: Sequence[str]) -> dict[str, str]:
    """Columns by the folded names they go by, in these languages before all others.

    A column may be called as its field is in a form; what only a sheet calls so comes first.
    """
    found: dict[str, str] = {}
    for language in dict.fromkeys((*languages, MAIN, *available_languages())):
        for header, name in field_headers(language):
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
