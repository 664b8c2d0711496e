"""Languages by what people call them: in English, in the board's languages, in the language itself (CLDR)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers

from bulletin.model.names import fold_name, nearest_name
from bulletin.words import available_languages, load_words

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*")
_BETWEEN = re.compile(r"\s*[/&+]\s*|\s+(?:and|et|y|und|e|or|ou|with|avec|و)\s+", re.IGNORECASE)


def read_language_tag(text: str, languages: Sequence[str] = ("en",)) -> str:
    """The tag (BCP 47) of a language called by its name or its code; "" where nobody calls one so.

    >>> read_language_tag("Tigrinya"), read_language_tag("français"), read_language_tag("zh-hant")
    ('ti', 'fr', 'zh-Hant')
    """
    typed = text.strip().replace("_", "-")
    is_tag = _TAG.fullmatch(typed) is not None
    # A name of three letters (Twi, Ewe) may look like the code of another language.
    if is_tag and (len(typed) != 3 or typed.lower() in _english().values()):
        return _canonical(typed)
    return language_named(typed, languages) or (_canonical(typed) if is_tag else "")


def language_named(name: str, languages: Sequence[str] = ("en",)) -> str:
    """The tag of a language called by its name; "" where nobody calls a language so."""
    typed = fold_name(name)
    for language in dict.fromkeys(("en", *languages, *available_languages())):
        if tag := _tags_in(language).get(typed):
            return tag
    return _own_names().get(typed, "") if typed else ""


def languages_in(text: str, languages: Sequence[str] = ("en",)) -> list[str]:
    """`English and French` or `en/fr` as what stands between; anything else as it is."""
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    if len(parts) > 1 and not language_named(text, languages):
        named = (language_named(part, languages) or (len(part) == 2 and part.isalpha()) for part in parts)
        if all(named):
            return parts
    return [text]


def name_in_english(tag: str) -> str:
    """What a language is called in English, without its script or country; "" where there is none."""
    return str(Locale.parse("en").languages.get(tag.split("-")[0].lower(), ""))


def names_elsewhere(tag: str) -> dict[str, str]:
    """What a language is called in those that we speak beside English."""
    found = {each: dict(_cldr_names(each)).get(tag, "") for each in available_languages() if each != "en"}
    return {each: name for each, name in found.items() if name}


def near_language(name: str) -> str:
    """The English name of the language whose name is most like this one; "" where none is."""
    tag = nearest_name(name, _tags_in("en"), 0.8)
    return str(Locale.parse("en").languages.get(tag.replace("-", "_"), "")) if tag else ""


def _canonical(tag: str) -> str:
    """The tag in its usual capitals, with the short code of a language that has one (`eng` is `en`)."""
    first, *rest = tag.lower().split("-")
    replaced = get_global("language_aliases").get(first, first) if len(first) == 3 else first
    shaped = (part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in rest)
    return "-".join((replaced if "_" not in replaced else first, *shaped))


def _english() -> Mapping[str, str]:
    return _tags_in("en")


@cache
def _tags_in(language: str) -> Mapping[str, str]:
    """Tags by the folded names in one language: the CLDR's and our own."""
    found: dict[str, str] = {}
    for tag, name in (*_our_names(language), *_cldr_names(language)):
        found.setdefault(fold_name(name), tag.replace("_", "-"))
    return found


def _our_names(language: str) -> Iterator[tuple[str, str]]:
    phrases = load_words(language, "phrases")
    for key, name in phrases.items():
        if key.startswith("language.") and isinstance(name, str):
            yield key.removeprefix("language."), name
    for tag, names in load_words(language, "typed").get("languages", {}).items():
        for name in names:
            yield tag, name


def _cldr_names(language: str) -> Iterator[tuple[str, str]]:
    with suppress(UnknownLocaleError, ValueError):
        for tag, name in Locale.parse(language, sep="-").languages.items():
            yield tag, str(name)


@cache
def _own_names() -> Mapping[str, str]:
    """Tags by the folded name of each language in itself. Reads all of the CLDR, which takes a second."""
    found: dict[str, str] = {}
    for identifier in sorted(locale_identifiers(), key=len):
        if "_" not in identifier and (name := Locale.parse(identifier).languages.get(identifier)):
            found.setdefault(fold_name(str(name)), identifier)
    return found
