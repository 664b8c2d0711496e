from __future__ import annotations

import random
from collections.abc import Iterator
from difflib import SequenceMatcher

import pytest

from bulletin.formats.nodes import Tree, plain
from bulletin.formats.record_edits import edit_record
from bulletin.formats.records import parse_record
from bulletin.formats.yaml.edit import AsList, Edit, NotEdited, Place, RemoveValue, SetValue
from tests.effort import scaled
from tests.fuzz import grammar
from tests.fuzz.choices import Choices

SNOW: dict[str, Tree] = {"status": "cancelled", "note": "Snow: closed, all day"}
AS_TYPED = """\
# Ask Ann before you change this.
title: 'Chair Yoga'   # as on the poster
Start: 2027-01-12 10:00
status: scheduled  # by phone

changes:
    # the first one
    2027-01-12: cancelled # boiler
    "2027-01-19":
        start: 11:00
        # not yet sure
        note: 'Later'
    # 2027-01-26: cancelled
contact: {phone: "555-0101", email: a@b.example}
languages: [en, fr]   # for now
skip:
- 2027-02-02
- 2027-02-09
cost:
- label: adults
  amount: 5
- {label: children, amount: 0}
description: |
  Bring a mat.

  # not a comment
bring:
venue: main-library"""


def edited(text: str, *edits: Edit, path: str = "x.yaml") -> str:
    return edit_record(text.encode(), path, edits).decode()


def lines_changed(before: str, after: str) -> list[str]:
    """The lines taken away and put in, as - and + lines."""
    old, new = before.split("\n"), after.split("\n")
    found = []
    for tag, first, end, start, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            found += [f"-{line}" for line in old[first:end]] + [f"+{line}" for line in new[start:stop]]
    return found


CHANGED: dict[str, tuple[Edit, str]] = {
    "a value keeps the comment beside it": (
        SetValue(("status",), "cancelled"),
        "-status: scheduled  # by phone\n+status: cancelled  # by phone",
    ),
    "a value in quotes takes those it needs": (
        SetValue(("title",), "Yoga: chairs"),
        "-title: 'Chair Yoga'   # as on the poster\n+title: \"Yoga: chairs\"   # as on the poster",
    ),
    "a field is found under the name it is read by": (
        SetValue(("start",), "2027-01-12 11:00"),
        "-Start: 2027-01-12 10:00\n+Start: 2027-01-12 11:00",
    ),
    "a new field stands where it belongs": (
        SetValue(("was",), "2027-01-12 10:00", after=("end", "start")),
        "+was: 2027-01-12 10:00",
    ),
    "a new field comes last where nothing else is said": (
        SetValue(("id",), "a"),
        "+id: a",
    ),
    "a new field leaves the comments inside the one above it": (
        SetValue(("id",), "a", after=("changes",)),
        "+id: a",
    ),
    "a word becomes fields": (
        SetValue(("changes", "2027-01-12"), SNOW),
        "-    2027-01-12: cancelled # boiler\n+    2027-01-12: # boiler\n"
        '+      status: cancelled\n+      note: "Snow: closed, all day"',
    ),
    "fields become a word": (
        SetValue(("cost", 0), "free"),
        "-- label: adults\n-  amount: 5\n+- free",
    ),
    "a field is added to fields under a quoted name": (
        SetValue(("changes", "2027-01-19", "status"), "cancelled"),
        "+        status: cancelled",
    ),
    "fields that lead to a value are made": (
        SetValue(("changes", "2027-02-16", "note"), "Late"),
        "+    2027-02-16:\n+      note: Late",
    ),
    "an empty field gets its first item": (
        SetValue(("bring", 0), "a mat"),
        "+  - a mat",
    ),
    "a field in brackets": (
        SetValue(("contact", "phone"), "555-0199, Ann"),
        '-contact: {phone: "555-0101", email: a@b.example}\n'
        '+contact: {phone: "555-0199, Ann", email: a@b.example}',
    ),
    "a further field in brackets": (
        SetValue(("contact", "url"), "https://a.example/"),
        '-contact: {phone: "555-0101", email: a@b.example}\n'
        '+contact: {phone: "555-0101", email: a@b.example, url: https://a.example/}',
    ),
    "a further item in brackets": (
        SetValue(("languages", 2), "es"),
        "-languages: [en, fr]   # for now\n+languages: [en, fr, es]   # for now",
    ),
    "a further item below the others": (
        SetValue(("skip", 2), "2027-02-16"),
        "+- 2027-02-16",
    ),
    "a further item with fields": (
        SetValue(("cost", 2), {"label": "families", "amount": "9"}),
        "+- label: families\n+  amount: 9",
    ),
    "a text of several lines gives way to one line": (
        SetValue(("description",), "Bring a mat."),
        "-description: |\n-  Bring a mat.\n-\n-  # not a comment\n+description: Bring a mat.",
    ),
    "a value is taken away and the comment above it stays": (
        RemoveValue(("changes", "2027-01-12")),
        "-    2027-01-12: cancelled # boiler",
    ),
    "a field with all that is in it is taken away": (
        RemoveValue(("changes", "2027-01-19")),
        "-    \"2027-01-19\":\n-        start: 11:00\n-        # not yet sure\n-        note: 'Later'",
    ),
    "the first field of an item is taken away": (
        RemoveValue(("cost", 0, "label")),
        "-- label: adults\n-  amount: 5\n+- amount: 5",
    ),
    "the first in brackets is taken away": (
        RemoveValue(("contact", "phone")),
        '-contact: {phone: "555-0101", email: a@b.example}\n+contact: {email: a@b.example}',
    ),
    "the last in brackets is taken away": (
        RemoveValue(("languages", 1)),
        "-languages: [en, fr]   # for now\n+languages: [en]   # for now",
    ),
    "an item is taken away": (RemoveValue(("skip", 0)), "-- 2027-02-02"),
    "what is not there is not taken away": (RemoveValue(("skip", 7)), ""),
    "what is there already is not written again": (SetValue(("skip", 1), "2027-02-09"), ""),
}


