"""FILES → BOARD. Every value knows its line; Problems are collected, never raised.

`load_board` is the story: the board itself, then what events refer to (vocabularies, days off, venues,
partners), then pages and events, then translations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from bulletin.formats.names import slug_of, split_name
from bulletin.formats.pictures import read_picture
from bulletin.formats.yaml import STAFF
from bulletin.load.board_info import BOARD_FILE, load_board_info
from bulletin.load.events import Surroundings
from bulletin.load.events.batches import read_events
from bulletin.load.events.cached import Kept, KeptHere
from bulletin.load.fields.record_source import Ground, Records
from bulletin.load.history.revisions import Landed, read_landings
from bulletin.load.partners import load_partner
from bulletin.load.places import load_days_off, load_venue
from bulletin.load.sources import Sources
from bulletin.load.texts import load_page, read_translations
from bulletin.load.uniqueness import claim_addresses, claim_ids
from bulletin.model.board import Board, BoardInfo, DaysOff, InfoPage, Vocabulary
from bulletin.model.event import Event
from bulletin.model.partner import Partner
from bulletin.model.place import Venue
from bulletin.model.records import PartnerRecord
from bulletin.problems import Problem, Rule, Severity, SourceRef

T = TypeVar("T")

STRAY_TRANSLATION = Rule(
    "translation-without-original",
    Severity.ERROR,
    "A translation stands beside the event or page it translates.",
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read. `board` is None when board.yaml cannot be used. `translations` maps each
    translation's path to the path of what it translates."""

    board: Board | None
    problems: tuple[Problem, ...]
    translations: Mapping[str, str] = field(default_factory=dict)


def load_board(
    sources: Sources,
    landed: Landed | None = None,
    *,
    jobs: int = 1,
    kept: Kept | None = None,
) -> Loaded:
    """The Board that these files describe, and everything wrong with them.

    A file with an error is left out of the Board; the Problems say why. `jobs` processes may read events;
    those that are `kept` are not read again, which changes nothing but the time it takes.
    """
    info, vocabularies, problems = load_board_info(sources.records.get(BOARD_FILE))
    problems += sources.problems
    if info is None:
        return Loaded(None, tuple(problems))
    reader = _Reader(sources, info, vocabularies, jobs, kept)
    board = reader.board()
    board = replace(board, landings=read_landings(board, landed, reader.translations))
    return Loaded(board, (*problems, *reader.problems), reader.translations)


