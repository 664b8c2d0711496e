"""`bulletin rename`: old addresses answer, calendars hold the same entries, and no guard minds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.commands.boards import FILES, write_board
from tests.commands.test_withdraw import PICTURE
from tests.load.repositories import Repository
from tests.load.repositories import at as commit_at
from tests.site.publishing import call_bulletin

TODAY = "2027-01-15"
BOARD: Mapping[str, str] = {
    **FILES,
    "board.yaml": f"{FILES['board.yaml']}library: oak\npublish: [translations, ics, venues]\n",
    "partners/oak.yaml": "# The first\nname: Oak Street Club\ncontact: {phone: 555-0101}\naccept: elm\n",
    "partners/elm.yaml": f"{FILES['partners/elm.yaml']}accept: [ash, oak]  # both agreed\n",
    "partners/ash.yaml": "name: Ash\ncontact: {phone: 555-0102}\n",
    "events/oak/story-time.fr.md": "---\ntitle: Heure du conte\n---\nDes chansons.\n",
    "events/oak/quiz.yaml": (
        "title: Quiz\nstart: 2027-02-01 19:00 # after work\nend: 20:00\nvenue: main-library\ncost: free\n"
        "hosts: elm\npart_of: oak/story-time\nimage: quiz.png\nimage_alt: A pen\ncategories: books\n"
        "repeat: every Monday until 31 March 2027\n"
        "changes:\n  2027-02-08: {venue: Main Library, room: room-2}\n"
    ),
    "events/elm/chess.yaml": (
        "title: Chess\nstart: 2027-02-02 19:00\nend: 20:00\ncost: free\nhosts: [ash, oak]  # all three\n"
    ),
}


def board(folder: Path, *, committed: bool = False) -> Path:
    repository = Repository(folder / "town") if committed else None
    content = write_board(folder / "town", BOARD)
    (content / "events/oak/quiz.png").write_bytes(PICTURE)
    if repository:
        repository.commit(commit_at(0))
    return content


def build(content: Path, out: str) -> Path:
    where = content.parent.parent / out
    ran = call_bulletin(
        "build", "--content", content, "--out", where, "--today", TODAY, "--jobs", "1", "--strict"
    )
    assert ran.code == 0, ran.said
    return where


def rename(content: Path, *what: str) -> str:
    ran = call_bulletin("rename", *what, "--content", content, "--today", TODAY, "--yes")
    assert ran.code == 0, ran.said
    return ran.said


def entries(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """What an entry means, by UID: its dates, its title, its place and its status."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for entry in Calendar.from_ical(file.read_bytes()).walk("VEVENT"):
        meaning = (str(entry["SUMMARY"]), entry["DTSTART"].dt, str(entry["LOCATION"]), str(entry["STATUS"]))
        found.setdefault(str(entry["UID"]), []).append(meaning)
    return found


def assert_all_answers(before: Path, after: Path) -> None:
    """Every page and calendar there was is there, and every calendar tells the same of the same entries."""
    for page in before.rglob("*.html"):
        assert (after / page.relative_to(before)).is_file(), page
    for calendar in before.rglob("*.ics"):
        assert entries(after / calendar.relative_to(before)) == entries(calendar), calendar


@pytest.mark.parametrize("committed", [True, False])
@pytest.mark.parametrize(
    "what",
    [
        ("event", "oak/story-time", "songs"),
        ("event", "oak/quiz", "oak/big-quiz"),
        ("venue", "main-library", "central-library"),
        ("partner", "oak", "oak-club"),
    ],
    ids=" ".join,
)
def test_old_addresses_and_calendars_answer_and_no_guard_minds(
    tmp_path: Path, what: tuple[str, str, str], committed: bool
) -> None:
    content = board(tmp_path, committed=committed)
    before = build(content, "before")
    rename(content, *what)
    if committed:
        Repository(content.parent, init=False).commit(commit_at(1))
        ran = call_bulletin("check", "--content", content, "--base", "HEAD~1", "--today", TODAY)
        assert ran.code == 0, ran.said
    after = build(content, "after")
    assert_all_answers(before, after)
    again = build(content, "before")  # the guard without version history
    assert_all_answers(after, again)


