"""`bulletin cancel | move | note | notice` on a small board."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import click
import pytest

from bulletin.cli import main
from bulletin.commands.changing.asking import ChangeRequest
from bulletin.commands.changing.cancel import CancelOptions, cancel
from bulletin.commands.changing.cancel_day import CancelDayOptions, cancel_day
from bulletin.commands.changing.move import MoveOptions, move
from bulletin.commands.changing.note import note
from bulletin.commands.changing.notice import NoticeOptions, notice
from bulletin.load import load_board
from bulletin.load.sources import read_sources
from bulletin.model.event import Event
from bulletin.pipeline.check import ReadingOptions
from bulletin.problems import UnusableInput
from tests.commands.boards import FILES, at, keep_history, write_board
from tests.formats.test_record_edits import lines_changed

TODAY = date(2027, 1, 12)
YOGA, SUPPER, TWO = "events/oak/yoga.yaml", "events/oak/supper.md", "events/elm/two.yaml"
RECORDS: Mapping[str, str] = {
    **FILES,
    YOGA: """\
title: Yoga
start: 2027-01-07 10:00
duration: 1 h
repeat: every Thursday until 2027-03-25   # as Ann said
changes:
  14 January 2027: {note: "New mats, new room"}   # nice
  2027-01-21: cancelled # ill
  'Jan 28, 2027':
     # the hall is taken
     start: 11:00
venue: main-library
categories: fitness
cost: free
""",
    SUPPER: """\
---
Title: Winter supper   # for all
start: 14 January 2027 18:00
end: 20:00
venue: main-library
room: room-2
categories: food
cost: free
hosts: [elm]
registration: {kind: required, phone: 555-0101}
status_note: Bring a bowl.
---

We eat together.
""",
    "events/oak/supper.fr.md": "---\ntitle: Souper\nstatus_note: Apportez un bol.\n---\n\nOn mange.\n",
    TWO: """\
title: Two sessions
start: 2027-01-14 09:00
end: 10:00
repeat:
  - every Thursday until 2027-02-25
  - {words: "every Thursday from 14:00 to 15:00 until 2027-02-25", key: late}
categories: homework
contact: {phone: 555-0100}
cost: free
""",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_board(tmp_path, RECORDS)


def asked(content: Path, *, yes: bool = True, today: date = TODAY) -> ChangeRequest:
    return ChangeRequest(
        content=content, reading=ReadingOptions(clock=at("2027-01-12"), today=today), yes=yes
    )


def changed(content: Path, path: str, before: str = "") -> list[str]:
    """The lines of a file that are not what they were, but for the time of the change."""
    new = (content / path).read_text(encoding="utf-8")
    found = lines_changed(before or RECORDS[path], new)
    return [line for line in found if line != "+changed: 2027-01-12T12:00:00Z"]


def event_now(content: Path, event_id: str) -> Event:
    board = load_board(read_sources(content)).board
    assert board is not None
    return board.events[event_id]


class Terminal:
    """A standard input at which somebody sits."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., list[str]]]:
    """A person at a terminal: what is asked is kept, and answered line by line."""
    waiting: list[str] = []
    questions: list[str] = []

    def answer(words: str, **_: object) -> str:
        questions.append(words)
        assert waiting, f"an unexpected question: {words}"
        return waiting.pop(0)

    def give(*lines: str) -> list[str]:
        waiting.extend(lines)
        return questions

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("click.termui.visible_prompt_func", answer)
    yield give
    assert not waiting, f"never asked for: {waiting}"


# Cancelling


