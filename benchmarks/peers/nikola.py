"""Nikola: a partner is a category, a category or a month is a tag; a plugin makes the calendar."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.corpus import Corpus, Event
from benchmarks.peers.peer import Peer, flat_front_matter, partners_json, settings_json
from benchmarks.peers.pins import NIKOLA, install_python


class Nikola(Peer):
    name = "nikola"
    feed = "rss.xml"

    def install(self, cache: Path) -> None:
        install_python(cache, NIKOLA)

    def command(self, cache: Path, folder: Path) -> list[str]:
        return [str(cache / NIKOLA.folder / "bin" / "nikola"), "build", "--quiet", "--reporter", "error-only"]

    def lay_out(self, folder: Path, corpus: Corpus) -> None:
        super().lay_out(folder, corpus)
        (folder / "partners.json").write_text(partners_json(corpus))
        (folder / "board.json").write_text(settings_json(corpus))

    def event_file(self, event: Event) -> str:
        return f"posts/{event.path}.md"

    def format_event(self, event: Event) -> str:
        fields = flat_front_matter(event) | {
            "category": event.partner.id,
            "tags": ", ".join((*event.categories, event.month)),
            "slug": event.slug,
        }
        lines = "\n".join(f".. {name}: {value}" for name, value in fields.items() if value)
        return f"<!--\n{lines}\n-->\n\n{event.body}\n"

    def month_route(self, month: str) -> str:
        return self.category_route(month)
