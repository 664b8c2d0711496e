"""Lines of a page of which parts are in another language: names, notes and lists as people wrote them.

Where all is in the page's own language a line stays plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bulletin.model.site.parts import MixedText, TextRun
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.words.dates import capital
from bulletin.words.spacing import hold_together

_PLACE = "\ufffc"
"""Stands in a phrase for what is put there later; neither of a direction nor a digit (UAX #9: ON)."""
_PLACES = re.compile(f"{_PLACE}([0-9]){_PLACE}")


def localized(local: LocalizedBoard, text: str, language: str) -> MixedText:
    """The text as somebody wrote it in `language`, marked where the page is in another."""
    if not text or language == local.language or language.lower() == local.language.lower():
        return hold_together(text)
    return (local.text_run(text, language),)


def localized_list(local: LocalizedBoard, items: Iterable[str], language: str) -> MixedText:
    """`a, b and c`, joined as the language does in which the items were written."""
    return localized(local, local.dates_in(language).listed(items), language)


def phrase_mixed(local: LocalizedBoard, key: str, /, **parameters: MixedText) -> MixedText:
    """The phrase with its parameters, of which some may be in another language."""
    parts = {name: value for name, value in parameters.items() if not isinstance(value, str)}
    if not parts:
        return local.phrase(key, **parameters)
    places = {name: f"{_PLACE}{number}{_PLACE}" for number, name in enumerate(parts)}
    pieces = _PLACES.split(local.phrase(key, **{**parameters, **places}))
    values = [*parts.values()]
    return join_words(
        values[int(piece)] if place % 2 and int(piece) < len(values) else piece
        for place, piece in enumerate(pieces)
    )


def join_words(lines: Iterable[MixedText], between: str = "") -> MixedText:
    """The lines as one, without empty ones."""
    filled = [line for line in lines if line]
    plain = [line for line in filled if isinstance(line, str)]
    if len(plain) == len(filled):
        return between.join(plain)
    parts: list[TextRun] = []
    for number, line in enumerate(filled):
        if number and between:
            parts.append(TextRun(between))
        parts += (TextRun(line),) if isinstance(line, str) else line
    return tuple(parts)


def capital_words(line: MixedText) -> MixedText:
    """The line with a capital at its beginning."""
    if isinstance(line, str):
        return capital(line)
    first, *rest = line
    return (replace(first, text=capital(first.text)), *rest)


def plain_words(line: MixedText) -> str:
    """The line as plain text, for formats that have no languages within a text."""
    return line if isinstance(line, str) else "".join(part.text for part in line)
