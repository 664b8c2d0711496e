from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bulletin.check import CheckDay, check_board
from bulletin.commands.schema import all_rules
from bulletin.load import load_board
from bulletin.load.sources import read_sources
from bulletin.messages.reports import format_problem, in_sentences
from bulletin.problems import Problem, Rule, Severity, SourceRef

RULE = Rule("ends-after-start", Severity.ERROR, "An event ends after it starts.")
CONTENT = Path("content")
TODAY = date(2027, 1, 15)


def test_a_problem_has_its_place_and_its_rule_and_the_hint_below_it() -> None:
    place = SourceRef("events/oak/story-time.md", 4, 1)
    problem = Problem(place, RULE, "It ends on 3 March, but starts on 4 March.", "Swap start and end.")
    assert format_problem(problem, CONTENT) == (
        "content/events/oak/story-time.md:4: error[ends-after-start] "
        "It ends on 3 March, but starts on 4 March.\n"
        "    hint: Swap start and end."
    )


def test_a_problem_of_a_whole_file_has_no_line_and_one_without_a_hint_has_one_line() -> None:
    problem = Problem(SourceRef("board.yaml"), RULE, "It is too long.")
    assert format_problem(problem, CONTENT) == "content/board.yaml: error[ends-after-start] It is too long."


def test_lines_to_paste_stand_below_the_hint_indented_alike() -> None:
    problem = Problem(SourceRef("a.md", 1), RULE, "No fields.", "Put them above:\n---\ntitle: Tea\n---")
    assert format_problem(problem, CONTENT).splitlines()[1:] == [
        "    hint: Put them above:",
        "          ---",
        "          title: Tea",
        "          ---",
    ]


def test_what_is_quoted_from_a_file_cannot_move_the_cursor_or_turn_the_line_around() -> None:
    problem = Problem(SourceRef("a.md", 1), RULE, "“\x1b[31mred” \u202eesrever", "\x07\udc80")
    text = format_problem(problem, CONTENT)
    assert text == "content/a.md:1: error[ends-after-start] “�[31mred” �esrever\n    hint: ��"
    text.encode("utf-8")


def test_no_line_of_a_report_is_a_workflow_command() -> None:
    problem = Problem(SourceRef("a.md", 1), RULE, "“tea\n::stop-commands::x”", "##[group]x\n  ::error::x")
    lines = format_problem(problem, CONTENT).splitlines()
    assert not [line for line in lines if line.lstrip().startswith(("::", "##["))]
    assert [line for line in lines if line.strip() == "| ::stop-commands::x”"]


@pytest.mark.parametrize(
    ("message", "hint", "told"),
    [
        ("ends before it starts", "swap start and end", ("Ends before it starts.", "Swap start and end.")),
        ("poster.jpg is no picture", "", ("poster.jpg is no picture.", "")),
        ("Is this right?", "Type instead: end: 11:00", ("Is this right?", "Type instead: end: 11:00")),
        ("x", "put them above:\n---\ntitle: Tea", ("x.", "Put them above:\n---\ntitle: Tea")),
        ("It is odd.", "Write 10:15.", ("It is odd.", "Write 10:15.")),
    ],
)
def test_whatever_is_said_is_a_sentence_and_what_is_to_be_typed_stays_as_it_is(
    message: str, hint: str, told: tuple[str, str]
) -> None:
    said = in_sentences(Problem(SourceRef("a.md", 1), RULE, message, hint))
    assert (said.message, said.hint) == told
    assert in_sentences(said) == said


BROKEN = Path(__file__).parents[1] / "boards"


@pytest.mark.parametrize("board", ["broken", "broken-board"])
def test_every_answer_is_in_sentences_without_the_words_of_programmers(board: str) -> None:
    loaded = load_board(read_sources(BROKEN / board / "content"))
    problems = list(loaded.problems) + (check_board(loaded.board, CheckDay(TODAY)) if loaded.board else [])
    assert problems
    for problem in map(in_sentences, problems):
        assert re.match(r"[A-Z“`0-9]|[\w-]+\.\w+ ", problem.message), problem
        assert problem.message[-1] in ".?!…”)", problem
        assert not problem.hint or problem.hint[0].isupper() or problem.hint[0] in "“`", problem
    for rule in all_rules():
        assert not re.search(r"\bBCP 47\b|\btags?\b", f"{rule.summary} {rule.why}", re.IGNORECASE), rule
