"""Ours, twice: the whole site as it is by default, and lean, with the lists and feeds of the peers'."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from benchmarks.details import format_details
from benchmarks.peers.corpus import TITLE, TODAY, URL, ZONE, Corpus, Event, Partner, Venue
from benchmarks.peers.peer import SITES, Peer

CHECKOUT = Path(__file__).parent.parent.parent
_BOARD = f"""\
title: {TITLE}
url: {URL}
uid_domain: benchmark.example
timezone: {ZONE}
languages: en
since: 2026-01-01
"""


class Whole(Peer):
    name = "bulletin"
    feed = "events/new.rss"
    calendar = "events/calendar.ics"
    more = ""
    """What board.yaml says besides."""

    def install(self, cache: Path) -> None:
        """It is here already."""

    def command(self, cache: Path, folder: Path) -> list[str]:
        compiled = f"pycache_prefix={cache / 'bytecode'}"
        told = ["--content", str(folder / "content"), "--out", str(folder / "public"), "--today", str(TODAY)]
        themes = ["--themes", str(folder / "themes")]
        return [sys.executable, "-X", compiled, "-m", "bulletin", "build", *told, *themes]

    def start(self, folder: Path) -> Path:
        return CHECKOUT

    def lay_out(self, folder: Path, corpus: Corpus) -> None:
        content = folder / "content"
        for room in ("partners", "venues"):
            (content / room).mkdir(parents=True, exist_ok=True)
        (content / "board.yaml").write_text(_BOARD + self.more)
        for partner in corpus.partners:
            (content / "partners" / f"{partner.id}.md").write_text(_format_partner(partner))
        for venue in corpus.venues:
            (content / "venues" / f"{venue.id}.yaml").write_text(_format_venue(venue))

    def event_file(self, event: Event) -> str:
        return f"content/events/{event.path}.md"

    def format_event(self, event: Event) -> str:
        lines = [
            f"title: {event.title}",
            f"start: {event.start:%Y-%m-%d %H:%M}",
            f"duration: {event.minutes} min",
            f"venue: {event.venue.id}",
            f"categories: [{', '.join(event.categories)}]",
            f"audience: {event.audience}",
            *([] if event.details.prices else [f"cost: {event.cost}"]),
            f"posted: {event.posted:%Y-%m-%dT%H:%M:%SZ}",
            *format_details(event.details),
        ]
        return "\n".join(["---", *lines, "---", "", event.body, ""])

    def month_route(self, month: str) -> str:
        return f"events/{month.replace('-', '/')}/"


class Lean(Whole):
    name = "bulletin-lean"
    more = "theme: lean\npublish: [months, board-ics, board-rss]\n"

    def lay_out(self, folder: Path, corpus: Corpus) -> None:
        super().lay_out(folder, corpus)
        shutil.copytree(SITES / "lean", folder / "themes" / "lean", dirs_exist_ok=True)


def _format_partner(partner: Partner) -> str:
    contact = f"contact:\n  phone: {partner.phone}\n  email: {partner.email}"
    return f"---\nname: {partner.name}\nkind: club\n{contact}\n---\n\n{partner.about}\n"


def _format_venue(venue: Venue) -> str:
    return f"name: {venue.name}\naddress: {venue.address}\n"
