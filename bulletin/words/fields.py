"""What the fields of an event are called in each language, by whoever fills in a form or heads a column."""

from __future__ import annotations

from collections.abc import Iterable

from bulletin.model.names import fold_name
from bulletin.words import load_words


def fields_by_name(languages: Iterable[str]) -> dict[str, str]:
    """Fields (`contact.phone` within another) by their folded names in these languages and English."""
    found: dict[str, str] = {}
    for language in dict.fromkeys((*languages, "en")):
        for field, names in load_words(language, "fields").items():
            for name in names:
                found.setdefault(fold_name(name), field)
    return found


def ends_of_form(languages: Iterable[str]) -> frozenset[str]:
    """The words that stand alone on the last line of a form, folded."""
    lines = (load_words(language, "typed").get("form_end", ()) for language in ("en", *languages))
    return frozenset(fold_name(word) for words in lines for word in words)
