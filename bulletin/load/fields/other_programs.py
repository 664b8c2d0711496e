"""Values as other programs write them, and the line that says the same here."""

from __future__ import annotations

from datetime import date, timedelta

from bulletin.formats.nodes import Tree
from bulletin.formats.yaml.emit import format_text, format_yaml
from bulletin.load.fields.fixes import format_list, replace_field
from bulletin.load.fields.place_words import LONGEST_ADDRESS, lines_for_place
from bulletin.load.fields.program_texts import place_within, text_within, tree_of
from bulletin.load.fields.record_source import SHAPES, FixedLine, Loc, RecordSource, find_node

_PLACES = ("venue", "location", "address", "area", "where", "place")
_JOINED = ("ages", "area", "access_note", "status_note", "summary", "image_credit", "note", "description")
_AMOUNTS = ("amount", "price", "major_value", "value")
_CURRENCIES = ("currency", "priceCurrency")
_LABELS = ("label", "name", "title", "description", "category")
NEVER_NEEDED = frozenset({"id", "part_of", "posted", "changed", "image", "flyer", "capacity", "timezone"})
"""Fields of which other programs have one of their own, and which may be left out."""


def names_of(loc: Loc) -> Loc:
    """The path without the validator's names of shapes."""
    return tuple(part for part in loc if part not in SHAPES)


def line_instead(source: RecordSource, loc: Loc, given: Tree) -> FixedLine | None:
    """What to type in place of a value of a shape that the field does not take; None where nobody knows."""
    path = names_of(loc)
    name = str(path[-1])
    if name == "cost" and (lines := _prices(given)):
        return replace_field(source, path, *lines)
    if path == ("start",) and isinstance(given, list) and (lines := _start_and_dates(source, given)):
        return replace_field(source, path, *lines)
    if isinstance(given, list) and name not in _JOINED:
        places = source.names.places
        known = (
            each for each in given if name == "venue" and isinstance(each, str) and places.venue_named(each)
        )
        given = next(known, given[0] if given else "")
    if name in _PLACES:
        named = text_within(given.get("name", "")) if isinstance(given, dict) else ""
        words = named if source.names.places.venue_named(named) else place_within(given, source.languages)
        return lines_for_place(source, path, words) if 0 < len(words) <= LONGEST_ADDRESS else None
    if name in NEVER_NEEDED:
        return replace_field(source, path)
    text = _last_day(source, given) if name == "end" else ""
    text = text or text_within(given, source.languages)
    return replace_field(source, path, f"{name}: {format_text(text)}") if text else None


def _start_and_dates(source: RecordSource, given: list[Tree]) -> list[str]:
    """The first of several starts, and the others as further dates; none where `dates` stand there too."""
    texts = [text for each in given if isinstance(each, str) and (text := each.strip())]
    if len(texts) < 2 or len(texts) < len(given) or find_node(source.node, ("dates",)) is not None:
        return []
    first, *others = texts
    return [f"start: {format_text(first)}", format_list("dates", others)]


def _last_day(source: RecordSource, given: Tree) -> str:
    """The day before the one that calendars give as the end of whole days (`{date: 2027-02-11}`)."""
    start = text_within(tree_of(find_node(source.node, ("start",))))
    if not isinstance(given, dict) or any(given.get(name) for name in ("dateTime", "local", "utc")):
        return ""
    try:
        day = str(date.fromisoformat(str(given.get("date", ""))) - timedelta(days=1))
    except (ValueError, OverflowError):
        return ""
    return day if day >= start[: len(day)] else ""


def _prices(given: Tree) -> list[str]:
    """A map of prices by who pays them, or a price and its currency, as a field."""
    if isinstance(given, list):
        offers = [(_text_of(each, _LABELS), _price(each)) for each in given if isinstance(each, dict)]
        if len(offers) < max(len(given), 1) or not all(price for _, price in offers):
            return []
        prices: list[Tree] = [{"label": who, "amount": price} for who, price in offers if who]
        return _as_lines(prices if len(prices) == len(given) else [price for _, price in offers])
    if not isinstance(given, dict):
        return []
    if price := _price(given):
        return [f"cost: {format_text(price)}"]
    said = {who: price for who, price in given.items() if price and not who.startswith("@")}
    if not all(isinstance(price, str) for price in said.values()):
        return []
    return _as_lines([{"label": who, "amount": price} for who, price in said.items()])


def _as_lines(prices: list[Tree]) -> list[str]:
    return format_yaml({"cost": prices}, {}).rstrip("\n").split("\n") if prices else []


def _price(given: dict[str, Tree]) -> str:
    """A price or a range with its currency; "" where none stands there."""
    if shown := _text_of(given, ("display",)):
        return shown
    low, high = _text_of(given, ("lowPrice", "low")), _text_of(given, ("highPrice", "high"))
    amount = f"{low}-{high}" if low and high else _text_of(given, _AMOUNTS) or low
    return f"{amount} {_text_of(given, _CURRENCIES)}".strip() if amount else ""


def _text_of(given: dict[str, Tree], names: tuple[str, ...]) -> str:
    return next((text for name in names if isinstance(text := given.get(name), str) and text), "")
