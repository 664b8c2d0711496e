from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree.ElementTree import tostring

import nh3
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from bulletin.formats.markup import (
    RULES,
    Link,
    Markup,
    _parse,
    clean_text,
    first_sentence,
    parse_markup,
    rewrite_internal_links,
)
from bulletin.formats.markup.fast_path import parse_fast
from bulletin.formats.markup.grammar import Grammar, grammar
from bulletin.formats.markup.output import _END, _ends, sanitize_html
from bulletin.formats.markup.source import check_bounds
from bulletin.problems import Problem
from tests.effort import scaled
from tests.growth import takes_at_most


def read(source: str) -> Markup:
    markup, problems = parse_markup(source, path="e.md")
    assert problems == []
    return markup


def read_with_one_problem(source: str) -> tuple[Markup, Problem]:
    markup, problems = parse_markup(source, path="e.md", first_line=10)
    assert len(problems) == 1, problems
    return markup, problems[0]


ALLOWED = {
    *("p", "br", "hr", "a", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li"),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}


class Scan(HTMLParser):
    """An opinion of its own on what stands in a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.bad: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        self.bad += [f"<{tag}> stays open" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.bad.append(f"<{tag}>")
        if tag not in {"br", "hr"}:
            self.open.append(tag)
        if tag == "a" and self.open.count("a") > 1:
            self.bad.append("a link in a link")
        for name, value in attrs:
            if (tag, name) not in {("a", "href"), ("a", "rel"), ("ol", "start")}:
                self.bad.append(f"{tag} {name}={value}")
            scheme = re.match(r"[\x00-\x20]*([^/?#:]*):", value or "") if name == "href" else None
            if scheme and scheme[1] not in {"http", "https", "mailto", "tel"}:
                self.bad.append(f"href={value}")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.bad.append(f"</{tag}> out of order")

    def handle_comment(self, data: str) -> None:
        self.bad.append("a comment")

    def handle_decl(self, decl: str) -> None:
        self.bad.append("a declaration")

    def handle_pi(self, data: str) -> None:
        self.bad.append("an instruction")


# What people write


def test_paragraphs_and_short_lines_stay() -> None:
    markup = read("Songs and\nrhymes.\n\n\nFor **all** _ages_.\n")
    assert markup.html == "<p>Songs and<br>rhymes.</p>\n<p>For <strong>all</strong> <em>ages</em>.</p>"
    assert markup.text == "Songs and\nrhymes.\n\nFor all ages."


def test_two_spaces_at_the_end_of_a_line_break_it() -> None:
    markup = read("12 Alder St  \nUpstairs")
    assert markup.html == "<p>12 Alder St<br>Upstairs</p>"
    assert markup.text == "12 Alder St\nUpstairs"


@pytest.mark.parametrize("bullet", ["-", "*", "+", "•", "▪"])
def test_a_list_needs_no_empty_line_before_it(bullet: str) -> None:
    markup = read(f"Please bring:\n{bullet} a blanket\n{bullet} water\n")
    assert markup.html == "<p>Please bring:</p>\n<ul><li>a blanket</li><li>water</li></ul>"
    assert markup.text == "Please bring:\n\n- a blanket\n- water"


def test_a_numbered_list_needs_no_empty_line_before_it_and_keeps_its_start() -> None:
    assert read("How:\n1. knock\n2. wait").html == "<p>How:</p>\n<ol><li>knock</li><li>wait</li></ol>"
    assert read("3. c\n4. d").html == '<ol start="3"><li>c</li><li>d</li></ol>'
    assert read("3. c\n4. d").text == "3. c\n4. d"


def test_a_year_at_the_start_of_a_line_is_no_list() -> None:
    assert (
        read("The club began in\n1998. It is still here.").text
        == "The club began in\n1998. It is still here."
    )
    long = "Our club of people who mend what others throw away began in the year"
    assert read(f"{long}\n1998. It is still here.").text == f"{long} 1998. It is still here."


@pytest.mark.parametrize("indent", ["  ", "    ", "\t"])
def test_lists_nest_by_two_spaces_four_or_a_tab(indent: str) -> None:
    markup = read(f"- a\n{indent}- b\n- c")
    assert markup.html == "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"
    assert markup.text == "- a\n  - b\n- c"


def test_a_paragraph_under_an_item_belongs_to_it_and_the_list_goes_on() -> None:
    markup = read("- a\n\n  more of a\n- b\n\nAfter.")
    assert markup.html == "<ul><li><p>a</p><p>more of a</p></li><li><p>b</p></li></ul>\n<p>After.</p>"
    assert markup.text == "- a\n  more of a\n- b\n\nAfter."
    assert read("1. a\n\n   more\n\n2. b").html == "<ol><li><p>a</p><p>more</p></li><li><p>b</p></li></ol>"


def test_a_row_of_stars_is_a_line_across_not_a_list() -> None:
    assert read("a\n\n* * *\n\nb").html == "<p>a</p>\n<hr>\n<p>b</p>"
    assert read("- a\n---\n- b").html == "<ul><li>a</li></ul>\n<hr>\n<ul><li>b</li></ul>"


def test_an_indented_paragraph_is_a_paragraph_not_code() -> None:
    assert read("One.\n\n    Two.").html == "<p>One.</p>\n<p>Two.</p>"


def test_headings_leave_the_one_h1_to_the_page_and_leave_no_gap() -> None:
    source = "# A\n\n### B\n\n## C\n\n#### D\n\n# E\n\n# \n"
    assert re.findall(r"<h.>.", read(source).html) == ["<h3>A", "<h4>B", "<h4>C", "<h5>D", "<h3>E"]
    markup, _ = parse_markup("## A\n\n##### B", path="e.md", top_heading=2)
    assert markup.html == "<h2>A</h2>\n<h3>B</h3>"
    deep = "\n\n".join("#" * level + " x" for level in range(1, 7))
    assert re.findall(r"<h(.)>", read(deep).html) == ["3", "4", "5", "6", "6", "6"]


def test_a_table_has_no_attributes() -> None:
    markup = read("| Day | Hour |\n|:--:|--:|\n| Mon | 9 & 10 |\n| Tue |\n")
    assert markup.html == (
        "<table><thead><tr><th>Day</th><th>Hour</th></tr></thead>"
        "<tbody><tr><td>Mon</td><td>9 &amp; 10</td></tr><tr><td>Tue</td><td></td></tr></tbody></table>"
    )
    assert markup.text.splitlines()[:2] == ["Day | Hour", "Mon | 9 & 10"]


def test_an_address_stands_once_in_plain_text_and_links_within_the_site_are_words_alone() -> None:
    markup = read(
        "[Our page](https://oak.example/a), [again](https://oak.example/a), <https://oak.example/b>, "
        "[mail us](mailto:ask@oak.example?subject=Hi), [555-0100](tel:555-0100), "
        "[policy](/pages/policy/#top)."
    )
    assert markup.text == (
        "Our page (https://oak.example/a), again, https://oak.example/b, "
        "mail us (ask@oak.example), 555-0100, policy."
    )
    assert [link.url for link in markup.links] == [
        "https://oak.example/a",
        "https://oak.example/a",
        "https://oak.example/b",
        "mailto:ask@oak.example?subject=Hi",
        "tel:555-0100",
        "/pages/policy/#top",
    ]
    assert '<a href="/pages/policy/#top">policy</a>' in markup.html
    assert '<a href="https://oak.example/a" rel="nofollow noopener">Our page</a>' in markup.html


def test_every_link_knows_its_line() -> None:
    source = "Hi\n[a](https://a.example/) and\nask@b.example\n\n[a](https://a.example/)\n[c][1]\n\n[1]: /c/\n"
    markup, _ = parse_markup(source, path="e.md", first_line=8)
    assert markup.links == (
        Link("https://a.example/", 9),
        Link("mailto:ask@b.example", 10),
        Link("https://a.example/", 12),
        Link("/c/", 15),
    )


@pytest.mark.parametrize(
    ("typed", "href", "words"),
    [
        ("See https://oak.example/a_b_c.", "https://oak.example/a_b_c", "https://oak.example/a_b_c"),
        ("(https://oak.example/x_(y))", "https://oak.example/x_(y)", "https://oak.example/x_(y)"),
        ("go to www.oak.example/x, please", "https://www.oak.example/x", "www.oak.example/x"),
        ("Ask ask.us@oak.example!", "mailto:ask.us@oak.example", "ask.us@oak.example"),
        ("**https://oak.example/**", "https://oak.example/", "https://oak.example/"),
    ],
)
def test_a_bare_address_becomes_a_link(typed: str, href: str, words: str) -> None:
    markup = read(typed)
    assert [link.url for link in markup.links] == [href]
    assert f">{words}</a>" in markup.html


def test_entities_are_the_characters_they_stand_for() -> None:
    markup = read("Caf&eacute; &amp; bar &lt;3 `a &lt; b` AT&T &copy no, a < b > c")
    assert markup.text == "Café & bar <3 a &lt; b AT&T &copy no, a < b > c"
    assert "Café &amp; bar &lt;3 <code>a &amp;lt; b</code> AT&amp;T &amp;copy no" in markup.html
    assert read("https://oak.example/?a=1&copy=2").links[0].url == "https://oak.example/?a=1&copy=2"


def test_links_within_the_site_can_be_led_elsewhere() -> None:
    html = read('[a](/x/?a=1&b=2) [b](https://oak.example/) &lt;a href="/y/">').html
    moved = rewrite_internal_links(html, lambda url: f"../..{url}")
    assert '<a href="../../x/?a=1&amp;b=2">a</a>' in moved
    assert '<a href="https://oak.example/"' in moved
    assert "../../y/" not in moved


# What is not let through


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript&colon;alert(1)",
        "&amp;#106;avascript:alert(1)",
        "java&Tab;script:alert(1)",
        "java&#10;script:alert(1)",
        "&#1;javascript:alert(1)",
        "java\u200bscript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:x",
        "file:///etc/passwd",
        "https://user:word@oak.example/",
        "/\\evil.example",
    ],
)
@pytest.mark.parametrize("form", ["[words]({})", "[words](<{}>)", "[words][1]\n\n[1]: {}"])
def test_a_link_of_another_kind_is_left_out_with_a_warning(address: str, form: str) -> None:
    markup, problem = read_with_one_problem(form.format(address))
    assert markup.html == "<p>words</p>"
    assert markup.links == ()
    assert problem.rule.id == "link-not-safe"
    assert not problem.is_error


def test_the_warning_names_the_scheme_and_the_line() -> None:
    _, problem = read_with_one_problem("Hello\n\n[x](javascript:alert)")
    assert problem.ref.line == 12
    assert "javascript: links are not used here" in problem.message


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("www.oak.example", "https://www.oak.example/"),
        ("oak.org/story", "https://oak.org/story"),
        ("//oak.example/x", "https://oak.example/x"),
        ("ask@oak.example", "mailto:ask@oak.example"),
    ],
)
def test_a_link_without_its_beginning_is_read_as_meant_with_a_warning(typed: str, read_as: str) -> None:
    markup, problem = read_with_one_problem(f"[us]({typed})")
    assert markup.links[0].url == read_as
    assert problem.rule.id == "link-without-scheme"


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("some <b>bold</b> words", "<p>some bold words</p>"),
        ("a<br>b", "<p>a<br>b</p>"),
        ("<script>alert(1)</script>words", "<p> words</p>"),
        ("<svg onload=alert(1)></svg>words", "<p> words</p>"),
        ("<math><style><img src=x onerror=alert(1)></style></math>words", "<p> words</p>"),
        ('<a href="javascript:x" onclick="y">words</a>', "<p>words</p>"),
        ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", None),
        ("<iframe src=//x></iframe>words", "<p> words</p>"),
        ("<form action=//x><input></form>words", None),
        ("<base href=//x>words", "<p> words</p>"),
        ("<template><b>x</b></template>words", "<p> words</p>"),
        ('<div markdown="1">*words*</div>', None),
    ],
)
def test_html_is_left_out_with_a_warning_on_its_line(typed: str, html: str | None) -> None:
    markup, problems = parse_markup(f"Hi\n\n{typed}", path="e.md", first_line=10)
    assert problems
    assert {problem.rule.id for problem in problems} == {"html-in-text"}
    assert {problem.ref.line for problem in problems} == {12}
    assert Scan(markup.html).bad == []
    if html is not None:
        assert markup.html == f"<p>Hi</p>\n{html}"


def test_html_shown_as_code_stays_as_it_is() -> None:
    assert read("Type `<b>x</b>`").html == "<p>Type <code>&lt;b&gt;x&lt;/b&gt;</code></p>"


@pytest.mark.parametrize(
    "source", ["words {: onclick=alert(1) }", "# words {: onclick=alert(1) }", "{: #id .x }"]
)
def test_attribute_lists_are_only_words(source: str) -> None:
    assert not re.search(r"<[^>]*(onclick|id=|class=)", read(source).html)


def test_a_picture_in_a_text_is_a_link_and_never_loaded() -> None:
    markup, problem = read_with_one_problem("Look:\n![the oak](https://oak.example/oak.png)")
    assert markup.html == (
        '<p>Look:<br><a href="https://oak.example/oak.png" rel="nofollow noopener">the oak</a></p>'
    )
    assert markup.links == (Link("https://oak.example/oak.png", 11),)
    assert (problem.rule.id, problem.ref.line) == ("picture-in-text", 11)


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("![the oak](oak.png)", "<p>the oak</p>"),
        ("![the oak](javascript:x)", "<p>the oak</p>"),
        ('[![oak](https://a.example/a.png "t")](/x/)', '<p><a href="/x/">oak</a></p>'),
    ],
)
def test_a_picture_that_cannot_be_linked_is_its_words(typed: str, html: str) -> None:
    markup, problem = read_with_one_problem(typed)
    assert markup.html == html
    assert problem.rule.id == "picture-in-text"


def test_nothing_invisible_gets_through_an_entity() -> None:
    markup = read("a&#0;b&#x202e;c&#xD800;d&#xFFFE;e&#8;f&#x2028;g")
    for text in (markup.html, markup.text):
        assert not re.search("[\x00-\x08\u202e\ud800-\udfff\ufffe\u2028]", text)


def test_nothing_of_one_text_is_left_for_the_next() -> None:
    read("[a][1]\n\n[1]: https://oak.example/\n\n[^1]: a note\n")
    assert read("[a][1] `x` &amp; [^1]").links == ()
    first = read("**a** [b](/c/) <https://d.example/>")
    read("# x\n\n* " + "[q](/r/) `s` \\* " * 20)
    assert read("**a** [b](/c/) <https://d.example/>") == first


# Bounds


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a" * 20_481, "KB long"),
        ("é" * 10_241, "KB long"),
        ("[" * 8000, "opening brackets"),
        ("![" * 8000, "opening brackets"),
        ("<a " * 6000, "angle brackets"),
        ("*" * 20_000, "asterisks"),
        ("_" * 20_000, "underscores"),
        ("`" * 20_000, "backticks"),
        ("\\*" * 5000, "backslashes"),
        ("&amp;" * 4000, "“&” signs"),
        ("a@b.example " * 1000, "“@” signs"),
        ("http://a.b " * 1000, "web addresses"),
        ("a\n\n" * 5000, "lines"),
        ("> " * 5000, "inside each other"),
        (">" * 5000, "inside each other"),
        ("- " * 5000, "inside each other"),
        ("1. " * 5000, "inside each other"),
        ("> 1. - " * 2, "inside each other"),
        ("\n".join(" " * (2 * depth) + "- x" for depth in range(9)), "inside each other"),
        ("\n".join("\t" * depth + "- x" for depth in range(9)), "inside each other"),
        ("\n".join("   " * depth + "* x" for depth in range(9)), "inside each other"),
        ("|" * 100 + "\n" + "-|" * 100 + "\n" + "a\n" * 100, "cells"),
        (("a|b\n-|-\n" + "c|d\n" * 98 + "\n") * 11, "cells"),
    ],
)
def test_a_text_beyond_its_bounds_is_refused_before_it_is_read(source: str, words: str) -> None:
    if "inside" in words and "1. - " in source:
        source *= 2
    assert takes_at_most(12, lambda: parse_markup(source, path="e.md"))
    markup, problems = parse_markup(source, path="e.md")
    assert markup == Markup("", "", ())
    assert any(words in problem.message for problem in problems), problems
    assert all(problem.is_error and problem.hint for problem in problems)


def test_a_refusal_names_the_line_where_it_becomes_too_much() -> None:
    source = "Hi\n\n" + "[a](/b/) " * 200 + "\n\nhere [c](/d/)"
    _, problem = read_with_one_problem(source)
    assert (problem.rule.id, problem.ref.line) == ("text-too-tangled", 14)
    _, problem = read_with_one_problem("Hi\n\na|b\n-|-\n\n" + "a|b\n-|-\n" + "c|d\n" * 1000)
    assert problem.ref.line == 15


def test_lists_eight_deep_are_read() -> None:
    markup = read("\n".join("  " * depth + f"- x{depth}" for depth in range(8)))
    assert markup.html.count("<ul>") == 8


def filled(unit: str, room: int = 20_300) -> str:
    """As many of `unit` as the bounds let through, then plain words up to the limit."""
    low, high = 0, room // len(unit.encode())
    while low < high:
        middle = (low + high + 1) // 2
        if any(problem.is_error for problem in parse_markup(unit * middle, path="e.md")[1]):
            high = middle - 1
        else:
            low = middle
    text = unit * low
    return text + "\n\n" + "word " * ((room - len(text.encode())) // 5)


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "[",
            "![",
            "[[",
            "[](",
            "[a](<",
            "![\n",
            ":[",
            "[a]: b\n",
            "<a ",
            "<!--",
            "<script>",
            "***a",
            "*a **b ",
        ),
        *(
            "_a __b ",
            "`a",
            "``a `",
            "&#x",
            "# a\n",
            "a\n---\n",
            "* * *\n",
            "a\n\n",
            "- a\n\n  b\n",
            "> a\n\n",
        ),
        *("a|b\n", "\\*", "a@b.c ", "http://a.b(", "    a\n", "1. a\n\n\n"),
    ],
)
def test_the_worst_that_the_bounds_let_through_takes_no_more_than_is_bearable(unit: str) -> None:
    text = filled(unit)
    assert takes_at_most(50, lambda: parse_markup(text, path="e.md"))
    markup, _ = parse_markup(text, path="e.md")
    assert len(markup.html) < 200_000


# Properties

PIECES = st.sampled_from(
    [
        *(
            "[",
            "]",
            "(",
            ")",
            "![",
            "[a](b)",
            "<b>",
            "</b>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<svg/onload=x>",
        ),
        *(
            "javascript:",
            "&#106;",
            "&lt;",
            "&colon;",
            '"',
            "'",
            "`",
            "```",
            "*",
            "**",
            "_",
            "__",
            "#",
            "##",
            ">",
        ),
        *(
            "- ",
            "+ ",
            "1. ",
            "• ",
            "|",
            "-|-",
            "=",
            "---",
            "~",
            "^",
            "{",
            "}",
            "{:onclick=x}",
            ":",
            "://",
            "\\",
        ),
        *(
            "https://a.example/",
            "www.",
            "a@b.example",
            "<",
            "é",
            "\u0301",
            "\u202e",
            "\u200d",
            "\x00",
            "\x02",
        ),
        *(
            "\x03",
            "\x02klzzwxh:0001\x03",
            "\x85",
            "\u2028",
            "\ufffe",
            "&#0;",
            "&amp;#106;",
            "]:",
            "[1]",
            "[1]: ",
        ),
        *(
            "<!DOCTYPE",
            "<?php",
            "<![CDATA[",
            "]]>",
            "<a href=javascript:x>",
            "onerror=",
            "</p>",
            "<p",
            "<img ",
        ),
        *(
            "data:text/html,",
            "🎪",
            "ا",
            "图。",
            "\n",
            "\n\n",
            "  \n",
            "    ",
            "\t",
            " ",
            "\r\n",
            "\r",
            "\u00a0",
        ),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join)


@settings(deadline=None, max_examples=scaled(250))
@given(TEXTS)
def test_no_text_raises_and_nothing_that_acts_gets_through(source: str) -> None:
    markup, problems = parse_markup(source, path="e.md", first_line=5)
    assert Scan(markup.html).bad == []
    assert "\x02" not in markup.html
    assert clean_text(markup.html) == markup.html
    assert clean_text(markup.text) == markup.text
    assert {problem.rule for problem in problems} <= set(RULES)
    lines = source.count("\n") + source.count("\r") + 1
    assert all(5 <= problem.ref.line < 5 + lines for problem in problems)
    assert all(5 <= link.line < 5 + lines for link in markup.links)
    assert parse_markup(source, path="e.md", first_line=5)[0] == markup
    assert sanitize_html(markup.html) == markup.html


def _as_the_library_does(text: str) -> tuple[Markup, list[Problem]]:
    problems = list(check_bounds(text, "e.md", 5))
    return (Markup("", "", ()), problems) if problems else _parse(text, "e.md", 5, 3)


@settings(deadline=None, max_examples=scaled(250))
@given(
    st.text(st.sampled_from("aB9é ا图 \n\n\u00a0.,;:!?'\"()-–—’/%$•\u2009\u3000\u200d\u0301"))
    | st.text()
    | st.lists(
        st.sampled_from(["1998. ", "- ", "a", ". ", "9", "\n", "\n\n\n", " ", "www", "://", ": "])
    ).map("".join)
)
@example("a\n\n\n\nb")
@example("12 p.m.\n(a)")
def test_plain_paragraphs_give_the_same_bytes_as_the_library(source: str) -> None:
    text = clean_text(source.replace("\r", ""))
    simple = parse_fast(text, 5, 3)
    assume(simple is not None)
    assert simple is not None
    assert (Markup(*simple), []) == _as_the_library_does(text)


_URLS = st.sampled_from(
    [
        *("https://a.example", "https://a.example/", "https://a.example/x", "http://b.a-b.org/p/q.html"),
        *("https://www.a.ca/..//x", "HTTPS://A.example", "https://a.example/x_y_z", "/pages/policy/"),
    ]
)
_WORDS = st.sampled_from(
    [
        *(
            "a",
            "Word",
            "two words",
            "a.example",
            "a.example/x",
            "Note:",
            "3",
            "é",
            "图",
            "end.",
            "a (b)",
            "www",
        ),
        *(
            "x\u00a0y",
            'say "hi"',
            "it's",
            "a - b",
            "1) x",
            "1. x",
            "- x",
            "-",
            " ",
            "b ",
            "https://a.example",
            "tea & cake",
            "A&B",
            "+ x",
            "6+",
            "# x",
        ),
    ]
)
_INLINE = (
    _WORDS
    | _WORDS.map("**{}**".format)
    | _WORDS.map("*{}*".format)
    | st.builds("[{}]({})".format, _WORDS, _URLS)
    | _URLS
    | PIECES
)
_BETWEEN = st.sampled_from(
    [" ", " ", " ", "\n", ". ", ", ", " (", ") ", "  ", "", "! ", "\u00a0", "*", "-", " - "]
)
_PARAGRAPHS = st.lists(st.builds("{}{}".format, _INLINE, _BETWEEN), min_size=1, max_size=5).map(
    lambda parts: "".join(parts).strip()
)
_ROWS = st.lists(_PARAGRAPHS.map(lambda text: text.replace("\n", " ")), min_size=1, max_size=3)
_LISTS = _ROWS.map(lambda rows: "\n".join(f"- {row}" for row in rows))
_NUMBERED = st.builds(
    lambda rows, first: "\n".join(f"{number}. {row}" for number, row in enumerate(rows, start=first)),
    _ROWS,
    st.sampled_from([1, 1, 1, 0, 5, 2027]),
)
_HEADINGS = st.builds("{} {}".format, st.sampled_from(["#", "##", "###", "#######"]), _PARAGRAPHS)
_BREAKS = st.sampled_from(["\n\n", "\n\n", "\n\n\n", "\n"])


@settings(deadline=None, max_examples=scaled(400))
@given(
    st.lists(st.builds("{}{}".format, _PARAGRAPHS | _LISTS | _NUMBERED | _HEADINGS, _BREAKS), max_size=4).map(
        "".join
    )
)
@example("")
@example("- a\n\n- b")
@example("- a\n- **b** [c](https://a.example)\n\n[d](https://a.example/)")
@example("[a](https://a.example/x)\n[b](https://a.example/) [c](https://a.example/)")
@example("**a** *b* ***c***")
@example("x**a**y [a](https://a.example)[b](https://a.example)")
@example("- a " * 9)
@example("## a\n\n### b\n\n# c\n\n#### d *e*")
@example("# a\nb\n# c")
@example("1. a\n2. b\n\n3. c")
@example("- a\n\n1. b\n2. c")
@example("1. a\n3. b\n2. c")
@example("a & b &amp; c")
@example('[a](https://a.example/x "b c") *d* [e](https://a.example "_f_") [g](https://a.example "h\u00a0i ")')
@example("a & b\n+ c")
@example("https://a.example/x& b https://a.example& c")
@example("\u034f\na")
@example("Ask at https://a.example. Or (https://a.example/x/) https://b.example/y.html, or https://a.example")
@example("[a](https://a.example/x) https://a.example/x xhttps://a.example https://a.example/(x)")
@example("https://a.example " * 201)
@example("a & " * 401 + "b")
@example("\n".join(["- a"] * 1501))
@example("[a](https://a.example) " * 201)
@example("é" * 10241)
def test_simple_texts_give_the_same_bytes_and_links_as_the_library(source: str) -> None:
    text = clean_text(source.replace("\r", ""))
    simple = parse_fast(text, 5, 3)
    if simple is not None:
        assert (Markup(*simple), []) == _as_the_library_does(text)


class _EveryProcessor(Grammar):
    """Has every processor registered for every text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        super().extendMarkdown(md)
        md.preprocessors.deregister("only_what_is_there")


_EVERY_PROCESSOR = _EveryProcessor()


@settings(deadline=None, max_examples=scaled(400))
@given(TEXTS)
@example("[a]\n\n[a]: https://oak.example/\n\n![a] ![b][a] <br> `c`")
@example("a\t\nb  \nc\\*d*\\_e_")
@example("a|b\n-|-\n\\||c\n\n> # d\n\na\\|b")
def test_processors_left_out_for_a_text_would_have_found_nothing(source: str) -> None:
    text = clean_text(source.replace("\r", ""))
    assume(not list(check_bounds(text, "e.md", 1)))
    found, expected = grammar().parse(text), _EVERY_PROCESSOR.parse(text)
    assert tostring(found.root) == tostring(expected.root)
    assert found.left_out == expected.left_out


@pytest.mark.parametrize(
    "text",
    [
        "Bring the little ones for songs (0–5 years).\n\nNo need to book: it's free! Doors open at 9:45 a.m.",
        "**Oak Club** and more on [our page](https://oak.example/).\n\n- Tea\n- *Good* company\n\nSee you.",
        "Bring:\n\n- a mat\n- **Note:** no shoes",
        "See [what we did](https://oak.example/last-season) if you are curious.",
        "## Tea & cake\n\nAsk at https://oak.example/tea, 6+ kinds.\n\n1. Come\n2. Eat\n\n### Who\n\nAll.",
        "",
    ],
)
def test_ordinary_descriptions_take_the_fast_path(text: str) -> None:
    assert parse_fast(text, 1, 3) is not None
    assert nh3.clean(read(text).html, link_rel=None, attributes={"a": {"href", "rel"}}) == read(text).html


# Plain pieces


def test_text_for_feeds_holds_nothing_that_stops_a_reader() -> None:
    assert clean_text("a\x00\x08b\x1f\x7fc\ud800d\ufffee\U0010ffff\ufdd0f\x9b") == "abcdef"
    assert clean_text("a\x0bb\x0cc\x85d\u2028e\u2029f") == "a b c d e f"
    kept = "tab\tline\nCR\r é 图 🎪 \u200f\u200e\u00a0"
    assert clean_text(kept) == kept


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", ""),
        ("Songs for all. Bring a mat.", "Songs for all."),
        ("Songs for all", "Songs for all"),
        ("- one\n- two", "one - two"),
        ("\n\nFirst.\n\nSecond.", "First."),
        ("Meet Mr. Oak and Dr. Elm. Tea follows.", "Meet Mr. Oak and Dr. Elm."),
        ("Bring e.g. Apples or pears. Tea.", "Bring e.g. Apples or pears."),
        ("Opens at 7 p.m. Tea follows.", "Opens at 7 p.m."),
        ("From 7 p.m. to 9 p.m. on Mondays. Tea.", "From 7 p.m. to 9 p.m. on Mondays."),
        ("At 12 Main St. Alder Crossing. Tea.", "At 12 Main St. Alder Crossing."),
        ("By J. R. Elm, poet. Tea.", "By J. R. Elm, poet."),
        ("It costs $2.50 a head. Tea.", "It costs $2.50 a head."),
        ("See oak.example for more. Tea.", "See oak.example for more."),
        ("Really? Yes!", "Really?"),
        ("“Stop!” she said. Tea.", "“Stop!” she said."),
        ("Well… perhaps. Tea.", "Well… perhaps."),
        ("(Bring a mat.) Tea.", "(Bring a mat.)"),
        ("Il a dit « Bienvenue\u00a0! » Puis le thé.", "Il a dit « Bienvenue\u00a0! »"),
        ("Venez\u00a0! Le thé suit.", "Venez\u00a0!"),
        ("هل تحب القراءة؟ تعال إلينا.", "هل تحب القراءة؟"),
        ("欢迎大家。请带水。", "欢迎大家。"),
        ("「ようこそ。」お茶もあります。", "「ようこそ。」"),
    ],
)
def test_the_first_sentence_is_found_in_many_scripts(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


@settings(deadline=None, max_examples=scaled(150))
@given(st.text(st.sampled_from("aB.!?… »)”’。！」؟\n\u00a0 ")))
def test_sentences_end_only_where_a_mark_stands(text: str) -> None:
    assert [each.span() for each in _ends(text)] == [each.span() for each in _END.finditer(text)]


def test_a_long_sentence_is_cut_at_a_word() -> None:
    assert first_sentence("One two three, four five six", limit=15) == "One two three…"
    assert first_sentence("图" * 200, limit=10) == "图" * 9 + "…"
    assert first_sentence("word " * 100).endswith("word…")


@settings(deadline=None)
@given(st.text() | TEXTS, st.integers(1, 200))
def test_a_summary_is_one_line_within_its_limit_and_whole_characters(text: str, limit: int) -> None:
    summary = first_sentence(text, limit)
    assert len(summary) <= limit
    assert "\n" not in summary
    if summary.endswith("…") and not text.count("…"):
        flat = re.sub(r"\s+", " ", text)
        at = flat.find(summary[:-1]) + len(summary) - 1
        assert flat[at] not in "\u0301\u200d\ufe0f"


@pytest.mark.parametrize("glued", ["e\u0301", "👩\u200d🌾", "👍🏽", "🇨🇦"])
def test_a_cut_never_tears_a_visible_character_apart(glued: str) -> None:
    for limit in range(2, 14):
        summary = first_sentence(glued * 10, limit)
        assert summary.removesuffix("…").replace(glued, "") == ""
