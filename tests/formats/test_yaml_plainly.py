from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bulletin.formats.nodes import Mapping, plain
from bulletin.formats.yaml import SUBMISSION, TEXT_FIELDS, Limits, _read, parse_yaml
from bulletin.formats.yaml.plainly import read_plainly

_NAMES = st.sampled_from(
    [
        *(
            "title",
            "summary",
            "start",
            "venue",
            "categories",
            "contact",
            "phone",
            "a",
            "b_c",
            "_",
            "null",
            "y",
        ),
        *("Title", "x-y", "2027-01-06", "room-9"),
    ]
)
_VALUES = st.sampled_from(
    [
        *(
            "x",
            "2027-01-06 10:15",
            "$5",
            "(x)",
            "+1 555",
            "./x",
            "...",
            "no",
            "~",
            "19+",
            "é图",
            "a  b",
            "x, y",
        ),
        *("[a, b]", "[a b ,c]", "[a,b, c ]", "[a-b, 3.4/5]", "[x]", "[a]b", "[a", "[]", "[a, b] ", '["a"]'),
        *('"q: x"', "'it # x'", '"x" y', 'a "b" c', "it's", '"a\'b"', '"é…"', '"a\\n"', '""', "''", '"a" '),
        *("a:b", "a#b", "a: b", "a #b", "x:", "1:2:3", "http://a.example:80/x?y=z#f", "a - b", "- x", "x "),
        *("a]", "a}", "a, [b]", "x|", "a&b", "*b", "&b", "!b", "@b", "a`b", "|", ">", "{a: b}", "", "👍"),
        *("x\u00a0y", "\tx", "x\ty", "\u200fx", "# x", "“x”"),
    ]
)
_LINES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "", "", "  ", "  ", " ", "    ", "\t"]),
    _NAMES.map("{}:".format) | st.sampled_from(["-", "# note", "", "---", "<<:", "2027-01-06:"]),
    st.sampled_from([" ", " ", " ", " ", "", "  "]),
    _VALUES,
)
_HEADS = _NAMES.map("{}:".format)
_DEEPER = st.builds(
    lambda field, below: "\n".join([f"  {field}", *below]),
    st.builds("{}{}".format, st.sampled_from(["", "", "- "]), _HEADS),
    st.lists(
        st.builds("{}{}: {}".format, st.sampled_from(["    ", "    ", "  ", "      "]), _NAMES, _VALUES)
    ),
)
_BLOCK_LINES = st.sampled_from(
    ["", " ", "  a", "  a: b", "    c", "  - x", "  # d", "# e", " f", "  g ", "  \u00a0"]
)
_BELOW = (
    st.lists(st.builds("  {}: {}".format, _NAMES, _VALUES), max_size=3)
    | st.lists(_VALUES.map("  - {}".format), max_size=3)
    | st.lists(st.builds("  - {}: {}".format, _NAMES, _VALUES) | _DEEPER, max_size=3)
)
_GROUPS = st.builds(lambda head, below: "\n".join([head, *below]), _HEADS, _BELOW) | st.builds(
    lambda name, header, below: "\n".join([f"{name}: {header}", *below]),
    _NAMES,
    st.sampled_from(["|", "|", "|", "|-", "| ", ">"]),
    st.lists(_BLOCK_LINES, max_size=4),
)
_TEXTS = st.lists(st.builds("{}: {}".format, _NAMES, _VALUES) | _GROUPS | _LINES, max_size=5).map("\n".join)


@settings(deadline=None, max_examples=1000)
@given(_TEXTS, st.sampled_from([SUBMISSION, Limits(4, 60, 400), Limits(3, 60, 400)]))
@example("contact:\n  phone: 1\n\n  url: x\n# note\ntitle: a\n", SUBMISSION)
@example("summary:\n  phone: 1", SUBMISSION)
@example("a:\n- x\n- y", SUBMISSION)
@example("a:\n  - x\n  b: y", SUBMISSION)
@example("a:\n    b: y\n  c: x", SUBMISSION)
@example("a:\n  b:\n    c:\n      d:\n        e: x", SUBMISSION)
@example("a:\n  - b: x\n    c:\n      - y\n  - z\n  - d: x", SUBMISSION)
@example("a: |\n  b\n   c\n\n  d\n\n\ne: f", SUBMISSION)
@example("a:\n  b: |\n    c\n  d: e", SUBMISSION)
@example("  a: x\n  b: y", SUBMISSION)
@example("a: x\n  b: y", SUBMISSION)
@example("a: x\na: y", SUBMISSION)
@example("a:\n  b: x\n  b: y", SUBMISSION)
@example("a: [" + ", ".join("x" * 40) + "]", Limits(4, 60, 400))
def test_what_is_read_plainly_is_read_as_the_parser_would(text: str, limits: Limits) -> None:
    read = read_plainly(text, limits, 3, TEXT_FIELDS)
    if read is not None:
        assert (read, []) == _read(text, "e.yaml", limits, 3, TEXT_FIELDS)


def test_an_ordinary_record_is_read_plainly() -> None:
    text = (
        'title: "Coding Club: Robots"\nstart: 2027-01-06 10:15\nvenue: main-library\n'
        "categories: [coding, jobs]\ncost:\n  - label: Adults\n    amount: $5\n  - free\naudience: 19+\n\n"
        "# how to sign up\nregistration:\n  kind: required\n  phone: 555-0123\n"
        "bring:\n  - a mat\n  - 'a friend'\nurl: https://oak.example/story-time#now\n"
        "changes:\n  2027-01-13:\n    status: cancelled\n"
        "description: |\n  Bring: a mat.\n\n    # And *words*.\n\nlanguages: [en, fr]\n"
    )
    read = read_plainly(text, SUBMISSION, 2, TEXT_FIELDS)
    assert isinstance(read, Mapping)
    assert plain(read) == {
        "title": "Coding Club: Robots",
        "start": "2027-01-06 10:15",
        "venue": "main-library",
        "categories": ["coding", "jobs"],
        "cost": [{"label": "Adults", "amount": "$5"}, "free"],
        "audience": "19+",
        "registration": {"kind": "required", "phone": "555-0123"},
        "bring": ["a mat", "a friend"],
        "url": "https://oak.example/story-time#now",
        "changes": {"2027-01-13": {"status": "cancelled"}},
        "description": "Bring: a mat.\n\n  # And *words*.",
        "languages": ["en", "fr"],
    }
    assert parse_yaml(text, "e.yaml", first_line=2) == (read, [])


@pytest.mark.parametrize(
    "text", ["title: a\n\tb: c", "title: Room #2", "a: &b c", "a: *b", "a:", "- a", "", "a"]
)
def test_what_could_be_meant_otherwise_is_not_read_plainly(text: str) -> None:
    assert read_plainly(text, SUBMISSION, 1, TEXT_FIELDS) is None
