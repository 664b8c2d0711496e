"""`bulletin new event`: a new event, asked for."""

from __future__ import annotations

from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path

import click

from bulletin.commands.new.answers import read_contact, read_end, read_where
from bulletin.commands.new.draft_board import Desk, open_desk
from bulletin.commands.new.finish import examples_of, finish
from bulletin.commands.new.prompts import BEING_WRITTEN, Draft, Given, Question, choose_name, is_terminal
from bulletin.commands.new.record_file import format_draft
from bulletin.formats.records import slug_of
from bulletin.model.records import EventRecord
from bulletin.pipeline.build import Clock
from bulletin.problems import UnusableInput

REVIEW_AFTER = timedelta(days=180)
WANTED = (
    *("summary", "categories", "audience", "cost", "registration", "repeat", "languages", "access"),
    *("bring", "contact", "image", "image_alt", "description"),
)
"""What people want next, in the order in which they do."""


def new_event(content: Path, clock: Clock, given: Given) -> int:
    """Ask for an event and write it into its partner's folder. Returns the exit code."""
    desk = open_desk(content, clock)
    partner = ask_partner(desk, given)
    soon = f"{desk.today + timedelta(days=7):%Y-%m-%d}"
    stand_ins = {"title": "Story time", "start": f"{soon} 12:00", "location": "on request"}
    draft = Draft(desk, f"events/{partner}/{BEING_WRITTEN}.yaml", stand_ins, given)
    draft.ask(Question("title", "What is it called?", "Toddler story time", is_required=True))
    draft.ask(Question("start", "When does it begin, for the first time?", f"{soon} 10:15", is_required=True))
    start = str(draft.values["start"])
    draft.ask(
        Question("end", "Until when?", "11:30 or 45 min", read=lambda said: read_end(desk, start, said))
    )
    ask_where(draft)
    ask_repeat(draft)
    if draft.lacks("no-category"):
        known = ", ".join(term.id for term in desk.board.vocabularies["categories"].terms)
        draft.ask(Question("categories", f"What kind of event? One of: {known}"))
    if draft.lacks("missing-contact"):
        contact = "555-0123 or hello@oak.example"
        draft.ask(Question("contact", "Whom can people ask?", contact, read=read_contact))
    name = choose_name(desk, f"events/{partner}", slug_of(str(draft.values["title"])), given)
    text = format_draft(EventRecord, draft.signed, given.get("text") or "", WANTED, examples_of(desk))
    return finish(desk, f"events/{partner}/{name}.md", text)


def ask_partner(desk: Desk, given: Given) -> str:
    """The id of the partner whose event it is, from its id or its name."""
    partners = desk.board.partners
    if not partners:
        raise UnusableInput("There is no partner yet. Make one first: bulletin new partner")
    named = {name.casefold(): key for key, partner in partners.items() for name in (key, partner.name)}
    known = ", ".join(partners)
    answer = given.get("partner") or (next(iter(partners)) if len(partners) == 1 else "")
    while answer.casefold() not in named:
        if answer:
            near = get_close_matches(answer.casefold(), named, n=1)
            hint = f"Did you mean {named[near[0]]}?" if near else f"The partners are: {known}."
            told = f"There is no partner “{answer}”. {hint}"
            if given.get("partner") or not is_terminal():
                raise UnusableInput(told)
            click.echo(f"  {told}")
        elif not is_terminal():
            raise UnusableInput(f"Whose event is it? Tell it with --partner, one of: {known}")
        answer = click.prompt(f"Whose event is it? One of: {known}", prompt_suffix="\n> ").strip()
    return named[answer.casefold()]


def ask_repeat(draft: Draft) -> None:
    """The repeat; of an endless one also the day on which somebody looks at it again."""
    question = Question("repeat", "Does it repeat? In words", "every other Thursday until 16 June 2027")
    if draft.ask(question) and draft.lacks("endless-repeat"):
        look = "It repeats without an end. By which day does somebody look whether it still takes place?"
        draft.ask(Question("review_by", look, default=f"{draft.desk.today + REVIEW_AFTER:%Y-%m-%d}"))


def ask_where(draft: Draft) -> None:
    """The place; it may be left out where the partner has one for all its events."""
    desk = draft.desk
    ways = "an address, or a link to join online"
    venues = ", ".join(desk.board.venues)
    draft.ask(
        Question(
            "where",
            f"Where is it? One of: {venues}; or {ways}" if venues else f"Where is it? As {ways}",
            next(iter(desk.board.venues), "12 Oak Street"),
            is_required=draft.lacks("no-place"),
            read=lambda said: read_where(desk, said),
        )
    )
