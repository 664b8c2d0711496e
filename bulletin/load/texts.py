"""What a person says of an event, a partner or a page: title, summary and text, made safe and told apart."""

from __future__ import annotations

from bulletin.formats.markup import parse_markup
from bulletin.formats.markup.summary import first_sentence
from bulletin.model.event import Text
from bulletin.problems import Problem, SourceRef


def parse_text(
    title: str, summary: str, description: str, *, path: str, first_line: int, ref: SourceRef
) -> tuple[Text, list[Problem]]:
    """Title, summary (default: the description's first sentence) and description, which is Markdown.

    The description begins on line `first_line` of the file `path`; `ref` is where it is told of.
    """
    markup, problems = parse_markup(description, path=path, first_line=first_line)
    plain = " ".join(markup.text.split("\n\n", 1)[0].split())
    text = Text(
        " ".join(title.split()),
        " ".join(summary.split()) if summary else first_sentence(plain),
        markup.html,
        markup.text,
        tuple((link.url, link.line) for link in markup.links),
        ref,
    )
    return text, problems
