"""A venue, partner or calendar of days off that is broken, gone or renamed takes no event off the board."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.repositories import at
from tests.site.publishing import QUIZ, SHOW_UID, STORY_UID, Publisher

VENUE, PARTNER, CALENDAR = "venues/hall.yaml", "partners/oak.yaml", "calendars/breaks.yaml"
ALL = {STORY_UID, "oak/quiz-night@oakbend.example", SHOW_UID}
FILES = [VENUE, PARTNER, CALENDAR]


@pytest.fixture
def town(tmp_path: Path) -> Publisher:
    """The small board in history, its quiz in a room, with days off and the partner's venue by default."""
    made = Publisher(tmp_path / "board")
    made.repository.write({f"content/{CALENDAR}": "name: Breaks\ndates: 2027-01-20\n"})
    for event in ("events/oak/quiz-night.yaml", "events/oak/story-time.yaml"):
        made.replace(f"content/{event}", "venue: hall\n", "")
    made.replace(QUIZ, "title:", "room: red\nvenue: hall\nrepeat: Fridays, 4 times\nskip: breaks\ntitle:")
    made.replace("content/board.yaml", "publish: [", "publish: [venues, rss, ")
    hall, oak = made.content / VENUE, made.content / PARTNER
    hall.write_text(f"{hall.read_text()}rooms: {{red: {{name: Red room}}}}\n")
    oak.write_text(f"{oak.read_text()}defaults: {{venue: hall}}\n")
    made.repository.commit(at(0))
    return made


def errors(said: str) -> list[str]:
    return [line for line in said.splitlines() if " error[" in line]


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("is_committed", [False, True], ids=["not committed", "committed"])
def test_a_file_that_is_deleted_stays_as_it_last_was_and_is_told_once(
    path: str, is_committed: bool, town: Publisher
) -> None:
    before = town.publish()
    pages = sorted(file.relative_to(town.out) for file in town.out.rglob("*.html"))
    (town.content / path).unlink()
    if is_committed:
        town.repository.commit(at(1))
    built = town.build()
    assert built.code == 3, built.said
    (told,) = errors(built.said)
    assert f"content/{path}: error[needed-file] There is no such file, but" in told
    assert f"content/{path}: its last good version, of 2026-01-01, is shown instead." in built.said
    assert town.entries().keys() == before.keys() == ALL
    assert sorted(file.relative_to(town.out) for file in town.out.rglob("*.html")) == pages
    checked = town.check()
    assert checked.code == 1
    assert len(errors(checked.said)) == 1


@pytest.mark.parametrize("path", FILES)
def test_a_file_that_is_broken_is_told_once_with_how_many_events_it_concerns(
    path: str, town: Publisher
) -> None:
    (town.content / path).write_text("about: [Hall\ndates: never\n")
    built = town.build()
    assert built.code == 3, built.said
    assert {
        line.split(": error")[0].rpartition(":")[0].rpartition("content/")[2] for line in errors(built.said)
    } == {path}
    number = "1 event " if path == CALENDAR else "3 events "
    assert sum(number in line for line in errors(built.said)) == 1
    assert town.entries().keys() == ALL
    assert number in town.check().said


@pytest.mark.parametrize(
    ("path", "new"), [(VENUE, "venues/grand-hall.yaml"), (PARTNER, "partners/oaks.yaml")]
)
def test_a_file_that_is_renamed_says_the_name_it_had(path: str, new: str, town: Publisher) -> None:
    before = town.publish()
    room, old = path.removesuffix(".yaml").split("/")
    routes = [f"{room}/{old}/index.html", f"{room}/{old}/calendar.ics", f"{room}/{old}/new.rss"]
    assert all((town.out / route).exists() for route in routes)
    town.repository.rename(f"content/{path}", f"content/{new}")
    town.repository.commit(at(1))
    built = town.build()
    (told,) = errors(built.said)
    assert built.code == 3
    assert f"{path}: error[needed-file]" in told
    assert f"was_at: {old}" in built.said
    assert town.entries().keys() == ALL

    file = town.content / new
    file.write_text(f"{file.read_text()}was_at: {old}\n")
    town.repository.commit(at(2))
    built = town.build()
    assert built.code == 0, built.said
    assert town.entries().keys() == before.keys()
    assert all((town.out / route).exists() for route in routes)
    assert f"{room}/{Path(new).stem}/" in town.page(f"{room}/{old}") or "../" in town.page(f"{room}/{old}")
    entries = town.entries(f"{room}/{old}/calendar.ics")
    assert entries.keys() == ALL
    assert entries.keys() == town.entries(f"{room}/{Path(new).stem}/calendar.ics").keys()
    assert town.page("events/oak/quiz-night")


def test_a_room_that_is_taken_out_of_its_venue_takes_no_event_along(town: Publisher) -> None:
    hall = town.content / VENUE
    hall.write_text("name: Village Hall\naddress: 2 Mill Lane, Oak Bend\n")
    town.repository.commit(at(1))
    built = town.build()
    assert built.code == 3
    (told,) = errors(built.said)
    assert f"{VENUE}: error[needed-file] 1 event is in its room, “red”, which is not in this file." in told
    assert town.entries().keys() == ALL


def test_a_cohost_that_is_gone_takes_no_event_along(town: Publisher) -> None:
    town.repository.write({"content/partners/elm.yaml": "name: Elm\ncohosts: anyone\n"})
    town.replace(QUIZ, "title:", "hosts: elm\ntitle:")
    town.repository.commit(at(1))
    (town.content / "partners/elm.yaml").unlink()
    built = town.build()
    assert built.code == 3
    assert len(errors(built.said)) == 1
    assert town.entries().keys() == ALL


def test_what_no_event_needs_may_go(town: Publisher) -> None:
    town.repository.write({"content/venues/barn.yaml": "name: Barn\n"})
    town.repository.commit(at(1))
    (town.content / "venues/barn.yaml").unlink()
    town.repository.commit(at(2))
    assert town.build().code == 0


def test_an_event_that_is_asked_about_is_told_what_it_lacks(town: Publisher) -> None:
    (town.content / VENUE).unlink()
    checked = town.check(town.content / "events/oak/quiz-night.yaml")
    assert checked.code == 1
    assert "quiz-night.yaml:" in errors(checked.said)[0]


def test_without_history_a_file_that_many_ask_for_is_told_once(tmp_path: Path) -> None:
    made = Publisher(tmp_path / "board", committed=False)
    (made.content / VENUE).unlink()
    checked = made.check()
    (told,) = errors(checked.said)
    assert "venues/hall.yaml: error[needed-file] There is no such file, but 3 events are held there." in told
