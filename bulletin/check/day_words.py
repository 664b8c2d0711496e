"""Days and hours that stand in sentences: where they must not be told, and where they must be told whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from bulletin.check.rules import BoardView, Finding, at_field, event_rule, rule
from bulletin.formats.dates.days import format_day_of_year
from bulletin.formats.yaml.emit import format_yaml
from bulletin.model.board import NoticeText
from bulletin.model.event import Event
from bulletin.model.text import Text
from bulletin.problems import Severity, SourceRef
from bulletin.translatable import gettext as _
from bulletin.words import load_words
from bulletin.words.lists import join_words, quoted

_NUMERIC_DATE = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.\d{4}"
_SURE = 4
"""Letters of a weekday's short form that is no other word: "Tues", but not "Sun" or "sam"."""

_HOUR = (
    r"(?<![\d:.])\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?\s?m\b|o.clock\b)",
    r"(?<![\d:/.-])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])",
    r"(?<!\d)\d{1,2}\s?h\s?[0-5]\d\b",
    r"\b(?:[6-9]|1\d|2[0-3])\s?h\b",
    r"\b(?:à|dès|vers|de|jusqu.à)\s\d{1,2}\s?(?:h|heures)\b(?!\s?(?:sur|/))",
    r"\b(?:at|until|from)\s\d{1,2}(?=\s?(?:[.,;!?)]|$|in the\b))",
    r"\bfrom\s\d{1,2}\s?(?:to|until|till|–|-)\s?\d{1,2}\b(?!\s?years)",
)


LONGEST_NOTICE = 110
_LENGTH_OF_DAYS = 24

_SENTENCE_END = re.compile(r"[.!?؟][*_]*\s+(?=[*_]*[^\W\d_])")


class _NearDay(NamedTuple):
    """A word that means another day each time it is read, where it stands."""

    language: str
    match: re.Match[str]


@event_rule("undated-with-day", Severity.WARNING)
def undated_with_day(view: BoardView, event: Event) -> Iterator[Finding]:
    """An event whose dates are not published says neither day nor hour in its words.

    With them anybody could wait at the door.
    """
    if event.publish_dates:
        return
    pattern = _patterns(view.board.info.typed_languages).days_and_hours
    for ref, words in _said(event):
        found = dict.fromkeys(match[0].strip() for match in pattern.finditer(words))
        if found:
            told = join_words([quoted(each) for each in list(found)[:2]])
            message = _("The dates are not published, but the text says {moment}.", moment=told)
            hint = _("Take it out here, and out of the repository's history: people are told when they call.")
            yield Finding(ref, message, hint)


def _said(event: Event) -> Iterator[tuple[SourceRef, str]]:
    """Everything the event says in sentences, by the file and line it stands in."""
    text = event.text
    summary = text.lead if "summary" in event.lines else ""
    own = {
        "title": text.title,
        "summary": summary,
        "description": text.plain,
        "status_note": event.status_note,
        "access_note": event.access_note,
        "discreet_title": event.discreet_title,
        "series": event.series_name,
    }
    for name, words in own.items():
        yield at_field(event, name, "title"), words
    for translation in event.translations.values():
        yield translation.ref, whole_text(translation)


def whole_text(text: Text) -> str:
    """Title, summary and text, one under the other."""
    return f"{text.title}\n{text.lead}\n{text.plain}"


@rule("notice-without-day", Severity.WARNING)
def notice_without_day(view: BoardView) -> Iterator[Finding]:
    """A notice says the day it is for, with its date.

    It may be read on another day than the one on which it was written: “tonight” is true for one evening.
    """
    languages = view.board.info.typed_languages
    dated = date_pattern(languages)
    for notice in view.board.info.notices:
        if notice.is_over(view.today) or notice.days:
            continue
        for tag, text in notice.texts.items():
            found = (_first_undated(text.written, language, dated) for language in languages)
            if (first := next(filter(None, found), None)) is not None:
                name = tag if len(notice.texts) > 1 else "text"
                yield _undated(text, name, notice.first or view.today, first)


@rule("long-notice", Severity.WARNING)
def long_notice(view: BoardView) -> Iterator[Finding]:
    """A notice takes three lines of a telephone at most, which are 110 characters.

    It stands on top of every page, and what people came for stands below it.
    """
    for notice in view.board.info.notices:
        for text in () if notice.is_over(view.today) else notice.texts.values():
            length = len(text.plain) + (_LENGTH_OF_DAYS if notice.days else 0)
            if length > LONGEST_NOTICE:
                message = _(
                    "The notice is {length} characters long; more than {most} fill a telephone.",
                    length=length,
                    most=LONGEST_NOTICE,
                )
                hint = _(
                    "Say what changes and whom to call; put the rest on a page of its own and link to it."
                )
                yield Finding(text.ref, message, hint)


