"""`bulletin fix`: what is certain is corrected, what is not is left for a person; nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from bulletin.commands.fix import fix
from bulletin.commands.schema import all_rules
from bulletin.model.event import Event
from bulletin.pipeline.check import CheckedBoard, ReadingOptions, check_content
from bulletin.pipeline.fixing import fix_content
from bulletin.problems import Fix, UnusableInput
from tests.commands.boards import at, write_board
from tests.effort import SEED
from tests.load import mistakes
from tests.load.mistakes import MISTAKES as PLAIN
from tests.load.mistakes import text_of
from tests.load.unclear_events import UNCLEAR

TALK = "events/oak/talk.yaml"
GOOD = (
    "title: A talk\nstart: 2027-02-10 18:00\nend: 19:00\nvenue: main-library\ncategories: arts\ncost: free\n"
)
READING = ReadingOptions(clock=at("2027-01-15"), today=date(2027, 1, 15))
ALL = (*PLAIN, *UNCLEAR)


def run(content: Path, *paths: str, dry_run: bool = False) -> int:
    return fix([content / path for path in paths], content, READING, dry_run=dry_run)


def with_line(line: str, at: str = "end") -> str:
    """The talk with this line in place of one of its own."""
    lines = [each for each in GOOD.splitlines() if not each.startswith(f"{at}:")]
    return "\n".join([*lines, line, ""])


CERTAIN = {
    "title: Tea: for two": 'title: "Tea: for two"',
    "title: Room #2 talk": 'title: "Room #2 talk"',
    "title: \u201cA talk\u201d": 'title: "A talk"',
    "title: *A talk*": 'title: "*A talk*"',
    'title: "A talk",': 'title: "A talk"',
    'title: "A talk': 'title: "A talk"',
    'title: "Big" talk': "title: '\"Big\" talk'",
    "title: \u2066A talk\u2069": "title: A talk",
    "title:A talk": "title: A talk",
    "bring:\n\t- a pen": "bring:\n  - a pen",
    "bring:\n\u00a0\u00a0- a pen": "bring:\n  - a pen",
    "bring: [a pen, paper": "bring: [a pen, paper]",
    "bring:\n  - a pen: blue": 'bring:\n  - "a pen: blue"',
    "Text-Language: fr": "text_language: fr",
    "cancelled: yes\nstatus_note: The hall is cold.": "status: cancelled\nstatus_note: The hall is cold.",
    "cancelled: The hall is cold": "status: cancelled\nstatus_note: The hall is cold",
    "contact: hello@oak.example": "contact: {email: hello@oak.example}",
    "contact: {email: mailto:hello@oak.example}": "contact: {email: hello@oak.example}",
    "venue: Main Library, Room Two": "venue: main-library\nroom: room-2",
    "start: 2027-02-10 18:00 to 19:00": "start: 2027-02-10 18:00\nend: 19:00",
    "end: 19": "end: 19:00",
    "verified: 3 January 2027": "verified: {date: 2027-01-03}",
    "rain_date: 17 February": "rain_date: 2027-02-17",
}


def kept_lines(typed: str, meant: str = "") -> list[str]:
    """The lines of the talk but for those in whose place `typed` stands."""
    field = typed.replace(":", " ").split()[0]
    dropped = (field if field in GOOD else "end", "end" if meant.startswith("start:") else "")
    return [line for line in GOOD.splitlines() if line.partition(":")[0] not in dropped]


@pytest.fixture(scope="module")
def certain_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder with every mistake that is certain, each in its own file, corrected at once."""
    files = {
        f"events/oak/talk-{number}.yaml": "\n".join([*kept_lines(typed, meant), typed, ""])
        for number, (typed, meant) in enumerate(CERTAIN.items())
    }
    content = write_board(tmp_path_factory.mktemp("certain"), **files)
    fix_content(content, READING, (), dry_run=False)
    return content


@pytest.mark.parametrize(("number", "typed", "meant"), [(n, *each) for n, each in enumerate(CERTAIN.items())])
def test_what_has_one_reading_is_corrected(certain_files: Path, number: int, typed: str, meant: str) -> None:
    text = (certain_files / f"events/oak/talk-{number}.yaml").read_text("utf-8")
    assert text.splitlines() == [*kept_lines(typed, meant), *meant.splitlines()]


