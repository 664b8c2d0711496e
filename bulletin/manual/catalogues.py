"""Catalogues of messages, made anew from the code by Babel: what is new is added, translations stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

_KEYWORDS: Mapping[str, tuple[int, ...] | None] = {"_": None, "ngettext": (1, 2)}
"""What marks a message, and which of its arguments are templates; else the first one."""

_MARKED = b"bulletin.translatable import"
_HEADER = r"""msgid ""
msgstr ""
"Project-Id-Version: Bulletin\n"
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plural_forms}\n"

"""
"""Of our own: Babel's says when a catalogue was made, and by which Babel."""


def extract_messages(modules: Mapping[str, bytes]) -> Catalog:
    """Every message marked in modules, which are given by their paths; in the order in which they stand."""
    template = Catalog()
    for path in sorted(modules):
        for line, message, comments in _extract(modules[path]):
            template.add(message, locations=[(path, line)], auto_comments=comments)
    return template


def _extract(module: bytes) -> Iterator[tuple[int, str | tuple[str, ...], list[str]]]:
    if _MARKED not in module:
        return
    for line, message, comments, _context in extract("python", BytesIO(module), _KEYWORDS):
        yield line, message, comments


def update_catalogue(catalogue: str, language: str, template: Catalog) -> str:
    """The text of a catalogue with the messages of the template, and its own translations of them."""
    known = read_po(BytesIO(catalogue.encode()), locale=language)
    known.update(template, no_fuzzy_matching=True, update_creation_date=False)
    written = BytesIO()
    write_po(written, known, omit_header=True, ignore_obsolete=True, include_lineno=False)
    header = _HEADER.format(language=language, plural_forms=known.plural_forms)
    return f"{header}{written.getvalue().decode()}"
