"""Scalars and flow collections as they are typed behind a colon or a dash: do they mean what YAML says?

`Replacement` is what should have been typed instead; `read_flow` finds the items of `[en, fr]` and
`{label: Adults, amount: $5}` that need one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from bulletin.formats.yaml.emit import quote
from bulletin.formats.yaml.repairs import ODD_SPACE, Finding, indent_of
from bulletin.problems import Rule, Severity
from bulletin.translatable import gettext as _

UNQUOTED_COLON = Rule(
    "unquoted-colon",
    Severity.WARNING,
    "Text with a colon and a space in it stands in quotes.",
    "Without quotes other programs take the first part for the name of a field.",
    corrected=True,
)
UNQUOTED_HASH = Rule(
    "unquoted-hash",
    Severity.WARNING,
    "Text with a space and # in it stands in quotes; # and a space begins a comment.",
    "Without quotes other programs leave out everything from the # on.",
    corrected=True,
)
UNQUOTED_MARK = Rule(
    "unquoted-mark",
    Severity.WARNING,
    "Text that begins with a mark such as * @ % [ { & ! | > ` or a dash stands in quotes.",
    "These marks mean something else at the beginning.",
    corrected=True,
)
BROKEN_QUOTE = Rule(
    "broken-quote",
    Severity.WARNING,
    "Quotes stand around the whole text, or not at all.",
    "What goes on after the closing quote is lost in other programs.",
    corrected=True,
)
ODD_BACKSLASH = Rule(
    "odd-backslash",
    Severity.WARNING,
    "Text with a backslash in it stands in single quotes.",
    "In double quotes a backslash changes the letter after it.",
    corrected=True,
)
STRAY_COMMA = Rule(
    "stray-comma",
    Severity.WARNING,
    "No comma or semicolon stands at the end of a line.",
    "It would be printed as part of the text.",
    corrected=True,
)
CURLY_QUOTE = Rule(
    "curly-quote",
    Severity.WARNING,
    "Quotes around a value are straight ones (\" or ').",
    "Curly quotes, which word processors make, would be printed as part of the text.",
    corrected=True,
)

COMMENT = re.compile(r"(?:^|(?<=[ \t]))#(?=\s|\Z)")
HASH = re.compile(r"(?:^|[ \t])#(?=\S)")
COLON = re.compile(r":(?=[ \t]|\Z)")
DOUBLE_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
SINGLE_QUOTED = re.compile(r"'((?:[^']|'')*)'(?!')")
_CURLY_QUOTED = re.compile("([“„‟])([^“”„‟]*)[“”]|[‘‚]([^‘‚]*)[’‘]")
BLOCK_HEADER = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])(?:[ \t]+#.*|[ \t]*)\Z")
# Escapes of YAML 1.1, section 5.6; surrogates and numbers above U+10FFFF stand for no character.
_BAD_ESCAPE = re.compile(
    r'\\(?:\\|[0abtnvfre "/N_LP\t\n]|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}'
    r"|U00(?:0[0-9a-fA-F]|10)(?!(?<=0000)[dD][89a-fA-F])[0-9a-fA-F]{4})|(\\)"
)
_ANCHOR_ALIAS_OR_TAG = re.compile(r"\*[\w-]+\Z|&[\w-]+(?:\s|\Z)|!(?:!?[\w:,./-]*|<[^>]*>)(?=\s|\Z)")
_QUOTED = re.compile(r""" "(?:[^"\\]|\\.)*"|'(?:[^']|'')*' """.strip())
_PIECE = re.compile(r"""[ \t]+|[\[\]{},]|:(?=[\s,\[\]{}]|\Z)|#|[^\s\[\]{},:"'#]+|.""")
_ITEM_END = re.compile(r"[,\]}]|\Z")
_MARKS = "@`%*&!|>#\"'“„‟‘‚"
_CLOSES = {"[": "]", "{": "}"}
_BEFORE_A_QUOTE = "([{<-–—/«“‘\"'"


QUOTE_ALL = _("put the whole text in quotes")
READ_HASH = _("“#” was read as part of the text, not as a comment")


class Replacement(NamedTuple):
    """What a value is read as: `text` stands in its place up to the end of the line, comment included."""

    text: str
    finding: Finding


def split_comment(value: str) -> tuple[str, str]:
    """The value without trailing spaces, and the comment behind it with a space before it, or ""."""
    found = COMMENT.search(value)
    if found is None:
        return value.rstrip(), ""
    return value[: found.start()].rstrip(), f" {value[found.start() :]}"


