"""`bulletin new event`, `bulletin new partner` and `bulletin new venue`: a new record, asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from bulletin.commands.new.choose_partner import ask_partner
from bulletin.commands.new.draft_board import DraftBoard, open_draft_board
from bulletin.commands.new.prompts import (
    CONTACT,
    Draft,
    Options,
    Question,
    read_days,
    read_end,
    read_free,
    read_sign_up,
    read_where,
)
from bulletin.commands.new.record_file import format_draft, write_record
from bulletin.formats.records import suggest_slug
from bulletin.model.records.event import EventRecord
from bulletin.model.records.partner import PartnerRecord
from bulletin.model.records.venue import VenueRecord
from bulletin.pipeline.check import Clock
from bulletin.translatable import gettext as _

REVIEW_AFTER = timedelta(days=180)

# What people want next, in the order in which they do.
EVENT_WANTED = (
    *("summary", "categories", "audience", "cost", "registration", "repeat", "languages", "access"),
    *("bring", "contact", "image", "image_alt", "description"),
)
PARTNER_WANTED = ("kind", "about", "url", "contact", "languages", "needs", "logo", "logo_alt")
VENUE_WANTED = ("address", "transit", "entrance", "parking", "phone", "url", "hours", "access", "closed")


def new_event(content: Path, clock: Clock, options: Options) -> int:
    """Ask for an event and write it into its partner's folder. Returns the exit code."""
    draft_board = open_draft_board(content, clock)
    event = draft_event(draft_board, options)
    return write_record(draft_board, event.path, event.text)


@dataclass(frozen=True, slots=True)
class NewRecord:
    """The text of a file, and its path in the content folder."""

    path: str
    text: str


def draft_event(draft_board: DraftBoard, options: Options) -> NewRecord:
    """Ask for an event, without writing it."""
    folder = f"events/{ask_partner(draft_board, options)}"
    soon = f"{draft_board.today + timedelta(days=7):%Y-%m-%d}"
    stand_ins = {"title": "Story time", "start": f"{soon} 12:00", "location": "on request"}
    draft = Draft(draft_board, folder, options, stand_ins)
    draft.ask(Question("title", _("What is it called?"), "Toddler story time", is_required=True))
    draft.ask(
        Question("start", _("When does it begin, for the first time?"), f"{soon} 10:15", is_required=True)
    )
    read_when = partial(read_end, draft_board.languages, str(draft.values["start"]))
    draft.ask(Question("end", _("Until when?"), "11:30 or 45 min", read=read_when))
    ask_where(draft)
    ask_repeat(draft)
    if draft.breaks("no-category"):
        terms = ", ".join(term.id for term in draft_board.board.vocabularies["categories"].terms)
        draft.ask(Question("categories", _("What kind of event? One of: {terms}", terms=terms)))
    ask_cost_and_sign_up(draft)
    if draft.breaks("missing-contact"):
        draft.ask(CONTACT)
    name = draft.choose_name(suggest_slug(str(draft.values["title"])))
    values, body = draft.values_with_posted, options.get("text") or ""
    text = format_draft(draft_board, EventRecord, values, EVENT_WANTED, body)
    return NewRecord(f"{folder}/{name}.md", text)


def new_partner(content: Path, clock: Clock, options: Options) -> int:
    """Ask for a partner and write its file. Returns the exit code."""
    draft_board = open_draft_board(content, clock)
    draft = Draft(draft_board, "partners", options, {"name": "Oak Street Club"})
    ask_name(draft, _("What is the partner called?"))
    kinds = " or ".join(term.id for term in draft_board.board.vocabularies["kinds"].terms[:3])
    draft.ask(Question("kind", _("What is it?"), kinds))
    draft.ask(CONTACT)
    draft.ask(
        Question("free", _("Are your events free?"), "yes, no, or what they usually cost", read=read_free)
    )
    name = draft.choose_name(suggest_partner_id(str(draft.values["name"])))
    text = format_draft(draft_board, PartnerRecord, draft.values, PARTNER_WANTED)
    return write_record(draft_board, f"partners/{name}.yaml", text)


def suggest_partner_id(name: str) -> str:
    """The id of a partner of this name. It begins with a letter, so that /events/2027/ is a year."""
    slug = suggest_slug(name)
    return slug if slug[:1].isalpha() else f"the-{slug}"


def new_venue(content: Path, clock: Clock, options: Options) -> int:
    """Ask for a venue and write its file. Returns the exit code."""
    draft_board = open_draft_board(content, clock)
    draft = Draft(draft_board, "venues", options, {"name": "Main Library"})
    ask_name(draft, _("What is the place called?"))
    draft.ask(Question("address", _("What is its address?"), "12 Oak Street, Alder Crossing"))
    name = draft.choose_name(suggest_slug(str(draft.values["name"])))
    text = format_draft(draft_board, VenueRecord, draft.values, VENUE_WANTED)
    return write_record(draft_board, f"venues/{name}.yaml", text)


def ask_name(draft: Draft, text: str) -> None:
    """The name of a partner or a venue, which the option calls its title."""
    example = str(draft.stand_ins["name"])
    draft.ask(Question("title", text, example, is_required=True, read=lambda answer: {"name": answer}))


def ask_where(draft: Draft) -> None:
    """The place; it may be left out where the partner has one for all its events."""
    venues = draft.draft_board.board.venues
    text = _("Where is it? As an address, or a link to join online")
    if venues:
        text = _(
            "Where is it? One of: {venues}; or an address, or a link to join online", venues=", ".join(venues)
        )
    example = next(iter(venues), "12 Oak Street")
    is_required = draft.breaks("no-place")
    draft.ask(Question("where", text, example, is_required=is_required, read=partial(read_where, venues)))


def ask_repeat(draft: Draft) -> None:
    """The repeat; of an endless one also the day on which somebody looks at it again."""
    question = Question("repeat", _("Does it repeat? In words"), "every other Thursday until 16 June 2027")
    if not draft.ask(question):
        return
    if draft.breaks("endless-repeat"):
        text = _("It repeats without an end. By which day does somebody look whether it still takes place?")
        day = draft.draft_board.today + REVIEW_AFTER
        draft.ask(Question("review_by", text, default=f"{day:%Y-%m-%d}"))
    text = _("Are there days off, on which it does not take place?")
    calendars = list(draft.draft_board.board.calendars)
    example = (
        calendars[0]
        if calendars
        else f"{draft.draft_board.today.year}-12-20 to {draft.draft_board.today.year}-12-31"
    )
    draft.ask(Question("skip", text, example, read=partial(read_days, draft.draft_board.languages)))


def ask_cost_and_sign_up(draft: Draft) -> None:
    """The price, where the partner has none for all its events, and whether people sign up."""
    if draft.breaks("no-cost"):
        draft.ask(Question("cost", _("What does it cost?"), "free, donation or 5"))
    text = _("Do people sign up for it, and how?")
    draft.ask(
        Question("sign_up", text, "no, required, 555-0123, an e-mail address or a link", read=read_sign_up)
    )
