"""A mistake of ours, wherever it comes up, costs one file: its last good version stays, or it is left out."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import bulletin.check.rules
import bulletin.check.texts
import bulletin.commands.check
import bulletin.load.board
import bulletin.load.events.batches
import bulletin.model.occurrences
import bulletin.plan.agendas
import bulletin.plan.feeds.calendars
import bulletin.plan.feeds.news
import bulletin.plan.pages.event
import bulletin.render
from bulletin.load.fields.record_source import RecordSource
from bulletin.model.event import Event, Occurrence
from bulletin.model.faults import find_culprit
from bulletin.model.feed import CalendarItem
from bulletin.model.site.plan import NewsFile, Page
from tests.load.repositories import at
from tests.site.publishing import QUIZ, Publisher

TOLD = (str, RecordSource, Event, Occurrence, CalendarItem, Page, NewsFile)
READING: dict[str, tuple[ModuleType, str]] = {
    "read": (bulletin.load.events.batches, "load_event"),
    "translated": (bulletin.load.events.batches, "read_translations"),
    "expanded by the rules": (bulletin.check.rules, "expand"),
    "checked": (bulletin.check.texts, "offer"),
}
MAKING: dict[str, tuple[ModuleType, str]] = {
    "expanded for the site": (bulletin.model.occurrences, "expand"),
    "put on lists": (bulletin.plan.agendas, "event_card"),
    "given a page": (bulletin.plan.pages.event, "checked_words"),
    "given a calendar": (bulletin.plan.feeds.calendars, "calendar_item"),
    "put into feeds": (bulletin.plan.feeds.news, "event_url"),
    "rendered as a page": (bulletin.render, "render_page"),
    "rendered as an entry": (bulletin.render, "render_vevents"),
    "rendered as news": (bulletin.render, "render_news"),
}


def break_at(monkeypatch: pytest.MonkeyPatch, place: tuple[ModuleType, str], word: str) -> None:
    """From now on a function fails for everything of which `word` stands in a title or a name."""
    module, name = place
    function = getattr(module, name)

    def fail(*given: Any, **named: Any) -> Any:
        if any(word in repr(each).lower() for each in given if isinstance(each, TOLD)):
            raise ZeroDivisionError("as if we had counted wrongly")
        return function(*given, **named)

    monkeypatch.setattr(module, name, fail)


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    """The small board, with a title that a rule has something to say about."""
    made = Publisher(tmp_path / "board", committed=False)
    made.replace(QUIZ, "title: Quiz night", "title: Quiz night!!")
    made.replace("content/board.yaml", "publish: [", "publish: [rss, ")
    return made


@pytest.mark.parametrize("place", READING.values(), ids=READING)
def test_what_breaks_at_a_file_is_told_of_that_file_by_check(
    place: tuple[ModuleType, str], publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_at(monkeypatch, place, "quiz")
    told = publisher.check()
    assert told.code == 1
    assert "quiz-night.yaml: error[our-fault] A mistake of ours came up while this file was" in told.said
    assert "ZeroDivisionError in " in told.said
    assert told.said.count("error[") == 1


@pytest.mark.parametrize("place", (READING | MAKING).values(), ids=READING | MAKING)
def test_what_breaks_at_a_file_costs_that_file_alone(
    place: tuple[ModuleType, str], publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_at(monkeypatch, place, "quiz")
    built = publisher.build()
    assert built.code == 3, built.said
    assert built.said.count("quiz-night.yaml: error[our-fault]") == 1
    assert "quiz-night.yaml: left out." in built.said
    assert "Please report" in built.said
    assert not (publisher.out / "events/oak/quiz-night").exists()
    for path in publisher.out.rglob("*"):
        assert path.is_dir() or path.name == ".bulletin.json" or b"quiz" not in path.read_bytes().lower(), (
            path
        )
    assert "Toddler story time" in publisher.page("events/oak/story-time")
    assert {"oak/story-time@oakbend.example", "oak/art-show@oakbend.example"} == set(publisher.entries())


def test_the_last_good_version_stays_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher = Publisher(tmp_path / "board")
    publisher.repository.commit(at(0))
    publisher.replace(QUIZ, "Quiz night", "Broken quiz night")
    publisher.repository.commit(at(1))
    for place in (MAKING["put on lists"], READING["read"]):
        with monkeypatch.context() as broken:
            break_at(broken, place, "broken")
            built = publisher.build()
        assert built.code == 3, built.said
        assert "quiz-night.yaml: its last good version" in built.said
        assert "Quiz night" in publisher.page("events/oak/quiz-night")
        assert "Broken" not in publisher.page("events/oak/quiz-night")


@pytest.mark.parametrize(
    ("reader", "path"),
    [("load_venue", "venues/hall.yaml"), ("load_partner", "partners/oak.yaml")],
)
def test_a_venue_or_partner_that_breaks_our_reader_is_told_once(
    reader: str, path: str, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_at(monkeypatch, (bulletin.load.board, reader), path)
    told = publisher.check()
    assert told.code == 1
    assert f"{path}: error[our-fault]" in told.said
    assert "3 events " in told.said
    assert told.said.count("error[") == 1


def test_several_files_that_break_are_each_left_out(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_at(monkeypatch, MAKING["put on lists"], "quiz")
    break_at(monkeypatch, MAKING["given a page"], "story")
    built = publisher.build()
    assert built.code == 3, built.said
    assert built.said.count("error[our-fault]") == 2
    assert set(publisher.entries()) == {"oak/art-show@oakbend.example"}


def test_what_no_file_is_to_blame_for_ends_the_run_and_leaves_the_site_alone(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert publisher.build().code == 0
    before = publisher.page("")

    def fail(*_: Any) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr(bulletin.render, "render_page", fail)
    built = publisher.build()
    assert built.code == 70
    assert "bulletin: a mistake of ours came up (" in built.said
    assert publisher.page("") == before


def test_what_breaks_while_an_event_is_read_back_is_told_of_it(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_at(monkeypatch, (bulletin.commands.check, "read_back"), "quiz")
    told = publisher.check(publisher.content / "events/oak")
    assert told.code == 1
    assert (
        "quiz-night.yaml: error[our-fault] A mistake of ours came up while this file was read back"
        in told.said
    )
    assert "Toddler story time" in told.said


def test_a_traceback_is_shown_only_when_asked_for(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from bulletin.cli import main

    break_at(monkeypatch, READING["read"], "quiz")
    arguments = ["check", str(publisher.content), "--today", "2027-01-15"]
    assert main(arguments) == 1
    assert "Traceback" not in "".join(capsys.readouterr())
    assert main([*arguments, "--debug"]) == 1
    assert "as if we had counted wrongly" in capsys.readouterr().err


@pytest.mark.parametrize("number", [1, 2, 3, 50])
def test_the_culprit_is_found_wherever_it_stands(number: int) -> None:
    for culprit in range(number):
        assert find_culprit(range(number), lambda some, it=culprit: it in some) == culprit  # type: ignore[misc]
    assert find_culprit(range(number), lambda some: True) is None


def test_of_two_that_fail_only_together_the_later_one_is_the_culprit() -> None:
    assert find_culprit(range(10), lambda some: 3 in some and 7 in some) == 7


def test_a_preview_leaves_out_what_breaks_too(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    break_at(monkeypatch, MAKING["given a page"], "quiz")
    built = publisher.build("--preview", tmp_path / "preview.html")
    assert built.code == 3, built.said
    assert "quiz-night.yaml: left out." in built.said
    assert "Toddler story time" in (tmp_path / "preview.html").read_text(encoding="utf-8")
