from __future__ import annotations

import pytest

from bulletin.words import available_languages, find_language, load_words


def test_english_comes_first_and_further_languages_are_folders() -> None:
    assert available_languages()[0] == "en"
    assert "fr" in available_languages()


@pytest.mark.parametrize(
    ("tag", "found"), [("fr", "fr"), ("fr-CA", "fr"), ("FR_ca", "fr"), ("xx", ""), ("", ""), ("../en", "")]
)
def test_a_region_is_served_by_its_language(tag: str, found: str) -> None:
    assert find_language(tag) == found


def test_words_stay_the_text_that_was_typed() -> None:
    words = load_words("en", "recurrence")
    assert "on" in words["read"]["small"]
    assert words["read"]["weekday"]["0"][0] == "Monday"


def test_a_part_a_language_does_not_have_is_empty() -> None:
    assert load_words("fr", "no-such-part") == {}
    assert load_words("xx", "recurrence") == {}
    assert load_words("en", "../en/recurrence") == {}


@pytest.mark.parametrize("part", ["dates", "recurrence"])
def test_every_language_with_words_for_time_has_all_of_english(part: str) -> None:
    english = load_words("en", part)
    for language in available_languages():
        words = load_words(language, part)
        assert not words or set(english) <= set(words), language
