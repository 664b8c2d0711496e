"""Titles, summaries and descriptions, and what should not stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.check import shouting
from bulletin.check.day_words import date_pattern, whole_text
from bulletin.check.rules import BoardView, Finding, at_field, event_rule, offer, rule
from bulletin.check.shouting import LEAST_CASED
from bulletin.formats.phones import country_of, phone_key
from bulletin.formats.yaml.emit import format_yaml
from bulletin.model.event import Event, Status
from bulletin.model.place import Contact, PlaceKind
from bulletin.problems import Severity, SourceRef
from bulletin.translatable import gettext as _
from bulletin.words.numbers import tell_number

SHORT_TITLE, LONG_TITLE = 3, 100
_EMPTY = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters by their Unicode category, but invisible (Hangul fillers)."""
LONG_DESCRIPTION = 3000

_OFF_WORDS = {
    "cancelled": Status.CANCELLED, "canceled": Status.CANCELLED, "annulé": Status.CANCELLED,
    "annulée": Status.CANCELLED, "postponed": Status.POSTPONED, "reporté": Status.POSTPONED,
    "reportée": Status.POSTPONED, "rescheduled": Status.RESCHEDULED, "full": Status.FULL,
    "sold out": Status.FULL, "complet": Status.FULL, "moved online": Status.MOVED_ONLINE,
}  # fmt: skip
_WORDS = "|".join(_OFF_WORDS)
_STATUS_IN_TITLE = (
    re.compile(rf"[\[({{*]+\s*(?P<word>{_WORDS})\s*!*\s*[\])}}*]+", re.IGNORECASE),
    re.compile(rf"^\s*(?P<word>{_WORDS})\s*(?:!+|:|\s[-–—])\s*", re.IGNORECASE),
    re.compile(rf"\s*(?:[:,;]|\s[-–—]|!)\s*(?P<word>{_WORDS})\s*[!.]*\s*$", re.IGNORECASE),
    re.compile(rf"\b(?P<word>{_WORDS.upper()})\b\s*!*"),
)
_JOINTS = re.compile(r"\s*[-–—:,;]\s*$|^\s*[-–—:,;]\s*|\s*[(\[]\s*[)\]]")
_STREET = re.compile(
    r"\b\d{1,5}[A-Za-z]?,?\s+(?:[A-Z][\w'’.-]*\s+){1,3}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Crescent|Cres|Boulevard|Blvd|Way|Place|Terrace)\b"
    r"|\b\d{1,5},?\s+(?:bis\s+|ter\s+)?(?:rue|avenue|boulevard|chemin|allée|impasse|place|quai)\s+\w"
    r"|\b(?:[A-ZÄÖÜ]\w+(?:straße|strasse|str\.|weg|gasse|platz|allee|ring|straat|laan|gatan|vägen)"
    r"|(?:[Cc]alle|[Aa]venida|[Cc]arrer|[Pp]laza|[Vv]ia|Viale|Piazza|Corso|Rua|ul\.|вул\.|ул\.)\s+(?:[\w.]+\s+){1,4}?)"
    r",?\s*\d{1,4}\b"
)


@rule("title-with-date", Severity.WARNING)
def title_with_date(view: BoardView) -> Iterator[Finding]:
    """A title holds no date.

    The date is shown beside it everywhere, and a date in a title stays behind when the event moves.
    """
    pattern = date_pattern(view.board.info.languages)
    for event in view.board.events.values():
        match = pattern.search(event.text.title)
        if match:
            message = _("The title holds a date, “{match}”.", match=match[0].strip())
            yield _retitled(event, message, _without(event.text.title, match.span()))


def _without(title: str, span: tuple[int, int]) -> str:
    """The title without a part of it, and without the dash or colon that joined the part to it."""
    left = f"{title[: span[0]].rstrip()} {title[span[1] :].lstrip()}".strip()
    while (shorter := _JOINTS.sub("", left).strip()) != left:
        left = shorter
    return left


def _retitled(event: Event, message: str, title: str, *further: str) -> Finding:
    """The Finding that offers another title, as a line to paste where that can be done."""
    if len(title) < SHORT_TITLE:
        return Finding(at_field(event, "title"), message, _("Give it a title that says what happens there."))
    lines = (format_yaml({"title": title}, {}).rstrip("\n"), *further)
    hint, fix = offer(event, "title", _("Type instead"), *lines)
    return Finding(at_field(event, "title"), message, hint, fix)


