"""A made-up town: a board of real shape with two years of version history; the same bytes for the same N.

Of N events 45 in 100 repeat (most every week, some every other week, each month, daily for a week or each
year; written in words, as fields or as an RRULE), many with dates left out, added or changed; the others have
one date, a day or some days, a third of them over. There are N/20 venues with rooms, N/25 partners, three
languages with translations, files in YAML and in Markdown, pictures here and there. The history holds about
four commits an event, a part of them merged pull requests: events that came, were edited, renamed and
deleted when they were over, records looked at again, a venue renamed.

    words, sentences   what it is written with        days     repeats and days off
    places             partners, venues, the board    dates    when an event takes place
    texts              titles and descriptions        facts    its other fields
    events             one event                      lives    what was done to a record, day by day
    history            from what was done to a git repository

`write_town` makes it; nothing in it asks the clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from benchmarks.corpus import TODAY
from benchmarks.town.days import SINCE
from benchmarks.town.events import Makers
from benchmarks.town.history import Act, format_history, write_history
from benchmarks.town.lives import end_life, list_first_acts, list_life, list_upkeep
from benchmarks.town.places import draw_partners, draw_venues

_RECURRING = 0.45
_GONE = 0.35
"""Events deleted since, for each one that is there."""

_CONTENT = "content/"
_OUTSIDE = ("README.md", ".github/workflows/publish.yml")


def write_town(folder: Path, events: int = 1000, *, seed: int = 1) -> Path:
    """The content folder of a town with that many events, in a repository made in `folder`.

    `folder` is empty or missing. Raises `CalledProcessError` when git will not, and `OSError` without git.
    """
    random = Random(f"town {seed} {events}")
    venues = draw_venues(random, max(8, events // 20))
    partners = draw_partners(random, max(8, events // 25))
    makers = Makers(random, partners, venues)
    recurring = round(events * _RECURRING)
    drafts = [makers.draw(recurring=number < recurring) for number in range(events)]
    before = Makers(random, partners, venues, slugs=makers.slugs)
    gone = [before.draw(recurring=random.random() < 0.25, gone=True) for _ in range(round(events * _GONE))]
    acts = [
        *list_first_acts(partners, venues),
        *list_upkeep(random, partners, venues),
        *(act for draft in drafts for act in list_life(random, draft)),
        *(act for draft in gone for act in (*list_life(random, draft), end_life(random, draft))),
    ]
    below = [act.below(_CONTENT) for act in acts]
    write_history(folder, format_history([*_outside(random, events), *below], random))
    return folder / "content"


def _outside(random: Random, events: int) -> Iterator[Act]:
    """Commits of what is no content."""
    for number in range(2 + events // 20):
        day = SINCE + timedelta(days=random.randrange((TODAY - SINCE).days) if number > 1 else 0)
        path = _OUTSIDE[number % 2]
        yield Act(day, f"outside {number}", f"Mend {path}", {path: f"Version {number} of {path}.\n".encode()})