def read_broken_quote(text: str) -> tuple[str, Finding]:
    """What a text means that goes on behind its closing quote, and the Finding."""
    if (inner := _unwrapped(text)) != text:
        message = _("quotes stand within quotes; those within were read as part of the text")
        return inner, Finding(BROKEN_QUOTE, message, QUOTE_ALL)
    message = _("the text goes on after the closing quote; the quotes were read as part of it")
    return text, Finding(BROKEN_QUOTE, message, QUOTE_ALL)


def _unwrapped(text: str) -> str:
    """The text between the quotes around the whole of it; as it is where these belong to single words.

    >>> _unwrapped('"Say "hello" to us"'), _unwrapped("'Don't miss it'"), _unwrapped('"Tea" and "cake"')
    ('Say "hello" to us', "Don't miss it", '"Tea" and "cake"')
    """
    mark, inner = text[0], text[1:-1]
    if len(text) < 3 or text[-1] != mark or "\\" in inner:
        return text
    for at in (found.start() for found in re.finditer(mark, inner)):
        before, after = inner[:at][-1:], inner[at + 1 : at + 2]
        if not (before.isalnum() and after.isalnum()):  # that would be an apostrophe
            opens = not before or before.isspace() or before in _BEFORE_A_QUOTE
            return inner if opens and after.strip() else text
    return inner


def within_curly_quotes(text: str) -> str | None:
    """The text between curly quotes; None if there are none around it."""
    curly = _CURLY_QUOTED.fullmatch(text)
    return (curly[2] if curly[1] else curly[3]) if curly else None


def replace_plain(value: str, *, is_text: bool) -> Replacement | None:
    """The Replacement for a plain scalar; None if YAML reads it as it was meant.

    `is_text`: the field holds text, so `- x` is no list.
    """
    bare, tail = split_comment(value)
    if (inner := within_curly_quotes(bare)) is not None:
        finding = Finding(CURLY_QUOTE, _("the curly quotes were read as quotes"), _("type straight quotes"))
        return Replacement(quote(inner) + tail, finding)
    if _begins_with_mark(bare, is_text):
        message = _("the “{mark}” at the beginning was read as part of the text", mark=bare[0])
        finding = Finding(UNQUOTED_MARK, message, QUOTE_ALL)
    elif HASH.search(bare):
        finding = Finding(UNQUOTED_HASH, READ_HASH, QUOTE_ALL)
    elif COLON.search(bare):
        finding = Finding(UNQUOTED_COLON, _("the second colon was read as part of the text"), QUOTE_ALL)
    else:
        return None
    return Replacement(quote(bare) + tail, finding)


def _begins_with_mark(bare: str, is_text: bool) -> bool:
    first = bare[0]
    if first in "@`%,]}[{*&!|>":
        return True
    return first in "-?:" and (len(bare) == 1 or bare[1] in " \t") and (is_text or first != "-")


def anchor_alias_or_tag(value: str) -> str | None:
    """The anchor, alias or tag that `value` begins with (`&base`, `*base`, `!!str`), or None."""
    found = _ANCHOR_ALIAS_OR_TAG.match(split_comment(value)[0])
    return found.group().strip() if found else None


def replace_quoted(value: str) -> Replacement | None:
    """The Replacement for a value that begins with a quoted scalar; None if YAML reads it as it was meant."""
    double = value[0] == '"'
    found = (DOUBLE_QUOTED if double else SINGLE_QUOTED).match(value)
    assert found is not None
    rest = value[found.end() :]
    bare, tail = split_comment(rest)
    if not bare:
        if not rest[: indent_of(rest)].isascii():
            message = _("a no-break space or another odd space was read as an ordinary one")
            finding = Finding(ODD_SPACE, message, _("press the space bar instead"))
            return Replacement(found.group() + tail, finding)
        if double and has_bad_escape(found[1]):
            advice = _("put text with a backslash in single quotes")
            finding = Finding(ODD_BACKSLASH, _("the backslash was read as part of the text"), advice)
            return Replacement(quote(found[1]) + tail, finding)
        return None
    if bare.strip() in (",", ";"):
        message = _("the “{mark}” behind the closing quote was left out", mark=bare.strip())
        return Replacement(found.group() + tail, Finding(STRAY_COMMA, message, _("leave it out")))
    whole, finding = read_broken_quote(value[: found.end()] + bare)
    return Replacement(quote(whole) + tail, finding)


