from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from bulletin.commands.new import draft_board, prompts
from bulletin.commands.new.copy_event import copy_event
from bulletin.commands.new.create import new_event, new_partner, new_venue
from bulletin.commands.new.prompts import Options
from bulletin.formats.nodes import Tree, plain
from bulletin.formats.records import parse_record
from bulletin.load import load_board
from bulletin.load.sources import read_sources
from bulletin.model.records.event import EventRecord
from bulletin.model.records.partner import PartnerRecord
from bulletin.model.records.venue import VenueRecord
from bulletin.problems import Problem, Severity, UnusableBoard, UnusableInput
from tests.commands.boards import FILES, at, keep_history, write_board

CLOCK = at("2027-01-15")
OPTIONS: Options = {
    "partner": "oak",
    "title": "Robot Club: Spring",
    "start": "2027-03-02 16:00",
    "where": "Main Library",
    "categories": "coding",
    "cost": "free",
    "sign_up": "",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_board(tmp_path)


def fields(path: Path) -> dict[str, Tree]:
    record = parse_record(path.read_bytes(), path.name)
    assert record.node is not None
    assert not record.problems
    tree = plain(record.node)
    assert isinstance(tree, dict)
    return tree


def problems_of(content: Path, path: Path) -> list[Problem]:
    """Errors and warnings of one file."""
    inside = path.relative_to(content).as_posix()
    problems = load_board(read_sources(content)).problems
    return [p for p in problems if p.ref.path == inside and p.severity is not Severity.NOTE]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., list[str]]]:
    """A person at a terminal: what is asked is kept, and answered line by line."""
    waiting: list[str] = []
    asked: list[str] = []

    def answer(words: str, **_: object) -> str:
        asked.append(words)
        assert waiting, f"an unexpected question: {words}"
        return waiting.pop(0)

    def give(*lines: str) -> list[str]:
        waiting.extend(lines)
        return asked

    monkeypatch.setattr(prompts, "is_terminal", lambda: True)
    monkeypatch.setattr("bulletin.commands.new.choose_partner.is_terminal", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", answer)
    yield give
    assert not waiting, f"never asked for: {waiting}"


# Without a terminal


def test_with_all_options_given_an_event_is_written_without_a_question(content: Path) -> None:
    assert new_event(content, CLOCK, {**OPTIONS, "end": "45 min", "text": "Bring a friend."}) == 0
    path = content / "events/oak/robot-club-spring.md"
    assert fields(path) == {
        "title": "Robot Club: Spring",
        "start": "2027-03-02 16:00",
        "duration": "45 min",
        "venue": "main-library",
        "categories": "coding",
        "cost": "free",
        "posted": "2027-01-15T12:00:00Z",
    }
    assert parse_record(path.read_bytes(), path.name).body == "Bring a friend."
    assert not problems_of(content, path)


def test_the_dates_are_read_back_in_words_with_the_next_six(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new_event(content, CLOCK, {**OPTIONS, "end": "17:30", "repeat": "every Tuesday until 15 June 2027"})
    told = capsys.readouterr().out
    assert "Tuesdays until 15 June 2027" in told
    assert re.findall(r"- (Tuesday .*)", told) == [
        "Tuesday 2 March 2027, 16:00 – 17:30",
        "Tuesday 9 March 2027, 16:00 – 17:30",
        "Tuesday 16 March 2027, 16:00 – 17:30",
        "Tuesday 23 March 2027, 16:00 – 17:30",
        "Tuesday 30 March 2027, 16:00 – 17:30",
        "Tuesday 6 April 2027, 16:00 – 17:30",
    ]
    assert f"Wrote {content / 'events/oak/robot-club-spring.md'}" in told
    assert "bulletin check" in told


@pytest.mark.parametrize("missing", ["partner", "title", "start", "where"])
def test_without_a_terminal_a_missing_answer_is_named_with_its_option(content: Path, missing: str) -> None:
    with pytest.raises(UnusableInput, match=f"--{missing}"):
        new_event(content, CLOCK, {**OPTIONS, missing: None})
    assert len(list((content / "events/oak").iterdir())) == 1


@pytest.mark.parametrize(
    ("name", "answer", "told"),
    [
        ("start", "03/10/2027", "2027-03-10"),
        ("start", "19:00", "date"),
        ("end", "15:00", "15:00"),
        ("where", "main-libary", "main-library"),
        ("repeat", "every second Saturday", "second Saturday of the month"),
        ("repeat", "every Monday", "Monday 2027-03-08"),
        ("partner", "oaks", "oak"),
        ("categories", "codin", "coding"),
    ],
)
def test_an_option_that_cannot_be_read_is_answered_in_the_readers_words_and_nothing_is_written(
    content: Path, name: str, answer: str, told: str
) -> None:
    with pytest.raises(UnusableInput, match=re.escape(told)):
        new_event(content, CLOCK, {**OPTIONS, name: answer})
    assert [path.name for path in (content / "events/oak").iterdir()] == ["story-time.md"]


def test_a_place_is_a_venue_with_its_room_a_link_or_an_address(content: Path) -> None:
    for where, expected in {
        "main library, room two": {"venue": "main-library", "room": "room-2"},
        "https://meet.example/oak": {"online": "https://meet.example/oak"},
        "4 Elm Street, Alder Crossing": {"address": "4 Elm Street, Alder Crossing"},
        "on request": {"location": "on request"},
    }.items():
        new_event(content, CLOCK, {**OPTIONS, "where": where, "name": "here"})
        path = content / "events/oak/here.md"
        written = fields(path)
        assert {name: written[name] for name in expected} == expected
        assert not problems_of(content, path)
        path.unlink()


def test_a_length_and_a_time_of_day_are_told_apart(content: Path) -> None:
    for end, name in {"90 min": "duration", "1h30": "duration", "19h30": "end", "5:30 pm": "end"}.items():
        new_event(content, CLOCK, {**OPTIONS, "end": end, "name": "here"})
        path = content / "events/oak/here.md"
        assert fields(path)[name] == end
        path.unlink()


def test_a_partners_defaults_need_no_answer(content: Path) -> None:
    given = {**OPTIONS, "partner": "Elm School", "where": None, "categories": None, "contact": "555-0102"}
    new_event(content, CLOCK, given)
    path = content / "events/elm/robot-club-spring.md"
    assert "venue" not in fields(path)
    assert fields(path)["contact"] == {"phone": "555-0102"}
    assert not problems_of(content, path)


def test_an_endless_repeat_gets_a_day_on_which_somebody_looks_at_it_again(content: Path) -> None:
    new_event(content, CLOCK, {**OPTIONS, "repeat": "every Tuesday"})
    assert fields(content / "events/oak/robot-club-spring.md")["review_by"] == "2027-07-14"


def test_with_version_history_no_time_of_posting_is_written(content: Path) -> None:
    keep_history(content)
    new_event(content, CLOCK, OPTIONS)
    assert "posted" not in fields(content / "events/oak/robot-club-spring.md")


def test_without_a_content_folder_or_with_a_broken_board_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="--content"):
        new_event(tmp_path / "nowhere", CLOCK, OPTIONS)
    broken = write_board(tmp_path, {"board.yaml": "title: Oak\n"})
    with pytest.raises(UnusableBoard, match=r"board\.yaml"):
        new_event(broken, CLOCK, OPTIONS)


# Never overwriting


def test_a_name_that_is_taken_is_refused_with_one_that_is_free(content: Path) -> None:
    before = (content / "events/oak/story-time.md").read_bytes()
    with pytest.raises(UnusableInput, match="--name story-time-2"):
        new_event(content, CLOCK, {**OPTIONS, "title": "Story Time"})
    assert (content / "events/oak/story-time.md").read_bytes() == before
    new_event(content, CLOCK, {**OPTIONS, "title": "Story Time", "name": "Story Time 2"})
    assert (content / "events/oak/story-time-2.md").exists()


@pytest.mark.parametrize(
    "name", ["robot-club-spring.yaml", "Robot-Club-Spring.md", "robot-club-spring.fr.md"]
)
def test_a_name_is_taken_by_any_file_that_would_come_to_the_same_address(content: Path, name: str) -> None:
    (content / "events/oak" / name).write_text("title: There already\n", encoding="utf-8")
    with pytest.raises(UnusableInput, match="--name robot-club-spring-2"):
        new_event(content, CLOCK, OPTIONS)


def test_a_file_that_came_while_the_questions_were_answered_stays(content: Path) -> None:
    board = draft_board.open_draft_board(content, CLOCK)
    (content / "events/oak/late.md").write_text("mine", encoding="utf-8")
    with pytest.raises(UnusableInput, match="is there already"):
        board.write("events/oak/late.md", b"yours")
    assert (content / "events/oak/late.md").read_text(encoding="utf-8") == "mine"


# At a terminal


def test_at_a_terminal_it_asks_for_little(content: Path, answers: Callable[..., list[str]]) -> None:
    asked = answers(
        *("oak", "Chess night", "2027-02-05 19:00", "", "main-library", "", "games-social", "free", "")
    )
    assert new_event(content, CLOCK, {}) == 0
    assert len(asked) == 9
    assert fields(content / "events/oak/chess-night.md")["start"] == "2027-02-05 19:00"


def test_every_question_but_the_partners_shows_an_example(
    content: Path, answers: Callable[..., list[str]]
) -> None:
    repeat = "Fridays until 12 March 2027"
    asked = answers("Chess night", "2027-02-05 19:00", "21:00", "main-library", repeat, "", "", "")
    new_event(content, CLOCK, {"partner": "oak", "categories": "games-social"})
    assert [words for words in asked if "for example" not in words] == []


def test_a_wrong_answer_is_asked_for_again_in_plain_words(
    content: Path, answers: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = answers("03/10/2027 16:00", "16:00", "start: 2027-03-10 16:00", "15:00", "17:00")
    new_event(content, CLOCK, {**OPTIONS, "start": None, "repeat": ""})
    told = capsys.readouterr().out
    assert "03/10/2027" in told
    assert "2027-03-10" in told
    assert len(asked) == 5
    written = fields(content / "events/oak/robot-club-spring.md")
    assert (written["start"], written["end"]) == ("2027-03-10 16:00", "17:00")


def test_an_end_in_the_next_morning_is_asked_about_with_both_to_paste(
    content: Path, answers: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    answers("8:30", "end: 20:30")
    new_event(content, CLOCK, {**OPTIONS, "start": "2027-03-02 7pm", "repeat": ""})
    told = capsys.readouterr().out
    assert "\nend: 20:30\n" in told
    assert "\nend: 2027-03-03 08:30" in told
    assert fields(content / "events/oak/robot-club-spring.md")["end"] == "20:30"


def test_what_is_only_odd_may_be_kept(
    content: Path, answers: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    answers("CHESS NIGHT", "CHESS NIGHT", "")
    new_event(content, CLOCK, {**OPTIONS, "title": None, "end": "", "repeat": None})
    assert "Enter to leave it so" in capsys.readouterr().out
    assert fields(content / "events/oak/chess-night.md")["title"] == "CHESS NIGHT"


def test_a_partner_nobody_knows_is_asked_for_again_and_another_name_is_offered(
    content: Path, answers: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    answers("oka", "oak", "story-time", "reading-time")
    new_event(content, CLOCK, {**OPTIONS, "partner": None, "title": "Story time", "end": "", "repeat": ""})
    assert "Did you mean oak?" in capsys.readouterr().out
    assert (content / "events/oak/reading-time.md").exists()


TOWN = {
    f"partners/{key}.yaml": f"name: {name}\ncontact: {{phone: 555-0101}}\n"
    for key, name in {
        "st-chads": "St Chad’s Church",
        "st-marys": "St Mary's Church",
        "ecole": "École du Chêne",
        **{f"club-{number:02}": f"Club number {number}" for number in range(40)},
    }.items()
}


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A board of many partners."""
    return write_board(tmp_path, {**FILES, **TOWN})


@pytest.mark.parametrize(
    ("typed", "folder"),
    [
        (["chad"], "st-chads"),
        (["ST MARY'S CHURCH"], "st-marys"),
        (["ecole"], "ecole"),
        (["church", "2"], "st-marys"),
        (["club", "number 3", "club-03"], "club-03"),
        (["zebra", "chad"], "st-chads"),
    ],
)
def test_a_partner_is_found_by_a_part_of_its_name(
    town: Path,
    answers: Callable[..., list[str]],
    capsys: pytest.CaptureFixture[str],
    typed: list[str],
    folder: str,
) -> None:
    asked = answers(*typed)
    given = {**OPTIONS, "partner": None, "end": "", "repeat": "", "contact": ""}
    new_event(town, CLOCK, given)

    assert (town / "events" / folder / "robot-club-spring.md").exists()
    told = " ".join([*asked, capsys.readouterr().out])
    assert told.count("Club number") <= 9 + 2
    if "2" in typed:
        assert re.search(r"1  St Chad’s Church\n  2  St Mary's Church\n", told)


def test_without_a_terminal_a_part_of_a_name_that_several_have_is_answered_with_them(town: Path) -> None:
    with pytest.raises(UnusableInput, match="st-chads, st-marys"):
        new_event(town, CLOCK, {**OPTIONS, "partner": "church"})
    with pytest.raises(UnusableInput, match="is in 41 names"):
        new_event(town, CLOCK, {**OPTIONS, "partner": "club"})
    with pytest.raises(UnusableInput) as told:
        new_event(town, CLOCK, {**OPTIONS, "partner": None})
    assert len(str(told.value)) < 120


def test_days_off_cost_and_sign_up_are_asked_for(content: Path, answers: Callable[..., list[str]]) -> None:
    answers("Tuesdays until 30 March 2027", "2027-03-09, 2027-03-16 to 2027-03-20", "$5", "555-0123")
    new_event(content, CLOCK, {**OPTIONS, "end": "", "repeat": None, "cost": None, "sign_up": None})

    path = content / "events/oak/robot-club-spring.md"
    expected = {
        "skip": ["2027-03-09", "2027-03-16 to 2027-03-20"],
        "cost": "$5",
        "registration": {"kind": "required", "phone": "555-0123"},
    }
    assert {name: fields(path)[name] for name in expected} == expected
    assert not problems_of(content, path)


@pytest.mark.parametrize(
    ("typed", "registration"),
    [
        ("no", "none"),
        ("Yes", "required"),
        ("recommended", "recommended"),
        ("https://oak.example/sign-up", {"kind": "required", "url": "https://oak.example/sign-up"}),
        ("+1 (555) 0123", {"kind": "required", "phone": "+1 (555) 0123"}),
    ],
)
def test_how_people_sign_up_is_said_in_one_answer(content: Path, typed: str, registration: Tree) -> None:
    new_event(content, CLOCK, {**OPTIONS, "sign_up": typed})
    path = content / "events/oak/robot-club-spring.md"
    assert fields(path)["registration"] == registration
    assert not problems_of(content, path)


def test_a_partner_with_a_cost_for_all_its_events_is_not_asked_for_one(
    content: Path, answers: Callable[..., list[str]]
) -> None:
    partner = "name: Oak\ncontact: {phone: 555-0101}\ndefaults: {cost: free}\n"
    (content / "partners/oak.yaml").write_text(partner, encoding="utf-8")
    answers("no")
    new_event(content, CLOCK, {**OPTIONS, "end": "", "repeat": "", "cost": None, "sign_up": None})


@pytest.mark.parametrize("apostrophe", "'’ʼ‘`´")
def test_apostrophes_vanish_from_the_names_of_new_files(content: Path, apostrophe: str) -> None:
    title = f"St Chad{apostrophe}s"
    new_partner(content, CLOCK, {"title": title, "kind": "", "contact": ""})
    new_venue(content, CLOCK, {"title": title, "address": ""})
    new_event(content, CLOCK, {**OPTIONS, "title": title})
    for path in ("partners/st-chads.yaml", "venues/st-chads.yaml", "events/oak/st-chads.md"):
        assert (content / path).exists()


@pytest.mark.parametrize("repository", ["", "repository: https://code.example/town/board\n"])
def test_it_ends_with_what_happens_now_in_words_of_somebody_who_hands_in(
    content: Path, capsys: pytest.CaptureFixture[str], repository: str
) -> None:
    with (content / "board.yaml").open("a", encoding="utf-8") as board:
        board.write(f"{repository}contact: {{email: desk@oak.example}}\n")
    keep_history(content)
    new_event(content, CLOCK, OPTIONS)
    told = capsys.readouterr().out.partition("What happens now")[2]

    assert "bulletin check" in told
    assert ("https://code.example/town/board" if repository else "desk@oak.example") in told
    assert not re.search(r"commit|push|pull request|branch|repository|\bgit\b", told)


# The commented file


def uncommented(text: str) -> str:
    """Every suggestion used: the # in front of fields (and of what is indented below them) taken away."""
    return re.sub(r"^#(?=\S|  )", "", text, flags=re.MULTILINE)


def test_every_suggestion_can_be_used_as_it_stands(content: Path) -> None:
    new_event(content, CLOCK, OPTIONS)
    new_partner(content, CLOCK, {"title": "River Club", "kind": "", "contact": ""})
    new_venue(content, CLOCK, {"title": "Grace Hall", "address": ""})
    event, partner = content / "events/oak/robot-club-spring.md", content / "partners/river-club.yaml"
    for path, picture in (
        (event, "poster.jpg"),
        (partner, "logo.png"),
        (content / "venues/grace-hall.yaml", ""),
    ):
        text = uncommented(path.read_text(encoding="utf-8"))
        text = re.sub(r"^(repeat|image|image_alt|logo|logo_alt): .*\n", "", text, flags=re.MULTILINE)
        assert picture == "" or picture in path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        assert [p.message for p in problems_of(content, path)] == []
        assert len(fields(path)) >= 7


def test_what_is_said_of_a_field_is_the_models_own_description(content: Path) -> None:
    new_event(content, CLOCK, OPTIONS)
    new_partner(content, CLOCK, {"title": "River Club", "kind": "", "contact": ""})
    new_venue(content, CLOCK, {"title": "Grace Hall", "address": ""})
    for path, record in (
        ("events/oak/robot-club-spring.md", EventRecord),
        ("partners/river-club.yaml", PartnerRecord),
        ("venues/grace-hall.yaml", VenueRecord),
    ):
        text = (content / path).read_text(encoding="utf-8")
        words = " ".join(re.sub(r"^# ", "", text, flags=re.MULTILINE).split())
        suggested = re.findall(r"^#([a-z_]+):", text, flags=re.MULTILINE)
        assert len(suggested) >= 8
        for name in suggested:
            assert " ".join((record.model_fields[name].description or "?").split()) in words
        assert all(len(line) <= 110 for line in text.splitlines())


def test_a_partner_and_a_venue_can_be_used_at_once(content: Path) -> None:
    new_partner(content, CLOCK, {"title": "4 Rivers", "kind": "club", "contact": "hello@rivers.example"})
    new_venue(content, CLOCK, {"title": "Grace Hall", "address": "2 Elm Street"})
    new_event(content, CLOCK, {**OPTIONS, "partner": "4 Rivers", "where": "Grace Hall"})
    path = content / "events/the-4-rivers/robot-club-spring.md"
    assert fields(path)["venue"] == "grace-hall"
    assert fields(content / "partners/the-4-rivers.yaml")["contact"] == {"email": "hello@rivers.example"}
    assert not problems_of(content, path)


# From an old event

OLD = """\
---
title: Story time
start: 2027-01-06 10:15
end: 11:00
venue: main-library
categories: storytime
repeat:
  - every Wednesday except 17 February 2027, until 31 March 2027
  - every: week
    on: Friday
    until: 2027-03-26
    except: [July, 2027-02-19]
    key: friday
skip: [2027-01-20]
dates: [2027-04-03]
changes:
  2027-01-13: cancelled
status: full
id: oak/tales
was_at: [/old/]
verified: {date: 2027-01-01}
posted: 2026-12-01T10:00:00Z
registration:
  kind: required
  phone: 555-0101
  opens: 2026-12-20
  closes: 2027-01-04 12:00
bring: [a cushion]
---

Songs and picture books.
"""


def test_an_old_event_is_copied_to_new_dates_without_what_was_said_of_the_old_ones(tmp_path: Path) -> None:
    content = write_board(tmp_path, {**FILES, "events/oak/story-time.md": OLD})
    assert copy_event(content, CLOCK, "oak/story-time", {"start": "2027-09-08"}) == 0
    path = content / "events/oak/story-time-2027-09.md"
    assert fields(path) == {
        "title": "Story time",
        "start": "2027-09-08 10:15",
        "end": "11:00",
        "venue": "main-library",
        "categories": "storytime",
        "repeat": [
            "Wednesdays until 1 December 2027",
            {"every": "week", "on": "Friday", "until": "2027-12-01", "except": "July", "key": "friday"},
        ],
        "registration": {
            "kind": "required",
            "phone": "555-0101",
            "opens": "2027-08-22",
            "closes": "2027-09-06 12:00",
        },
        "bring": ["a cushion"],
        "posted": "2027-01-15T12:00:00Z",
    }
    assert parse_record(path.read_bytes(), path.name).body == "Songs and picture books."
    assert not problems_of(content, path)
    assert (content / "events/oak/story-time.md").read_text(encoding="utf-8") == OLD


def test_translations_come_along_as_they_are(content: Path) -> None:
    french = "---\ntitle: L’heure du conte\n---\n\nDes chansons.\n"
    (content / "events/oak/story-time.fr.md").write_text(french, encoding="utf-8")
    copy_event(content, CLOCK, "oak/story-time", {"start": "2027-04-07", "name": "spring-tales"})
    assert (content / "events/oak/spring-tales.fr.md").read_text(encoding="utf-8") == french
    board = load_board(read_sources(content)).board
    assert board is not None
    assert board.events["oak/spring-tales"].translations["fr"].title == "L’heure du conte"


def test_a_new_first_date_that_the_repeat_does_not_make_is_refused_with_the_nearest(content: Path) -> None:
    with pytest.raises(UnusableInput, match="Wednesday 2027-09-08"):
        copy_event(content, CLOCK, "oak/story-time", {"start": "2027-09-07"})


def test_the_new_last_date_is_asked_for_with_the_moved_one_offered(
    content: Path, answers: Callable[..., list[str]]
) -> None:
    asked = answers("2027-09-07", "2027-09-08 10:30", "24 December 2027")
    copy_event(content, CLOCK, "oak/story-time", {})
    assert "2027-12-01" in asked[-1]
    written = fields(content / "events/oak/story-time-2027-09.md")
    assert written["start"] == "2027-09-08 10:30"
    assert written["end"] == "11:00"
    assert written["repeat"] == "Wednesdays until 24 December 2027"


def test_an_all_day_event_of_several_days_keeps_its_length(content: Path) -> None:
    old = "title: Fair\nstart: 2027-01-29\nend: 2027-01-31\nvenue: main-library\ncategories: civic\n"
    (content / "events/oak/fair.yaml").write_text(old, encoding="utf-8")
    copy_event(content, CLOCK, "oak/fair", {"start": "2028-01-28"})
    written = fields(content / "events/oak/fair-2028-01.yaml")
    assert (written["start"], written["end"]) == ("2028-01-28", "2028-01-30")


def test_copying_again_next_term_does_not_pile_up_names(content: Path) -> None:
    copy_event(content, CLOCK, "oak/story-time", {"start": "2027-04-07"})
    copy_event(content, CLOCK, "content/events/oak/story-time-2027-04.md", {"start": "2027-09-08"})
    assert (content / "events/oak/story-time-2027-09.md").exists()
    with pytest.raises(UnusableInput, match="--name story-time-2027-09-2"):
        copy_event(content, CLOCK, "oak/story-time", {"start": "2027-09-08"})


def test_an_event_nobody_knows_is_answered_with_the_nearest(content: Path) -> None:
    with pytest.raises(UnusableInput, match="Did you mean oak/story-time"):
        copy_event(content, CLOCK, "oak/storytime", {"start": "2027-04-07"})


def test_an_event_is_found_by_its_permanent_id_too(content: Path) -> None:
    old = content / "events/oak/story-time.md"
    old.write_text(OLD, encoding="utf-8")
    copy_event(content, CLOCK, "oak/tales", {"start": "2027-09-08", "name": "autumn-tales"})
    assert "id" not in fields(content / "events/oak/autumn-tales.md")


def test_giving_up_writes_nothing(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(words: str, **_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(prompts, "is_terminal", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", stop)
    with pytest.raises(click.Abort):
        new_event(content, CLOCK, {"partner": "oak"})
    assert [path.name for path in (content / "events/oak").iterdir()] == ["story-time.md"]
