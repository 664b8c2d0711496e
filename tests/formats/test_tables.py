"""Tables as spreadsheets leave them, and a row more."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.formats.tables import TableRefused, defused, parse_table, with_row

NEEDED = ("decided", "id", "word")
ROW = {"decided": "2027-01-15", "id": "oak/quiz", "word": "accept"}
OLD = [("2027-01-04", "oak/tea", "edit"), ("2027-01-05", "elm/talk, part 2", "hold")]


def written(*, bom: bool, delimiter: str, end: str, encoding: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows([NEEDED, *OLD])
    return (("\ufeff" if bom else "") + text.getvalue()).encode(encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("bom", "encoding"), [(False, "utf-8"), (True, "utf-8"), (False, "cp1252"), (True, "utf-16-le")]
)
def test_a_row_is_added_in_the_tables_own_manner(delimiter: str, end: str, bom: bool, encoding: str) -> None:
    before = written(bom=bom, delimiter=delimiter, end=end, encoding=encoding)
    after = with_row(before, ROW, NEEDED)
    assert after.startswith(before)
    assert after[len(before) :].decode(encoding) == delimiter.join(ROW.values()) + end
    assert [tuple(row.values()) for row in parse_table(after, NEEDED).rows] == [*OLD, tuple(ROW.values())]


def test_columns_in_another_order_and_further_ones_are_kept() -> None:
    before = b"Word;ID;My note;Decided\nedit;oak/tea;asked twice;2027-01-04\n"
    assert with_row(before, ROW, NEEDED) == before + b"accept;oak/quiz;;2027-01-15\n"


def test_a_last_line_without_an_end_is_no_part_of_the_new_one() -> None:
    before = b"decided,id,word\r\n2027-01-04,oak/tea,edit"
    assert with_row(before, ROW, NEEDED) == before + b"\r\n2027-01-15,oak/quiz,accept\r\n"


def test_the_line_by_which_a_spreadsheet_names_its_separator_is_no_header() -> None:
    before = b"sep=;\r\ndecided;id;word\r\n2027-01-04;oak/tea;edit\r\n"
    assert with_row(before, ROW, NEEDED).endswith(b"2027-01-15;oak/quiz;accept\r\n")


@pytest.mark.parametrize("nothing", [b"", b"\n", b"\xef\xbb\xbf"])
def test_a_table_begins_with_the_names_of_its_columns(nothing: bytes) -> None:
    assert with_row(nothing, ROW, NEEDED) == b"decided,id,word\n2027-01-15,oak/quiz,accept\n"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "＝1", "=HYPERLINK(A1)"])
def test_a_formula_is_defused_and_read_as_it_was_meant(cell: str) -> None:
    data = with_row(b"", {**ROW, "word": cell}, NEEDED)
    [line] = list(csv.reader(io.StringIO(data.decode())))[1:]
    assert line[2] == f"'{cell}"
    assert parse_table(data, NEEDED).rows[0]["word"] == cell


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"id,word\noak/tea,edit\n", "names no column “decided”"),
        (b'decided,id,word\n2027-01-04,"oak/tea,edit\n', "cannot be read as a table"),
        (b'decided,id,word\n2027-01-04,"oak"tea,edit\n', "cannot be read as a table"),
        (b"Monday\n", "names no column"),
    ],
)
def test_a_table_that_cannot_be_read_is_not_added_to(data: bytes, said: str) -> None:
    with pytest.raises(TableRefused, match=said):
        with_row(data, ROW, NEEDED)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8), min_size=3, max_size=3))
def test_whatever_is_written_is_read_again(cells: list[str]) -> None:
    row = dict(zip(NEEDED, (cell.strip() for cell in cells), strict=True))
    if any(row.values()) and not any(cell.startswith("'") for cell in row.values()):
        twice = with_row(with_row(b"", row, NEEDED), row, NEEDED)
        assert list(parse_table(twice, NEEDED).rows) == [row, row]
        assert all(not cell.startswith(("=", "+", "-", "@")) for cell in map(defused, cells))