def replace_apostrophe(value: str) -> Replacement:
    """The Replacement for `'tis the season`, where a quote that is never closed is an apostrophe."""
    bare, tail = split_comment(value)
    message = _("the ' at the beginning was read as an apostrophe, for no second one closes it")
    return Replacement(quote(bare) + tail, Finding(BROKEN_QUOTE, message, QUOTE_ALL))


def has_bad_escape(inner: str) -> bool:
    """Whether there is a backslash in a double-quoted scalar that begins no escape."""
    return "\\" in inner and any(found[1] for found in _BAD_ESCAPE.finditer(inner))


class FlowEdit(NamedTuple):
    """An item that is read as `text`; it stands in `line` from column `start` to before column `stop`."""

    line: int
    start: int
    stop: int
    text: str


class FlowError(Exception):
    """The flow collection cannot be read; `reason` is "open", "depth" or "mixed"."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


@dataclass(slots=True)
class FlowCollection:
    """Where a flow collection ends, as line and column behind its last bracket, and what is wrong in it.

    `anchor` is the first anchor, alias or tag, and the line it stands in.
    """

    line: int
    column: int
    edits: list[FlowEdit] = field(default_factory=list)
    anchor: tuple[int, str] | None = None


class _FlowReader:
    def __init__(self, line: int, depth: int) -> None:
        self.found = FlowCollection(line, 0)
        self.depth = depth
        self.open: list[str] = []
        self.at_start = True  # an item may begin here
        self.start = 0  # column of the latest item
        self.unquoted: int | None = None  # column of an item that must be put in quotes

    def read_line(self, line: str, number: int, column: int) -> bool:
        """Whether the last bracket was closed in this line."""
        after_space = True
        while column < len(line):
            piece = _QUOTED.match(line, column) if self.at_start else None
            piece = piece or _PIECE.match(line, column)
            text = piece.group() if piece else line[column]
            if text[0] == "#" and after_space and line[column + 1 : column + 2] in ("", " ", "\t"):
                break
            if text[0] in " \t":
                after_space = True
                column += len(text)
                continue
            if self._read_piece(text, line, number, column, after_space):
                return True
            after_space = False
            column += len(text)
        self._end_item(line, number, column)
        return False

    def _read_piece(self, text: str, line: str, number: int, column: int, after_space: bool) -> bool:
        if text in "[{":
            if not self.at_start:
                raise FlowError("mixed", number, column)
            if len(self.open) >= self.depth:
                raise FlowError("depth", number, column)
            self.open.append(text)
        elif text in "]}":
            if not self.open or _CLOSES[self.open.pop()] != text:
                raise FlowError("mixed", number, column)
            self._end_item(line, number, column)
            self.at_start = False
            if not self.open:
                self.found.line, self.found.column = number, column + 1
                return True
        elif text == ",":
            self._end_item(line, number, column)
            self.at_start = True
        elif text == ":" and self.unquoted is None:
            self.at_start = True
        else:
            self._read_text(text, line, number, column, after_space)
        return False

    def _read_text(self, text: str, line: str, number: int, column: int, after_space: bool) -> None:
        if self.at_start and text[0] in _MARKS and not (text[0] in "\"'" and len(text) > 1):
            end = _ITEM_END.search(line, column)
            mark = anchor_alias_or_tag(line[column : end.start() if end else None])
            if mark and self.found.anchor is None:
                self.found.anchor = (number, mark)
            self.unquoted = column
        elif self.at_start:
            self.start = column
        elif text[0] == "#" and after_space and self.unquoted is None:
            self.unquoted = self.start
        self.at_start = False

    def _end_item(self, line: str, number: int, column: int) -> None:
        if self.unquoted is None:
            return
        bare = line[self.unquoted : column].rstrip()
        inner = within_curly_quotes(bare)
        text = quote(bare if inner is None else inner)
        self.found.edits.append(FlowEdit(number, self.unquoted, self.unquoted + len(bare), text))
        self.unquoted = None


def read_flow(lines: list[str], first: int, column: int, end: int, depth: int) -> FlowCollection:
    """The flow collection that opens at `column` of line `first` and ends before line `end`.

    `depth` is how many levels it may have. Raises FlowError with the place where reading stopped.
    """
    reader = _FlowReader(first, depth)
    for number in range(first, end):
        if reader.read_line(lines[number], number, column if number == first else 0):
            return reader.found
    raise FlowError("open", first, column)
