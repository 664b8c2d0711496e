"""Isolates shown in one go, against tag by tag; and what a template cannot do."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import TemplateAssertionError, UndefinedError
from markupsafe import escape

from bulletin.render.html.templates import create_environment, show_isolates
from tests.effort import scaled

TAG_OR_ISOLATE = re.compile(
    r"[\u2068\u2069]|<title>[^<]*|<script(?:(?!</script).)*|<[^>]*>", re.DOTALL | re.IGNORECASE
)
BDI = {"\u2068": "<bdi>", "\u2069": "</bdi>"}
PIECES = (
    *("<p>", "</p>", '<a title="', '">', "<title>", "</title>", "<TITLE>", "<title >", "<titles>", "<t"),
    *(
        "<script>",
        "</script>",
        '<ScRiPt type="x">',
        "</SCRIPT ",
        "<\u017fcript>",
        "<scripts>",
        "<!-- ",
        "-->",
    ),
    *(
        "\u2068",
        "\u2069",
        "\u2068\u2069",
        "<",
        ">",
        "/",
        '"',
        "'",
        "&lt;",
        "\n",
        " ",
        "a",
        "\u0661",
        "\u2067",
    ),
)
PAGE = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map(lambda pieces: "\u2068" + "".join(pieces)),
    st.text(alphabet="<>\u2068\u2069 ast/\n", max_size=30),
)


def show_one_by_one(page: str) -> str:
    """Each tag and each isolate looked at for itself."""
    return TAG_OR_ISOLATE.sub(
        lambda found: BDI.get(found[0]) or found[0].replace("\u2068", "").replace("\u2069", ""), page
    )


@settings(deadline=None, max_examples=scaled(300))
@given(PAGE)
@example(
    "<title>\u2068a\u2069</title><p title='\u2068b\u2069'>\u2068c\u2069</p><script>\u2068</script>\u2069"
)
@example("\u2068a < b \u2069 < \u2068")
def test_isolates_are_shown_as_if_each_tag_were_looked_at_for_itself(page: str) -> None:
    if "\u2068" in page:
        assert show_isolates(page) == show_one_by_one(page)
    else:
        assert show_isolates(page) == page


def test_a_long_page_takes_time_that_grows_with_its_length() -> None:
    def seconds(times: int) -> float:
        page = "\u2068" + "text <b>" * times + "<script>" + "x<" * times + "</script>" + "> " * times
        began = process_time()
        show_isolates(page)
        return process_time() - began

    assert min(seconds(40_000) for _ in range(3)) < 20 * max(min(seconds(10_000) for _ in range(3)), 0.001)


def load(template: str) -> str:
    """What a template gives that is called `page`."""
    return create_environment({"page": (template, "page.html")}).get_template("page").render(text="<&'>\"")


def test_every_text_is_escaped_as_markupsafe_does_it() -> None:
    assert load("{{ text }}{% macro m(x) %}{{ x }}{% endmacro %}{{ m(text) }}") == str(escape("<&'>\"")) * 2


def test_no_filter_shows_a_text_as_it_stands() -> None:
    with pytest.raises(TemplateAssertionError, match="safe"):
        load("{{ text|safe }}")


@pytest.mark.parametrize("template", ["{{ nobody('a') }}", "{{ text.nothing }}", "{{ nobody }}"])
def test_asking_for_what_is_not_there_is_a_mistake(template: str) -> None:
    with pytest.raises(UndefinedError, match=r"nobody|nothing"):
        load(template)