UNSURE = (
    *("start: 03/10/2027 7pm", "start: 10 February 18:00", "start: 19:00", "start: 2027-02-10 24:00"),
    *("start: 2027-02-10 18:00-8", "end: 2027-02-10", "end: 7", "end: TBA", "end: 18:00"),
    *("venue: main-libary", "venue: TBA", "venue: Rink", "room: room-2\naddress: 9 Canal Road"),
    *("categories: artz", "languages: Spansh", "registration: yes", "registration: {capacity: 12 seats}"),
    *("cost: {adults: $5}", "contact: Sam Novak", "contact: {email: hello at oak.example}"),
    *("contact: {url: oak.example}", "titel: A talk", "repeat: none", "cancelled: no"),
    *("cancelled: 2027-02-10", "status: canceled-ish", "postponed: maybe in spring\nstatus_note: Cold."),
    *("bring: a pen\n  - paper", "bring: *pens", 'bring: "a pen # blue', "Please publish this."),
    *("title: COME TO THE KITES", "title: A talk on 10 February", "area: North\u0007"),
)


def test_what_a_person_must_decide_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        f"events/oak/talk-{number}.yaml": with_line(typed, typed.partition(":")[0])
        for number, typed in enumerate(UNSURE)
    }
    content = write_board(tmp_path, **files)
    assert run(content) == 1
    told = capsys.readouterr().out
    assert "nothing was changed. Left for you: " in told
    for path, text in files.items():
        assert (content / path).read_text("utf-8") == text
        assert f"{path}:" in told, text


def test_it_says_line_by_line_what_was_done_and_what_was_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = with_line("bring:\n\t- a pen").replace("A talk", "Tea: for two").replace("arts", "artz")
    write_board(tmp_path, **{TALK: text.replace("venue: main-library", "venue: Main Library, Room Two")})
    monkeypatch.chdir(tmp_path)
    assert run(Path("content")) == 1
    told = capsys.readouterr().out
    assert told.splitlines()[:3] == [
        'content/events/oak/talk.yaml, line 1: `title: Tea: for two` is now `title: "Tea: for two"`.',
        "content/events/oak/talk.yaml, line 3: `venue: Main Library, Room Two` is now "
        "`venue: main-library` and `room: room-2`.",
        "content/events/oak/talk.yaml, line 8: before `- a pen` is now 2 ordinary spaces.",
    ]
    assert "content/events/oak/talk.yaml:5: warning[unknown-word]" in told
    assert told.endswith("3 corrections in 1 file; nothing else was changed. Left for you: 1 warning.\n")


def test_trying_it_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = with_line("bring: [a pen, paper")
    content = write_board(tmp_path, **{TALK: text})
    assert run(content, dry_run=True) == 0
    told = capsys.readouterr().out
    assert "`bring: [a pen, paper` would be `bring: [a pen, paper]`." in told
    assert "1 correction in 1 file would be made, and nothing else. Nothing was changed." in told
    assert (content / TALK).read_text() == text


def test_only_the_files_that_are_named_are_corrected(tmp_path: Path) -> None:
    files = {name: with_line("bring:\n\t- a pen") for name in (TALK, "events/elm/talk.yaml")}
    content = write_board(tmp_path, **files)
    run(content, "events/elm")
    assert (content / TALK).read_text() == files[TALK]
    assert "\t" not in (content / "events/elm/talk.yaml").read_text()


def test_line_ends_and_a_mark_at_the_beginning_stay(tmp_path: Path) -> None:
    content = write_board(tmp_path)
    text = with_line("bring:\n\t- a pen").replace("\n", "\r\n").rstrip()
    (content / TALK).write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert run(content, TALK) == 0
    assert (content / TALK).read_bytes() == b"\xef\xbb\xbf" + text.replace("\t", "  ").encode()


def test_a_board_that_cannot_be_read_is_corrected_first(tmp_path: Path) -> None:
    board = "title: Oak Board\nurl: https://board.oak.example/\nuid_domain: oak.example\n"
    board += "timezone: America/Toronto\nlanguages: [en, fr\n"
    content = write_board(tmp_path, **{"board.yaml": board, TALK: with_line("bring:\n\t- a pen")})
    run(content)
    assert (content / "board.yaml").read_text().endswith("languages: [en, fr]\n")
    assert "\t" not in (content / TALK).read_text()


def test_what_events_rely_on_is_corrected_before_them(tmp_path: Path) -> None:
    """An event of a partner whose file cannot be used has another error, which nobody sees until it can."""
    partner = "name: Oak Street Club: friends\ncontact: 555-0101\n"
    files = {"partners/oak.yaml": partner, TALK: with_line("bring: [a pen, “paper”")}
    content = write_board(tmp_path, **files)
    assert run(content) == 0
    mended = 'name: "Oak Street Club: friends"\ncontact: {phone: 555-0101}\n'
    assert (content / "partners/oak.yaml").read_text() == mended
    assert (content / TALK).read_text().endswith('bring: [a pen, "paper"]\n')


