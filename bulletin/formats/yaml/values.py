"""The value of a field or an item, a scalar of any style or a flow collection, on one line or several."""

from __future__ import annotations

import re

from bulletin.formats.yaml.emit import format_text, quote
from bulletin.formats.yaml.quotes import (
    Entry,
    end_of_text,
    goes_on_below,
    is_long_text,
    keep_plain_lines,
    keep_quoted_lines,
    refuse_open_quote,
)
from bulletin.formats.yaml.repairs import INDENT, LIST_BESIDE_VALUE, NO_SUCH_YAML, Finding, Repairs, indent_of
from bulletin.formats.yaml.scalars import (
    BLOCK_HEADER,
    COLON,
    DOUBLE_QUOTED,
    HASH,
    ODD_BACKSLASH,
    QUOTE_ALL,
    READ_HASH,
    SINGLE_QUOTED,
    STRAY_COMMA,
    UNQUOTED_COLON,
    UNQUOTED_HASH,
    UNQUOTED_MARK,
    FlowCollection,
    FlowError,
    Replacement,
    anchor_alias_or_tag,
    has_bad_escape,
    read_broken_quote,
    read_flow,
    replace_apostrophe,
    replace_plain,
    replace_quoted,
    split_comment,
)
from bulletin.problems import Rule, Severity
from bulletin.translatable import gettext as _

OPEN_BRACKET = Rule(
    "open-bracket",
    Severity.ERROR,
    "A bracket that is opened is closed, and items in brackets are parted by commas.",
    corrected=True,
)

_SIMPLE = re.compile(r"[\w$(+./][^:#]*\Z")
DASH = re.compile(r"-(?:\s+|\Z)")
_LIKELY_FIELD = re.compile(r"[a-z][a-z_]+:(?:\s|\Z)")


def read_value(repairs: Repairs, entry: Entry) -> int:
    """Repair or refuse the lines of one value; gives the number of the line behind them."""
    value = repairs.lines[entry.number][entry.column :]
    first = value[0]
    if first in "\"'":
        return _quoted_scalar(repairs, entry, value)
    if first in "|>" and BLOCK_HEADER.match(value):
        return _block_scalar(repairs, entry, value)
    if first in "[{" and not entry.is_text:
        return _flow_collection(repairs, entry)
    if _SIMPLE.match(value):
        return _plain_scalar(repairs, entry, value, None)
    if not entry.is_text:
        mark = anchor_alias_or_tag(value) if first in "*&!" else None
        if mark:
            return _refuse_anchor(repairs, entry, entry.number, mark)
        if first == "-" and DASH.match(value):
            return refuse_list(repairs, entry, repairs.end_of_nested(entry.number, entry.parent_indent))
    return _plain_scalar(repairs, entry, value, replace_plain(value, is_text=entry.is_text))


def _plain_scalar(repairs: Repairs, entry: Entry, value: str, replacement: Replacement | None) -> int:
    following = entry.number + 1
    lines = repairs.lines
    if following >= len(lines) or (
        lines[following] and not lines[following][: entry.parent_indent + 1].isspace()
    ):
        end = following
    else:
        end = _end_of_plain_scalar(repairs, entry, value)
        if end < 0:
            return refuse_list(repairs, entry, -end)
    if end == following:
        if replacement:
            _replace(repairs, entry, replacement)
        return end
    pieces = [split_comment(value)[0], *(line.strip() for line in lines[following:end])]
    finding = replacement.finding if replacement else _finding_in(pieces[1:])
    if finding is not None:
        _quote_lines(repairs, entry, pieces, finding)
    if is_long_text(entry):
        keep_plain_lines(repairs, entry, [split_comment(piece)[0] for piece in pieces])
    return end


def _end_of_plain_scalar(repairs: Repairs, entry: Entry, value: str) -> int:
    """Where a plain scalar of several lines ends; the negative of it if a list stands there instead."""
    end = entry.number + 1
    if split_comment(value)[1]:
        return end
    lines, limit = repairs.lines, repairs.end_of_nested(entry.number, entry.parent_indent)
    for number in range(end, limit):
        stripped = lines[number].lstrip()
        if not stripped:
            continue
        if not entry.is_text and DASH.match(stripped):
            return -limit
        if stripped[0] == "#" or _LIKELY_FIELD.match(stripped):
            return end
        end = number + 1
        if split_comment(stripped)[1]:
            return end
    return end


def _finding_in(pieces: list[str]) -> Finding | None:
    for piece in pieces:
        if HASH.search(piece):
            return Finding(UNQUOTED_HASH, READ_HASH, QUOTE_ALL)
        if COLON.search(piece):
            return Finding(UNQUOTED_COLON, _("the colon was read as part of the text"), QUOTE_ALL)
    return None


