"""Phrases of a language, with plural forms and with English where the language lacks one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError

from bulletin.words import load_words

MAIN = "en"
_PARAMETER = re.compile(r"\{([a-z_][a-z_0-9]*)\}")


@lru_cache(maxsize=64)
def plural_rule(language: str) -> Callable[[float], str]:
    """Which plural form a number takes in a language (CLDR); "other" in a language nobody described."""
    try:
        return Locale.parse(language.split("-")[0]).plural_form
    except (UnknownLocaleError, ValueError):
        return lambda _: "other"


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the pages and feeds of one language say of events. Called with a key and its parameters.

    A number `n` chooses the plural form; none at all may have one of its own, `zero`.
    Raises `KeyError` for a phrase that English does not have.
    """

    language: str
    own: Mapping[str, str | Mapping[str, str]]
    main: Mapping[str, str | Mapping[str, str]]

    def __call__(self, key: str, /, **parameters: object) -> str:
        entry, language = self.own.get(key), self.language
        if entry is None:
            entry, language = self.main[key], MAIN
        if not isinstance(entry, str):
            number = parameters.get("n", 0)
            form = plural_rule(language)(number if isinstance(number, int) else 0)
            entry = (entry.get("zero") if number == 0 else None) or entry.get(form) or entry["other"]
        if not parameters:
            return entry
        return _PARAMETER.sub(lambda match: str(parameters.get(match[1], match[0])), entry)

    def has(self, key: str) -> bool:
        return key in self.main

    def missing(self) -> tuple[str, ...]:
        """Keys said in English because this language has no words for them."""
        return tuple(key for key in self.main if key not in self.own)


@cache
def phrases_in(language: str) -> Phrases:
    """The phrases of a language, from `<language>/phrases.yaml`."""
    return Phrases(language, load_words(language, "phrases"), load_words(MAIN, "phrases"))
