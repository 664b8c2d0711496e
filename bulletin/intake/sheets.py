"""A sheet (`.xlsx`, `.csv`), ours or another's → the drafts of its events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bulletin.formats.sheets.read import read_sheets
from bulletin.formats.sheets.sheet import MOST_ROWS, Row, Sheet, SheetRefused
from bulletin.intake.converted import Converted, Draft
from bulletin.intake.headers import PRIVATE, Header, find_header
from bulletin.intake.row_cells import RowCells, SheetReader
from bulletin.intake.row_times import first_number
from bulletin.intake.rows import has_event, key_of, make_draft, partner_of, read_row
from bulletin.model.board import Board
from bulletin.model.names import fold_name
from bulletin.model.records.columns import ID
from bulletin.translatable import gettext as _
from bulletin.translatable import join, sentences
from bulletin.words.fields import field_label
from bulletin.words.lists import quoted
from bulletin.words.numbers import tell_number
from bulletin.words.sheets import examples

_DATE_COLUMNS = ("start", "end")
_MOST_SAID = 12


def convert_sheet(name: str, data: bytes, board: Board, partner_id: str) -> Converted:
    """The drafts of a partner's sheet, in its order; what cannot be read is `refused` in words.

    The key of a draft is the row's own id, else its title, so that a changed row changes its event; a key
    that an earlier version of the sheet had, and this one has not, is a row that was taken away.
    """
    partner = board.partners.get(partner_id)
    language = partner.text_language if partner else board.info.language
    languages = tuple(dict.fromkeys((language, *board.info.languages)))
    try:
        file = read_sheets(data, language)
        return _convert(file.sheets, file.said, board, partner_id, languages)
    except SheetRefused as refused:
        return Converted(refused=str(refused))


def _convert(
    sheets: Sequence[Sheet], said: tuple[str, ...], board: Board, partner_id: str, languages: Sequence[str]
) -> Converted:
    drafts: list[Draft] = []
    told = list(said)
    found = [(sheet, find_header(sheet.rows, languages)) for sheet in sheets if not sheet.is_hidden]
    if not any(header for _, header in found):
        raise SheetRefused(_no_header(sheets, languages[0]))
    for sheet, header in found:
        if header is None:
            if sheet.rows:
                told.append(
                    _(
                        "The sheet “{name}” names no columns of events, so nothing of it was taken.",
                        name=sheet.name,
                    )
                )
            continue
        told += _about_columns(sheet, header, languages)
        rows = [row for row in sheet.rows if row.number > header.number]
        if sheet.is_longer or len(rows) > MOST_ROWS:
            raise SheetRefused(
                _(
                    "It has more than {most} rows. Put the events to come into a sheet of their own.",
                    most=tell_number(MOST_ROWS),
                )
            )
        converted = _convert_rows(SheetReader(board, partner_id, header), rows)
        drafts += converted.drafts
        told += converted.said
    told += [
        _("The sheet “{name}” is hidden, so it was not read.", name=sheet.name)
        for sheet in sheets
        if sheet.is_hidden
    ]
    if not drafts:
        told.append(_("There is no row with an event in it yet."))
    return Converted(tuple(_with_keys(drafts)), tuple(told))


def _convert_rows(reader: SheetReader, rows: Sequence[Row]) -> Converted:
    orders = {
        column.at: order
        for name in _DATE_COLUMNS
        for column in reader.header.of(name)
        if (order := first_number([row.cells[column.at] for row in rows if column.at < len(row.cells)]))
    }
    reader = replace(reader, first_number=orders)
    said = [
        _(
            "In the column “{header}” the {part} stands first, as other dates of it show.",
            header=column.header,
            part=orders[column.at],
        )
        for column in reader.header.columns
        if column.at in orders
    ]
    drafts = []
    for row in rows:
        cells = read_row(reader, row)
        if not any(cells.cells.values()) or fold_name(cells.get("title")) in examples():
            continue
        if _repeats_header(reader.header, row):
            continue
        if why := _why_not_taken(reader, row, cells):
            said.append(why)
        else:
            drafts.append(make_draft(reader, cells, key_of(reader, cells)))
    return Converted(tuple(drafts), tuple(said))


def _why_not_taken(reader: SheetReader, row: Row, cells: RowCells) -> str:
    """Why a row is no event of the partner's; "" where it is one."""
    partner = partner_of(reader, cells)
    if not has_event(cells):
        text = next(text for text in cells.cells.values() if text)
        return _(
            "Row {number}: only “{text}” stands in it, so it was not taken as an event.",
            number=row.number,
            text=text[:60],
        )
    if partner and partner != reader.partner_id:
        return _(
            "Row {number}: it is an event of “{partner}”, so it was not taken.",
            number=row.number,
            partner=partner,
        )
    return ""


