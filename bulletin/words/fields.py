"""What the fields of an event are called in each language, and what is said of them to whoever fills them in.

Forms, files, sheets and the page “Submit an event” all speak of the same fields: `<language>/fields.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bulletin.model.names import fold_name
from bulletin.words import load_words
from bulletin.words.phrases import MAIN

PART = "fields"


def fields_by_name(languages: Iterable[str]) -> dict[str, str]:
    """Fields (`contact.phone` within another) by their folded names in these languages and English."""
    found: dict[str, str] = {}
    for language in dict.fromkeys((*languages, MAIN)):
        for field, words in load_words(language, PART).items():
            for name in words.get("names", ()):
                found.setdefault(fold_name(name), field)
    return found


def field_name(language: str, field: str) -> str:
    """What we call it in a form: `Phone to publish`; the field itself where nobody names it."""
    return _first_name(language, field) or _first_name(MAIN, field) or field


def field_label(language: str, field: str) -> str:
    """The same in a word or two, where it stands among its like: `Phone`."""
    return _label(language, field) or _label(MAIN, field) or field


def field_note(language: str, field: str) -> str:
    """What it is, in a sentence; "" where the language has none."""
    return _said(language, field, "note")


def field_question(language: str, field: str) -> str:
    """How people are asked for it: `Where is it?`"""
    return _said(language, field, "ask") or field_label(language, field)


def field_hint(language: str, field: str) -> str:
    """What stands below that question; "" for nothing."""
    return _said(language, field, "hint") or (
        "" if _said(language, field, "ask") else field_note(language, field)
    )


def field_choices(language: str, field: str) -> tuple[str, ...]:
    """The words to choose from where they are the same on every board."""
    return tuple(_words(language, field).get("choices", ()))


def field_headers(language: str) -> Iterator[tuple[str, str]]:
    """Everything people write above a column of a sheet, each with the column's field."""
    for field, words in load_words(language, PART).items():
        for header in (_label(language, field), *words.get("also", ()), *words.get("names", ())):
            if header:
                yield header, field


def ends_of_form(languages: Iterable[str]) -> frozenset[str]:
    """The words that stand alone on the last line of a form, folded."""
    lines = (load_words(language, "typed").get("form_end", ()) for language in (MAIN, *languages))
    return frozenset(fold_name(word) for words in lines for word in words)


def _label(language: str, field: str) -> str:
    return _said(language, field, "label") or _first_name(language, field)


def _first_name(language: str, field: str) -> str:
    return next(iter(_words(language, field).get("names", ())), "")


def _said(language: str, field: str, key: str) -> str:
    return str(_words(language, field).get(key, ""))


def _words(language: str, field: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = load_words(language, PART).get(field) or {}
    return found
