"""Bytes to text: UTF-8, with Windows-1252 as the guess, and without characters that deceive.

Some characters end a line for one program and not for another, turn the writing direction, or crash
a reader of the feed: a reviewer would not see what they do. They are refused with their line. Marks
that words in Arabic or Hebrew need (U+200E, U+200F) and the no-break space stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bulletin.problems import Fix, Problem, Rule, Severity, SourceRef

NOT_UTF8 = Rule(
    "not-utf8",
    Severity.WARNING,
    "A file is saved as UTF-8.",
    "Letters with accents come out right on every computer.",
)
NOT_TEXT = Rule(
    "not-text",
    Severity.ERROR,
    "A file is plain text saved as UTF-8.",
    "What cannot be read cannot be published.",
)
ODD_CHARACTER = Rule(
    "odd-character",
    Severity.ERROR,
    "A file holds no invisible control characters, line separators or overrides of the writing direction.",
    "What a reviewer sees is what is published.",
)
DIRECTION_MARK = Rule(
    "direction-mark",
    Severity.WARNING,
    "Text holds no invisible marks that isolate a writing direction or stand for nothing.",
    "They are removed, so that text cannot look different from what it says.",
)

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_REMOVED = re.compile("[\u2066-\u2069\ufeff]")
_MULTIBYTE = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
_ORDINARY = b"\t\n" + bytes(range(0x20, 0x7F))
_HIGH = re.compile(rb"[\x80-\xff]+")

_SAVE_AS = "choose “Save as”"
_NAMES = {
    "\x00": "a NUL byte",
    "\x1b": "an escape character",
    "\x0b": "a vertical tab",
    "\x0c": "a form feed",
    "\r": "an old Macintosh line end (a carriage return alone)",
    "\x85": "a hidden line break (U+0085)",
    "\u2028": "a hidden line break (U+2028)",
    "\u2029": "a hidden paragraph break (U+2029)",
}


def decode_text(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text of a file, its lines ended by "\\n", and what is wrong with its characters.

    None if the file is no text or holds a character that is refused (a Problem for each line). A byte
    order mark and Windows line ends are no mistake.
    """
    if data.startswith(_UTF16) or b"\x00" in data[:4096]:
        return None, [_not_text(path, data)]
    problems: list[Problem] = []
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        ref = SourceRef(path, data.count(b"\n", 0, error.start) + 1)
        try:
            text = _decode_windows(data)
        except UnicodeDecodeError:
            message = "this line holds bytes that are no letters in UTF-8"
            hint = "type the letters of this line again that look wrong"
            return None, [Problem(ref, NOT_TEXT, message, f"{hint}, then {_SAVE_AS} and the encoding UTF-8")]
        message = "this file is not saved as UTF-8; it was read as Windows-1252 (Western European)"
        hint = f"look at the letters with accents, then {_SAVE_AS} in your editor and the encoding UTF-8"
        problems.append(Problem(ref, NOT_UTF8, message, hint))
    text = text.replace("\r\n", "\n")
    # Whatever is refused or removed is no letter, mark or sign that can be printed.
    if not data.translate(None, _ORDINARY) or text.replace("\n", " ").replace("\t", " ").isprintable():
        return text, problems
    if _REFUSED.search(text):
        return None, [*problems, *_odd_lines(text, path, _REFUSED)]
    return _REMOVED.sub("", text), [*problems, *_odd_lines(text, path, _REMOVED)]


def odd_character(text: str) -> str | None:
    """The name of the first character in `text` that no record may hold, or None.

    For text made of escapes, such as "\\u202e" in double quotes.
    """
    found = _REFUSED.search(text) or _REMOVED.search(text)
    return _name(found.group()) if found else None


def without_odd_characters(text: str) -> str:
    """`text` as a record may hold it: line ends as "\\n", what would be refused or removed left out."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _REMOVED.sub("", _REFUSED.sub("", unified))


def _decode_windows(data: bytes) -> str:
    # A file that is mostly sound UTF-8 with some broken bytes is damaged, not Windows-1252: read so,
    # every accent in it would turn into two wrong letters. "CAFÉ»" alone is sound by accident.
    runs = [run.group() for run in _HIGH.finditer(data)]
    sound = sum(1 for run in runs if _MULTIBYTE.fullmatch(run))
    if sound > len(runs) - sound:
        raise UnicodeDecodeError("cp1252", b"", 0, 0, "damaged UTF-8")
    return data.decode("cp1252")


def _name(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if character in _NAMES:
        return _NAMES[character]
    if "\u202a" <= character <= "\u202e":
        return f"a character that turns the writing direction ({code})"
    if "\ud800" <= character <= "\udfff":
        return f"half a character ({code})"
    if unicodedata.category(character) == "Cn":
        return f"a code that is no character ({code})"
    if character in "\u2066\u2067\u2068\u2069\ufeff":
        return f"an invisible mark ({code})"
    return f"an invisible control character ({code})"


def _odd_lines(text: str, path: str, pattern: re.Pattern[str]) -> Iterator[Problem]:
    """One Problem for each line with a character of `pattern`; lines are ended by line feeds only."""
    for number, line in enumerate(text.split("\n"), start=1):
        found = pattern.search(line)
        if found is None:
            continue
        name, clean = _name(found[0]), pattern.sub("", line)
        ref, fix = SourceRef(path, number, found.start() + 1), Fix(number, number, (clean,))
        if pattern is _REMOVED:
            hint = f"nothing is lost without it; the line then is:\n{clean}"
            yield Problem(ref, DIRECTION_MARK, f"this line holds {name}; it was left out", hint, fix)
            continue
        message = f"this line holds {name}, which cannot be seen and is not allowed"
        hint = f"delete this line and type it again by hand:\n{clean}"
        if found[0] == "\r":
            hint = "save the file with Unix or Windows line ends (in most editors: Save as, line endings LF)"
            yield Problem(ref, ODD_CHARACTER, message, hint)
        else:
            yield Problem(ref, ODD_CHARACTER, message, hint, fix)


def _not_text(path: str, data: bytes) -> Problem:
    if data.startswith(_UTF16) or data[1:2] == b"\x00" or data[:1] == b"\x00":
        message = "this file is saved as UTF-16 (Windows calls it “Unicode”), which cannot be read here"
    else:
        message = "this is not a text file: it holds NUL bytes"
    hint = "open it in your editor, choose “Save as”, and pick the encoding UTF-8"
    line = data.count(b"\n", 0, max(data.find(b"\x00"), 0)) + 1
    return Problem(SourceRef(path, line), NOT_TEXT, message, hint)
