"""How equally was decided: submissions counted by kind of partner and by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from bulletin.model.decision import Decision, Tally, Word, last_words

UNKNOWN_KIND = ""
"""Of partners that say no kind, or are not on the board."""


def count_decisions(
    decisions: Iterable[Decision], kinds: Mapping[str, str], year: int | None = None
) -> tuple[Tally, ...]:
    """One tally for each kind of partner and reason. Each submission counts once, by the last word on it.

    `kinds` are those of partners by id; `year` is that in which the last word fell.
    """
    groups: dict[tuple[str, str], list[Decision]] = {}
    for each in last_words(decisions):
        if year is None or (each.decided is not None and each.decided.year == year):
            groups.setdefault((kinds.get(each.partner, UNKNOWN_KIND), each.reason), []).append(each)
    return tuple(_tally(*key, group) for key, group in sorted(groups.items()))


def _tally(kind: str, reason: str, group: Iterable[Decision]) -> Tally:
    group = tuple(group)
    counts = Counter(each.word for each in group)
    days = sorted(each.days for each in group if each.days is not None and each.word.is_final)
    return Tally(kind=kind, reason=reason, counts={word: counts[word] for word in Word}, days=tuple(days))
