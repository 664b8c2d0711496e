"""An event of the board → our own calendar → a draft → the same dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from bulletin.formats.records import format_record
from bulletin.intake.calendars import convert_calendar
from bulletin.intake.converted import Draft
from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.expand import expand
from bulletin.model.feed import join_years
from bulletin.model.occurrences import find_occurrences
from bulletin.model.recurrence import Window
from bulletin.pipeline.check import ReadingOptions, publishable_board, read_content
from bulletin.plan.feeds.calendars import event_calendar
from bulletin.plan.localized_board import LocalizedBoard, localize
from bulletin.render.ical import render_calendar, render_vevents
from tests.site.building import TOWN

TODAY = date(2027, 1, 15)
WINDOW = Window(date(2026, 9, 1), date(2028, 3, 1))


@pytest.fixture(scope="module")
def board() -> Board:
    built = publishable_board(TOWN, ReadingOptions(clock=lambda: datetime(2027, 1, 15, 14, tzinfo=UTC))).board
    assert built is not None
    return built


def calendar_of(local: LocalizedBoard, event: Event) -> bytes:
    """`event.ics` as it is published."""
    file = event_calendar(local, event)
    years = join_years([item.zone_years(file.feed.flavour, 2028) for item in file.items])
    return render_calendar(file.feed, [render_vevents(item, file.feed.flavour) for item in file.items], years)


def load_drafts(drafts: Sequence[Draft], board: Board) -> list[Event]:
    """The events that the drafts become on the board, next to nothing else."""
    sources = read_content(TOWN)
    kept = {
        path: data for path, data in sources.records.items() if not path.startswith(("events/", "pages/"))
    }
    partner = next(iter(board.partners))
    for number, draft in enumerate(drafts):
        kept[f"events/{partner}/draft-{number}.md"] = format_record(dict(draft.values), draft.body).encode()
    loaded = load_board(Sources(kept, sources.attachments))
    assert loaded.board is not None
    errors = [each for each in loaded.problems if each.is_error and each.ref.path.startswith("events/")]
    assert errors == []
    return list(loaded.board.events.values())


def dates_of(events: Sequence[Event], *, shown: bool) -> set[tuple[object, ...]]:
    """When the events take place, and which of their dates are off."""
    return {
        (each.start.isoformat(), each.end.isoformat(), each.status.is_off)
        for event in events
        for each in expand(event, WINDOW)
        if shown or not each.status.is_off
    }


def test_our_own_calendars_give_the_dates_they_were_made_of(board: Board) -> None:
    local = localize(board, find_occurrences(board, TODAY), board.info.language, frozenset())
    drafts: dict[str, tuple[Draft, ...]] = {}
    for event in board.events.values():
        if not event.publish_dates or not event.series:
            continue
        converted = convert_calendar("event.ics", calendar_of(local, event), board, event.partner)
        assert converted.refused == ""
        drafts[event.id] = converted.drafts
        assert len(converted.drafts) == len(event.series)
    assert len(drafts) >= 60
    read = load_drafts([each for some in drafts.values() for each in some], board)
    by_uid = {
        uid_of(draft): event
        for draft, event in zip([d for s in drafts.values() for d in s], in_order(read), strict=True)
    }
    wrong = {
        id_: (sorted(mine - theirs, key=str)[:3], sorted(theirs - mine, key=str)[:3])
        for id_, some in drafts.items()
        if (mine := dates_of([board.events[id_]], shown=True))
        != (theirs := dates_of([by_uid[uid_of(each)] for each in some], shown=True))
    }
    assert wrong == {}


def in_order(events: Sequence[Event]) -> list[Event]:
    return sorted(events, key=lambda event: int(event.id.rpartition("-")[2]))


def uid_of(draft: Draft) -> str:
    return draft.key
