"""Lines that cannot be read as they stand: one Problem for all lines of one mistake; all are blanked.

Each function reports the Problem, with lines to paste where what was meant is likely, and gives the number of
the next line to read.
"""

from __future__ import annotations

import re

from bulletin.formats.yaml.quotes import Entry
from bulletin.formats.yaml.repairs import (
    BAD_INDENT,
    LIST_BESIDE_VALUE,
    NO_SUCH_YAML,
    NOT_A_FIELD,
    Finding,
    Repairs,
    indent_of,
)
from bulletin.formats.yaml.values import DASH, refuse_list
from bulletin.translatable import gettext as _

_NEARLY_FIELDS = (
    (
        re.compile(r"([A-Za-z_]\w*)\s*=\s*(\S.*)"),
        _("a field has a colon between its name and its value, no equals sign"),
        _("put a colon and a space"),
    ),
    (
        re.compile(r"\*{1,2}([A-Za-z_]\w*)(?::\*{1,2}|\*{1,2}:)\s+(\S.*)"),
        _("a field stands there without stars"),
        _("leave the stars out"),
    ),
)
_STARTS_ENTRY = re.compile(r"#|[\w-]+:(?:\s|\Z)|-(?:\s|\Z)|(?:---|\.\.\.)(?:\s|\Z)")


def refuse_directive(repairs: Repairs, number: int, indent: int) -> int:
    """Refuse a directive (`%YAML 1.2`) or the mark of a complex key (`? name`)."""
    mark = repairs.lines[number][indent]
    message = _(
        "a line that begins with “{mark}” is an order to a program, which no record may give", mark=mark
    )
    repairs.refuse(number, indent, Finding(NO_SUCH_YAML, message, _("delete this line")), [])
    return repairs.blank_nested(number, indent)


def refuse_indent(repairs: Repairs, number: int, indent: int, column: int) -> int:
    """Refuse a line nested in a field, in `column`, that has its value already."""
    lines, end = repairs.lines, number + 1
    while end < len(lines) and lines[end].strip() and indent_of(lines[end]) >= indent:
        end += 1
    message = _("this line begins further right than the lines it belongs to")
    fixed = [line[indent - column :] for line in repairs.shown[number:end]]
    finding = Finding(BAD_INDENT, message, _("begin it in the same column as they do"))
    repairs.refuse(number, indent, finding, fixed, end)
    return repairs.blank(number, end)


def refuse_items(repairs: Repairs, number: int, indent: int, entry: Entry | None) -> int:
    """Refuse items below a field that has a value already."""
    lines, end = repairs.lines, number + 1
    while end < len(lines) and indent_of(lines[end]) == indent and DASH.match(lines[end], indent):
        end += 1
    if entry is not None and entry.number + 1 == number:
        return refuse_list(repairs, entry, end)
    message = _("a list stands below a value of the same field")
    hint = _("put every item on a line of its own, below the name, and nothing behind its colon")
    repairs.refuse(number, indent, Finding(LIST_BESIDE_VALUE, message, hint))
    return repairs.blank(number, end)


def refuse_missing_dash(repairs: Repairs, number: int, indent: int) -> int:
    """Refuse a line among items of a list that has no dash."""
    line = repairs.shown[number]
    message = _("the lines above are items of a list with a dash; this one has none")
    fixed = [f"{line[:indent]}- {line[indent:]}"]
    repairs.refuse(
        number, indent, Finding(NOT_A_FIELD, message, _("begin it with a dash and a space")), fixed
    )
    return repairs.blank_nested(number, indent)


def refuse_text(repairs: Repairs, number: int, indent: int, above: Entry | None) -> int:
    """Refuse text where a field should begin; most often it goes on with the text of the field `above`."""
    line = repairs.shown[number]
    for pattern, message, advice in _NEARLY_FIELDS:
        if found := pattern.match(line, indent):
            fixed = [f"{line[:indent]}{found[1]}: {found[2]}"]
            repairs.refuse(number, indent, Finding(NOT_A_FIELD, message, advice), fixed)
            return repairs.blank_nested(number, indent)
    if line.strip().startswith(("```", "~~~")):
        message = _("this line only begins or ends a block of text in other programs")
        repairs.refuse(number, indent, Finding(NOT_A_FIELD, message, _("delete this line")), [])
        return repairs.blank(number, number + 1)
    end = number + 1
    for at in range(end, len(repairs.lines)):
        below = repairs.lines[at]
        if below.strip():
            column = indent_of(below)
            if column < indent or (column == indent and _STARTS_ENTRY.match(below, indent)):
                break
            end = at + 1
    _refuse_stray_text(repairs, number, indent, end, above)
    return repairs.blank(number, end)


def _refuse_stray_text(repairs: Repairs, number: int, indent: int, end: int, above: Entry | None) -> None:
    message = _("this line is no field: a field is a name, a colon, a space and a value")
    shown = repairs.shown
    # Text cannot go on behind a closing quote or bracket.
    if above is None or shown[above.number][above.column : above.column + 1] in tuple("\"'[{"):
        hint = _("write it as a field, like\ntitle: Toddler story time")
        repairs.refuse(number, indent, Finding(NOT_A_FIELD, message, hint))
        return
    first = above.number + 1
    column = indent_of(shown[first]) if first < number and shown[first].strip() else 0
    column = column if column > above.parent_indent else above.parent_indent + 2
    fixed = [" " * column + line.strip() if line.strip() else "" for line in shown[number:end]]
    hint = _("if it goes on with “{key}”, begin it with {column} spaces", key=above.key, column=column)
    repairs.refuse(number, indent, Finding(NOT_A_FIELD, message, hint), fixed, end)
