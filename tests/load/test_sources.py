"""Which files of a content folder are read, and how the others are told of."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.load.sources import read_sources
from tests.commands.boards import FILES, write_board


@pytest.mark.parametrize("mark", ["\n", "\t", "\x1b[2J", "\x7f", "\u2028", "\u202e", "\u2066"])
def test_a_name_with_a_character_nobody_sees_is_told_without_it(tmp_path: Path, mark: str) -> None:
    content = write_board(tmp_path, {**FILES, f"events/oak/a{mark}::error::b.yaml": "title: Odd\n"})
    sources = read_sources(content)
    (problem,) = (problem for problem in sources.problems if problem.is_error)
    assert problem.rule.id == "unreadable-file"
    assert problem.ref.path.isprintable()
    assert mark not in problem.ref.path
    assert all(path.isprintable() for path in sources.records)
