"""Words of a repeat → tokens of the grammar. Which words mean what is data: `words/<tag>/recurrence.yaml`.

The grammar never sees a word of any language, so a further language is a further file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple

from bulletin.formats.dates.days import match_date
from bulletin.formats.dates.lexicon import DATE_UNREADABLE, DateRefused, DateWords, date_words, fold
from bulletin.formats.dates.times import match_clock
from bulletin.formats.repeat.spec import REPEAT_UNREADABLE, RepeatRefused
from bulletin.translatable import gettext as _
from bulletin.words import load_words


class Token(NamedTuple):
    """`kind` is a key of `read` in the words, or month, date, time, number, hour, ordinal.

    `value`: weekday → its numbers from 0 = Monday; frequency → interval and unit; unit → day, week,
    month or year; month, number, ordinal, other, count → the number; time → a Clock; else "".
    """

    kind: str
    value: Any
    text: str


class Phrase(NamedTuple):
    """Words that stand for one token, with its kind and value."""

    words: tuple[str, ...]
    kind: str
    value: Any


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language for repeats. `phrases` by their first word, the longest first.

    `first` is the first form of those kinds that have no values.
    """

    phrases: Mapping[str, tuple[Phrase, ...]]
    suffixes: frozenset[str]
    at: frozenset[str]
    dates: DateWords
    examples: tuple[str, ...]
    unsure: Mapping[str, tuple[str, ...]]
    first: Mapping[str, str]


_LEXEME = re.compile(r"[^\W\d_]+'?|[^\s\w.]|_")
_DIGITS = re.compile(r"\d{1,9}")


def read_tokens(text: str, language: str) -> tuple[Token, ...]:
    """The tokens of `text`. Raises `RepeatRefused` at a word that means nothing here, naming it."""
    return tuple(_tokens(fold(text), lexicon_of(language)))


def _tokens(text: str, lexicon: Lexicon) -> Iterator[Token]:
    at, last, small = 0, "", ""
    while at < len(text):
        if text[at] in " .":
            at += 1
            continue
        found = (
            _date_token(text, at, lexicon)
            or _time_token(text, at, lexicon)
            or _number_token(text, at, lexicon)
            or _word_token(text, at, lexicon)
        )
        if found is None:
            word = _LEXEME.match(text, at)
            raise _unknown_word(word[0] if word else text[at : at + 10], at, lexicon, last)
        token, at = found
        if token.kind == "number" and small in lexicon.at:
            token = token._replace(kind="hour")
        small = token.text if token.kind == "small" else ""
        if token.kind != "small":
            last = token.kind
            yield token


def _unknown_word(word: str, at: int, lexicon: Lexicon, last: str) -> RepeatRefused:
    near = get_close_matches(word[:30], lexicon.phrases, n=1, cutoff=0.75) if len(word) > 2 else []
    near = [] if word in near else near
    message = (
        _("the word “{word}” is not known in a repeat (did you mean “{near}”?)", word=word[:30], near=near[0])
        if near
        else _("the word “{word}” is not known in a repeat", word=word[:30])
    )
    days_off = _("days off stand in the field `skip`: their dates, or the name of a calendar of them")
    return RepeatRefused(DateRefused(REPEAT_UNREADABLE.id, message, days_off if last == "except" else ""), at)


def _date_token(text: str, at: int, lexicon: Lexicon) -> tuple[Token, int] | None:
    word = _LEXEME.match(text, at)
    is_name = word is not None and (word[0] in lexicon.dates.months or word[0] in lexicon.dates.weekdays)
    if not (text[at].isdecimal() or (text[at].isalpha() and is_name)):
        return None
    found = match_date(text, at, lexicon.dates)
    if isinstance(found, DateRefused):
        if found.rule != DATE_UNREADABLE.id:
            raise RepeatRefused(found)
        return None
    return (Token("date", found[0], text[at : found[1]]), found[1]) if found else None


def _time_token(text: str, at: int, lexicon: Lexicon) -> tuple[Token, int] | None:
    found = match_clock(text, at, lexicon.dates)
    if isinstance(found, DateRefused):
        raise RepeatRefused(found)
    return (Token("time", found[0], text[at : found[1]]), found[1]) if found else None


def _number_token(text: str, at: int, lexicon: Lexicon) -> tuple[Token, int] | None:
    digits = _DIGITS.match(text, at)
    if digits is None:
        return None
    number, end = int(digits[0]), digits.end()
    suffix = _LEXEME.match(text, end)
    if suffix and suffix[0] in lexicon.suffixes:
        return Token("ordinal", number, text[at : suffix.end()]), suffix.end()
    return Token("number", number, digits[0]), end


def _word_token(text: str, at: int, lexicon: Lexicon) -> tuple[Token, int] | None:
    first = _LEXEME.match(text, at)
    if first is None:
        return None
    for words, kind, value in lexicon.phrases.get(first[0], ()):
        end = first.end()
        for word in words[1:]:
            while end < len(text) and text[end] in " .":
                end += 1
            following = _LEXEME.match(text, end)
            if following is None or following[0] != word:
                break
            end = following.end()
        else:
            return Token(kind, value, text[at:end]), end
    return None


@cache
def lexicon_of(language: str) -> Lexicon:
    """The words of repeats in `language`; empty when the language has none."""
    words = load_words(language, "recurrence")
    phrases: dict[str, list[Phrase]] = {}

    def add(form: str, kind: str, value: Any) -> None:
        parts = tuple(_LEXEME.findall(fold(form)))
        if parts:
            phrases.setdefault(parts[0], []).append(Phrase(parts, kind, value))

    for kind, forms in words.get("read", {}).items():
        by_value = {"": forms} if isinstance(forms, list) else forms
        for value, listed in by_value.items():
            for form in listed:
                add(form, kind, _value(kind, value) if value else "")
    for number, names in load_words(language, "dates").get("months", {}).items():
        for name in names:
            add(name, "month", int(number))
    return Lexicon(
        phrases={
            word: tuple(sorted(listed, key=lambda phrase: -len(phrase.words)))
            for word, listed in phrases.items()
        },
        suffixes=frozenset(map(fold, words.get("suffixes", ()))),
        at=frozenset(map(fold, words.get("at", ()))),
        dates=date_words((language,)),
        examples=tuple(words.get("examples", ())),
        first={kind: forms[0] for kind, forms in words.get("read", {}).items() if isinstance(forms, list)},
        unsure={key: tuple(forms) for key, forms in words.get("unsure_readings", {}).items()},
    )


def _value(kind: str, written: str) -> Any:
    if kind == "weekday":
        return tuple(int(number) for number in written.split())
    if kind == "frequency":
        interval, unit = written.split()
        return int(interval), unit
    return written if kind in ("unit", "unsure", "half") else int(written)
