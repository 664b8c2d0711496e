"""A new record's file: the fields that are known, those people want next as comments, and reading it back.

What a comment says of a field is the field's own description in the model; what stands in it is an
example that can be read, so that taking the `#` away leaves a file without a mistake.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from enum import Enum
from pathlib import Path
from textwrap import wrap
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import click
from pydantic_core import PydanticUndefined

from bulletin.commands.new.draft_board import DraftBoard
from bulletin.formats.nodes import Tree
from bulletin.formats.records import format_record
from bulletin.messages.reports import format_problem, in_sentences
from bulletin.messages.summaries import format_read_back, read_back
from bulletin.messages.translated import catalogue_for, translate_problem
from bulletin.model.records.shapes import Record, Shape
from bulletin.problems import Severity
from bulletin.translatable import gettext as _
from bulletin.translatable import join, translate

WIDTH = 90
ANYTHING = "…"
BODY = "description"
LEAD = "# What you may want to add. To use a line, take away the # in front of it.\n"


def format_draft(
    draft_board: DraftBoard,
    record_class: type[Record],
    values: Mapping[str, Tree],
    wanted: Iterable[str],
    body: str | None = None,
) -> str:
    """The text of a file with these values, and each `wanted` field it lacks as a comment.

    `body` is None for a `.yaml` file.
    """
    fields = format_record(dict(values))
    examples = examples_of(draft_board)
    comments = [
        _comment(record_class, name, None if name == BODY and body is not None else examples)
        for name in wanted
        if name not in values and not (name == BODY and body)
    ]
    return format_record(dict(values), body).replace(fields, "\n".join([fields, LEAD, *comments]), 1)


def _comment(record_class: type[Record], name: str, examples: Mapping[str, Tree] | None) -> str:
    """The field's description, and below it the field with an example; None: without one."""
    info = record_class.model_fields[name]
    description = " ".join((info.description or "").split())
    comment = "".join(f"# {line}\n" for line in wrap(description, WIDTH))
    if examples is None:
        return comment
    example = examples.get(name) or example_of(info.annotation, info.metadata, info.default)
    return comment + "".join(f"#{line}\n" for line in format_record({name: example}).splitlines())


def example_of(annotation: Any, metadata: Iterable[Any] = (), default: object = None) -> Tree:
    """A value that may stand in a field of this type, as it is written."""
    for shape in metadata:
        if isinstance(shape, Shape) and shape.examples:
            return shape.examples[0]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return example_of(arguments[0], arguments[1:], default)
    if origin in (Union, types.UnionType):
        return example_of(next(one for one in arguments if one is not type(None)), (), default)
    if origin is Literal:
        return str(next((word for word in arguments if word != default), arguments[0]))
    if origin is tuple:
        return [example_of(arguments[0])]
    return _example_of_class(annotation, default) if isinstance(annotation, type) else ANYTHING


def _example_of_class(kind: type[Any], default: object) -> Tree:
    if issubclass(kind, Enum):
        return str(next(word for word in kind if word is not default).value)
    if issubclass(kind, bool):
        return "no" if default is True else "yes"
    if issubclass(kind, (int, float)):
        return "12" if default in (None, PydanticUndefined) else str(default)
    if issubclass(kind, Record):
        fields = kind.model_fields.items()
        examples = {info.alias or name: example_of(info.annotation, info.metadata) for name, info in fields}
        return {name: value for name, value in examples.items() if value != ANYTHING} or examples
    return ANYTHING


def examples_of(draft_board: DraftBoard) -> dict[str, Tree]:
    """Examples in this board's own words, for fields whose words a board chooses."""
    words = draft_board.board.vocabularies
    facts = draft_board.board.info.access_core or tuple(term.id for term in words["access"].terms)
    year = draft_board.today.year
    return {
        "categories": words["categories"].terms[0].id,
        "audience": words["audiences"].terms[0].id,
        "needs": words["needs"].terms[0].id,
        "kind": words["kinds"].terms[0].id,
        "access": dict.fromkeys(facts[:2], "yes"),
        "repeat": "every day, 3 times",
        "closed": f"{year}-12-24 to {year}-12-28",
        "image": "poster.jpg",
        "logo": "logo.png",
        "transit": "Bus 4, stop Oak Street",
    }


def write_record(
    draft_board: DraftBoard, path: str, text: str, translations: Mapping[str, bytes] | None = None
) -> int:
    """Write the file and its translations, and say how it is understood. Returns the exit code."""
    loaded, problems = draft_board.read(path, text)
    target = draft_board.write(path, text.encode())
    catalogue = catalogue_for(draft_board.board, [path])
    click.echo(translate(_("Wrote {path}", path=target), catalogue))
    for other, data in (translations or {}).items():
        click.echo(translate(_("Wrote {path}", path=draft_board.write(other, data)), catalogue))
    for problem in problems:
        if problem.severity is not Severity.NOTE:
            told = in_sentences(translate_problem(problem, catalogue))
            click.echo(format_problem(told, draft_board.content, catalogue), err=True)
    board = loaded.board or draft_board.board
    for event in board.events.values():
        if event.ref.path == path:
            click.echo(f"\n{translate(_('This is how it is understood:'), catalogue)}")
            told_back = format_read_back(read_back(event, board, draft_board.today, target.as_posix()))
            click.echo(translate(told_back, catalogue))
    click.echo(f"\n{translate(_what_now(draft_board, target, path), catalogue)}")
    return 0


def _what_now(draft_board: DraftBoard, target: Path, path: str) -> str:
    """What happens now, in words of somebody who has never handed anything in."""
    content, info = draft_board.content, draft_board.board.info
    option = "" if content.as_posix() == "content" else f" --content {content}"
    lines = [
        _("What happens now:"),
        _(
            "1. Open {path} and add what people should know. Lines that begin with # are suggestions.",
            path=target,
        ),
        _("2. See whether all is well:"),
        f"       bulletin check {target}{option}",
    ]
    if draft_board.posted:
        lines.append(_("3. Nothing more. It is on the board when the site is made the next time."))
    elif info.repository.url:
        folder = f"content/{path.rpartition('/')[0]}"
        lines.append(
            _(
                "3. Hand it in: open {address} in your browser, go to the folder {folder},\n"
                "   choose “Add file” and “Upload files”, and drop the file there.\n"
                "   Somebody at the library looks at it; then it is on the board.",
                address=info.repository.url,
                folder=folder,
            )
        )
    else:
        whom = info.contact.email or info.contact.phone or info.contact.url
        hand_in = _("3. Hand the file in: give it to the library.")
        if whom:
            hand_in = _("3. Hand the file in: give it to the library ({contact}).", contact=whom)
        lines += [hand_in, _("   Somebody there looks at it; then it is on the board.")]
    return join("\n", lines)
