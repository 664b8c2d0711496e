"""Without version history, the last publication remembers the events that still have a date ahead."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bulletin.write import MANIFEST, Manifest, format_manifest, parse_manifest
from tests.load.repositories import at
from tests.site.publishing import QUIZ, STORY, Publisher

SECRET = (
    "title: Circle\nlocation: confidential\npublish_dates: no\nstart: 2027-03-01 18:00\ncost: free\n"
    "discreet_title: Circle\n"
)


@pytest.fixture
def town(tmp_path: Path) -> Publisher:
    made = Publisher(tmp_path / "board", committed=False)
    made.repository.write({"content/events/oak/secret.yaml": SECRET})
    assert made.build().code == 0
    return made


def remembered(town: Publisher) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads((town.out / MANIFEST).read_bytes())["events"]
    return found


def test_the_manifest_holds_uid_and_last_date_of_what_is_ahead(town: Publisher) -> None:
    assert remembered(town) == {
        "oak/art-show@oakbend.example": ["2027-02-07", "events/oak/art-show.md"],
        "oak/quiz-night@oakbend.example": ["2027-01-15", "events/oak/quiz-night.yaml"],
        "oak/story-time@oakbend.example": ["2027-02-10", "events/oak/story-time.yaml"],
    }


def test_an_event_that_is_gone_is_said_aloud_until_its_last_date(town: Publisher) -> None:
    (town.content.parent / STORY).unlink()
    for today, code in (("2027-01-16", 3), ("2027-02-10", 3), ("2027-02-11", 0), ("2027-02-12", 0)):
        built = town.build(today=today)
        assert built.code == code, built.said
        assert ("story-time.yaml: error[gone-event]" in built.said) == (code == 3)
        assert "oak/story-time@oakbend.example" not in town.entries()
    assert "oak/story-time@oakbend.example" not in remembered(town)


def test_it_is_quiet_again_once_the_event_is_back_or_another_file_keeps_its_id(town: Publisher) -> None:
    text = (town.content.parent / STORY).read_text()
    (town.content.parent / STORY).unlink()
    built = town.build()
    assert built.code == 3
    assert "say there: id: oak/story-time" in built.said
    town.repository.write({"content/events/oak/rhymes.yaml": f"id: oak/story-time\n{text}"})
    assert town.build().code == 0
    town.repository.write({"content/events/oak/rhymes.yaml": None, STORY: f"{text}status: cancelled\n"})
    assert town.build().code == 0
    town.repository.write({STORY: None})
    assert town.build().code == 0


def test_an_event_with_an_error_is_not_said_to_be_gone_and_not_forgotten(town: Publisher) -> None:
    text = (town.content.parent / STORY).read_text()
    town.repository.write({STORY: text.replace("start:", "begin:")})
    built = town.build()
    assert built.code == 3
    assert "gone-event" not in built.said
    town.repository.write({STORY: None})
    assert "gone-event" in town.build().said


def test_nothing_is_remembered_of_dates_that_are_not_published(town: Publisher) -> None:
    (town.content / "events/oak/secret.yaml").unlink()
    assert town.build().code == 0


def test_version_history_tells_by_itself(tmp_path: Path) -> None:
    town = Publisher(tmp_path / "board")
    town.repository.commit(at(0))
    town.publish()
    town.repository.write({QUIZ: None})
    town.repository.commit(at(1))
    assert town.build().code == 0


def test_the_same_content_day_and_publication_give_the_same_manifest(town: Publisher) -> None:
    (town.content.parent / STORY).unlink()
    assert town.build().code == 3
    first = (town.out / MANIFEST).read_bytes()
    assert town.build().code == 3
    assert (town.out / MANIFEST).read_bytes() == first


def test_strict_writes_nothing_while_an_event_is_gone(town: Publisher) -> None:
    (town.content.parent / STORY).unlink()
    assert town.build("--strict").code == 1
    assert (town.out / "events/oak/story-time/index.html").exists()


@pytest.mark.parametrize(
    "events", [[], {"x": 1}, {"x": ["2027-01-01"]}, {"x": ["soon", "y"]}, {"x": [1, 2]}, "x"]
)
def test_a_memory_that_is_none_is_no_manifest(events: object) -> None:
    record = json.loads(format_manifest(Manifest()))
    with pytest.raises(ValueError):
        parse_manifest(json.dumps({**record, "events": events}).encode())


def test_a_manifest_without_memory_is_read() -> None:
    record = json.loads(format_manifest(Manifest()))
    del record["events"]
    assert parse_manifest(json.dumps(record).encode()) == Manifest()
