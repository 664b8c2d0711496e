"""Block mappings and sequences, line by line: each line is a field, an item, a comment or part of a value.

A line is read the way a person means it. Where YAML would read it in another way, it is repaired, with a
warning, or blanked, with an error that says what to type; the lines keep their numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from bulletin.formats.yaml.quotes import Entry, is_long_text
from bulletin.formats.yaml.refusals import (
    refuse_directive,
    refuse_indent,
    refuse_items,
    refuse_missing_dash,
    refuse_text,
)
from bulletin.formats.yaml.repairs import (
    INDENT,
    MISSING_SPACE,
    NO_SUCH_YAML,
    NOT_A_FIELD,
    TWO_DOCUMENTS,
    Finding,
    Limits,
    Repairs,
    indent_of,
)
from bulletin.formats.yaml.scalars import (
    COMMENT,
    CURLY_QUOTE,
    DOUBLE_QUOTED,
    HASH,
    SINGLE_QUOTED,
    within_curly_quotes,
)
from bulletin.formats.yaml.values import DASH, read_value
from bulletin.problems import Problem
from bulletin.translatable import gettext as _

_COLON = re.compile(r":(?=\s|\Z)")
_COLON_BEHIND = re.compile(r"\s*:(?=\s|\Z)")
_LIST_OF_ONE = re.compile(r"""\[\s*(?:"[^"\\]+"|'[^']+'|[^\s\[\]{},:#"'&*!|>@`%?-][^\[\]{},:#"']*)\s*\]\s*""")
_NO_SPACE = re.compile(r'([A-Za-z_]\w*|"[A-Za-z_]\w*"|\d{4}-\d\d-\d\d)(?::|\s?：\s*)(?=[^\s/:])')
_NO_SPACE_LOWER = re.compile(r"[a-z][a-z_]+[:：](?=[^\s/:])")
# A name with no value, a plain scalar that YAML reads as text, or a flow sequence of words.
_SIMPLE_FIELD = re.compile(
    r"( *)([a-z_]+):(?: ([\w$(+./][^:#]*(?:(?::(?=\S)|(?<=\S)#)[^:#]*)*"
    r"|\[\w[\w $+./-]*(?:, *\w[\w $+./-]*)*\]))?\Z"
)
_MARKER = re.compile(r"(?:---|\.\.\.)(?:\s|\Z)")
_DIRECTIVE = re.compile(r"%[A-Za-z]+ |\?(?:\s|\Z)")
_NO_NAME = "[]{},#&*!|>%@`"
_LONGEST_NAME = 400


class _TooDeep(Exception):
    """Ends the reading of lines."""


class _NameEnd(NamedTuple):
    """The columns behind the name of a field and behind its colon."""

    name: int
    colon: int


@dataclass(slots=True)
class _Level:
    """An open block mapping or sequence; `entry` is its last one, which may have no value yet."""

    indent: int
    is_sequence: bool
    lacks_value: bool = False
    entry: Entry | None = None

    @property
    def holds_text(self) -> bool:
        """Whether its last field holds text, so that what is nested in it is no field."""
        return self.entry is not None and self.entry.is_text

    @property
    def holds_long_text(self) -> bool:
        """Whether its last field holds Markdown, so that dashes below it are part of the text."""
        return self.entry is not None and is_long_text(self.entry)


class _LineReader:
    def __init__(self, repairs: Repairs, text_fields: frozenset[str]) -> None:
        self.repairs = repairs
        self.lines = repairs.lines
        self.text_fields = text_fields
        self.levels: list[_Level] = []
        self.last: Entry | None = None

    def read(self) -> None:
        number, lines = 0, self.lines
        while number < len(lines):
            line = lines[number]
            found = _SIMPLE_FIELD.match(line)
            if found and self.simple_field(number, found):
                number += 1
                continue
            stripped = line.lstrip()
            if not stripped or stripped[0] == "#":
                if not stripped:
                    lines[number] = ""
                number += 1
            else:
                number = self.other_line(number, line, stripped)

    def simple_field(self, number: int, found: re.Match[str]) -> bool:
        """Whether the line is a field, with a value on this line or below it, that needs no further look."""
        levels, lines, indent = self.levels, self.lines, found.end(1)
        name, value = found[2], found[3]
        is_text = name in self.text_fields
        is_sequence = value is not None and value[0] == "["
        if is_text and is_sequence:
            return False
        if value is not None:
            following = lines[number + 1] if number + 1 < len(lines) else "-"
            if not following or following[: indent + 1].isspace():
                return False
        while len(levels) > 1 and indent < levels[-1].indent:
            levels.pop()
        level = levels[-1] if levels else None
        if level is None or (level.lacks_value and indent > level.indent and not level.holds_text):
            self.open_level(number, indent, is_sequence=False)
            level = levels[-1]
        elif level.indent != indent or level.is_sequence:
            return False
        if is_sequence and len(levels) >= self.repairs.limits.depth:
            return False
        level.entry = self.last = Entry(number, indent, found.end(2) + 2, name, is_text, len(levels))
        level.lacks_value = value is None
        return True

    def other_line(self, number: int, line: str, stripped: str) -> int:
        indent = len(line) - len(stripped)
        if not indent and _MARKER.match(line):
            return self.document_marker(number)
        if stripped[0] in "%?" and _DIRECTIVE.match(stripped):
            return refuse_directive(self.repairs, number, indent)
        levels = self.levels
        if levels and indent < levels[0].indent:
            return self.shifted_start(number, indent)
        while levels and indent < levels[-1].indent:
            levels.pop()
        dash = stripped[0] == "-" and DASH.match(stripped) is not None
        if levels and indent == levels[-1].indent:
            return self.aligned_line(number, indent, dash)
        if levels and not levels[-1].lacks_value:
            return refuse_indent(self.repairs, number, indent, levels[-1].indent)
        return self.deeper_line(number, indent, dash)

    def deeper_line(self, number: int, indent: int, dash: bool) -> int:
        """A line nested in the last field or item, or the first line of all."""
        above = self.levels[-1] if self.levels else None
        if dash and not (above is not None and above.holds_long_text):
            return self.item(number, indent)
        if above is None:
            if self.lines[number][indent] in "[{":
                return self.value(Entry(number, -1, indent, "", False, 0))
            return self.field(number, indent, self.name_end(number, indent))
        above.lacks_value = False
        if not above.holds_text:
            end = self.name_end(number, indent)
            if end or _NO_SPACE_LOWER.match(self.lines[number], indent):
                return self.field(number, indent, end)
        key = above.entry.key if above.entry else ""
        return self.value(Entry(number, above.indent, indent, key, above.holds_text, len(self.levels)))

    def aligned_line(self, number: int, indent: int, dash: bool) -> int:
        """A line in the same column as the fields or items above it."""
        level = self.levels[-1]
        if dash:
            if level.is_sequence or level.lacks_value:
                return self.item(number, indent)
            return refuse_items(self.repairs, number, indent, level.entry)
        if level.is_sequence:
            below = self.levels[-2] if len(self.levels) > 1 else None
            if below is None or below.indent != indent:
                return refuse_missing_dash(self.repairs, number, indent)
            self.levels.pop()
        return self.field(number, indent, self.name_end(number, indent))

    def item(self, number: int, indent: int) -> int:
        """One or more dashes (`- - x` is a sequence in a sequence), and what stands behind them."""
        column = indent
        line = self.lines[number]
        while (dash := DASH.match(line, column)) is not None:
            if not dash.group()[1:].isascii() or "\t" in dash.group():
                line = self.repairs.repair_space(number, dash.start() + 1, dash.end())
                dash = DASH.match(line, column)
                assert dash is not None
            self.open_level(number, column, is_sequence=True)
            level = self.levels[-1]
            level.lacks_value, level.entry = True, None
            column = dash.end()
        level = self.levels[-1]
        if column >= len(line) or COMMENT.match(line, column):
            return number + 1
        level.lacks_value = False
        end = self.name_end(number, column)
        if end:
            return self.field(number, column, end)
        return self.value(Entry(number, level.indent, column, "", False, len(self.levels)))

    def open_level(self, number: int, indent: int, *, is_sequence: bool) -> None:
        top = self.levels[-1] if self.levels else None
        if top is not None and top.indent == indent and top.is_sequence == is_sequence:
            return
        if top is not None:
            top.lacks_value = False
        self.levels.append(_Level(indent, is_sequence))
        if len(self.levels) > self.repairs.limits.depth:
            self.repairs.refuse_depth(number, indent)
            raise _TooDeep

    def name_end(self, number: int, column: int) -> _NameEnd | None:
        """Where the name of the field at `column` ends; None if there is no field."""
        line = self.lines[number]
        first = line[column]
        if first in "\"'":
            quoted = (DOUBLE_QUOTED if first == '"' else SINGLE_QUOTED).match(line, column)
            colon = _COLON_BEHIND.match(line, quoted.end()) if quoted else None
            return _NameEnd(quoted.end(), colon.end()) if quoted and colon else None
        colon = None if first in _NO_NAME else _COLON.search(line, column, column + _LONGEST_NAME)
        if colon is None or line.startswith(("? ", ":", "?\t"), column):
            return None
        if HASH.search(line, column, colon.start()) or COMMENT.search(line, column, colon.start()):
            return None
        return _NameEnd(colon.start(), colon.end())

    def field(self, number: int, column: int, end: _NameEnd | None) -> int:
        """A field whose name begins at `column`; `end` is what `name_end` gives there."""
        if end is None or _NO_SPACE.match(self.lines[number], column, end.name):
            end = self.repair_name(number, column)
        if end is None:
            return refuse_text(self.repairs, number, column, self.last)
        if self.lines[number][column : end.name] == "<<":
            message = _("“<<” copies fields from elsewhere, which no record may do")
            finding = Finding(NO_SUCH_YAML, message, _("write the fields themselves here"))
            self.repairs.refuse(number, column, finding)
            return self.repairs.blank_nested(number, column)
        self.open_level(number, column, is_sequence=False)
        name, after = self.name(number, column, end)
        line = self.lines[number]
        start = len(line) - len(line[after:].lstrip())
        if line[after:start].strip(" ") and start < len(line):
            line = self.repairs.repair_space(number, after, start)
            start = after + 1
        level = self.levels[-1]
        is_text = name.lower() in self.text_fields and _LIST_OF_ONE.fullmatch(line, start) is None
        entry = Entry(number, level.indent, start, name, is_text, len(self.levels))
        level.entry = self.last = entry
        level.lacks_value = start >= len(line) or COMMENT.match(line, start) is not None
        return number + 1 if level.lacks_value else read_value(self.repairs, entry)

    def name(self, number: int, column: int, end: _NameEnd) -> tuple[str, int]:
        """The name without quotes, and the column behind its colon."""
        line = self.lines[number]
        name = line[column : end.name].strip()
        if (inner := within_curly_quotes(name)) is not None:
            name = re.sub(r'["\\\\]', "", inner)
            repaired = f'{line[:column]}"{name}":{line[end.colon :]}'
            message = _("the curly quotes were read as quotes")
            finding = Finding(CURLY_QUOTE, message, _("type straight quotes, or none"))
            self.repairs.repair(number, [repaired], finding, column)
            return name, column + len(name) + 3
        return (name[1:-1] if name[0] in "\"'" else name), end.colon

    def value(self, entry: Entry) -> int:
        self.last = entry
        return read_value(self.repairs, entry)

    def repair_name(self, number: int, column: int) -> _NameEnd | None:
        """Put the missing space behind the colon of what can only be the name of a field."""
        line = self.lines[number]
        found = _NO_SPACE.match(line, column)
        if found is None:
            return None
        repaired = f"{line[: found.end(1)]}: {line[found.end() :]}"
        message = _("“{name}” was read as the name of a field", name=found[1])
        finding = Finding(MISSING_SPACE, message, _("put a space behind the colon"))
        self.repairs.repair(number, [repaired], finding, column)
        return _NameEnd(found.end(1), found.end(1) + 1)

    def document_marker(self, number: int) -> int:
        """A line `---` or `...`, which may stand above the fields, and below them if nothing follows it."""
        line = self.lines[number]
        beside = line[3:].lstrip()
        if beside and beside[0] != "#":
            message = _("“{line}” stands beside other text", line=line[:3])
            hint = _("put it on a line of its own")
            self.repairs.refuse(number, 0, Finding(NOT_A_FIELD, message, hint), [line[:3], beside])
            return self.repairs.blank_nested(number, 0)
        if self.last is None and not self.levels:
            if line[0] == ".":
                self.repairs.blank(number, number + 1)
            return number + 1
        if any(line.strip() for line in self.lines[number + 1 :]):
            message = _(
                "something follows below the fields; one file holds one record, and a .yaml file fields only"
            )
            hint = _(
                "if it is the description, let the file’s name end in .md; else put it into a file of its own"
            )
            self.repairs.refuse(number, 0, Finding(TWO_DOCUMENTS, message, hint))
        return self.repairs.blank(number, len(self.lines))

    def shifted_start(self, number: int, indent: int) -> int:
        """Move the lines so far, which are all indented further than this one, to where it begins."""
        shift = self.levels[0].indent - indent
        lines = [line[min(shift, indent_of(line)) :] for at, line in enumerate(self.lines[:number])]
        message = _("the first lines begin further right than the others; they were read as if they did not")
        self.repairs.repair(0, lines, Finding(INDENT, message, _("begin them in the same column")))
        level = self.levels[0]
        level.indent = indent
        if level.entry is not None:
            level.entry.parent_indent, level.entry.column = indent, level.entry.column - shift
        del self.levels[1:]
        return number


def repair_lines(
    text: str, path: str, limits: Limits, first_line: int, text_fields: frozenset[str]
) -> tuple[str | None, list[Problem]]:
    """The text with each line repaired or blanked, and the Problems; no text if it is nested too deep."""
    repairs = Repairs(text, path, limits, first_line)
    repairs.repair_indents()
    reader = _LineReader(repairs, text_fields)
    try:
        reader.read()
    except _TooDeep:
        return None, repairs.problems()
    return "\n".join(repairs.lines), repairs.problems()
