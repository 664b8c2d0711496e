"""Bytes to text: UTF-8, with Windows-1252 as the guess, and without characters that deceive.

Some characters end a line for one program and not for another, turn the writing direction, or crash
a reader of the feed: a reviewer would not see what they do. They are refused with their line. Marks
that words in Arabic or Hebrew need (U+200E, U+200F) and the no-break space stay.

An odd line end (U+2028 from a layout program, a vertical tab, a carriage return alone) within the words of a
value is read as a line end of these words, and never as one of the file: so no field can begin behind it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bulletin.problems import Fix, Problem, Rule, Severity, SourceRef
from bulletin.translatable import gettext as _

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
    corrected=True,
)

BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
LINE_END = "\ufdd0"
"""Stands in a decoded text for an odd line end within the words of a value; no file can hold it."""

_FENCE_END = re.compile(r"(?<=^---)[ \t]*\r+", re.MULTILINE)
_LINE_ENDS = re.compile("[\x0b\x0c\r\x85\u2028\u2029]")
_AT_LINE_ENDS = "\x0b\x0c\r\x85\u2028\u2029"
# Tag characters spell out text that nobody sees; behind a black flag they name a country.
_REMOVED = re.compile(
    "(?P<flag>\U0001f3f4[\U000e0030-\U000e007a]{2,6}\U000e007f)|[\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
# Where a word may be parted, and nothing else. Between letters that are written without spaces they stay.
_MEANINGLESS = re.compile("\u00ad|\u2060|\u180e|(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b")
_HIDES = re.compile(r"\s*(?:[\w\"'][\w \"'-]{0,60}\s*[:：]|[-?](?:\s|\Z)|---|\.\.\.|[#%&*!|>\[\]{}<])")
_COMMENT = re.compile(r"(?:^|\s)#")
_BLOCK = re.compile(r"(\s*)(?:- +)*[\w\"'-][^#\n]{0,80}:\s+[|>][+-]?[1-9]?[+-]?\s*\Z")
_EMPTY_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
_MULTIBYTE = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
_ORDINARY = b"\t\n" + bytes(range(0x20, 0x7F))
_HIGH = re.compile(rb"[\x80-\xff]+")

_SAVE_AS = "choose “Save as”"
_NAMES = {
    "\x00": _("a NUL byte"),
    "\x1b": _("an escape character"),
    "\x0b": _("a vertical tab"),
    "\x0c": _("a form feed"),
    "\r": _("an old Macintosh line end (a carriage return alone)"),
    "\x85": _("a hidden line break (U+0085)"),
    "\u2028": _("a hidden line break (U+2028)"),
    "\u2029": _("a hidden paragraph break (U+2029)"),
}


def decode_text(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text of a file, its lines ended by "\\n", and what is wrong with its characters.

    None if the file is no text or holds a character that is refused (a Problem for each line). A byte
    order mark and Windows line ends are no mistake.
    """
    if data.startswith(_UTF16) or b"\x00" in data[:4096]:
        return None, [_not_text(path, data)]
    text, problems = _decode(data, path)
    if text is None:
        return None, problems
    text = text.replace("\r\r\n", "\n").replace("\r\n", "\n")
    if "\r" in text and "\n" not in text and "#" not in text:
        text = text.replace("\r", "\n")  # an old Macintosh's; a comment would hide what stands behind it
    if "\r" in text and path.lower().endswith((".md", ".markdown")):
        text = _FENCE_END.sub("\n", text)
    # Whatever is refused or removed is no letter, mark or sign that can be printed.
    if not data.translate(None, _ORDINARY) or text.replace("\n", " ").replace("\t", " ").isprintable():
        return text, problems
    if _LINE_ENDS.search(text) and LINE_END not in text:
        text = _with_line_ends(text, is_markdown=path.lower().endswith((".md", ".markdown")))
        shown = text.replace(LINE_END, " ")
    else:
        shown = text
    if _REFUSED.search(shown):
        return None, [*problems, *_odd_lines(shown, path)]
    removed = list(_lines_with_removed(shown, path))
    return without_unseen(text), [*problems, *removed]


