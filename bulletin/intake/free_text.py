"""Free text → what can be read in it with certainty: when it is, and lines that say what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import time

from bulletin.formats.dates import (
    DateRefused,
    Span,
    WrittenMoment,
    format_moment,
    parse_spans,
    parse_written,
)
from bulletin.formats.nodes import Tree
from bulletin.intake.form_text import FieldNames
from bulletin.model.names import fold_name
from bulletin.translatable import capital
from bulletin.translatable import gettext as _
from bulletin.words import load_words
from bulletin.words.typed import words_typed_for

_SURE = frozenset(("title", "start", "end", "venue", "room", "cost", "ages", "duration"))
"""Fields that are taken from a line such as `Where: Main Library`."""
_MOST_TRIES = 4_000
_LONGEST_DATE = 12
_MOST_TOLD = 6
_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?;]\s")
_TOLD = ("has no year", "read in two ways", "has its year last")
_AROUND = " \t.,;:!?()[]\"'“”«»*_"


@dataclass(slots=True)
class FoundDates:
    """The moments that a text names, and in words which of them nobody can know."""

    spans: dict[str, str] = field(default_factory=dict)
    """Ends by starts, as they are typed; "" for none."""
    unsure: list[str] = field(default_factory=list)


def labelled_values(text: str, names: FieldNames) -> dict[str, Tree]:
    """The values of lines that say what they are; of two with one name neither."""
    found: dict[str, Tree] = {}
    twice: set[str] = set()
    for line in text.split("\n"):
        split = names.split(line) if len(line) <= 300 else None
        meant = names.fields.get(split[0], "") if split else ""
        if split and split[1] and meant in _SURE:
            twice |= {meant} & set(found)
            found[meant] = split[1]
    if not find_dates(str(found.get("start", "")), names.languages).spans:
        twice.add("start")  # no day with its year
    return {name: value for name, value in found.items() if name not in twice}


def find_dates(text: str, languages: Sequence[str]) -> FoundDates:
    """Every day with its year in the text, with its hours. Days without a year are told, not guessed."""
    found, names = FoundDates(), _names_of_days(languages)
    tries = 0
    for line in text.split("\n"):
        words = list(_WORD.finditer(line))
        at = 0
        while at < len(words) and tries < _MOST_TRIES:
            if not _may_begin(words[at][0], names):
                at += 1
                continue
            read, taken, tried = _read_at(line, words[at : at + _LONGEST_DATE], languages)
            tries += tried
            if isinstance(read, DateRefused):
                found.unsure.append(read.message)
            elif read is not None and _is_another(line[: words[at].start()]):
                found.unsure.append(_("{read} may be a last day to sign up, or another day", read=read[0]))
            elif read is not None:
                start, end = read
                found.spans[start] = found.spans.get(start) or end
            at += taken
    found.unsure = list(dict.fromkeys(found.unsure))[:_MOST_TOLD]
    return found


def _is_another(before: str) -> bool:
    """Whether the words before a date say that it is none of the event: `sign up by`."""
    sentence = f" {fold_name(_SENTENCE_END.split(before)[-1])} "
    return any(f" {word} " in sentence for word in words_typed_for("another_date"))


def _names_of_days(languages: Sequence[str]) -> frozenset[str]:
    """Months and weekdays, folded."""
    loaded = (load_words(language, "dates") for language in ("en", *languages))
    return frozenset(
        fold_name(form)
        for words in loaded
        for group in ("months", "weekdays")
        for forms in words.get(group, {}).values()
        for form in forms
    )


def _may_begin(word: str, names: frozenset[str]) -> bool:
    return any(sign.isdigit() for sign in word) or fold_name(word) in names


def _read_at(
    line: str, words: Sequence[re.Match[str]], languages: Sequence[str]
) -> tuple[tuple[str, str] | DateRefused | None, int, int]:
    """What the longest run of words says, of how many words it is, and how many runs were tried."""
    refusal: DateRefused | None = None
    for number in range(len(words), 0, -1):
        text = line[words[0].start() : words[number - 1].end()].strip(_AROUND)
        read = _read(text, languages)
        if isinstance(read, tuple):
            return read, number, len(words) - number + 1
        if isinstance(read, DateRefused):
            refusal = read
    return refusal, (2 if refusal else 1), len(words)


def _read(text: str, languages: Sequence[str]) -> tuple[str, str] | DateRefused | None:
    spans = parse_spans(text, languages)
    if len(spans) == 1:
        return _typed(spans[0])
    written = parse_written(text, languages)
    if isinstance(written, WrittenMoment):
        is_day = not isinstance(written.moment, time) and not written.zone
        return (format_moment(written.moment), "") if is_day else None
    return written if not spans and any(words in written.message for words in _TOLD) else None


def _typed(span: Span) -> tuple[str, str]:
    return format_moment(span.start), format_moment(span.end)


def told(found: FoundDates) -> Iterator[str]:
    """What a person has to decide about the dates."""
    if len(found.spans) > 1:
        listed = ", ".join(list(found.spans)[:_MOST_TOLD])
        yield _(
            "It names several dates ({listed}): which of them are meant is for you to say.", listed=listed
        )
    elif not found.spans and not found.unsure:
        yield _("No date with its year could be read: please find it in the text.")
    for message in found.unsure:
        yield _("{message}: please look at the date.", message=capital(message))
