"""Eleventy: Markdown with Nunjucks layouts, lists paged out of collections."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.corpus import Corpus, Event
from benchmarks.peers.peer import Peer, format_yaml, front_matter, partners_json, settings_json
from benchmarks.peers.pins import ELEVENTY, install_node


class Eleventy(Peer):
    name = "eleventy"

    def install(self, cache: Path) -> None:
        install_node(cache, ELEVENTY)

    def command(self, cache: Path, folder: Path) -> list[str]:
        program = cache / ELEVENTY.folder / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
        return ["node", str(program), "--quiet"]

    def lay_out(self, folder: Path, corpus: Corpus) -> None:
        super().lay_out(folder, corpus)
        data = folder / "content" / "_data"
        data.mkdir(parents=True, exist_ok=True)
        (data / "partners.json").write_text(partners_json(corpus))
        (data / "board.json").write_text(settings_json(corpus))

    def event_file(self, event: Event) -> str:
        return f"content/events/{event.path}.md"

    def format_event(self, event: Event) -> str:
        fields = front_matter(event) | {
            "partner": event.partner.id,
            "categories": list(event.categories),
            "month": event.month,
        }
        return format_yaml(fields, event.body)
