"""Notes that people write to themselves into a text, and forget there: `TODO`, `[insert link]`, `???`."""

from __future__ import annotations

import re

from bulletin.problems import Rule, Severity
from bulletin.translatable import gettext as _

NOTE_TO_ONESELF = Rule(
    "note-to-oneself",
    Severity.WARNING,
    "A text holds no note to oneself, no placeholder and no sample text.",
    "What stands there is published as it is.",
)

_WRITTEN = (
    r"insert|add|enter|fill in|your|replace|to be (?:confirmed|added|filled)|placeholder|check|ask|confirm"
)
_BLANK = r"name|date|time|place|link|url|price|phone|address|number|details|text|xx+|insérer|ajouter|lien|nom"
_ABOUT = "about|whether|if|again|re|when|what|which|who|how|ob|wegen|si|pour savoir|au sujet"
_SAID = (
    *(
        "note to self",
        "notes to self",
        "note to myself",
        "reminder to self",
        "reminder to myself",
    ),
    *("note à moi-même", "notiz an mich", "nota para mí", "lorem ipsum", "do not publish"),
    *("not for publication", "ne pas publier", "nicht veröffentlichen"),
)

# What a text with such a note holds in small letters, one at least, and the notes themselves. A single sign
# is searched for in a tenth of the time of a word.
_NOTES: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    # “TODO GRATIS” is Spanish for “everything free”.
    (
        ("todo", "fixme", "xxx", "xx:xx"),
        re.compile(r"\b(?:TODO|FIXME)\b(?!\s+[A-ZÁÉÍÓÚÑ]{2})|@todo\b|\bXXX+\b|\bXX:XX\b"),
    ),
    # A question to oneself; “Really???” is a question to everybody.
    (("?",), re.compile(r"\?(?<![\w?!'\"’”)»]\?)\?{2,}")),
    # A bracket with an address behind it is a link.
    (
        ("[",),
        re.compile(rf"\[(?i:(?:{_WRITTEN})\b[^\[\]\n]{{0,100}}|(?:{_BLANK})(?: here| ici)?)\](?![(\[:])"),
    ),
    (("{", "<"), re.compile(r"\{\{[^{}\n]{0,100}\}\}|<<[^<>\n]{1,60}>>|\{%[^\n]{0,100}%\}")),
    (
        ("(",),
        re.compile(
            rf"\((?i:ask|check with|fragen?|demander à) [A-Z]\w+ (?:{_ABOUT})\b[^()\n]{{0,100}}\)"
            r"|\((?i:check with) [A-Z]\w+\)"
        ),
    ),
    (
        ("(",),
        re.compile(
            r"\((?i:(?:check|confirm|verify|find out|look up)"
            r"(?: (?:this|that|whether|if|date|time|room|price|spelling|again)\b[^()\n]{0,100}|\?)?"
            r"|to check|to confirm|à vérifier|à compléter|noch klären)\??\)"
        ),
    ),
    (
        (
            *("to self", "to myself", "à moi-même", "notiz an", "nota para", "lorem ipsum"),
            *("not publish", "for publication", "pas publier", "nicht veröff"),
        ),
        re.compile("|".join(rf"\b{said}\b" for said in _SAID), re.IGNORECASE),
    ),
    (
        ("to do", "to-do", "à faire", "zu tun", "por hacer"),
        re.compile(r"^\s*(?:to[ -]do|à faire|zu tun|por hacer)\s*:", re.IGNORECASE | re.MULTILINE),
    ),
)


_SIGNS = tuple(dict.fromkeys(sign for signs, _ in _NOTES for sign in signs))


def may_hold_note(text: str) -> bool:
    """Whether it is worth looking for a note in `text`, or in a part of it."""
    small = text.lower()
    return any(map(small.__contains__, _SIGNS))


def find_note(text: str) -> re.Match[str] | None:
    """The first note to oneself that is found in `text`.

    >>> find_note("Doors open at ??? or so.")[0]
    '???'
    """
    small = text.lower()
    for signs, notes in _NOTES:
        if any(sign in small for sign in signs) and (found := notes.search(text)):
            return found
    return None


def note_message(found: str) -> str:
    """What is said of a note that was found."""
    shown = found.strip() if len(found) <= 60 else f"{found.strip()[:59]}…"
    return _("“{shown}” looks like a note to yourself, and would be published.", shown=shown)


NOTE_HINT = _("Say there what is meant, or take it out.")
