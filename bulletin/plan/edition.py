"""An Edition: the board in one language on one day. Everything a page of it is planned from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from bulletin.model.board import Board, InfoPage
from bulletin.model.event import Event, Text
from bulletin.model.feed import CalendarItem, FeedItem
from bulletin.model.partner import Partner
from bulletin.model.recurrence import Start
from bulletin.model.site import Fact, LocalText, Slip
from bulletin.plan.held import Held
from bulletin.words.dates import DateWriter, direction
from bulletin.words.phrases import Phrases

T = TypeVar("T")


class Heading(Protocol):
    """What a list says of an event: not its text."""

    @property
    def title(self) -> str: ...
    @property
    def summary(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Edition:
    """The board in `language`. `prefix` is "" for the main language, else "fr/": where its pages stand."""

    board: Board
    held: Held
    language: str
    prefix: str
    writer: DateWriter
    routes: frozenset[str]
    """Every page there is, without prefix: nothing links to a page that does not exist."""
    pages_only: bool = False
    """Feeds and files beside lists are only named, for the page they stand beside: nothing is put in them."""
    slips: dict[tuple[str, Start], Slip] = field(default_factory=dict, compare=False, repr=False)
    """Slips made so far, by uid and original start: a date stands in a dozen lists."""
    slips_of_events: dict[str, Slip] = field(default_factory=dict, compare=False, repr=False)
    """Of each event, the slip of one date that is as the event says."""
    facts: dict[str, tuple[Fact, ...]] = field(default_factory=dict, compare=False, repr=False)
    """Facts on slips made so far, by event, of the dates that are as the event says."""
    feed_items: dict[str, FeedItem] = field(default_factory=dict, compare=False, repr=False)
    """Items of news feeds made so far, for the same reason."""
    dated_slips: dict[tuple[str, Start], Slip] = field(default_factory=dict, compare=False, repr=False)
    """The same with the day said in them, for lists that have no heading for it."""
    calendar_items: dict[str, CalendarItem] = field(default_factory=dict, compare=False, repr=False)
    """Entries of calendars made so far, by their key in `Site.items`."""
    bodies: set[str] = field(default_factory=set, compare=False, repr=False)
    """Ids of the events whose texts were read; whoever wants to know by which page empties it before."""

    made: dict[tuple[object, ...], Any] = field(default_factory=dict, compare=False, repr=False)
    """What pages of many events say alike, by what it was made from; see `once`."""
    say: Phrases = field(init=False, compare=False, repr=False)
    today: date = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Asked for by every line of every page, and never another.
        object.__setattr__(self, "say", self.writer.say)
        object.__setattr__(self, "today", self.held.today)

    @property
    def is_main(self) -> bool:
        return not self.prefix

    def once(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make` makes, made once. `key` begins with what it is and holds all that it depends on."""
        made: T
        try:
            made = self.made[key]
        except KeyError:
            made = self.made[key] = make()
        return made

    def to(self, route: str) -> str:
        """The route in this edition; "" stays home."""
        return f"{self.prefix}{route}" if self.prefix else route

    def has(self, route: str) -> bool:
        return route in self.routes

    def url(self, route: str) -> str:
        """The absolute address of a route that already has its prefix."""
        return f"{self.board.info.url}{route}"

    def text_of(
        self, original: Text, language: str, translations: Iterable[tuple[str, Text]]
    ) -> tuple[Text, str]:
        """The text to show and its language when that is not the edition's ("" when it is)."""
        if language == self.language or language.lower() == self.language.lower():
            return original, ""
        for tag, text in translations:
            if tag == self.language.lower():
                return text, ""
        return original, language

    def event_text(self, event: Event) -> tuple[Heading, str]:
        """Title and summary, and their language where the edition has another."""
        return self.text_of(event.text, event.text_language, event.translations.items())

    def event_body(self, event: Event) -> tuple[Text, str]:
        """The same with the text itself; it is remembered that it was read."""
        self.bodies.add(event.id)
        return self.text_of(event.text, event.text_language, event.translations.items())

    def page_text(self, page: InfoPage) -> tuple[Text, str]:
        return self.text_of(page.text, page.text_language, page.translations.items())

    def partner_text(self, partner: Partner) -> tuple[Text, str]:
        return self.text_of(partner.text, partner.text_language, ())

    def local(self, text: str, language: str) -> LocalText:
        """Text with its language and direction where they differ from the page's."""
        if not language:
            return LocalText(text)
        differs = direction(language) != direction(self.language)
        return LocalText(text, language, direction(language) if differs else "")

    def differs(self, language: str) -> str:
        """The tag for a `lang` attribute: "" of the page's own language."""
        same = language == self.language or language.lower() == self.language.lower()
        return "" if same else language

    def writer_in(self, language: str) -> DateWriter:
        """Who writes lists and days in the language of a record."""
        if language == self.language:
            return self.writer
        info = self.board.info
        return DateWriter(language, info.locale(language), info.clock)

    def category_label(self, category: str) -> str:
        return self.board.vocabularies["categories"].label(category, self.language)
