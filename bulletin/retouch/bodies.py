"""The quick way to the two small boards: where only the text below the fields of Markdown files was edited.

Nothing of the fields is read again. What came of them is known from the last build, as are the partners,
venues and pages; so most of what a build consists of need not even be imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bulletin.formats.records import Record, parse_record
from bulletin.load.texts import parse_text
from bulletin.model.board import Board
from bulletin.model.event import Event, Text
from bulletin.problems import Problem
from bulletin.retouch.alone import Small, check_alone
from bulletin.retouch.memory import LastBuild

_ENDINGS = (".md", ".markdown")


def read_bodies(memory: LastBuild, now: Mapping[str, bytes], today: date) -> tuple[Small, Small] | None:
    """The boards of the events whose files are `now` as given, before and after; None where that is not so
    simple."""
    before: dict[str, Event] = {}
    after: dict[str, Event] = {}
    found: tuple[list[Problem], list[Problem]] = [], []
    for path, data in now.items():
        event, first, last = memory.event(path), memory.first_text(path), memory.text(path)
        if event is None or first is None or last is None or not path.lower().endswith(_ENDINGS):
            return None
        known, *records = (parse_record(each, path) for each in (first, last, data))
        if "description" in event.lines or not all(_differ_below(known, record) for record in records):
            return None
        # Whatever else decides what becomes of a text would show here.
        if _read_body(known, event, []) != event.text:
            return None
        before[event.id], after[event.id] = (
            replace(event, text=_read_body(record, event, problems))
            for record, problems in zip(records, found, strict=True)
        )
    whole = {**before}
    for event in before.values():
        if event.part_of and (part := memory.event_of(event.part_of)) is not None:
            whole.setdefault(part.id, part)
    paths = frozenset(memory.kept.content)
    boards = [_board(memory, {**whole, **events}) for events in (before, after)]
    old_board, new_board = (
        check_alone(board, problems, paths, today) for board, problems in zip(boards, found, strict=True)
    )
    return old_board, new_board


def _differ_below(old: Record, new: Record) -> bool:
    """Whether the files are the same down to where both have a text."""
    if old.problems != new.problems or not old.body.strip() or not new.body.strip():
        return False
    line = old.body_line
    return line == new.body_line and _lines_above(old.text, line) == _lines_above(new.text, line)


def _lines_above(text: str, line: int) -> list[str]:
    return text.split("\n", line - 1)[: line - 1]


def _read_body(record: Record, event: Event, problems: list[Problem]) -> Text:
    summary = event.text.summary if "summary" in event.lines else ""
    text, found = parse_text(
        event.text.title,
        summary,
        record.body.strip(),
        path=record.path,
        first_line=record.body_line,
        ref=event.text.ref,
    )
    problems += (*record.problems, *found)
    return text


def _board(memory: LastBuild, events: Mapping[str, Event]) -> Board:
    around = memory.around
    landings = {event_id: memory.landing_of(event_id) for event_id in events}
    return Board(
        info=around.info,
        partners=around.partners,
        venues=around.venues,
        events=dict(sorted(events.items())),
        pages=around.pages,
        calendars=around.calendars,
        vocabularies=around.vocabularies,
        landings={event_id: landing for event_id, landing in landings.items() if landing is not None},
    )
