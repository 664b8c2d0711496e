"""What the form's script needs of a language: its words, how it writes dates, simple repeats as sentences.

The script makes no sentence of a repeat itself: it takes the one that the reader of records understands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta

from bulletin.formats.dates import tell_no_such_day
from bulletin.formats.phones import country_of, fewest_digits
from bulletin.formats.repeat import format_repeat
from bulletin.messages import entered
from bulletin.model.recurrence import Frequency, RecurrenceRule, WeekdayNum
from bulletin.model.repository import Repository
from bulletin.model.site.form import FormPart
from bulletin.model.site.routes import SUBMIT
from bulletin.plan.form.fields import FIRST, partners_to_choose
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.page_words import PageWords
from bulletin.translatable import sentence, translate
from bulletin.words import load_words
from bulletin.words.catalogues import catalogue_of
from bulletin.words.fields import field_label, field_name
from bulletin.words.phrases import MAIN
from bulletin.words.typed import asked_names

_MOST_WEEKS = 8
_ORDINALS = (1, 2, 3, 4, 5, -1)
_MONDAY = date(2027, 1, 4)
_PHRASES = (
    *("fact.free", "fact.donation", "fact.pay_what_you_can", "fact.drop-in", "fact.required"),
    "fact.recommended",
    *("fact.ages_short", "fact.hybrid", "where.online", "where.on_request", "list.comma"),
    *("status.tentative", "status.full", "status.postponed", "status.cancelled", "status.moved-online"),
    "status.rescheduled",
    *("time.range", "time.until_tomorrow", "time.span", "time.all_day"),
)
_WORDS = ("ask", "subject", "for_staff")
"""Words of the page that the script says too."""
_DATES = ("weekday_day_month", "weekday_day_month_year", "day_month_year")


def form_data(local: LocalizedBoard, words: PageWords, parts: tuple[FormPart, ...]) -> dict[str, object]:
    """All that stands in the data of the form."""
    info = local.board.info
    vocabularies = local.board.vocabularies
    return {
        "language": local.language,
        "zone": info.timezone,
        "clock": info.clock,
        "say": {**words.script_lines(), **{name: words[name] for name in _WORDS}},
        "wrong": _wrong(local.language),
        "fewest": fewest_digits(country_of(info.locale(info.language), info.timezone)),
        "phrases": {key: local.phrase.forms(key) for key in _PHRASES},
        "dates": _dates(local),
        "repeats": repeats(MAIN),
        "said": repeats(local.language),
        "places": _places(local),
        "names": _names(local, parts),
        "called": _called(words.language, parts),
        "labels": {
            **{term.id: term.label(local.language) for term in vocabularies["categories"].terms},
            **{term.id: term.label(local.language) for term in vocabularies["audiences"].terms},
        },
        "partners": _partners(local),
        "open": local.url(local.route_to(f"{SUBMIT}open/")),
        "languages": info.languages,
        "email": info.submissions or info.contact.email,
        "repository": _repository(info.repository),
    }


def _wrong(language: str) -> Mapping[str, str]:
    """What is said of mistakes, by the rules too; the script fills in what stands in braces."""
    said = {
        "missing": entered.tell_missing("{where}"),
        "no_place": entered.tell_no_place(),
        "over": entered.tell_over("{day}"),
        "before": entered.tell_end_before_start("{end}", "{start}"),
        "at_once": entered.tell_end_at_start(),
        "no_date": entered.tell_no_date("{day}"),
        "url": entered.tell_no_web_address("{text}"),
        "email": entered.tell_no_email("{email}"),
        "long": entered.tell_too_long("{where}", "{most}", "{n}"),
        "digits": entered.tell_few_digits("{phone}", "{n}"),
        "partner": entered.tell_no_partner("{partner}"),
        "no_day": sentence(tell_no_such_day("{year}", "{month}", "{day}")),
    }
    catalogue = catalogue_of(language)
    return {name: translate(text, catalogue) for name, text in said.items()}


def repeats(language: str) -> dict[str, object]:
    """Every simple repeat as a sentence: by weeks and weekday, by weekday or day of the month."""
    words = load_words(language, "recurrence")
    write = words.get("write") or load_words(MAIN, "recurrence")["write"]
    weekly = [
        [_sentence(language, Frequency.WEEKLY, interval, WeekdayNum(day)) for day in range(7)]
        for interval in range(1, _MOST_WEEKS + 1)
    ]
    monthly = {
        ordinal: [_sentence(language, Frequency.MONTHLY, 1, WeekdayNum(day, ordinal)) for day in range(7)]
        for ordinal in _ORDINALS
    }
    days = [
        format_repeat(RecurrenceRule(Frequency.MONTHLY, by_month_day=(day,)), language)
        for day in range(1, 32)
    ]
    return {
        "weekly": weekly,
        "monthly": monthly,
        "days": days,
        "until": write["until"],
        "times": write["times"],
    }


def _sentence(language: str, frequency: Frequency, interval: int, day: WeekdayNum) -> str:
    return format_repeat(RecurrenceRule(frequency, interval=interval, by_day=(day,)), language)


def _dates(local: LocalizedBoard) -> dict[str, object]:
    """Names of months and weekdays, from Monday, and the patterns that the pages write dates by."""
    phrase = local.phrase
    return {
        "months": [local.dates.day(date(2027, month, 2), "month") for month in range(1, 13)],
        "english": [load_words(MAIN, "dates")["months"][str(month)][0] for month in range(1, 13)],
        "weekdays": [local.dates.day(_MONDAY + timedelta(days=day), "weekday") for day in range(7)],
        "first": phrase("date.first_of_month"),
        **{form: phrase(f"date.{form}") for form in _DATES},
        **{key: phrase(f"time.{key}") for key in _times(local.board.info.clock)},
    }


def _times(clock: int) -> tuple[str, ...]:
    if clock == 12:
        return ("12_am", "12_pm", "12_am_full_hour", "12_pm_full_hour")
    return ("24", "24_full_hour")


def _places(local: LocalizedBoard) -> list[tuple[str, str, str]]:
    """What people may type for a place of the board: its name, its id, and the id of the room."""
    found = []
    for venue in local.board.venues.values():
        if venue.ended is None or venue.ended >= local.today:
            found.append((venue.name, venue.id, ""))
            for room in venue.rooms.values():
                named = local.phrase("where.room", venue=venue.name, room=room.name)
                found.append((named, venue.id, room.id))
            found += [(alias, venue.id, "") for alias in venue.aliases]
    return found


def place_names(local: LocalizedBoard) -> tuple[str, ...]:
    """The places to complete what is typed, each by its first name."""
    return tuple(dict.fromkeys(name for name, *_ in _places(local)))


def _names(local: LocalizedBoard, parts: tuple[FormPart, ...]) -> dict[str, str]:
    """What each field is called in the text that is sent, in the page's language."""
    asked = [field.name for part in parts for field in part.fields]
    besides = ("start", "end", "room", "address", "contact.phone", "contact.email", "changes")
    names = dict.fromkeys((*FIRST, *besides, *asked))
    fields = {name: field_name(local.language, name) for name in names if name not in ("contact", "access")}
    return {**fields, **asked_names(local.language)}


def _called(language: str, parts: tuple[FormPart, ...]) -> dict[str, str]:
    """What each question is about, in a word, for what is said of its answer."""
    asked = [field.name for part in parts for field in part.fields]
    return {name: field_label(language, name) for name in (*FIRST, *asked)}


def _repository(repository: Repository) -> Mapping[str, str] | None:
    """Where a file can be proposed; None where nobody can."""
    return asdict(repository.pages) if repository.pages else None


def _partners(local: LocalizedBoard) -> dict[str, tuple[str, int]]:
    """Who may hand something in: the name, and 1 for one whose events are not to be spoken of in public."""
    return {partner.id: (partner.name, int(partner.sensitive)) for partner in partners_to_choose(local)}
