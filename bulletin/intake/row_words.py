"""What a row says of place, price, sign-up and kind, as the board says it; what it cannot say is told."""

from __future__ import annotations

import re
from collections.abc import Callable

from bulletin.formats.contacts import TYPED_EMAIL, TYPED_PHONE
from bulletin.formats.sheets.lines import NONE
from bulletin.intake.headers import CONTACT
from bulletin.intake.row_cells import RowCells, SheetReader
from bulletin.model.names import as_field_name, fold_name, nearest_name
from bulletin.model.records.shapes import NO, YES, names_in_a_row
from bulletin.translatable import gettext as _
from bulletin.words.phrases import words_for_free
from bulletin.words.sheets import sheet_words
from bulletin.words.typed import words_typed_for

_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_VOCABULARIES = ("categories", "welcome", "needs")


def read_words(reader: SheetReader, cells: RowCells) -> None:
    """Put each cell where the board expects what it holds."""
    for step in _STEPS:
        step(reader, cells)


def _read_place(reader: SheetReader, cells: RowCells) -> None:
    """A venue that is none of the board's, but a link or an address, as what it is."""
    for name in ("location", "venue"):
        typed = cells.take(name)
        kind = words_typed_for("location").get(fold_name(typed))
        if kind:
            cells.cells["location"] = kind
        elif typed and cells.cells.setdefault("venue", typed) != typed:
            cells.say(
                _(
                    "“{venue}” was taken as the venue, “{typed}” was not.",
                    venue=cells.get("venue"),
                    typed=typed,
                )
            )
    venue = cells.get("venue")
    if _URL.fullmatch(venue):
        cells.take("venue")
        cells.cells.setdefault("online", venue)
    elif venue and not cells.get("address") and _is_address(reader, venue):
        cells.cells["address"] = cells.take("venue")
        cells.say(
            _("“{venue}” is no place that this board knows, so it was taken as an address.", venue=venue)
        )


def _is_address(reader: SheetReader, text: str) -> bool:
    names = {
        fold_name(name): venue.id for venue in reader.board.venues.values() for name in (venue.id, venue.name)
    }
    typed = fold_name(text)
    has_number = any(sign.isdigit() for sign in text)
    return (
        has_number
        and typed not in names
        and not nearest_name(text, names, 0.72)
        and not any(name in typed for name in names)
    )


def _read_ways(reader: SheetReader, cells: RowCells) -> None:
    """Ways to ask and to sign up, by what they are."""
    for name, group in ((CONTACT, "contact"), ("registration", "registration")):
        text = cells.get(name)
        parts = _ways(text)
        if name == CONTACT and text and not parts:
            cells.take(name)
            cells.say(_("under “Contact” stands no number or address to ask at; names are not published."))
        elif parts and not _is_word(name, text):
            cells.take(name)
            for part, value in parts.items():
                cells.cells.setdefault(f"{group}.{part}", value)


def _is_word(name: str, text: str) -> bool:
    return fold_name(text) in words_typed_for(name)


def _ways(text: str) -> dict[str, str]:
    found = {}
    for part, pattern in (("email", TYPED_EMAIL), ("url", _URL), ("phone", TYPED_PHONE)):
        if match := pattern.search(text):
            found[part] = match[0].rstrip(".,;)")
            text = text.replace(match[0], " ")
    return found


def _read_cost(reader: SheetReader, cells: RowCells) -> None:
    """“yes” under “Free” is free; “no” says nothing of the price."""
    headers = [fold_name(as_field_name(column.header)) for column in reader.header.of("cost")]
    typed = fold_name(cells.get("cost"))
    if any(words_for_free() & set(header.split()) for header in headers):
        if typed in YES or typed in sheet_words("ticked"):
            cells.cells["cost"] = "free"
        elif typed in NO or typed == "0":
            cells.take("cost")


def _read_terms(reader: SheetReader, cells: RowCells) -> None:
    """Words that the board has; others are told and left out, since they say nothing there."""
    for name in _VOCABULARIES:
        vocabulary, text = reader.board.vocabularies.get(name), cells.get(name)
        if not text or text == NONE or vocabulary is None:
            continue
        if term := vocabulary.find(text):
            cells.cells[name] = term.id
            continue
        typed = names_in_a_row(text.replace("\n", ";"))
        cells.cells[name] = ", ".join(
            dict.fromkeys(term.id for each in typed if (term := vocabulary.find(each)))
        )
        for each in typed:
            if not vocabulary.find(each):
                cells.say(
                    _(
                        "“{word}” is no word that this board has for “{name}”, so it was left out.",
                        word=each,
                        name=name,
                    )
                )
    audiences, text = reader.board.vocabularies.get("audiences"), cells.get("audience")
    if text and audiences is not None and not audiences.find(text):
        cells.cells.setdefault("ages", cells.take("audience"))
        cells.say(
            _(
                "“{text}” is no age group that this board has, so it was taken as the ages in words.",
                text=text,
            )
        )


def _read_hosts(reader: SheetReader, cells: RowCells) -> None:
    """Other partners of the board; its own name is no co-host."""
    by_name = {
        fold_name(name): each.id for each in reader.board.partners.values() for name in (each.id, each.name)
    }
    hosts, text = [], cells.take("hosts")
    for typed in [text] if fold_name(text) in by_name else names_in_a_row(text):
        found = by_name.get(fold_name(typed), "")
        if not found and typed and typed != NONE:
            cells.say(_("who holds it with you is no partner of this board, so it was left out."))
        elif found != reader.partner_id:
            hosts.append(found or typed)
    if hosts:
        cells.cells["hosts"] = ", ".join(hosts)


def _read_rest(reader: SheetReader, cells: RowCells) -> None:
    image = cells.get("image")
    if "://" in image:
        cells.take("image")
        cells.say(_("a picture is a file beside the sheet, so the link to one was left out."))
    access = cells.get("access")
    if access and ": " not in access:
        cells.take("access")
        cells.cells.setdefault("access_note", access)
    if fold_name(cells.get("registration")) in words_typed_for("registration"):
        cells.cells["registration"] = words_typed_for("registration")[fold_name(cells.get("registration"))]


_STEPS: tuple[Callable[[SheetReader, RowCells], None], ...] = (
    _read_place,
    _read_ways,
    _read_cost,
    _read_terms,
    _read_hosts,
    _read_rest,
)
