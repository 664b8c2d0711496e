"""What changes, copies and exports records finds fields that are called as in another language."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bulletin.commands.changing.asking import ChangeRequest
from bulletin.commands.changing.cancel import CancelOptions, cancel
from bulletin.commands.changing.move import MoveOptions, move
from bulletin.commands.changing.note import note
from bulletin.formats.field_names import parse_named_record
from bulletin.formats.nodes import plain
from bulletin.load import load_board
from bulletin.load.sources import read_sources
from bulletin.model.event import Event, Status
from bulletin.pipeline.changing import open_board
from bulletin.pipeline.check import ReadingOptions
from bulletin.pipeline.export import cells_of
from bulletin.pipeline.moving import try_move
from bulletin.pipeline.renames import plan_rename
from bulletin.words.fields import OtherNames
from tests.commands.boards import FILES, at, write_board
from tests.formats.test_record_edits import lines_changed

TODAY = date(2027, 1, 12)
TALE, CHOIR = "events/oak/conte.yaml", "events/oak/chorale.yaml"
RECORDS = {
    **FILES,
    TALE: """\
titre: Soirée conte   # pour tous
début: jeudi 14 janvier 2027 à 18 h
fin: 20 h
lieu: Main Library
prix: gratuit
genre: storytime
état: à confirmer
raison: Apportez un bol.
""",
    CHOIR: """\
titre: Chorale
début: 2027-01-07 10:00
durée: 1 h
répétition: chaque jeudi jusqu’au 25 mars 2027
changements:
  14 janvier 2027: {raison: Autre salle}   # dit Anne
  21 janvier 2027: annulé
lieu: main-library
genre: arts
prix: gratuit
""",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_board(tmp_path, RECORDS)


def asked(content: Path) -> ChangeRequest:
    reading = ReadingOptions(clock=at("2027-01-12"), today=TODAY)
    return ChangeRequest(content=content, reading=reading, yes=True)


def changed(content: Path, path: str) -> list[str]:
    new = (content / path).read_text(encoding="utf-8")
    return [line for line in lines_changed(RECORDS[path], new) if not line.startswith("+changed:")]


def event_now(content: Path, event_id: str) -> Event:
    board = load_board(read_sources(content)).board
    assert board is not None
    return board.events[event_id]


def test_an_event_is_cancelled_in_the_line_that_says_how_it_stands(content: Path) -> None:
    cancel(asked(content), CancelOptions("oak/conte", note="La neige"))
    assert changed(content, TALE) == [
        "-état: à confirmer",
        "-raison: Apportez un bol.",
        "+état: cancelled",
        "+raison: La neige",
    ]
    event = event_now(content, "oak/conte")
    assert (event.status, event.status_note) == (Status.CANCELLED, "La neige")


def test_one_date_is_cancelled_below_the_changes_that_are_there(content: Path) -> None:
    cancel(asked(content), CancelOptions("oak/chorale", "14 janvier"))
    cancel(asked(content), CancelOptions("oak/chorale", "28 janvier"))
    assert changed(content, CHOIR) == [
        "-  14 janvier 2027: {raison: Autre salle}   # dit Anne",
        "+  14 janvier 2027: {raison: Autre salle, status: cancelled}   # dit Anne",
        "+  2027-01-28: cancelled",
    ]
    assert [each.status for each in event_now(content, "oak/chorale").changes] == [Status.CANCELLED] * 3


def test_an_event_is_moved_in_the_lines_of_its_start_and_its_end(content: Path) -> None:
    move(asked(content), MoveOptions("oak/conte", "2027-01-21 19:00"))
    lines = changed(content, TALE)
    assert "+début: 2027-01-21 19:00" in lines
    assert not any(line.startswith(("+start", "+end", "+status:")) for line in lines)
    assert event_now(content, "oak/conte").status is Status.RESCHEDULED


def test_the_note_of_a_date_is_changed_and_not_doubled(content: Path) -> None:
    note(asked(content), "oak/chorale", ["14 janvier", "Salle verte"])
    assert changed(content, CHOIR) == [
        "-  14 janvier 2027: {raison: Autre salle}   # dit Anne",
        "+  14 janvier 2027: {raison: Salle verte}   # dit Anne",
    ]


def test_a_venue_that_gets_another_name_gets_it_where_it_is_called_otherwise(content: Path) -> None:
    opened = open_board(content, ReadingOptions(clock=at("2027-01-12"), today=TODAY))
    trial = try_move(opened, plan_rename(opened, "venue", "main-library", "old-library").move)
    assert trial.errors == []
    assert "lieu: old-library" in trial.changes.written[CHOIR].decode()


def test_a_row_of_a_sheet_holds_what_its_file_says(content: Path) -> None:
    cells = cells_of(event_now(content, "oak/chorale"))
    assert cells.cells["title"] == "Chorale"
    assert cells.cells["repeat"] == "chaque jeudi jusqu’au 25 mars 2027"
    assert cells.left_out == ()


def test_a_record_is_given_under_our_names() -> None:
    record = parse_named_record(RECORDS[TALE].encode(), TALE, OtherNames(("fr",)))
    assert record.node is not None
    fields = plain(record.node)
    assert list(fields) == ["title", "start", "end", "venue", "cost", "categories", "status", "status_note"]
