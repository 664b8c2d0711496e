"""Tuesday: six submissions arrive, and within twenty minutes each is read, answered, and on the board or not.

As staff do it at a desk; that the forms of the host give the same commands, `test_staff_forms` looks at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest

from bulletin.cli import main
from tests.load.repositories import Repository, at
from tests.review.town import BOARD, CHOIR, FILES, event

TUESDAY = "2027-01-12"
RULES = """\
repository: https://github.com/mill/board
policy:
  page: rules
  version: 4
  lead_time: 5 working days
  require: [contact, cost]
  reasons: [{id: sales, label: {en: Sales are not listed., fr: Les ventes ne sont pas annoncées.}}]
"""
TOWN = {
    **FILES,
    "board.yaml": re.sub(r"^policy: .*\n", RULES, BOARD, flags=re.MULTILINE).replace("[en, fr]", "[en]"),
    "partners/elm.yaml": FILES["partners/elm.yaml"] + "text_language: fr\n",
}

CONCERT = event("Spring Concert", "2027-04-11 16:00", room="stage")
CHOIR_CHANGED = CHOIR + (
    "changes:\n"
    "  2027-01-26: {start: 2027-01-27 18:00}\n"
    "  2027-02-02: {status: cancelled, note: The heating is out.}\n"
)
APPLES = event("Apple Day", "2027-03-06 10:00", cost=None)
SALE = event("Used Tool Sale", "2027-03-13 09:00", cost="$2")
WINTER = event("Stories by the Stove", "2027-02-05 18:30", duration=None, end="8:00", room="attic")
WINTER_MENDED = WINTER.replace("end: 8:00", "end: 20:00")

SIX: Mapping[int, tuple[str, str, str]] = {
    1: ("oak-account", "events/oak/spring-concert.yaml", CONCERT),
    2: ("oak-account", "events/oak/open-choir.yaml", CHOIR_CHANGED),
    3: ("elm-account", "events/elm/apple-day.yaml", APPLES),
    4: ("elm-account", "events/elm/tool-sale.yaml", SALE),
    5: (
        "elm-account",
        "events/oak/drawing-course.yaml",
        FILES["events/oak/drawing-course.yaml"] + "status: cancelled\n",
    ),
    6: ("librarian", "events/library/stories.yaml", WINTER),
}
"""By number: the account that proposes it, the file, and the text it has then."""

FIRST_WORDS = {
    1: "Adds 1 event: “Spring Concert” (Sunday 11 April 2027, 16:00).",
    2: "Moves “Open Choir” from Tuesday 26 January 2027, 19:00 to Wednesday 27 January 2027, 18:00; and "
    "cancels “Open Choir” on Tuesday 2 February 2027.",
    3: "Adds 1 event: “Apple Day” (Saturday 6 March 2027, 10:00).",
    4: "Adds 1 event: “Used Tool Sale” (Saturday 13 March 2027, 09:00).",
    5: "Cancels all 6 dates of “Drawing Course”, from Wednesday 3 February 2027 on.",
    6: "Adds 1 event: “Stories by the Stove” (Friday 5 February 2027, 18:30).",
}
"""What each does, as staff read it first."""

ACCEPTED = {"Spring Concert", "Open Choir", "Stories by the Stove"}
TITLES = ACCEPTED | {"Apple Day", "Used Tool Sale", "Drawing Course"}

NOTHING = "Nothing has to be mended or asked."
SECOND_WORDS = {
    1: NOTHING,
    2: NOTHING,
    3: "House rules, version 4: “Apple Day” says nothing of cost.",
    4: NOTHING,
    5: "House rules, version 4: whoever proposes this does not speak for Oak Choir.",
    6: "“Stories by the Stove” ends the next morning, Saturday 6 February 2027 at 08:00. Or is 20:00 meant? "
    "Until its end says which, it is not shown.",
}
"""What is to be asked about it. That something is sold is for a person to see."""

Run = Callable[..., str]


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The board at its host, with six proposals; somebody's desk stands in it."""
    found = Repository(tmp_path / "board")
    found.commit(at(0), {f"content/{path}": text for path, text in TOWN.items()})
    for number, (_, path, text) in SIX.items():
        found.git("checkout", "--quiet", "-b", f"pull/{number}", "main")
        found.commit(at(number), {f"content/{path}": text})
    found.git("checkout", "--quiet", "main")
    monkeypatch.chdir(found.folder)
    return found


