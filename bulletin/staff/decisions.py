"""`decisions/<year>.csv`: one line for each decision, below the names of its columns."""

from __future__ import annotations

from datetime import date

from bulletin.formats.dates import DateRefused, parse_day
from bulletin.formats.tables import parse_table, with_row
from bulletin.model.decision import Decision, Word

COLUMNS = ("received", "decided", "id", "partner", "word", "reason", "policy_version")
_NEEDED = ("decided", "id", "word")


def parse_decisions(data: bytes) -> tuple[Decision, ...]:
    """The decisions of a list; lines whose word is none of ours are passed over. Raises `TableRefused`."""
    if not data.strip():
        return ()
    found = []
    for row in parse_table(data, _NEEDED).rows:
        word = row.get("word", "").lower()
        if word not in set(Word):
            continue
        event = row.get("id", "")
        found.append(
            Decision(
                id=event,
                partner=row.get("partner") or event.partition("/")[0],
                word=Word(word),
                decided=_read_day(row.get("decided", "")),
                received=_read_day(row.get("received", "")),
                reason=row.get("reason", ""),
                policy_version=row.get("policy_version", ""),
            )
        )
    return tuple(found)


def _read_day(text: str) -> date | None:
    """A day, also as a spreadsheet may have written it; None where it can be read in two ways."""
    day = parse_day(text) if text else None
    return None if isinstance(day, DateRefused) else day


def with_decision(data: bytes, decision: Decision) -> bytes:
    """The list with one decision more, in its own manner; the same bytes where it holds it already.

    Raises `TableRefused`.
    """
    if any(_is_same(each, decision) for each in parse_decisions(data)):
        return data
    row = {
        "received": decision.received.isoformat() if decision.received else "",
        "decided": decision.decided.isoformat() if decision.decided else "",
        "id": decision.id,
        "partner": decision.partner,
        "word": decision.word.value,
        "reason": decision.reason,
        "policy_version": decision.policy_version,
    }
    return with_row(data, row, COLUMNS)


def _is_same(one: Decision, other: Decision) -> bool:
    """Whether both say the same of the same submission on the same day."""
    return (one.id, one.word, one.decided, one.reason) == (other.id, other.word, other.decided, other.reason)


def still_open(decisions: tuple[Decision, ...], event_id: str) -> Decision | None:
    """The first line of a submission that was asked about or held, and is now decided again."""
    first: Decision | None = None
    for each in decisions:
        if each.id == event_id:
            first = None if each.word.is_final else first or each
    return first
