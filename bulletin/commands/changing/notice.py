"""`bulletin notice "Closed for snow." --until tonight`: a line on top of every page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time

import click

from bulletin.commands.changing.asking import ChangeRequest, ask_until, confirm, one_line
from bulletin.commands.changing.carry_out import tell_looks, tell_refused, write
from bulletin.commands.changing.which_date import read_said
from bulletin.edit.notices import NewNotice, add_notice
from bulletin.formats.dates import Beside, DateRefused, parse_date_range, tell_day
from bulletin.formats.records import parse_record
from bulletin.formats.yaml import STAFF
from bulletin.load import BOARD_FILE
from bulletin.model.place import DayRange
from bulletin.model.recurrence import day_of
from bulletin.pipeline.changing import OpenBoard, Trial, edit_board, open_board, try_changes
from bulletin.problems import UnusableInput
from bulletin.words.dates import babel_locale
from bulletin.words.languages import read_language_tag
from bulletin.words.lists import join_words


@dataclass(frozen=True, slots=True)
class NoticeOptions:
    """What a notice says, in the board's main language and in `others` by tag, and its days as said."""

    text: str
    until: str = ""
    first: str = ""
    day: str = ""
    others: Mapping[str, str] = field(default_factory=dict)


def notice(request: ChangeRequest, options: NoticeOptions) -> int:
    """Put up a notice, after asking. Returns the exit code."""
    opened = open_board(request.content, request.reading)
    days = _days(opened, request, options)
    new = NewNotice(_texts(opened, request, options), *days)
    trial = _tried(opened, new)
    if _is_for_one_day(opened, new) and any(each.rule.id == "notice-without-day" for each in trial.problems):
        # What says “today” on one day alone is for that day, which pages then print before it.
        new = replace(new, days=new.until.isoformat())
        trial = _tried(opened, new)
    if trial.board is None or trial.errors:
        raise UnusableInput(tell_refused(trial))
    confirm(request, [*_tell(opened, new), *tell_looks(trial)])
    return write(opened, trial)


def _tried(opened: OpenBoard, new: NewNotice) -> Trial:
    node = parse_record(opened.sources.records[BOARD_FILE], BOARD_FILE, limits=STAFF).node
    assert node is not None, "a board that is open has fields"
    return try_changes(opened, edit_board(opened, add_notice(node, new)))


def _is_for_one_day(opened: OpenBoard, new: NewNotice) -> bool:
    return not new.days and max(new.first or opened.today, opened.today) == new.until


def _texts(opened: OpenBoard, request: ChangeRequest, options: NoticeOptions) -> dict[str, str]:
    """What it says by language, the board's main one first; asks for those that nobody gave."""
    main, *others = opened.board.info.languages
    text = one_line(options.text)
    if not text:
        raise UnusableInput(
            'Say what it says, in quotes, as in: "Closed for snow today, Thursday 14 January."'
        )
    given = {_language(opened, tag): one_line(words) for tag, words in options.others.items()}
    for tag in others:
        if tag not in given and request.may_ask:
            prompt = f"The same in {_name(tag)} – Enter to leave it out"
            given[tag] = one_line(click.prompt(prompt, default="", show_default=False, prompt_suffix=": "))
    given.setdefault(main, text)
    return {tag: given[tag] for tag in (main, *others) if given.get(tag)}


def _language(opened: OpenBoard, said: str) -> str:
    languages = opened.board.info.languages
    tag = read_language_tag(said, opened.languages)
    found = next((each for each in languages if each.lower() == tag.lower()), None)
    if found is None:
        known = join_words([_name(each) for each in languages])
        raise UnusableInput(f"--in {said}: the board is in {known}.")
    return found


def _name(tag: str) -> str:
    """The English name of a language."""
    return str(babel_locale("en").languages.get(tag.replace("-", "_"), tag))


def _days(opened: OpenBoard, request: ChangeRequest, options: NoticeOptions) -> tuple[date, date | None, str]:
    """The last day it shows, the first one where that is told, and the days it is for as they are written."""
    days = _days_for(opened, options.day) if options.day else None
    first = _day(opened, "--from", options.first) if options.first else None
    if options.until:
        until = _day(opened, "--until", options.until)
    elif days is not None:
        until = days.last
    elif request.may_ask:
        until = ask_until("Until which day does it show?", lambda answer: _day(opened, "", answer))
    else:
        raise UnusableInput("Say until which day it shows, as in: --until tomorrow")
    if until < opened.today:
        raise UnusableInput(f"{tell_day(until)} is past: nobody would see it.")
    if first is not None and first > until:
        raise UnusableInput(f"It would end on {tell_day(until)}, before it begins on {tell_day(first)}.")
    written = ""
    if days is not None:
        written = str(days.first) if days.first == days.last else f"{days.first} to {days.last}"
    return until, first, written


def _day(opened: OpenBoard, option: str, text: str) -> date:
    said = read_said(opened, text)
    if isinstance(said, time):
        raise UnusableInput(f"{option} “{text}” is a time; a notice shows for whole days.".strip())
    return day_of(said)


def _days_for(opened: OpenBoard, text: str) -> DayRange:
    days = parse_date_range(text, opened.languages, Beside(opened.today))
    if isinstance(days, DateRefused):
        day = _day(opened, "--day", text)
        return DayRange(day, day)
    return days


def _tell(opened: OpenBoard, new: NewNotice) -> Iterator[str]:
    begins = f"from {tell_day(new.first)}" if new.first and new.first > opened.today else "from now on"
    yield f"A notice on top of every page, {begins}, until the end of {tell_day(new.until)}:"
    main, *others = opened.board.info.languages
    days = f"{_told(new.days)}: " if new.days else ""
    yield f"    {days}{new.texts[main]}"
    for tag in others:
        said = new.texts.get(tag)
        yield (
            f"    In {_name(tag)}: {said}" if said else f"    Pages in {_name(tag)} show it in {_name(main)}."
        )
    yield "    It goes by itself when that day is over, also from pages that are not made anew."


def _told(days: str) -> str:
    return " to ".join(tell_day(date.fromisoformat(day)) for day in days.split(" to "))
