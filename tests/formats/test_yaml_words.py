"""Words people type, and what they mean."""

from __future__ import annotations

import pytest

from bulletin.formats.nodes import Tree, plain
from bulletin.formats.yaml import parse_yaml
from bulletin.problems import Problem, Severity
from tests.formats.pasting import paste, paste_all


def read(text: str) -> tuple[Tree | None, list[Problem]]:
    node, problems = parse_yaml(text, "x.yaml")
    return (None if node is None else plain(node)), problems


AS_IT_STANDS: dict[str, Tree] = {
    "start: 19:00": {"start": "19:00"},
    "start: 2027-01-06 10:15": {"start": "2027-01-06 10:15"},
    "start: 03/10/2027": {"start": "03/10/2027"},
    "postal: 0123": {"postal": "0123"},
    "a: no": {"a": "no"},
    "a: 1e3": {"a": "1e3"},
    "a: 0x1F": {"a": "0x1F"},
    "a: null": {"a": "null"},
    "a: ~": {"a": "~"},
    "a:": {"a": ""},
    'a: ""': {"a": ""},
    "a: # nothing yet": {"a": ""},
    "a: b # a comment": {"a": "b"},
    "a: b #": {"a": "b"},
    "a: b#2": {"a": "b#2"},
    "a: it's": {"a": "it's"},
    "a: 'it''s'": {"a": "it's"},
    'a: "b # c: d"': {"a": "b # c: d"},
    "a: https://oak.example/#top": {"a": "https://oak.example/#top"},
    "a: -5": {"a": "-5"},
    "languages: [en, no]": {"languages": ["en", "no"]},
    "languages: en": {"languages": "en"},
    "languages: [\n  en,\n  no\n]\nb: c": {"languages": ["en", "no"], "b": "c"},
    "cost: [{label: Adults, amount: $5}, free]": {"cost": [{"label": "Adults", "amount": "$5"}, "free"]},
    "a: [Children's hour, it's, 10:15, https://x.example/y]": {
        "a": ["Children's hour", "it's", "10:15", "https://x.example/y"]
    },
    "hours: Mon-Fri 9:00-17:00, Sat 10-12": {"hours": "Mon-Fri 9:00-17:00, Sat 10-12"},
    "changes:\n  2027-01-06 10:15: cancelled": {"changes": {"2027-01-06 10:15": "cancelled"}},
    "bring:\n- towel\n- mat\nb: c": {"bring": ["towel", "mat"], "b": "c"},
    "- a\n- - b\n  - c\n-\n  d: e\n": ["a", ["b", "c"], {"d": "e"}],
    "a: b\n  c\n\n  d": {"a": "b c\nd"},
    "a:\n  b\n  c": {"a": "b c"},
    'a: "b\n  c"': {"a": "b c"},
    'a: "b\nc"\nd: e': {"a": "b c", "d": "e"},
    "about: b\n  c\n\n  d": {"about": "b\nc\n\nd"},
    'about: "b\n\nc #1 \\"d\\""\ne: f': {"about": 'b\n\nc #1 "d"', "e": "f"},
    "about: 'it''s b:\n\nSo: c\n# d\n- e' # f\ng: h": {"about": "it's b:\n\nSo: c\n# d\n- e", "g": "h"},
    "list:\n  - about: 'b\n      c'\n    d: e": {"list": [{"about": "b\nc", "d": "e"}]},
    "a: 'b\n  c: #2 [x'\nd: e": {"a": "b c: #2 [x", "d": "e"},
    "a: |\n  # b: c\n\n    - [d\n  'e\nf: g": {"a": "# b: c\n\n  - [d\n'e", "f": "g"},
    "a: >\n  b\n  c\n": {"a": "b c"},
    "a: |-\n  b\n": {"a": "b"},
    "a: |2\n    b\n": {"a": "  b"},
    "description: |\n  “Yoga”: for #2\n": {"description": "“Yoga”: for #2"},
    "---\na: b\n": {"a": "b"},
    "---\na: b\n---\n": {"a": "b"},
    "# only this\n\na : b\n": {"a": "b"},
    '{"a": "b", "c": ["d"]}': {"a": "b", "c": ["d"]},
    "19+: x": {"19+": "x"},
    "a: “Yoga” and “Pilates”": {"a": "“Yoga” and “Pilates”"},
    "a: «\u00a0Fête\u00a0»": {"a": "«\u00a0Fête\u00a0»"},
}


