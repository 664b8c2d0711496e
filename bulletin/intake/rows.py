"""A row of a sheet → the draft of an event, with what was taken for what."""

from __future__ import annotations

from collections.abc import Mapping

from bulletin.formats.nodes import Tree
from bulletin.formats.records import suggest_slug
from bulletin.formats.sheets.event import DESCRIPTION, parse_event
from bulletin.formats.sheets.sheet import Row
from bulletin.intake.converted import Draft
from bulletin.intake.headers import PRIVATE
from bulletin.intake.row_cells import RowCells, SheetReader
from bulletin.intake.row_times import DATES, dated, is_time, read_times
from bulletin.intake.row_words import read_words
from bulletin.model.event import PLACE_FIELDS, Event
from bulletin.model.names import fold_name
from bulletin.model.records.columns import ID, PARTNER
from bulletin.translatable import gettext as _

_ERRORS = frozenset(
    {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "Err:502", "Err:508"}
)
"""What stands in a cell whose formula has no value."""
_DASHES = "-–— "
"""People type one into a cell that says nothing."""
_LONGEST_NAME = 300
"""So much of a title tells one event of a sheet from another."""
_TOGETHER = (PLACE_FIELDS, frozenset({"end", "duration"}))
"""Fields that say one thing: who says one of them anew takes back the others."""


def read_row(reader: SheetReader, row: Row) -> RowCells:
    """The cells of a row, each where the board expects it."""
    cells = RowCells(row.number, {})
    for name in dict.fromkeys(column.name for column in reader.header.columns):
        if name != PRIVATE:
            _take_cell(reader, row, name, cells)
    read_times(reader, cells)
    read_words(reader, cells)
    return cells


def make_draft(reader: SheetReader, cells: RowCells, key: str) -> Draft:
    """The draft of a row under its key."""
    permanent = cells.take(ID)
    cells.take(PARTNER)
    fields = parse_event({name: text for name, text in cells.cells.items() if text}, reader.languages)
    values, body, known = dict(fields.values), fields.body, _event_named(reader, permanent)
    if known is not None:
        values |= _kept(reader, known, values)
        body = body or _kept_body(reader, known)
    if not values.get("title"):
        cells.say(_("it has no title."))
    if not values.get("start") and "location" not in values:
        cells.say(_("it has no date."))
    return Draft(values, body, key, tuple(cells.remarks), event_id=known.id if known else "")


_LONGEST_NAME = 300


def key_of(reader: SheetReader, cells: RowCells) -> str:
    """What the event of a row is known by: its own id, else its title, else its place in the sheet."""
    given = cells.get(ID)
    event = _event_named(reader, given)
    if event is not None:
        return event.slug
    if given:
        return suggest_slug(given.removeprefix(f"{reader.partner_id}/"))
    title = cells.get("title")
    return suggest_slug(title[:_LONGEST_NAME]) if title else f"row-{cells.number}"


def _event_named(reader: SheetReader, given: str) -> Event | None:
    """The partner's event that a row names by its id."""
    event = reader.board.events.get(given)
    return event if event is not None and event.partner == reader.partner_id else None


def _kept(reader: SheetReader, event: Event, values: Mapping[str, Tree]) -> dict[str, Tree]:
    """What its file says that the sheet has no column for."""
    held = {column.name.partition(".")[0] for column in reader.header.columns} - {ID}
    for group in _TOGETHER:
        held |= group if group & values.keys() else frozenset()
    return {name: value for name, value in event.typed.fields.items() if name not in held}


def _kept_body(reader: SheetReader, event: Event) -> str:
    has_column = reader.header.of(DESCRIPTION)
    return "" if has_column else event.typed.body


def partner_of(reader: SheetReader, cells: RowCells) -> str:
    """The id of the partner a row names as its own, or that its id begins with; "" where it names none."""
    named = fold_name(cells.get(PARTNER))
    partners = reader.board.partners.values()
    found = next(
        (each.id for each in partners if named and named in (fold_name(each.id), fold_name(each.name))), ""
    )
    first, slash, _ = cells.get(ID).partition("/")
    return found or (first if slash and first in reader.board.partners else "")


def has_event(cells: RowCells) -> bool:
    """Whether a row tells of an event; a note or a sum below the table does not."""
    return len([text for text in cells.cells.values() if text]) + len(cells.remarks) > 1


def _take_cell(reader: SheetReader, row: Row, name: str, cells: RowCells) -> None:
    """The cell of the first of the columns that hold the same; dates and times are put together."""
    texts = []
    for column in reader.header.of(name):
        text = row.cells[column.at] if column.at < len(row.cells) else ""
        text = text if text.strip(_DASHES) else ""
        if text in _ERRORS:
            cells.say(
                _(
                    "the cell under “{header}” holds {text} and no value, so it was left out.",
                    header=column.header,
                    text=text,
                )
            )
        elif text:
            texts.append(dated(reader, text, column.at) if name in DATES else text)
    texts = list(dict.fromkeys(texts))
    if name in ("start", "end") and len(texts) > 1:
        day, *others = sorted(texts, key=lambda text: is_time(reader, text))
        cells.cells[name] = day
        cells.cells.setdefault(f"{name}.time", others[0])
    elif texts:
        cells.cells[name] = texts[0]
        if len(texts) > 1:
            cells.say(
                _(
                    "two columns hold “{name}”: “{first}” was taken, “{second}” was not.",
                    name=name,
                    first=texts[0],
                    second=texts[1],
                )
            )
