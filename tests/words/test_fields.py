"""The names of fields in each language: each language has all of them, and no word means two fields."""

from __future__ import annotations

from collections import defaultdict

import pytest

from bulletin.formats.field_names import classes_below
from bulletin.model.names import as_field_name, fold_name
from bulletin.model.records.event import ChangeRecord, EventRecord, TranslationRecord
from bulletin.model.records.event_parts import (
    AddressRecord,
    ContactRecord,
    CostRecord,
    RegistrationRecord,
    RepeatRecord,
)
from bulletin.model.records.partner import PartnerRecord
from bulletin.model.records.shapes import Record
from bulletin.words import available_languages, load_words
from bulletin.words.fields import OtherNames

CLASSES: tuple[type[Record], ...] = (
    EventRecord,
    ChangeRecord,
    TranslationRecord,
    ContactRecord,
    RegistrationRecord,
    AddressRecord,
    CostRecord,
    RepeatRecord,
    PartnerRecord,
)
LANGUAGES = [tag for tag in available_languages() if tag != "en"]
OWN_NAMES = {
    *("id", "was_at", "library_role", "source", "verified", "posted", "changed", "contributed", "funder"),
    "location",
}
"""Fields that nobody needs to call otherwise: staff's and our tools', and what `lieu: sur demande` says."""


def named_fields(language: str) -> set[tuple[str, str]]:
    """Each field that a language has a name for, and the section it is in."""
    words = load_words(language, "fields")
    own = {("", name) for name, said in words.items() if name != "within" and said.get("names")}
    return own | {(section, name) for section, fields in words["within"].items() for name in fields}


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if tag != "fr"])
def test_each_language_names_the_same_fields(language: str) -> None:
    assert named_fields(language) == named_fields("fr")


def test_every_field_of_an_event_has_a_name_in_french() -> None:
    named = set(OtherNames(("fr",)).within(("event",)).values()) | OWN_NAMES
    assert set(classes_below(EventRecord)) - named == set()


@pytest.mark.parametrize("record_class", CLASSES, ids=lambda each: each.__name__)
def test_a_name_means_one_field_in_all_languages_and_none_takes_one_of_ours(
    record_class: type[Record],
) -> None:
    known = classes_below(record_class)
    meant: dict[str, set[str]] = defaultdict(set)
    for field in known:
        meant[fold_name(field)].add(field)
    for language in LANGUAGES:
        for name, field in OtherNames((language,)).within(record_class.sections).items():
            if field in known:
                meant[name].add(field)
    assert {name: fields for name, fields in meant.items() if len(fields) > 1} == {}


@pytest.mark.parametrize("record_class", CLASSES, ids=lambda each: each.__name__)
def test_what_has_names_is_a_field(record_class: type[Record]) -> None:
    own = OtherNames(tuple(LANGUAGES)).within(record_class.sections[:1])
    assert set(own.values()) - set(classes_below(record_class)) == set()


def test_a_name_that_other_programs_give_means_the_same_in_every_language() -> None:
    aliases = EventRecord.field_aliases
    for name, field in OtherNames(tuple(LANGUAGES)).within(("event",)).items():
        said = aliases.get(as_field_name(name), field)
        assert said == field or " " in said or (name, said) in DIFFERENT, (name, said, field)


DIFFERENT = {("accessibilite", "access")}
"""Facts and a note of access are one to whoever writes."""


def test_nothing_below_a_field_may_be_called_like_a_field_that_only_the_library_writes() -> None:
    names = OtherNames(tuple(LANGUAGES)).within(PartnerRecord.sections)
    assert not {"github", "trusted", "agreement", "submits_by"} & set(names.values())
