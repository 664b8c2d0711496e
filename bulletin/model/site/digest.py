"""The digest of a week, for newsletters: plain values, of which HTML, plain text and Markdown are made."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.model.site.parts import MixedText


@dataclass(frozen=True, slots=True)
class DigestItem:
    """An event with all its dates of the week."""

    title: MixedText
    url: str
    when: str
    details: tuple[MixedText, ...]
    """Where, what it costs, whom to call."""


@dataclass(frozen=True, slots=True)
class DigestGroup:
    """Events for the same people: "For children and families"."""

    title: str
    items: tuple[DigestItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What is on within seven days. All addresses are absolute."""

    language: str
    dir: str
    title: str
    """"What’s on, 15 – 21 January 2027"."""
    groups: tuple[DigestGroup, ...]
    rule: str
    """By what was chosen: "At most 4 events for each partner, what is rare first."."""
    more: str
    """"And 6 more:", which the way to all events follows; "" where all is in it."""
    agenda: str
    """What the page of all events is called."""
    agenda_url: str
    source: str
    """"Source:", which the way to the board follows."""
    board: MixedText
    board_url: str
    empty: str = ""
