"""Small boards out of a few lines, and the edition of one day and language, to plan from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from textwrap import dedent

from bulletin.formats.dates import Writer
from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.model.board import Board, Revision
from bulletin.model.feed import CalendarItem
from bulletin.model.zones import use_pinned_zones
from bulletin.plan import site_routes
from bulletin.plan.calendars import event_calendar, event_calendar_route
from bulletin.plan.edition import Edition
from bulletin.plan.held import hold

use_pinned_zones()

TODAY = date(2027, 1, 15)
BOARD = """\
title: Oak Board
url: https://board.example/town/
uid_domain: oak.example
timezone: America/Toronto
languages: [en, fr]
currency: CAD
locales: {en: en-CA, fr: fr-CA}
library: oak
"""
PARTNER = """\
name: Oak Club
kind: club
contact: {phone: 555-0100}
"""
VENUE = """\
name: Main Library
address: {street: 1 Main Street, locality: Oak, region: ON, postal: K0A 1A1, country: CA}
geo: {lat: 45.3021, lon: -76.1504}
rooms:
  hall: {name: Hall}
"""


def make_board(files: Mapping[str, str], *, board: str = BOARD) -> Board:
    """A board of one partner, one venue and `files` (content path to text). Fails when one has an error."""
    whole = {"board.yaml": board, "partners/oak.yaml": PARTNER, "venues/library.yaml": VENUE}
    whole.update({path: dedent(text) for path, text in files.items()})
    loaded = load_board(Sources({path: text.encode() for path, text in sorted(whole.items())}))
    errors = [str(problem) for problem in loaded.problems if problem.is_error]
    assert not errors, errors
    assert loaded.board is not None
    return loaded.board


def make_event(text: str, *, name: str = "event", board: str = BOARD, **files: str) -> Board:
    """A board whose only event is `events/oak/<name>.yaml`."""
    more = {path.replace("__", "/") + ".yaml": content for path, content in files.items()}
    return make_board({f"events/oak/{name}.yaml": text, **more}, board=board)


def edition_of(board: Board, today: date = TODAY, language: str = "") -> Edition:
    """The board in one language, "" for its main one, as it is planned on `today`."""
    info = board.info
    tag = language or info.language
    held = hold(board, today)
    prefix = "" if tag == info.language else f"{tag}/"
    writer = Writer(tag, info.locale(tag), info.clock)
    return Edition(board, held, tag, prefix, writer, frozenset(site_routes(board, held)))


def items_of(edition: Edition) -> Mapping[str, CalendarItem]:
    """The entries of the calendars of every visible event, by their key in `Site.items`."""
    for event_id in edition.held.by_event:
        event = edition.board.events[event_id]
        if event_calendar_route(edition, event):
            event_calendar(edition, event)
    return edition.calendar_items


def revised(board: Board, created: datetime | None, changed: datetime) -> Board:
    """The board as if every event had come and last changed at these instants."""
    since = datetime(2020, 1, 1, tzinfo=UTC)
    revision = Revision(created, changed, int((changed - since).total_seconds()))
    return replace(board, revisions=dict.fromkeys(board.events, revision))