@pytest.mark.parametrize("text", AS_IT_STANDS)
def test_what_is_typed_plainly_is_text_as_it_stands(text: str) -> None:
    assert read(text) == (AS_IT_STANDS[text], [])


AS_MEANT: dict[str, tuple[Tree, list[str]]] = {
    "about:\n  - b\n  - c\nd: e": ({"about": "- b\n- c", "d": "e"}, ["unquoted-mark"]),
    "title: Room #2 open house": ({"title": "Room #2 open house"}, ["unquoted-hash"]),
    "title: Room #2 # the big one": ({"title": "Room #2"}, ["unquoted-hash"]),
    "title: #2 is open": ({"title": "#2 is open"}, ["unquoted-hash"]),
    "title: Coding Club: Robots": ({"title": "Coding Club: Robots"}, ["unquoted-colon"]),
    "title: Atelier\u00a0: robots": ({"title": "Atelier\u00a0: robots"}, ["unquoted-colon"]),
    "title: Yoga:": ({"title": "Yoga:"}, ["unquoted-colon"]),
    "title: [CANCELLED] Yoga": ({"title": "[CANCELLED] Yoga"}, ["unquoted-mark"]),
    "title: [Yoga, Tea]": ({"title": "[Yoga, Tea]"}, ["unquoted-mark"]),
    "title: {Yoga}": ({"title": "{Yoga}"}, ["unquoted-mark"]),
    "note: [CANCELLED] Yoga": ({"note": "[CANCELLED] Yoga"}, ["unquoted-mark"]),
    "title: *Free* lunch": ({"title": "*Free* lunch"}, ["unquoted-mark"]),
    "bring: *Free* lunch": ({"bring": "*Free* lunch"}, ["unquoted-mark"]),
    "title: @alder": ({"title": "@alder"}, ["unquoted-mark"]),
    "title: %50 off": ({"title": "%50 off"}, ["unquoted-mark"]),
    "title: `Yoga`": ({"title": "`Yoga`"}, ["unquoted-mark"]),
    "title: - Yoga": ({"title": "- Yoga"}, ["unquoted-mark"]),
    "title: ? what": ({"title": "? what"}, ["unquoted-mark"]),
    "title: & friends": ({"title": "& friends"}, ["unquoted-mark"]),
    "title: !important": ({"title": "!important"}, ["unquoted-mark"]),
    "title: > 18": ({"title": "> 18"}, ["unquoted-mark"]),
    "title: | x": ({"title": "| x"}, ["unquoted-mark"]),
    "- @alder\n- *Free* lunch": (["@alder", "*Free* lunch"], ["unquoted-mark", "unquoted-mark"]),
    "bring: [@alder, a #b, 'tis]": ({"bring": ["@alder", "a #b", "'tis"]}, ["unquoted-mark"]),
    'title: "Yoga" for all': ({"title": '"Yoga" for all'}, ["broken-quote"]),
    "title: 'Yoga' for all": ({"title": "'Yoga' for all"}, ["broken-quote"]),
    "title: 'Don't miss it'": ({"title": "Don't miss it"}, ["broken-quote"]),
    'note: "Bring "your" own: cup"': ({"note": 'Bring "your" own: cup'}, ["broken-quote"]),
    'title: "Tea" and "cake"': ({"title": '"Tea" and "cake"'}, ["broken-quote"]),
    'description: "Say "hello" to us.\n  And more: text # not a comment\n  end."\ncost: $5': (
        {"description": 'Say "hello" to us.\nAnd more: text # not a comment\nend.', "cost": "$5"},
        ["broken-quote"],
    ),
    'description: "We say:\n  "hello" to all."\ncost: $5': (
        {"description": 'We say:\n"hello" to all.', "cost": "$5"},
        ["broken-quote"],
    ),
    'summary: "A "b" c.\n\nNew par: "x" y"\ncost: $5': (
        {"summary": 'A "b" c.\nNew par: "x" y', "cost": "$5"},
        ["broken-quote"],
    ),
    "bring:\n  - 'Bob's cup\n    and plate'": ({"bring": ["Bob's cup and plate"]}, ["broken-quote"]),
    "title: 'tis the season": ({"title": "'tis the season"}, ["broken-quote"]),
    'title: "C:\\docs"': ({"title": "C:\\docs"}, ["odd-backslash"]),
    'title: "C:\\docs\n  b"': ({"title": "C:\\docs b"}, ["odd-backslash"]),
    'title: "Yoga",': ({"title": "Yoga"}, ["stray-comma"]),
    "languages: [en, fr],": ({"languages": ["en", "fr"]}, ["stray-comma"]),
    "title: “Yoga”": ({"title": "Yoga"}, ["curly-quote"]),
    "title: ‘Children’s hour’": ({"title": "Children’s hour"}, ["curly-quote"]),
    "title: “Coding: Robots #2”": ({"title": "Coding: Robots #2"}, ["curly-quote"]),
    "“title”: Yoga": ({"title": "Yoga"}, ["curly-quote"]),
    "languages: [“en”, “no”]": ({"languages": ["en", "no"]}, ["unquoted-mark"]),
    "title:Yoga": ({"title": "Yoga"}, ["missing-space"]),
    "title：Yoga": ({"title": "Yoga"}, ["missing-space"]),
    "title:Coding: Robots": ({"title": "Coding: Robots"}, ["missing-space", "unquoted-colon"]),
    "contact:\n  phone:555\n  email:a@b": (
        {"contact": {"phone": "555", "email": "a@b"}},
        ["missing-space", "missing-space"],
    ),
    "contact:\n\tphone: 555\n\temail: a@b": ({"contact": {"phone": "555", "email": "a@b"}}, ["tab"]),
    "a:\n    b: c\nd:\n\te: f": ({"a": {"b": "c"}, "d": {"e": "f"}}, ["tab"]),
    "contact:\n\u00a0 phone: 555": ({"contact": {"phone": "555"}}, ["odd-space"]),
    "title:\u00a0Yoga": ({"title": "Yoga"}, ["odd-space"]),
    "-\u00a0Yoga": (["Yoga"], ["odd-space"]),
    " title: Yoga\nstart: x": ({"title": "Yoga", "start": "x"}, ["indent"]),
    "description: |\n   a\n  b\nc: d": ({"description": "a\nb", "c": "d"}, ["indent"]),
    "summary: Bring: shoes\n  and #2 things": ({"summary": "Bring: shoes and #2 things"}, ["unquoted-colon"]),
    'summary: Bring\n  a "mat" \\ and #2\n\n  things\na: b': (
        {"summary": 'Bring a "mat" \\ and #2\nthings', "a": "b"},
        ["unquoted-hash"],
    ),
    "title:\n  en: Yoga": ({"title": "en: Yoga"}, ["unquoted-colon"]),
    "cost:\n  - label: Adults: all\n    amount: $5": (
        {"cost": [{"label": "Adults: all", "amount": "$5"}]},
        ["unquoted-colon"],
    ),
}


