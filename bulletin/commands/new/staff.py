"""`bulletin new partner` and `bulletin new venue`."""

from __future__ import annotations

from pathlib import Path

from bulletin.commands.new.answers import read_contact
from bulletin.commands.new.draft_board import open_desk
from bulletin.commands.new.finish import examples_of, finish
from bulletin.commands.new.prompts import BEING_WRITTEN, Draft, Given, Question, choose_name
from bulletin.commands.new.record_file import format_draft
from bulletin.formats.nodes import Tree
from bulletin.formats.records import slug_of
from bulletin.model.records import PartnerRecord, VenueRecord
from bulletin.pipeline.build import Clock

PARTNER_WANTED = ("kind", "about", "url", "contact", "languages", "needs", "logo", "logo_alt")
VENUE_WANTED = ("address", "transit", "entrance", "parking", "phone", "url", "hours", "access", "closed")


def new_partner(content: Path, clock: Clock, given: Given) -> int:
    """Ask for a partner and write its file. Returns the exit code."""
    desk = open_desk(content, clock)
    draft = Draft(desk, f"partners/{BEING_WRITTEN}.yaml", {"name": "Oak Street Club"}, given)
    draft.ask(
        Question("title", "What is the partner called?", "Oak Street Club", is_required=True, read=_name)
    )
    kinds = " or ".join(term.id for term in desk.board.vocabularies["kinds"].terms[:3])
    draft.ask(Question("kind", "What is it?", kinds))
    contact = "555-0123 or hello@oak.example"
    draft.ask(Question("contact", "Whom can people ask?", contact, read=read_contact))
    slug = slug_of(str(draft.values["name"]))
    # Partner ids begin with a letter (DESIGN.md, Routes).
    name = choose_name(desk, "partners", slug if slug[:1].isalpha() else f"the-{slug}", given)
    text = format_draft(PartnerRecord, draft.values, None, PARTNER_WANTED, examples_of(desk))
    return finish(desk, f"partners/{name}.yaml", text)


def new_venue(content: Path, clock: Clock, given: Given) -> int:
    """Ask for a venue and write its file. Returns the exit code."""
    desk = open_desk(content, clock)
    draft = Draft(desk, f"venues/{BEING_WRITTEN}.yaml", {"name": "Main Library"}, given)
    draft.ask(Question("title", "What is the place called?", "Main Library", is_required=True, read=_name))
    draft.ask(Question("address", "What is its address?", "12 Oak Street, Alder Crossing"))
    name = choose_name(desk, "venues", slug_of(str(draft.values["name"])), given)
    text = format_draft(VenueRecord, draft.values, None, VENUE_WANTED, examples_of(desk))
    return finish(desk, f"venues/{name}.yaml", text)


def _name(answer: str) -> dict[str, Tree]:
    return {"name": answer}
