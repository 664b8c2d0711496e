"""Which line ends of a text stay: those that somebody typed, not those where a program wrapped.

Short lines one under the other (a programme, an address, a poem) stay lines. A text that was wrapped is told
by its lines: each is as long as it could be, for the next word would have had no room, and somewhere a
sentence goes on in small letters on the next line, or ends within one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

NARROWEST, WIDEST = 60, 120
"""Characters at which programs wrap lines; whatever is shorter or longer was typed so."""

BREAK = "  "
"""What Markdown has for a line end that stays."""

_QUOTE = re.compile(r"(?:[ \t]*>)+[ \t]?")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_ALONE = re.compile(
    r"[ \t]*(?:#{1,6}(?:[ \t]|$)|(?:-[ ]{0,2}){3,}$|(?:_[ ]{0,2}){3,}$|(?:\*[ ]{0,2}){3,}$"
    r"|\[[^\[\]]+\]:[ \t])"
)
# What makes a heading of the first line of a paragraph.
_UNDERLINE = re.compile(r"(?:-+|=+)[ ]*$")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_HTML_BREAK = re.compile(r"<br[ \t]*/?>$", re.IGNORECASE)
# What each line of a programme begins with: a time, a date, a name with a colon, a sign.
_ENTRY = re.compile(
    r"\**(?:\d{1,2}(?:[:.h]\d\d|[ \u00a0]?(?:[ap]\.?m\b|h\b|Uhr\b)|[.)][ \u00a0]|[ \u00a0][A-Z])"
    r"|[^\W\d_][^:\n]{0,24}:(?:\s|\*|$)|[^\w\s\"'“‘„«(\[<*`])"
)


_LINES_BELOW_EACH_OTHER = re.compile(r"\n(?<!\n\n)[^\S\n]*\S")

_SENTENCE_WITHIN = re.compile(r"[^\W\d_]{2}[.!?] [^\W\d_]|[^\W\d_], [^\W\d_]")


class _Paragraph(NamedTuple):
    """Lines of the text that belong together: their numbers, and their words without quotation marks."""

    numbers: list[int]
    words: list[str]

    @property
    def full(self) -> list[bool]:
        """Of each line but the last, whether the next word would have had no room in it."""
        if len(self.words) == 1:
            return []
        widths = [len(words.rstrip()) for words in self.words]
        several = [width for width, words in zip(widths, self.words, strict=True) if " " in words.strip()]
        widest = max(several, default=0)
        if not NARROWEST <= widest <= WIDEST or self._has_entries:
            return [False] * (len(widths) - 1)
        return [
            width + 1 + len(below.split(None, 1)[0]) > widest
            for width, below in zip(widths[:-1], self.words[1:], strict=True)
        ]

    @property
    def _has_entries(self) -> bool:
        entries = sum(1 for words in self.words if _ENTRY.match(words.lstrip()))
        return entries >= 2 and 2 * entries >= len(self.words)

    def goes_on(self, line: int) -> bool:
        """Whether a sentence goes on below the line of that index: in small letters, or without case."""
        first = self.words[line + 1].lstrip()[0]
        return first.isalpha() and not first.isupper()


def _is_open(words: str) -> bool:
    """Whether a line ends within a sentence."""
    return words.rstrip(" *_\"'”’)»")[-1:] not in (".", "!", "?", "…", ":", ";")


def keep_line_ends(text: str) -> str:
    """The text with two spaces at the end of each line whose line end stays, and at no other."""
    if "\n" not in text:
        return text
    if " \n" not in text and text[-1] != " " and not _LINES_BELOW_EACH_OTHER.search(text):
        return text
    lines = text.split("\n")
    paragraphs = list(_paragraphs(lines))
    full = [paragraph.full for paragraph in paragraphs]
    wrapped = any(
        paragraph.goes_on(line)
        or (_SENTENCE_WITHIN.search(words := paragraph.words[line]) and (sum(ends) > 1 or _is_open(words)))
        for paragraph, ends in zip(paragraphs, full, strict=True)
        for line, is_full in enumerate(ends)
        if is_full
    )
    for paragraph, ends in zip(paragraphs, full, strict=True):
        for line, number in enumerate(paragraph.numbers):
            if line < len(ends) and not _flows(paragraph, ends, line, wrapped=wrapped):
                lines[number] = _with_break(lines[number])
            elif line == len(ends):
                lines[number] = lines[number].rstrip(" ")
    return "\n".join(lines)


def _flows(paragraph: _Paragraph, ends: list[bool], line: int, *, wrapped: bool) -> bool:
    """Whether the line runs on into the next one."""
    if not ends[line] or paragraph.words[line].endswith(BREAK):
        return False
    alone = not any(ends[line - 1 : line] if line else []) and not any(ends[line + 1 : line + 2])
    return paragraph.goes_on(line) or (wrapped and (not alone or len(ends) == 1))


def _with_break(line: str) -> str:
    """The line with a line end that stays, unless that would fall into a tag or a piece of code."""
    bare = line.rstrip(" ")
    if bare.rfind("<") > bare.rfind(">") or bare.count("`") % 2 or _HTML_BREAK.search(bare):
        return bare
    return bare + BREAK


def _paragraphs(lines: list[str]) -> Iterator[_Paragraph]:
    """Lines of text that follow each other; an item of a list begins a paragraph."""
    found, depth, in_code = _Paragraph([], []), 0, False
    for number, line in enumerate(lines):
        quote = None if line[:1].isalpha() else _QUOTE.match(line)
        words = line[quote.end() :] if quote else line
        has_mark = not words[:1].isalpha()
        is_fence = has_mark and _FENCE.match(words) is not None
        in_code ^= is_fence
        is_rule = has_mark and (_ALONE.match(words) or (len(found.numbers) == 1 and _UNDERLINE.match(words)))
        is_text = not (in_code or is_fence or is_rule or (has_mark and not words.strip()))
        quoted = quote[0].count(">") if quote else 0
        if found.numbers and (not is_text or quoted != depth or (has_mark and _ITEM.match(words))):
            if not _is_table(found):
                yield found
            found = _Paragraph([], [])
        if is_text:
            found.numbers.append(number)
            found.words.append(words)
            depth = quoted
    if found.numbers and not _is_table(found):
        yield found


def _is_table(paragraph: _Paragraph) -> bool:
    return any("|" in words and _TABLE_RULE.match(words.strip()) for words in paragraph.words)
