"""What the page of a review shows: complete plain values."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.model.site.parts import EventCard
from bulletin.model.site.plan import SitePlan


@dataclass(frozen=True, slots=True)
class ReviewedRecord:
    """An event, a venue or a partner: what becomes of it in lines, its next dates, cards of before and after.

    `event` is the id of one that has a page to be shown whole; "" without.
    """

    mark: str
    title: str
    lines: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    before: tuple[EventCard, ...] = ()
    after: tuple[EventCard, ...] = ()
    event: str = ""


@dataclass(frozen=True, slots=True)
class ReviewedProblem:
    """Something to mend, or to look at."""

    head: str
    where: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """One proposal. `site` is planned of the events it changes alone."""

    name: str
    words: tuple[str, ...]
    problems: tuple[ReviewedProblem, ...] = ()
    records: tuple[ReviewedRecord, ...] = ()
    site: SitePlan | None = None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """All proposals, the one with the first date first."""

    title: str
    about: str
    parts: tuple[ReviewPart, ...]