def _repeats_header(header: Header, row: Row) -> bool:
    """Whether a row names the columns once more, as a long sheet does on each page."""
    return all(
        column.at < len(row.cells) and " ".join(row.cells[column.at].split()) == column.header
        for column in header.columns
    )


def _with_keys(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts, each with a key of its own: of several of one title, all have their date in it."""
    often = Counter(draft.key for draft in drafts)
    seen: Counter[str] = Counter()
    for draft in drafts:
        key = draft.key
        remarks = draft.remarks
        if often[key] > 1 and seen[key]:
            start = str(draft.values.get("start", ""))[:10]
            dated = f"{key}-{start}" if start else key
            title = draft.values.get("title", "")
            what = _(
                "“{title}” stands in {often} rows; each is an event of its own.",
                title=title,
                often=often[key],
            )
            hint = _(
                "If it is one event on several dates, write it once, with its repeat or its extra dates."
            )
            remarks = (*remarks, sentences(what, hint))
            seen[key] += 1
            key = dated if not seen[dated] else f"{dated}-{seen[dated] + 1}"
        seen[key] += 1
        yield replace(draft, key=key, remarks=remarks)


def _about_columns(sheet: Sheet, header: Header, languages: Sequence[str]) -> Iterator[str]:
    """What was taken for what, and what was not taken."""
    yield (
        _(
            "In the sheet “{sheet}” the names of the columns stand in row {number}.",
            sheet=sheet.name,
            number=header.number,
        )
        if sheet.name
        else _("The names of the columns stand in row {number}.", number=header.number)
    )
    taken = [
        _("“{header}” as {field}", header=column.header, field=_label(column.name, languages[0]))
        for column in header.columns
        if column.name not in (PRIVATE, ID) and not _is_ours(column.header, column.name, languages)
    ]
    if taken:
        yield _("Taken: {columns}.", columns=join(", ", taken[:_MOST_SAID]))
    private = [column.header for column in header.of(PRIVATE)]
    if private:
        names = join(", ", map(quoted, private))
        yield _("Not taken, since what is private never goes on the board: {names}.", names=names)
    if header.unknown:
        names = join(", ", map(quoted, header.unknown[:_MOST_SAID]))
        yield _("Not taken, since the board has nothing of the kind: {names}.", names=names)


def _is_ours(header: str, name: str, languages: Sequence[str]) -> bool:
    return fold_name(header) in {fold_name(name), *(fold_name(field_label(tag, name)) for tag in languages)}


def _label(name: str, language: str) -> str:
    return quoted(field_label(language, name))


def _no_header(sheets: Sequence[Sheet], language: str) -> str:
    names = join(", ", (_label(name, language) for name in ("title", "start", "venue")))
    if sheets and all(sheet.is_hidden for sheet in sheets):
        return _("All its sheets are hidden, so nothing of it was read.")
    return _(
        "No row of it names its columns. Write the names into the first row, {names} among them, and "
        "one event into each row below.",
        names=names,
    )
