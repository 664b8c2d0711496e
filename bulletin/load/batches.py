"""Event files and their translations, read here, or some at a time by several processes.

What comes of a file does not depend on the others, so it is the same however they are shared out. A file that
a process dies of, or is at for too long, is found by halving the batch it was in, and left out (SECURITY.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bulletin.formats.yaml import SUBMISSION, Limits
from bulletin.load.claims import Original
from bulletin.load.events import Surroundings, load_event, load_translation
from bulletin.load.ground import Ground, open_ground
from bulletin.load.sources import UNREADABLE_FILE, split_name
from bulletin.model.event import Event, Text
from bulletin.model.zones import use_pinned_zones
from bulletin.problems import Problem, Rule, Severity, SourceRef
from bulletin.workers import Lost, share_out, start_method

TOO_SLOW = Rule(
    "too-slow",
    Severity.ERROR,
    "A file is read within seconds.",
    "One that takes longer would keep everybody's events from being published.",
)
OWN_LANGUAGE = Rule(
    "translation-in-own-language", Severity.WARNING, "A translation is in another language than its original."
)

SMALL = {"fork": 150, "spawn": 3000}
"""So many events are read sooner than other processes are started, by the way they are started."""

BATCH = 25
MOST_SECONDS = 10
"""Of processor time, for a batch."""

Batch = tuple[Original, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """The files to read from: `records` are bytes by path, `beside` translations by folder and name."""

    records: Mapping[str, bytes]
    beside: Mapping[tuple[str, str], Sequence[str]]
    languages: tuple[str, ...]

    def ground(self, path: str, limits: Limits) -> Ground:
        ground = open_ground(path, self.records[path], limits)
        ground.languages = self.languages
        return ground


@dataclass(frozen=True, slots=True)
class Translated:
    """What came of the translations of one record: texts by tag, and what each file translates."""

    texts: Mapping[str, Text]
    problems: tuple[Problem, ...]
    originals: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of some event files. `of_partners` is what their partners' defaults have wrong, by id."""

    events: tuple[Event, ...]
    problems: tuple[Problem, ...]
    translations: Mapping[str, str]
    of_partners: Mapping[str, tuple[Problem, ...]]


def read_translations(records: Records, path: str, own: str, limits: Limits) -> Translated:
    """Texts in other languages from the files beside `path`, whose own language is `own`."""
    folder, _, _ = path.rpartition("/")
    name, _ = split_name(path)
    texts: dict[str, Text] = {}
    problems: list[Problem] = []
    others = records.beside.get((folder, name), ())
    for other in others:
        _, tag = split_name(other)
        ground = records.ground(other, limits)
        text = load_translation(ground)
        if tag == own.lower():
            message = f"The original is already in “{own}”."
            ground.problems.append(
                Problem(SourceRef(other, 1, 1), OWN_LANGUAGE, message, "Delete one of them.")
            )
        elif text is not None and not ground.has_errors:
            texts[tag] = text
        problems += ground.problems
    return Translated(texts, tuple(problems), dict.fromkeys(others, path))


def read_events(
    records: Records, around: Surroundings, originals: Sequence[Original], *, jobs: int
) -> list[Reading]:
    """What comes of these event files, in their order, read by as many processes as `jobs` says."""
    work = _ReadBatch(records, around)
    if jobs < 2 or len(originals) <= SMALL[start_method()]:
        return [work(tuple(originals))]
    batches = [tuple(originals[first : first + BATCH]) for first in range(0, len(originals), BATCH)]
    found: list[tuple[Batch, Reading]] = []
    while batches:
        halves: list[Batch] = []
        for batch, answer in share_out(work, batches, jobs=jobs, here=False, seconds=MOST_SECONDS):
            if not isinstance(answer, Lost):
                found.append((batch, answer))
            elif len(batch) == 1:
                found.append((batch, _left_out(batch[0][0], answer)))
            else:
                halves += (batch[: len(batch) // 2], batch[len(batch) // 2 :])
        batches = halves
    return [reading for _, reading in sorted(found, key=lambda each: each[0])]


class _ReadBatch:
    """What each process does with a batch."""

    def __init__(self, records: Records, around: Surroundings) -> None:
        self.records = records
        self.around = around

    def __call__(self, batch: Batch) -> Reading:
        use_pinned_zones()
        around = self._surroundings(batch)
        events: list[Event] = []
        problems: list[Problem] = []
        translations: dict[str, str] = {}
        for path, slug, partner in batch:
            ground = self.records.ground(path, SUBMISSION)
            event = load_event(ground, partner, slug, around)
            problems += ground.problems
            if event is not None:
                translated = read_translations(self.records, path, event.text_language, SUBMISSION)
                problems += translated.problems
                translations.update(translated.originals)
                events.append(replace(event, translations=translated.texts))
        of_partners = {partner: tuple(ground.problems) for partner, (_, _, ground) in around.partners.items()}
        return Reading(tuple(events), tuple(problems), translations, of_partners)

    def _surroundings(self, batch: Batch) -> Surroundings:
        """Those of this batch: what is found wrong in its partners' defaults is told apart from the rest."""
        known = self.around.partners
        partners = {}
        for partner_id in {partner_id for _, _, partner_id in batch} & known.keys():
            partner, record, ground = known[partner_id]
            partners[partner_id] = (partner, record, replace(ground, problems=[]))
        return replace(self.around, partners=dict(sorted(partners.items())))


def _left_out(path: str, lost: Lost) -> Reading:
    where = SourceRef(path, 1, 1)
    if lost.too_slow:
        message = "Reading this file takes far too long, so it is left out."
        problem = Problem(where, TOO_SLOW, message, "Make it shorter and simpler.")
    else:
        message = "Nothing could be made of this file; our reader broke at it."
        problem = Problem(where, UNREADABLE_FILE, message, "Make it shorter and simpler, and tell us of it.")
    return Reading((), (problem,), {}, {})
