"""Catalogues of what partners are told: `<language>/messages.po`, as gettext and its editors know them.

English needs none: it stands in the code. A language without a catalogue is said in English, and so is what a
catalogue lacks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

from bulletin.files import UnreadableFile, read_package_bytes
from bulletin.words import find_language

CATALOGUE = "messages.po"


@dataclass(frozen=True, slots=True)
class MessageCatalogue:
    """The messages of one language, by their English templates."""

    language: str
    _translations: NullTranslations

    def gettext(self, template: str, /) -> str:
        return self._translations.gettext(template)

    def ngettext(self, one: str, many: str, number: int, /) -> str:
        return self._translations.ngettext(one, many, number)


class _Missing(NullTranslations):
    """What stands behind a catalogue, and says nothing."""

    def gettext(self, message: str) -> str:
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return ""


ENGLISH = MessageCatalogue("en", _Missing())


def catalogue_of(tag: str) -> MessageCatalogue:
    """The catalogue for a tag (`fr-CA`): of the language there are words for, else of English."""
    language = find_language(tag) or ENGLISH.language
    return ENGLISH if language == ENGLISH.language else MessageCatalogue(language, _translations(language))


@cache
def _translations(language: str) -> NullTranslations:
    # Whoever is told nothing in another language does not wait for them.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    try:
        data = read_package_bytes("bulletin.words", f"{language}/{CATALOGUE}")
    except UnreadableFile:
        return _Missing()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(data), locale=language))
    compiled.seek(0)
    translations = GNUTranslations(compiled)
    translations.add_fallback(_Missing())
    return translations