@pytest.mark.parametrize(
    ("event", "day", "note", "path", "lines"),
    [
        (
            "oak/yoga", "14 January", "Ill.", YOGA,
            ['-  14 January 2027: {note: "New mats, new room"}   # nice',
             "+  14 January 2027: {note: Ill., status: cancelled}   # nice"],
        ),
        ("oak/yoga", "28 Jan 2027", None, YOGA, ["+     status: cancelled"]),
        ("oak/yoga", "Thursday 4 February 2027", None, YOGA, ["+  2027-02-04: cancelled"]),
        (
            "oak/yoga", "2027-02-04", "Snow: closed", YOGA,
            ["+  2027-02-04:", "+    status: cancelled", '+    note: "Snow: closed"'],
        ),
        ("elm/two", "2027-01-14 14:00", None, TWO, ["+changes:", "+  2027-01-14 14:00: cancelled"]),
        ("oak/supper", "", None, SUPPER, ["+status: cancelled"]),
        (
            "events/oak/supper/", "14 janvier", "The stove broke.", SUPPER,
            ["+status: cancelled", "-status_note: Bring a bowl.", "+status_note: The stove broke."],
        ),
    ],
)  # fmt: skip
def test_cancelling_changes_the_lines_of_that_date_alone(
    content: Path, event: str, day: str, note: str | None, path: str, lines: list[str]
) -> None:
    assert cancel(asked(content), CancelOptions(event, day, note)) == 0
    assert changed(content, path) == lines


def test_a_moved_date_is_cancelled_on_the_day_it_was_moved_to(content: Path) -> None:
    move(asked(content), MoveOptions("oak/yoga", "friday", "thursday"))
    cancel(asked(content), CancelOptions("oak/yoga", "15 January"))
    [change] = (each for each in event_now(content, "oak/yoga").changes if each.note)
    assert (f"{change.start:%d %H:%M}", change.status) == ("15 10:00", "cancelled")


def test_cancelling_a_whole_series_takes_the_dates_that_say_something_else_too(content: Path) -> None:
    text = RECORDS[YOGA].replace("     start: 11:00\n", "     status: full\n")
    (content / YOGA).write_text(text, encoding="utf-8")
    cancel(asked(content), CancelOptions("oak/yoga", note="Ann moved away.", all_dates=True))
    assert changed(content, YOGA, text) == [
        "+status: cancelled",
        "+status_note: Ann moved away.",
        "-     status: full",
        "+     status: cancelled",
    ]


def test_the_one_date_ahead_need_not_be_named(content: Path) -> None:
    cancel(asked(content, today=date(2027, 3, 19)), CancelOptions("oak/yoga"))
    assert changed(content, YOGA) == ["+  2027-03-25: cancelled"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (CancelOptions("oak/yoga", "21 January"), "Thursday 21 January 2027, 10:00 is cancelled already."),
        (CancelOptions("oak/yoga", "2027-01-21", "Snow"), "is cancelled already"),
    ],
)
def test_what_is_cancelled_already_is_said_to_be(
    content: Path, capsys: pytest.CaptureFixture[str], options: CancelOptions, told: str
) -> None:
    assert cancel(asked(content), options) == 0
    assert told in capsys.readouterr().out
    assert changed(content, YOGA) == []


def test_an_event_that_is_cancelled_already_is_said_to_be(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cancel(asked(content), CancelOptions("oak/supper"))
    capsys.readouterr()
    assert cancel(asked(content), CancelOptions("oak/supper")) == 0
    assert "“Winter supper” (Oak Street Club) is cancelled already" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            CancelOptions("oak/yoga", "13 January"),
            "nearest are Thursday 7 January 2027, 10:00 and Thursday 14",
        ),
        (CancelOptions("oak/yoga", "4 April 2030"), "no date on Thursday 4 April 2030"),
        (CancelOptions("elm/two", "14 January"), "2 dates on Thursday 14 January 2027, at 09:00 or 14:00"),
        (CancelOptions("elm/two", "2027-01-14 11:00"), "The nearest are"),
        (CancelOptions("oak/yoga"), "Say which day, or --all"),
        (CancelOptions("oak/yoga", "1/2/2027"), "can be read in two ways"),
        (CancelOptions("oak/yoga", "soon"), "not a date"),
        (CancelOptions("oak/yoga", "10:00"), "say the day too"),
        (CancelOptions("oak/yoga", "14 January", all_dates=True), "--all"),
        (CancelOptions("oak/yogi"), "Did you mean oak/yoga"),
    ],
)
def test_what_is_not_clear_is_asked_for_in_words(content: Path, options: CancelOptions, told: str) -> None:
    with pytest.raises(UnusableInput) as refused:
        cancel(asked(content), options)
    assert told in str(refused.value)
    assert not any(changed(content, path) for path in (YOGA, TWO, SUPPER))


