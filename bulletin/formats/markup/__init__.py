"""Markdown that strangers wrote → safe HTML, plain text, links, Problems; all of it at once.

source ─ read_leftovers ─ keep_line_ends ┬ check_bounds ─▶ Grammar.parse ─▶ Sanitizer.sanitize ─▶ format_…
                                         └ parse_fast: the same for simple texts, without the library
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

from bulletin.formats.markup.fast_path import parse_fast
from bulletin.formats.markup.leftovers import LEFTOVER_RULES, read_leftovers
from bulletin.formats.markup.line_ends import keep_line_ends
from bulletin.formats.markup.output import first_sentence, format_html, format_text, lead_sentence
from bulletin.formats.markup.sanitizer import SANITIZER_RULES, Sanitizer
from bulletin.formats.markup.source import (
    MAX_BYTES,
    SOURCE_RULES,
    Link,
    SourceLines,
    check_bounds,
    clean_text,
    without_bidi_controls,
)
from bulletin.formats.urls import is_internal
from bulletin.problems import Problem, Rule

__all__ = [
    "RULES",
    "Link",
    "Markup",
    "clean_text",
    "first_sentence",
    "parse_markup",
    "rewrite_internal_links",
]

RULES: tuple[Rule, ...] = SOURCE_RULES + LEFTOVER_RULES + SANITIZER_RULES

_HREF = re.compile(r'<a href="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Markup:
    """A text ready to be published.

    `html` is sanitised: it may stand in a page as it is. `text` is plain, with empty lines between
    paragraphs. `links` are all addresses in it, also those within the site, in the order of the text. `lead`
    is its first sentence, "" where it begins with none: a list, a table or lines of a programme are none.
    """

    html: str
    text: str
    links: tuple[Link, ...]
    lead: str = ""


def parse_markup(
    source: str, *, path: str, first_line: int = 1, top_heading: int = 3
) -> tuple[Markup, list[Problem]]:
    """Reads the Markdown `source`, whose first line is line `first_line` of the file `path`.

    The highest heading becomes `top_heading` (2–6), the others follow without a gap. With an error among
    the Problems (`text-too-long`, `text-too-tangled`) nothing was read and the Markup is empty.
    """
    text = clean_text(source.replace("\r\n", "\n").replace("\r", "\n"))
    found: list[Problem] = []
    kept = text
    if len(text) <= MAX_BYTES:
        text, found = read_leftovers(text, path, first_line)
        kept = keep_line_ends(text)
    if (parts := parse_fast(kept, first_line, top_heading)) is not None:
        return Markup(*parts), found
    # Of what somebody typed: the marks of kept line ends are ours.
    if problems := list(check_bounds(text, path, first_line)):
        return Markup("", "", ()), problems
    markup, problems = _parse(kept, path, first_line, top_heading)
    return markup, found + problems


def rewrite_internal_links(html: str, resolve: Callable[[str], str]) -> str:
    """`html` of a Markup with each link within the site replaced by what `resolve` answers for it."""

    def replaced(match: re.Match[str]) -> str:
        url = unescape(match[1])
        return f'<a href="{escape(resolve(url))}"' if is_internal(url) else match[0]

    return _HREF.sub(replaced, html) if "<a " in html else html


def _parse(text: str, path: str, first_line: int, top_heading: int) -> tuple[Markup, list[Problem]]:
    # Markdown and its tables take 40 ms to import; a board of simple texts never needs them.
    from bulletin.formats.markup.grammar import grammar

    root, left_out = grammar().parse(without_bidi_controls(text))
    sanitizer = Sanitizer(SourceLines(text, first_line), path, top_heading)
    sanitizer.sanitize_text(root)
    sanitizer.warn_of_html(left_out)
    text, prose = format_text(root)
    return Markup(format_html(root), text, tuple(sanitizer.links), lead_sentence(prose)), sanitizer.problems
