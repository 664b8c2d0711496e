"""Names as people type them: which of them are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN_WORDS = re.compile(r"[^\w+]+|_+")
ARTICLES = frozenset({"the", "le", "la", "les", "l", "el", "los", "las", "der", "die", "das", "al"})


def fold_name(name: str) -> str:
    """The words of a name in small letters, without accents and what stands between words.

    >>> fold_name("Sallé  d’Érable-2")
    'salle d erable 2'
    """
    if name.isascii() and name.isalnum():
        return name.lower()
    spread = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in spread if not unicodedata.combining(char))
    return " ".join(_BETWEEN_WORDS.sub(" ", plain).split())


def as_field_name(typed: str) -> str:
    """The name of a field as records spell it: small letters, `_` for blanks, hyphens and before a capital.

    >>> as_field_name("startDate"), as_field_name("Status-note")
    ('start_date', 'status_note')
    """
    return _CAPITAL.sub("_", typed.strip()).lower().replace("-", "_").replace(" ", "_")


def without_article(folded: str) -> str:
    """A folded name without the article it begins with."""
    first, _, rest = folded.partition(" ")
    return rest if rest and first in ARTICLES else folded


def nearest_name(name: str, known: Mapping[str, str], cutoff: float = 0.75) -> str:
    """The value in `known`, by folded names, whose name is most like this one; "" where none is."""
    typed = without_article(fold_name(name))
    length = len(typed)
    # Names of quite another length are not alike; difflib takes its time to say so.
    likely = [each for each in known if 2 * min(len(each), length) >= cutoff * (len(each) + length)]
    best = get_close_matches(typed, likely, n=1, cutoff=cutoff)
    return known[best[0]] if best else holding_all_words(typed, known)


def holding_all_words(typed: str, known: Mapping[str, str]) -> str:
    """The one value whose name holds every word of the folded name `typed`; "" where none or several do."""
    words = set(typed.split())
    found = {value for name, value in known.items() if words and words <= set(name.split())}
    return found.pop() if len(found) == 1 else ""


def by_folded_name(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Values by their folded names, with and without an article; of a name of two values, neither."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for name, value in named:
        for each in dict.fromkeys((fold_name(name), without_article(fold_name(name)))):
            if each and found.setdefault(each, value) != value:
                shared.add(each)
    return {name: value for name, value in found.items() if name not in shared}
