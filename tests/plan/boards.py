"""Small boards out of a few lines, and the same in one language on one day, to plan from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from textwrap import dedent
from typing import NamedTuple

from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.model.board import Board, Revision
from bulletin.model.feed import CalendarItem
from bulletin.model.occurrences import find_occurrences
from bulletin.model.site.page_kinds import pages_shown
from bulletin.model.site.parts import Layout
from bulletin.model.site.plan import Asset, CalendarFile, NewsFile, Page
from bulletin.model.zones import use_pinned_zones
from bulletin.plan import plan_site
from bulletin.plan.feeds.calendars import event_calendar, event_calendar_path
from bulletin.plan.localized_board import LocalizedBoard, localize

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


def localize_board(board: Board, today: date = TODAY, language: str = "") -> LocalizedBoard:
    """The board in one language, "" for its main one, as it is planned on `today`."""
    occurrences = find_occurrences(board, today)
    routes = frozenset(each.route for each in pages_shown(board, occurrences) if each.kind.has_links)
    return localize(board, occurrences, language or board.info.language, routes)


def items_of(local: LocalizedBoard) -> Mapping[str, CalendarItem]:
    """The entries of the calendars of every visible event, by UID."""
    events = [local.board.events[event_id] for event_id in local.occurrences.by_event]
    calendars = [event_calendar(local, event) for event in events if event_calendar_path(local, event)]
    return {item.uid: item for calendar in calendars for item in calendar.items}


class WholeSite(NamedTuple):
    """Everything a plan makes, by kind."""

    layouts: Mapping[str, Layout]
    pages: tuple[Page, ...]
    calendars: tuple[CalendarFile, ...]
    news: tuple[NewsFile, ...]
    assets: tuple[Asset, ...]


def make_site(board: Board, today: date = TODAY) -> WholeSite:
    """The whole site of a board, planned and made."""
    plan = plan_site(board, today)
    made = [each.make() for each in plan.plans()]
    return WholeSite(
        plan.layouts,
        tuple(each for each in made if isinstance(each, Page)),
        tuple(each for each in made if isinstance(each, CalendarFile)),
        tuple(each for each in made if isinstance(each, NewsFile)),
        tuple(each for each in made if isinstance(each, Asset)),
    )


def revised(board: Board, created: datetime | None, changed: datetime) -> Board:
    """The board as if every event had come and last changed at these instants."""
    since = datetime(2020, 1, 1, tzinfo=UTC)
    revision = Revision(created, changed, int((changed - since).total_seconds()))
    return replace(board, revisions=dict.fromkeys(board.events, revision))
