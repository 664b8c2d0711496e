"""What arrived: a line for each proposal, with the way to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bulletin.formats.records import is_record, split_name
from bulletin.messages.counting import count
from bulletin.messages.review.summary import summarize
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.partner import partner_of_path
from bulletin.model.review import BoardChange, Review
from bulletin.model.todo import Action, Section, ToDo
from bulletin.words.lists import join_words

LONGEST = 30
"""Words of what a proposal does; the rest is read where it is looked at."""

_NUMBERS = (
    (re.compile(r"(?:^|/)pull/(\d+)(?:/|$)"), "pull/"),
    (re.compile(r"(?:^|/)merge-requests/(\d+)(?:/|$)"), "-/merge_requests/"),
)
"""How hosts name the version a proposal stands at, and the address below the repository it is read at."""


def arrived(board: Board, reviews: Iterable[Review]) -> Iterator[ToDo]:
    """The proposals, in their order."""
    for review in reviews:
        label = "Compare" if review.facts.duplicates or review.facts.clashes else "Look"
        is_held = review.change is not None and bool(review.change.partner)
        url = "" if is_held else proposal_url(board.info.repository.url, review.name)
        yield ToDo(
            section=Section.ARRIVED,
            title=_who(board, review.change),
            text=" ".join((*_told(review), *(_to_settle(review) if is_held else ()))),
            actions=(Action(label, url),) if url else (),
            by=review.first_day,
        )


def handed_in(reviews: Iterable[Review]) -> dict[str, Event]:
    """The events of the proposals that wait, by their ids, as they will be."""
    changes = (each for review in reviews if review.change for each in review.change.events)
    return {each.after.id: each.after for each in changes if each.after}


def to_finish(board: Board, drafts: Iterable[tuple[str, str]]) -> Iterator[ToDo]:
    """What partners wrote in their own words: the partner, and the file it is kept in."""
    for partner_id, path in drafts:
        partner = board.partners.get(partner_id)
        yield ToDo(
            section=Section.ARRIVED,
            title=partner.name if partner else partner_id,
            text=f"Wrote in their own words. Make an event of it, then delete it: {path}.",
        )


def proposal_url(repository: str, name: str) -> str:
    """Where a proposal is read on the repository's host; "" without a repository.

    >>> proposal_url("https://git.example/oak/board", "refs/pull/12/head")
    'https://git.example/oak/board/pull/12'
    """
    if not repository:
        return ""
    root = repository.rstrip("/")
    for pattern, below in _NUMBERS:
        if found := pattern.search(name):
            return f"{root}/{below}{found[1]}"
    return f"{root}/pulls"


def _to_settle(review: Review) -> Iterator[str]:
    """Where it is held, and what lets it onto the board."""
    yield f"It is held in {review.name}."
    assert review.change is not None
    names = {split_name(path)[0] for path in review.change.touched if is_record(path)}
    about = "/".join((review.change.partner, *(names if len(names) == 1 else ())))
    yield f"To let it onto the board, run: bulletin decide {about} accept"


def _who(board: Board, change: BoardChange | None) -> str:
    """The partners whose files it touches."""
    touched = change.touched if change else frozenset()
    ids = sorted(filter(None, set(map(partner_of_path, touched))))
    known = change.after.partners if change else board.partners
    names = [known[each].name if each in known else each for each in ids]
    return join_words(names[:3]) if names else "A change to the board"


def _told(review: Review) -> Iterator[str]:
    if review.change is None:
        yield review.fault
        return
    words = summarize(review.change, review.facts).split()
    yield " ".join(words) if len(words) <= LONGEST else f"{' '.join(words[:LONGEST])}…"
    if review.errors:
        yield f"{count(review.errors, 'thing')} must be mended."
    elif review.is_clean:
        yield "Nothing to mend."
    else:
        yield "Something is to be asked."
