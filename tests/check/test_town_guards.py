"""Each public event of the sample town is missed when it is deleted or renamed, whatever lies beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.check.continuity import renamed_without_id, vanished_event
from bulletin.check.rules import BaseBoard, BoardView, CheckDay, Finding, next_date
from bulletin.load import EventCache, load_board
from bulletin.load.history.at_commit import find_renames
from bulletin.load.sources import Sources, read_sources
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.pipeline.submission import read_submission
from tests.check.small_boards import TODAY
from tests.load.repositories import Repository, at
from tests.site.building import BOARDS, TOWN


@pytest.fixture(scope="module", params=[TOWN, BOARDS / "full" / "content"], ids=["town", "full"])
def town(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Board, BaseBoard, Sources]:
    """A board as it stands, and as it is read from its last commit."""
    repository = Repository(tmp_path_factory.mktemp("town"))
    files = (path for path in request.param.rglob("*") if path.is_file())
    repository.write({path.relative_to(request.param).as_posix(): path.read_bytes() for path in files})
    repository.commit(at(0))
    sources = read_sources(repository.folder)
    board = load_board(sources).board
    assert board is not None
    # Nothing of what stands there now is known to the reader of the commit.
    base = read_submission(repository.folder, "HEAD", Sources({}), EventCache(), TODAY).base
    return board, replace(base, renames={}), sources


def ahead(board: Board) -> Iterator[Event]:
    return (
        event
        for event in board.events.values()
        if not event.status.is_off and next_date(event, TODAY) is not None
    )


def found(board: Board, base: BaseBoard, paths: frozenset[str]) -> list[Finding]:
    view = BoardView(board, CheckDay(TODAY, base=base, paths=paths))
    return [*vanished_event(view), *renamed_without_id(view)]


def test_every_event_is_known_as_it_was_with_its_pictures_flyers_and_translations(
    town: tuple[Board, BaseBoard, Sources],
) -> None:
    board, base, _ = town
    assert base.board is not None
    assert base.board.events == board.events
    assert any(event.image or event.flyer for event in board.events.values())
    assert any(event.translations for event in board.events.values())


def test_each_event_that_is_deleted_is_missed(town: tuple[Board, BaseBoard, Sources]) -> None:
    board, base, sources = town
    asked = list(ahead(board))
    for event in asked:
        rest = {event_id: each for event_id, each in board.events.items() if each is not event}
        (finding,) = found(replace(board, events=rest), base, frozenset(sources.records) - {event.ref.path})
        assert finding.ref.path == event.ref.path
        assert f"id: {event.id}" in finding.hint
    assert len(asked) > 3
    assert found(board, base, frozenset(sources.records)) == []


def test_each_event_that_is_renamed_is_asked_for_its_id(town: tuple[Board, BaseBoard, Sources]) -> None:
    board, base, sources = town
    for event in ahead(board):
        old, new = event.ref.path, str(Path(event.ref.path).with_name("another-name.yaml"))
        renames = find_renames(sources.records, _moved(sources, old, new))
        renamed = replace(
            event, id=f"{event.partner}/another-name", slug="another-name", ref=replace(event.ref, path=new)
        )
        rest = {event_id: each for event_id, each in board.events.items() if each is not event}
        now = replace(board, events={**rest, renamed.id: renamed})
        paths = frozenset(_moved(sources, old, new))
        (finding,) = found(now, replace(base, renames=renames), paths)
        assert finding.ref.path == new
        assert event.id in finding.hint


def _moved(sources: Sources, old: str, new: str) -> dict[str, bytes]:
    return {new if path == old else path: data for path, data in sources.records.items()}
