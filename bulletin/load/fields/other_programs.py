"""Values as other programs write them, and the line that says the same here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.nodes import Node, Scalar, Tree, plain
from bulletin.formats.nodes import Sequence as SequenceNode
from bulletin.formats.yaml.emit import format_text, format_yaml
from bulletin.load.fields.fixes import replace_field
from bulletin.load.fields.place_words import LONGEST_ADDRESS, lines_for_place
from bulletin.load.fields.record_source import SHAPES, FixedLine, Loc, RecordSource

_TEXT_KEYS = (
    *("dateTime", "local", "date", "rendered", "text", "plain", "raw", "value", "@value", "name", "title"),
    *("label", "full", "display_name", "formatted_address", "html", "url", "uri", "@id"),
)
"""Where programs put the text of a field that is a map, the surest first."""
_ADDRESS_KEYS = (
    *("street", "streetAddress", "address_1", "address1", "address", "address_2", "line1", "line2"),
    *("locality", "addressLocality", "city", "town"),
    *("region", "addressRegion", "state", "stateprovince", "province"),
    *("postal", "postalCode", "postal_code", "zip"),
)
_PLACES = ("venue", "location", "address", "area", "where", "place")
_JOINED = ("ages", "area", "access_note", "status_note", "summary", "image_credit", "note", "description")
_NUMBER = re.compile(r"(?<![\d.])\d{1,6}(?![\d.])")
_TAGS = re.compile(r"<[^<>]*>")
NEVER_NEEDED = frozenset({"id", "part_of", "posted", "changed", "image", "flyer", "capacity", "timezone"})
"""Fields of which other programs have one of their own, and which may be left out."""


def names_of(loc: Loc) -> Loc:
    """The path without the validator's names of shapes."""
    return tuple(part for part in loc if part not in SHAPES)


def text_within(given: Tree, languages: tuple[str, ...] = ("en",)) -> str:
    """The text that a map or a list of a program holds; "" where nobody can know."""
    if isinstance(given, str):
        return " ".join(_TAGS.sub(" ", given).split())
    if isinstance(given, list):
        return ", ".join(filter(None, (text_within(each, languages) for each in given)))
    for key in (*_TEXT_KEYS, *languages):
        if (found := given.get(key)) and isinstance(found, (str, dict)):
            return text_within(found, languages)
    return ""


def place_within(given: Tree, languages: tuple[str, ...] = ("en",)) -> str:
    """The name and the address of a place that a program wrote as a map."""
    if not isinstance(given, dict):
        return text_within(given, languages)
    name = text_within({key: given[key] for key in ("name", "title", "venue") if key in given}, languages)
    nested = given.get("address")
    inner = nested if isinstance(nested, dict) else given
    formatted = inner.get("localized_address_display") or inner.get("formatted_address")
    parts = [name, formatted] if formatted else [name, *(inner.get(key) for key in _ADDRESS_KEYS)]
    texts = [part for part in parts if isinstance(part, str) and part.strip()]
    whole = ", ".join(dict.fromkeys(texts))
    return whole or (text_within(given["url"]) if isinstance(given.get("url"), str) else "")


def line_instead(source: RecordSource, loc: Loc, given: Tree) -> FixedLine | None:
    """What to type in place of a value of a shape that the field does not take; None where nobody knows."""
    path = names_of(loc)
    name = str(path[-1])
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
    if name == "cost" and (lines := _prices(given)):
        return replace_field(source, path, *lines)
    text = text_within(given, source.languages)
    return replace_field(source, path, f"{name}: {format_text(text)}") if text else None


def number_in(text: str) -> str:
    """The only number in a text, or ""."""
    found = _NUMBER.findall(text)
    return found[0] if len(found) == 1 else ""


def _prices(given: Tree) -> list[str]:
    """A map of prices by who pays them, or a price and its currency, as a field."""
    if not isinstance(given, dict) or not all(isinstance(each, str) for each in given.values()):
        return []
    amount = next((given[key] for key in ("amount", "price", "value", "display") if given.get(key)), "")
    if amount:
        currency = next((given[key] for key in ("currency", "priceCurrency") if given.get(key)), "")
        return [f"cost: {format_text(f'{amount} {currency}'.strip())}"]
    prices: list[Tree] = [{"label": who, "amount": str(price)} for who, price in given.items() if price]
    return format_yaml({"cost": prices}, {}).rstrip("\n").split("\n") if prices else []


def tree_of(node: Node | None) -> Tree:
    """A node as text, lists and maps; "" for none."""
    return plain(node) if isinstance(node, (Scalar, SequenceNode, MappingNode)) else ""


def as_tree(given: Any) -> Tree:
    """A value that was validated, as text, lists and maps."""
    if isinstance(given, Mapping):
        return {str(key): as_tree(value) for key, value in given.items()}
    return [as_tree(each) for each in given] if isinstance(given, (list, tuple)) else str(given)
