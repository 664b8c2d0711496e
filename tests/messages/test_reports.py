from __future__ import annotations

from pathlib import Path

from bulletin.messages.reports import format_problem
from bulletin.problems import Problem, Rule, Severity, SourceRef

RULE = Rule("ends-after-start", Severity.ERROR, "An event ends after it starts.")
CONTENT = Path("content")


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
