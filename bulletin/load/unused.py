"""Pictures and flyers that no record names, and copies of some that were made by mistake."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from html import escape

from bulletin.load.sources import Sources, conflicted_copy
from bulletin.problems import Problem, Rule, Severity, SourceRef
from bulletin.translatable import gettext as _

UNUSED_FILE = Rule(
    "unused-file",
    Severity.NOTE,
    "A picture or a flyer is named by the event or the partner it lies beside; otherwise nobody sees it.",
)


def unused_files(sources: Sources) -> Iterator[Problem]:
    """A Problem for each picture or flyer whose name stands in no record beside it.

    Names are looked for in the text, so that an event with an error still counts.
    """
    beside: dict[str, list[bytes]] = {}
    for path, data in sources.records.items():
        beside.setdefault(path.rpartition("/")[0], []).append(data.lower())
    for path in sources.attachments:
        folder, _slash, name = path.rpartition("/")
        if _is_named(name, beside.get(folder, ())):
            continue
        if original := sources.copies.get(path):
            yield conflicted_copy(path, original, is_beside=original in sources.attachments)
        else:
            message = _("No event or partner names this file, so it is not on the board.")
            hint = _(
                "Name it in the event it belongs to, as in: {field}: {name}", field=_field(name), name=name
            )
            yield Problem(SourceRef(path, 1, 1), UNUSED_FILE, message, hint)


def _is_named(name: str, texts: Iterable[bytes]) -> bool:
    names = {form for each in ("NFC", "NFD") if (form := unicodedata.normalize(each, name))}
    spelled = {each for form in names for each in (form, form.replace("'", "''"), escape(form))}
    sought = [each.encode().lower() for each in spelled]
    return any(each in text for text in texts for each in sought)


def _field(name: str) -> str:
    return "flyer" if name.lower().endswith(".pdf") else "image"
