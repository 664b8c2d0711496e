"""What subscribers' calendars say of a board's history: UID, SEQUENCE, LAST-MODIFIED, CREATED."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.load.repositories import at
from tests.site.building import files_of
from tests.site.publishing import (
    ERA,
    QUIZ,
    QUIZ_UID,
    SHOW,
    SHOW_UID,
    STORY,
    STORY_UID,
    Publisher,
    modified,
    sequence,
)


@pytest.fixture
def town(tmp_path: Path) -> Publisher:
    """The board, committed on day 0."""
    publisher = Publisher(tmp_path / "town")
    publisher.repository.commit(at(0))
    return publisher


def test_a_new_board_tells_the_time_of_its_first_commit(town: Publisher) -> None:
    entry = town.publish()[STORY_UID]
    assert modified(entry) == at(0) == entry["CREATED"].dt == entry["DTSTAMP"].dt
    assert sequence(entry) == (at(0) - ERA).total_seconds()


def test_an_edit_raises_both_of_that_event_alone(town: Publisher) -> None:
    before = town.publish()
    town.replace(STORY, "10:15", "10:20")
    town.repository.commit(at(3))
    after = town.publish()
    assert modified(after[STORY_UID]) == at(3)
    assert sequence(after[STORY_UID]) == (at(3) - ERA).total_seconds() > sequence(before[STORY_UID])
    assert after[STORY_UID]["CREATED"].dt == at(0)
    assert after[QUIZ_UID] == before[QUIZ_UID]


def test_building_again_and_commits_elsewhere_change_no_calendar(town: Publisher) -> None:
    town.publish()
    calendars = {name: data for name, data in files_of(town.out).items() if name.endswith(".ics")}
    town.publish()
    town.repository.commit(
        at(5), {"README.md": "Hello\n", "content/pages/about.md": "---\ntitle: About\n---\nUs.\n"}
    )
    town.publish()
    assert {name: data for name, data in files_of(town.out).items() if name.endswith(".ics")} == calendars
    assert calendars


VENUE = "content/venues/hall.yaml"
PARTNER = "content/partners/oak.yaml"
TRANSLATION = "content/events/oak/story-time.fr.md"


@pytest.mark.parametrize(
    ("files", "raised"),
    [
        ({VENUE: "name: Village Hall\naddress: 77 New Road\n"}, {STORY_UID, QUIZ_UID, SHOW_UID}),
        ({PARTNER: "name: Oak\ncontact:\n  phone: 555-0111\n"}, {STORY_UID, QUIZ_UID, SHOW_UID}),
        ({TRANSLATION: "---\ntitle: L’heure du conte\n---\nOn lit.\n"}, {STORY_UID}),
    ],
    ids=["the-venues-address", "the-partners-number", "a-translation"],
)
def test_what_an_event_shows_raises_it_too(town: Publisher, files: dict[str, str], raised: set[str]) -> None:
    before = town.publish()
    town.repository.commit(at(4), files)
    after = town.publish()
    assert {uid for uid in after if sequence(after[uid]) > sequence(before[uid])} == raised
    assert {modified(after[uid]) for uid in raised} == {at(4)}


def test_a_calendar_of_days_off_raises_the_events_that_use_it(town: Publisher) -> None:
    town.replace(STORY, "skip: 2027-01-27", "skip: [2027-01-27, days-off]")
    days = "content/calendars/days-off.yaml"
    town.repository.commit(at(1), {days: "name: Days off\ndates: 2027-02-10\n"})
    before = town.publish()
    town.repository.commit(at(2), {days: "name: Days off\ndates: [2027-02-10, 2027-01-20]\n"})
    after = town.publish()
    assert {uid for uid in after if sequence(after[uid]) > sequence(before[uid])} == {STORY_UID}


def test_a_translation_that_is_taken_away_raises_its_event(town: Publisher) -> None:
    town.repository.commit(at(2), {TRANSLATION: "---\ntitle: L’heure du conte\n---\nOn lit.\n"})
    assert modified(town.publish()[STORY_UID]) == at(2)
    town.repository.commit(at(6), {TRANSLATION: None})
    assert modified(town.publish()[STORY_UID]) == at(6)


def _squash(town: Publisher, first: str) -> None:
    town.repository.squash_since(first, at(9))


def _squash_in_the_past(town: Publisher, first: str) -> None:
    """A squash that is dated like the last of what it holds."""
    town.repository.squash_since(first, at(4))


def _merge_from_a_branch(town: Publisher, first: str) -> None:
    town.repository.git("branch", "side", first)
    town.repository.switch("side")
    town.repository.commit(
        at(1), {SHOW: "---\ntitle: Art show\nstart: 2027-02-05\nend: 2027-02-06\nvenue: hall\n---\nForty.\n"}
    )
    town.repository.switch("main")
    town.repository.squash_merge("side", at(8))


@pytest.mark.parametrize("rewrite", [_squash, _squash_in_the_past, _merge_from_a_branch])
def test_no_squash_lowers_a_sequence(town: Publisher, rewrite: Callable[[Publisher, str], None]) -> None:
    first = town.repository.git("rev-parse", "HEAD")
    for day in (2, 3, 4):
        town.replace(
            STORY,
            "Wednesdays until 2027-02-10" if day == 2 else f"Wednesdays, {day} times",
            f"Wednesdays, {day + 1} times",
        )
        town.repository.commit(at(day))
    before = town.publish()
    rewrite(town, first)
    after = town.publish()
    assert all(sequence(after[uid]) >= sequence(before[uid]) for uid in before)
    assert before.keys() == after.keys()


def test_a_new_title_keeps_the_uid(town: Publisher) -> None:
    before = town.publish()
    town.replace(STORY, "Toddler story time", "Stories for the smallest")
    town.repository.commit(at(2))
    after = town.publish()
    assert str(after[STORY_UID]["SUMMARY"]) == "Stories for the smallest"
    assert sequence(after[STORY_UID]) > sequence(before[STORY_UID])


def test_a_file_renamed_with_its_id_keeps_the_uid_and_its_birth(town: Publisher) -> None:
    before = town.publish()
    town.repository.rename(STORY, "content/events/oak/tales.yaml")
    town.repository.write(
        {"content/events/oak/tales.yaml": f"id: oak/story-time\n{_text(town, 'tales.yaml')}"}
    )
    town.repository.commit(at(2))
    after = town.publish()
    assert before.keys() == after.keys()
    assert after[STORY_UID]["CREATED"].dt == before[STORY_UID]["CREATED"].dt
    assert sequence(after[STORY_UID]) > sequence(before[STORY_UID])
    assert str(after[STORY_UID]["URL"]).endswith("/events/oak/tales/")


def test_a_file_renamed_without_its_id_is_refused_with_the_line_to_paste(town: Publisher) -> None:
    town.repository.rename(STORY, "content/events/oak/tales.yaml")
    refused = town.check("--base", "HEAD", "--format", "json")
    assert refused.code == 1
    errors = [row for row in json.loads(refused.said) if row["severity"] == "error"]
    assert len(errors) == 1
    line = next(line for line in errors[0]["hint"].split("\n") if line.strip().endswith("id: oak/story-time"))
    pasted = line[line.index("id:") :]
    town.repository.write({"content/events/oak/tales.yaml": f"{pasted}\n{_text(town, 'tales.yaml')}"})
    accepted = town.check("--base", "HEAD", "--format", "json")
    assert [row for row in json.loads(accepted.said) if row["severity"] == "error"] == []
    assert accepted.code == 0


def test_a_coming_event_that_is_gone_is_refused_and_one_that_is_cancelled_is_not(town: Publisher) -> None:
    gone = (town.content / "events" / "oak" / "quiz-night.yaml").read_text(encoding="utf-8")
    town.repository.write({QUIZ: None})
    refused = town.check("--base", "HEAD")
    assert refused.code == 1
    assert "quiz-night" in refused.said
    town.repository.write({QUIZ: f"{gone}status: cancelled\nstatus_note: the hall is flooded\n"})
    assert town.check("--base", "HEAD").code == 0


def _text(town: Publisher, name: str) -> str:
    return (town.content / "events" / "oak" / name).read_text(encoding="utf-8")


BROKEN_START = "start: 03/10/2027"


@pytest.mark.parametrize("committed", [False, True], ids=["not-committed", "committed"])
def test_of_a_file_that_was_broken_the_last_good_version_stays(town: Publisher, committed: bool) -> None:
    town.replace(QUIZ, "Quiz night", "Quiz night at the hall")
    town.repository.commit(at(2))
    before = town.publish()
    town.replace(QUIZ, "start: 2027-01-15 19:30", BROKEN_START)
    town.replace(QUIZ, "Quiz night at the hall", "Something else")
    if committed:
        town.repository.commit(at(5))
    built = town.build()
    assert built.code == 3
    assert "quiz-night.yaml" in built.said
    assert "its last good version" in built.said
    after = town.entries()
    assert after[QUIZ_UID] == before[QUIZ_UID]
    assert modified(after[QUIZ_UID]) == at(2)
    assert "Quiz night at the hall" in town.page("events/oak/quiz-night")
    assert "Something else" not in town.page("events/oak/quiz-night")


def test_the_last_good_version_is_the_newest_one_that_reads_however_many_are_broken(town: Publisher) -> None:
    for day in range(1, 6):
        town.replace(
            QUIZ, "start: 2027-01-15 19:30" if day == 1 else f"start: soon {day - 1}", f"start: soon {day}"
        )
        town.repository.commit(at(day))
    built = town.build()
    assert built.code == 3
    assert modified(town.entries()[QUIZ_UID]) == at(0)


def test_once_corrected_the_new_version_stands_with_a_higher_sequence(town: Publisher) -> None:
    before = town.publish()
    town.replace(QUIZ, "start: 2027-01-15 19:30", BROKEN_START)
    town.repository.commit(at(2))
    town.build()
    town.replace(QUIZ, BROKEN_START, "start: 2027-01-16 19:30")
    town.repository.commit(at(3))
    after = town.publish()
    assert sequence(after[QUIZ_UID]) > sequence(before[QUIZ_UID])
    assert f"{after[QUIZ_UID].start:%Y-%m-%d}" == "2027-01-16"


def test_the_events_of_a_partner_whose_file_was_broken_stay_as_they_were(
    town: Publisher,
) -> None:
    before = town.publish()
    town.replace(PARTNER, "name: Oak Bend Club", "name: Oak\nname: Bend")
    town.repository.commit(at(2))
    built = town.build()
    assert built.code == 3
    assert town.entries() == before


def test_without_history_a_broken_file_is_left_out_and_the_others_are_published(tmp_path: Path) -> None:
    town = Publisher(tmp_path / "town", committed=False)
    town.replace(QUIZ, "start: 2027-01-15 19:30", BROKEN_START)
    built = town.build()
    assert built.code == 3
    assert "quiz-night.yaml: left out." in built.said
    assert town.entries().keys() == {STORY_UID, SHOW_UID}
    assert not (town.out / "events" / "oak" / "quiz-night").exists()


def test_a_clone_without_its_history_is_said_loudly_and_refused_when_strict(
    town: Publisher, tmp_path: Path
) -> None:
    town.replace(STORY, "10:15", "10:20")
    town.repository.commit(at(3))
    town.repository.clone(tmp_path / "shallow", "--depth=1")
    town.content = tmp_path / "shallow" / "content"
    refused = town.build("--strict")
    assert refused.code == 1
    assert not town.out.exists()
    built = town.build()
    assert built.code == 0
    assert "Version history is not used" in built.said
    assert sequence(town.entries()[STORY_UID]) == 0
