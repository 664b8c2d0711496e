"""Pelican: a partner is a category, a category or a month is a tag; the calendar is a direct template."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.corpus import Corpus, Event
from benchmarks.peers.peer import Peer, flat_front_matter, partners_json, settings_json
from benchmarks.peers.pins import PELICAN, install_python


class Pelican(Peer):
    name = "pelican"
    static = "theme/static"

    def install(self, cache: Path) -> None:
        install_python(cache, PELICAN)

    def command(self, cache: Path, folder: Path) -> list[str]:
        program = cache / PELICAN.folder / "bin" / "pelican"
        return [str(program), "--quiet", "--settings", "pelicanconf.py"]

    def lay_out(self, folder: Path, corpus: Corpus) -> None:
        super().lay_out(folder, corpus)
        (folder / "partners.json").write_text(partners_json(corpus))
        (folder / "board.json").write_text(settings_json(corpus))

    def event_file(self, event: Event) -> str:
        return f"content/events/{event.path}.md"

    def format_event(self, event: Event) -> str:
        fields = flat_front_matter(event) | {
            "category": event.partner.id,
            "tags": ", ".join((*event.categories, event.month)),
            "slug": event.slug,
        }
        lines = "\n".join(f"{name.capitalize()}: {value}" for name, value in fields.items() if value)
        return f"{lines}\n\n{event.body}\n"

    def month_route(self, month: str) -> str:
        return self.category_route(month)