def test_an_event_with_a_mistake_is_to_be_mended_first(content: Path) -> None:
    (content / YOGA).write_text(RECORDS[YOGA] + "status: maybe\n", encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"yoga\.yaml:14: .* Mend that first"):
        cancel(asked(content), CancelOptions("oak/yoga", "4 February"))


# Everything of a day


def test_all_of_a_day_at_a_place_is_cancelled_with_one_question(
    content: Path, answers: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    questions = answers("Snow: the library is closed.", "y")
    assert cancel_day(asked(content, yes=False), CancelDayOptions("thursday", ["Main Library"])) == 0
    assert len(questions) == 2
    told = capsys.readouterr().out
    assert "At Main Library on Thursday 14 January 2027, 4 dates are cancelled:" in told
    assert told.index("“Two sessions”") < told.index("“Yoga”") < told.index("“Winter supper”")
    assert "+status: cancelled" in changed(content, SUPPER)
    assert [line for line in changed(content, TWO) if "2027" in line] == [
        "+  2027-01-14 09:00:",
        "+  2027-01-14 14:00:",
    ]
    assert "status_note" not in (content / "events/oak/supper.fr.md").read_text(encoding="utf-8")


def test_what_goes_on_for_days_is_told_and_not_cancelled(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show = content / "events/oak/show.md"
    text = RECORDS[SUPPER].replace("Winter supper", "Show").replace("end: 20:00", "end: 2027-01-20 17:00")
    show.write_text(text, encoding="utf-8")
    assert cancel_day(asked(content), CancelDayOptions("2027-01-14", ["main-library"], "Snow")) == 0
    told = capsys.readouterr().out
    assert "Not cancelled, since it goes on for days: “Show”" in told
    assert 'bulletin note oak/show "…"' in told
    assert show.read_text(encoding="utf-8") == text
    assert changed(content, SUPPER)


def test_a_night_belongs_to_the_day_on_which_it_begins(content: Path) -> None:
    path = "events/oak/night.yaml"
    text = (
        "title: Warming room\nstart: 2027-01-10 20:00\nend: 08:00\nrepeat: every day until 2027-02-01\n"
        "venue: main-library\ncategories: other\n"
    )
    (content / path).write_text(text, encoding="utf-8")
    cancel_day(asked(content), CancelDayOptions("2027-01-14", ["main-library"], "Snow"))
    assert changed(content, path, text) == [
        "+changes:",
        "+  2027-01-14:",
        "+    status: cancelled",
        "+    note: Snow",
    ]


def test_what_people_see_of_a_file_with_a_mistake_is_told_loudly(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_history(content)
    text = RECORDS[YOGA] + "status: maybe\n"
    (content / YOGA).write_text(text, encoding="utf-8")
    assert cancel_day(asked(content), CancelDayOptions("2027-01-14", ["main-library"], "Snow")) == 0
    told = capsys.readouterr().out
    assert "3 dates are cancelled" in told
    assert "NOT cancelled, and shown as held: “Yoga” (Oak Street Club)." in told
    assert (content / YOGA).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("day", "venues", "told"),
    [
        ("2027-01-14", [], "--venue main-library"),
        ("2027-01-14", ["main-libary"], "Did you mean main-library"),
    ],
)
def test_a_day_is_cancelled_at_a_place_that_is_known(
    content: Path, day: str, venues: list[str], told: str
) -> None:
    with pytest.raises(UnusableInput) as refused:
        cancel_day(asked(content), CancelDayOptions(day, venues))
    assert told in str(refused.value)


def test_a_day_without_anything_is_said_to_be_so(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancel_day(asked(content), CancelDayOptions("2027-01-15", ["main-library"])) == 0
    assert "Nothing is held at Main Library on Friday 15 January 2027" in capsys.readouterr().out


# Moving


@pytest.mark.parametrize(
    ("options", "path", "lines"),
    [
        (
            MoveOptions("oak/supper", "15 January"), SUPPER,
            ["-start: 14 January 2027 18:00", "+start: 2027-01-15 18:00", "+status: rescheduled",
             "+was: 2027-01-14 18:00"],
        ),
        (
            MoveOptions("oak/supper", "19:30"), SUPPER,
            ["-start: 14 January 2027 18:00", "-end: 20:00", "+start: 2027-01-14 19:30", "+end: 21:30",
             "+status: rescheduled", "+was: 2027-01-14 18:00"],
        ),
        (
            MoveOptions("oak/supper", "Friday 23:30", end="2 h"), SUPPER,
            ["-start: 14 January 2027 18:00", "-end: 20:00", "+start: 2027-01-15 23:30",
             "+end: 2027-01-16 01:30", "+status: rescheduled", "+was: 2027-01-14 18:00"],
        ),
        (
            MoveOptions("oak/yoga", "14:00", "4 February"), YOGA,
            ["+  2027-02-04:", "+    start: 2027-02-04 14:00", "+    end: 15:00"],
        ),
        (
            MoveOptions("oak/yoga", "29 January", "28 January", note="The hall is taken."), YOGA,
            ["-     start: 11:00", "+     start: 2027-01-29 11:00", "+     end: 12:00",
             "+     note: The hall is taken."],
        ),
        (
            MoveOptions("oak/yoga", "22 January 9:00", "21 January", end="9:45"), YOGA,
            ["-  2027-01-21: cancelled # ill", "+  2027-01-21: # ill", "+    start: 2027-01-22 09:00",
             "+    end: 09:45"],
        ),
        (
            MoveOptions("oak/yoga", "10:00", "28 January"), YOGA,
            ["-  'Jan 28, 2027':", "-     # the hall is taken", "-     start: 11:00"],
        ),
        (
            MoveOptions("elm/two", "tomorrow", "2027-01-14 14:00"), TWO,
            ["+changes:", "+  2027-01-14 14:00:", "+    start: 2027-01-13 14:00", "+    end: 15:00"],
        ),
    ],
)  # fmt: skip
def test_moving_changes_the_lines_of_that_date_alone(
    content: Path, options: MoveOptions, path: str, lines: list[str]
) -> None:
    uid = event_now(content, options.event).uid
    assert move(asked(content), options) == 0
    assert changed(content, path) == lines
    assert event_now(content, options.event).uid == uid


def test_an_event_moved_back_to_where_it_was_says_no_more_that_it_moved(content: Path) -> None:
    move(asked(content), MoveOptions("oak/supper", "15 January"))
    move(asked(content), MoveOptions("oak/supper", "14 January"))
    assert changed(content, SUPPER) == ["-start: 14 January 2027 18:00", "+start: 2027-01-14 18:00"]


def test_an_event_keeps_its_length_where_its_partner_says_when_it_ends(content: Path) -> None:
    (content / "partners/elm.yaml").write_text(
        RECORDS["partners/elm.yaml"] + '  end: "17:00"\n', encoding="utf-8"
    )
    text = "title: Reading\nstart: 2027-01-20 16:00\ncategories: homework\ncontact: {phone: 555-0100}\n"
    (content / "events/elm/reading.yaml").write_text(text, encoding="utf-8")
    move(asked(content), MoveOptions("elm/reading", "21 January 10:00"))
    [series] = event_now(content, "elm/reading").series
    assert (f"{series.start:%d %H:%M}", series.length.seconds) == ("21 10:00", 3600)
    assert "end: 11:00\n" in (content / "events/elm/reading.yaml").read_text(encoding="utf-8")


def test_what_lasts_all_day_is_moved_by_days(content: Path) -> None:
    path = "events/oak/fair.yaml"
    text = "title: Fair\nstart: 2027-02-06\nend: 2027-02-07\nvenue: main-library\ncategories: other\n"
    (content / path).write_text(text, encoding="utf-8")
    move(asked(content), MoveOptions("oak/fair", "13 February"))
    now = (content / path).read_text(encoding="utf-8")
    assert "start: 2027-02-13\nend: 2027-02-14\n" in now
    with pytest.raises(UnusableInput, match="without a time"):
        move(asked(content), MoveOptions("oak/fair", "20 February 10:00"))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (MoveOptions("oak/supper", "11 January"), "Monday 11 January 2027 is past"),
        (MoveOptions("oak/supper", "2 January"), "is past"),
        (MoveOptions("oak/supper", "whenever"), "not a date"),
        (MoveOptions("oak/supper", "15 January", end="never"), "--end “never”"),
        (MoveOptions("oak/yoga", "21 January", "14 January"), "there would be two at once"),
        (MoveOptions("oak/yoga", "15 January"), "Say which day"),
        (MoveOptions("oak/yoga", "15", "January"), "stands in quotes"),
        (MoveOptions("oak/supper", "2027-03-14 02:30"), "does not exist"),
    ],
)
def test_a_move_that_cannot_be_meant_is_refused_and_nothing_is_written(
    content: Path, options: MoveOptions, told: str
) -> None:
    with pytest.raises(UnusableInput) as refused:
        move(asked(content), options)
    assert told in str(refused.value)
    assert not changed(content, SUPPER)
    assert not changed(content, YOGA)


# Notes


@pytest.mark.parametrize(
    ("event", "words", "path", "lines"),
    [
        ("oak/yoga", ["4 February", "Bring boots"], YOGA, ["+  2027-02-04:", "+    note: Bring boots"]),
        ("oak/yoga", ["4", "February", "Bring boots"], YOGA, ["+  2027-02-04:", "+    note: Bring boots"]),
        ("oak/yoga", ["Bring boots"], YOGA, ["+status_note: Bring boots"]),
        (
            "oak/yoga", ["21 January", "Ann is ill"], YOGA,
            ["-  2027-01-21: cancelled # ill", "+  2027-01-21: # ill", "+    status: cancelled",
             "+    note: Ann is ill"],
        ),
        ("oak/yoga", ["14 January", ""], YOGA, ['-  14 January 2027: {note: "New mats, new room"}   # nice']),
        (
            "oak/supper", ["14 January", "Doors: 17:30"], SUPPER,
            ["-status_note: Bring a bowl.", '+status_note: "Doors: 17:30"'],
        ),
        ("oak/supper", [""], SUPPER, ["-status_note: Bring a bowl."]),
        ("oak/yoga", ["", "Bring\nboots\u202e"], YOGA, ["+status_note: Bring boots"]),
        ("oak/supper", ["Bring a bowl."], SUPPER, []),
    ],
)  # fmt: skip
def test_a_note_is_put_beside_the_event_or_the_date(
    content: Path, event: str, words: list[str], path: str, lines: list[str]
) -> None:
    assert note(asked(content), event, words) == 0
    assert changed(content, path) == lines


def test_what_is_beside_the_one_date_of_an_event_is_what_people_read(content: Path) -> None:
    path = "events/oak/talk.yaml"
    text = (
        "title: Talk\nstart: 2027-01-20 19:00\nvenue: main-library\ncategories: other\n"
        "changes: {2027-01-20: {status: full, note: No seat left}}\n"
    )
    runs: tuple[tuple[Callable[[], int], str], ...] = (
        (lambda: note(asked(content), "oak/talk", ["Bring boots"]), "status: full, note: Bring boots"),
        (
            lambda: cancel(asked(content), CancelOptions("oak/talk", note="Ill")),
            "status: cancelled, note: Ill",
        ),
        (
            lambda: move(asked(content), MoveOptions("oak/talk", "20:00", note="Late")),
            "status: full, note: Late, start: 2027-01-20 20:00",
        ),
    )
    for run, expected in runs:
        (content / path).write_text(text, encoding="utf-8")
        assert run() == 0
        assert f"changes: {{2027-01-20: {{{expected}}}}}" in (content / path).read_text(encoding="utf-8")


def test_one_day_of_what_goes_on_for_days_is_not_cancelled(content: Path) -> None:
    text = RECORDS[SUPPER].replace("end: 20:00", "end: 2027-01-20 17:00")
    (content / SUPPER).write_text(text, encoding="utf-8")
    with pytest.raises(UnusableInput, match="goes on from Thursday 14 January 2027 to Wednesday 20 January"):
        cancel(asked(content), CancelOptions("oak/supper", "16 January"))


def test_a_clash_is_told_where_a_move_makes_it_and_not_where_it_was_before(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = RECORDS[YOGA].partition("changes:")[0] + "venue: main-library\ncategories: fitness\ncost: free\n"
    (content / "events/oak/chess.yaml").write_text(other.replace("Yoga", "Chess"), encoding="utf-8")
    cancel(asked(content), CancelOptions("oak/chess", "4 February", "Ill"))
    assert "Look:" not in capsys.readouterr().out
    talk = "title: Talk\nstart: 2027-01-20 19:00\nvenue: main-library\ncategories: other\n"
    (content / "events/oak/talk.yaml").write_text(talk, encoding="utf-8")
    move(asked(content), MoveOptions("oak/talk", "11 February 10:00"))
    assert "Look: On Thursday 11 February 2027," in capsys.readouterr().out


def test_words_that_are_not_in_quotes_are_not_taken_for_a_day(content: Path) -> None:
    with pytest.raises(UnusableInput, match="put all of it in quotes"):
        note(asked(content), "oak/yoga", ["Bring", "boots"])


# Notices


def notices(content: Path) -> list[str]:
    return changed(content, "board.yaml")


def test_a_notice_is_added_until_a_day(content: Path) -> None:
    options = NoticeOptions(
        "Closed on Thursday 14 January.", "thursday", others={"French": "Fermé le 14 janvier."}
    )
    assert notice(asked(content), options) == 0
    assert notices(content) == [
        "+notices:",
        "+  - text:",
        "+      en: Closed on Thursday 14 January.",
        "+      fr: Fermé le 14 janvier.",
        "+    until: 2027-01-14",
    ]


def test_a_notice_that_says_today_is_for_that_day(content: Path) -> None:
    notice(asked(content), NoticeOptions("Closed for snow today.", "tonight"))
    assert notices(content)[-2:] == ["+    day: 2027-01-12", "+    until: 2027-01-12"]


@pytest.mark.parametrize(
    ("before", "lines"),
    [
        (
            "notices:\n  - {text: Old, until: 2027-01-01}   # over\n",
            ["+  - text: New", "+    until: 2027-01-20"],
        ),
        ("notices: {text: Old, until: 2027-01-01}\n", None),
        ("notices:\n  text: Old\n  # why\n  until: 2027-01-01\n", None),
        ("notices: []\n", None),
    ],
)
def test_other_notices_and_their_comments_stay(content: Path, before: str, lines: list[str] | None) -> None:
    text = RECORDS["board.yaml"] + before
    (content / "board.yaml").write_text(text, encoding="utf-8")
    notice(asked(content), NoticeOptions("New", "20 January"))
    after = (content / "board.yaml").read_text(encoding="utf-8")
    if lines is not None:
        assert lines_changed(text, after) == lines
    board = load_board(read_sources(content)).board
    assert board is not None
    said = [each.texts["en"].plain for each in board.info.notices]
    assert said == (["New"] if "[]" in before else ["Old", "New"])
    assert after.count("#") == text.count("#")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (NoticeOptions("Closed"), "--until"),
        (NoticeOptions(" ", "tomorrow"), "Say what it says"),
        (NoticeOptions("Closed", "2027-01-01"), "is past"),
        (NoticeOptions("Closed", "tomorrow", first="friday"), "before it begins"),
        (NoticeOptions("Closed", "tomorrow", others={"es": "Cerrado"}), "the board is in English and French"),
        (NoticeOptions("Closed", "20:00"), "whole days"),
    ],
)
def test_a_notice_that_nobody_would_see_is_refused(content: Path, options: NoticeOptions, told: str) -> None:
    with pytest.raises(UnusableInput) as refused:
        notice(asked(content), options)
    assert told in str(refused.value)
    assert notices(content) == []


