"""The value of a field or an item: text, quoted text, a block of lines, or brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bulletin.formats.yaml.emit import format_text, quote
from bulletin.formats.yaml.repairs import INDENT, LIST_BESIDE_VALUE, NO_SUCH_YAML, Notes
from bulletin.formats.yaml.scalars import (
    BLOCK_HEADER,
    COLON,
    DOUBLE_QUOTED,
    HASH,
    ODD_BACKSLASH,
    SINGLE_QUOTED,
    STRAY_COMMA,
    UNQUOTED_COLON,
    UNQUOTED_HASH,
    UNQUOTED_MARK,
    Brackets,
    Meant,
    Unreadable,
    has_bad_escape,
    meant_by_apostrophe,
    meant_by_quoted,
    meant_by_text,
    read_brackets,
    split_comment,
    stands_for_something,
)
from bulletin.problems import Rule, Severity

OPEN_QUOTE = Rule(
    "open-quote",
    Severity.ERROR,
    "A quote that is opened is closed.",
)
OPEN_BRACKET = Rule(
    "open-bracket",
    Severity.ERROR,
    "A bracket that is opened is closed, and items in brackets are parted by commas.",
)

_SIMPLE = re.compile(r"[\w$(+./][^:#]*\Z")
_DASH = re.compile(r"-(?:\s+|\Z)")
_LIKELY_FIELD = re.compile(r"[a-z][a-z_]+:(?:\s|\Z)")


@dataclass(slots=True)
class Entry:
    """A value to read: where it begins, and `owner`, the column that text going on stands right of.

    `key` is the name of its field ("" in a list), `is_text` that this field holds text, `depth` how many
    levels of nesting it is in.
    """

    number: int
    owner: int
    column: int
    key: str
    is_text: bool
    depth: int


def read_value(notes: Notes, entry: Entry) -> int:
    """Read one value, mend its lines, and return the number of the next line that is not part of it."""
    value = notes.out[entry.number][entry.column :]
    first = value[0]
    if first in "\"'":
        return _quoted(notes, entry, value)
    if first in "|>" and BLOCK_HEADER.match(value):
        return _block(notes, entry, value)
    if first in "[{" and not entry.is_text:
        return _brackets(notes, entry)
    if _SIMPLE.match(value):
        return _text(notes, entry, value, None)
    if not entry.is_text:
        mark = stands_for_something(value) if first in "*&!" else None
        if mark:
            return _refuse_mark(notes, entry, entry.number, mark)
        if first == "-" and _DASH.match(value):
            return refuse_list(notes, entry, _deeper(notes, entry))
    return _text(notes, entry, value, meant_by_text(value, is_text=entry.is_text))


def _deeper(notes: Notes, entry: Entry) -> int:
    """The end of the lines below that stand right of the owner, without empty ones at the end."""
    lines = notes.out
    number = end = entry.number + 1
    while number < len(lines):
        stripped = lines[number].lstrip()
        if stripped:
            if len(lines[number]) - len(stripped) <= entry.owner:
                break
            end = number + 1
        number += 1
    return end


def _leave_out(notes: Notes, entry: Entry, end: int) -> int:
    notes.leave_out(entry.number, end)
    return end


# Text, on one line or going on below


def _text(notes: Notes, entry: Entry, value: str, meant: Meant | None) -> int:
    following = entry.number + 1
    lines = notes.out
    if following >= len(lines) or (lines[following] and not lines[following][: entry.owner + 1].isspace()):
        end = following
    else:
        end = _end_of_text(notes, entry, value)
        if end < 0:
            return refuse_list(notes, entry, -end)
    if end == following:
        if meant:
            _mend_value(notes, entry, meant)
        return end
    pieces = [split_comment(value)[0], *(line.strip() for line in lines[following:end])]
    rule, message = (meant.rule, meant.message) if meant else _trouble(pieces[1:])
    if rule is not None:
        _mend_pieces(notes, entry, pieces, rule, message)
    return end


def _end_of_text(notes: Notes, entry: Entry, value: str) -> int:
    """Where text that goes on below ends; the negative of it if a list stands there instead."""
    end = entry.number + 1
    if split_comment(value)[1]:
        return end
    lines, limit = notes.out, _deeper(notes, entry)
    for number in range(end, limit):
        stripped = lines[number].lstrip()
        if not stripped:
            continue
        if not entry.is_text and _DASH.match(stripped):
            return -limit
        if stripped[0] == "#" or _LIKELY_FIELD.match(stripped):
            return end
        end = number + 1
        if split_comment(stripped)[1]:
            return end
    return end


def _trouble(pieces: list[str]) -> tuple[Rule | None, str]:
    for piece in pieces:
        if HASH.search(piece):
            return UNQUOTED_HASH, "“#” was read as part of the text, not as a comment"
        if COLON.search(piece):
            return UNQUOTED_COLON, "the colon was read as part of the text"
    return None, ""


def _mend_pieces(notes: Notes, entry: Entry, pieces: list[str], rule: Rule, message: str) -> None:
    """Put quotes around text of several lines."""
    lines = notes.out[entry.number : entry.number + len(pieces)]
    tail = split_comment(lines[-1])[1]
    pieces[-1] = split_comment(pieces[-1])[0]
    escaped = [piece.replace("\\", "\\\\").replace('"', '\\"') for piece in pieces]
    heads = [lines[0][: entry.column] + '"']
    heads += [line[: len(line) - len(line.lstrip())] for line in lines[1:]]
    mended = [head + piece for head, piece in zip(heads, escaped, strict=True)]
    mended[-1] += '"' + tail
    advice = "put the whole text in quotes"
    notes.mend_lines(entry.number, mended, rule, message, advice, entry.column)


def _mend_value(notes: Notes, entry: Entry, meant: Meant) -> None:
    line = notes.out[entry.number][: entry.column] + meant.text
    notes.mend(entry.number, line, meant.rule, meant.message, meant.advice, entry.column)


def _refuse_mark(notes: Notes, entry: Entry, number: int, mark: str) -> int:
    message = f"“{mark}” stands for something else in YAML, which no record may use"
    hint = "write the value itself; if this is text, put it in quotes"
    fixed = None
    if number == entry.number:
        bare, tail = split_comment(notes.shown[number][entry.column :])
        fixed = [notes.shown[number][: entry.column] + quote(bare) + tail]
    notes.refuse(number, entry.column, NO_SUCH_YAML, message, hint, fixed)
    return _leave_out(notes, entry, _deeper(notes, entry))


def refuse_list(notes: Notes, entry: Entry, end: int) -> int:
    """Items of a list stand beside a value or below it; everything up to `end` is left out."""
    line = notes.shown[entry.number]
    bare, _ = split_comment(line[entry.column :])
    items = [bare, *(text.strip() for text in notes.shown[entry.number + 1 : end])]
    fixed = None
    if entry.key and all(_DASH.match(item) for item in items[1:]):
        indent = " " * (entry.owner + 2)
        texts = [_DASH.sub("", item, count=1) for item in items]
        if not _DASH.match(bare) and bare[0] not in "\"'":
            texts[0] = format_text(bare)
        fixed = [line[: entry.column].rstrip(), *(f"{indent}- {text}".rstrip() for text in texts)]
    notes.refuse(
        entry.number,
        entry.column,
        LIST_BESIDE_VALUE,
        "a list stands beside or below a value of the same field",
        "put every item on a line of its own, below the name",
        fixed,
        end=end,
    )
    return _leave_out(notes, entry, end)


# Text in quotes


def _quoted(notes: Notes, entry: Entry, value: str) -> int:
    pattern = DOUBLE_QUOTED if value[0] == '"' else SINGLE_QUOTED
    if pattern.match(value):
        meant = meant_by_quoted(value)
        if meant:
            _mend_value(notes, entry, meant)
        return entry.number + 1
    end = _deeper(notes, entry)
    whole = "\n".join([value, *notes.out[entry.number + 1 : end]])
    found = pattern.match(whole) if end > entry.number + 1 else None
    if found and not split_comment(whole[found.end() :].partition("\n")[0])[0]:
        last = entry.number + whole.count("\n", 0, found.end()) + 1
        if value[0] == '"' and has_bad_escape(found[1]):
            _mend_backslashes(notes, entry, last)
        return last
    if value[0] == "'":
        return _text(notes, entry, value, meant_by_apostrophe(value))
    bare, tail = split_comment(value)
    fixed = [notes.shown[entry.number][: entry.column] + bare + '"' + tail] if bare[-1] not in '\\"' else None
    hint = "close it where the text ends"
    if fixed is None:
        hint += ", or begin the text with ' instead of \""
    notes.refuse(
        entry.number,
        entry.column,
        OPEN_QUOTE,
        "the quote that begins here is never closed",
        hint,
        fixed,
        end=end,
    )
    return _leave_out(notes, entry, end)


def _mend_backslashes(notes: Notes, entry: Entry, end: int) -> None:
    lines = notes.out[entry.number : end]
    head = lines[0][: entry.column]
    lines[0] = lines[0][entry.column :]
    lines = [line.replace("\\", "\\\\") for line in lines]
    lines[0] = head + lines[0]
    message = "the backslash was read as part of the text"
    notes.mend_lines(entry.number, lines, ODD_BACKSLASH, message, "double it", entry.column)


# A block of lines below | or >


def _block(notes: Notes, entry: Entry, value: str) -> int:
    lines, end = notes.out, _deeper(notes, entry)
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
            column = max(entry.owner, 0) + int(explicit.group()) if explicit else indent
        if indent < column:
            message = f"this line was read as part of “{entry.key}”, like the lines above it"
            notes.mend(number, " " * column + stripped, INDENT, message, "begin it in the same column")
    return end


# Lists and fields in brackets


def _brackets(notes: Notes, entry: Entry) -> int:
    lines, end = notes.out, _deeper(notes, entry)
    if end < len(lines) and lines[end].lstrip()[:1] in ("]", "}"):
        end += 1
    try:
        found = read_brackets(lines, entry.number, entry.column, end, notes.limits.depth - entry.depth)
    except Unreadable as trouble:
        if trouble.reason == "depth":
            notes.refuse_depth(trouble.line, trouble.column)
        else:
            _refuse_brackets(notes, entry, end, trouble.reason)
        return _leave_out(notes, entry, end)
    return _after_brackets(notes, entry, found, end)


def _after_brackets(notes: Notes, entry: Entry, found: Brackets, end: int) -> int:
    line = notes.out[found.line]
    bare, tail = split_comment(line[found.column :])
    if bare.strip() in (",", ";"):
        message = f"the “{bare.strip()}” at the end was left out"
        notes.mend(
            found.line, line[: found.column] + tail, STRAY_COMMA, message, "leave it out", found.column
        )
    elif bare and found.line == entry.number and entry.owner >= 0:
        whole, tail = split_comment(line[entry.column :])
        message = f"the “{whole[0]}” at the beginning was read as part of the text"
        return _text(notes, entry, line[entry.column :], Meant(quote(whole) + tail, UNQUOTED_MARK, message))
    elif bare:
        _refuse_brackets(notes, entry, end, "mixed")
        return _leave_out(notes, entry, end)
    if found.stands_for:
        number, _, mark = found.stands_for
        _refuse_mark(notes, entry, number, mark)
        return _leave_out(notes, entry, max(end, found.line + 1))
    for number in sorted({edit[0] for edit in found.edits}):
        mended = notes.out[number]
        for _, start, stop, text in sorted((e for e in found.edits if e[0] == number), reverse=True):
            mended = mended[:start] + text + mended[stop:]
        column = min(edit[1] for edit in found.edits if edit[0] == number)
        message = "a mark at the beginning of an item was read as part of its text"
        notes.mend(number, mended, UNQUOTED_MARK, message, "put the item in quotes", column)
    return found.line + 1


def _refuse_brackets(notes: Notes, entry: Entry, end: int, reason: str) -> None:
    line = notes.shown[entry.number]
    bare, tail = split_comment(line[entry.column :])
    fixed = None
    simple = end == entry.number + 1 and not any(mark in bare[1:] for mark in "[]{}\"'#:*&!@`%|>")
    if simple and reason == "open":
        close = "]" if bare[0] == "[" else "}"
        fixed = [line[: entry.column] + bare.rstrip(", ") + close + tail]
    what = "is never closed" if reason == "open" else "is not closed by its partner"
    hint = "close the bracket"
    if fixed is None:
        hint = "write the items below the name, each on a line with a dash, like\nlanguages:\n  - en\n  - fr"
    message = f"the “{bare[0]}” in this line {what}"
    notes.refuse(entry.number, entry.column, OPEN_BRACKET, message, hint, fixed)
