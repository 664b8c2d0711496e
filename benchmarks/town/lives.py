"""What was done to the records of the made-up town, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from benchmarks.corpus import TODAY
from benchmarks.town.days import CALENDARS, SINCE
from benchmarks.town.events import Draft
from benchmarks.town.history import Act
from benchmarks.town.places import (
    NOTICES,
    PAGES,
    Partner,
    Venue,
    format_board,
    format_calendar,
    format_checked,
    format_earlier,
)

_VENUE_RENAMED = date(2026, 5, 12)
_OLD_NAME = "Temperance Hall"
_OLD_ID = "temperance-hall"
_RENAMED = 0.04
_RETYPED = 0.02
_FIRST = "the first day"


def list_first_acts(partners: list[Partner], venues: list[Venue]) -> Iterator[Act]:
    """The board on its first day; then the partners that joined later, and a venue's new name."""
    files = {"board.yaml": format_board(partners[0].id, 0), **PAGES}
    files |= {f"calendars/{calendar}.yaml": format_calendar(calendar, 2026) for calendar in CALENDARS}
    files |= {
        f"venues/{venue.id}.yaml": format_earlier(venue.text, 0) for venue in venues if venue is not venues[1]
    }
    files[f"venues/{_OLD_ID}.yaml"] = _old_venue(venues[1])
    yield Act(SINCE, _FIRST, "Begin the board", _encoded(files))
    for partner in partners:
        group = _FIRST if partner.joined == SINCE else f"join {partner.id}"
        yield Act(partner.joined, group, f"Welcome {partner.name}", _encoded({partner.path: partner.text}))
    old, new = f"venues/{_OLD_ID}.yaml", f"venues/{venues[1].id}.yaml"
    yield Act(
        _VENUE_RENAMED, "rename", f"The {_OLD_NAME} has a new name", _encoded({new: venues[1].text}),
        renames=((old, new),), venue=(_OLD_ID, venues[1].id),
    )  # fmt: skip


def _old_venue(venue: Venue) -> str:
    lines = venue.text.splitlines(keepends=True)
    return "".join([f"name: {_OLD_NAME}\n", *lines[1:]])


def _encoded(files: dict[str, str]) -> dict[str, bytes | None]:
    return {path: text.encode() for path, text in files.items()}


def list_upkeep(random: Random, partners: list[Partner], venues: list[Venue]) -> Iterator[Act]:
    """Records looked at again and completed, notices, further years of days off, pages mended."""
    for partner in partners:
        for day in partner.checked:
            text = format_checked(partner.text, day)
            yield Act(
                day, f"check {partner.id}", f"{partner.name}: still right", _encoded({partner.path: text})
            )
    for venue in venues:
        if venue is venues[1]:
            continue
        for number, day in enumerate(venue.checked, 1):
            text = venue.text if day == venue.checked[-1] else format_earlier(venue.text, number)
            yield Act(
                day,
                f"look {venue.id}",
                f"Look at {venue.id} again",
                _encoded({f"venues/{venue.id}.yaml": text}),
            )
    for number, day in enumerate((date(2026, 5, 1), date(2027, 1, 12), date(2027, 1, 14)), 1):
        files = {"board.yaml": format_board(partners[0].id, min(number, len(NOTICES)))}
        yield Act(day, "notice", "Put up a notice", _encoded(files))
    for year in (2026, 2027):
        files = {f"calendars/{calendar}.yaml": format_calendar(calendar, year + 3) for calendar in CALENDARS}
        yield Act(date(year - 1, 11, 20), "calendars", f"Days off in {year}", _encoded(files))
    for path, text in PAGES.items():
        day = SINCE + timedelta(days=random.randrange(1, (TODAY - SINCE).days))
        yield Act(day, path, "Say it more plainly", _encoded({path: f"{text}\nAsk at any desk.\n"}))


def list_life(random: Random, draft: Draft) -> Iterator[Act]:
    """An event from the day it was posted to its last edit; some were renamed or written as Markdown."""
    moved, slug, notation = TODAY, draft.slug, draft.notation
    kind = random.random()
    if kind < _RENAMED + _RETYPED and (TODAY - draft.posted).days > 3:
        end = min(TODAY, draft.last or TODAY)
        moved = draft.posted + timedelta(days=random.randrange(1, max(2, (end - draft.posted).days)))
    if moved < TODAY:
        slug = f"{draft.slug}-1" if kind < _RENAMED else slug
        notation = "yaml" if kind >= _RENAMED and notation == "md" else notation
    if (slug, notation) == (draft.slug, draft.notation):
        moved = TODAY
    before = f"events/{draft.partner.id}/{slug}"
    found = [
        *_edits(draft, moved, before, notation, f"id: {draft.partner.id}/{slug}"),
        *_translated(draft, moved, before),
    ]
    yield from sorted(found, key=lambda act: act.day)


def _edits(draft: Draft, moved: date, before: str, old_notation: str, id_line: str) -> Iterator[Act]:
    """Its own file; from the day `moved` on it stands at its path of today."""
    title = draft.told.title
    old, new = f"{before}.{old_notation}", f"{draft.stem}.{draft.notation}"
    if moved < TODAY:
        number = sum(day < moved for day in draft.edits)
        data = _formatted(draft, number, before, id_line)
        if draft.notation != old_notation:
            yield Act(moved, f"move {new}", f"Write {title} as Markdown", {old: None, new: data})
        else:
            past = [language for language, (_, day) in draft.translations.items() if day < moved]
            renames = [(old, new), *((f"{before}.{tag}.md", f"{draft.stem}.{tag}.md") for tag in past)]
            yield Act(moved, f"move {new}", f"Rename {title}", {new: data}, tuple(renames))
    for number, day in enumerate((draft.posted, *draft.edits)):
        if day < moved:
            files: dict[str, bytes | None] = {old: draft.format(number, old_notation).encode()}
        else:
            files = {new: _formatted(draft, number, before, id_line)}
        if number == 0 and draft.picture:
            files[f"{draft.stem}.png"] = draft.picture
        group = f"edit {draft.stem} {number}" if number else f"new {draft.partner.id}"
        yield Act(day, group, f"{'Change' if number else 'Add'} {title}", files)


def _formatted(draft: Draft, number: int, before: str, id_line: str) -> bytes:
    """The file at its path of today, which tells its id where its name was another one."""
    text = draft.format(number)
    return (text if before == draft.stem else text.replace("title:", f"{id_line}\ntitle:", 1)).encode()


def _translated(draft: Draft, moved: date, before: str) -> Iterator[Act]:
    for language, text, day in draft.format_translations():
        stem = before if day < moved else draft.stem
        group = f"new {draft.partner.id}" if day == draft.posted else f"translate {draft.stem} {language}"
        yield Act(day, group, f"Translate {draft.told.title}", {f"{stem}.{language}.md": text.encode()})


def end_life(random: Random, draft: Draft) -> Act:
    """The day its files were deleted, weeks after its last date: by its partner, or with others."""
    assert draft.last is not None
    day = draft.last + timedelta(days=random.randrange(5, 30))
    group = f"end {draft.stem}"
    if random.random() < 0.7:
        day = (day.replace(day=1) + timedelta(days=35)).replace(day=3)
        group = "clear away"
    day = min(day, TODAY - timedelta(days=1))
    paths = [f"{draft.stem}.{draft.notation}", *(f"{draft.stem}.{tag}.md" for tag in draft.translations)]
    if draft.picture:
        paths.append(f"{draft.stem}.png")
    message = f"{draft.told.title} is over" if group != "clear away" else "Clear away what is over"
    return Act(day, group, message, dict.fromkeys(paths))
