"""What stands behind a colon or a dash on one line: is it what was meant, and if not, what was?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bulletin.formats.yaml.emit import quote
from bulletin.formats.yaml.repairs import ODD_SPACE
from bulletin.problems import Rule, Severity

UNQUOTED_COLON = Rule(
    "unquoted-colon",
    Severity.WARNING,
    "Text with a colon and a space in it stands in quotes.",
    "Without quotes other programs take the first part for the name of a field.",
)
UNQUOTED_HASH = Rule(
    "unquoted-hash",
    Severity.WARNING,
    "Text with a space and # in it stands in quotes; # and a space begins a comment.",
    "Without quotes other programs leave out everything from the # on.",
)
UNQUOTED_MARK = Rule(
    "unquoted-mark",
    Severity.WARNING,
    "Text that begins with a mark such as * @ % [ { & ! | > ` or a dash stands in quotes.",
    "These marks mean something else at the beginning.",
)
BROKEN_QUOTE = Rule(
    "broken-quote",
    Severity.WARNING,
    "Quotes stand around the whole text, or not at all.",
    "What goes on after the closing quote is lost in other programs.",
)
ODD_BACKSLASH = Rule(
    "odd-backslash",
    Severity.WARNING,
    "Text with a backslash in it stands in single quotes.",
    "In double quotes a backslash changes the letter after it.",
)
STRAY_COMMA = Rule(
    "stray-comma",
    Severity.WARNING,
    "No comma or semicolon stands at the end of a line.",
    "It would be printed as part of the text.",
)
CURLY_QUOTE = Rule(
    "curly-quote",
    Severity.WARNING,
    "Quotes around a value are straight ones (\" or ').",
    "Curly quotes, which word processors make, would be printed as part of the text.",
)

COMMENT = re.compile(r"(?:^|(?<=[ \t]))#(?=\s|\Z)")
HASH = re.compile(r"(?:^|[ \t])#(?=\S)")
COLON = re.compile(r":(?=[ \t]|\Z)")
DOUBLE_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
SINGLE_QUOTED = re.compile(r"'((?:[^']|'')*)'")
CURLY_QUOTED = re.compile("([“„‟])([^“”„‟]*)[“”]|[‘‚]([^‘‚]*)[’‘]")
BLOCK_HEADER = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])(?:[ \t]+#.*|[ \t]*)\Z")
# \u and \U are bounded to characters there are; the parser refuses the others in words of its own.
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


@dataclass(frozen=True, slots=True)
class Replacement:
    """How a value is read: `text` replaces it in its line (a comment behind it included)."""

    text: str
    rule: Rule
    message: str
    advice: str = "put the whole text in quotes"


def split_comment(value: str) -> tuple[str, str]:
    """The value without trailing spaces, and the comment behind it with a space before it, or ""."""
    found = COMMENT.search(value)
    if found is None:
        return value.rstrip(), ""
    return value[: found.start()].rstrip(), f" {value[found.start() :]}"


def replace_plain(value: str, *, is_text: bool) -> Replacement | None:
    """How a value that begins with no quote and is no list in brackets is meant; None: as it stands.

    `is_text`: the field holds text, so that `- x` and `*x` can be nothing else.
    """
    bare, tail = split_comment(value)
    curly = CURLY_QUOTED.fullmatch(bare)
    if curly:
        inner = curly[2] if curly[1] else curly[3]
        return Replacement(
            quote(inner) + tail, CURLY_QUOTE, "the curly quotes were read as quotes", "type straight quotes"
        )
    if _begins_with_mark(bare, is_text):
        message = f"the “{bare[0]}” at the beginning was read as part of the text"
        return Replacement(quote(bare) + tail, UNQUOTED_MARK, message)
    if HASH.search(bare):
        return Replacement(
            quote(bare) + tail, UNQUOTED_HASH, "“#” was read as part of the text, not as a comment"
        )
    if COLON.search(bare):
        return Replacement(
            quote(bare) + tail, UNQUOTED_COLON, "the second colon was read as part of the text"
        )
    return None


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
    """How a value that begins with a closed quote is meant; None: as it stands."""
    double = value[0] == '"'
    found = (DOUBLE_QUOTED if double else SINGLE_QUOTED).match(value)
    assert found is not None
    rest = value[found.end() :]
    bare, tail = split_comment(rest)
    if not bare:
        if not rest[: len(rest) - len(rest.lstrip())].isascii():
            message = "a no-break space or another odd space was read as an ordinary one"
            return Replacement(found.group() + tail, ODD_SPACE, message, "press the space bar instead")
        if double and has_bad_escape(found[1]):
            message = "the backslash was read as part of the text"
            advice = "put text with a backslash in single quotes"
            return Replacement(quote(found[1]) + tail, ODD_BACKSLASH, message, advice)
        return None
    if bare.strip() in (",", ";"):
        message = f"the “{bare.strip()}” behind the closing quote was left out"
        return Replacement(found.group() + tail, STRAY_COMMA, message, "leave it out")
    whole = value[: found.end()] + bare
    message = "the text goes on after the closing quote; the quotes were read as part of it"
    return Replacement(quote(whole) + tail, BROKEN_QUOTE, message)


def replace_apostrophe(value: str) -> Replacement:
    """`'tis the season`: the quote at the beginning is never closed, so it is an apostrophe."""
    bare, tail = split_comment(value)
    message = "the ' at the beginning was read as an apostrophe, for no second one closes it"
    return Replacement(quote(bare) + tail, BROKEN_QUOTE, message)


def has_bad_escape(inner: str) -> bool:
    """Whether a backslash in double-quoted text stands before a letter it cannot change."""
    return "\\" in inner and any(found[1] for found in _BAD_ESCAPE.finditer(inner))


# Lists and fields in brackets


class FlowError(Exception):
    """The brackets cannot be read; `reason` is "open", "depth" or "mixed". Caught by the caller."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


