"""Catalogues of messages: the same placeholders, French whole.

That they hold the messages of the code is a test of `bulletin schema --docs`, which makes them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bulletin.translatable import gettext, ngettext, translate
from bulletin.words import available_languages
from bulletin.words.catalogues import CATALOGUE, catalogue_of

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "bulletin" / "words"
COMPLETE = ("fr",)
OTHERS = tuple(tag for tag in available_languages() if tag not in ("en", *COMPLETE))
_PLACEHOLDER = re.compile(r"\{[a-z_][a-z_0-9]*\}")
_MOST_WORDS_ALIKE = 2
_TO_TYPE = re.compile(r"`[^`]*`")


def load_catalogue(language: str) -> Catalog:
    path = WORDS / language / CATALOGUE
    return read_po(BytesIO(path.read_bytes() if path.exists() else b""), locale=language)


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(text: str | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def marked() -> Iterator[tuple[str, ast.Call]]:
    """Every place where a message is made, and its call."""
    for path in sorted((ROOT / "bulletin").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "bulletin.translatable import" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "ngettext")
            ):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_every_message_is_given_what_its_template_names_and_nothing_else() -> None:
    for where, call in marked():
        templates = (
            call.args[:2] if isinstance(call.func, ast.Name) and call.func.id == "ngettext" else call.args
        )
        texts = [each.value for each in templates if isinstance(each, ast.Constant)]
        assert len(texts) == len(templates), f"{where}: a template is a text that stands in the code"
        named = {name for text in texts for name in _PLACEHOLDER.findall(str(text))}
        given = {f"{{{each.arg}}}" for each in call.keywords if each.arg}
        if all(each.arg for each in call.keywords):
            assert named == given | ({"{n}"} & named if len(call.args) == 3 else set()), where


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
def test_what_another_language_lacks_is_listed_and_said_in_english(language: str) -> None:
    """Run with `-rP` to read the list."""
    missing = [message.id for message in messages(load_catalogue(language)) if not all(forms(message.string))]
    print(f"{language}: {len(missing)} messages are said in English", *missing, sep="\n  ")
    catalogue = catalogue_of(language)
    for said in missing:
        if isinstance(said, str):
            assert translate(gettext(said), catalogue) == said
        else:
            assert translate(ngettext(*said, 2), catalogue) == said[1].replace("{n}", "2")


def test_no_catalogue_says_a_sentence_in_the_words_of_another_language() -> None:
    said: dict[tuple[str, str], str] = {}
    for language in available_languages()[1:]:
        for message in messages(load_catalogue(language)):
            for text in filter(None, forms(message.string)):
                words = re.findall(r"[^\W\d_]{2,}", _PLACEHOLDER.sub("", _TO_TYPE.sub("", text)))
                if len(words) > _MOST_WORDS_ALIKE and text not in forms(message.id):
                    other = said.setdefault((str(message.id), text), language)
                    assert other == language, f"{language} says what {other} says: {text}"
