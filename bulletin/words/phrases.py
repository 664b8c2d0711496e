"""Phrases of a language, with plural forms and with English where the language lacks one.

In a language read from right to left, what is put into a phrase and would be shown in the wrong order
there (a phone number, an address, an English sentence) stands between U+2068 and U+2069 (UAX #9). Pages
turn the two into `<bdi>`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import bidirectional

from babel import Locale, UnknownLocaleError

from bulletin.words import available_languages, load_words

MAIN = "en"
_PARAMETER = re.compile(r"\{([a-z_][a-z_0-9]*)\}")
_RIGHT_TO_LEFT = frozenset({"dv", "nqo", "syr"})
"""Languages that the CLDR does not describe."""

_GROUPED = 1000
"""The smallest number written in groups of digits: 1,200, in French 1 200."""

_FROM_THE_RIGHT = frozenset({"R", "AL"})
_FIRST_STRONG, _POP = "\u2068", "\u2069"
_NUMBER_GROUPS = re.compile(r"\d[ ()./+-]+\d|[+(]\d")


@lru_cache(maxsize=64)
def plural_rule(language: str) -> Callable[[float], str]:
    """The plural rule of a language (CLDR); always "other" in a language the CLDR does not describe.

    Cached: Babel parses the tag every time.
    """
    try:
        return Locale.parse(language.split("-")[0]).plural_form
    except (UnknownLocaleError, ValueError):
        return lambda _: "other"


def plural_form(language: str, number: int) -> str:
    """The plural form that number takes in a language."""
    return plural_rule(language)(number)


@lru_cache(maxsize=64)
def direction(tag: str) -> str:
    """`rtl` or `ltr`, the writing direction of a language (CLDR). Cached: Babel parses the tag every time."""
    try:
        return Locale.parse(tag.replace("-", "_")).text_direction
    except (UnknownLocaleError, ValueError):
        parent = tag.rpartition("-")[0]
        return direction(parent) if parent else "rtl" if tag in _RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=2000)
def _template(phrase: str) -> Callable[[Mapping[str, object]], str]:
    """`str.format_map` of the phrase, with every brace that begins no parameter doubled.

    Cached: every card and feed item fills the same few dozen phrases of the package and the theme.
    """
    texts = [text.replace("{", "{{").replace("}", "}}") for text in _PARAMETER.split(phrase)]
    texts[1::2] = [f"{{{name}}}" for name in texts[1::2]]
    return "".join(texts).format_map


def format_number(number: int, language: str) -> str:
    """The number in Western digits, as the language groups them (CLDR)."""
    from babel.numbers import format_decimal

    try:
        return format_decimal(number, locale=Locale.parse(language, sep="-"), numbering_system="latn")
    except (UnknownLocaleError, ValueError):
        return str(number)


def fill_phrase(phrase: str, parameters: Mapping[str, object], language: str) -> str:
    """The phrase with its `{parameters}`, each in its own order where the language would turn it round."""
    if direction(language) == "ltr":
        try:
            return _template(phrase)(parameters)
        except KeyError:
            return _PARAMETER.sub(lambda match: str(parameters.get(match[1], match[0])), phrase)
    filled = _PARAMETER.sub(lambda match: isolate(str(parameters.get(match[1], match[0]))), phrase)
    first = _PARAMETER.match(phrase)
    if first is None or first.end() == len(phrase):
        return filled
    # Programs take the direction of a line from its first letter (UAX #9, P2).
    leading = isolate(str(parameters.get(first[1], first[0])))
    rest = filled[len(leading) :]
    return f"{isolate(leading, leads=True)}{rest}" if _has_right_to_left(rest) else filled


def isolate(text: str, *, leads: bool = False) -> str:
    """`text` between U+2068 and U+2069 if it would be shown wrongly in a line from right to left (UAX #9).

    There the groups of a phone number change places, a house number goes behind its street, and a full
    stop before its sentence. A web address stays bare, because calendar programs take the mark for a part
    of it. What `leads` a line is isolated also where its own order would be right.
    """
    if "://" in text or _FIRST_STRONG in text or _has_right_to_left(text):
        return text
    kinds = list(map(bidirectional, text))
    if "L" in kinds:
        turns_round = leads or kinds[0] != "L" or kinds[-1] not in ("L", "EN")
    else:
        turns_round = _NUMBER_GROUPS.search(text) is not None
    return f"{_FIRST_STRONG}{text}{_POP}" if turns_round else text


def _has_right_to_left(text: str) -> bool:
    return not (text.isascii() or _FROM_THE_RIGHT.isdisjoint(map(bidirectional, text)))


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language for pages and feeds. Called with a key and its parameters.

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
            form = plural_form(language, number if isinstance(number, int) else 0)
            entry = (entry.get("zero") if number == 0 else None) or entry.get(form) or entry["other"]
        if not parameters:
            return entry
        for name, value in parameters.items():
            if isinstance(value, int) and value >= _GROUPED:
                parameters[name] = format_number(value, language)
        return fill_phrase(entry, parameters, language)

    def forms(self, key: str) -> str | Mapping[str, str]:
        """The phrase as it is written, with a text per plural form where it counts."""
        return self.own.get(key) or self.main[key]

    def has(self, key: str) -> bool:
        return key in self.main

    def missing(self) -> tuple[str, ...]:
        """Keys that stand in English because this language has no words for them."""
        return tuple(key for key in self.main if key not in self.own)


@cache
def phrases_in(language: str) -> Phrases:
    """The phrases of a language, from `<language>/phrases.yaml`."""
    return Phrases(language, load_words(language, "phrases"), load_words(MAIN, "phrases"))


def letter_phrases(language: str) -> Phrases:
    """What staff write to partners, in a language, from `<language>/letters.yaml`."""
    return Phrases(language, load_words(language, "letters"), load_words(MAIN, "letters"))


def words_for_free() -> frozenset[str]:
    """What people type for a cost of nothing, in lower case, in every language."""
    return words_in_any_language("free")


def words_for_all_ages() -> frozenset[str]:
    """What people type for an event that is for everybody, in lower case, in every language."""
    return words_in_any_language("all_ages")


def words_for_to_be_told() -> frozenset[str]:
    """What people type for a place that is not known yet, in lower case, in every language."""
    return words_in_any_language("to_be_told")


def is_as_you_like(price: str) -> bool:
    """Whether a price in words is one that people give as they like: "suggested donation"."""
    typed = price.lower()
    return any(word in typed for word in words_in_any_language("as_you_like"))


@cache
def words_in_any_language(group: str) -> frozenset[str]:
    """The words of one group of the vocabulary, in lower case, in every language there is."""
    return frozenset(
        word
        for language in available_languages()
        for word in load_words(language, "vocabulary").get(group, ())
    )


def says_no_id(line: str) -> bool:
    """Whether a line of `documents` says that nobody has to show who they are: "No ID needed"."""
    typed = line.lower()
    if not typed.startswith(beginnings_of_none()):
        return False
    papers = words_in_any_language("identity")
    return any(re.search(rf"\b{re.escape(word)}\b", typed) for word in papers)


def is_plain_no_id(line: str, language: str) -> bool:
    """Whether a line of this language says just that, so that it can be said in another one."""
    said = str(load_words(language, "phrases").get("fact.no_id", ""))
    return line.strip(" .").lower() == said.lower()


def beginnings_of_none() -> tuple[str, ...]:
    """How a line begins, in lower case, that says what is not needed ("no ID needed"), in every language."""
    return tuple(sorted(words_in_any_language("not_needed")))