@event_rule("title-with-status", Severity.WARNING)
def title_with_status(view: BoardView, event: Event) -> Iterator[Finding]:
    """Whether an event is cancelled, postponed or full stands in `status`, not in its title.

    Only then do calendars cross it out, and lists and counts leave it out.
    """
    for pattern in _STATUS_IN_TITLE:
        match = pattern.search(event.text.title)
        if match is None:
            continue
        status = _OFF_WORDS[match["word"].lower()]
        message = _("The title says “{match}”, which calendars cannot know.", match=match["word"])
        further = () if "status" in event.lines else (f"status: {status.value}",)
        yield _retitled(event, message, _without(event.text.title, match.span()), *further)
        break


@event_rule("shouting-title", Severity.WARNING)
def shouting_title(view: BoardView, event: Event) -> Iterator[Finding]:
    """A title is written in small letters, with capitals where they belong.

    CAPITALS are hard to read, screen readers may spell them out, and beside them every other event
    looks unimportant.
    """
    title = event.text.title
    is_shouted = sum(map(str.isupper, title)) >= LEAST_CASED and shouting.is_shouted(title)
    if not is_shouted and "!!" not in title:
        return
    if any(pattern.search(title) for pattern in _STATUS_IN_TITLE):
        # title-with-status offers another title already.
        return
    if is_shouted:
        calm = shouting.calm_title(title, _names_on(view), event.text_language)
        yield _retitled(event, _("The title is in capitals."), re.sub(r"\s*!+", "", calm))
    else:
        yield _retitled(event, _("The title has several exclamation marks."), re.sub(r"\s*!{2,}", "", title))


def _names_on(view: BoardView) -> list[str]:
    """What people, places and the board itself are called."""
    board = view.board
    places = (name for venue in board.venues.values() for name in (venue.name, venue.area))
    return [board.info.title, *(partner.name for partner in board.partners.values()), *places]


@event_rule("title-length", Severity.NOTE)
def title_length(view: BoardView, event: Event) -> Iterator[Finding]:
    """A title has 3 to 100 characters.

    Longer ones are cut in calendars and on paper; shorter ones say nothing.
    """
    length = len(event.text.title)
    if length < SHORT_TITLE:
        yield Finding(at_field(event, "title"), _("The title is very short."), _("Say what happens there."))
    elif length > LONG_TITLE:
        message = _(
            "The title has {length} characters; calendars and paper cut it after {most}.",
            length=length,
            most=LONG_TITLE,
        )
        yield Finding(at_field(event, "title"), message, _("Move the rest into `summary`."))


@event_rule("title-without-words", Severity.WARNING)
def title_without_words(view: BoardView, event: Event) -> Iterator[Finding]:
    """A title has words, not only emoji and signs.

    Screen readers, paper and search cannot do anything with the others.
    """
    if not any(letter.isalnum() and letter not in _EMPTY for letter in event.text.title):
        hint = _("Say in a few words what happens there; the emoji may stay behind them.")
        yield Finding(at_field(event, "title"), _("The title has no words."), hint)


@event_rule("long-summary", Severity.WARNING)
def long_summary(view: BoardView, event: Event) -> Iterator[Finding]:
    """A `summary` is one sentence of at most 160 characters.

    It is what lists, paper and screens have room for: a longer one is cut there, and stands whole on the
    event's page alone.
    """
    for text in (event.text, *event.translations.values()):
        if text.whole_summary:
            message = _(
                "The summary has {count} characters; lists show only “{summary}”.",
                count=len(text.whole_summary),
                summary=text.summary,
            )
            hint = _("Keep the sentence that says why to come; the rest belongs into the description.")
            ref = at_field(event, "summary") if text is event.text else text.ref
            yield Finding(ref, message, hint)