@pytest.mark.parametrize("case", CHANGED)
def test_an_edit_changes_the_lines_of_its_value_and_no_other(case: str) -> None:
    edit, expected = CHANGED[case]
    assert lines_changed(AS_TYPED, edited(AS_TYPED, edit)) == (expected.split("\n") if expected else [])


@pytest.mark.parametrize("place", [("a", "b"), ("a", "b", "c")])
def test_what_an_edit_leaves_empty_goes_too(place: Place) -> None:
    text = "title: x\na:\n  b: {c: d}\nid: y\n"
    assert edited(text, RemoveValue(place)) == "title: x\nid: y\n"


@pytest.mark.parametrize("nothing", ["", " {}", " []", " ~", " # none so far"])
def test_a_field_without_a_value_gets_its_first_entry(nothing: str) -> None:
    after = edited(f"title: x\nchanges:{nothing}\nid: y\n", SetValue(("changes", "2027-01-12"), "cancelled"))
    comment = nothing if "#" in nothing else ""
    assert after == f"title: x\nchanges:{comment}\n  2027-01-12: cancelled\nid: y\n"


@pytest.mark.parametrize(
    ("written", "as_list"),
    [
        ("skip: 2027-01-01 # holiday", "skip: [2027-01-01] # holiday"),
        ("skip: [2027-01-01]", "skip: [2027-01-01]"),
        ("skip: {a: b}", "skip: [{a: b}]"),
        ("skip: {a: b,\n  c: d}", "skip: [{a: b,\n  c: d}]"),
        (
            "skip:\n    a: b   # why\n    # here\n    c:\n        d: e\n",
            "skip:\n    - a: b   # why\n      # here\n      c:\n          d: e\n",
        ),
        ("skip:\n\ta: b\n\tc: d\n", "skip:\n\t- a: b\n\t  c: d\n"),
        ("title: x", "title: x"),
    ],
)
def test_a_field_that_holds_one_value_is_made_to_hold_several(written: str, as_list: str) -> None:
    assert edited(written, AsList(("skip",))) == as_list


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "end"])
def test_line_ends_and_a_byte_order_mark_stay(end: str, mark: str, last: str) -> None:
    text = mark + "title: x\nstatus: full\n".replace("\n", end).removesuffix("" if last else end)
    assert edited(text, SetValue(("status",), "cancelled")) == text.replace("full", "cancelled")
    after = edited(text, SetValue(("id",), "y"))
    assert after == f"{text.removesuffix(end)}{end}id: y{end if last else ''}"


def test_tabs_stay_and_new_lines_are_indented_as_those_beside_them() -> None:
    text = "title: x\nchanges:\n\t2027-01-12:\n\t\tstart: 11:00\n"
    after = edited(text, SetValue(("changes", "2027-01-19"), SNOW))
    assert after == f'{text}\t2027-01-19:\n\t\tstatus: cancelled\n\t\tnote: "{SNOW["note"]}"\n'


