"""The words of sheets: every language has each column, and every word it offers can be read."""

from __future__ import annotations

import pytest

from bulletin.formats.prices import find_prices
from bulletin.manual.sheets import COLUMNS
from bulletin.model.names import fold_name
from bulletin.words import available_languages, load_words
from bulletin.words.fields import field_choices, field_label, field_note
from bulletin.words.phrases import is_as_you_like, words_for_free
from bulletin.words.sheets import columns_by_header
from bulletin.words.typed import words_typed_for

LANGUAGES = [tag for tag in available_languages() if load_words(tag, "sheet")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_header_of_the_sheet_to_fill_in_is_read_as_its_own_column(language: str) -> None:
    known = columns_by_header((language,))
    labels = [field_label(language, name) for name in COLUMNS]
    assert [known[fold_name(label)] for label in labels] == list(COLUMNS)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if tag != "en"])
def test_each_column_of_the_sheet_to_fill_in_is_explained_in_the_language(language: str) -> None:
    assert [name for name in COLUMNS if not field_note(language, name)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_it_offers_is_understood(language: str) -> None:
    for field in ("registration", "status"):
        words = [fold_name(word) for word in field_choices(language, field)]
        typed = words_typed_for(field)
        assert [word for word in words if word not in typed and word not in typed.values()] == []
    for price in field_choices(language, "cost"):
        assert price in words_for_free() or is_as_you_like(price) or find_prices(price)
