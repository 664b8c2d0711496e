"""Words people type in place of the few words a field takes, in every language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bulletin.model.names import fold_name
from bulletin.words import available_languages, load_words
from bulletin.words.phrases import MAIN


@cache
def words_typed_for(field: str) -> Mapping[str, str]:
    """The words of a field (`registration`, `status`) by the folded names that people type for them."""
    found: dict[str, str] = {}
    for language in available_languages():
        labels = load_words(language, "phrases")
        for word, typed in load_words(language, "typed").get(field, {}).items():
            label = labels.get(f"{field}.{word}", "")
            for each in (*typed, label if isinstance(label, str) else ""):
                if each:
                    found.setdefault(fold_name(each), word)
    return found


def asked_names(language: str) -> dict[str, str]:
    """What a form calls what is asked, and each thing that may be: `action`, `action.new`, `event` …"""
    own, main = (load_words(each, "typed") for each in (language, MAIN))
    fields = {**main["asked_fields"], **own.get("asked_fields", {})}
    asked = {**main["asked"], **own.get("asked", {})}
    named = {name: words[0] for name, words in fields.items()}
    return {**named, **{f"action.{name}": words[0] for name, words in asked.items()}}


def typed_elsewhere(field: str, word: str) -> dict[str, str]:
    """What people type for a word of a field in other languages than English, by language."""
    found = {tag: load_words(tag, "typed").get(field, {}).get(word, ()) for tag in available_languages()}
    return {tag: typed[0] for tag, typed in found.items() if typed and tag != "en"}


def word_within(field: str, text: str) -> str:
    """The word of a field that a longer text says, "" where it says none: `by appointment only, 555-0101`.

    Of several the longest counts, so that `no sign-up required` is not `required`.
    """
    typed = f" {fold_name(text)} "
    said = [name for name in words_typed_for(field) if f" {name} " in typed and len(name) > _SHORTEST]
    return words_typed_for(field)[max(said, key=len)] if said else ""


_SHORTEST = 3
"""A word of so many letters (`no`, `non`) may be part of any sentence."""
