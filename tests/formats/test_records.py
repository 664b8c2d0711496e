from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.formats.encoding import without_odd_characters
from bulletin.formats.nodes import Tree, locate, plain
from bulletin.formats.records import format_record, parse_record
from bulletin.formats.yaml import STAFF, TEXT_FIELDS, Limits
from tests.effort import scaled
from tests.formats.pasting import paste

GOOD = "---\ntitle: Yoga\n---\n\nCome along.\n\nBring a mat.\n"


def ids(text: str, path: str = "x.md") -> list[tuple[str, int]]:
    record = parse_record(text.encode(), path)
    assert (record.node is None) == any(
        p.is_error and p.rule.id != "duplicate-field" for p in record.problems
    )
    return [(problem.rule.id, problem.ref.line) for problem in record.problems]


def test_a_markdown_file_is_its_fields_and_its_text() -> None:
    record = parse_record(GOOD.encode(), "events/oak/yoga.md")
    assert record.node is not None
    assert plain(record.node) == {"title": "Yoga"}
    assert (record.body, record.body_line) == ("Come along.\n\nBring a mat.", 5)
    assert (record.path, record.text, record.problems) == ("events/oak/yoga.md", GOOD, ())
    assert locate(record.node, ("title",)) == (2, 8)


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("---", "---  ").encode(),
    ],
)
def test_a_byte_order_mark_windows_lines_and_spaces_behind_the_hyphens_change_nothing(data: bytes) -> None:
    record = parse_record(data, "x.md")
    assert record.problems == ()
    assert (record.body, record.body_line) == ("Come along.\n\nBring a mat.", 5)


def test_empty_lines_above_the_fields_are_no_mistake_and_lines_stay_those_of_the_file() -> None:
    record = parse_record(b"\n\n---\ntitle: Room #2\n---\nx", "x.md")
    assert [(problem.rule.id, problem.ref.line) for problem in record.problems] == [("unquoted-hash", 4)]
    assert record.body_line == 6


def test_the_text_may_hold_lines_of_hyphens() -> None:
    assert parse_record(b"---\ntitle: x\n---\na\n\n---\n\nb", "x.md").body == "a\n\n---\n\nb"


def test_a_yaml_file_has_no_body() -> None:
    record = parse_record(b"title: Yoga\n", "x.yaml")
    assert record.node is not None
    assert (record.body, record.body_line, record.problems) == ("", 0, ())


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [("no-front-matter", 1)]),
        ("\n\n", [("no-front-matter", 1)]),
        ("# Yoga\n\nCome along.", [("no-front-matter", 1)]),
        ("Come along.\n---\ntitle: x\n---\n", [("no-front-matter", 1)]),
        ('+++\ntitle = "x"\n+++\n', [("no-front-matter", 1)]),
        ("---\ntitle: x\nstart: y\n\nCome along.\n", [("no-front-matter", 1)]),
        ("---\ntitle: x", [("no-front-matter", 1)]),
        ("title: x\nstart: y\n---\nCome along.\n", [("no-front-matter", 1)]),
        ("title: x\n\nCome along.\n", [("no-front-matter", 1), ("no-front-matter", 1)]),
        ("---\n---\nCome along.", [("no-fields", 2)]),
        ("---\n# title:\n---\n", [("no-fields", 2)]),
        ("---\n- title\n---\n", [("no-fields", 2)]),
        ("---\ntitle: Room #2\nstart: y\n\nCome along.", [("no-front-matter", 1), ("unquoted-hash", 2)]),
    ],
)
def test_front_matter_that_is_not_there_is_answered_in_plain_words(
    text: str, problems: list[tuple[str, int]]
) -> None:
    assert ids(text) == problems


@pytest.mark.parametrize("line", ["----", "—", "–––", "--", "———"])
def test_hyphens_that_a_word_processor_changed_are_read_with_a_warning(line: str) -> None:
    text = f"{line}\ntitle: x\n{line}\nCome along."
    record = parse_record(text.encode(), "x.md")
    assert record.node is not None
    assert record.body == "Come along."
    assert [problem.rule.id for problem in record.problems] == ["front-matter-line"] * 2
    for problem in record.problems:
        assert problem.fix is not None
        text = paste(text, problem.fix)
    assert ids(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x\nstart: y\n\nCome along.\n",
        "---\ntitle: x",
        "title: x\nstart: y\n---\nCome along.\n",
        "---\ntitle: x\n...\nCome along.\n",
    ],
)
def test_the_line_to_paste_corrects_the_front_matter(text: str) -> None:
    (problem,) = parse_record(text.encode(), "x.md").problems
    assert problem.fix is not None
    assert problem.hint.endswith("\n".join(problem.fix.lines))
    corrected = parse_record(paste(text, problem.fix).encode(), "x.md")
    assert corrected.problems == ()
    assert corrected.body in ("Come along.", "")


