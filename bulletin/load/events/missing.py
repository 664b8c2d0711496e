"""What an event does not say, and what to add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bulletin.formats.dates import Beside, DateRefused, WrittenMoment, parse_spans, parse_written
from bulletin.load.fields.fixes import add_field
from bulletin.load.fields.record_source import RecordSource
from bulletin.load.fields.terms import words_of
from bulletin.load.places import NO_PLACE, PLACE_FIELDS
from bulletin.messages.entered import tell_no_place
from bulletin.model.board import Vocabulary
from bulletin.model.place import Venue
from bulletin.model.recurrence import day_of
from bulletin.problems import Fix, Problem, Rule, Severity
from bulletin.translatable import gettext as _
from bulletin.words.fields import EVENT

NO_CATEGORY = Rule(
    "no-category", Severity.WARNING, "An event has a category, its own or its partner's default."
)
MOST_OFFERED = 3
"""So many venues are offered to an event without a place."""


def report_no_place(source: RecordSource, venues: Mapping[str, Venue]) -> None:
    """Report an event without a place; the line that another hint writes already is proposed once."""
    message = tell_no_place()
    open_ones = (name for name, venue in venues.items() if venue.ended is None)
    lines = [f"venue: {name}" for name in sorted(open_ones)][:MOST_OFFERED]
    line = (lines or ["area: North side"])[0]
    hint = _("Add a line, as in: {line} (or `address`, `online`, `area`, or location: on request)", line=line)
    added = [add_field(source, line) for line in (*lines, "location: on request")]
    meant = next((each for each in source.problems if each.fix and _writes_place(source, each.fix)), None)
    if meant and meant.fix:
        ref = replace(meant.ref, column=1)
        source.add(Problem(ref, NO_PLACE, message, meant.hint, meant.fix))
    else:
        source.report_choice(NO_PLACE, (), message, hint, [each.fix for each in added if each])


def _writes_place(source: RecordSource, fix: Fix) -> bool:
    typed = {line.partition(":")[0] for line in fix.lines}
    return any((source.field_names.guess((EVENT,), each) or each) in PLACE_FIELDS for each in typed)


def report_no_category(source: RecordSource, categories: Vocabulary) -> None:
    """Report an event without a category, with the words there are."""
    known = words_of(categories)
    message = _("It has no category, so it stands under “Other”.")
    hint = _(
        "Add a line, as in: categories: {id} (or one of: {known})", id=categories.terms[0].id, known=known
    )
    source.report(NO_CATEGORY, (), message, hint)


def first_day(start: str, languages: Sequence[str], today: date | None) -> date | None:
    """The first day of an event, also where hours stand beside it or its year is missing; else None."""
    near = Beside(today) if today else None
    read = parse_written(start, languages, near)
    spans = parse_spans(start, languages, near) if isinstance(read, DateRefused) else ()
    moment = read.moment if isinstance(read, WrittenMoment) else spans[0].start if spans else None
    return day_of(moment) if isinstance(moment, date) else None
