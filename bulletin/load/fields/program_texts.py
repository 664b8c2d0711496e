"""The text in a value that another program wrote as a map or a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.nodes import Node, Scalar, Tree, plain
from bulletin.formats.nodes import Sequence as SequenceNode
from bulletin.formats.prices import with_plain_digits

_TEXT_KEYS = (
    *(
        "dateTime",
        "local",
        "date",
        "utc",
        "rendered",
        "text",
        "plain",
        "raw",
        "value",
        "@value",
        "name",
        "title",
    ),
    *(
        "label",
        "full",
        "audienceType",
        "organizer",
        "display_name",
        "formatted_address",
        "html",
        "url",
        "uri",
        "@id",
    ),
)
"""Where programs put the text of a field that is a map, the surest first."""
_ADDRESS_KEYS = (
    *("street", "streetAddress", "address_1", "address1", "address", "address_2", "line1", "line2"),
    *("locality", "addressLocality", "city", "town"),
    *("region", "addressRegion", "state", "stateprovince", "province"),
    *("postal", "postalCode", "postal_code", "zip"),
)
_NUMBER = re.compile(r"(?<![\d.])\d{1,6}(?![\d.])")
_TAGS = re.compile(r"<[^<>]*>")


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


def holds_text(name: str) -> bool:
    """Whether programs put the text of a field under this name."""
    return name in _TEXT_KEYS


def number_in(text: str) -> str:
    """The only number in a text, or ""."""
    found = _NUMBER.findall(with_plain_digits(text))
    return found[0] if len(found) == 1 else ""


def tree_of(node: Node | None) -> Tree:
    """A node as text, lists and maps; "" for none."""
    return plain(node) if isinstance(node, (Scalar, SequenceNode, MappingNode)) else ""


def as_tree(given: Any) -> Tree:
    """A value that was validated, as text, lists and maps."""
    if isinstance(given, Mapping):
        return {str(key): as_tree(value) for key, value in given.items()}
    return [as_tree(each) for each in given] if isinstance(given, (list, tuple)) else str(given)
