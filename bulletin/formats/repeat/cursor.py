"""The tokens of a repeat, and where their reader is."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from bulletin.formats.dates import Beside, Side
from bulletin.formats.repeat.spec import RepeatRefused, either, refuse
from bulletin.formats.repeat.tokens import Lexicon, Token

LISTED = ("and", "comma")


class Cursor:
    """Passes over tokens from left to right. `start` is the first day of the event, where it is known."""

    def __init__(self, tokens: tuple[Token, ...], lexicon: Lexicon, start: date | None) -> None:
        self._tokens = tokens
        self._lexicon = lexicon
        self._start = start
        self._at = 0

    def _peek(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._tokens[at].kind if 0 <= at < len(self._tokens) else ""

    def _accept(self, *kinds: str) -> bool:
        """Passes over the next token if it is of one of these kinds."""
        accepted = self._peek() in kinds
        self._at += accepted
        return accepted

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _last_of_span(self, kind: str) -> Token | None:
        """The last weekday or month behind the first: "Monday to Friday", "Monday through Friday"."""
        if self._peek() not in ("to", "until") or self._peek(1) != kind:
            return None
        self._at += 2
        return self._tokens[self._at - 1]

    def _is_count(self, ahead: int) -> bool:
        return self._peek(ahead) == "number" and self._peek(ahead + 1) == "times"

    def _has(self, *kinds: str) -> bool:
        """Whether a token of one of these kinds stands anywhere."""
        return any(token.kind in kinds for token in self._tokens)

    def _half(self) -> str:
        """`am` or `pm`, where a word such as “evening” says it."""
        return next((token.value for token in self._tokens if token.kind == "half"), "")

    def _day_without_year(self, side: Side = Side.AFTER) -> date | None:
        """Passes over `16 June` or `June 16`, on that side of the start; None where none comes."""
        kinds = self._peek(), self._peek(1)
        if self._start is None or set(kinds) - {"number", "ordinal"} != {"month"} or kinds[0] == kinds[1]:
            return None
        if self._is_count(1):
            return None
        pair = self._tokens[self._at : self._at + 2]
        month, number = (int(token.value) for token in sorted(pair, key=lambda token: token.kind != "month"))
        day = Beside(self._start, side).complete(month, number)
        self._at += 2 if day else 0
        return day

    def _end_of_month(self) -> date | None:
        """The last day that `end of June`, `June` or `June 2027` stands for; None for anything else."""
        at = self._at + (self._peek() == "end_of")
        kinds = [token.kind for token in self._tokens[at : at + 2]]
        if kinds[:1] != ["month"]:
            return None
        month = int(self._tokens[at].value)
        if kinds[1:] == ["number"] and 1970 <= (year := int(self._tokens[at + 1].value)) <= 2199:
            self._at = at + 2
            return date(year, month, monthrange(year, month)[1])
        if self._start is None:
            return None
        self._at = at + 1
        year = self._start.year + (month < self._start.month)
        return date(year, month, monthrange(year, month)[1])

    def _rewritten(self, first: int, end: int, *texts: str) -> tuple[str, ...]:
        """The whole repeat with each of these texts instead of the tokens from `first` to `end`."""
        before, after = self._tokens[:first], self._tokens[end:]
        whole = (" ".join(filter(None, (_said(before), text, _said(after)))) for text in texts)
        return tuple(text.replace(" ,", ",") for text in whole)

    def _ask(self, message: str, readings: tuple[str, ...], hint: str = "") -> RepeatRefused:
        """The refusal that offers these repeats instead."""
        return refuse(message, hint or either(readings), readings=readings)


def _said(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens).replace(" ,", ",").replace("' ", "'")
