"""What strangers hand in: bounds, refusals, and no surprise whatever stands in a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.formats.nodes import Mapping, Node, Scalar, Sequence, Tree, locate, plain
from bulletin.formats.yaml import STAFF, SUBMISSION, Limits, parse_yaml
from bulletin.formats.yaml.compose import compose_node
from tests.effort import scaled
from tests.formats.pasting import paste


def ids(text: str, limits: Limits = SUBMISSION) -> list[tuple[str, int]]:
    node, problems = parse_yaml(text, "x.yaml", limits=limits)
    assert node is None or not any(p.is_error and p.rule.id != "duplicate-field" for p in problems)
    return [(problem.rule.id, problem.ref.line) for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        "a: b\nc: &x d",
        "a: b\nc: *x",
        "a: b\nc: !!timestamp 2027",
        "a: b\nc: !x d",
        "a: b\n<<: {c: d}",
        "a: b\n<<: *x",
        "a: b\nc: [*x, d]",
        "a: b\nc: {d: &x e}",
        "a: b\n? c",
        "# x\n%YAML 1.2",
    ],
)
def test_anchors_aliases_merge_keys_tags_and_directives_are_refused_with_their_line(text: str) -> None:
    assert ids(text) == [("no-such-yaml", 2)]


def test_the_merge_key_bomb_is_refused_before_anything_is_built() -> None:
    lines = ["a0: &a0 {k: v}"] + [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 20)]
    assert {rule for rule, _ in ids("\n".join(lines))} == {"no-such-yaml"}


@pytest.mark.parametrize("mark", ["[", "{a: ", "- ", "a: [", "[\n", "- [", "{"])
@pytest.mark.parametrize("before", ["", "title: x\n", "note: ", "note:\n  "])
def test_runs_of_opening_brackets_are_refused_or_nothing_but_text(mark: str, before: str) -> None:
    text = (before + mark * 16_000)[: SUBMISSION.bytes]
    node, problems = parse_yaml(text, "x.yaml")
    assert problems
    if node is not None:
        assert plain(node) == {"note": text.removeprefix("note: ").strip()}


@pytest.mark.parametrize(("limits", "depth"), [(SUBMISSION, 6), (STAFF, 8)])
@pytest.mark.parametrize("layout", ["fields", "dashes", "brackets", "braces", "mixed"])
def test_nesting_is_allowed_to_the_bound_and_not_beyond(limits: Limits, depth: int, layout: str) -> None:
    def nested(levels: int) -> str:
        if layout == "fields":
            return (
                "\n".join("  " * level + "a:" for level in range(levels - 1)) + "\n" + "  " * levels + "a: b"
            )
        if layout == "dashes":
            return "- " * levels + "a"
        if layout == "brackets":
            return "[" * levels + "a" + "]" * levels
        if layout == "braces":
            return "{a: " * levels + "b" + "}" * levels
        return "a:\n- " + "[" * (levels - 2) + "a" + "]" * (levels - 2)

    assert ids(nested(depth), limits) == []
    assert [rule for rule, _ in ids(nested(depth + 1), limits)] == ["too-deep"]


LOADERS = [getattr(yaml, name) for name in ("CSafeLoader", "SafeLoader") if hasattr(yaml, name)]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type:
    monkeypatch.setattr("bulletin.formats.yaml.compose.LOADER", request.param)
    chosen: type = request.param
    return chosen


def composed(text: str) -> list[tuple[str, int, int]]:
    """Rule, line and column (0: none) of each Problem of a text of which no node is made."""
    node, problems = compose_node(text, "x.yaml", SUBMISSION, 1)
    assert node is None
    return [(problem.rule.id, problem.ref.line, problem.ref.column) for problem in problems]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("[" * 5000, "too-deep", 1, 7),
        ("{" * 5000, "too-deep", 1, 7),
        ("{a: " * 3000, "too-deep", 1, 25),
        ("- " * 5000, "too-deep", 1, 13),
        ("# é\n\n" + "[\n" * 5000, "too-deep", 9, 1),
        ("é: b\nc: " + "[" * 5000, "too-deep", 2, 9),
        ("[" * 7 + "@", "too-deep", 1, 7),
        ("[" + "a, " * 3000 + "]", "too-big", 1, 0),
        ("- a\n" * 3000, "too-big", 1999, 0),
        ("- a\n" * 3000 + "]", "too-big", 1999, 0),
    ],
)
def test_the_composer_holds_its_limits_whatever_the_parser_says(
    text: str, rule: str, line: int, column: int
) -> None:
    assert composed(text) == [(rule, line, column)]


def test_the_composer_holds_its_limits_with_a_parser_that_gives_up_before_its_first_event(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parse = yaml.parse

    def parse_short_texts(text: str, Loader: type) -> Iterator[yaml.Event]:  # noqa: N803
        if len(text) > 100:
            raise yaml.MarkedYAMLError(problem="too much", problem_mark=yaml.Mark("", 100, 0, 100, None, 0))
        yield from parse(text, Loader=Loader)

    monkeypatch.setattr(yaml, "parse", parse_short_texts)
    assert composed("[" * 200) == [("too-deep", 1, 7)]
    assert composed("a" * 200) == [("bad-yaml", 1, 0)]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "text",
    ["a: *x", "a: &x b", "a: !x b", "<<: {a: b}", "a: &x [b]", "!x {a: b}"],
)
def test_the_composer_refuses_anchors_aliases_merge_keys_and_tags_on_its_own(text: str) -> None:
    assert [rule for rule, _, _ in composed(text)] == ["no-such-yaml"]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "text", ["{[a]: b}", "a: b: c", "a: [b", "a: \ud800", '"\\U00110000": x', "\x00", "a: 'b"]
)
def test_the_composer_answers_what_the_parser_cannot_read(text: str) -> None:
    assert [(rule, line) for rule, line, _ in composed(text)] == [("bad-yaml", 1)]


def test_the_composer_refuses_half_a_surrogate_pair(loader: type) -> None:
    # The C parser cannot read it; the one in Python can.
    rule = "bad-yaml" if loader.__name__ == "CSafeLoader" else "odd-character"
    assert composed('"\\ud800": x') == [(rule, 1, 1 if rule == "odd-character" else 0)]


@pytest.mark.usefixtures("loader")
def test_the_composer_refuses_a_second_document() -> None:
    assert composed("a: b\n---\nc: d") == [("two-documents", 2, 1)]


@pytest.mark.usefixtures("loader")
def test_records_are_read_the_same_with_and_without_the_c_parser() -> None:
    node, problems = parse_yaml("a: [b, 'c']\nd:\te #f\ng: |\n  h\n", "x.yaml")
    assert node is not None
    assert plain(node) == {"a": ["b", "c"], "d": "e #f", "g": "h"}
    assert [problem.rule.id for problem in problems] == ["unquoted-hash"]
    assert locate(node, ("d",)) == (2, 4)


def test_a_list_nested_too_deep_is_reported_beside_other_errors() -> None:
    assert ids("a: b\nc: [d]\nbroken", Limits(1, 60, 400)) == [("too-deep", 2), ("not-a-field", 3)]


def test_a_record_with_too_many_values_is_refused() -> None:
    text = "\n".join(f"k{number}: v" for number in range(1100))
    assert [rule for rule, _ in ids(text)] == ["too-big"]
    assert ids(text, STAFF) == []


def test_text_longer_than_the_bound_is_refused_unread() -> None:
    assert ids("a: " + "x" * SUBMISSION.bytes) == [("too-big", 1)]


@pytest.mark.parametrize("value", ["2027-02-30", "9" * 4301, "!!", "1_000", ".inf", "0o17", "=", "Infinity"])
def test_values_that_trip_other_readers_are_text(value: str) -> None:
    node, _ = parse_yaml(f"title: {value}", "x.yaml")
    assert node is not None
    assert plain(node) == {"title": value}


@pytest.mark.parametrize(
    "escape", [r"\0", r"\e[31m", r"\x80", r"\u202e", r"\ufffe", r"\u2066", r"\U000e0041"]
)
def test_an_escape_that_stands_for_a_refused_character_is_refused(escape: str) -> None:
    assert ids(f'a: b\ntitle: "x{escape}"') == [("odd-character", 2)]


@pytest.mark.parametrize(
    "escape", [r"\r\n", r"\n", r"\r", r"\x85", r"\L", r"\P", r"\N", r"\v", r"\f", r"\u2028"]
)
def test_an_escape_that_stands_for_a_line_end_is_one(escape: str) -> None:
    node, problems = parse_yaml(f'about: "a{escape}b"', "x.yaml")
    assert node is not None
    assert plain(node) == {"about": "a\nb"}
    assert problems == []


@pytest.mark.parametrize("escape", [r"\ud800", r"\U00110000", r"\q", r"\xZZ"])
def test_an_escape_that_stands_for_nothing_is_text(escape: str) -> None:
    node, problems = parse_yaml(f'title: "x{escape}"', "x.yaml")
    assert node is not None
    assert plain(node) == {"title": f"x{escape}"}
    assert [problem.rule.id for problem in problems] == ["odd-backslash"]


def test_two_thousand_lines_of_one_field_name_each_place() -> None:
    problems = parse_yaml("title: a\n" * 900, "x.yaml")[1]
    assert [problem.ref.line for problem in problems] == list(range(2, 901))


# Pieces that mean something, in every order.
PIECES = [
    "title", "note", "a", "b c", "x", ": ", ":", " ", "  ", "\n", "\n  ", "\n- ", "\n    ", "- ", "[", "]",
    "{", "}", ",", '"', "'", "#", " #", " # ", "@", "*", "&", "!", "|", "|\n  ", ">", "%", "? ", "“", "”",
    "\t", "\u00a0", "\\", "\\n", "é", "---", "\n---\n", "...", "<<", "10:15", "\n\n", "=", "\ntitle: ",
    "\n  a: ", "\nb: [x, y]\n", '"q"', "'q'",
]  # fmt: skip
pieced = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
starts = st.sampled_from(["", "title: ", "note: ", "a:\n  ", "- ", "title:\n  "])


def without_spaces(tree: object) -> object:
    """What differs by design: spaces around text, tabs in it, blank lines in blocks, empty values."""
    if isinstance(tree, str):
        return " ".join(tree.split())
    if isinstance(tree, list):
        return [without_spaces(item) for item in tree]
    if isinstance(tree, dict):
        return {without_spaces(key): without_spaces(value) for key, value in tree.items()}
    return tree


@settings(max_examples=scaled(250))
@given(starts, pieced)
def test_any_text_is_read_or_answered_and_its_fixes_fit_the_file(start: str, rest: str) -> None:
    text = start + rest
    node, problems = parse_yaml(text, "x.yaml")
    if any(problem.is_error and problem.rule.id != "duplicate-field" for problem in problems):
        assert node is None
    for problem in problems:
        assert 1 <= problem.ref.line <= text.count("\n") + 1
        if problem.fix is not None:
            again = parse_yaml(paste(text, problem.fix), "x.yaml")[1]
            assert problem not in again or problem.fix.lines == ()


@settings(max_examples=scaled(250))
@given(starts, pieced)
def test_a_clean_file_means_the_same_to_every_reader_of_yaml(start: str, rest: str) -> None:
    text = (start + rest).replace("\u00a0", "").replace("\t", "").replace("---", "").replace("...", "")
    node, problems = parse_yaml(text, "x.yaml")
    if problems or node is None:
        return
    # A block's first lines that hold only spaces are empty here, whatever their number.
    text = "\n".join("" if line.isspace() else line for line in text.split("\n"))
    assert without_spaces(yaml.load(text, Loader=yaml.BaseLoader)) == without_spaces(plain(node))


@given(st.text(max_size=200))
def test_no_text_at_all_raises(text: str) -> None:
    parse_yaml(text, "x.yaml")


def test_every_node_knows_its_line_and_column() -> None:
    text = "title: Yoga\nbring:\n  - towel\n  - mat: big\naccess: {step_free: no}\nempty:\nlong: |\n  a\n"
    node, _ = parse_yaml(text, "x.yaml", first_line=3)
    assert isinstance(node, Mapping)
    assert (node.line, node.column) == (3, 1)
    assert locate(node, ("title",)) == (3, 8)
    assert locate(node, ("title",), key=True) == (3, 1)
    assert locate(node, ("bring", 1, "mat")) == (6, 10)
    assert locate(node, ("bring", 1, "mat"), key=True) == (6, 5)
    assert locate(node, ("bring", "list", 1, "map", "mat")) == (6, 10)
    assert locate(node, ("bring", 7)) == (5, 3)
    assert locate(node, ("access", "step_free")) == (7, 21)
    assert locate(node, ("empty",)) == (8, 7)
    assert locate(node, ("nothing",)) == (3, 1)
    assert node.get("nothing") is None
    assert node.get("empty") == Scalar("", 8, 7)
    assert isinstance(node.get("bring"), Sequence)
    long: Node | None = node.get("long")
    assert isinstance(long, Scalar)
    assert (long.text, long.quoted) == ("a", True)


def test_a_repaired_line_keeps_the_place_of_its_value() -> None:
    node, _ = parse_yaml("a: b\ntitle:Room #2: open", "x.yaml")
    assert node is not None
    tree: Tree = plain(node)
    assert tree == {"a": "b", "title": "Room #2: open"}
    assert locate(node, ("title",)) == (2, 8)
