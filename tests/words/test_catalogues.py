"""Catalogues of messages: as the code has them, with the same placeholders, French whole."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bulletin.commands.schema import catalogues
from bulletin.words import available_languages
from bulletin.words.catalogues import CATALOGUE

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "bulletin" / "words"
COMPLETE = ("fr",)
OTHERS = tuple(tag for tag in available_languages() if tag not in ("en", *COMPLETE))
_PLACEHOLDER = re.compile(r"\{[a-z_][a-z_0-9]*\}")
_TO_TYPE = re.compile(r"`[^`]*`")


def load_catalogue(language: str) -> Catalog:
    path = WORDS / language / CATALOGUE
    return read_po(BytesIO(path.read_bytes() if path.exists() else b""), locale=language)


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(text: str | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def test_catalogues_hold_the_messages_of_the_code() -> None:
    for path, text in catalogues(ROOT).items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, "run: bulletin schema --docs"


@pytest.mark.parametrize("language", available_languages()[1:])
def test_what_is_put_into_a_message_and_what_is_to_be_typed_stay_the_same(language: str) -> None:
    for message in messages(load_catalogue(language)):
        [*singular, plural] = forms(message.id)
        wanted = set(_PLACEHOLDER.findall(plural))
        may_miss = wanted - set(_PLACEHOLDER.findall(singular[0])) if singular else set()
        for text in filter(None, forms(message.string)):
            found = set(_PLACEHOLDER.findall(text))
            assert wanted - may_miss <= found <= wanted, message.id
            assert set(_TO_TYPE.findall(text)) == set(_TO_TYPE.findall(plural)), message.id


@pytest.mark.parametrize("language", COMPLETE)
def test_a_language_that_comes_with_bulletin_says_every_message(language: str) -> None:
    missing = [message.id for message in messages(load_catalogue(language)) if not all(forms(message.string))]
    assert not missing, f"{len(missing)} messages are missing in {language}"


@pytest.mark.parametrize("language", OTHERS)
def test_what_another_language_lacks_is_listed(language: str, record_property: pytest.RecordProperty) -> None:
    """It is said in English; run with `-rP` to read the list."""
    own = load_catalogue(language)
    missing = [message.id for message in messages(load_catalogue("fr")) if not own.get(message.id)]
    print(f"{language}: {len(missing)} messages are said in English", *missing, sep="\n  ")