def test_a_chain_of_renames_answers_from_the_first_name_on(tmp_path: Path) -> None:
    content = board(tmp_path)
    before = build(content, "before")
    for what in (
        ("partner", "oak", "birch"),
        ("partner", "birch", "cedar"),
        ("event", "cedar/quiz", "trivia"),
        ("event", "cedar/trivia", "pub-night"),
        ("venue", "main-library", "hub"),
        ("venue", "hub", "forum"),
    ):
        rename(content, *what)
    assert_all_answers(before, build(content, "after"))


def test_there_and_back_leaves_what_there_was(tmp_path: Path) -> None:
    content = board(tmp_path)
    before = build(content, "before")
    rename(content, "event", "oak/quiz", "trivia")
    rename(content, "event", "oak/trivia", "quiz")
    assert "was_at: oak/trivia" in (content / "events/oak/quiz.yaml").read_text("utf-8")
    assert_all_answers(before, build(content, "after"))


def test_comments_and_order_stay_and_what_names_it_follows_in_its_line(tmp_path: Path) -> None:
    content = board(tmp_path)
    rename(content, "partner", "oak", "oak-club")
    assert not (content / "events/oak").exists()
    assert not (content / "partners/oak.yaml").exists()
    partner = (content / "partners/oak-club.yaml").read_text("utf-8")
    assert partner.startswith("# The first\nname: Oak Street Club\nwas_at: oak\ncontact:")
    quiz = (content / "events/oak-club/quiz.yaml").read_text("utf-8")
    assert quiz.startswith("title: Quiz\nid: oak/quiz\nstart: 2027-02-01 19:00 # after work\n")
    assert (content / "events/oak-club/quiz.png").read_bytes() == PICTURE
    assert "title: Heure du conte" in (content / "events/oak-club/story-time.fr.md").read_text("utf-8")
    assert "hosts: [ash, oak-club]  # all three" in (content / "events/elm/chess.yaml").read_text("utf-8")
    assert "accept: [ash, oak-club]  # both agreed" in (content / "partners/elm.yaml").read_text("utf-8")
    assert "library: oak-club\n" in (content / "board.yaml").read_text("utf-8")


def test_a_venue_is_followed_by_its_events_their_dates_and_the_usual_place_of_partners(
    tmp_path: Path,
) -> None:
    content = board(tmp_path)
    rename(content, "venue", "main-library", "central-library")
    quiz = (content / "events/oak/quiz.yaml").read_text("utf-8")
    assert "\nvenue: central-library\n" in quiz
    assert "2027-02-08: {venue: central-library, room: room-2}" in quiz
    assert "venue: central-library" in (content / "partners/elm.yaml").read_text("utf-8")
    assert "was_at: main-library" in (content / "venues/central-library.yaml").read_text("utf-8")


def test_it_says_in_numbers_what_will_happen_and_does_nothing_without_a_yes(tmp_path: Path) -> None:
    content = board(tmp_path)
    ran = call_bulletin("rename", "partner", "oak", "oak-club", "--content", content, "--today", TODAY)
    assert ran.code == 2
    assert "2 events move with it: oak/quiz, oak/story-time." in ran.said
    assert "3 other files that name it will say the new name." in ran.said
    assert "calendars nothing is seen twice" in ran.said
    assert (content / "events/oak/quiz.yaml").is_file()


@pytest.mark.parametrize(
    ("what", "answer"),
    [
        (("event", "oak/quiz", "story-time"), "is an address of another event"),
        (("event", "oak/quiz", "elm/quiz"), "An event stays with its partner. Say only its new name: quiz"),
        (("event", "oak/quiz", "Big Quiz!"), "small letters, digits and hyphens, as in big-quiz."),
        (("event", "oak/quiz", "quiz"), "is called oak/quiz already."),
        (("venue", "main-library", "con"), "cannot be a name here"),
        (("partner", "oak", "elm"), "elm is the name of another partner"),
        (("partner", "oak", "2nd"), "begins with a letter"),
        (("partner", "nobody", "x"), "There is no partner “nobody”"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    tmp_path: Path, what: tuple[str, str, str], answer: str
) -> None:
    content = board(tmp_path)
    ran = call_bulletin("rename", *what, "--content", content, "--today", TODAY, "--yes")
    assert ran.code == 2
    assert answer in ran.said
