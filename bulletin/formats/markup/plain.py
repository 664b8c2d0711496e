"""Texts without Markdown, a title or a summary, as programs hand them over."""

from __future__ import annotations

import re

from bulletin.formats.markup.sanitizer import decode_entities
from bulletin.formats.markup.source import clean_text

# Behind a sentence, or before anything but a small letter: in `C:\\new` it is a part of a name.
_ESCAPED_LINE_END = re.compile(r"(?<![A-Za-z]:)(?:(?:\\r)?\\n|\\r)(?![a-z])|(?<=[.!?,;])(?:\\r)?\\n")


def with_escaped_line_ends(text: str) -> str:
    """A text on one line with the line ends that are written in it as `\\n`.

    >>> with_escaped_line_ends(r"We mend.\\n\\nBring a clock.")
    'We mend.\\n\\nBring a clock.'
    """
    return text if "\\" not in text or "\n" in text else _ESCAPED_LINE_END.sub("\n", text)


def one_line(text: str) -> str:
    """A title or a summary: on one line, with the characters that entities such as `&amp;` stand for."""
    if "&" in text:
        text = clean_text(decode_entities(decode_entities(text)))
    return " ".join(with_escaped_line_ends(text).split())