def _without_weeks(text: str, language: str) -> str:
    """The text with blanks in place of "Monday to Friday", which is so every week."""
    weekday = _one_of(_weekdays(language))
    joints = _one_of(("-", "–", *load_words(language, "dates").get("range", ())))
    span = rf"(?<!\w)(?:{weekday})\s?(?:{joints})\s?(?:{weekday})(?!\w)"
    return re.sub(span, lambda match: " " * len(match[0]), text, flags=re.IGNORECASE)


def _first_undated(text: str, language: str, dated: re.Pattern[str]) -> _NearDay | None:
    """The first word for a near day in whose sentence no date stands."""
    for match in _near_pattern(language).finditer(_without_weeks(text, language)):
        begin = max((end.end() for end in _SENTENCE_END.finditer(text, 0, match.start())), default=0)
        after = _SENTENCE_END.search(text, match.end())
        if not dated.search(text[begin : after.start() if after else len(text)]):
            return _NearDay(language, match)
    return None


def _undated(text: NoticeText, name: str, first: date, found: _NearDay) -> Finding:
    """`name` is the field that holds the text, `first` the day on which it is read first."""
    language, match = found
    day = _meant_day(match[0].casefold(), language, first)
    words = load_words(language, "dates")
    said = f"{words['weekdays'][str(day.weekday())][0]} {format_day_of_year(day.month, day.day, language)}"
    said = str(words.get("on_day", "{day}")).format(day=said)
    if match.start() == 0 or text.written[: match.start()].strip("*_ ") == "":
        said = said[:1].upper() + said[1:]
    whole = f"{text.written[: match.start()]}{said}{text.written[match.end() :]}"
    line = format_yaml({name: whole}, {}).rstrip("\n")
    message = _("The notice says “{match}”, but not which day that is.", match=match[0])
    return Finding(text.ref, message, _("Say the day with its date, as in: {line}", line=line))


def _meant_day(word: str, language: str, first: date) -> date:
    """The day that a word means which is read first on `first`."""
    words = load_words(language, "dates")
    for number, forms in words["weekdays"].items():
        if word in {form.casefold() for form in forms}:
            return first + timedelta(days=(int(number) - first.weekday()) % 7)
    tomorrow = {form.casefold() for form in words.get("tomorrow", ())}
    return first + timedelta(days=word in tomorrow)


class _Patterns(NamedTuple):
    """Dates alone; and dates, days and hours."""

    dates: re.Pattern[str]
    days_and_hours: re.Pattern[str]


def date_pattern(languages: Sequence[str]) -> re.Pattern[str]:
    """Dates in words of these languages and of English, and in numbers."""
    return _patterns(tuple(dict.fromkeys(("en", *languages)))).dates


@cache  # from the words of the package alone
def _patterns(languages: tuple[str, ...]) -> _Patterns:
    dates = _date_pattern(languages)
    return _Patterns(dates, _day_or_hour(languages, dates))


def _date_pattern(languages: tuple[str, ...]) -> re.Pattern[str]:
    names = {
        name
        for language in languages
        for forms in load_words(language, "dates").get("months", {}).values()
        for name in forms
    }
    month, day = _one_of(names), r"\d{1,2}(?:st|nd|rd|th|er)?"
    weekday = r"(?:\b\w+day,?\s+)?"
    dated = rf"{weekday}\b(?:{day}\s+(?:of\s+)?(?:{month})\b|(?:{month})\.?\s+{day}\b)(?:,?\s+\d{{4}}\b)?"
    return re.compile(rf"(?:\b(?:on|the|du|le)\s+)*(?:{dated}|\b(?:{_NUMERIC_DATE})\b)", re.IGNORECASE)


@cache  # from the words of the package alone
def _near_pattern(language: str) -> re.Pattern[str]:
    """ "tonight", "tomorrow", and weekdays that are not said to be every one."""
    words = load_words(language, "dates")
    near = (*_near_days(words), *_weekdays(language))
    every = "".join(rf"(?<!\b{re.escape(each)}\s)" for each in words.get("every_day", ()))
    return re.compile(rf"(?<!\w){every}(?:{_one_of(near)})(?!\w)", re.IGNORECASE)


def _day_or_hour(languages: tuple[str, ...], dates: re.Pattern[str]) -> re.Pattern[str]:
    parts = [*_HOUR, dates.pattern]
    for language in languages:
        words = load_words(language, "dates")
        near = _near_days(words)
        hours = (*words.get("noon", ()), *words.get("midnight", ()))
        parts.append(rf"(?<!\w)(?:{_one_of((*near, *hours))})(?!\w)")
        parts.append(rf"(?<!\w)(?:{_one_of(_weekdays(language))})s?(?!\w)")
    return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE)


def _near_days(words: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(form for name in ("near_days", "today", "tomorrow") for form in words.get(name, ()))


def _weekdays(language: str) -> tuple[str, ...]:
    forms = load_words(language, "dates").get("weekdays", {}).values()
    return tuple(form for each in forms for form in each if form == each[0] or len(form) >= _SURE)


def _one_of(words: Iterable[str]) -> str:
    """The words as alternatives, the longest first; never one that matches nothing at all."""
    listed = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("’", "['’]") for word in listed) or r"(?!)"
