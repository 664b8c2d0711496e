"""Texts over several lines, in quotes or without: where they end, and that their lines stay lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bulletin.formats.yaml.emit import quote, quote_inner
from bulletin.formats.yaml.repairs import LONG_TEXT_FIELDS, Finding, Repairs, indent_of
from bulletin.formats.yaml.scalars import COMMENT, DOUBLE_QUOTED, SINGLE_QUOTED, split_comment
from bulletin.problems import Rule, Severity
from bulletin.translatable import gettext as _

OPEN_QUOTE = Rule(
    "open-quote",
    Severity.ERROR,
    "A quote that is opened is closed.",
    corrected=True,
)

# Begins something else than the next line of a text: a field, the end of the fields.
_ENDS_TEXT = re.compile(r"[^\W\d_A-Z][^\W\dA-Z]*[ \u00a0\u202f]?:(?:\s|\Z)|(?:---|\.\.\.)\s*\Z")
# A line end, and a backslash that takes away the one that YAML would fold into a space.
LINE_END_IN_QUOTES = "\\n\\"


@dataclass(slots=True)
class Entry:
    """The value at line `number` and `column` of the block collection indented by `parent_indent`.

    `key` is the name of its field ("" in a list), `is_text` that this field holds text, `depth` how many
    levels of nesting it is in.
    """

    number: int
    parent_indent: int
    column: int
    key: str
    is_text: bool
    depth: int


def is_long_text(entry: Entry) -> bool:
    """Whether the field holds Markdown, whose line ends mean something."""
    return entry.key.lower() in LONG_TEXT_FIELDS


def end_of_text(repairs: Repairs, entry: Entry) -> int:
    """The end of the lines of a text in quotes, which need not be indented; a field ends it.

    A line with `#` is part of it only if the quote is closed below.
    """
    lines, end = repairs.lines, repairs.end_of_nested(entry.number, entry.parent_indent)
    quote_mark = lines[entry.number][entry.column]
    if any(line.rstrip().endswith(quote_mark) for line in lines[entry.number + 1 : end]) or not entry.key:
        return end
    before_comment = 0
    for at in range(end, len(lines)):
        stripped = lines[at].strip()
        if _ENDS_TEXT.match(stripped):
            break
        if COMMENT.match(stripped) and not before_comment:
            before_comment = end
        if stripped:
            end = at + 1
        if stripped.endswith(quote_mark) or split_comment(stripped)[0].endswith(quote_mark):
            return end
    return before_comment or end


def goes_on_below(repairs: Repairs, entry: Entry, end: int) -> bool:
    """Whether lines stand below that only go on with a text in single quotes, so that ' is no apostrophe."""
    below = [line for line in repairs.lines[entry.number + 1 : end] if line.strip()]
    return any(indent_of(line) <= entry.parent_indent for line in below)


def keep_quoted_lines(repairs: Repairs, entry: Entry, end: int) -> None:
    """Let the parser read the line ends of a text in quotes as they are; YAML folds them."""
    whole = "\n".join(repairs.lines[entry.number : end])[entry.column :]
    found = (DOUBLE_QUOTED if whole[0] == '"' else SINGLE_QUOTED).match(whole)
    assert found is not None
    inner = found[1] if whole[0] == '"' else quote_inner(found[1].replace("''", "'"))
    _write_lines(repairs, entry, inner.split("\n"), whole[found.end() :])


def keep_plain_lines(repairs: Repairs, entry: Entry, pieces: list[str]) -> None:
    """The same of a text without quotes, given line by line."""
    _write_lines(repairs, entry, quote_inner("\n".join(pieces)).split("\n"), "")


def _write_lines(repairs: Repairs, entry: Entry, lines: list[str], tail: str) -> None:
    """Put lines, escaped for double quotes, where the value stands; what people are shown stays."""
    head = repairs.lines[entry.number][: entry.column]
    bare = [line.strip() for line in lines]
    bare[0], bare[-1] = lines[0].rstrip(), lines[-1].lstrip()
    written = [line + LINE_END_IN_QUOTES for line in bare[:-1]]
    written.append(f'{bare[-1]}"{tail}')
    repairs.lines[entry.number : entry.number + len(written)] = [f'{head}"{written[0]}', *written[1:]]


def refuse_open_quote(repairs: Repairs, entry: Entry, end: int) -> int:
    """Refuse a text whose quote is never closed; the hint gives the whole of it back."""
    shown = repairs.shown
    value = shown[entry.number][entry.column :]
    bare, tail = split_comment(value)
    hint, fixed, certain = _("close it where the text ends"), None, False
    indent = " " * (max(entry.parent_indent, 0) + 2)
    lines = [value[1:].rstrip(), *(line.strip() for line in shown[entry.number + 1 : end])]
    if is_long_text(entry):
        hint = _("write the text below the name, without quotes")
        head = shown[entry.number][: entry.column].rstrip()
        fixed = [f"{head} |", *(f"{indent}{line}" if line else "" for line in lines)]
    elif len(lines) > 1:
        hint = _("write the whole text on one line, in quotes")
        fixed = [shown[entry.number][: entry.column] + quote(" ".join(filter(None, lines)))]
    elif bare[-1] in '\\"':
        hint = _("close it where the text ends, or begin the text with ' instead of \"")
    else:
        fixed = [shown[entry.number][: entry.column] + bare + bare[0] + tail]
        certain = not tail and bare[0] not in bare[1:]
    finding = Finding(OPEN_QUOTE, _("the quote that begins here is never closed"), hint, certain)
    repairs.refuse(entry.number, entry.column, finding, fixed, end)
    return repairs.blank(entry.number, end)
