"""`bulletin check`: what it says, how it says it, and what comes of doing what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bulletin.check import check_board
from bulletin.cli import main
from bulletin.load import load_board
from bulletin.pipeline import Checked, check_content
from bulletin.problems import Fix, Problem
from tests.check.broken_boards import BROKEN_BOARDS, TODAY, BrokenBoard

DAY = date.fromisoformat(TODAY)
IDS = re.compile(r": (?:error|warning|note)\[([a-z0-9-]+)\] ")


def clock() -> datetime:
    return datetime(2027, 1, 15, 14, tzinfo=UTC)


@pytest.fixture(params=sorted(BROKEN_BOARDS))
def broken(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BrokenBoard:
    """Each of the broken boards, with its folder as the one we stand in."""
    board = BROKEN_BOARDS[request.param](tmp_path)
    monkeypatch.chdir(board.folder)
    return board


@pytest.mark.golden
def test_everything_wrong_is_told_at_once(
    broken: BrokenBoard, capsys: pytest.CaptureFixture[str], update_golden: bool
) -> None:
    code = main(["check", *broken.arguments, "--today", TODAY])

    report = capsys.readouterr().out
    assert code == 1
    if update_golden:
        broken.golden.write_text(report, encoding="utf-8", newline="\n")
    expected = broken.golden.read_text(encoding="utf-8")
    if broken.missing:
        expected, report = (_without(text, broken.missing) for text in (expected, report))
    assert report == expected


def _without(report: str, missing: tuple[str, ...]) -> str:
    """A report without what it says of some paths, and without the numbers at its end."""
    blocks = re.split(r"\n(?=\S)", report.strip())[:-1]
    return "\n".join(block for block in blocks if not any(path in block for path in missing))


def checked(board: BrokenBoard) -> Checked:
    base = board.arguments[board.arguments.index("--base") + 1] if "--base" in board.arguments else None
    return check_content(board.content, clock, today=DAY, base=base)


def key(problem: Problem) -> tuple[str, str, str]:
    return (problem.ref.path, problem.rule.id, problem.message)


def pasted(data: bytes, fix: Fix) -> bytes:
    """A file after its lines were replaced as a Fix says."""
    lines = data.decode("utf-8-sig").split("\n")
    lines[fix.first - 1 : fix.last] = fix.lines
    return "\n".join(lines).encode()


def again(before: Checked, path: str, data: bytes) -> list[Problem]:
    """Everything wrong with the board once a file holds `data`."""
    sources = before.sources.replaced({path: data})
    loaded = load_board(sources)
    problems = list(loaded.problems)
    if loaded.board:
        problems += check_board(loaded.board, before.when)
    return problems


def test_every_line_to_paste_removes_its_problem_and_makes_no_new_one(broken: BrokenBoard) -> None:
    before = checked(broken)
    count = Counter(map(key, before.problems))
    errors = {key(problem) for problem in before.problems if problem.is_error}
    left, new = [], []
    for problem in before.problems:
        if problem.fix is None:
            continue
        path = problem.ref.path
        after = again(before, path, pasted(before.sources.records[path], problem.fix))
        if Counter(map(key, after))[key(problem)] >= count[key(problem)]:
            left.append(key(problem))
        new += [(key(problem), key(other)) for other in after if other.is_error and key(other) not in errors]

    assert left == []
    assert new == []


def test_a_hint_that_ends_with_a_line_to_paste_has_the_fix_for_it(broken: BrokenBoard) -> None:
    for problem in checked(broken).problems:
        match = re.search(r"(?:Type instead|Did you mean|Add this line|with this line): (.+)$", problem.hint)
        if match:
            assert problem.fix is not None, problem
            assert [line.strip() for line in problem.fix.lines] == match[1].split(" ⏎ ")


def test_the_rules_in_the_manual_are_those_the_broken_boards_break() -> None:
    golden = "".join(path.read_text(encoding="utf-8") for path in _goldens())
    manual = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^### `([a-z0-9-]+)`$", manual, re.MULTILINE)) == set(IDS.findall(golden))


def _goldens() -> Iterator[Path]:
    yield from sorted((Path(__file__).parents[1] / "boards").glob("broken*/report.txt"))
