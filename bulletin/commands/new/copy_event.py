"""`bulletin new event --from oak/story-time`: an old event, with its translations, for new dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path, PurePath

import click

from bulletin.commands.new.copying import (
    Move,
    complete_start,
    last_day,
    moved,
    start_of,
    with_last_day,
)
from bulletin.commands.new.draft_board import Desk, open_desk
from bulletin.commands.new.finish import finish
from bulletin.commands.new.prompts import BEING_WRITTEN, Draft, Given, Question, choose_name
from bulletin.formats.dates import DateRefused, format_day_in_words, parse_day, parse_moment
from bulletin.formats.nodes import Tree, plain
from bulletin.formats.records import Record, format_record, parse_record, slug_of, split_name
from bulletin.load import load_board
from bulletin.pipeline.build import Clock
from bulletin.problems import UnusableInput

_DATED_NAME = re.compile(r"-\d{4}(-\d\d)?$")


def copy_event(content: Path, clock: Clock, old_id: str, given: Given) -> int:
    """Copy an event to a new first date and write it beside the old one. Returns the exit code."""
    desk = open_desk(content, clock)
    path = find_event(desk, old_id)
    record = read_old(desk, path)
    values = plain(record.node) if record.node else {}
    assert isinstance(values, dict)
    folder = path.rpartition("/")[0]
    draft = Draft(desk, f"{folder}/{BEING_WRITTEN}.yaml", {}, given)
    draft.values = {**values, **({"description": record.body} if record.body else {})}
    start = ask_dates(draft, values)
    if given.get("title"):
        draft.ask(Question("title", "What is it called?"))
    if record.body:
        del draft.values["description"]
    old_name = split_name(path)[0]
    base = _DATED_NAME.sub("", slug_of(old_name))
    name = choose_name(desk, folder, f"{base}-{start:%Y-%m}" if start else f"{base}-2", given)
    ending = path.rpartition(".")[2]
    text = format_record(draft.signed, record.body if ending.lower() in ("md", "markdown") else None)
    beside = {
        f"{folder}/{name}.{split_name(other)[1]}.{other.rpartition('.')[2]}": desk.sources.records[other]
        for other in translations_of(desk, path)
    }
    code = finish(desk, f"{folder}/{name}.{ending}", text, beside)
    click.echo("The text is the old one: look whether it names dates, or people who have left.")
    return code


def find_event(desk: Desk, old_id: str) -> str:
    """The content path of the event with this id (or at this path). Raises `UnusableInput`."""
    found = {}
    for path in desk.sources.records:
        parts = path.split("/")
        if parts[0] == "events" and not split_name(path)[1]:
            found[f"{parts[1]}/{slug_of(split_name(path)[0])}"] = path
    wanted = PurePath(old_id).as_posix()
    if wanted in found:
        return found[wanted]
    for path in found.values():
        if wanted.endswith(path):
            return path
    board = load_board(desk.sources).board
    if board and wanted in board.events:
        return board.events[wanted].ref.path
    near = get_close_matches(wanted, found, n=1)
    hint = f"Did you mean {near[0]}?" if near else "Write it like oak/story-time: its folder and its name."
    raise UnusableInput(f"There is no event “{old_id}”. {hint}")


def read_old(desk: Desk, path: str) -> Record:
    """The old file as it was written. Raises `UnusableInput` when its fields cannot be read."""
    record = parse_record(desk.sources.records[path], path)
    if record.node is None:
        first = next(problem for problem in record.problems if problem.is_error)
        raise UnusableInput(f"{desk.content / path}:{first.ref.line}: {first.message}. Mend that first.")
    return record


def translations_of(desk: Desk, path: str) -> Iterator[str]:
    """Paths of the files that translate the record at `path`."""
    folder, name = path.rpartition("/")[0], split_name(path)[0]
    for other in desk.sources.records:
        if other.rpartition("/")[0] == folder and split_name(other)[0] == name and split_name(other)[1]:
            yield other


def ask_dates(draft: Draft, old: dict[str, Tree]) -> date | None:
    """The new first date, then where a repeat ends. Returns the day; None for an event without a start."""
    languages = draft.desk.languages
    begin = start_of(old, languages)
    if begin is None:
        if "start" in old:
            raise UnusableInput(f"The old start, “{old['start']}”, cannot be read. Mend that first.")
        return None
    until = last_day(old.get("repeat"), languages)

    def moved_to(answer: str) -> dict[str, Tree]:
        written = complete_start(answer, begin, languages)
        new = parse_moment(written, languages)
        if isinstance(new, DateRefused) or not isinstance(new, date):
            return {"start": written}  # the reader says what is wrong with it
        move = Move(begin, new, languages)
        found = moved(old, move)
        if "repeat" in old:
            last = until + move.length if until else None
            found["repeat"] = with_last_day(old["repeat"], last, languages)
        return found

    example = f"{draft.desk.today + timedelta(days=7):%Y-%m-%d}"
    kept = {name: value for name, value in draft.values.items() if name not in old}
    answer = _ask_start(draft, Question("start", _asked(begin), example, is_required=True, read=moved_to))
    draft.values = {**moved_to(answer), **kept}
    new = start_of(draft.values, languages)
    if until is not None and new is not None:
        _ask_until(draft, until + Move(begin, new, languages).length)
    return new


def _ask_start(draft: Draft, question: Question) -> str:
    """The answer, judged without what is said of the old dates."""
    return replace(draft, values={}, stand_ins={}).ask(question)


def _asked(begin: date | datetime) -> str:
    day = begin.date() if isinstance(begin, datetime) else begin
    return f"The old one began on {format_day_in_words(day)}. When does the new one begin?"


def _ask_until(draft: Draft, moved_until: date) -> None:
    languages = draft.desk.languages
    repeat = draft.values["repeat"]

    def with_until(answer: str) -> dict[str, Tree]:
        day = parse_day(answer, languages)
        if isinstance(day, DateRefused):
            return {"repeat": f"every day until {answer}"}  # the reader says what is wrong with it
        return {"repeat": with_last_day(repeat, day, languages)}

    question = Question("until", "Its last date is on or before", default=f"{moved_until}", read=with_until)
    draft.ask(question)
