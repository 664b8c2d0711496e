from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bulletin.load.events.batches as batches
from bulletin.load import Loaded, load_board
from bulletin.load.events import load_event
from bulletin.load.events.context import EventContext
from bulletin.load.fields.record_source import RecordSource
from bulletin.load.sources import Sources, read_sources
from bulletin.model.event import Event
from bulletin.model.zones import use_pinned_zones
from bulletin.workers import start_method
from tests.effort import scaled
from tests.growth import takes_at_most
from tests.plan.boards import BOARD

use_pinned_zones()

BOARDS = Path(__file__).parents[1] / "boards"
HERE = os.getpid()
DIRE = "events/oak/event-07.yaml"


@pytest.fixture(scope="module", autouse=True)
def small_is_large() -> Iterator[None]:
    """Processes are started for these small boards too."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(batches, "SMALL", {start_method(): 0})
        yield


def sources_of(number: int) -> Sources:
    event = "title: Story {0}\nstart: 2027-01-05 10:30\nvenue: library\ncategories: storytime\ncost: free\n"
    records = {f"events/oak/event-{each:02}.yaml": event.format(each) for each in range(number)}
    records["board.yaml"] = BOARD
    records["partners/oak.yaml"] = "name: Oak\nkind: library\ncontact: {phone: 555-0101}\n"
    records["venues/library.yaml"] = "name: Library\naddress: 1 Main Street\n"
    return Sources({path: text.encode() for path, text in records.items()})


def load_with(sources: Sources, dire: str, monkeypatch: pytest.MonkeyPatch) -> Loaded:
    """The board read by two processes, one file of it deadly, or endless, to whom reads it elsewhere."""

    def load(source: RecordSource, partner: str, slug: str, context: EventContext) -> Event | None:
        if source.path == DIRE and os.getpid() != HERE:
            if dire == "deadly":
                os._exit(9)
            while True:
                pass
        return load_event(source, partner, slug, context)

    monkeypatch.setattr(batches, "load_event", load)
    monkeypatch.setattr(batches, "BATCH", 5)
    monkeypatch.setattr(batches, "MOST_SECONDS", 1)
    return load_board(sources, jobs=2)


@pytest.mark.parametrize("board", ["full", "broken"])
@settings(max_examples=scaled(6))
@given(jobs=st.integers(2, 4), batch=st.integers(1, 40))
def test_neither_the_number_of_processes_nor_the_size_of_batches_changes_anything(
    board: str, jobs: int, batch: int
) -> None:
    sources = read_sources(BOARDS / board / "content")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(batches, "BATCH", batch)
        shared = load_board(sources, jobs=jobs)
    alone = load_board(sources)
    assert shared.board is not None
    assert alone.board is not None
    assert shared.board == alone.board
    for event_id, event in alone.board.events.items():
        assert shared.board.events[event_id].lines == event.lines
    assert set(shared.problems) == set(alone.problems)
    assert shared.translations == alone.translations


def test_a_file_that_a_process_dies_of_is_left_out_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load_with(sources_of(12), "deadly", monkeypatch)
    assert loaded.board is not None
    assert len(loaded.board.events) == 11
    assert [(problem.ref.path, problem.rule.id) for problem in loaded.problems if problem.is_error] == [
        (DIRE, "unreadable-file")
    ]


def test_a_file_that_takes_too_long_is_left_out_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load_with(sources_of(12), "endless", monkeypatch)
    assert loaded.board is not None
    assert len(loaded.board.events) == 11
    assert [(problem.ref.path, problem.rule.id) for problem in loaded.problems if problem.is_error] == [
        (DIRE, "too-slow")
    ]


def test_waiting_for_what_takes_too_long_is_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    assert takes_at_most(100, lambda: load_with(sources_of(12), "endless", monkeypatch))
