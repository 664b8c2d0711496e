"""What a handed-in file holds: drafts of records, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bulletin.formats.nodes import Tree
from bulletin.model.intake import Asked


@dataclass(frozen=True, slots=True)
class Draft:
    """One event that a file holds. `key` names it within the file (a row, a UID), so that a later version of
    the file changes the same event; `body` is its description. `values` are fields of a record as a person
    would type them."""

    values: Mapping[str, Tree]
    body: str = ""
    key: str = ""
    remarks: tuple[str, ...] = ()
    """What was taken for what, what is missing or unclear, of this event."""
    event_id: str = ""
    """The event on the board that it is a new version of, or about, where the file says so."""
    asked: Asked = Asked.NEW
    cleared: tuple[str, ...] = ()
    """In a change, the fields to take away."""
    partner: str = ""
    """Who hands it in, where the file says so."""
    days: tuple[str, ...] = ()
    """The dates that are called off, as they were typed; none: all of the event."""


@dataclass(frozen=True, slots=True)
class Converted:
    """The drafts of a file in its order; `said` is about the file as a whole; `refused`, in words, why none
    of it could be read. `needs_person`: a draft for staff to finish (free text in a mail). `has_more`: beside
    its forms stands what somebody wrote to staff; `is_quoted`: its forms stand in a mail that it answers."""

    drafts: tuple[Draft, ...] = ()
    said: tuple[str, ...] = ()
    refused: str = ""
    needs_person: bool = False
    has_more: bool = False
    is_quoted: bool = False
