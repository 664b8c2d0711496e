"""A proposal in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from bulletin.messages.differences import OnBoard, name_differences
from bulletin.messages.review.clauses import NAMED, Titles, tell_facts
from bulletin.model.review import BoardChange, EventChange, ReviewFacts, VenueChange
from bulletin.words.phrases import join_words

LONGEST = 60
"""Words of the sentence; what is left over is counted."""


def summarize(change: BoardChange, facts: ReviewFacts) -> str:
    """`Adds 1 event: “Tea” (Tuesday 2 February 2027, 14:00), and cancels “Yoga” on …`, a sentence."""
    clauses = [*tell_facts(facts, Titles.of(change)), *_other_changes(change, facts)]
    kept: list[str] = []
    for clause in clauses:
        if kept and len(" ".join([*kept, clause]).split()) > LONGEST:
            break
        kept.append(clause)
    more = len(clauses) - len(kept)
    if more:
        kept.append(f"does {more} more thing{'' if more == 1 else 's'}, listed below")
    text = f"{'; '.join(kept[:-1])}; and {kept[-1]}" if len(kept) > 1 else "".join(kept)
    return f"{text[:1].upper()}{text[1:]}." if text else "Changes nothing that people see."


def _other_changes(change: BoardChange, facts: ReviewFacts) -> Iterator[str]:
    """What no fact tells of: the words of events, partners, pages, the board itself."""
    told = {
        each.event
        for one in fields(ReviewFacts)
        if one.name not in ("policy", "duplicates", "clashes", "overnight")
        for each in getattr(facts, one.name)
        if hasattr(each, "event")
    }
    events = [
        each for each in change.events if each.is_handed_in and each.after and each.after.id not in told
    ]
    yield from (
        f"hands in “{each.event.text.title}”, of which no date is ahead" for each in events if not each.before
    )
    rest = [each for each in events if each.before]
    changed = [(each, _different(each, change)) for each in rest]
    seen = [(each, names) for each, names in changed if names]
    for each, names in seen[:NAMED]:
        yield f"changes {join_words(names)} of “{each.event.text.title}”"
    if len(seen) > NAMED:
        yield f"changes {len(seen) - NAMED} more events"
    venues = {each.venue for each in facts.place_changes if isinstance(each, VenueChange)}
    yield from _records(change, venues)


def _different(each: EventChange, change: BoardChange) -> tuple[str, ...]:
    assert each.before is not None
    assert each.after is not None
    now, before = OnBoard(each.after, change.after), OnBoard(each.before, change.before)
    return name_differences(now, before, each.unread)


def _records(change: BoardChange, told: set[str]) -> Iterator[str]:
    for partner in change.before.partners.values():
        if _is_touched(change, "partners", partner.id):
            is_gone = partner.id not in change.after.partners
            yield f"{'takes away' if is_gone else 'changes'} what is said of {partner.name}"
    for venue in change.after.venues.values():
        if venue.id not in change.before.venues:
            yield f"adds the place {venue.name}"
    pages = sorted(path for path in change.touched if path.startswith("pages/"))
    if pages:
        number = "a page" if len(pages) == 1 else f"{len(pages)} pages"
        yield f"changes {number} of the board ({', '.join(pages[:NAMED])})"
    if any(path.startswith("calendars/") for path in change.touched):
        yield "changes a calendar of days off"
    if "board.yaml" in change.touched:
        yield "changes the settings of the board"


def _is_touched(change: BoardChange, room: str, record: str) -> bool:
    return any(path.startswith(f"{room}/{record}.") for path in change.touched)