def _quote_lines(repairs: Repairs, entry: Entry, pieces: list[str], finding: Finding) -> None:
    """Put quotes around a plain scalar of several lines."""
    lines = repairs.lines[entry.number : entry.number + len(pieces)]
    tail = split_comment(lines[-1])[1]
    pieces[-1] = split_comment(pieces[-1])[0]
    escaped = [piece.replace("\\", "\\\\").replace('"', '\\"') for piece in pieces]
    heads = [lines[0][: entry.column] + '"']
    heads += [line[: indent_of(line)] for line in lines[1:]]
    repaired = [head + piece for head, piece in zip(heads, escaped, strict=True)]
    repaired[-1] += '"' + tail
    repairs.repair(entry.number, repaired, finding._replace(advice=QUOTE_ALL), entry.column)


def _replace(repairs: Repairs, entry: Entry, replacement: Replacement) -> None:
    line = repairs.lines[entry.number][: entry.column] + replacement.text
    repairs.repair(entry.number, [line], replacement.finding, entry.column)


def _refuse_anchor(repairs: Repairs, entry: Entry, number: int, mark: str) -> int:
    message = _("“{mark}” would stand for something else, and no record may use that", mark=mark)
    hint = _("write the value itself; if this is text, put it in quotes")
    fixed = None
    if number == entry.number:
        bare, tail = split_comment(repairs.shown[number][entry.column :])
        fixed = [repairs.shown[number][: entry.column] + quote(bare) + tail]
    repairs.refuse(number, entry.column, Finding(NO_SUCH_YAML, message, hint), fixed)
    return repairs.blank_nested(entry.number, entry.parent_indent)


def refuse_list(repairs: Repairs, entry: Entry, end: int) -> int:
    """Refuse items of a list beside a value or below it; the parser gets no line up to `end`."""
    line = repairs.shown[entry.number]
    bare, _comment = split_comment(line[entry.column :])
    items = [bare, *(text.strip() for text in repairs.shown[entry.number + 1 : end])]
    fixed = None
    if entry.key and all(DASH.match(item) for item in items[1:]):
        indent = " " * (entry.parent_indent + 2)
        texts = [DASH.sub("", item, count=1) for item in items]
        if not DASH.match(bare) and bare[0] not in "\"'":
            texts[0] = format_text(bare)
        fixed = [line[: entry.column].rstrip(), *(f"{indent}- {text}".rstrip() for text in texts)]
    message = _("a list stands beside or below a value of the same field")
    finding = Finding(LIST_BESIDE_VALUE, message, _("put every item on a line of its own, below the name"))
    repairs.refuse(entry.number, entry.column, finding, fixed, end)
    return repairs.blank(entry.number, end)


def _quoted_scalar(repairs: Repairs, entry: Entry, value: str) -> int:
    pattern = DOUBLE_QUOTED if value[0] == '"' else SINGLE_QUOTED
    if found := pattern.match(value):
        if end := _end_of_broken_quote(repairs, entry, value[found.end() :]):
            return _broken_quote(repairs, entry, value, end)
        replacement = replace_quoted(value)
        if replacement:
            _replace(repairs, entry, replacement)
        return entry.number + 1
    end = end_of_text(repairs, entry)
    whole = "\n".join([value, *repairs.lines[entry.number + 1 : end]])
    found = pattern.match(whole) if end > entry.number + 1 else None
    if found and not split_comment(whole[found.end() :].partition("\n")[0])[0]:
        last = entry.number + whole.count("\n", 0, found.end()) + 1
        if value[0] == '"' and has_bad_escape(found[1]):
            _repair_backslashes(repairs, entry, last)
        if is_long_text(entry):
            keep_quoted_lines(repairs, entry, last)
        return last
    if found and _last_of(repairs, end).endswith(value[0]):
        return _broken_quote(repairs, entry, value, end)
    if value[0] == "'" and not goes_on_below(repairs, entry, end):
        return _plain_scalar(repairs, entry, value, replace_apostrophe(value))
    return refuse_open_quote(repairs, entry, end)


def _end_of_broken_quote(repairs: Repairs, entry: Entry, rest: str) -> int:
    """The end of a text that goes on behind its quote and in the lines below; 0 if it ends in its line."""
    below = repairs.end_of_nested(entry.number, entry.parent_indent)
    words, comment = split_comment(rest)
    if not words or comment or words.strip() in (",", ";"):
        return 0
    if any(_LIKELY_FIELD.match(line.strip()) for line in repairs.lines[entry.number + 1 : below]):
        return 0
    mark = repairs.lines[entry.number][entry.column]
    further = 0 if words.endswith(mark) else end_of_text(repairs, entry)
    if further > below and _last_of(repairs, further).endswith(mark):
        return further
    return below if below > entry.number + 1 else 0


def _last_of(repairs: Repairs, end: int) -> str:
    return split_comment(repairs.lines[end - 1].strip())[0]