# Asking


def test_each_takes_at_most_three_questions(content: Path, answers: Callable[..., list[str]]) -> None:
    ask = asked(content, yes=False)
    runs: tuple[tuple[Callable[[], int], list[str]], ...] = (
        (lambda: cancel(ask, CancelOptions("oak/yoga")), ["4 February", "Ill.", "y"]),
        (lambda: cancel(ask, CancelOptions("elm/two", "14 January")), ["2", "", "y"]),
        (lambda: cancel(ask, CancelOptions("oak/supper", "14 January", "Snow")), ["y"]),
        (lambda: move(ask, MoveOptions("oak/yoga", "friday", "thursday")), ["y"]),
        (lambda: note(ask, "oak/yoga", ["Bring boots."]), ["y"]),
        (
            lambda: notice(ask, NoticeOptions("Closed on 14 January.")),
            ["thursday", "Fermé le 14 janvier.", "y"],
        ),
    )
    for run, lines in runs:
        questions = answers(*lines)
        asked_before = len(questions)
        assert run() == 0
        assert len(questions) - asked_before == len(lines) <= 3


def test_an_answer_that_is_no_date_is_asked_for_again(
    content: Path, answers: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    answers("0", "30 February", "13 January", "all", "", "y")
    cancel(asked(content, yes=False), CancelOptions("oak/yoga"))
    told = capsys.readouterr().out
    assert "Type a number from 1 to 9." in told
    assert "The nearest are" in told
    assert "Cancelled with all its dates." in told
    assert "Dates that were held before are shown as cancelled too." in told


def test_nothing_is_written_before_the_answer(content: Path, answers: Callable[..., list[str]]) -> None:
    answers("n")
    with pytest.raises(click.Abort):
        cancel(asked(content, yes=False), CancelOptions("oak/supper", note="Snow"))
    assert changed(content, SUPPER) == []


def test_where_nobody_can_be_asked_it_says_so(content: Path) -> None:
    with pytest.raises(UnusableInput, match="--yes"):
        cancel(asked(content, yes=False), CancelOptions("oak/supper", note="Snow"))
    assert changed(content, SUPPER) == []


def test_what_people_see_and_whom_to_tell_is_said_before(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    move(asked(content), MoveOptions("oak/supper", "15 January"))
    told = capsys.readouterr().out
    assert "was Thursday 14 January 2027, 18:00 – 20:00; now Friday 15 January 2027, 18:00 – 20:00" in told
    assert "People sign up for it: tell those who did." in told
    assert "nobody gets a second one" in told
    assert "some only after a day" in told


def test_a_file_that_changed_meanwhile_is_left_alone(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def confirm(*_: object, **__: object) -> None:
        (content / SUPPER).write_text("title: Other\n", encoding="utf-8")

    monkeypatch.setattr("bulletin.commands.changing.carry_out.confirm", confirm)
    with pytest.raises(UnusableInput, match="changed meanwhile"):
        cancel(asked(content), CancelOptions("oak/supper", note="Snow"))
    assert (content / SUPPER).read_text(encoding="utf-8") == "title: Other\n"


def test_forms_may_leave_options_empty(content: Path) -> None:
    def run(*words: str) -> int:
        return main([*words, "--yes", "--content", str(content), "--today", "2027-01-12"])

    assert run("cancel", "oak/yoga", "4 February", "--note", "", "--on", "", "--venue", "") == 0
    assert run("cancel", "", "", "--note", "Snow", "--on", "thursday", "--venue", "main-library") == 0
    assert run("move", "oak/yoga", "28 January", "--to", "12:00", "--end", "", "--note", "") == 0
    assert run("note", "elm/two", "", "Bring boots.") == 0
    assert run("notice", "Closed on 14 January.", "--until", "2027-01-14", "--from", "", "--day", "") == 0
    assert run("cancel", "", "") == run("cancel", "oak/yoga", "--venue", "hall") == 2
