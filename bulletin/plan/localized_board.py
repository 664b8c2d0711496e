"""The board in one language on one day: what its pages and feeds are planned from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bulletin.formats.phones import country_of, phone_href
from bulletin.model.board import Board, InfoPage
from bulletin.model.event import Event, Occurrence
from bulletin.model.occurrences import IsoSpan, Occurrences, iso_span
from bulletin.model.partner import Partner
from bulletin.model.recurrence import Start
from bulletin.model.site.parts import EventCard, TextRun
from bulletin.model.text import Text
from bulletin.words.dates import DateWriter, direction
from bulletin.words.phrases import Phrases
from bulletin.words.spacing import hold_together

T = TypeVar("T")

_NOT_MADE: Any = object()


class PlanCache:
    """Values that many pages and feeds of one LocalizedBoard share. It ends with its LocalizedBoard."""

    def __init__(self) -> None:
        self.cards: dict[tuple[str, Start], EventCard] = {}
        """By UID and original start."""
        self.spans: dict[tuple[str, Start], IsoSpan] = {}
        self._values: dict[tuple[object, ...], Any] = {}

    def once(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make` returns, called once for a key, which names the kind of value and all it depends on."""
        value: T = self._values.get(key, _NOT_MADE)
        if value is _NOT_MADE:
            value = self._values[key] = make()
        return value


@dataclass(frozen=True, slots=True)
class LocalizedBoard:
    """The board in `language`. `prefix` is "" for the main language, else "fr/": where its pages stand.

    `pages` are the routes of all pages, without prefix: nothing links to a page that does not exist.
    """

    board: Board
    occurrences: Occurrences
    language: str
    prefix: str
    dates: DateWriter
    phrase: Phrases
    pages: frozenset[str]
    cache: PlanCache = field(default_factory=PlanCache, compare=False, repr=False)

    @property
    def today(self) -> date:
        return self.occurrences.today

    def iso_span(self, occurrence: Occurrence) -> IsoSpan:
        """A date in ISO 8601."""
        key = occurrence.series.uid, occurrence.original
        span = self.cache.spans.get(key)
        if span is None:
            span = self.cache.spans[key] = iso_span(occurrence)
        return span

    def board_time(self, moment: Start) -> Start:
        """A moment by the clocks of the board's own zone, as all dates on pages are; a day stays as it is."""
        if not isinstance(moment, datetime):
            return moment
        return moment.astimezone(ZoneInfo(self.board.info.timezone))

    @property
    def is_main(self) -> bool:
        return not self.prefix

    def route_to(self, route: str) -> str:
        """The route in this language; "" stays home."""
        return f"{self.prefix}{route}" if self.prefix else route

    def has_page(self, route: str) -> bool:
        return route in self.pages

    def url(self, route: str) -> str:
        """The absolute address of a route that already has its prefix."""
        return f"{self.board.info.url}{route}"

    def text_of(
        self, original: Text, language: str, translations: Iterable[tuple[str, Text]]
    ) -> tuple[Text, str]:
        """The text to show, and its language where that is not the page's ("" where it is)."""
        if not self.other_language(language):
            return original, ""
        for tag, text in translations:
            if tag == self.language.lower():
                return text, ""
        return original, language

    def event_text(self, event: Event) -> tuple[Text, str]:
        return self.text_of(event.text, event.text_language, event.translations.items())

    def page_text(self, page: InfoPage) -> tuple[Text, str]:
        return self.text_of(page.text, page.text_language, page.translations.items())

    def partner_text(self, partner: Partner) -> tuple[Text, str]:
        return self.text_of(partner.text, partner.text_language, ())

    def text_run(self, text: str, language: str) -> TextRun:
        """Text with its language and direction where they differ from the page's."""
        text = hold_together(text)
        if not language:
            return TextRun(text)
        differs = direction(language) != direction(self.language)
        return TextRun(text, language, direction(language) if differs else "")

    def other_language(self, language: str) -> str:
        """The tag for a `lang` attribute: "" of the page's own language."""
        same = language == self.language or language.lower() == self.language.lower()
        return "" if same else language

    def dates_in(self, language: str) -> DateWriter:
        """Dates and lists in the language of a record."""
        if language == self.language:
            return self.dates
        info = self.board.info
        return DateWriter(language, info.locale(language), info.clock)

    def phone_href(self, phone: str) -> str:
        """The `tel:` address of a number, as it is called in the board's country."""
        info = self.board.info
        return self.cache.once(
            ("phone", phone),
            lambda: phone_href(phone, country_of(info.locale(info.language), info.timezone)) if phone else "",
        )

    def category_label(self, category: str) -> str:
        return self.board.vocabularies["categories"].label(category, self.language)


def localize(board: Board, occurrences: Occurrences, language: str, pages: frozenset[str]) -> LocalizedBoard:
    """The board in one of its languages."""
    info = board.info
    dates = DateWriter(language, info.locale(language), info.clock)
    return LocalizedBoard(board, occurrences, language, info.prefix(language), dates, dates.say, pages)