def _broken_quote(repairs: Repairs, entry: Entry, value: str, end: int) -> int:
    """Read a text over several lines with more quotes in it than the one around it."""
    pieces = [value.rstrip(), *(line.strip() for line in repairs.lines[entry.number + 1 : end])]
    pieces[-1] = split_comment(pieces[-1])[0]
    whole, finding = read_broken_quote("\n".join(pieces))
    pieces = whole.split("\n")
    _quote_lines(repairs, entry, pieces, finding)
    if is_long_text(entry):
        keep_plain_lines(repairs, entry, pieces)
    return end


def _repair_backslashes(repairs: Repairs, entry: Entry, end: int) -> None:
    lines = repairs.lines[entry.number : end]
    head = lines[0][: entry.column]
    lines[0] = lines[0][entry.column :]
    lines = [line.replace("\\", "\\\\") for line in lines]
    lines[0] = head + lines[0]
    message = _("the backslash was read as part of the text")
    repairs.repair(entry.number, lines, Finding(ODD_BACKSLASH, message, _("double it")), entry.column)


def _block_scalar(repairs: Repairs, entry: Entry, value: str) -> int:
    lines, end = repairs.lines, repairs.end_of_nested(entry.number, entry.parent_indent)
    column = 0
    explicit = re.search(r"[1-9]", split_comment(value)[0])
    for number in range(entry.number + 1, end):
        line = lines[number]
        stripped = line.lstrip(" ")
        if not line.strip():
            lines[number] = ""
            continue
        indent = len(line) - len(stripped)
        if not column:
            column = max(entry.parent_indent, 0) + int(explicit.group()) if explicit else indent
        if indent < column:
            message = _("this line was read as part of “{key}”, like the lines above it", key=entry.key)
            finding = Finding(INDENT, message, _("begin it in the same column"))
            repairs.repair(number, [" " * column + stripped], finding)
    return end


def _flow_collection(repairs: Repairs, entry: Entry) -> int:
    lines, end = repairs.lines, repairs.end_of_nested(entry.number, entry.parent_indent)
    if end < len(lines) and lines[end].lstrip()[:1] in ("]", "}"):
        end += 1
    try:
        found = read_flow(lines, entry.number, entry.column, end, repairs.limits.depth - entry.depth)
    except FlowError as error:
        if error.reason == "depth":
            repairs.refuse_depth(error.line, error.column)
        else:
            _refuse_flow(repairs, entry, end, error.reason)
        return repairs.blank(entry.number, end)
    return _after_flow(repairs, entry, found, end)


def _after_flow(repairs: Repairs, entry: Entry, found: FlowCollection, end: int) -> int:
    line = repairs.lines[found.line]
    bare, tail = split_comment(line[found.column :])
    if bare.strip() in (",", ";"):
        message = _("the “{mark}” at the end was left out", mark=bare.strip())
        finding = Finding(STRAY_COMMA, message, _("leave it out"))
        repairs.repair(found.line, [line[: found.column] + tail], finding, found.column)
    elif bare and found.line == entry.number and entry.parent_indent >= 0:
        whole, tail = split_comment(line[entry.column :])
        message = _("the “{mark}” at the beginning was read as part of the text", mark=whole[0])
        return _plain_scalar(
            repairs,
            entry,
            line[entry.column :],
            Replacement(quote(whole) + tail, Finding(UNQUOTED_MARK, message, QUOTE_ALL)),
        )
    elif bare:
        _refuse_flow(repairs, entry, end, "mixed")
        return repairs.blank(entry.number, end)
    if found.anchor:
        number, mark = found.anchor
        _refuse_anchor(repairs, entry, number, mark)
        return repairs.blank(entry.number, max(end, found.line + 1))
    for number in sorted({edit.line for edit in found.edits}):
        edits = [edit for edit in found.edits if edit.line == number]
        repaired = repairs.lines[number]
        for edit in reversed(edits):
            repaired = repaired[: edit.start] + edit.text + repaired[edit.stop :]
        message = _("a mark at the beginning of an item was read as part of its text")
        finding = Finding(UNQUOTED_MARK, message, _("put the item in quotes"))
        repairs.repair(number, [repaired], finding, edits[0].start)
    return found.line + 1


def _refuse_flow(repairs: Repairs, entry: Entry, end: int, reason: str) -> None:
    line = repairs.shown[entry.number]
    bare, tail = split_comment(line[entry.column :])
    fixed, certain = None, False
    simple = end == entry.number + 1 and not any(mark in bare[1:] for mark in "[]{}\"'#:*&!@`%|>")
    if simple and reason == "open":
        close = "]" if bare[0] == "[" else "}"
        fixed = [line[: entry.column] + bare.rstrip(", ") + close + tail]
        certain = not tail
    what = _("is never closed") if reason == "open" else _("is not closed by its partner")
    hint = _("close the bracket")
    if fixed is None:
        hint = _(
            "write the items below the name, each on a line with a dash, like\nlanguages:\n  - en\n  - fr"
        )
    message = _("the “{mark}” in this line {what}", mark=bare[0], what=what)
    repairs.refuse(entry.number, entry.column, Finding(OPEN_BRACKET, message, hint, certain), fixed)
