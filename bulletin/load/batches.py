"""Event files and their translations, read here, or some at a time by several processes.

What comes of a file does not depend on the others, so it is the same however they are shared out. A file that
a process dies of, or is at for too long, is found by halving the batch it was in, and left out (SECURITY.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from bulletin.formats.records import split_name
from bulletin.formats.yaml import SUBMISSION, Limits
from bulletin.load.claims import Original
from bulletin.load.events import Surroundings, load_event, load_translation
from bulletin.load.ground import Ground, open_ground
from bulletin.load.kept import EventFile, Kept, Reading
from bulletin.load.sources import UNREADABLE_FILE
from bulletin.model.event import Text
from bulletin.model.zones import use_pinned_zones
from bulletin.problems import Problem, Rule, Severity, SourceRef
from bulletin.workers import Lost, SharedWork, share_out, start_method

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
    records: Records,
    around: Surroundings,
    originals: Sequence[Original],
    *,
    jobs: int,
    kept: Kept | None = None,
) -> list[Reading]:
    """What comes of these event files, in their order, read by as many processes as `jobs` says.

    Of files that are `kept` it is known already.
    """
    if kept is None:
        found = _read_all(records, around, originals, jobs)
        return [found[path] for path, _, _ in originals]
    files = _files_of(records, around, originals)
    known = {file.path: reading for file in files if (reading := kept.find(file))}
    new = [file for file in files if file.path not in known]
    known |= _read_all(records, around, [file.original for file in new], jobs)
    for file in new:
        kept.keep(file, known[file.path])
    return [known[path] for path, _, _ in originals]


def _read_all(
    records: Records,
    around: Surroundings,
    originals: Sequence[Original],
    jobs: int,
) -> dict[str, Reading]:
    """What comes of each file, by its path."""
    if jobs < 2 or len(originals) <= SMALL[start_method()]:
        here = _ReadBatch(records, around)
        return {original[0]: here.read(original) for original in originals}
    work = _ReadBatch(records, around)
    batches = [tuple(originals[first : first + BATCH]) for first in range(0, len(originals), BATCH)]
    found: dict[str, Reading] = {}
    options = SharedWork(jobs=jobs, here=False, seconds=MOST_SECONDS)
    while batches:
        halves: list[Batch] = []
        for batch, answer in share_out(work, batches, options):
            if not isinstance(answer, Lost):
                found |= answer
            elif len(batch) == 1:
                found[batch[0][0]] = _left_out(batch[0][0], answer)
            else:
                halves += (batch[: len(batch) // 2], batch[len(batch) // 2 :])
        batches = halves
    return found


def _files_of(records: Records, around: Surroundings, originals: Iterable[Original]) -> list[EventFile]:
    """The files with all that what comes of them depends on; what many have in common is one object."""
    board = [
        (path, data)
        for path, data in records.records.items()
        if path.partition("/")[0] not in ("events", "pages", "partners")
    ]
    common = _digest(board, records.languages)
    surroundings: dict[str, str] = {}
    attachments: dict[str, tuple[tuple[str, bytes], ...]] = {}
    for path, data in around.attachments.items():
        # A name in other capitals is told of, in whatever folder it is.
        folder = path.rpartition("/")[0].lower()
        attachments[folder] = (*attachments.get(folder, ()), (path, data))
    files = []
    for path, slug, partner in originals:
        if partner not in surroundings:
            known = around.partners.get(partner)
            own = [(known[2].path, records.records[known[2].path])] if known else []
            surroundings[partner] = _digest(own, (common,))
        folder, name = path.rpartition("/")[0], split_name(path)[0]
        beside = records.beside.get((folder, name), ())
        files.append(
            EventFile(
                path,
                slug,
                partner,
                records.records[path],
                tuple((other, records.records[other]) for other in beside),
                attachments.get(folder.lower(), ()),
                surroundings[partner],
            )
        )
    return files


def _digest(files: Iterable[tuple[str, bytes]], words: Iterable[str]) -> str:
    found = sha256()
    for word in words:
        found.update(f"{len(word)} {word} ".encode("utf-8", "surrogatepass"))
    for path, data in files:
        found.update(f"{len(path)} {path} {len(data)} ".encode("utf-8", "surrogatepass"))
        found.update(data)
    return found.hexdigest()


class _ReadBatch:
    """What each process does with a batch."""

    def __init__(self, records: Records, around: Surroundings) -> None:
        self.records = records
        self.around = around

    def __call__(self, batch: Batch) -> dict[str, Reading]:
        """The Reading of each file, by its path."""
        return {original[0]: self.read(original) for original in batch}

    def read(self, original: Original) -> Reading:
        use_pinned_zones()
        path, slug, partner = original
        around, of_partner = self._surroundings(partner)
        ground = self.records.ground(path, SUBMISSION)
        event = load_event(ground, partner, slug, around)
        if event is None:
            return Reading(None, tuple(ground.problems), {}, tuple(of_partner))
        translated = read_translations(self.records, path, event.text_language, SUBMISSION)
        return Reading(
            replace(event, translations=translated.texts) if translated.texts else event,
            (*ground.problems, *translated.problems),
            translated.originals,
            tuple(of_partner),
        )

    def _surroundings(self, partner_id: str) -> tuple[Surroundings, list[Problem]]:
        """Those of one event: what is found wrong in its partner's defaults is told apart from the rest."""
        known = self.around.partners.get(partner_id)
        if known is None:
            return replace(self.around, partners={}), []
        partner, record, ground = known
        found: list[Problem] = []
        # What was refused in the partner's file is not told again of its events, and nothing is added to it.
        own = replace(ground, problems=found, dropped=set(ground.dropped))
        return replace(self.around, partners={partner_id: (partner, record, own)}), found


def _left_out(path: str, lost: Lost) -> Reading:
    where = SourceRef(path, 1, 1)
    if lost.too_slow:
        message = "Reading this file takes far too long, so it is left out."
        problem = Problem(where, TOO_SLOW, message, "Make it shorter and simpler.")
    else:
        message = "Nothing could be made of this file; our reader broke at it."
        problem = Problem(where, UNREADABLE_FILE, message, "Make it shorter and simpler, and tell us of it.")
    return Reading(None, (problem,), {})