@pytest.mark.parametrize("item", ["CANCELLED", "'Yoga: slowly'", '"Tea, and cake"'])
def test_a_list_of_one_stays_a_list_where_text_is_meant(item: str) -> None:
    assert read(f"title: [{item}]") == ({"title": [item.strip("\"'")]}, [])


@pytest.mark.parametrize("text", AS_MEANT)
def test_what_was_a_guess_is_read_as_meant_with_a_warning(text: str) -> None:
    tree, problems = read(text)
    assert (tree, [problem.rule.id for problem in problems]) == AS_MEANT[text]
    assert {problem.severity for problem in problems} == {Severity.WARNING}


@pytest.mark.parametrize("text", AS_MEANT)
def test_the_line_to_paste_ends_the_hint_removes_the_warning_and_means_the_same(text: str) -> None:
    tree, problems = read(text)
    for problem in problems:
        assert problem.fix is not None
        assert problem.hint.endswith("\n".join(problem.fix.lines))
    assert read(paste_all(text, problems)) == (tree, [])


@pytest.mark.parametrize(
    "text", ["title:\tYoga", "title : Yoga", "title: Yoga\u00a0", "a: 'b'\t# c", "title:\tYo\tga"]
)
def test_spaces_of_other_kinds_that_leave_no_doubt_are_not_reported(text: str) -> None:
    assert read(text)[1] == []


