"""What fields are called in each language, by whoever writes a file, fills in a form or heads a column.

In a language's `fields.yaml`, a field of an event stands under its name, one that a form gives a line of its
own under both (`contact.phone`), and a field that stands inside another in a file below `within`. Beside its
names stands what is said of it in sheets, and how the page “Submit an event” asks for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from bulletin.model.names import fold_name
from bulletin.words import available_languages, find_language, load_words

EVENT = "event"
"""The section of the fields of an event; the others are called as in `within`."""

_PART = "fields"
_WITHIN = "within"
_MAIN = "en"


@dataclass(frozen=True)
class OtherNames:
    """The names by which fields are read beside their own, in some languages; what is asked of them is kept.

    English has the fields' own names, and no others.
    """

    languages: tuple[str, ...] = ()

    def find(self, sections: Sequence[str], typed: str) -> str:
        """The field that is called so in the first of the sections that knows the name; "" in none."""
        return _find(self._sections, sections, typed)

    def guess(self, sections: Sequence[str], typed: str) -> str:
        """The field that is called so in any language there is, to know what somebody meant."""
        return _find(self._sections, sections, typed) or _find(self._elsewhere, sections, typed)

    def within(self, sections: Sequence[str]) -> dict[str, str]:
        """The fields of some sections by folded name; of a name in two, the first section's."""
        known = [self._sections.get(each, {}) for each in reversed(sections)]
        return {name: meant for names in known for name, meant in names.items()}

    def spell(self, folded: str) -> str:
        """A name as a person types it."""
        names = (name for each in self._read for name in each.names)
        return next((name.lower() for name in names if fold_name(name) == folded), folded)

    def spelt(self, sections: Sequence[str], meant: str) -> dict[str, str]:
        """What a field is called in each of the languages, the name to show first."""
        found: dict[str, str] = {}
        for section in sections:
            for tag in map(find_language, self.languages):
                names = names_of_field(tag, meant, section) if tag != _MAIN else ()
                found |= {tag: names[0].lower()} if names and tag not in found else {}
        return found

    @cached_property
    def _read(self) -> tuple[_Named, ...]:
        tags = dict.fromkeys(map(find_language, self.languages))
        return tuple(each for tag in tags if tag and tag != _MAIN for each in _names_in(tag))

    @cached_property
    def _sections(self) -> Mapping[str, Mapping[str, str]]:
        return _by_section(self._read)

    @cached_property
    def _elsewhere(self) -> Mapping[str, Mapping[str, str]]:
        tags = [tag for tag in available_languages() if tag != _MAIN]
        return _by_section(each for tag in tags for each in _names_in(tag))


NO_OTHER_NAMES = OtherNames()


class _Named(NamedTuple):
    """What a language calls a field of a section."""

    section: str
    field: str
    names: Sequence[str]


def _by_section(named: Iterable[_Named]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for each in named:
        for name in each.names:
            found.setdefault(each.section, {}).setdefault(fold_name(name), each.field)
    return found


def _find(known: Mapping[str, Mapping[str, str]], sections: Sequence[str], typed: str) -> str:
    folded = fold_name(typed) if known else ""
    return next((found for each in sections if (found := known.get(each, {}).get(folded))), "")


def names_of_field(language: str, named: str, section: str = EVENT) -> tuple[str, ...]:
    """What a field is called in a language, the name to show first."""
    if section == EVENT:
        return tuple(_words(language, named).get("names", ()))
    return tuple(load_words(language, _PART).get(_WITHIN, {}).get(section, {}).get(named, ()))


def fields_by_name(languages: Iterable[str]) -> dict[str, str]:
    """Fields (`contact.phone` within another) by their folded names in these languages and English."""
    found: dict[str, str] = {}
    for language in dict.fromkeys((*languages, _MAIN)):
        found = {**fields_in_forms(language), **found}
    return found


def fields_in_forms(language: str) -> dict[str, str]:
    """Fields by their folded names in one language, where each has a line or a column of its own."""
    return {fold_name(name): named for named, names in _of_forms(language) for name in names}


def field_headers(language: str) -> Iterator[tuple[str, str]]:
    """What only sheets call a field, each with the field."""
    for named, words in load_words(language, _PART).items():
        if named != _WITHIN and (label := _label(language, named)):
            yield label, named
            yield from ((other, named) for other in words.get("also", ()))


def field_name(language: str, field: str) -> str:
    """What we call it in a form: `Phone to publish`; the field itself where nobody names it."""
    names = names_of_field(language, field) or names_of_field(_MAIN, field)
    return names[0] if names else field


def field_label(language: str, field: str) -> str:
    """The same in a word or two, where it stands among its like: `Phone`."""
    return _label(language, field) or _label(_MAIN, field) or field


def field_note(language: str, field: str) -> str:
    """What it is, in a sentence; "" where the language has none."""
    return str(_words(language, field).get("note", ""))


def field_question(language: str, field: str) -> str:
    """How people are asked for it: `Where is it?`"""
    return str(_words(language, field).get("ask") or field_label(language, field))


def field_hint(language: str, field: str) -> str:
    """What stands below that question; "" for nothing."""
    words = _words(language, field)
    return str(words.get("hint", "")) if "ask" in words else field_note(language, field)


def field_choices(language: str, field: str) -> tuple[str, ...]:
    """The words to choose from where they are the same on every board."""
    return tuple(_words(language, field).get("choices", ()))


def text_field_names(fields: Collection[str]) -> frozenset[str]:
    """What some fields of events are called in every language but English, in small letters."""
    tags = [tag for tag in available_languages() if tag != _MAIN]
    return frozenset(name.lower() for tag in tags for each in fields for name in names_of_field(tag, each))


def ends_of_form(languages: Iterable[str]) -> frozenset[str]:
    """The words that stand alone on the last line of a form, folded."""
    lines = (load_words(language, "typed").get("form_end", ()) for language in (_MAIN, *languages))
    return frozenset(fold_name(word) for words in lines for word in words)


def _of_forms(language: str) -> Iterator[tuple[str, Sequence[str]]]:
    for named, words in load_words(language, _PART).items():
        if named != _WITHIN:
            yield named, words.get("names", ())


def _names_in(language: str) -> tuple[_Named, ...]:
    """The names of the fields that a file may have."""
    own = (_Named(EVENT, name, names) for name, names in _of_forms(language) if "." not in name)
    within = load_words(language, _PART).get(_WITHIN, {})
    nested = (_Named(section, name, names) for section in within for name, names in within[section].items())
    return (*own, *nested)


def _label(language: str, field: str) -> str:
    words = _words(language, field)
    return str(words.get("label") or next(iter(words.get("names", ())), ""))


def _words(language: str, field: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = load_words(language, _PART).get(field, {})
    return found
