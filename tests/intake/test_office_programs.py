"""Sheets as Excel, Google Sheets, LibreOffice, Numbers and web forms write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bulletin.intake.sheets import convert_sheet
from tests.intake import office, small_board

TEA: Mapping[str, Any] = {"title": "Tea", "start": "2027-02-06 14:00"}
AT_MAIN = {"venue": "Main Library"}

WRITTEN: Mapping[Callable[[], bytes], Mapping[str, Mapping[str, Any]]] = {
    office.excel: {
        "tea-party": {
            **TEA,
            "title": "Tea party",
            "end": "16:00",
            **AT_MAIN,
            "cost": "$5.50",
        },
        "cake-talk": {
            "title": "\u201cCake\u201d & talk",
            "start": "2027-02-07 18:00",
            **AT_MAIN,
            "cost": "0",
        },
    },
    office.excel_for_old_macs: {"tea": TEA},
    office.google: {
        "tea": {**TEA, "cost": "free"},
        "midnight-walk": {"title": "Midnight walk", "start": "2027-02-07 00:00"},
    },
    office.libre_office: {"tea": {**TEA, "duration": "1 h 30"}},
    office.numbers: {"tea": {**TEA, **AT_MAIN}},
    office.web_form: {"tea": {"title": "Tea", "start": "13/2/2027 2 pm"}},
}


@pytest.mark.parametrize("write", WRITTEN, ids=lambda write: write.__name__)
def test_the_events_of_each_program_are_taken(write: Callable[[], bytes]) -> None:
    converted = convert_sheet("events.xlsx", write(), small_board.board(), "oak")
    assert converted.refused == ""
    assert {draft.key: dict(draft.values) for draft in converted.drafts} == WRITTEN[write]