def test_a_correction_that_shows_another_error_is_not_made(tmp_path: Path) -> None:
    """Until a person has looked at it, the file stays as whoever wrote it knows it; others are corrected."""
    hidden = with_line("bring: [a pen, paper").replace("2027-02-10 18:00", "some day")
    other = with_line("bring:\n\t- a pen")
    content = write_board(tmp_path, **{TALK: hidden, "events/elm/talk.yaml": other})
    assert run(content) == 1
    assert (content / TALK).read_text() == hidden
    assert "\t" not in (content / "events/elm/talk.yaml").read_text()


def test_a_correction_that_does_harm_elsewhere_is_not_made(tmp_path: Path) -> None:
    """A venue that can be read again has no such room, of which nothing was said while it could not."""
    venue = "name: Hall\naddress: 2 Oak Street\nrooms:\n  red: {name: Red}\nclosed: [2027-02-11\n"
    event = GOOD.replace("main-library", "hall\nroom: Blue room 7")
    files = {"venues/hall.yaml": venue, "events/elm/play.yaml": event}
    content = write_board(tmp_path, **files, **{TALK: with_line("bring:\n\t- a pen")})
    before = errors(check_content(content, READING))
    run(content)
    assert errors(check_content(content, READING)) <= before
    assert (content / "venues/hall.yaml").read_text() == venue
    assert "\t" not in (content / TALK).read_text()


def test_a_file_that_changes_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write_board(tmp_path, **{TALK: with_line("bring:\n\t- a pen")})
    from bulletin.pipeline import fixing

    read = fixing.read_history

    def somebody_writes(folder: Path) -> object:
        (content / TALK).write_text("title: Mine\n")
        return read(folder)

    monkeypatch.setattr(fixing, "read_history", somebody_writes)
    with pytest.raises(UnusableInput, match="was changed meanwhile"):
        run(content)
    assert (content / TALK).read_text() == "title: Mine\n"


def errors(checked: CheckedBoard) -> set[tuple[str, str, str]]:
    return {(each.ref.path, each.rule.id, each.message) for each in checked.problems if each.is_error}


def certain(checked: CheckedBoard) -> list[Fix]:
    return [each.fix for each in checked.problems if each.fix and each.fix.certain]


def said(event: Event) -> tuple[object, ...]:
    """What an event says of its dates, its place and its name."""
    changes = [(each.original, each.start, each.status) for each in event.changes]
    return event.text.title, event.series, changes, event.place, event.status, event.cost


def _texts() -> Iterator[str]:
    random = Random(SEED)
    for _ in range(25):
        yield text_of(random.choice(ALL))
    for _ in range(25):
        one, two = random.sample(ALL, 2)
        yield text_of(one, two) if one.goes_with(two) else text_of(one)


def test_each_rule_says_whether_what_it_finds_is_ever_corrected(tmp_path: Path) -> None:
    content = write_board(tmp_path, mistakes.BOARD)
    texts = [text_of(each) for each in ALL]
    texts += ["\n".join([*kept_lines(*each), each[0], ""]) for each in CERTAIN.items()]
    for number, text in enumerate(texts):
        (content / f"events/elm/e{number}.yaml").write_bytes(text.encode())
    (content / "events/elm/right.yaml").write_text(f"  {GOOD}".replace("\nstart", "\n  start"))
    (content / "events/elm/open.md").write_text(f"{GOOD}---\n\nCome!\n")
    (content / "events/elm/flush.md").write_text(f"---\n{GOOD}--\n\nCome!\n")
    problems = check_content(content, READING).problems
    corrected = {each.rule for each in problems if each.fix and each.fix.certain}
    assert corrected == {rule for rule in all_rules() if rule.corrected}


def test_mistakes_are_corrected_once_and_nothing_is_said_otherwise(tmp_path: Path) -> None:
    """Of any mistakes: none that is certain stays, no error comes, and who was on the board says the same."""
    content = write_board(tmp_path, mistakes.BOARD)
    for number, text in enumerate(_texts()):
        (content / f"events/elm/e{number}.yaml").write_bytes(text.encode())
    before = check_content(content, READING)
    first = fix_content(content, READING, (), dry_run=False)
    after = check_content(content, READING)
    assert first.written
    assert errors(after) <= errors(before)
    assert not certain(after)
    assert before.board
    assert after.board
    for name, event in before.board.events.items():
        assert said(after.board.events[name]) == said(event)
    again = fix_content(content, READING, (), dry_run=False)
    assert not again.corrections
    assert not again.written
