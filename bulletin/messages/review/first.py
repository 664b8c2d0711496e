"""What staff look at first: contacts, prices, and links to pay or to sign up that are not what they were.

Whoever takes over somebody's account changes these.
"""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.messages.facts import describe_cost, describe_sign_up
from bulletin.model.event import Event
from bulletin.model.partner import Partner
from bulletin.model.place import Contact
from bulletin.model.review import BoardChange, EventChange, pair_records
from bulletin.model.text import Text
from bulletin.words.lists import join_words

LONGEST = 90


def tell_first(change: BoardChange) -> list[str]:
    """A sentence for each contact, price, sign-up or link that is different."""
    told = [line for event in change.events for line in _of_event(event, change)]
    for partner, now in pair_records(change.before.partners, change.after.partners):
        if partner and now:
            told += _of_partner(partner, now)
    for venue, later in pair_records(change.before.venues, change.after.venues):
        if venue and later and venue.phone != later.phone:
            told.append(_was("The telephone", venue.name, venue.phone, later.phone))
    return told


def _of_event(change: EventChange, boards: BoardChange) -> Iterator[str]:
    old, new = change.before, change.after
    if old is None or new is None or not change.is_handed_in:
        return
    title = f"“{new.text.title}”"
    for name, words in (
        ("cost", lambda event, board: describe_cost(event.cost, board)),
        ("registration", lambda event, board: describe_sign_up(event.registration)),
        ("contact", lambda event, board: describe_contact(event.contact)),
        ("online", lambda event, board: event.place.online),
    ):
        was, now = words(old, boards.before), words(new, boards.after)
        if was != now and name not in change.unread:
            yield _was(_NAMES[name], title, was, now)
    known = {link for text in _texts(old) for link, _ in text.links}
    added = [link for text in _texts(new) for link, _ in text.links if link not in known]
    if added:
        links = [shorten(each) for each in dict.fromkeys(added)]
        yield f"New link in the text of {title}: {join_words(links)}."
    numbers = {each for text in _texts(old) for each, _ in (*text.phones, *text.emails)}
    ways = [each for text in _texts(new) for each, _ in (*text.phones, *text.emails) if each not in numbers]
    if ways:
        yield f"New in the text of {title}: {join_words([shorten(each) for each in dict.fromkeys(ways)])}."


_NAMES = {
    "cost": "The price",
    "registration": "Sign-up",
    "contact": "The contact",
    "online": "The link to join",
}


def _texts(event: Event) -> tuple[Text, ...]:
    return (event.text, *event.translations.values())


def _of_partner(old: Partner, new: Partner) -> Iterator[str]:
    if old.contact != new.contact:
        yield _was("The contact", new.name, describe_contact(old.contact), describe_contact(new.contact))
    if old.url != new.url:
        yield _was("The site", new.name, old.url, new.url)
    if old.github != new.github:
        yield _was(
            "Who may change the files",
            new.name,
            ", ".join(old.github) or "nobody",
            ", ".join(new.github) or "nobody",
        )


def describe_contact(contact: Contact) -> str:
    """Every way to ask, in one line."""
    return ", ".join(part for part in (contact.phone, contact.text, contact.email, contact.url) if part)


def _was(what: str, whose: str, old: str, new: str) -> str:
    return f"{what} of {whose} was {shorten(old)}; now {shorten(new)}."


def shorten(text: str) -> str:
    """A text that fits into a line; “not given” for none."""
    text = text or "not given"
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"
