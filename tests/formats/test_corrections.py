"""Lines of a file are replaced; every other byte of it stays."""

from __future__ import annotations

from random import Random

import pytest

from bulletin.formats.corrections import after_further, certain_fixes, correct, tell_corrections
from bulletin.problems import Fix, Problem, Rule, Severity, SourceRef
from tests.effort import SEED
from tests.formats.pasting import paste_fixes

PATH = "events/elm/kites.yaml"
RULE = Rule("some-rule", Severity.WARNING, "Something holds.")


def problems(*fixes: Fix) -> list[Problem]:
    return [Problem(SourceRef(PATH, fix.first), RULE, "It does not.", fix=fix) for fix in fixes]


@pytest.mark.parametrize(
    ("data", "fix", "expected"),
    [
        (b"a\nb\nc\n", Fix(2, 2, ("x",)), b"a\nx\nc\n"),
        (b"a\r\nb\r\nc", Fix(2, 2, ("x", "y")), b"a\r\nx\r\ny\r\nc"),
        (b"a\r\nb\r\nc", Fix(3, 3, ("x", "y")), b"a\r\nb\r\nx\r\ny"),
        (b"a\r\nb", Fix(3, 2, ("x",)), b"a\r\nb\r\nx"),
        (b"a\nb\n", Fix(1, 0, ("x",)), b"x\na\nb\n"),
        (b"a\nb\r\nc\n", Fix(1, 1, ("x",)), b"x\nb\r\nc\n"),
        (b"a\rb\rc", Fix(2, 2, ("x",)), b"a\rx\rc"),
        (b"\xef\xbb\xbfa\nb\n", Fix(1, 1, ("x",)), b"\xef\xbb\xbfx\nb\n"),
        (b"caf\xe9\nb\n", Fix(2, 2, ("th\u00e9",)), b"caf\xe9\nth\xe9\n"),
        (b"a\n\xd9\x85\n", Fix(1, 1, ("\u0645",)), b"\xd9\x85\n\xd9\x85\n"),
    ],
)
def test_a_file_keeps_its_encoding_and_its_line_ends(data: bytes, fix: Fix, expected: bytes) -> None:
    assert correct(data, PATH, [fix]) == expected


@pytest.mark.parametrize("data", [b"a # b\rc\n# d\r", b"a\x00b\n", b"caf\xe9\n"])
def test_what_cannot_be_written_in_the_file_as_it_is_is_left(data: bytes) -> None:
    """Lines that not every program counts alike, what is no text, and letters that its encoding has not."""
    assert correct(data, PATH, [Fix(1, 1, ("\u0645",))]) is None


def test_corrections_are_made_from_the_last_line_to_the_first() -> None:
    random = Random(SEED)
    for _ in range(200):
        text = "".join(f"line {number}\n" for number in range(1, random.randint(2, 12)))
        count = text.count("\n")
        offered = []
        for _ in range(4):
            first = random.randint(1, count)
            last = min(first + random.randint(-1, 2), count)
            lines = tuple(f"new {random.random()}" for _ in range(random.randint(1, 3)))
            offered.append(Fix(first, last, lines, certain=True))
        chosen = certain_fixes(problems(*offered), text.encode(), PATH)
        assert chosen
        assert not any(one.overlaps(two) for one in chosen for two in chosen if one is not two)
        after = correct(text.encode(), PATH, chosen)
        assert after is not None
        if len({fix.first for fix in chosen}) == len(chosen):
            assert after.decode() == paste_fixes(text, chosen)
        for told in tell_corrections(text.encode(), PATH, chosen):
            assert after.decode().split("\n")[told.line - 1 :][: len(told.new)] == list(told.new)


def test_only_what_is_certain_and_new_is_corrected() -> None:
    sure, guess, done = Fix(1, 1, ("x",), certain=True), Fix(2, 2, ("y",)), Fix(3, 3, ("c",), certain=True)
    assert certain_fixes(problems(sure, guess, done), b"a\nb\nc\n", PATH) == [sure]


def test_of_proposals_that_meet_the_wider_and_the_later_is_taken() -> None:
    one, wide, later = (Fix(2, 2, ("x",)).surely, Fix(1, 2, ("a", "y")).surely, Fix(3, 3, ("z",)).surely)
    earlier = Fix(3, 3, ("w",)).surely
    assert certain_fixes(problems(one, wide, earlier, later), b"a\nb\nc\n", PATH) == [wide, later]


def test_earlier_corrections_move_with_the_lines_above_them() -> None:
    told = tell_corrections(b"a\nb\nc\n", PATH, [Fix(3, 3, ("x",))])
    assert [each.line for each in after_further(told, [Fix(1, 1, ("a", "b", "c"))])] == [5]
    assert [each.line for each in after_further(told, [Fix(4, 4, ("a", "b", "c"))])] == [3]
