"""Sheets as people and their programs write them, each named for its oddity, and what must come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bulletin.formats.records import format_record
from bulletin.intake.converted import Converted
from bulletin.intake.sheets import convert_sheet
from bulletin.load import load_board
from bulletin.load.sources import Sources, read_sources
from bulletin.model.board import Board
from bulletin.model.zones import use_pinned_zones
from bulletin.pipeline.export import export_events
from tests.checkers.programs import CHECKOUT
from tests.commands.boards import FILES

SHEETS = Path(__file__).parent / "sheets"
ARABIC = {"partners/noor.yaml": "name: Noor\ntext_language: ar\ncontact:\n  phone: 555-0102\n"}

TEA = {"title": "Tea", "start": "2027-02-06 14:00"}
CAKE = {"title": "Cake", "start": "2027-02-07 14:00"}
AT_MAIN = {"venue": "Main Library"}
PLAIN = {"tea": {**TEA, "end": "16:00", **AT_MAIN, "cost": "free"}}
BOTH = {"tea": TEA, "cake": CAKE}
ON_DAYS = {"tea": {"title": "Tea", "start": "2027-02-06"}, "cake": {"title": "Cake", "start": "2027-02-07"}}

GAMES = {"title": "Board game night", "start": "2027-02-05 18:30", "end": "21:00", **AT_MAIN, "cost": "free"}
SOAP = {"title": "Soap carving", "start": "2027-02-12 14:00", "end": "16:00", **AT_MAIN, "cost": "$5.50"}
QUILTS = {
    "title": "Quilt show",
    "start": "2027-02-20",
    "end": "2027-02-21",
    "venue": "Elm Hall",
    "cost": "free",
}

TAKEN: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "plain.csv": PLAIN,
    "saved-by-libreoffice.xlsx": {"board-game-night": GAMES, "soap-carving": SOAP, "quilt-show": QUILTS},
    "saved-by-libreoffice.csv": {
        "board-game-night": {**GAMES, "start": "2027-02-05 18:30:00", "end": "09:00:00 PM"},
        "soap-carving": {**SOAP, "start": "2027-02-12 14:00:00", "end": "04:00:00 PM", "cost": "5.5"},
        "quilt-show": QUILTS,
    },
    "our-sheet-saved-by-libreoffice.xlsx": {
        "board-game-night": {name: GAMES[name] for name in ("title", "start", "end", "venue")}
    },
    "byte-order-mark.csv": {"the": {**PLAIN["tea"], "title": "Thé"}},
    "semicolons-decimal-comma.csv": {
        "cafe-the-gateaux": {
            "title": "Café, thé, gâteaux",
            "start": "2027-02-06 14h00",
            **AT_MAIN,
            "cost": "5,50",
        },
        "jeux-rires": {"title": "Jeux, rires", "start": "2027-02-13 14h00", **AT_MAIN, "cost": "gratuit"},
    },
    "tabs-utf-16.csv": {"the": {**TEA, "title": "Thé", **AT_MAIN}},
    "utf-16-without-mark.csv": {"tea": {**TEA, **AT_MAIN}},
    "separator-told-in-first-line.csv": {"tea-cake": {**TEA, "title": "Tea, cake"}},
    "old-macintosh-line-ends.csv": BOTH,
    "line-break-in-a-cell.csv": BOTH,
    "quotation-mark-within-a-word.csv": {"tea": TEA},
    "control-characters.csv": {"tea-party": {**TEA, "title": "Tea party"}},
    "day-or-month-first.csv": {"tea": {**TEA, "start": "3/10/2027 2 pm"}},
    "day-first-shown-by-another-row.csv": {"tea": TEA, "cake": {**CAKE, "start": "27.02.2027 14:00"}},
    "day-first-and-month-first-mixed.csv": {
        "tea": {"title": "Tea", "start": "3/10/2027"},
        "cake": {"title": "Cake", "start": "27/2/2027"},
        "pie": {"title": "Pie", "start": "2/27/2027"},
    },
    "answers-of-a-form.csv": {
        "tea": {"title": "Tea", "start": "2/13/2027 2:00 PM", "end": "4:00 PM", **AT_MAIN}
    },
    "columns-in-arabic.csv": {
        "e-0ec48ee8": {**TEA, "title": "شاي وكعك", **AT_MAIN, "cost": "مجاني"},
    },
    "columns-in-spanish.csv": {"te": {**TEA, "title": "Té", **AT_MAIN}},
    "time-from-to-in-one-cell.csv": {
        "tea": {**TEA, "end": "16:00"},
        "cake": {**CAKE, "start": "2027-02-07 18:00", "end": "20:00"},
    },
    "names-of-columns-only.csv": {},
    "one-title-on-two-days.csv": {
        "tea": TEA,
        "tea-2027-02-13": {**TEA, "start": "2027-02-13 14:00"},
    },
    "a-row-of-another-partner.csv": {
        "story-time": {
            "title": "Story hour",
            "start": "2027-01-06 10:15",
            "end": "11:00",
            "venue": "main-library",
            "categories": "storytime",
            "cost": "free",
            "repeat": "every Wednesday until 31 March 2027",
        }
    },
    "ids-of-its-own.csv": {"a-17": TEA, "a-18": CAKE},
    "formulas-defused.csv": {"tea": {**TEA, "title": "=Tea", "contact": {"phone": "+1 555 555 0100"}}},
    "private-columns.csv": {"tea": {**ON_DAYS["tea"], "contact": {"phone": "555-0101"}}},
    "free-yes-or-no.csv": {"tea": {**ON_DAYS["tea"], "cost": "free"}, "cake": ON_DAYS["cake"]},
    "organizer-is-the-partner-itself.csv": {
        "tea": ON_DAYS["tea"],
        "cake": {**ON_DAYS["cake"], "hosts": "elm"},
        "pie": {"title": "Pie", "start": "2027-02-08"},
    },
    "unknown-words.csv": {"tea": {**ON_DAYS["tea"], "categories": "books", "ages": "Adults over 60"}},
    "places-of-all-kinds.csv": {
        "tea": {**ON_DAYS["tea"], "address": "12 Bridge Road"},
        "call": {"title": "Call", "start": "2027-02-07", "online": "https://meet.oak.example/tea"},
        "talk": {"title": "Talk", "start": "2027-02-08", "location": "on request"},
        "pie": {"title": "Pie", "start": "2027-02-09", "venue": "the main library"},
    },
    "sign-up-is-a-link.csv": {
        "tea": {**ON_DAYS["tea"], "registration": {"url": "https://oak.example/tea"}},
        "cake": {**ON_DAYS["cake"], "registration": "drop-in"},
        "pie": {
            "title": "Pie",
            "start": "2027-02-08",
            "registration": {"email": "tea@oak.example", "phone": "555-0101"},
        },
    },
    "names-repeated-on-each-page.csv": BOTH,
    "two-columns-of-one-name.csv": ON_DAYS,
    "a-row-without-title.csv": {"row-2": {"start": "2027-02-06 14:00", **AT_MAIN}},
    "dates-and-times-as-cells.xlsx": {
        "tea": {**TEA, "end": "16:00", **AT_MAIN, "cost": "5.5", "registration": {"capacity": "12"}},
        "cake": {**ON_DAYS["cake"], **AT_MAIN, "cost": "0"},
        "late": {
            "title": "Late",
            "start": "2027-02-08 20:00",
            "end": "2027-02-09 01:00",
            **AT_MAIN,
            "cost": "€7",
        },
    },
    "date-time-and-end-in-three-columns.xlsx": {"tea": {**TEA, "end": "16:00"}},
    "title-rows-above.xlsx": {"tea": {**TEA, **AT_MAIN}},
    "merged-cells.xlsx": {
        "tea": {**TEA, **AT_MAIN},
        "cake": {**CAKE, **AT_MAIN},
        "pie": {"title": "Pie", "start": "2027-02-08 14:00", "address": "12 Bridge Road"},
    },
    "hidden-sheet.xlsx": {"tea": TEA},
    "several-sheets.xlsx": {"tea": {**TEA, "start": "2027-01-30 14:00"}, "cake": CAKE},
    "errors-of-formulas.xlsx": {"tea": TEA},
    "numbers-for-telephones.xlsx": {"tea": {**TEA, "cost": "free", "contact": {"phone": "5550101"}}},
    "no-rows-yet.xlsx": {},
    "duration-as-a-time.xlsx": {
        "tea": {**TEA, "duration": "1 h 30"},
        "cake": {**CAKE, "duration": "45 min"},
    },
    "a-last-row-a-million-below.xlsx": {"tea": TEA},
    "everything-merged.xlsx": {"tea": TEA},
}

REFUSED = {
    "quotation-mark-never-closed.csv": 'A quotation mark (") in it is never closed',
    "no-names-of-columns.csv": "No row of it names its columns.",
    "empty.csv": "It is empty.",
    "only-separators.csv": "It is empty.",
    "a-page-of-the-web.xls": "It is a web page, whatever it is called.",
    "rich-text-called-csv.csv": "It is a text document, not a sheet.",
    "2001-rows.csv": "It has more than 2,000 rows.",
    "bomb-of-cells.xlsx": "It holds far more than a list of events.",
    "bomb-of-bytes.xlsx": "It holds far more than a list of events.",
    "bomb-of-styles.xlsx": "It holds far more than a list of events.",
    "entities.xlsx": "It is damaged, or was not copied to its end.",
    "cut-off.xlsx": "It is damaged, or was not copied to its end.",
    "macros.xlsx": "It holds macros, which are programs; we take none.",
    "open-document.ods": "It is an OpenDocument file (.ods).",
    "a-text-document.xlsx": "It is a text document, not a sheet.",
    "an-archive-of-pictures.xlsx": "It is an archive, not a sheet.",
    "password.xlsx": "It is protected by a password",
    "old-format.xls": "It is in an old format (.xls).",
    "a-flyer.csv": "It is a PDF, whatever it is called.",
}

SAID = {
    "semicolons-decimal-comma.csv": "read as Windows writes them (Western European)",
    "day-or-month-first.csv": "Row 2: “3/10/2027” can be read in two ways: write 2027-10-03",
    "day-first-shown-by-another-row.csv": "In the column “Date” the day stands first, as other dates",
    "day-first-and-month-first-mixed.csv": "Row 2: “3/10/2027” can be read in two ways",
    "answers-of-a-form.csv": "Not taken, since what is private never goes on the board: “Your name”, “Email",
    "columns-in-arabic.csv": "“التاريخ” as “Starts”",
    "one-title-on-two-days.csv": "“Tea” stands in 2 rows; each is an event of its own.",
    "a-row-of-another-partner.csv": "Row 3: it is an event of “elm”, so it was not taken.",
    "unknown-words.csv": "Row 2: “zumba” is no word that this board has for “categories”",
    "places-of-all-kinds.csv": "Row 2: “12 Bridge Road” is no place that this board knows",
    "two-columns-of-one-name.csv": "Row 2: two columns hold “title”: “Tea” was taken, “Coffee” was not.",
    "a-row-without-title.csv": "Row 2: it has no title.",
    "title-rows-above.xlsx": "Row 7: only “Total: 1 event” stands in it, so it was not taken as an event.",
    "hidden-sheet.xlsx": "The sheet “Old” is hidden, so it was not read.",
    "several-sheets.xlsx": "The sheet “Notes” names no columns of events, so nothing of it was taken.",
    "errors-of-formulas.xlsx": "Row 2: the cell under “Cost” holds #REF! and no value, so it was left out.",
    "names-of-columns-only.csv": "There is no row with an event in it yet.",
}


@pytest.fixture(scope="module")
def board() -> Board:
    use_pinned_zones()
    loaded = load_board(Sources({path: text.encode() for path, text in {**FILES, **ARABIC}.items()}))
    assert loaded.board is not None
    return loaded.board


def _converted(name: str, board: Board, partner: str = "oak") -> Converted:
    return convert_sheet(name, (SHEETS / name).read_bytes(), board, partner)


def _told(converted: Converted) -> str:
    return "\n".join((*converted.said, *(remark for draft in converted.drafts for remark in draft.remarks)))


def test_every_sheet_has_what_must_come_of_it() -> None:
    assert {path.name for path in SHEETS.iterdir()} == {*TAKEN, *REFUSED, "arabic-windows-letters.csv"}


@pytest.mark.parametrize("name", TAKEN)
def test_its_events_are_taken_under_their_keys(name: str, board: Board) -> None:
    converted = _converted(name, board)
    assert converted.refused == ""
    assert {draft.key: dict(draft.values) for draft in converted.drafts} == TAKEN[name]
    assert SAID.get(name, "") in _told(converted)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_sheet_of_events_is_refused_in_words(name: str, board: Board) -> None:
    converted = _converted(name, board)
    assert converted.refused.startswith(REFUSED[name])
    assert converted.drafts == ()


def test_a_cell_of_several_lines_is_the_description(board: Board) -> None:
    drafts = _converted("line-break-in-a-cell.csv", board).drafts
    assert [draft.body for draft in drafts] == ["Bring a cup.\n\nAnd a friend.", ""]
    assert _converted("formulas-defused.csv", board).drafts[0].body == "- a cup\n- a friend"


def test_letters_that_are_not_unicode_are_read_as_the_partners_language_writes_them(board: Board) -> None:
    converted = _converted("arabic-windows-letters.csv", board, "noor")
    assert [draft.values["title"] for draft in converted.drafts] == ["شاي"]
    assert "(Arabic)" in _told(converted)


@pytest.mark.parametrize("empty", ["\n", ";;;\n", "\r\n"])
def test_empty_rows_cost_nothing_however_many(empty: str, board: Board) -> None:
    table = f"Title;Start;;\nTea;2027-02-06 14:00;;\n{empty * 300_000}"
    assert [draft.key for draft in convert_sheet("a.csv", table.encode(), board, "oak").drafts] == ["tea"]
    far = convert_sheet("a.csv", f"{table}Cake;2027-02-07;;\n".encode(), board, "oak")
    assert far.refused.startswith("It has more than 100,000 lines, most of them empty.")


@pytest.mark.parametrize(
    "name", ["answers-of-a-form.csv", "private-columns.csv", "organizer-is-the-partner-itself.csv"]
)
def test_nothing_of_whoever_filled_it_in_goes_further(name: str, board: Board) -> None:
    converted = _converted(name, board)
    whole = f"{_told(converted)} {[dict(draft.values) for draft in converted.drafts]}"
    assert not [word for word in ("Ann", "Green", "ann@", "0199") if word in whole]


def test_a_changed_row_keeps_its_key_and_a_row_taken_away_has_none(board: Board) -> None:
    def keys(text: str) -> list[str]:
        return [draft.key for draft in convert_sheet("a.csv", text.encode(), board, "oak").drafts]

    before = "Title,Start,Venue\nTea,2027-02-06 14:00,Main Library\nCake,2027-02-07,Main Library\n"
    assert keys(before) == ["tea", "cake"]
    assert keys(before.replace("14:00", "15:30")) == ["tea", "cake"]
    assert keys(before.replace("Cake,2027-02-07,Main Library\n", "")) == ["tea"]


@pytest.mark.parametrize("cut", range(0, 5800, 290))
def test_a_workbook_cut_off_anywhere_or_with_a_byte_changed_is_an_answer(cut: int, board: Board) -> None:
    whole = (SHEETS / "several-sheets.xlsx").read_bytes()
    assert convert_sheet("a.xlsx", whole[:cut], board, "oak").refused
    changed = whole[:cut] + bytes([whole[cut] ^ 0x55]) + whole[cut + 1 :]
    converted = convert_sheet("a.xlsx", changed, board, "oak")
    assert converted.refused or converted.drafts


@pytest.fixture(scope="module")
def town() -> tuple[Sources, Board]:
    use_pinned_zones()
    sources = read_sources(CHECKOUT / "content")
    loaded = load_board(sources)
    assert loaded.board is not None
    return sources, loaded.board


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_exported_and_handed_in_again_gives_the_same_events(
    form: str, town: tuple[Sources, Board]
) -> None:
    sources, board = town
    records = dict(sources.records)
    for partner in board.partners:
        handed_in = export_events(board, form, partner).data
        for draft in convert_sheet(f"events.{form}", handed_in, board, partner).drafts:
            path = f"events/{partner}/{draft.key}"
            records = {
                name: data for name, data in records.items() if name not in (f"{path}.yaml", f"{path}.md")
            }
            records[f"{path}.md"] = format_record(dict(draft.values), draft.body).encode()
    again = load_board(replace(sources, records=dict(sorted(records.items())))).board
    assert again is not None
    assert [_said(event) for event in again.events.values()] == [
        _said(event) for event in board.events.values()
    ]


_OF_THE_FILE = frozenset(
    {"ref", "lines", "typed", "written", "links", "phones", "emails", "posted", "changed", "source"}
)


def _said(value: Any) -> Any:
    """What an event says, whichever file and line it stands in."""
    if is_dataclass(value):
        return [
            (field.name, _said(getattr(value, field.name)))
            for field in fields(value)
            if field.name not in _OF_THE_FILE
        ]
    if isinstance(value, Mapping):
        return [(name, _said(inner)) for name, inner in value.items()]
    return [_said(inner) for inner in value] if isinstance(value, tuple | list) else value
