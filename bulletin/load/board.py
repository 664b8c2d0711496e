"""The Board from the files of a content folder.

First the board itself, then what events refer to (vocabularies, days off, venues, partners), then pages and
events with their translations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from bulletin.formats.phones import country_of
from bulletin.formats.pictures import read_picture
from bulletin.formats.records import slug_of, split_name
from bulletin.formats.yaml import STAFF
from bulletin.load.board_info import load_board_info
from bulletin.load.events.batches import EventCache, LoadedEvent, read_events
from bulletin.load.events.context import EventContext, EventPartner
from bulletin.load.fields.names import Names
from bulletin.load.fields.record_source import Records, RecordSource
from bulletin.load.history.revisions import read_revisions
from bulletin.load.partners import load_partner
from bulletin.load.places import former_ids, load_days_off, load_venue
from bulletin.load.sources import BOARD_FILE, Sources
from bulletin.load.texts import load_page, read_translations
from bulletin.load.uniqueness import Original, Seniority, assign_addresses, assign_ids, settle_names
from bulletin.load.unused import unused_files
from bulletin.load.withdrawn import is_withdrawn, left_beside, load_withdrawn
from bulletin.model.board import Board, BoardInfo, InfoPage, Vocabulary
from bulletin.model.event import Event, PartlyRead
from bulletin.model.withdrawn import Withdrawn
from bulletin.problems import Problem, Rule, Severity, SourceRef, fault_of
from bulletin.translatable import gettext as _

T = TypeVar("T")

NO_NAMES: Mapping[str, str] = MappingProxyType({})

STRAY_TRANSLATION = Rule(
    "translation-without-original",
    Severity.ERROR,
    "A translation stands beside the event or page it translates.",
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The board, None when board.yaml cannot be used, and what is wrong with its files.

    `translations` maps each translation's path to the path of what it translates, `partly` the path of an
    event that is left out to what is understood of it.
    """

    board: Board | None
    problems: tuple[Problem, ...]
    translations: Mapping[str, str] = field(default_factory=dict)
    partly: Mapping[str, PartlyRead] = field(default_factory=dict)


def load_board(
    sources: Sources,
    seniority: Seniority | None = None,
    *,
    jobs: int = 1,
    cache: EventCache | None = None,
    today: date | None = None,
) -> Loaded:
    """The Board that these files describe, and everything wrong with them.

    A file with an error is left out of the Board; the Problems say why. `seniority` knows the history of the
    files, and of two that claim one name or id who was there first. `jobs` processes may read events; those
    in the `cache` are not read again, which changes nothing but the time it takes. `today` changes nothing
    but the answer to a date without its year.
    """
    seniority = seniority or Seniority()
    info, vocabularies, problems = load_board_info(sources.records.get(BOARD_FILE), sources.attachments)
    problems += sources.problems
    if info is None:
        return Loaded(None, tuple(problems))
    records, clashes = settle_names(sources.records, sources.attachments, seniority)
    problems += clashes
    loader = _BoardLoader(
        replace(sources, records=records), info, vocabularies, seniority, (jobs, cache), today
    )
    board = loader.board()
    board = replace(board, revisions=read_revisions(board, seniority.history, loader.translations))
    problems += unused_files(sources)
    return Loaded(board, (*problems, *loader.problems), loader.translations, loader.partly)


