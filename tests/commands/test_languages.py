"""What check, fix and new tell a partner, in the language of that partner."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bulletin.cli import main
from bulletin.messages.intake import Answer, format_answer, is_our_answer
from bulletin.messages.translated import catalogue_for, translate_problem
from bulletin.model.intake import Standing
from bulletin.pipeline.check import ReadingOptions, check_content
from bulletin.problems import Problem
from bulletin.translatable import Translatable
from bulletin.words import available_languages
from bulletin.words.catalogues import catalogue_of
from tests.check.small_boards import board_of
from tests.commands.boards import FILES, at, write_board

TODAY = "2027-01-15"
BROKEN = Path(__file__).parents[1] / "boards" / "broken" / "content"
IN_FRENCH = {**FILES, "partners/oak.yaml": f"{FILES['partners/oak.yaml']}text_language: fr\n"}
LATE = (
    "title: Tea\nstart: 2027-02-03 15:00\nend: 2027-02-02\nvenue: main-library\n"
    "categories: food\ncost: free\ncontact: {phone: 555-0101}\n"
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A board whose first language is English, with one partner who reads French."""
    return write_board(tmp_path, IN_FRENCH, **{"events/oak/tea.yaml": LATE, "events/elm/tea.yaml": LATE})


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    main([*words, "--today", TODAY])
    return capsys.readouterr().out


def test_each_partner_s_files_are_told_of_in_the_partner_s_language(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = told(capsys, "check", str(content))
    assert "elm/tea.yaml:3: error[mixed-all-day] The start has a time, but the end has none." in report
    assert "oak/tea.yaml:3: error[mixed-all-day] Le début a une heure, mais la fin n’en a pas." in report
    assert "(1 event read.)" in report, "of the whole board in its first language"


def test_a_partner_who_asks_of_one_file_is_answered_in_one_language(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = told(capsys, "check", str(content / "events/oak/story-time.md"), "--content", str(content))
    assert "    - mercredi 20 janvier 2027, 10:15 – 11:00\n" in report
    assert "Wednesday" not in report
    assert "read.)" not in report


def test_what_programs_read_stays_the_same_in_each_language(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = json.loads(told(capsys, "check", str(content), "--format", "json"))
    oak, elm = ([row for row in rows if f"events/{each}/tea" in row["path"]] for each in ("oak", "elm"))
    assert [(row["rule"], row["severity"], row["line"]) for row in oak] == [
        (row["rule"], row["severity"], row["line"]) for row in elm
    ]
    assert [row["message"] for row in oak] != [row["message"] for row in elm]


def test_the_comment_on_a_proposal_is_in_the_language_of_who_made_it(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = (str(content / "events/oak/tea.yaml"), "--content", str(content), "--format", "summary")
    comment = told(capsys, "check", *one)
    assert comment.startswith("# Merci")
    assert "Tapez ceci" in comment
    assert "```yaml\n  end: 2027-02-02 16:00\n" in comment
    assert told(capsys, "check", str(content), "--format", "summary").startswith("# Thank you")


@pytest.fixture(scope="module")
def problems() -> Sequence[Problem]:
    """Everything that is wrong with a board that does nearly everything wrong."""
    return check_content(BROKEN, ReadingOptions(clock=at(TODAY))).problems


def test_whatever_is_wrong_is_said_by_a_message(problems: Sequence[Problem]) -> None:
    assert len(problems) > 100
    for problem in problems:
        for text in filter(None, (problem.message, problem.hint)):
            assert isinstance(text, Translatable), f"{problem.rule.id}: {text}"


@pytest.mark.parametrize("language", available_languages())
def test_what_is_to_be_typed_is_the_same_in_every_language(
    problems: Sequence[Problem], language: str
) -> None:
    for problem in problems:
        translated = translate_problem(problem, catalogue_of(language))
        for fix in problem.proposals:
            for line in fix.lines:
                assert line.strip() not in problem.hint or line.strip() in translated.hint, problem.rule.id


@pytest.mark.parametrize("language", available_languages())
def test_an_answer_is_known_as_ours_in_every_language(language: str) -> None:
    answer = Answer(name="tea.yaml", standing=Standing.ON_BOARD)
    data = format_answer(answer, board_of({}), catalogue_of(language))
    assert is_our_answer(data)
    assert not is_our_answer(data + b"Thanks!\r\n")
    assert not is_our_answer(data.replace(b"tea.yaml", b"tee.yaml"))


@pytest.mark.parametrize(
    ("paths", "language"),
    [
        ((), "en"),
        (("events/oak/tea.yaml",), "fr"),
        (("events/oak/tea.yaml", "events/oak/tea.jpg", "partners/oak.yaml"), "fr"),
        (("events/elm/tea.yaml",), "en"),
        (("events/oak/tea.yaml", "events/elm/tea.yaml"), "en"),
        (("venues/main-library.yaml",), "en"),
        (("events/nobody/tea.yaml",), "en"),
    ],
)
def test_files_are_told_of_in_the_language_they_have_in_common(paths: tuple[str, ...], language: str) -> None:
    board = board_of({**IN_FRENCH, "partners/elm.yaml": FILES["partners/elm.yaml"]})
    assert catalogue_for(board, paths).language == language
    assert catalogue_for(None, paths).language == "en"
