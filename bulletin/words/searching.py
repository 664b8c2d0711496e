"""Words people look for events by, as data in each language's `search.yaml`."""

from __future__ import annotations

from collections.abc import Sequence

from bulletin.words import load_words


def search_words(language: str, vocabulary: str, term_id: str) -> Sequence[str]:
    """The words people type who look for what a term of a vocabulary means."""
    return tuple(load_words(language, "search").get(vocabulary, {}).get(term_id, ()))


def same_words(language: str) -> Sequence[Sequence[str]]:
    """Groups of words that mean the same to somebody who searches: whoever types one finds the others."""
    return tuple(tuple(group) for group in load_words(language, "search").get("same", ()))


def unsaid_words(language: str) -> Sequence[str]:
    """Words of a search that say nothing by themselves: "the", "for", "something"."""
    return tuple(load_words(language, "search").get("unsaid", ()))


def day_words(language: str) -> dict[str, Sequence[str]]:
    """The words that ask for a day, for each choice of days; the names of weekdays are the browser's."""
    return {when: tuple(said) for when, said in load_words(language, "search").get("when", {}).items()}
