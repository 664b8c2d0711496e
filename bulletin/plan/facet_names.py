"""What a facet's list is called: as a sentence on its page, and in a word or two where it is a choice."""

from __future__ import annotations

from bulletin.model.facets import Facet
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.words.dates import capital
from bulletin.words.headings import ORDER, heading_piece, write_heading

PLAIN_LABELS = {
    "free": "fact.free",
    "drop-in": "fact.drop-in",
    "online": "where.online",
    "no-id": "fact.no_id",
}


def facet_heading(local: LocalizedBoard, facet: Facet) -> str:
    """What the list is called on its page: "Events held in French", "Free events for children under 6"."""
    parts = [part for part in facet.parts or (facet,) if part.kind != "free"]
    parts.sort(key=lambda part: ORDER.index(part.kind))
    is_free = len(parts) < len(facet.parts or (facet,))
    return write_heading(local.language, (facet_piece(local, part) for part in parts), free=is_free)


def facet_piece(local: LocalizedBoard, facet: Facet) -> str:
    """What a heading says of it: "for children under 6"; nothing of `free`, which its beginning says."""
    if facet.kind == "free":
        return ""
    return heading_piece(local.language, facet.kind, facet.key, _name(local, facet))


def _name(local: LocalizedBoard, facet: Facet) -> str:
    if facet.kind == "partners":
        return local.board.partners[facet.key].name
    if facet.kind == "venues":
        return local.board.venues[facet.key].name
    if facet.kind == "languages":
        return local.dates.language_name(facet.key)
    if label := PLAIN_LABELS.get(facet.kind):
        return local.phrase(label)
    return local.board.vocabularies[facet.kind].label(facet.key, local.language)


def facet_label(local: LocalizedBoard, facet: Facet) -> str:
    """The same as a short link: "French", "Under 6"."""
    if facet.parts:
        return facet_heading(local, facet)
    return capital(_name(local, facet))
