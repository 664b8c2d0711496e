"""What staff have to ask or to decide before a proposal is taken over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import timedelta

from bulletin.formats.dates import tell_day, tell_days
from bulletin.messages.differences import OnBoard, tell_differences
from bulletin.messages.review.clauses import NAMED, Titles
from bulletin.model.board import Board
from bulletin.model.facets import count_calendars
from bulletin.model.partner import partner_of_path
from bulletin.model.policy_checks import HORIZON, LEAD_TIME, Breach
from bulletin.model.review import (
    NOT_OWN_FOLDER,
    BoardChange,
    Clash,
    Duplicate,
    Overnight,
    PolicyBreach,
    Review,
    VenueChange,
)
from bulletin.words.lists import join_words

_HALF_A_DAY = timedelta(hours=12)
_SECRET = frozenset({"confidential-place", "confidential-address"})


def tell_questions(review: Review, change: BoardChange) -> list[str]:
    """A sentence or two for each, the most urgent first."""
    titles, facts = Titles.of(change), review.facts
    asked = {question.ref.path for question in review.questions}
    asked = {each.event.id for each in change.events if each.event.ref.path in asked}
    return [
        *_secrets(review, change),
        *_outside(change),
        *_policies(facts.policy, change, titles),
        *(_overnight(each, titles, asked) for each in facts.overnight),
        *_twins(review, change),
        *(_duplicate(each, titles, change) for each in facts.duplicates),
        *_clashes(facts.clashes, titles, change),
        *(f"{titles.partner(each)} has not agreed yet to be named as co-host." for each in facts.asks_cohost),
        *_drops(review),
        *_venues(review, change, titles),
        *_partners(review, change, titles),
        *_stale(review),
    ]


def _secrets(review: Review, change: BoardChange) -> Iterator[str]:
    for problem in review.problems:
        if problem.rule.id not in _SECRET:
            continue
        partner = change.before.partners.get(partner_of_path(problem.ref.path))
        whom = (
            f"{partner.name} ({partner.contact.phone})"
            if partner and partner.contact.phone
            else "the partner"
        )
        yield (
            f"A place that must stay unknown stands in this proposal. Call {whom} now. To take it out of the "
            "file is not enough: it must leave the history, too."
        )
        return


def _outside(change: BoardChange) -> Iterator[str]:
    if change.outside:
        files = "1 file" if len(change.outside) == 1 else f"{len(change.outside)} files"
        yield f"Changes {files} outside the content ({_some(change.outside)}): only the library does that."


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _policies(found: Sequence[PolicyBreach], change: BoardChange, titles: Titles) -> Iterator[str]:
    rules = _rules(change.before)
    by_id: dict[str, list[PolicyBreach]] = {}
    for each in found:
        by_id.setdefault(each.id, []).append(each)
    for name, same in by_id.items():
        if name == NOT_OWN_FOLDER:
            yield f"{rules}: {_not_own(same[0], titles)}"
        else:
            yield from (
                f"{rules}: {titles.event(each.event)} {_breach(name, each.breach)}." for each in same[:NAMED]
            )
            if len(same) > NAMED:
                yield f"{rules}: the same of {len(same) - NAMED} more events."


def _rules(board: Board) -> str:
    version = board.info.policy.version
    return f"House rules, version {version}" if version else "House rules"


def _breach(name: str, breach: Breach | None) -> str:
    if breach is not None and name == LEAD_TIME:
        return f"comes {breach.found} {breach.unit} ahead; {breach.wanted} are asked for"
    if breach is not None and name == HORIZON:
        return f"is {breach.found} days ahead; {breach.wanted} are the most"
    return f"says nothing of {name.removeprefix('no-')}"


def _not_own(found: PolicyBreach, titles: Titles) -> str:
    if not found.others:
        return "only the library changes these files."
    named = join_words([titles.partner(each) for each in found.others])
    if found.has_own:
        return f"what concerns {named} is theirs to decide; the rest may be taken by itself."
    if len(found.others) > 1:
        return f"this touches what is of {named}, and nobody speaks for all of them."
    return f"whoever proposes this does not speak for {named}."


def _overnight(found: Overnight, titles: Titles, asked: Set[str]) -> str:
    title = titles.event(found.event)
    told = f"{title} ends the next morning, {tell_day(found.ends.date())} at {found.ends:%H:%M}."
    if not found.may_mean_pm:
        return told
    told += f" Or is {found.ends + _HALF_A_DAY:%H:%M} meant?"
    return f"{told} Until its end says which, it is not shown." if found.event in asked else told


def _twins(review: Review, change: BoardChange) -> Iterator[str]:
    for twin in review.twins:
        names = twin.path.rpartition("/")[2], twin.other.rpartition("/")[2]
        told = f"{names[0]} and {names[1]} are one event; while both are there, {names[1]} is shown."
        if twin.change and twin.change.before and twin.change.after:
            now, before = OnBoard(twin.change.after, change.after), OnBoard(twin.change.before, change.before)
            lines = tell_differences(now, before, change.today)
            told += f" The other would change: {' '.join(lines[:1])}" if lines else " They say the same."
        yield told


def _duplicate(found: Duplicate, titles: Titles, change: BoardChange) -> str:
    other = change.before.events.get(found.other) or change.after.events.get(found.other)
    whose = f" of {titles.partner(other.partner)}" if other else ""
    because = ", ".join(each.value for each in found.because)
    told = f"{titles.event(found.event)} may be {titles.event(found.other)}{whose} ({because})."
    if found.already_cohost:
        return f"{told} {titles.partner(found.already_cohost)} is named there as co-host already."
    if found.propose_cohost:
        return f"{told} Propose to name {titles.partner(found.propose_cohost)} there as co-host instead."
    return f"{told} Keep one of the two."


def _clashes(found: tuple[Clash, ...], titles: Titles, change: BoardChange) -> Iterator[str]:
    groups: dict[tuple[str, str, str], list[Clash]] = {}
    for each in found:
        groups.setdefault((each.event, each.other, each.room), []).append(each)
    for (event, other, room), clashes in groups.items():
        there = change.before.events.get(other) or change.after.events.get(other)
        of_library = there is not None and there.partner == change.before.info.library
        days = tell_days([each.day for each in clashes], NAMED)
        who = f"{titles.event(other)}, an event of the library," if of_library else titles.event(other)
        yield f"{titles.event(event)} needs {titles.place(room)} on {days} while {who} is there."


def _drops(review: Review) -> Iterator[str]:
    if review.facts.drops:
        yield "What is called off is to be cancelled, not left out, so that people hear of it. Is it?"


def _venues(review: Review, change: BoardChange, titles: Titles) -> Iterator[str]:
    for each in review.facts.place_changes:
        if not isinstance(each, VenueChange) or not each.events:
            continue
        events = [change.before.events[event] for event in each.events]
        named = [f"{titles.event(event.id)} ({titles.partner(event.partner)})" for event in events[:NAMED]]
        more = len(events) - len(named)
        told = join_words([*named, f"{more} more"] if more else named)
        calendars = count_calendars(change.before, events)
        yield f"Held there: {told}, shown in {calendars} subscribed calendars. Tell their partners."


def _partners(review: Review, change: BoardChange, titles: Titles) -> Iterator[str]:
    for each in review.facts.partner_changes:
        events = [change.before.events[event] for event in each.events]
        number = "1 event" if len(events) == 1 else f"{len(events)} events"
        calendars = count_calendars(change.before, events)
        yield f"{titles.partner(each.partner)} stands on {number}, in {calendars} subscribed calendars."


def _stale(review: Review) -> Iterator[str]:
    if review.stale:
        yield f"Changed on the board, too, since this was written; put both together: {_some(review.stale)}."
