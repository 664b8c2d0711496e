"""`bulletin new event --from oak/story-time`: an old event, with its translations, for new dates.

What says when it was is moved; what was said of single dates is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from pathlib import Path, PurePath

import click

from bulletin.commands.new.draft_board import DraftBoard, open_draft_board
from bulletin.commands.new.prompts import Draft, Options, Question
from bulletin.commands.new.record_file import write_record
from bulletin.formats.dates import (
    DateRefused,
    WrittenMoment,
    format_moment,
    parse_date_range,
    parse_day,
    parse_moment,
    parse_written,
    tell_date,
)
from bulletin.formats.field_names import parse_named_record
from bulletin.formats.nodes import Tree, plain
from bulletin.formats.records import format_record, slug_of, split_name
from bulletin.formats.repeat import Spec, format_repeat, format_rrule, parse_repeat, parse_rrule
from bulletin.load import load_board
from bulletin.messages.reports import in_sentences
from bulletin.model.recurrence import day_of
from bulletin.pipeline.check import Clock
from bulletin.problems import UnusableInput
from bulletin.translatable import gettext as _
from bulletin.translatable import translate
from bulletin.words.fields import OtherNames

DROPPED = (
    *("changes", "skip", "dates", "status", "status_note", "was", "id", "was_at"),
    *("verified", "posted", "changed", "source"),
)
"""Fields that speak of the old dates, or of the old file."""

MOVED = ("end", "review_by", "rain_date", "publish_from", "publish_until")
MOVED_IN_REGISTRATION = ("opens", "closes")

_DATED_NAME = re.compile(r"-\d{4}(-\d\d)?$")


def copy_event(content: Path, clock: Clock, old_id: str, options: Options) -> int:
    """Copy an event to a new first date and write it beside the old one. Returns the exit code."""
    draft_board = open_draft_board(content, clock)
    path = find_event(draft_board, old_id)
    old, body = read_event(draft_board, path)
    folder, ending = path.rpartition("/")[0], path.rpartition(".")[2]
    draft = Draft(draft_board, folder, options, values={"description": body} if body else {})
    start = ask_dates(draft, old)
    if options.get("title"):
        draft.ask(Question("title", _("What is it called?")))
    if body:
        del draft.values["description"]
    base = _DATED_NAME.sub("", slug_of(split_name(path)[0]))
    name = draft.choose_name(f"{base}-{start:%Y-%m}" if start else f"{base}-2")
    text = format_record(draft.values_with_posted, body if ending.lower() in ("md", "markdown") else None)
    translations = copy_translations(draft_board, path, name)
    code = write_record(draft_board, f"{folder}/{name}.{ending}", text, translations)
    look = _("The text is the old one: look whether it names dates, or people who have left.")
    click.echo(translate(look, draft.catalogue))
    return code


def find_event(draft_board: DraftBoard, old_id: str) -> str:
    """The content path of the event with this id (or at this path). Raises `UnusableInput`."""
    paths = {}
    for path in draft_board.sources.records:
        parts = path.split("/")
        if parts[0] == "events" and not split_name(path)[1]:
            paths[f"{parts[1]}/{slug_of(split_name(path)[0])}"] = path
    wanted = PurePath(old_id).as_posix()
    if wanted in paths:
        return paths[wanted]
    for path in paths.values():
        if wanted.endswith(path):
            return path
    board = load_board(draft_board.sources).board
    if board and wanted in board.events:
        return board.events[wanted].ref.path
    near = get_close_matches(wanted, paths, n=1)
    hint = f"Did you mean {near[0]}?" if near else "Write it like oak/story-time: its folder and its name."
    raise UnusableInput(f"There is no event “{old_id}”. {hint}")


def read_event(draft_board: DraftBoard, path: str) -> tuple[dict[str, Tree], str]:
    """Fields and text of the old file. Raises `UnusableInput` when its fields cannot be read."""
    names = OtherNames(draft_board.languages)
    record = parse_named_record(draft_board.sources.records[path], path, names)
    if record.node is None:
        first = in_sentences(next(problem for problem in record.problems if problem.is_error))
        place = f"{draft_board.content / path}:{first.ref.line}"
        raise UnusableInput(f"{place}: {first.message} Mend that first.")
    fields = plain(record.node)
    assert isinstance(fields, dict)
    return fields, record.body


def copy_translations(draft_board: DraftBoard, path: str, name: str) -> dict[str, bytes]:
    """The translations of the record at `path`, by their paths beside a copy called `name`."""
    folder, old_name = path.rpartition("/")[0], split_name(path)[0]
    copies = {}
    for other, data in draft_board.sources.records.items():
        stem, language = split_name(other)
        if language and stem == old_name and other.rpartition("/")[0] == folder:
            copies[f"{folder}/{name}.{language}.{other.rpartition('.')[2]}"] = data
    return copies


def ask_dates(draft: Draft, old: Mapping[str, Tree]) -> date | None:
    """The new first date, then where a repeat ends. Returns the day; None for an event without a start."""
    languages = draft.draft_board.languages
    begin = start_of(old, languages)
    if begin is None:
        if "start" in old:
            raise UnusableInput(f"The old start, “{old['start']}”, cannot be read. Mend that first.")
        draft.values = {**old, **draft.values}
        return None
    until = last_day(old.get("repeat"), languages)

    def read_start(answer: str) -> dict[str, Tree]:
        start = with_time_of(begin, answer, languages)
        new = parse_moment(start, languages)
        if not isinstance(new, date):
            return {"start": start}  # which the board refuses, and says why
        return move_fields(old, Move(begin, new, languages), until)

    text = _("The old one began on {day}. When does the new one begin?", day=tell_date(day_of(begin)))
    example = f"{draft.draft_board.today + timedelta(days=7):%Y-%m-%d}"
    # Judged without the values so far: the text may still speak of the old dates.
    question = Question("start", text, example, is_required=True, read=read_start)
    answer = replace(draft, values={}).ask(question)
    draft.values = {**read_start(answer), **draft.values}
    new = start_of(draft.values, languages)
    if until is not None and new is not None:
        ask_until(draft, until + Move(begin, new, languages).length)
    return new


def ask_until(draft: Draft, default: date) -> None:
    """The new last day of the repeats, moved like the start where nobody says another."""
    languages = draft.draft_board.languages
    repeat = draft.values["repeat"]

    def read_until(answer: str) -> dict[str, Tree]:
        day = parse_day(answer, languages)
        if isinstance(day, DateRefused):
            return {"repeat": f"every day until {answer}"}  # which the board refuses, and says why
        return {"repeat": with_last_day(repeat, day, languages)}

    draft.ask(Question("until", _("Its last date is on or before"), default=f"{default}", read=read_until))


@dataclass(frozen=True, slots=True)
class Move:
    """From one first date to another, in languages dates may be written in."""

    old: date | datetime
    new: date | datetime
    languages: Sequence[str]

    @property
    def length(self) -> timedelta:
        return day_of(self.new) - day_of(self.old)

    def moment(self, text: str) -> str:
        """A date, or a date and a time, as many days later; a time alone stays, and what cannot be read."""
        days = parse_date_range(text, self.languages)
        if not isinstance(days, DateRefused) and days.first < days.last:
            return f"{days.first + self.length} to {days.last + self.length}"
        moment = parse_moment(text, self.languages)
        return text if isinstance(moment, (DateRefused, time)) else format_moment(moment + self.length)


def start_of(values: Mapping[str, Tree], languages: Sequence[str]) -> date | datetime | None:
    """The start, in local time; None where there is none that can be read."""
    text = values.get("start")
    written = parse_written(text, languages) if isinstance(text, str) else None
    # A zone behind it says what the clock shows, else the file has an error.
    moment = written.moment if isinstance(written, WrittenMoment) else None
    return None if isinstance(moment, time) else moment


def with_time_of(old: date | datetime, answer: str, languages: Sequence[str]) -> str:
    """The new start; a date alone takes the time of day of the old one."""
    moment = parse_moment(answer, languages)
    if isinstance(moment, date) and not isinstance(moment, datetime) and isinstance(old, datetime):
        return format_moment(datetime.combine(moment, old.time()))
    return answer


def move_fields(old: Mapping[str, Tree], move: Move, until: date | None) -> dict[str, Tree]:
    """The fields of an event for the new first date; `until` is the last day of the old repeats."""
    fields = {name: value for name, value in old.items() if name not in DROPPED}
    fields["start"] = format_moment(move.new)
    for name in MOVED:
        if isinstance(text := fields.get(name), str):
            fields[name] = move.moment(text)
    registration = fields.get("registration")
    if isinstance(registration, dict):
        fields["registration"] = {
            name: move.moment(text) if name in MOVED_IN_REGISTRATION and isinstance(text, str) else text
            for name, text in registration.items()
        }
    if "repeat" in old:
        fields["repeat"] = with_last_day(old["repeat"], until and until + move.length, move.languages)
    return fields


def last_day(repeat: Tree | None, languages: Sequence[str]) -> date | None:
    """The last day that one of the repeats names, the latest of them."""
    items = repeat if isinstance(repeat, list) else [repeat or ""]
    days = [_last_day_of(item, languages) for item in items]
    return max((day for day in days if day is not None), default=None)


def _last_day_of(item: Tree, languages: Sequence[str]) -> date | None:
    if isinstance(item, dict):
        if isinstance(text := item.get("until"), str):
            until = parse_day(text, languages)
            return None if isinstance(until, DateRefused) else until
        item = item.get("words") or item.get("rrule") or ""
    spec = parse_repeat(item, languages) if item and isinstance(item, str) else None
    return spec.rule.until if isinstance(spec, Spec) else None


def with_last_day(repeat: Tree, until: date | None, languages: Sequence[str]) -> Tree:
    """The repeats with another last day where they name one, and without the old exceptions of single days.

    None leaves the last days as they are.
    """
    if isinstance(repeat, list):
        return [with_last_day(item, until, languages) for item in repeat]
    if isinstance(repeat, dict):
        return _with_last_day_in_fields(repeat, until, languages)
    return _with_last_day_in_words(repeat, until, languages)


def _with_last_day_in_fields(old: dict[str, Tree], until: date | None, languages: Sequence[str]) -> Tree:
    fields = dict(old)
    for name in ("words", "rrule"):
        if isinstance(text := fields.get(name), str):
            fields[name] = _with_last_day_in_words(text, until, languages)
    if until and "until" in fields:
        fields["until"] = format_moment(until)
    if "except" in fields:
        written = fields["except"]
        names = written if isinstance(written, list) else [written]
        kept = [name for name in names if not _is_days(name, languages)]
        fields["except"] = kept[0] if len(kept) == 1 else kept
        if not kept:
            del fields["except"]
    return fields


def _with_last_day_in_words(text: str, until: date | None, languages: Sequence[str]) -> str:
    if text.upper().startswith(("FREQ=", "RRULE:")):
        rule = parse_rrule(text)
        if isinstance(rule, DateRefused) or not until or rule.until is None:
            return text
        return format_rrule(replace(rule, until=until))
    for language in dict.fromkeys(("en", *languages)):
        spec = parse_repeat(text, (language,))
        if not isinstance(spec, Spec):
            continue
        last = until if until and spec.rule.until else spec.rule.until
        if last == spec.rule.until and not spec.except_days:
            return text
        return format_repeat(replace(spec, rule=replace(spec.rule, until=last), except_days=()), language)
    return text


def _is_days(name: Tree, languages: Sequence[str]) -> bool:
    return isinstance(name, str) and not isinstance(parse_date_range(name, languages), DateRefused)