@event_rule("long-description", Severity.NOTE)
def long_description(view: BoardView, event: Event) -> Iterator[Finding]:
    """A description has at most 3,000 characters.

    People read on a phone, at a bus stop; what comes after the second screen is not read.
    """
    length = len(event.text.plain)
    if length > LONG_DESCRIPTION:
        message = _("The description has {length} characters.", length=tell_number(length))
        hint = _("Keep what people need in order to come, and link to a page with the rest.")
        yield Finding(at_field(event, "description"), message, hint)


@event_rule("private-phone", Severity.WARNING)
def private_phone(view: BoardView, event: Event) -> Iterator[Finding]:
    """A phone number in a text is one of the public contacts of the event, its partners or its venue.

    Somebody's private number, once published, stays in copies and calendars for ever.
    """
    texts = (event.text, *event.translations.values())
    if not any(text.phones for text in texts):
        return
    country = country_of(view.board.info.locale(view.board.info.language), view.board.info.timezone)
    public = {phone_key(number, country) for number in _public_numbers(view, event)}
    for text in texts:
        for number, line in text.phones:
            if phone_key(number, country) not in public:
                message = _(
                    "The text holds a phone number, {number}··, that is nobody's public contact.",
                    number=number[:-2],
                )
                hint = _("If people may call it, write it under `contact:`; if it is private, take it out.")
                yield Finding(SourceRef(text.ref.path, line, 1), message, hint)


@event_rule("private-email", Severity.WARNING)
def private_email(view: BoardView, event: Event) -> Iterator[Finding]:
    """An e-mail address in a text is one of the public contacts of the event or its partners.

    Somebody's own address, once published, gets letters for ever.
    """
    texts = (event.text, *event.translations.values())
    if not any(text.emails for text in texts):
        return
    public = {contact.email.casefold() for contact in _public_contacts(view, event)}
    public.add(event.registration.email.casefold())
    for text in texts:
        for email, line in text.emails:
            if email.casefold() not in public:
                name, _at, host = email.partition("@")
                message = _(
                    "The text holds an address, {name}··@{host}, that is nobody's public contact.",
                    name=name[:1],
                    host=host,
                )
                hint = _("If people may write there, put it under `contact:`; if it is private, take it out.")
                yield Finding(SourceRef(text.ref.path, line, 1), message, hint)


def _public_contacts(view: BoardView, event: Event) -> list[Contact]:
    board = view.board
    hosts = (board.partners.get(host) for host in (event.partner, *event.hosts))
    return [board.info.contact, event.contact, *(partner.contact for partner in hosts if partner)]


def _public_numbers(view: BoardView, event: Event) -> set[str]:
    board = view.board
    places = [event.place, *(change.place for change in event.changes if change.place)]
    numbers = [number for each in _public_contacts(view, event) for number in (each.phone, each.text)]
    numbers += [board.venues[place.venue].phone for place in places if place.venue in board.venues]
    numbers.append(event.registration.phone)
    return {number for number in numbers if number}


@event_rule("confidential-address", Severity.WARNING)
def confidential_address(view: BoardView, event: Event) -> Iterator[Finding]:
    """A text of an event with a confidential place names no street address.

    The repository is public, and so is everything that was ever in it.
    """
    if event.place.kind is not PlaceKind.CONFIDENTIAL:
        return
    refs = [(event.text, at_field(event, "description", "summary", "title"))]
    refs += [(text, text.ref) for text in event.translations.values()]
    for text, ref in refs:
        if _STREET.search(whole_text(text)):
            message = _("The place is confidential, but the text holds what looks like a street address.")
            hint = _("If it is where people meet, remove it here and from the repository's history.")
            yield Finding(ref, message, hint)


@rule("translation-language", Severity.NOTE)
def translation_language(view: BoardView) -> Iterator[Finding]:
    """A translation is in one of the board's languages.

    Others have no pages, so nobody would see it.
    """
    languages = {language.lower() for language in view.board.info.languages}
    board = view.board
    translated = [event.translations for event in board.events.values()]
    translated += [page.translations for page in board.pages.values()]
    for translations in translated:
        for tag, text in translations.items():
            if tag.lower() not in languages:
                message = _("The board has no pages in “{tag}”, so this translation is not shown.", tag=tag)
                known = ", ".join(board.info.languages)
                yield Finding(
                    text.ref,
                    message,
                    _("Its languages are: {known} (`languages` in board.yaml).", known=known),
                )
