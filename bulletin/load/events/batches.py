"""Event files and their translations, read by this process or in batches by several.

No file depends on another event's, so the result is the same however they are shared out. A file that kills a
process, or takes too long, is found by halving its batch, and left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from bulletin.formats.yaml import SUBMISSION
from bulletin.load.events import load_event
from bulletin.load.events.context import EventContext, EventPartner
from bulletin.load.fields.record_source import Records
from bulletin.load.sources import UNREADABLE_FILE
from bulletin.load.texts import read_translations
from bulletin.load.uniqueness import Original
from bulletin.load.withdrawn import is_withdrawn, left_beside, load_withdrawn_event
from bulletin.model.event import Event, PartlyRead
from bulletin.model.withdrawn import Withdrawn
from bulletin.model.zones import use_pinned_zones
from bulletin.problems import Problem, Rule, Severity, SourceRef, fault_of
from bulletin.translatable import gettext as _
from bulletin.workers import Lost, SharedWork, share_out, start_method

TOO_SLOW = Rule(
    "too-slow",
    Severity.ERROR,
    "A file is read within seconds.",
    "One that takes longer would keep everybody's events from being published.",
)

SMALL = {"fork": 150, "spawn": 3000}
"""Up to so many events one process is faster than starting others, by the start method."""

BATCH = 25
MOST_SECONDS = 10
"""Seconds of processor time for a batch."""

Batch = tuple[Original, ...]


@dataclass(frozen=True, slots=True)
class EventInput:
    """An event's file with everything its LoadedEvent depends on.

    `translations` are the files beside it, `attachments` the pictures and flyers in its folder, each with its
    bytes. `context_digest` stands for the board, its venues, its days off, the event's partner and the day.
    Other events do not matter.
    """

    original: Original
    data: bytes
    translations: tuple[tuple[str, bytes], ...]
    attachments: tuple[tuple[str, bytes], ...]
    context_digest: str


@dataclass(frozen=True, slots=True)
class LoadedEvent:
    """An event as its file gives it; `event` is None when the file is left out, which is understood `partly`.

    `translations` maps each translation's path to the event's; `partner_problems` are those found in the
    defaults of its partner; `withdrawn` is what is left of an event that was taken off the board.
    """

    event: Event | None
    problems: tuple[Problem, ...]
    translations: Mapping[str, str]
    partner_problems: tuple[Problem, ...] = ()
    partly: PartlyRead | None = None
    withdrawn: Withdrawn | None = None


class EventCache:
    """The last two LoadedEvents of each path.

    Two, since a file with an error is loaded twice in every pass: as it is, and in its last good version.
    """

    def __init__(self) -> None:
        self._loaded: dict[str, tuple[tuple[EventInput, LoadedEvent], ...]] = {}

    def find(self, asked: EventInput) -> LoadedEvent | None:
        """The LoadedEvent of an equal input; None when there is none."""
        known = self._loaded.get(asked.original.path, ())
        return next((loaded for each, loaded in known if each == asked), None)

    def add(self, asked: EventInput, loaded: LoadedEvent) -> None:
        """Keep what came of the input."""
        path = asked.original.path
        self._loaded[path] = ((asked, loaded), *self._loaded.get(path, ())[:1])


def read_events(
    records: Records,
    context: EventContext,
    originals: Sequence[Original],
    *,
    jobs: int,
    cache: EventCache | None = None,
) -> list[LoadedEvent]:
    """The LoadedEvent of each of these files, in their order, read by at most `jobs` processes.

    Files that the `cache` knows are not read.
    """
    if cache is None:
        found = _read_all(records, context, originals, jobs)
        return [found[original.path] for original in originals]
    inputs = _inputs(records, context, originals)
    known = {each.original.path: loaded for each in inputs if (loaded := cache.find(each))}
    new = [each for each in inputs if each.original.path not in known]
    known |= _read_all(records, context, [each.original for each in new], jobs)
    for each in new:
        cache.add(each, known[each.original.path])
    return [known[original.path] for original in originals]


def _read_all(
    records: Records, context: EventContext, originals: Sequence[Original], jobs: int
) -> dict[str, LoadedEvent]:
    """The LoadedEvent of each file, by its path."""
    read_batch = _BatchReader(records, context)
    if jobs < 2 or len(originals) <= SMALL[start_method()]:
        return read_batch(originals)
    batches = [tuple(originals[first : first + BATCH]) for first in range(0, len(originals), BATCH)]
    found: dict[str, LoadedEvent] = {}
    options = SharedWork(jobs=jobs, here=False, seconds=MOST_SECONDS)
    while batches:
        halves: list[Batch] = []
        for batch, answer in share_out(read_batch, batches, options):
            if not isinstance(answer, Lost):
                found |= answer
            elif len(batch) == 1:
                found[batch[0].path] = _left_out(batch[0].path, answer)
            else:
                halves += (batch[: len(batch) // 2], batch[len(batch) // 2 :])
        batches = halves
    return found


def _inputs(records: Records, context: EventContext, originals: Iterable[Original]) -> list[EventInput]:
    """Each file with everything its LoadedEvent depends on; equal parts are one object."""
    board = [
        (path, data)
        for path, data in records.records.items()
        if path.partition("/")[0] not in ("events", "pages", "partners")
    ]
    named = (str(each) for each in context.names.partners.items())
    common = _digest(board, (*records.languages, f"{context.today}", *named))
    digests: dict[str, str] = {}
    attachments: dict[str, tuple[tuple[str, bytes], ...]] = {}
    for path, data in context.attachments.items():
        # A Problem names a file whose name differs only in capitals, in whatever folder it is.
        folder = path.rpartition("/")[0].lower()
        attachments[folder] = (*attachments.get(folder, ()), (path, data))
    inputs = []
    for original in originals:
        path, partner = original.path, original.folder
        if partner not in digests:
            known = context.partners.get(partner)
            own = [(known.source.path, records.records[known.source.path])] if known else []
            digests[partner] = _digest(own, (common,))
        translations = tuple((other, records.records[other]) for other in records.translations_of(path))
        folder = path.rpartition("/")[0].lower()
        inputs.append(
            EventInput(
                original, records.records[path], translations, attachments.get(folder, ()), digests[partner]
            )
        )
    return inputs


def _digest(files: Iterable[tuple[str, bytes]], words: Iterable[str]) -> str:
    found = sha256()
    for word in words:
        found.update(f"{len(word)} {word} ".encode("utf-8", "surrogatepass"))
    for path, data in files:
        found.update(f"{len(path)} {path} {len(data)} ".encode("utf-8", "surrogatepass"))
        found.update(data)
    return found.hexdigest()


@dataclass(frozen=True, slots=True)
class _BatchReader:
    """Reads a batch, in whichever process."""

    records: Records
    context: EventContext

    def __call__(self, batch: Sequence[Original]) -> dict[str, LoadedEvent]:
        """The LoadedEvent of each file, by its path."""
        return {original.path: self._read_safely(original) for original in batch}

    def _read_safely(self, original: Original) -> LoadedEvent:
        try:
            return self._read(original)
        except Exception as error:
            problem = fault_of(SourceRef(original.path, 1, 1), error, _("read"))
            return LoadedEvent(None, (problem,), {})

    def _read(self, original: Original) -> LoadedEvent:
        use_pinned_zones()
        if is_withdrawn(self.records.records[original.path]):
            return self._read_withdrawn(original)
        partner = self._partner_with_defaults(original.folder)
        context = replace(self.context, partners={original.folder: partner}) if partner else self.context
        source = self.records.open_record(original.path, SUBMISSION)
        event = load_event(source, original.folder, original.slug, context)
        partner_problems = tuple(partner.source.problems) if partner else ()
        if event is None or isinstance(event, PartlyRead):
            return LoadedEvent(None, tuple(source.problems), {}, partner_problems, event)
        translated = read_translations(self.records, original.path, event.text_language, SUBMISSION)
        return LoadedEvent(
            replace(event, translations=translated.texts) if translated.texts else event,
            (*source.problems, *translated.problems),
            translated.originals,
            partner_problems,
        )

    def _read_withdrawn(self, original: Original) -> LoadedEvent:
        source = self.records.open_record(original.path, SUBMISSION)
        withdrawn = load_withdrawn_event(source, original.folder, original.slug, self.context.info)
        beside = left_beside(original.path, self.records.translations_of(original.path))
        problems = (*source.problems, *beside)
        return LoadedEvent(None, problems, {}, withdrawn=None if source.has_errors else withdrawn)

    def _partner_with_defaults(self, partner_id: str) -> EventPartner | None:
        """The partner without Problems, so that those in its defaults are this event's; None if it has none.

        The fields that were refused in the partner's own file are not reported again.
        """
        known = self.context.partners.get(partner_id)
        if known is None or known.defaults is None:
            return None
        source = known.source
        fresh = replace(source, problems=[], dropped=set(source.dropped), mended=dict(source.mended))
        fresh.names = self.context.names
        return known._replace(source=fresh)


def _left_out(path: str, lost: Lost) -> LoadedEvent:
    where = SourceRef(path, 1, 1)
    if lost.too_slow:
        message = _("Reading this file takes far too long, so it is left out.")
        problem = Problem(where, TOO_SLOW, message, _("Make it shorter and simpler."))
    else:
        message = _("Nothing could be made of this file; our reader broke at it.")
        problem = Problem(
            where, UNREADABLE_FILE, message, _("Make it shorter and simpler, and tell us of it.")
        )
    return LoadedEvent(None, (problem,), {})
