"""Things one after the other in words: `a, b and c`, as each language joins them (CLDR)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Self

from babel.lists import format_list

from bulletin.translatable import Catalogue, Translatable, translate
from bulletin.translatable import gettext as _
from bulletin.words.dates import babel_locale

Last = Literal["and", "or"]


class Listed(Translatable):
    """Words in a row, with "and" or "or" before the last of them."""

    __slots__ = ()

    def __new__(cls, words: tuple[str, ...], last: Last) -> Self:
        several = len(words) > 1
        return cls._made(
            f"{', '.join(words[:-1])} {last} {words[-1]}" if several else "".join(words), words, last
        )

    def said_in(self, catalogue: Catalogue) -> str:
        words, last = self._made_of
        translated = [translate(word, catalogue) for word in words]
        if catalogue.language == "en" or len(words) < 2:
            return str(Listed(tuple(translated), last))
        style: Literal["standard", "or"] = "or" if last == "or" else "standard"
        return format_list(translated, style=style, locale=babel_locale(catalogue.language))


def quoted(text: str) -> str:
    """What somebody wrote, between the quotation marks of whoever reads it.

    >>> quoted("tea")
    '“tea”'
    """
    return _("“{text}”", text=text)


def join_words(words: Sequence[str], last: Last = "and") -> str:
    """`a, b and c`.

    >>> join_words(["tea", "coffee", "water"], "or")
    'tea, coffee or water'
    """
    return Listed(tuple(words), last)
