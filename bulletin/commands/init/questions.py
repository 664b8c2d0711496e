"""What a new board is asked for; each answer is read at once as it would be in its file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import click

from bulletin.commands.new.create import (
    PARTNER_WANTED,
    VENUE_WANTED,
    NewRecord,
    draft_event,
    suggest_partner_id,
)
from bulletin.commands.new.draft_board import DraftBoard, imagine_draft_board
from bulletin.commands.new.prompts import CONTACT, Draft, Options, Question, is_terminal, read_free
from bulletin.commands.new.record_file import format_draft
from bulletin.formats.nodes import Tree
from bulletin.formats.records import format_record, suggest_slug
from bulletin.load import BOARD_FILE
from bulletin.model.board import BoardInfo
from bulletin.model.records.partner import PartnerRecord
from bulletin.model.records.venue import VenueRecord
from bulletin.pipeline.check import ReadingOptions
from bulletin.problems import UnusableInput
from bulletin.starter.board_file import NewBoard, format_board_file, read_address
from bulletin.words import available_languages, find_language
from bulletin.words.languages import languages_in, name_in_english

LIBRARY = "library"
_NO_LATIN = re.compile("e-[0-9a-f]{8}")

STAND_INS: Mapping[str, Tree] = {
    "title": "Oak Valley Community Board",
    **read_address("https://board.oak-valley.example/"),
    "timezone": "UTC",
    "languages": "en",
}

TITLE = Question("title", "What is the board called?", "Oak Valley Community Board", is_required=True)
ADDRESS = Question(
    "url",
    "At which address will people find it?",
    "https://your-library.github.io/board/",
    is_required=True,
    read=read_address,
)
ZONE = Question(
    "timezone",
    "Which time zone is it in?",
    "America/Toronto",
    is_required=True,
)
PARTNER = Question(
    "partner",
    "Who is the first partner? Most boards begin with the library itself",
    "Oak Valley Public Library",
    is_required=True,
    read=lambda answer: {"name": answer},
)
KIND = Question(
    "partner_kind",
    "What kind of partner is that?",
    "library, school or club",
    default=LIBRARY,
    read=lambda answer: {"kind": answer},
)
VENUE = Question(
    "venue",
    "Where do things take place first?",
    "Main Library",
    is_required=True,
    read=lambda answer: {"name": answer},
)
VENUE_ADDRESS = Question(
    "venue_address",
    "What is its address?",
    "12 Mill Street, Oak Valley",
    read=lambda answer: {"address": answer},
)
EVENT = "Is there a first event? What is it called (Enter for none)"


def ask_board(folder: Path, options: Options, reading: ReadingOptions) -> BoardInfo:
    """Title, address, zone and languages. Raises `UnusableInput`."""
    imagined = imagine_draft_board(folder / "content", {BOARD_FILE: format_record(dict(STAND_INS))}, reading)
    draft = Draft(imagined, "", options, STAND_INS, path=BOARD_FILE)
    draft.ask(TITLE)
    draft.ask(ADDRESS)
    for name in ("uid_domain", "repository"):  # never asked for
        if options.get(name):
            draft.ask(Question(name, ""))
    click.echo(
        f"  In calendars the board is called “{draft.values['uid_domain']}”. That never changes, even if\n"
        "  the address does: by that name people's programs know that an event is the one they have."
    )
    draft.ask(ZONE)
    ask_languages(draft)
    loaded, _ = imagined.read(BOARD_FILE, format_record(draft.values))
    assert loaded.board, "every answer was read"
    return loaded.board.info


def ask_languages(draft: Draft) -> None:
    """The languages of the pages; those we have no words of are told."""
    have = ", ".join(f"{name_in_english(tag)} ({tag})" for tag in available_languages())
    text = f"In which languages are its pages? There are words for {have}. The main one first"
    question = Question("languages", text, "en, fr", default="en", read=read_languages)
    while True:
        draft.ask(question)
        loaded, _ = draft.draft_board.read(BOARD_FILE, format_record({**STAND_INS, **draft.values}))
        tags = loaded.board.info.languages if loaded.board else ()
        unknown = [tag for tag in tags if not name_in_english(tag)]
        if not unknown:
            break
        message = f"No language is called “{unknown[0]}”. Write its name or its code, like French or fr."
        if draft.options.get("languages") or not is_terminal():
            raise UnusableInput(f"--languages: {message}")
        click.echo(f"  {message}")
    without = [f"{name_in_english(tag)} ({tag})" for tag in tags if not find_language(tag)]
    if without:
        click.echo(
            f"  There are no words for {', '.join(without)} yet: what the board itself says is in English\n"
            "  there until somebody adds them. What partners write is shown as they write it."
        )


def read_languages(answer: str) -> dict[str, Tree]:
    """Names or codes, with commas or words between them.

    >>> read_languages("English and French; ar")
    {'languages': ['English', 'French', 'ar']}
    """
    parts = [part for piece in re.split("[,;]", answer) for part in languages_in(piece.strip())]
    return {"languages": [part for part in parts if part] or [answer]}


def ask_partner(board: DraftBoard, options: Options) -> tuple[NewRecord, Mapping[str, Tree]]:
    """The first partner's file, and what was answered for it."""
    draft = Draft(board, "partners", options, {"name": "Oak Street Club"})
    draft.ask(PARTNER)
    draft.ask(KIND)
    draft.ask(CONTACT)
    draft.ask(Question("free", "Are its events free?", "yes, no, or what they usually cost", read=read_free))
    name = latin_slug(suggest_partner_id(str(draft.values["name"])), LIBRARY)
    text = format_draft(board, PartnerRecord, draft.values, PARTNER_WANTED)
    return NewRecord(f"partners/{name}.yaml", text), draft.values


