"""Whatever a file holds, it is answered: never a traceback, never a hang, never somebody else's file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.check import BaseBoard, CheckDay, check_board
from bulletin.load import load_board
from bulletin.load.sources import Sources, read_sources
from bulletin.messages.pr_comment import format_pr_comment
from bulletin.messages.reports import format_github, format_json
from bulletin.messages.summaries import format_read_back, read_back
from tests.check.small_boards import FILES, TODAY
from tests.effort import scaled

SAMPLE = read_sources(Path(__file__).parents[2] / "content")
LINES = sorted(
    {
        line
        for path, data in SAMPLE.records.items()
        if path.startswith("events/")
        for line in data.decode().split("\n")
    }
)
ODD = (
    "start: 2027-03-14 02:30",
    "start: 9999-12-31",
    "start: 0001-01-01 00:00",
    "end: 9999-12-31",
    "duration: 300 days",
    "repeat: every day",
    "repeat: every 99 years",
    "repeat: on the 31st of every month",
    "repeat: 29 February",
    "repeat: {rrule: FREQ=YEARLY;BYDAY=5MO}",
    "skip: [0001-01-01 to 0002-01-01]",
    "dates: [9999-12-31, 0001-01-01]",
    "changes: {2027-02-03: {start: 9999-12-31 23:59}}",
    "timezone: Pacific/Apia",
    "timezone: America/Santiago",
    "venue: hall",
    "room: red",
    "location: confidential",
    "publish_dates: no",
    "hosts: [oak, oak, elm]",
    "id: elm/x",
    "was_at: ['', /, oak]",
    "part_of: oak/x",
    "title: '[cancelled] 31/12/9999'",
    "title: 'FULL FULL FULL'",
    "review_by: 0001-01-01",
    "publish_from: 9999-12-31",
    "registration: required",
    "status: moved-online",
    "description: '+1 555 555 5555 5555555 77 Hidden Lane'",
    "---",
    "",
    "\t",
    "  - x",
)

FIELDS = sorted({line for line in (*ODD, *LINES) if ":" in line and not line.startswith((" ", "#", "-"))})
BASIC = "title: A talk\nstart: 2027-02-03 10:15\nvenue: hall\n"

# Each field once, so that most of these can be read; and any lines in any order, so that most cannot.
sensible = st.lists(st.sampled_from(FIELDS), max_size=8, unique_by=lambda line: line.partition(":")[0])
senseless = st.lists(st.sampled_from(ODD) | st.sampled_from(LINES), max_size=14)


def completed(lines: list[str]) -> str:
    """The fields, with those of `BASIC` that are missing."""
    names = {line.partition(":")[0] for line in lines}
    return "\n".join([*(line for line in BASIC.splitlines() if line.partition(":")[0] not in names), *lines])


def board_with(text: str) -> Sources:
    records = {path: data.lstrip("\n").encode() for path, data in FILES.items()}
    return Sources({**records, "events/oak/x.yaml": text.encode("utf-8", "replace")})


@given(sensible.map(completed) | senseless.map("\n".join), st.dates(date(2000, 1, 1), date(2150, 1, 1)))
@settings(max_examples=scaled(150))
def test_whatever_an_event_holds_it_is_answered(text: str, today: date) -> None:
    sources = board_with(text)
    loaded = load_board(sources)
    assert loaded.board is not None
    before = load_board(board_with(BASIC)).board
    base = BaseBoard(before, frozenset(sources.records), {"events/oak/x.yaml": "events/elm/y.yaml"})
    when = CheckDay(today, frozenset(sources.records), base, frozenset(sources.records))
    problems = [*loaded.problems, *check_board(loaded.board, when)]
    handed_in = [*loaded.board.events.values(), *loaded.partly.values()]
    read = [read_back(each, loaded.board, today, "x.yaml") for each in handed_in]

    assert {problem.ref.path for problem in problems} <= {"events/oak/x.yaml", "board.yaml"}
    assert format_pr_comment(problems, read).startswith("# Thank you")
    assert format_json(problems).startswith("[")
    assert format_github(problems).count("\n") == len(problems)
    assert all(format_read_back(one) for one in read)


@given(st.text(max_size=120), st.text(max_size=200))
def test_whatever_is_said_it_is_answered(title: str, description: str) -> None:
    said = [text.replace("'", "''").replace("\n", " ") for text in (title, description)]
    text = f"title: '{said[0]}'\ndescription: '{said[1]}'\nstart: 2027-02-03 10:15\nvenue: hall\n"
    loaded = load_board(board_with(text))
    assert loaded.board is not None

    problems = [*loaded.problems, *check_board(loaded.board, CheckDay(TODAY))]
    assert format_pr_comment(problems, []).startswith("# Thank you")
