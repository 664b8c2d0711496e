"""What a peer is: how it is installed, what it reads, how it is told to build, where its pages stand."""

from __future__ import annotations

import json
import shutil
from abc import ABC, abstractmethod
from pathlib import Path

from benchmarks.peers.corpus import CATEGORIES, Corpus, Event

SITES = Path(__file__).parent / "sites"
"""Templates and settings, a folder for each peer."""
STYLE = "style.css"


class Peer(ABC):
    """A generator with a plain site of its own kind. It works in a folder that holds all it reads and makes.

    Routes are folders of the output, `/` at the end, each with an index.html.
    """

    name: str
    static = "static"
    """The folder of which it publishes the files as they are."""
    feed = "feed.rss"
    calendar = "calendar.ics"

    @abstractmethod
    def install(self, cache: Path) -> None:
        """Put the pinned version into a folder of its own, unless an earlier run did."""

    @abstractmethod
    def command(self, cache: Path, folder: Path) -> list[str]:
        """What builds the site from `folder` into `public/` in it; run in `start(folder)`."""

    def start(self, folder: Path) -> Path:
        return folder

    def lay_out(self, folder: Path, corpus: Corpus) -> None:
        """Everything it reads but the events."""
        shutil.copytree(SITES / self.name, folder, dirs_exist_ok=True, ignore=_MADE)
        static = folder / self.static
        static.mkdir(parents=True, exist_ok=True)
        shutil.copy(SITES / STYLE, static)

    @abstractmethod
    def event_file(self, event: Event) -> str:
        """Where it reads an event, within its folder."""

    @abstractmethod
    def format_event(self, event: Event) -> str: ...

    def put_event(self, folder: Path, event: Event) -> None:
        path = folder / self.event_file(event)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.format_event(event), encoding="utf-8")

    def event_route(self, event: Event) -> str:
        return f"events/{event.path}/"

    def partner_route(self, partner: str) -> str:
        return f"partners/{partner}/"

    def category_route(self, category: str) -> str:
        return f"categories/{category}/"

    def month_route(self, month: str) -> str:
        return f"months/{month}/"


_MADE = shutil.ignore_patterns("__pycache__")


def write_site(peer: Peer, folder: Path, corpus: Corpus) -> None:
    """The whole input of a peer."""
    peer.lay_out(folder, corpus)
    for event in corpus.events:
        peer.put_event(folder, event)


def front_matter(event: Event) -> dict[str, object]:
    """An event as the fields a peer's templates read, lists and maps among them."""
    details = event.details
    return _common(event) | {
        "registration": dict(details.registration),
        "contact": dict(details.contact),
        "access": _label_access(event),
        "bring": list(details.bring),
        "welcome": list(details.welcome),
        "prices": dict(details.prices),
    }


def flat_front_matter(event: Event) -> dict[str, str]:
    """The same for a peer whose fields are lines of text."""
    details = event.details
    return _common(event) | {
        "sign_up": details.registration.get("kind", ""),
        "sign_up_phone": details.registration.get("phone", ""),
        "sign_up_url": details.registration.get("url", ""),
        "closes": details.registration.get("closes", ""),
        "capacity": details.registration.get("capacity", ""),
        "ask_phone": details.contact.get("phone", ""),
        "ask_email": details.contact.get("email", ""),
        "access": "; ".join(f"{label}: {said}" for label, said in _label_access(event).items()),
        "bring": ", ".join(details.bring),
        "welcome": ", ".join(details.welcome),
        "prices": ", ".join(f"{label} {amount}" for label, amount in details.prices.items()),
    }


def _common(event: Event) -> dict[str, str]:
    return {
        "title": event.title,
        "date": f"{event.posted:%Y-%m-%dT%H:%M:%SZ}",
        "start": f"{event.start:%Y-%m-%dT%H:%M:%S}",
        "end": f"{event.end:%Y-%m-%dT%H:%M:%S}",
        "venue": event.venue.name,
        "address": event.venue.address,
        "audience": event.audience_label,
        "cost": "Paid" if event.details.prices else event.cost.capitalize(),
    }


def _label_access(event: Event) -> dict[str, str]:
    return {name.replace("_", " ").capitalize(): said for name, said in event.details.access.items()}


def format_yaml(fields: dict[str, object], body: str) -> str:
    """A Markdown file with front matter, empty fields left out; values are JSON, which YAML is too."""
    given = {name: value for name, value in fields.items() if value}
    lines = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in given.items())
    return f"---\n{lines}\n---\n\n{body}\n"


def partners_json(corpus: Corpus) -> str:
    """Name, ways to ask and text of each partner, by its id."""
    found = {
        partner.id: {
            "id": partner.id,
            "name": partner.name,
            "phone": partner.phone,
            "email": partner.email,
            "about": partner.about,
        }
        for partner in corpus.partners
    }
    return json.dumps(found, indent=1)


def settings_json(corpus: Corpus) -> str:
    """What a peer's settings and templates read besides: names of categories, how long a feed is."""
    return json.dumps({"categories": CATEGORIES, "feed_length": corpus.feed_length}, indent=1)
