"""Words of a theme: what stands on pages besides the content, per language, with plural forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from bulletin.problems import UnusableTheme
from bulletin.words.phrases import MAIN, fill_phrase, plural_form

Entry = str | Mapping[str, str]
"""One sentence, or a sentence per plural form (CLDR: zero, one, two, few, many, other)."""

_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})


def flatten_words(tree: object, where: str, prefix: str = "") -> Iterator[tuple[str, Entry]]:
    """`home: {today: Today}` as ("home.today", "Today"); raises `UnusableTheme` for anything but text."""
    if not isinstance(tree, Mapping):
        raise UnusableTheme(f"{where}: {prefix[:-1] or 'the file'} must be a list of names with words.")
    for name, value in tree.items():
        if isinstance(value, str):
            yield f"{prefix}{name}", value
        elif isinstance(value, Mapping) and "other" in value and set(value) <= _FORMS:
            if not all(isinstance(text, str) for text in value.values()):
                raise UnusableTheme(f"{where}: {prefix}{name} needs a sentence for each plural form.")
            yield f"{prefix}{name}", value
        else:
            yield from flatten_words(value, where, f"{prefix}{name}.")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; what it lacks is said in English, and marked as English.

    Callable: `words("made_on", day="…")` is HTML, `words.plain(…)` the same as bare text for attributes.
    A number `n` chooses the plural form. Raises `KeyError` for a word that no language has.
    """

    language: str
    own: Mapping[str, Entry]
    main: Mapping[str, Entry]
    escaped: dict[str, Markup] = field(default_factory=dict, compare=False, repr=False)

    def said(self, key: str) -> Markup:
        """`words(key)`, escaped once: most words stand on every page."""
        found = self.escaped.get(key)
        if found is None:
            found = self.escaped[key] = self(key)
        return found

    def __call__(self, key: str, **parameters: object) -> Markup:
        own = self.own.get(key)
        text = escape(self.plain(key, **parameters))
        if own is not None or self.language == MAIN:
            return text
        return Markup('<span lang="en" dir="ltr">{}</span>').format(text)

    def plain(self, key: str, **parameters: object) -> str:
        """The same without markup."""
        entry, language = self.own.get(key), self.language
        if entry is None:
            entry, language = self.main[key], MAIN
        if not isinstance(entry, str):
            number = parameters.get("n", 0)
            form = plural_form(language, number if isinstance(number, int) else 0)
            entry = entry.get(form) or entry["other"]
        if not parameters:
            return entry
        return fill_phrase(entry, parameters, language)