@pytest.mark.parametrize("text", ["- a\n- b\n", "[a, b]", "---\n", "# nothing\n", ""])
def test_a_file_that_is_no_set_of_fields_gets_an_example(text: str) -> None:
    record = parse_record(text.encode(), "x.yaml")
    assert record.node is None
    (problem,) = record.problems
    assert problem.rule.id == "no-fields"
    assert "title: Toddler story time" in problem.hint


def test_the_size_is_judged_before_anything_else() -> None:
    record = parse_record(b"\x00" * (64 * 1024 + 1), "x.yaml")
    assert [problem.rule.id for problem in record.problems] == ["too-big"]
    assert record.text == ""
    assert parse_record(b"a: b\n" + b"#" * (64 * 1024), "x.yaml", limits=STAFF).problems == ()


def test_a_file_that_cannot_be_decoded_is_answered_with_that_alone() -> None:
    record = parse_record("title: x\u202ey".encode(), "x.yaml")
    assert (record.node, record.text) == (None, "")
    assert [problem.rule.id for problem in record.problems] == ["odd-character"]


@settings(max_examples=scaled(150))
@given(st.binary(max_size=400), st.sampled_from(["x.yaml", "x.md"]))
def test_no_bytes_raise(data: bytes, path: str) -> None:
    record = parse_record(data, path)
    assert record.node is not None or any(problem.is_error for problem in record.problems)


NASTY = [
    "", " ", "no", "~", "0123", "19:00", "Room #2", "#2", "# x", "a: b", "a:", ":", "- a", "-", "[x]", "{x",
    "*a*", "&a", "!a", "@a", "%a", "`a", "|", "> 18", "'tis", '"a" b', "“a”", "‘a’", "a\\b", "\\n", "a\nb",
    "a\n\n  b\n", " a\nb", "a\n\tb", "\n", "a\n \nb", "a\n# b\n- c", "---", "...", "<<", "? a", "a,",
    "a\u00a0", "\u00a0a", "a\tb", "\ta", "a  b", "é\u200f", "a # b", "a\n---\nb", "=", "a:\nb: c", "title: x",
]  # fmt: skip
CHARACTERS = "ab: #-'\"\\\n\t[]{},&*!|>%@`?“”‘’\u00a0.é=<~0"
texts = (
    st.sampled_from(NASTY)
    | st.text(alphabet=CHARACTERS, max_size=9)
    | st.text(max_size=40).map(without_odd_characters)
)
names = texts.filter(lambda text: len(text) <= 200 and text.lower() not in TEXT_FIELDS)
trees = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)
records = st.dictionaries(names, trees, max_size=5)
DEEP = Limits(depth=40, events=10_000, bytes=256 * 1024)


@settings(max_examples=scaled(250))
@given(records, st.none() | texts)
def test_what_is_written_is_read_back_without_a_problem(values: dict[str, Tree], body: str | None) -> None:
    written = format_record(values, body)
    record = parse_record(written.encode(), "x.yaml" if body is None else "x.md", limits=DEEP)
    assert record.problems == ()
    assert record.node is not None
    assert plain(record.node) == values
    lines = (body or "").rstrip().split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    assert record.body == "\n".join(lines)


@given(records, st.dictionaries(names, texts, max_size=5))
def test_comments_do_not_change_what_is_read(values: dict[str, Tree], comments: dict[str, str]) -> None:
    for name in list(values):
        comments[name] = "A note\nof two lines: with #marks"
    record = parse_record(format_record(values, None, comments=comments).encode(), "x.yaml", limits=DEEP)
    assert record.node is not None
    assert plain(record.node) == values


def test_a_record_is_written_as_a_person_would_type_it() -> None:
    values: dict[str, Tree] = {
        "title": "Coding Club: Robots",
        "start": "2027-01-06 10:15",
        "languages": ["en", "no"],
        "contact": {"phone": "555-0100", "url": "https://oak.example/#top"},
        "description": "Come along.\n\n- bring #2\n- and a mat",
        "cost": [{"label": "Adults", "amount": "$5"}, "free"],
        "note": "",
    }
    written = format_record(values, "Come along.", comments={"": "An event", "contact.phone": "public"})
    assert written == (
        "---\n# An event\n"
        'title: "Coding Club: Robots"\n'
        "start: 2027-01-06 10:15\n"
        "languages:\n  - en\n  - no\n"
        "contact:\n  # public\n  phone: 555-0100\n  url: https://oak.example/#top\n"
        "description: |\n  Come along.\n\n  - bring #2\n  - and a mat\n"
        "cost:\n  - label: Adults\n    amount: $5\n  - free\n"
        'note: ""\n'
        "---\n\nCome along.\n"
    )


def test_characters_no_record_may_hold_are_left_out_when_writing() -> None:
    record = parse_record(format_record({"title": "a\u202eb\x1b\r\nc"}).encode(), "x.yaml")
    assert record.node is not None
    assert plain(record.node) == {"title": "ab\nc"}


def test_a_name_too_long_for_a_field_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="201 characters"):
        format_record({"x" * 201: "y"})