def test_a_tab_behind_the_colon_is_a_space() -> None:
    assert read("title:\tYoga\tfor all") == ({"title": "Yoga for all"}, [])


def test_two_lines_of_one_field_are_an_error_that_names_both_and_the_first_stands() -> None:
    tree, problems = read("title: a\nstart: b\ntitle: c\ncontact:\n  phone: 1\n  phone: 2\ntitle: d")
    assert tree == {"title": "a", "start": "b", "contact": {"phone": "1"}}
    assert [(problem.rule.id, problem.ref.line) for problem in problems] == [
        ("duplicate-field", 3),
        ("duplicate-field", 6),
        ("duplicate-field", 7),
    ]
    assert "line 1" in problems[0].message
    assert "line 3" in problems[0].message


REFUSED: dict[str, list[tuple[str, int]]] = {
    "title: Yoga\n  start: x\n  venue: y": [("bad-indent", 2)],
    "title: Yoga\n start: x": [("bad-indent", 2)],
    "a:\n  b: c\n d: e": [("bad-indent", 3)],
    "a: 'b'\n  c": [("bad-indent", 2)],
    "title = Yoga": [("not-a-field", 1)],
    "description: |\nCome along\n\nand sing\ntitle: x": [("not-a-field", 2)],
    "summary: Come along\nand sing": [("not-a-field", 2)],
    "Come along": [("not-a-field", 1)],
    "bring:\n  - towel\n  mat\na: b": [("not-a-field", 3)],
    "--- title: x": [("not-a-field", 1)],
    "bring: - towel\n  - mat": [("list-beside-value", 1)],
    "bring: towel\n- mat\n- Soap: #2": [("list-beside-value", 1)],
    "bring: towel\n  - mat": [("list-beside-value", 1)],
    'title: "Yoga': [("open-quote", 1)],
    "languages: [en, fr": [("open-bracket", 1)],
    "a: [b, {c: d]": [("open-bracket", 1)],
    "a: [b [c], d]": [("open-bracket", 1)],
    "a: b\n---\nc: d": [("two-documents", 2)],
    "title = a\nb: [c\nd: *e\nf: g": [("not-a-field", 1), ("open-bracket", 2), ("no-such-yaml", 3)],
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_repaired_is_an_error_with_its_line(text: str) -> None:
    tree, problems = read(text)
    assert tree is None
    assert [(problem.rule.id, problem.ref.line) for problem in problems] == REFUSED[text]
    assert all(problem.is_error and problem.hint for problem in problems)


@pytest.mark.parametrize("text", REFUSED)
def test_lines_to_paste_for_an_error_remove_it(text: str) -> None:
    _, problems = read(text)
    for problem in problems:
        if problem.fix is not None:
            assert problem.hint.endswith("\n".join(problem.fix.lines))
            again = read(paste(text, problem.fix))[1]
            assert (problem.rule, problem.ref.line) not in [(p.rule, p.ref.line) for p in again]


@pytest.mark.parametrize("text", [*REFUSED, *AS_MEANT])
def test_messages_are_for_people_who_have_never_seen_yaml(text: str) -> None:
    for problem in read(text)[1]:
        words = f"{problem.message} {problem.hint}".lower()
        for jargon in ("scalar", "mapping", "parse", "token", "sequence", "document", "unicode string"):
            assert jargon not in words


def test_lists_beside_a_value_are_pasted_as_a_list() -> None:
    text = "bring: towel: big\n- mat\n- Soap"
    problem = next(problem for problem in read(text)[1] if problem.is_error)
    assert problem.fix is not None
    assert read(paste(text, problem.fix)) == ({"bring": ["towel: big", "mat", "Soap"]}, [])


def test_all_problems_are_reported_in_one_run_with_the_lines_of_the_file() -> None:
    text = "title: Room #2\nbroken\nvenue: [x\nsummary: a: b\nsummary: c"
    _, problems = parse_yaml(text, "x.md", first_line=2)
    assert [(problem.rule.id, problem.ref.line) for problem in problems] == [
        ("unquoted-hash", 2),
        ("not-a-field", 3),
        ("open-bracket", 4),
        ("unquoted-colon", 5),
        ("duplicate-field", 6),
    ]
    assert problems[0].fix is not None
    assert (problems[0].fix.first, problems[0].fix.last) == (2, 2)


def test_the_caller_names_the_fields_that_hold_text() -> None:
    node, problems = parse_yaml("tagline: [a, b]\ntitle: [b]", "x", text_fields=frozenset({"tagline"}))
    assert node is not None
    assert plain(node) == {"tagline": "[a, b]", "title": ["b"]}
    assert [problem.rule.id for problem in problems] == ["unquoted-mark"]


def test_many_lines_with_tabs_are_one_problem() -> None:
    text = "contact:\n" + "\n".join(f"\tf{number}: x" for number in range(40))
    tree, (problem,) = read(text)
    assert isinstance(tree, dict)
    assert len(tree["contact"]) == 40
    assert read(paste_all(text, [problem])) == (tree, [])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("```yaml\ntitle: Swim\nvenue: pool\n```\n", {"title": "Swim", "venue": "pool"}),
        ("**title:** Swim\n*venue*: pool\n", {"title": "Swim", "venue": "pool"}),
    ],
)
def test_markers_of_other_programs_around_fields_are_reported_and_gone_once_the_fixes_are_pasted(
    text: str, meant: Tree
) -> None:
    _, problems = read(text)
    assert [problem.severity for problem in problems] == [Severity.ERROR] * 2
    assert read(paste_all(text, problems)) == (meant, [])


@pytest.mark.parametrize("mark", ['"', "'"])
def test_the_hint_for_an_open_quote_gives_the_whole_text_back(mark: str) -> None:
    lines = ["We build lamps.", "", *(f"Step {number}, and so on." for number in range(1, 9))]
    text = "title: a\ndescription: " + mark + "\n".join(lines) + "\nvenue: hall\n"
    _, (problem,) = read(text)
    assert (problem.rule.id, problem.ref.line, problem.severity) == ("open-quote", 2, Severity.ERROR)
    assert problem.fix is not None
    assert problem.hint.endswith("\n".join(problem.fix.lines))
    assert read(paste(text, problem.fix)) == (
        {"title": "a", "description": "\n".join(lines), "venue": "hall"},
        [],
    )


def test_the_hint_for_an_open_quote_of_a_title_is_one_line_with_all_its_words() -> None:
    text = 'title: "Jar\nlamps\nvenue: hall\n'
    _, (problem,) = read(text)
    assert problem.fix is not None
    assert read(paste(text, problem.fix)) == ({"title": "Jar lamps", "venue": "hall"}, [])