class _Reader:
    """One pass over the files of a board, room by room."""

    def __init__(
        self,
        sources: Sources,
        info: BoardInfo,
        vocabularies: dict[str, Vocabulary],
        jobs: int,
        kept: Kept | None,
    ) -> None:
        self.sources = sources
        self.info = info
        self.vocabularies = vocabularies
        self.jobs = jobs
        self.kept = kept
        languages = ("en", *(tag for tag in info.languages if tag != "en"))
        self.records = Records(sources.records, _translations_beside(sources), languages)
        self.problems: list[Problem] = []
        self.translations: dict[str, str] = {}

    def board(self) -> Board:
        calendars = self._room("calendars", load_days_off)
        facts = self.vocabularies["access"]
        venues: dict[str, Venue] = self._room("venues", lambda ground, slug: load_venue(ground, slug, facts))
        known = self._partners()
        pages = self._pages()
        around = Surroundings(
            self.info, self.vocabularies, venues, calendars, self.sources.attachments, known
        )
        events = self._events(around)
        for _, _, ground in known.values():
            self.problems += ground.problems
        return Board(
            info=self.info,
            partners={partner_id: partner for partner_id, (partner, _, _) in known.items()},
            venues=venues,
            events=events,
            pages=pages,
            calendars=calendars,
            vocabularies=self.vocabularies,
            pictures=self._used_attachments(events, known),
        )

    def _room(self, room: str, load: Callable[[Ground, str], T | None]) -> dict[str, T]:
        """Every record of a flat room, by slug."""
        found: dict[str, T] = {}
        for path, slug, _ in self._originals(room):
            ground = self.records.ground(path, STAFF)
            value = load(ground, slug)
            self.problems += ground.problems
            if value is not None and not ground.has_errors:
                found[slug] = value
        return dict(sorted(found.items()))

    def _partners(self) -> dict[str, tuple[Partner, PartnerRecord, Ground]]:
        found = {}
        for path, slug, _ in self._originals("partners"):
            ground = self.records.ground(path, STAFF)
            loaded = load_partner(ground, slug, self.info, self.vocabularies, self.sources.attachments)
            if loaded and not ground.has_errors:
                found[slug] = (*loaded, ground)
            else:
                self.problems += ground.problems
        return dict(sorted(found.items()))

    def _pages(self) -> dict[str, InfoPage]:
        pages = self._room("pages", lambda ground, slug: load_page(ground, slug, self.info))
        for slug, page in pages.items():
            translated = read_translations(self.records, page.ref.path, page.text_language, STAFF)
            self.problems += translated.problems
            self.translations.update(translated.originals)
            pages[slug] = replace(page, translations=translated.texts)
        return pages

    def _events(self, around: Surroundings) -> dict[str, Event]:
        originals = [*self._originals("events")]
        readings = read_events(self.records, around, originals, jobs=self.jobs, kept=self.kept)
        of_partners: dict[str, dict[Problem, None]] = {}
        for (_, _, partner), reading in zip(originals, readings, strict=True):
            self.problems += reading.problems
            self.translations.update(reading.translations)
            if reading.of_partner:
                of_partners.setdefault(partner, {}).update(dict.fromkeys(reading.of_partner))
        # Each of the partner's events finds the same wrong.
        for partner, found in of_partners.items():
            around.partners[partner][2].problems.extend(found)
        events, problems = claim_ids(reading.event for reading in readings if reading.event)
        self.problems += problems
        return events

    def _originals(self, room: str) -> Iterator[tuple[str, str, str]]:
        """(path, slug, folder) of each record of a room that is no translation and whose address is free."""
        paths = [path for path in self.sources.records if path.startswith(f"{room}/")]
        stems = {path.rpartition(".")[0] for path in paths}
        ordered = []
        for path in paths:
            folder, _, _ = path.rpartition("/")
            name, tag = split_name(path)
            if tag and room in ("events", "pages"):
                original = f"{folder}/{name}"
                if original not in stems:
                    self._stray(path, original)
                continue
            ordered.append((path, slug_of(name if not tag else f"{name}.{tag}"), folder.split("/", 1)[-1]))
        # The file whose own name is the slug keeps it, whatever else would come to the same address.
        ordered.sort(key=lambda item: (split_name(item[0])[0] != item[1], item[0]))
        kept, problems = claim_addresses(room, ordered)
        self.problems += problems
        yield from sorted(kept)

    def _stray(self, path: str, original: str) -> None:
        message = "There is nothing here that this file translates."
        hint = f"The original is missing: {original}.md or {original}.yaml"
        self.problems.append(Problem(SourceRef(path, 1, 1), STRAY_TRANSLATION, message, hint))

    def _used_attachments(
        self, events: Mapping[str, Event], partners: Mapping[str, tuple[Partner, PartnerRecord, Ground]]
    ) -> dict[str, bytes]:
        """Pictures without what a camera wrote into them, and flyers, of the records that name them."""
        pictures = {event.image.path for event in events.values() if event.image}
        pictures |= {partner.logo.path for partner, _, _ in partners.values() if partner.logo}
        used = {
            event.flyer: self.sources.attachments[event.flyer] for event in events.values() if event.flyer
        }
        for path in pictures:
            picture, _ = read_picture(self.sources.attachments[path], path)
            if picture is not None:
                used[path] = picture.data
        return dict(sorted(used.items()))


def _translations_beside(sources: Sources) -> dict[tuple[str, str], list[str]]:
    """Paths of translations, by the folder and the name of what they translate."""
    found: dict[tuple[str, str], list[str]] = {}
    for path in sources.records:
        name, tag = split_name(path)
        if tag:
            found.setdefault((path.rpartition("/")[0], name), []).append(path)
    return found


__all__ = ["BOARD_FILE", "DaysOff", "Kept", "KeptHere", "Loaded", "load_board"]
