"""Fields under the names that other programs and people give them, and the line that says the same here.

A line is proposed only where its value can be read there; else nobody is led on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import NamedTuple

from bulletin.formats.contacts import TYPED_EMAIL, TYPED_PHONE
from bulletin.formats.dates import (
    Beside,
    DateRefused,
    parse_date_range,
    parse_day,
    parse_duration,
    parse_moment,
    parse_spans,
)
from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.nodes import Node, Scalar, Tree
from bulletin.formats.repeat import parse_repeat, parse_rrule
from bulletin.formats.urls import safe_url
from bulletin.formats.yaml.emit import format_text
from bulletin.load.fields.fixes import format_list, replace_field
from bulletin.load.fields.place_words import is_beside, lines_for_place
from bulletin.load.fields.program_texts import place_within, text_within, tree_of
from bulletin.load.fields.record_source import FixedLine, Loc, RecordSource, find_node
from bulletin.model.names import fold_name
from bulletin.model.records.aliases import ALIASES_IN_EVENTS
from bulletin.model.records.shapes import names_in_a_row
from bulletin.model.recurrence import day_of
from bulletin.model.zones import parse_zone
from bulletin.words.languages import languages_in, read_language_tag
from bulletin.words.typed import word_within, words_typed_for

_TRUE = frozenset({"true", "yes", "1", "oui"})
CONTACT_NAMES = (
    *(
        "phone",
        "telephone",
        "tel",
        "contact_phone",
        "phone_number",
        "email",
        "e_mail",
        "mail",
        "contact_email",
    ),
    *("url", "website", "web", "link", "links", "web_page", "webpage", "event_url", "permalink", "html_link"),
    *("contact_url", "event_website", "more_info", "info_url", "organizer_email", "organizer_phone"),
    *("contact_name", "contact_info", "contact_information", "canonical_url"),
)
"""What programs call the ways to ask, which are all of `contact`."""


class Foreign(NamedTuple):
    """An unknown field: where it stands, what it holds, and the field that was probably meant."""

    loc: Loc
    given: Tree
    meant: str

    def beside(self, name: str) -> Loc:
        """The place of another field beside it."""
        return (*self.loc[:-1], name)


def line_for(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    """The line of the field that was meant, holding the same; None where it could not be read there."""
    make = _LINES.get(foreign.meant)
    if make is None:
        return _renamed(source, foreign)
    return make(source, foreign)


def ways_to_ask(given: Tree, name: str = "") -> dict[str, str]:
    """The public ways to ask that a value holds, by the parts of `contact`."""
    if isinstance(given, list):
        found: dict[str, str] = {}
        for each in given:
            found = {**ways_to_ask(each, name), **found}
        return found
    if isinstance(given, dict):
        parts = [ways_to_ask(value, key) for key, value in given.items() if isinstance(value, str)]
        return {key: value for part in reversed(parts) for key, value in part.items()}
    if email := TYPED_EMAIL.search(given):
        return {"email": email[0].removeprefix("mailto:")}
    url = next((word for word in given.split() if word.startswith(("http://", "https://", "www."))), "")
    if url and (safe := safe_url(url if "://" in url else f"https://{url}")):
        return {"url": safe}
    phone = TYPED_PHONE.fullmatch(given.removeprefix("tel:").strip())
    return {"phone": phone[0]} if phone and "date" not in name else {}


def _renamed(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    """The same line with another name, where it is one piece of text."""
    if isinstance(foreign.given, str) and foreign.given:
        return source.fix_key(foreign.loc, foreign.meant)
    if text := text_within(foreign.given, source.languages):
        return replace_field(source, foreign.loc, f"{foreign.meant}: {format_text(text)}")
    return None


def _text(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    return _renamed(source, foreign)


def _list(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    return source.fix_key(foreign.loc, foreign.meant) if _texts(foreign.given) else None


def _texts(given: Tree) -> list[str]:
    """The texts of a list, a row of names, or a map of them."""
    if isinstance(given, str):
        return names_in_a_row(given)
    if isinstance(given, list):
        return [text for each in given if (text := text_within(each))]
    text = text_within(given)
    return [text] if text else []


def _words(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    """Those of the words that the board has."""
    vocabulary = source.names.vocabularies.get("audiences" if foreign.meant == "audience" else foreign.meant)
    terms = [term.id for text in _texts(foreign.given) if vocabulary and (term := vocabulary.find(text))]
    kept = list(dict.fromkeys(terms))[: {"audience": 1, "categories": 3, "needs": 2}.get(foreign.meant, 9)]
    return replace_field(source, foreign.loc, format_list(foreign.meant, kept)) if kept else None


def _hosts(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    partners = [source.names.partner_named(text) for text in _texts(foreign.given)]
    own = source.path.split("/")[1] if source.path.count("/") > 1 else ""
    others = [partner for partner in dict.fromkeys(partners) if partner and partner != own]
    return (
        replace_field(source, foreign.loc, format_list("hosts", others)) if others and all(partners) else None
    )


def _place(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    words = place_within(foreign.given, source.languages)
    return lines_for_place(source, foreign.loc, words) if 0 < len(words) <= 300 else None


def _moment(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    """A start or an end; a date alone is joined by the time that stands beside it."""
    text = text_within(foreign.given, source.languages)
    read = parse_moment(text, source.languages)
    if isinstance(read, DateRefused) or (isinstance(read, time) and foreign.loc == ("start",)):
        return None
    return replace_field(source, foreign.loc, f"{foreign.meant}: {text}")


def _duration(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    text = text_within(foreign.given, source.languages)
    is_read = bool(text) and not isinstance(parse_duration(text, source.languages), DateRefused)
    return source.fix_key(foreign.loc, "duration") if is_read and isinstance(foreign.given, str) else None


def _repeat(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    texts = foreign.given if isinstance(foreign.given, list) else [foreign.given]
    text = next((each for each in texts if isinstance(each, str)), "")
    rule = text.strip().removeprefix("RRULE:")
    if "FREQ=" in rule.upper():
        refused = isinstance(parse_rrule(rule), DateRefused)
        line = f"repeat: {{rrule: {format_text(rule)}}}"
        return None if refused else replace_field(source, foreign.loc, line)
    if not text or not isinstance(foreign.given, str):
        return None
    read = parse_repeat(text, source.languages, first_day(source))
    if not isinstance(read, DateRefused):
        return source.fix_key(foreign.loc, "repeat")
    line = f"repeat: {format_text(read.readings[0])}" if len(read.readings) == 1 else ""
    return replace_field(source, foreign.loc, line) if line else None


def _days(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    texts = _texts(foreign.given)
    day = first_day(source)
    read = [parse_date_range(text, source.languages, Beside(day) if day else None) for text in texts]
    wrong = not read or any(isinstance(each, DateRefused) for each in read)
    return None if wrong else replace_field(source, foreign.loc, format_list(foreign.meant, texts))


def _cost(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    name = str(foreign.loc[-1])
    if "free" in fold_name(name).split() or name.lower().endswith("free"):
        free = isinstance(foreign.given, str) and foreign.given.lower() in _TRUE
        return replace_field(source, foreign.loc, "cost: free") if free else None
    given = foreign.given[0] if isinstance(foreign.given, list) and foreign.given else foreign.given
    if isinstance(given, dict):
        amount = given.get("price") or given.get("display") or given.get("amount")
        currency = given.get("priceCurrency") or given.get("currency") or ""
        given = f"{amount} {currency}".strip() if isinstance(amount, str) else ""
    if not isinstance(given, str) or not 0 < len(given) <= 120:
        return None
    return replace_field(source, foreign.loc, f"cost: {format_text(given)}")


def _languages(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    texts = [part for text in _texts(foreign.given) for part in languages_in(text, source.languages)]
    known = texts and all(read_language_tag(text, source.languages) for text in texts)
    return replace_field(source, foreign.loc, format_list(foreign.meant, texts)) if known else None


def _zone(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    known = isinstance(foreign.given, str) and parse_zone(foreign.given) is not None
    return source.fix_key(foreign.loc, "timezone") if known else None


def _status(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    text = text_within(foreign.given).rpartition("/")[2]
    word = words_typed_for("status").get(fold_name(text), "")
    return replace_field(source, foreign.loc, f"status: {word}") if word and word != "scheduled" else None


def _registration(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    text = text_within(foreign.given)
    ways = ways_to_ask(text)
    if word := words_typed_for("registration").get(fold_name(text), ""):
        return replace_field(source, foreign.loc, f"registration: {word}")
    kind = word_within("registration", text)
    told = "".join(f", {way}: {_in_map(ways[way])}" for way in ("phone", "email", "url") if way in ways)
    if told:
        return replace_field(source, foreign.loc, f"registration: {{kind: {kind or 'required'}{told}}}")
    return replace_field(source, foreign.loc, f"registration: {kind}") if kind else None


def _access(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    if isinstance(foreign.given, dict):
        return None
    text = text_within(foreign.given)
    facts = source.names.vocabularies.get("access")
    term = facts.find(str(foreign.loc[-1])) if facts else None
    if term and fold_name(text) in ("yes", "no", "true", "false"):
        answer = "yes" if fold_name(text) in ("yes", "true") else "no"
        return replace_field(source, foreign.loc, f"access: {{{term.id}: {answer}}}")
    if not text or is_beside(source, foreign.loc, "access_note") or len(text) < 5:
        return None
    return replace_field(source, foreign.loc, f"access_note: {format_text(text)}")


def _file(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    is_name = isinstance(foreign.given, str) and "/" not in foreign.given
    return source.fix_key(foreign.loc, foreign.meant) if is_name else None


def _online(source: RecordSource, foreign: Foreign) -> FixedLine | None:
    way = ways_to_ask(foreign.given).get("url", "")
    return replace_field(source, foreign.loc, f"online: {way}") if way else None


def first_day(source: RecordSource) -> date | None:
    """The day of the start, whatever the field is called; None where none can be read."""
    for name, text in scalar_texts(source.node).items():
        if name == "start" or ALIASES_IN_EVENTS.get(fold_name(name).replace(" ", "_")) == "start":
            read = parse_moment(text, source.languages)
            if isinstance(read, DateRefused) and read.readings:
                read = parse_moment(read.readings[0])
            if isinstance(read, date):
                return day_of(read)
            if spans := parse_spans(text, source.languages):
                return day_of(spans[0].start) if isinstance(spans[0].start, date) else None
    return None


def moved_line(source: RecordSource, loc: Loc, text: str) -> FixedLine | None:
    """The change that a text such as `moved to Feb 20` tells of a date; None where it ends with no day."""
    near, words = first_day(source), text.split()
    for at in range(1, len(words)):
        day = parse_day(" ".join(words[at:]), source.languages, Beside(near) if near else None)
        if isinstance(day, date):
            return replace_field(source, loc, f"{loc[-1]}: {{start: {day}}}")
    return None


def contact_line(source: RecordSource, holder: Loc, names: list[str]) -> str:
    """One `contact` with every way to ask that the fields `names` hold; "" where they hold none."""
    ways: dict[str, str] = {}
    for name in names:
        for way, value in ways_to_ask(tree_of(find_node(source.node, (*holder, name))), name).items():
            ways.setdefault(way, value)
    parts = ", ".join(f"{way}: {_in_map(ways[way])}" for way in ("phone", "email", "url") if way in ways)
    return f"contact: {{{parts}}}" if parts else ""


def _in_map(text: str) -> str:
    return f'"{text}"' if any(mark in text for mark in ",{}[]#") else format_text(text)


def scalar_texts(node: Node | None) -> Mapping[str, str]:
    """The one-line fields of a node, by name."""
    items = node.items if isinstance(node, MappingNode) else ()
    return {key.text: value.text for key, value in items if isinstance(value, Scalar)}


_LINES: Mapping[str, Callable[[RecordSource, Foreign], FixedLine | None]] = {
    **dict.fromkeys(("title", "summary", "description", "ages", "area", "access_note", "image_alt"), _text),
    **dict.fromkeys(("bring", "documents"), _list),
    **dict.fromkeys(("categories", "audience", "welcome", "needs"), _words),
    **dict.fromkeys(("venue", "address", "room", "location"), _place),
    **dict.fromkeys(("start", "end"), _moment),
    **dict.fromkeys(("dates", "skip"), _days),
    **dict.fromkeys(("languages", "interpretation", "text_language"), _languages),
    **dict.fromkeys(("image", "flyer"), _file),
    **dict.fromkeys(("id", "part_of", "source", "verified", "contact", "changes", "geo"), lambda *_: None),
    "hosts": _hosts,
    "duration": _duration,
    "repeat": _repeat,
    "cost": _cost,
    "timezone": _zone,
    "status": _status,
    "registration": _registration,
    "access": _access,
    "online": _online,
}
