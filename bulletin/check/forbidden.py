"""Strings that may stand nowhere: the addresses of confidential places, from a list outside the repository.

Every file of the content folder and of the built site is searched, for the string as it is and as encoded:
wrapped, as HTML or JSON, in a URL, in folded lines of a calendar, in a file's name. A Problem names the file
and the line, and never the string.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote_plus

from bulletin.problems import Problem, Rule, Severity, SourceRef
from bulletin.translatable import gettext as _

FORBIDDEN_TEXT = Rule(
    "forbidden-text",
    Severity.ERROR,
    "Nothing that the list of `--forbidden` names stands in the content or in the built site.",
    "The list holds the addresses of people who must not be found.",
)
SHORTEST = 4

_SPACES = re.compile(r"\s+")
_TAG = re.compile(r"<[^<>]*>")
_FOLD = re.compile(r"\r?\n[ \t]")
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_NO_WORD = re.compile(r"[\W_]+")
_MESSAGE = _("Here stands something that must not be published (it is on the list of forbidden texts).")
_HINT = _("Remove it here and from the repository's history: everybody can read that too.")
_MOST_PER_FILE = 20


def parse_forbidden(text: str) -> tuple[str, ...]:
    """The strings of the list, one per line, each once; empty lines are none."""
    lines = (_flat(line) for line in text.removeprefix("\ufeff").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def find_forbidden(path: str, data: bytes, strings: tuple[str, ...]) -> list[Problem]:
    """A Problem for each line of the file `path` on which one of `strings` (of `parse_forbidden`) begins."""
    lines: set[int] = set()
    slugs = _NO_WORD.sub(" ", path).casefold()
    if any(_NO_WORD.sub(" ", string).strip() in slugs for string in strings):
        lines.add(0)
    if b"\0" in data[:8000]:
        lines.update(0 for text in _hidden_texts(data) if any(string in text for string in strings))
    else:
        text = data.decode("utf-8", "replace")
        readings = tuple(_readings(text))
        for string in strings:
            if any(string in reading for reading in readings):
                lines.update(_lines_with(text, string))
    return [Problem(SourceRef(path, line), FORBIDDEN_TEXT, _MESSAGE, _HINT) for line in sorted(lines)]


def _hidden_texts(data: bytes) -> Iterator[str]:
    """What may be written inside a picture or a PDF."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield _flat(data.decode(encoding, "ignore"))
    yield _flat(data[1:].decode("utf-16-le", "ignore"))


def _lines_with(text: str, string: str) -> Iterator[int]:
    """The lines on which `string` begins, in whatever encoding. Slow; for texts that hold it."""
    lines = text.splitlines(keepends=True)
    begin = 0
    for _span in range(_MOST_PER_FILE):
        span = _find_span(lines, begin, string)
        if span is None:
            return
        yield span[0] + 1
        begin = span[1]


def _find_span(lines: list[str], begin: int, string: str) -> tuple[int, int] | None:
    """The first lines `[first, end)` from `begin` on that hold the string, as few as possible."""
    if not _holds("".join(lines[begin:]), string):
        return None
    # The shortest beginning that holds it ends on its last line; from there back to its first one.
    end = _smallest(begin + 1, len(lines), lambda end: _holds("".join(lines[begin:end]), string))
    back = _smallest(1, end - begin, lambda back: _holds("".join(lines[end - back : end]), string))
    return end - back, end


def _smallest(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The smallest number from `low` to `high` of which it holds; it holds of all above it."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _holds(text: str, string: str) -> bool:
    return any(string in reading for reading in _readings(text))


def _readings(text: str) -> Iterator[str]:
    """The text as it stands, and decoded from each of the formats it may be in."""
    yield _flat(text)
    if "<" in text or "&" in text:
        yield _flat(html.unescape(_TAG.sub(" ", text)))
        yield _flat(html.unescape(_TAG.sub("", text)))
        yield _flat(html.unescape(text))
    if "%" in text or "+" in text:
        yield _flat(unquote_plus(text))
    if "\\" in text or _FOLD.search(text):
        bare = _UNICODE.sub(lambda match: chr(int(match[1], 16)), _FOLD.sub("", text))
        yield _flat(bare.replace("\\n", " ").replace("\\N", " ").replace("\\", ""))


def _flat(text: str) -> str:
    return _SPACES.sub(" ", text).strip().casefold()