@dataclass(slots=True)
class _BoardLoader:
    """One pass over the files of a board, folder by folder."""

    sources: Sources
    info: BoardInfo
    vocabularies: dict[str, Vocabulary]
    seniority: Seniority
    how: tuple[int, EventCache | None]
    """How events are read: by how many processes, and what need not be read."""
    today: date | None
    records: Records = field(init=False)
    problems: list[Problem] = field(default_factory=list)
    translations: dict[str, str] = field(default_factory=dict)
    partly: dict[str, PartlyRead] = field(default_factory=dict)
    withdrawn: dict[str, Withdrawn] = field(default_factory=dict)

    def __post_init__(self) -> None:
        languages = ("en", *(tag for tag in self.info.languages if tag != "en"))
        self.records = Records.of(
            self.sources.records,
            languages,
            country_of(self.info.locale(self.info.language), self.info.timezone),
        )

    def board(self) -> Board:
        calendars = self._folder("calendars", load_days_off)
        facts = self.vocabularies["access"]
        venues = self._folder("venues", lambda source, slug: load_venue(source, slug, facts))
        partners = self._partners()
        pages = self._pages()
        attachments = self.sources.attachments
        gone = frozenset(
            name
            for each in self.withdrawn.values()
            if each.room == "venues"
            for name in (each.id, *each.was_at)
        )
        named = Names.of(
            venues, self.vocabularies, {slug: each.partner for slug, each in partners.items()}, gone
        )
        context = EventContext(
            self.info, self.vocabularies, venues, calendars, attachments, partners, self.today, named
        )
        events = self._events(context)
        return Board(
            info=self.info,
            partners={partner_id: each.partner for partner_id, each in partners.items()},
            venues=venues,
            events=events,
            pages=pages,
            calendars=calendars,
            vocabularies=self.vocabularies,
            pictures=self._used_attachments(events, partners),
            withdrawn=dict(sorted(self.withdrawn.items())),
        )

    def _folder(self, folder: str, load: Callable[[RecordSource, str], T | None]) -> dict[str, T]:
        """Every record of a folder without folders in it, by slug."""
        found: dict[str, T] = {}
        for original in self._originals(folder):
            with self._one_file(original.path):
                source = self.records.open_record(original.path, STAFF)
                if self._is_withdrawn(source, folder, original):
                    continue
                value = load(source, original.slug)
                self.problems += source.problems
                if value is not None and not source.has_errors:
                    found[original.slug] = value
        return dict(sorted(found.items()))

    def _is_withdrawn(self, source: RecordSource, room: str, original: Original) -> bool:
        """Whether the record was taken off the board; then its mark is kept, and nothing else of it."""
        if not is_withdrawn(self.records.records[original.path]):
            return False
        mark = load_withdrawn(source, room, original.slug)
        self.problems += source.problems
        self.problems += left_beside(original.path, self.records.translations_of(original.path))
        if mark is not None and not source.has_errors:
            self.withdrawn[mark.key] = mark
        return True

    @contextmanager
    def _one_file(self, path: str) -> Iterator[None]:
        """A mistake of ours while a file is read costs that file."""
        try:
            yield
        except Exception as error:
            self.problems.append(fault_of(SourceRef(path), error, _("read")))

    def _partners(self) -> dict[str, EventPartner]:
        """Every partner by id; `_events` reports what is wrong in their files."""
        found = {}
        for original in self._originals("partners"):
            with self._one_file(original.path):
                source = self.records.open_record(original.path, STAFF)
                if self._is_withdrawn(source, "partners", original):
                    continue
                loaded = load_partner(
                    source, original.slug, self.info, self.vocabularies, self.sources.attachments
                )
                if loaded and not source.has_errors:
                    found[original.slug] = loaded
                else:
                    self.problems += source.problems
        return dict(sorted(found.items()))

    def _pages(self) -> dict[str, InfoPage]:
        pages = self._folder("pages", lambda source, slug: load_page(source, slug, self.info))
        for slug, page in pages.items():
            with self._one_file(page.ref.path):
                translated = read_translations(self.records, page.ref.path, page.text_language, STAFF)
                self.problems += translated.problems
                self.translations.update(translated.originals)
                pages[slug] = replace(page, translations=translated.texts)
        return pages

    def _events(self, context: EventContext) -> dict[str, Event]:
        originals = self._originals("events", former_ids(each.partner for each in context.partners.values()))
        jobs, cache = self.how
        loaded_events = read_events(self.records, context, originals, jobs=jobs, cache=cache)
        # Each event of a partner finds the same errors in the partner's defaults.
        in_defaults: dict[str, dict[Problem, None]] = {}
        for original, loaded in zip(originals, loaded_events, strict=True):
            self.problems += loaded.problems
            self.translations.update(loaded.translations)
            if loaded.partly:
                self.partly[original.path] = loaded.partly
            in_defaults.setdefault(original.folder, {}).update(dict.fromkeys(loaded.partner_problems))
        events, problems = assign_ids(
            (event for loaded in loaded_events if (event := _event_of(loaded))), self.seniority
        )
        self.problems += problems
        for loaded in loaded_events:
            if (mark := loaded.withdrawn) and mark.event is events.get(mark.id):
                self.withdrawn[mark.key] = mark
                del events[mark.id]
        for partner_id, partner in context.partners.items():
            self.problems += (*partner.source.problems, *in_defaults.get(partner_id, ()))
        return events

    def _originals(self, room: str, former: Mapping[str, str] = NO_NAMES) -> list[Original]:
        """Each record of a top folder that is no translation and whose address is free.

        `former` are the names that folders of partners had before, with those of now.
        """
        paths = [path for path in self.sources.records if path.startswith(f"{room}/")]
        stems = {path.rpartition(".")[0] for path in paths}
        originals = []
        for path in paths:
            folder, _, _ = path.rpartition("/")
            name, tag = split_name(path)
            if tag and room in ("events", "pages"):
                if f"{folder}/{name}" not in stems:
                    self._report_stray(path, f"{folder}/{name}")
                continue
            slug = slug_of(name if not tag else f"{name}.{tag}")
            own = folder.split("/", 1)[-1]
            originals.append(Original(path, slug, former.get(own, own)))
        accepted, problems = assign_addresses(originals, self.seniority.rank)
        self.problems += problems
        return sorted(accepted)

    def _report_stray(self, path: str, original: str) -> None:
        message = _("There is nothing here that this file translates.")
        hint = _("The original is missing: {original}.md or {original}.yaml", original=original)
        self.problems.append(Problem(SourceRef(path, 1, 1), STRAY_TRANSLATION, message, hint))

    def _used_attachments(
        self, events: Mapping[str, Event], partners: Mapping[str, EventPartner]
    ) -> dict[str, bytes]:
        """Flyers, and pictures without what a camera wrote into them, of the records that name them."""
        attachments = self.sources.attachments
        pictures = {event.image.path for event in events.values() if event.image}
        logos = (self.info.logo, *(each.partner.logo for each in partners.values()))
        pictures |= {logo.path for logo in logos if logo}
        used = {event.flyer: attachments[event.flyer] for event in events.values() if event.flyer}
        for path in pictures:
            picture, _ = read_picture(attachments[path], path)
            if picture is not None:
                used[path] = picture.data
        return dict(sorted(used.items()))


def _event_of(loaded: LoadedEvent) -> Event | None:
    """The event, or what is left of it."""
    return loaded.withdrawn.event if loaded.withdrawn else loaded.event
