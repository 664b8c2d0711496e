"""The words of one kind of page, from `words/<language>/<part>.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bulletin.plan.localized_board import LocalizedBoard
from bulletin.words import load_words
from bulletin.words.phrases import MAIN, Phrases, direction


@dataclass(frozen=True, slots=True)
class PageWords:
    """In `language`, what it lacks in English; all in English where it has no such file.

    `lang` and `dir` are the attributes of an element that holds them, "" where they are the page's own.
    """

    language: str
    own: Mapping[str, Any]
    main: Mapping[str, Any]
    lang: str
    dir: str

    def __getitem__(self, name: str) -> Any:
        return self.own.get(name, self.main[name])

    @property
    def lines(self) -> dict[str, str]:
        """Those that are one text each, by their names."""
        return {name: self[name] for name, text in self.main.items() if isinstance(text, str)}

    @property
    def phrases(self) -> Phrases:
        """The same, to be filled in."""
        return Phrases(self.language, self.own, self.main)

    def script_lines(self) -> dict[str, Any]:
        """What the script of the page says."""
        return {**self.main["say"], **self.own.get("say", {})}


def page_words(local: LocalizedBoard, part: str) -> PageWords:
    own, main = load_words(local.language, part), load_words(MAIN, part)
    language = local.language if own else MAIN
    lang = local.other_language(language)
    return PageWords(language, own or main, main, lang, direction(language) if lang else "")