def test_a_record_all_in_brackets_is_changed_in_them() -> None:
    text = "{title: x, changes: {2027-01-12: cancelled}}\n"
    after = edited(text, SetValue(("changes", "2027-01-19"), SNOW), SetValue(("status",), "full"))
    note = '"Snow: closed, all day"'
    assert after == (
        "{title: x, changes: {2027-01-12: cancelled, 2027-01-19: {status: cancelled, "
        f"note: {note}}}}}, status: full}}\n"
    )


def test_a_record_in_brackets_over_several_lines_gets_a_line_of_its_own() -> None:
    text = '{\n  "title": "x",\n  "status": "full"\n}\n'
    after = edited(text, SetValue(("id",), "y"))
    assert after == '{\n  "title": "x",\n  "status": "full",\n  id: y\n}\n'


@pytest.mark.parametrize("fence", ["---", "--- ", "----", "–--"])
def test_the_text_below_the_fields_stays(fence: str) -> None:
    text = f"\n{fence}\ntitle: x\n---\n\nstatus: this is text\n\n---\nmore  \n"
    after = edited(text, SetValue(("status",), "full"), path="x.md")
    assert lines_changed(text, after) == ["+status: full"]
    assert after.startswith(f"\n{fence}\ntitle: x\nstatus: full\n---\n")


def test_a_file_in_another_encoding_keeps_it() -> None:
    data = "title: Café\r\nstatus: full\r\n".encode("cp1252")
    after = edit_record(data, "x.yaml", [SetValue(("status_note",), "Fermé")])
    assert after == data + "status_note: Fermé\r\n".encode("cp1252")
    with pytest.raises(NotEdited, match="UTF-8"):
        edit_record(data, "x.yaml", [SetValue(("status_note",), "مغلق")])


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("languages: [x\n", SetValue(("status",), "full")),
        ("title: x\ntitle: y\n", RemoveValue(("title",))),
        ("title: x\nskip: 2027-01-01\n", SetValue(("skip", 1), "2027-01-02")),
        ("skip: [2027-01-01]\n", SetValue(("skip", "a"), "b")),
        ("title: x\n", RemoveValue(("title",))),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(text: str, edit: Edit) -> None:
    with pytest.raises(NotEdited, match=r"^[A-Z].*\.$"):
        edited(text, edit)


LABELS: dict[str, Tree] = {"en": "a, b", "fr": "c"}
INNER: list[Tree] = ["d"]
ITEM: dict[str, Tree] = {"a": "b", "c": INNER}
WITHIN: dict[str, Tree] = {"text": LABELS}
ITEMS: list[Tree] = [ITEM]
ROW: list[Tree] = ["a", "b: c"]
VALUES: tuple[Tree, ...] = (
    *("x", "Snow: closed, all day", "[a] #b", "", "~", "'", '"x', "- a", "a\nb", "é\u00a0", "\u202ex"),
    SNOW,
    ROW,
    WITHIN,
    ITEMS,
)


def places(tree: Tree, above: Place = ()) -> Iterator[Place]:
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for part, value in inner:
        yield (*above, part)
        yield from places(value, (*above, part))


def value_at(tree: Tree, place: Place) -> Tree | None:
    for part in place:
        if isinstance(tree, dict):
            tree = tree.get(str(part), "")
        else:
            assert isinstance(tree, list)
            assert isinstance(part, int)
            tree = tree[part]
    return tree


def test_whatever_a_file_holds_an_edit_changes_one_value_or_is_refused() -> None:
    draw = random.Random(12)
    made = 0
    for _ in range(scaled(400)):
        data = grammar.record(Choices(draw.randbytes(300)))
        path = "x.md" if data.startswith(b"---") else "x.yaml"
        before = parse_record(data, path)
        if before.node is None or any(problem.is_error for problem in before.problems):
            continue
        place = draw.choice([*places(plain(before.node)), ("new",), ("new", "inner")])
        value = draw.choice(VALUES)
        edit = RemoveValue(place) if draw.random() < 0.3 else SetValue(place, value, after=("title",))
        try:
            after = edit_record(data, path, [edit])
        except NotEdited:
            continue
        made += 1
        read = parse_record(after, path)
        assert read.node is not None
        assert not any(problem.is_error for problem in read.problems)
        assert read.body == before.body
        others = {p for p in places(plain(before.node)) if p[0] != place[0]}
        for other in others:
            assert value_at(plain(read.node), other) == value_at(plain(before.node), other)
    assert made > 20