@dataclass(slots=True)
class FlowCollection:
    """Where brackets end (index of line and column after the last one) and the items in them to mend.

    `edits` are (line, first column, column after, text instead); `anchor` the first anchor, alias
    or tag as (line, column, mark).
    """

    line: int
    column: int
    edits: list[tuple[int, int, int, str]] = field(default_factory=list)
    anchor: tuple[int, int, str] | None = None


class _FlowReader:
    def __init__(self, line: int, depth: int) -> None:
        self.found = FlowCollection(line, 0)
        self.depth = depth
        self.open: list[str] = []
        self.fresh = True  # an item may begin here
        self.start = 0  # column of the latest item
        self.item: int | None = None  # column of an item that must be put in quotes

    def read_line(self, line: str, number: int, column: int) -> bool:
        """Whether the last bracket was closed in this line."""
        spaced = True
        while column < len(line):
            piece = _QUOTED.match(line, column) if self.fresh else None
            piece = piece or _PIECE.match(line, column)
            text = piece.group() if piece else line[column]
            if text[0] == "#" and spaced and line[column + 1 : column + 2] in ("", " ", "\t"):
                break
            if text[0] in " \t":
                spaced = True
                column += len(text)
                continue
            if self._take(text, line, number, column, spaced):
                return True
            spaced = False
            column += len(text)
        self._end_item(line, number, column)
        return False

    def _take(self, text: str, line: str, number: int, column: int, spaced: bool) -> bool:
        if text in "[{":
            if not self.fresh:
                raise FlowError("mixed", number, column)
            if len(self.open) >= self.depth:
                raise FlowError("depth", number, column)
            self.open.append(text)
        elif text in "]}":
            if not self.open or _CLOSES[self.open.pop()] != text:
                raise FlowError("mixed", number, column)
            self._end_item(line, number, column)
            self.fresh = False
            if not self.open:
                self.found.line, self.found.column = number, column + 1
                return True
        elif text == ",":
            self._end_item(line, number, column)
            self.fresh = True
        elif text == ":" and self.item is None:
            self.fresh = True
        else:
            self._text(text, line, number, column, spaced)
        return False

    def _text(self, text: str, line: str, number: int, column: int, spaced: bool) -> None:
        if self.fresh and text[0] in _MARKS and not (text[0] in "\"'" and len(text) > 1):
            end = _ITEM_END.search(line, column)
            mark = anchor_alias_or_tag(line[column : end.start() if end else None])
            if mark and self.found.anchor is None:
                self.found.anchor = (number, column, mark)
            self.item = column
        elif self.fresh:
            self.start = column
        elif text[0] == "#" and spaced and self.item is None:
            self.item = self.start
        self.fresh = False

    def _end_item(self, line: str, number: int, column: int) -> None:
        if self.item is None:
            return
        bare = line[self.item : column].rstrip()
        curly = CURLY_QUOTED.fullmatch(bare)
        inner = (curly[2] if curly[1] else curly[3]) if curly else bare
        self.found.edits.append((number, self.item, self.item + len(bare), quote(inner)))
        self.item = None


def read_flow(lines: list[str], first: int, column: int, end: int, depth: int) -> FlowCollection:
    """Read the brackets that open at `column` of line `first`, at most to before line `end`.

    `depth` is how many levels are allowed. Raises FlowError with the place where reading stopped.
    """
    reader = _FlowReader(first, depth)
    for number in range(first, end):
        if reader.read_line(lines[number], number, column if number == first else 0):
            return reader.found
    raise FlowError("open", first, column)
