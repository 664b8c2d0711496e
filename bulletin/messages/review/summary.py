"""A proposal in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bulletin.messages.differences import OnBoard, name_date_differences, name_differences
from bulletin.messages.review.clauses import NAMED, Titles, tell_facts
from bulletin.model.review import (
    BoardChange,
    EventChange,
    PlaceChange,
    Review,
    ReviewFacts,
    pair_records,
)
from bulletin.words.lists import join_words

LONGEST = 60
"""Words of the sentence; what is left over is counted."""


_ROOMS = ("events/", "partners/", "venues/")


def summarize_review(review: Review) -> str:
    """`Adds 1 event: “Tea” (Tuesday 2 February 2027, 14:00); and cancels “Yoga” on …`, a sentence."""
    if review.change is None:
        return review.fault
    clauses = [
        *tell_changes(review.change, review.facts),
        *_twins(review),
        *_unreadable(review, review.change),
    ]
    return _sentence(clauses)


def summarize(change: BoardChange, facts: ReviewFacts) -> str:
    """The same of what could be compared."""
    return _sentence(tell_changes(change, facts))


def tell_changes(change: BoardChange, facts: ReviewFacts) -> list[str]:
    """A clause for everything that a proposal does."""
    return [*tell_facts(facts, Titles.of(change)), *_other_changes(change, facts)]


def _sentence(clauses: Sequence[str]) -> str:
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


def _twins(review: Review) -> Iterator[str]:
    for twin in review.twins:
        title = f"“{twin.change.event.text.title}”" if twin.change else twin.other
        yield f"hands in a second file for {title}"


def _unreadable(review: Review, change: BoardChange) -> Iterator[str]:
    """The records of which nothing is understood."""
    known = {each.event.ref.path for each in change.events} | {twin.path for twin in review.twins}
    paths = {each.ref.path for each in review.problems if each.is_error and each.ref.path.startswith(_ROOMS)}
    paths -= known
    if len(paths) == 1:
        yield f"hands in {paths.pop()}, which cannot be read yet"
    elif paths:
        yield f"hands in {len(paths)} files that cannot be read yet"


def _other_changes(change: BoardChange, facts: ReviewFacts) -> Iterator[str]:
    """What no fact tells of: the words of events, partners, pages, the board itself."""
    told = _told(facts)
    events = [
        each for each in change.events if each.is_handed_in and each.after and each.after.id not in told
    ]
    for each in events:
        if each.before is None:
            yield f"hands in “{each.event.text.title}”, of which no date is ahead"
        elif each.unread:
            yield f"changes “{each.event.text.title}”, which cannot be published like this"
    rest = [each for each in events if each.before and not each.unread]
    changed = [(each, _different(each, change)) for each in rest]
    seen = [(each, names) for each, names in changed if names]
    for each, names in seen[:NAMED]:
        yield f"changes {join_words(names)} of “{each.event.text.title}”"
    if len(seen) > NAMED:
        yield f"changes {len(seen) - NAMED} more events"
    yield from _records(change)
    yield from _along(change)


def _along(change: BoardChange) -> Iterator[str]:
    """What changes of events whose own files are not touched, but what their partner says for all."""
    found: dict[str, int] = {}
    for each in change.events:
        if each.is_handed_in or each.before is None or each.after is None:
            continue
        names = set(_different(each, change))
        # Of a venue that is described in another way it is said which events are held there.
        names -= {"the place"} if each.before.place == each.after.place else set()
        for name in sorted(names):
            found[name] = found.get(name, 0) + 1
    for name, number in sorted(found.items(), key=lambda item: item[0] not in _WEIGHTY):
        events = "1 event that relies" if number == 1 else f"{number} events that rely"
        yield f"changes {name} of {events} on it"


_WEIGHTY = ("the price", "the sign-up", "the contact")


def _told(facts: ReviewFacts) -> set[str]:
    """The events that a fact tells what becomes of."""
    of_events = (
        *(facts.adds, facts.adds_dates, facts.moves, facts.cancels, facts.postpones, facts.restores),
        *(facts.drops, facts.ends, facts.removes, facts.retitles),
        tuple(each for each in facts.place_changes if isinstance(each, PlaceChange)),
    )
    return {each.event for kind in of_events for each in kind}


def _different(each: EventChange, change: BoardChange) -> tuple[str, ...]:
    assert each.before is not None
    assert each.after is not None
    now, before = OnBoard(each.after, change.after), OnBoard(each.before, change.before)
    of_dates = name_date_differences(now, before, change.today, each.unread)
    return (*name_differences(now, before, each.unread), *of_dates)


def _records(change: BoardChange) -> Iterator[str]:
    for partner, now in pair_records(change.before.partners, change.after.partners):
        if partner is None:
            continue
        if now is None and _is_touched(change, "partners", partner.id):
            yield f"takes away what is said of {partner.name}"
        elif now and now.id != partner.id:
            yield f"gives the page of {now.name} another address"
        elif now != partner and _is_touched(change, "partners", partner.id):
            yield f"changes what is said of {partner.name}"
    for venue, later in pair_records(change.before.venues, change.after.venues):
        if later and venue is None:
            yield f"adds the place {later.name}"
        elif later and venue and later.id != venue.id:
            yield f"gives the page of the place {later.name} another address"
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
