"""What is done in a short way, against the plain way: tag by tag, text by text, and Jinja itself."""

from __future__ import annotations

import re
from time import process_time
from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, UndefinedError
from markupsafe import Markup, escape

from bulletin.render.escaping import EscapingEnvironment, escaped, show_isolates
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


@settings(deadline=None, max_examples=scaled(1500))
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


@settings(deadline=None)
@given(st.text())
def test_a_text_is_escaped_as_markupsafe_does_it(text: str) -> None:
    assert escaped(text) == str(escape(text))


TEMPLATES = {
    "parts": "{% macro line(text, mark='-', note='') %}<i>{{ mark }}{{ text }}{{ note }}</i>{% endmacro %}"
    "{% macro box(title) %}<b>{{ title }}{{ caller() }}{{ caller('again') }}</b>{% endmacro %}"
    "{% macro each() %}{{ varargs|join('+') }}{{ kwargs['class'] }}{% endmacro %}",
    "below": "<main>{% block main %}below {{ values.name }}{% endblock %}</main>",
    "page": "{% extends 'below' %}{% from 'parts' import line, box, each %}{% block main %}{{ super() }}"
    "{{ line(values.name) }}{{ line(values.name, note=values.name) }}{{ line(*values.many) }}"
    "{{ line(**values.named) }}{{ each('<', class='&') }}{{ each(1, 2, class='c') }}"
    "{% call(word='once') box(values.name) %}{{ word }}<hr>{% endcall %}"
    "{{ values.name.replace('a', '<').upper() }}{{ shout(values.name) }}{{ shout.plain(text='<') }}"
    "{% set comma = joiner(', ') %}{% for one in values.many recursive %}{{ comma() }}"
    "{{ loop.cycle('x', 'y') }}{{ one }}{% if one == 'deep' %}{{ loop(('a<',)) }}{% endif %}{% endfor %}"
    "{% for number in range(3) %}{{ number }}{% endfor %}{{ '<' if values.name else 'b' }}{% endblock %}",
}


class Shout:
    def __call__(self, text: str) -> Markup:
        return Markup("<em>{}</em>").format(text)

    def plain(self, *, text: str) -> str:
        return text * 2


@settings(deadline=None)
@given(st.text(max_size=20))
def test_templates_say_the_same_as_under_jinja_itself(name: str) -> None:
    values = SimpleNamespace(name=name, many=("deep", name), named={"text": name, "mark": "&"})
    ours, plain = EscapingEnvironment(), Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    pages = []
    for environment in (ours, plain):
        environment.loader = DictLoader(TEMPLATES)
        environment.globals["shout"] = Shout()
        pages.append(environment.get_template("page").render(values=values))
    assert pages[0] == pages[1]


def test_calling_what_is_not_there_is_a_mistake() -> None:
    with pytest.raises(UndefinedError, match="nobody"):
        EscapingEnvironment().from_string("{{ nobody('a') }}").render()
