"""The steps staff take: call, write, open a file to change it, look at a page."""

from __future__ import annotations

from urllib.parse import quote

from bulletin.formats.phones import country_of, phone_href
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.place import NO_CONTACT, Contact
from bulletin.model.site.routes import event_route
from bulletin.model.todo import Action


def ask_partner(board: Board, partner_id: str, question: str) -> tuple[Action, ...]:
    """How to put a question to a partner: by telephone, else by a mail that is ready to send.

    A sensitive partner is never written to: who else reads its mail is not known. No way at all gives
    nothing.
    """
    partner = board.partners.get(partner_id)
    return _ask(board, partner_id, partner.contact if partner else NO_CONTACT, question)


def ask_about(board: Board, event: Event, question: str) -> tuple[Action, ...]:
    """How to put a question about an event: to its own contact, else to its partner."""
    return _ask(board, event.partner, event.contact, question) or ask_partner(board, event.partner, question)


def look_at(board: Board, event: Event, label: str = "Look") -> Action:
    """The event's page on the board."""
    return Action(label, f"{board.info.url.rstrip('/')}/{event_route(event)}")


def change_file(board: Board, path: str, label: str) -> tuple[Action, ...]:
    """The file, open to be changed on the repository's host; nothing where the board names no repository."""
    url = board.info.edit_url(path)
    return (Action(label, url),) if url else ()


def _ask(board: Board, partner_id: str, contact: Contact, question: str) -> tuple[Action, ...]:
    info = board.info
    country = country_of(info.locale(info.language), info.timezone)
    if contact.phone:
        return (Action(f"Call {contact.phone}", phone_href(contact.phone, country)),)
    partner = board.partners.get(partner_id)
    if contact.email and not (partner and partner.sensitive):
        return (Action("Send the mail", _mail(contact.email, info.title, question)),)
    return (Action("Their page", contact.url),) if contact.url else ()


def _mail(address: str, subject: str, question: str) -> str:
    """A `mailto:` address with a subject and a text (RFC 6068)."""
    text = f"Hello,\r\n\r\n{question}\r\n\r\nThank you!"
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={quote(text, safe='')}"
