"""What goes on the board by rule, and what always waits for a person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.cli import main
from bulletin.messages.by_rule import tell_by_rule
from bulletin.model.by_rule import Obstacle
from bulletin.model.review import Review
from bulletin.review.by_rule import find_obstacles
from tests.check.small_boards import FILES
from tests.load.repositories import DAY, Repository
from tests.review.changes import review_of

YOGA = "events/oak/yoga.md"
TALK = "events/oak/talk.yaml"
BOARD = {
    **FILES,
    "partners/oak.yaml": FILES["partners/oak.yaml"] + "github: [oak-club, Ms-Oak]\ntrusted: dates\n",
    "partners/elm.yaml": "name: Elm\ncontact: {phone: 555-0109}\ngithub: elm\n",
    "events/elm/chess.yaml": (
        "title: Chess\nstart: 2027-02-05 18:00\nend: 20:00\nvenue: hall\ncost: free\ncategories: books\n"
    ),
    TALK: "title: Talk\nstart: 2027-02-09 19:00\nend: 20:30\nvenue: hall\nroom: red\n",
    YOGA: (
        "---\ntitle: Chair yoga\nstart: 2027-01-19 10:30\nend: 11:30\nvenue: hall\nroom: blue\n"
        "repeat: Tuesdays until 29 June 2027\ncost: $5\n"
        "registration: {kind: required, url: https://pay.oak.example/yoga}\n---\n\nBring a [mat](https://m.example/).\n"
    ),
    "events/oak/yoga.fr.md": "---\ntitle: Yoga sur chaise\n---\nApportez un tapis.\n",
}


def yoga(old: str, new: str) -> dict[str, str | None]:
    assert old in BOARD[YOGA]
    return {YOGA: BOARD[YOGA].replace(old, new, 1)}


def talk(old: str, new: str) -> dict[str, str | None]:
    assert old in BOARD[TALK]
    return {TALK: BOARD[TALK].replace(old, new, 1)}


def obstacles(proposed: dict[str, str | None], author: str = "oak-club", done: int = 0) -> set[Obstacle]:
    return set(find_obstacles(review_of(BOARD, proposed, author), done))


REPEAT = "repeat: Tuesdays until 29 June 2027\n"
CANCELLED = yoga(REPEAT, f"{REPEAT}changes:\n  2027-02-02: cancelled\n")

DATES: list[dict[str, str | None]] = [
    CANCELLED,
    yoga(REPEAT, f"{REPEAT}changes:\n  2027-02-02: {{start: 2027-02-03 10:30}}\n"),
    yoga(REPEAT, f"{REPEAT}changes:\n  2027-02-02: {{start: 2027-02-02 11:00, end: 12:15}}\n"),
    yoga(REPEAT, f"{REPEAT}dates: [2027-02-06 14:00]\n"),
    yoga("29 June", "6 July"),
    yoga("11:30", "11:45"),
    talk("2027-02-09 19:00", "2027-02-10 19:00"),
    talk("end: 20:30", "end: 21:00"),
    {**CANCELLED, **talk("19:00", "18:30")},
]


@pytest.mark.parametrize("proposed", DATES)
def test_dates_of_a_trusted_partner_go_on_the_board_as_they_are(proposed: dict[str, str | None]) -> None:
    assert obstacles(proposed) == set()
    assert obstacles(proposed, "MS-OAK") == set()


MORE: list[tuple[str, dict[str, str | None]]] = [
    ("another title", yoga("Chair yoga", "Chair yoga for all")),
    ("another text", yoga("Bring a", "Bring two")),
    ("another price", yoga("$5", "$6")),
    ("another way to pay", yoga("https://pay.oak.example/yoga", "https://pay.oak.example.co/yoga")),
    ("another link of the same words", yoga("https://m.example/", "https://n.example/")),
    ("another place", yoga("room: blue", "room: red")),
    ("a telephone number", yoga(REPEAT, f"{REPEAT}contact: {{phone: 555-0199}}\n")),
    ("a note", yoga(REPEAT, f"{REPEAT}changes:\n  2027-02-02: {{status: cancelled, note: Call 555-0199}}\n")),
    ("a place on one date", yoga(REPEAT, f"{REPEAT}changes:\n  2027-02-02: {{venue: hall, room: red}}\n")),
    ("a label", yoga(REPEAT, f"{REPEAT}changes:\n  2027-02-02: {{label: with guests}}\n")),
    (
        "another sign-up on one date",
        yoga(REPEAT, f"{REPEAT}changes:\n  2027-02-02: {{registration: none}}\n"),
    ),
    ("a date that is postponed", yoga(REPEAT, f"{REPEAT}changes:\n  2027-02-02: {{status: postponed}}\n")),
    ("a comment", yoga(REPEAT, f"{REPEAT}# see https://x.example\n")),
    ("a comment beside a date", yoga("11:30", "11:45 # see https://x.example")),
    ("a rain date", yoga(REPEAT, f"{REPEAT}rain_date: 2027-02-03\n")),
    ("a picture", yoga(REPEAT, f"{REPEAT}image: child.png\nimage_alt: Ana Ray, 7\n")),
    (
        "a further rule",
        yoga(REPEAT, "repeat:\n  - Tuesdays until 29 June 2027\n  - {words: Fridays, key: f}\n"),
    ),
    (
        "fields on one line",
        {TALK: "{title: Talk, start: 2027-02-10 19:00, end: 20:30, venue: hall, room: red}\n"},
    ),
    ("co-hosts", talk("room: red", "room: red\nhosts: elm")),
]


@pytest.mark.parametrize("proposed", [each for _, each in MORE], ids=[name for name, _ in MORE])
def test_more_than_dates_waits_for_a_person(proposed: dict[str, str | None]) -> None:
    assert Obstacle.MORE_THAN_DATES in obstacles(proposed)


PARTNER, ELSE = "partners/oak.yaml", "events/elm/chess.yaml"
RENAMED: dict[str, str | None] = {TALK: None, "events/oak/lecture.yaml": f"id: oak/talk\n{BOARD[TALK]}"}
OTHERS: list[tuple[str, dict[str, str | None], Obstacle]] = [
    ("a new event", {"events/oak/new.yaml": BOARD[TALK]}, Obstacle.NOT_ON_BOARD),
    ("an event gone", {TALK: None}, Obstacle.NOT_ON_BOARD),
    (
        "another name",
        {TALK: None, "events/oak/x.yaml": f"id: oak/talk\n{BOARD[TALK]}"},
        Obstacle.NOT_ON_BOARD,
    ),
    ("a translation", {"events/oak/yoga.fr.md": "---\ntitle: Yoga\n---\nVenez.\n"}, Obstacle.OTHER_FILES),
    ("the partner", {PARTNER: f"{BOARD[PARTNER]}url: https://oak.example/\n"}, Obstacle.NOT_ITS_FOLDER),
    ("a place", {"venues/hall.yaml": FILES["venues/hall.yaml"] + "area: North\n"}, Obstacle.NOT_ITS_FOLDER),
    ("the board", {"board.yaml": FILES["board.yaml"] + "clock: 12\n"}, Obstacle.NOT_ITS_FOLDER),
    ("another's event", {ELSE: BOARD[ELSE].replace("18:00", "19:00")}, Obstacle.NOT_ITS_FOLDER),
    ("a mistake", yoga("11:30", "25:30"), Obstacle.NOT_CLEAN),
    ("a date gone without a word", yoga(REPEAT, f"{REPEAT}skip: 2027-02-02\n"), Obstacle.NOT_CLEAN),
    ("another room", talk("room: red\n", ""), Obstacle.MORE_THAN_DATES),
    ("a series cancelled", yoga(REPEAT, f"{REPEAT}status: cancelled\n"), Obstacle.WHOLE_EVENT),
    ("an event cancelled", talk("venue", "status: cancelled\nvenue"), Obstacle.WHOLE_EVENT),
]


@pytest.mark.parametrize(
    ("proposed", "obstacle"), [each[1:] for each in OTHERS], ids=[each[0] for each in OTHERS]
)
def test_everything_else_waits_for_a_person(proposed: dict[str, str | None], obstacle: Obstacle) -> None:
    assert obstacle in obstacles(proposed)


def test_the_rights_are_those_of_the_published_board() -> None:
    trusted = BOARD["partners/elm.yaml"] + "trusted: dates\n"
    change = {"events/elm/chess.yaml": BOARD["events/elm/chess.yaml"].replace("18:00", "18:30")}
    assert obstacles(change, "elm") == {Obstacle.NOT_TRUSTED}
    assert Obstacle.NOT_TRUSTED in obstacles({**change, "partners/elm.yaml": trusted}, "elm")
    review = review_of({**BOARD, "partners/elm.yaml": trusted}, change, "elm")
    assert find_obstacles(review) == ()


@pytest.mark.parametrize("author", ["", "elm", "oak", "oak-club2", "stranger"])
def test_an_impostors_cancellation_reaches_a_person(author: str) -> None:
    assert obstacles(CANCELLED, author) & {Obstacle.NOT_TRUSTED, Obstacle.NO_ACCOUNT}


def test_what_concerns_people_in_danger_reaches_a_person() -> None:
    partner = BOARD["partners/oak.yaml"] + "sensitive: yes\n"
    review = review_of({**BOARD, "partners/oak.yaml": partner}, CANCELLED, "oak-club")
    assert find_obstacles(review) == (Obstacle.SENSITIVE,)


def test_three_a_day_are_enough() -> None:
    assert obstacles(CANCELLED, done=2) == set()
    assert obstacles(CANCELLED, done=3) == {Obstacle.ENOUGH_TODAY}


def test_what_could_not_be_compared_or_lies_outside_the_content_waits() -> None:
    assert find_obstacles(Review(name="x", fault="too many files")) == (Obstacle.NOT_COMPARED,)
    review = review_of(BOARD, CANCELLED, "oak-club")
    assert review.change is not None
    outside = replace(review, change=replace(review.change, outside=(".github/workflows/x.yml",)))
    assert Obstacle.OTHER_FILES in find_obstacles(outside)
    assert Obstacle.NOT_CLEAN in find_obstacles(replace(review, stale=(YOGA,)))


HATEFUL = (
    "title: Evening against the neighbours\nstart: 2027-02-20 19:00\nend: 21:00\nvenue: hall\ncost: free\n"
)
LOADED: list[tuple[str, dict[str, str | None]]] = [
    (
        "hateful text in good form",
        {"events/oak/evening.yaml": HATEFUL},
    ),
    ("a changed payment link", yoga("https://pay.oak.example/yoga", "https://pay-oak.example/yoga")),
    ("a named child", yoga("Bring a", "Ana Ray (7) shows how. Bring a")),
    ("an impostor's cancellation", CANCELLED),
]


@pytest.mark.parametrize("proposed", [each for _, each in LOADED], ids=[name for name, _ in LOADED])
def test_no_rule_judges_what_is_said_and_a_person_sees_it(proposed: dict[str, str | None]) -> None:
    review = review_of(BOARD, proposed, "stranger")
    assert [each.rule.id for each in review.problems if each.severity.name != "NOTE"] == []
    assert {each.id for each in review.facts.policy} <= {"not-own-folder"}
    assert review.change is not None
    assert {each.event.ref.path for each in review.change.events} == set(proposed)
    assert find_obstacles(review)


def test_every_reason_is_told_in_a_sentence_without_words_of_programmers() -> None:
    told = tell_by_rule(tuple(Obstacle))
    assert told.count("\n- ") == len(Obstacle)
    assert not any(word in told.lower() for word in ("commit", "branch", "merge", "diff", "yaml"))
    assert tell_by_rule(()).startswith("This may go on the board as it is")


def test_the_command_says_it_with_its_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository = Repository(tmp_path)
    repository.commit(DAY, {f"content/{path}": text for path, text in BOARD.items()})
    for name, files in (("dates", CANCELLED), ("more", yoga("$5", "$6"))):
        repository.switch("main")
        repository.switch(name, new=True)
        repository.commit(DAY, {f"content/{path}": text for path, text in files.items()})
    repository.switch("main")
    asked = ["--content", str(tmp_path / "content"), "--base", "main", "--author", "oak-club"]
    assert main(["may-merge", "dates", *asked, "--today", "2027-01-15"]) == 0
    assert capsys.readouterr().out == tell_by_rule(())
    assert main(["may-merge", "dates", *asked, "--today", "2027-01-15", "--done", "3"]) == 1
    assert main(["may-merge", "more", *asked, "--today", "2027-01-15"]) == 1
    assert "- It changes more than dates.\n" in capsys.readouterr().out