def ask_venue(board: DraftBoard, options: Options) -> NewRecord:
    """The first venue's file."""
    draft = Draft(board, "venues", options, {"name": "Main Library"})
    draft.ask(VENUE)
    draft.ask(VENUE_ADDRESS)
    name = latin_slug(suggest_slug(str(draft.values["name"])), "main")
    text = format_draft(board, VenueRecord, draft.values, ("library_site", *VENUE_WANTED))
    return NewRecord(f"venues/{name}.yaml", text)


def latin_slug(slug: str, instead: str) -> str:
    """The slug, or another word where it was made of no letters but others than a to z."""
    return instead if _NO_LATIN.fullmatch(slug) else slug


def ask_event(board: DraftBoard, options: Options) -> NewRecord | None:
    """A first event's file; None where nobody names one."""
    title = options.get("event")
    if title is None and is_terminal():
        title = str(click.prompt(EVENT, default="", show_default=False)).strip()
    if not title:
        return None
    [partner], [venue] = board.board.partners, board.board.venues
    names = ("start", "end", "repeat", "category", "cost", "sign_up", "text")
    given = {name: options.get(name) for name in names}
    given |= {"title": title, "partner": partner, "where": venue, "categories": given.pop("category")}
    return draft_event(board, given)


def ask_everything(folder: Path, options: Options, reading: ReadingOptions) -> DraftBoard:
    """A board with all that was answered, in files that are not written yet. Raises `UnusableInput`."""
    content = folder / "content"
    info = ask_board(folder, options, reading)
    bare = format_board_file(NewBoard(info, since=reading.today_on(None)))
    imagined = imagine_draft_board(content, {BOARD_FILE: bare}, reading)
    partner, answers = ask_partner(imagined, options)
    venue = ask_venue(imagined, options)
    contact = answers.get("contact")
    new = NewBoard(
        info,
        since=imagined.today,
        library=Path(partner.path).stem if answers.get("kind") == LIBRARY else "",
        contact=contact if isinstance(contact, dict) else {},
    )
    records = {BOARD_FILE: format_board_file(new), partner.path: partner.text, venue.path: venue.text}
    event = ask_event(imagine_draft_board(content, records, reading), options)
    if event:
        records[event.path] = event.text
    return imagine_draft_board(content, records, reading)