@pytest.fixture
def run(host: Repository, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command that does what it should; what it says."""

    def run(command: str, *arguments: str) -> str:
        assert main([command, *arguments, "--today", TUESDAY]) == 0
        return capsys.readouterr().out

    return run


def test_six_submissions_are_read_answered_and_published_or_not(host: Repository, run: Run) -> None:
    read = {n: run("review", f"pull/{n}", "--base", "main", "--author", SIX[n][0]) for n in SIX}
    _each_is_told_alone(read)

    for number in (1, 2, 6):
        host.merge(f"pull/{number}", at(10))
    host.commit(at(10), {"content/events/library/stories.yaml": WINTER_MENDED})
    letters = {
        1: run("decide", "oak/spring-concert", "accept", "--received", "2027-01-08"),
        2: run("decide", "oak/open-choir", "accept", "--received", "2027-01-11"),
        3: run("decide", "elm/apple-day", "ask", "--say", "Combien cela coûte-t-il ?"),
        4: run("decide", "elm/tool-sale", "decline", "--reason", "sales"),
        5: run("decide", "oak/drawing-course", "hold"),
        6: run("decide", "library/stories", "edit", "--say", "It ends at 20:00, does it not?"),
    }
    _each_letter_says_what_was_decided(letters)

    run("build", "--out", "public", "--jobs", "1")
    _patrons_see_what_was_accepted_and_nothing_else(host.folder / "public")

    left = run("todo", "pull/3", "pull/5", "--base", "main")
    _what_is_left_is_asked_or_held(left)


def _each_is_told_alone(read: Mapping[int, str]) -> None:
    for number, told in read.items():
        name, first, second, *_ = told.splitlines()
        assert (name, first, second) == (f"pull/{number}", FIRST_WORDS[number], SECOND_WORDS[number])
        own = {title for title in TITLES if title in first}
        assert {title for title in TITLES if title in told} == own, "it speaks of another's event"


def _each_letter_says_what_was_decided(letters: Mapping[int, str]) -> None:
    assert {number: letter.splitlines()[0] for number, letter in letters.items()} == {
        **dict.fromkeys((1, 2, 5), "To: Oak Choir, 555-0101"),
        **dict.fromkeys((3, 4), "To: Elm Garden, 555-0102"),
        6: "To: Town Library, 555-0101",
    }
    said = {
        1: "https://board.mill.example/events/oak/spring-concert/",
        2: "https://board.mill.example/events/oak/open-choir/",
        3: "- Combien cela coûte-t-il ?",
        4: "la version 4 des règles de la maison : Les ventes ne sont pas annoncées.",
        5: "Somebody else at the library looks at it before we answer",
        6: "It ends at 20:00, does it not?",
    }
    for number, words in said.items():
        assert words in letters[number]
    assert letters[5].count("Subject: ") == 2, "to the partner, and to the manager"
    assert all(letters[number].count("Subject: ") == 1 for number in letters if number != 5)


def _patrons_see_what_was_accepted_and_nothing_else(site: Path) -> None:
    agenda = (site / "events/index.html").read_text("utf-8")
    entries = list(icalendar.Calendar.from_ical((site / "events/calendar.ics").read_bytes()).walk("VEVENT"))
    for place in (agenda, " ".join(str(entry["SUMMARY"]) for entry in entries)):
        assert {title for title in TITLES if title in place} == ACCEPTED | {"Drawing Course"}
    told = {f"{entry['SUMMARY']} {entry['DTSTART'].dt:%d %b %H:%M}": entry for entry in entries}
    assert told["Open Choir 27 Jan 18:00"]["RECURRENCE-ID"].dt.date() == date(2027, 1, 26)
    assert "The heating is out." in told["Cancelled: Open Choir 02 Feb 19:00"]["DESCRIPTION"]
    assert told["Stories by the Stove 05 Feb 18:30"].duration == timedelta(hours=1, minutes=30)
    assert told["Drawing Course 03 Feb 18:00"]["STATUS"] == "CONFIRMED", "held"
    choir = (site / "events/oak/open-choir/index.html").read_text("utf-8")
    assert "The heating is out." in choir


def _what_is_left_is_asked_or_held(left: str) -> None:
    head, arrived, due, *_ = left.split("\n\n")
    assert head.startswith("Mill Town Board\nThis week: ")
    assert arrived.splitlines() == [
        "What arrived (2)",
        f"- Oak Choir: {FIRST_WORDS[5]} Something is to be asked.",
        "    Look: https://github.com/mill/board/pull/5",
        f"- Elm Garden: {FIRST_WORDS[3]} Something is to be asked.",
        "    Look: https://github.com/mill/board/pull/3",
    ]
    assert due.splitlines() == [
        "Falls due (2)",
        "- Apple Day: Asked today; no decision yet.",
        "    Call 555-0102",
        "- Drawing Course: Held for the manager today.",
        "    Decide: https://github.com/mill/board/actions/workflows/decide.yml",
    ]