def _decode(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text of bytes in UTF-8, or in Windows-1252 with a Problem; None for any other."""
    try:
        return data.removeprefix(BOM).decode("utf-8"), []
    except UnicodeDecodeError as error:
        ref = SourceRef(path, data.count(b"\n", 0, error.start) + 1)
    try:
        text = _decode_windows(data)
    except UnicodeDecodeError:
        message = _("this line holds bytes that are no letters in UTF-8")
        hint = _("type the letters of this line again that look wrong")
        hint = _("{hint}, then {save_as} and the encoding UTF-8", hint=hint, save_as=_SAVE_AS)
        return None, [Problem(ref, NOT_TEXT, message, hint)]
    message = _("this file is not saved as UTF-8; it was read as Windows-1252 (Western European)")
    hint = _(
        "look at the letters with accents, then {save_as} in your editor and the encoding UTF-8",
        save_as=_SAVE_AS,
    )
    return text, [Problem(ref, NOT_UTF8, message, hint)]


def odd_character(text: str) -> str | None:
    """The name of the first character in `text` that no record may hold, or None.

    For text made of escapes, such as "\\u202e" in double quotes.
    """
    found = _REFUSED.search(text) or _find_removed(text)
    return _name(found.group()) if found else None


def with_plain_line_ends(text: str) -> str:
    """The words of a value with "\\n" for each odd line end, however it was written."""
    return _LINE_ENDS.sub("\n", text.replace("\r\n", "\n").replace(LINE_END, "\n"))


def is_invisible(text: str) -> bool:
    """Whether nothing in it can be seen: it is empty, or spaces, marks and fillers alone."""
    return all(
        character in _EMPTY_LETTERS or unicodedata.category(character)[0] in "ZCM" for character in text
    )


def without_odd_characters(text: str) -> str:
    """`text` as a record may hold it: line ends as "\\n", what would be refused or removed left out."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return without_unseen(_REFUSED.sub("", unified))


def without_unseen(text: str) -> str:
    """The text without soft hyphens, characters of no width and marks that spell what nobody sees."""
    return _MEANINGLESS.sub("", _without_removed(text))


def _without_removed(text: str) -> str:
    return _REMOVED.sub(lambda found: found["flag"] or "", text)


def _find_removed(text: str) -> re.Match[str] | None:
    return next((found for found in _REMOVED.finditer(text) if not found["flag"]), None)


def _with_line_ends(text: str, *, is_markdown: bool) -> str:
    """LINE_END for each odd line end that can hide nothing; the others stay, to be refused."""
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    body = fences[1] if is_markdown and len(fences) > 1 else len(lines)
    block = -1  # the indent of the field whose block of text this is
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if line.strip() and indent <= block:
            block = -1
        if _LINE_ENDS.search(line):
            line = lines[number] = line.strip(_AT_LINE_ENDS)
            pieces = _LINE_ENDS.split(line)
            if number > body or block >= 0 or not _may_hide(pieces):
                lines[number] = LINE_END.join(pieces)
        if block < 0 and (found := _BLOCK.match(line)):
            block = len(found[1])
    return "\n".join(lines)


def _may_hide(pieces: list[str]) -> bool:
    """Whether a line could be read as a comment by some and as a field by others."""
    if not pieces[0].strip():
        return True
    return any(_COMMENT.search(piece) for piece in pieces) or any(_HIDES.match(piece) for piece in pieces[1:])


def _decode_windows(data: bytes) -> str:
    # A file that is mostly sound UTF-8 with some broken bytes is damaged, not Windows-1252: read so,
    # every accent in it would turn into two wrong letters. "CAFÉ»" alone is sound by accident.
    runs = [run.group() for run in _HIGH.finditer(data)]
    sound = sum(1 for run in runs if _MULTIBYTE.fullmatch(run))
    if sound > len(runs) - sound:
        raise UnicodeDecodeError("cp1252", b"", 0, 0, _("damaged UTF-8"))
    return data.decode("cp1252")


def _name(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if character in _NAMES:
        return _NAMES[character]
    if "\u202a" <= character <= "\u202e":
        return _("a character that turns the writing direction ({code})", code=code)
    if "\ud800" <= character <= "\udfff":
        return _("half a character ({code})", code=code)
    if unicodedata.category(character) == "Cn":
        return _("a code that is no character ({code})", code=code)
    if character in "\u2066\u2067\u2068\u2069\ufeff" or "\U000e0000" <= character <= "\U000e007f":
        return _("an invisible mark ({code})", code=code)
    return _("an invisible control character ({code})", code=code)


def _odd_lines(text: str, path: str) -> Iterator[Problem]:
    """One error for each line with a character that is refused; lines are ended by line feeds only."""
    for number, line in enumerate(text.split("\n"), start=1):
        found = _REFUSED.search(line)
        if found is None:
            continue
        clean = without_odd_characters(_LINE_ENDS.sub(" ", line))
        ref, fix = SourceRef(path, number, found.start() + 1), Fix(number, number, (clean,))
        message = _("this line holds {name}, which cannot be seen and is not allowed", name=_name(found[0]))
        hint = _("delete this line and type it again by hand:\n{clean}", clean=clean)
        if found[0] == "\r":
            hint = _(
                "save the file with Unix or Windows line ends (in most editors: Save as, line endings LF)"
            )
            yield Problem(ref, ODD_CHARACTER, message, hint)
        else:
            yield Problem(ref, ODD_CHARACTER, message, hint, fix)


def _lines_with_removed(text: str, path: str) -> Iterator[Problem]:
    """One warning for each line with a mark that is removed."""
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _find_removed(line):
            clean = _without_removed(line)
            ref, fix = SourceRef(path, number, found.start() + 1), Fix(number, number, (clean,)).surely
            hint = _("nothing is lost without it; the line then is:\n{clean}", clean=clean)
            message = _("this line holds {name}; it was left out", name=_name(found[0]))
            yield Problem(ref, DIRECTION_MARK, message, hint, fix)


def _not_text(path: str, data: bytes) -> Problem:
    if data.startswith(_UTF16) or data[1:2] == b"\x00" or data[:1] == b"\x00":
        message = _("this file is saved as UTF-16 (Windows calls it “Unicode”), which cannot be read here")
    else:
        message = _("this is not a text file: it holds NUL bytes")
    hint = _("open it in your editor, choose “Save as”, and pick the encoding UTF-8")
    line = data.count(b"\n", 0, max(data.find(b"\x00"), 0)) + 1
    return Problem(SourceRef(path, line), NOT_TEXT, message, hint)
