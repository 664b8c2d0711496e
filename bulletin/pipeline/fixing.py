"""What can be corrected for certain in a content folder, each time proved by reading everything again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bulletin.check import CheckDay, check_board
from bulletin.formats.corrections import Correction, after_further, certain_fixes, correct, tell_corrections
from bulletin.load import BOARD_FILE, EventCache, load_board
from bulletin.load.history.log import History, read_history
from bulletin.load.sources import Sources
from bulletin.load.uniqueness import Seniority
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.faults import find_culprit
from bulletin.model.text import Text
from bulletin.model.zones import use_pinned_zones
from bulletin.pipeline.changing import write_files
from bulletin.pipeline.check import HandedIn, ReadingOptions, check_sources, read_content
from bulletin.pipeline.submission import is_within
from bulletin.problems import NOWHERE, Fix, Problem, Severity

MOST_ROUNDS = 100
"""Each round corrects a line that the ones before did not; no file needs more than a few."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was corrected, in the order of files and lines, and what is left for a person.

    `written` are the files with all their bytes; `board` is what they make, None where board.yaml is broken.
    """

    corrections: tuple[Correction, ...]
    left: tuple[Problem, ...]
    written: Mapping[str, bytes]
    board: Board | None = None


def fix_content(content: Path, reading: ReadingOptions, narrow: tuple[str, ...], *, dry_run: bool) -> Fixed:
    """Correct what is certain in the files `narrow`, or below such folders; in all where there is none.

    A correction that would bring an error, or change what is published, is not made. `dry_run` writes
    nothing. Raises `UnusableInput` where a file was changed meanwhile, or cannot be written.
    """
    use_pinned_zones()
    sources, history = read_content(content), read_history(content)
    fixer = _Fixer(reading, history, narrow)
    fixed = fixer.fix(sources)
    written = {path: data for path, data in fixed.records.items() if data != sources.records[path]}
    if written and not dry_run:
        write_files(content, sources, written)
    checked = check_sources(fixed, history, HandedIn(narrow=narrow), reading)
    left = [each for each in checked.problems if each.severity is not Severity.NOTE]
    told = sorted(fixer.corrections, key=lambda each: (each.path, each.line))
    return Fixed(
        tuple(told), tuple(each for each in left if fixer.is_asked(each.ref.path)), written, checked.board
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """What was found at one look: the board, None for want of board.yaml, and every Problem of its own."""

    sources: Sources
    board: Board | None
    problems: Sequence[Problem]

    @property
    def errors(self) -> frozenset[tuple[str, str, str]]:
        return frozenset(
            (each.ref.path, each.rule.id, each.message) for each in self.problems if each.is_error
        )


_Fixes = Mapping[str, Sequence[Fix]]
"""Fixes that do not overlap, by file."""


@dataclass(slots=True)
class _Fixer:
    """Rounds of corrections. What would do harm in company is tried alone, then `refused`."""

    reading: ReadingOptions
    history: History
    narrow: tuple[str, ...]
    corrections: list[Correction] = field(default_factory=list)
    refused: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)
    kept: EventCache = field(default_factory=EventCache)

    def is_asked(self, path: str) -> bool:
        return not self.narrow or is_within(path, self.narrow)

    def fix(self, sources: Sources) -> Sources:
        """The files with everything corrected that is certain."""
        look = self._look(sources)
        for _ in range(MOST_ROUNDS):
            found = dict(self._fixes(look))
            # First what events rely on: until that can be read, nobody knows what else is wrong with them.
            relied_on = {path: each for path, each in found.items() if not path.startswith("events/")}
            fixes = relied_on or found
            if not fixes:
                break
            tried = self._look(_with(look.sources, fixes))
            if harm := _harm(look, tried):
                self._set_apart(look, fixes, harm & fixes.keys())
                continue
            for path, made in fixes.items():
                others = [each for each in self.corrections if each.path != path]
                own = after_further([each for each in self.corrections if each.path == path], made)
                told = tell_corrections(look.sources.records[path], path, made)
                self.corrections = [*others, *own, *told]
            look = tried
        return look.sources

    def _look(self, sources: Sources) -> _Look:
        reading, seniority = self.reading, Seniority(self.history)
        day = reading.today_on(None)
        loaded = load_board(sources, seniority, jobs=reading.jobs, cache=self.kept, today=day)
        problems = list(loaded.problems)
        if loaded.board is not None:
            when = CheckDay(reading.today_on(loaded.board), paths=frozenset(sources.records))
            problems += check_board(loaded.board, when)
        return _Look(sources, loaded.board, problems)

    def _fixes(self, look: _Look) -> Iterator[tuple[str, list[Fix]]]:
        """What may be corrected next, by file; of files that came to harm, one line at a time."""
        records = look.sources.records
        paths = {each.ref.path for each in look.problems if each.fix and each.fix.certain}
        for path in sorted(paths & records.keys()):
            if not self.is_asked(path):
                continue
            own = [each for each in look.problems if each.ref.path == path and not self._is_refused(each)]
            found = certain_fixes(own, records[path], path)
            found = found[:1] if path in self.alone else found
            if found and correct(records[path], path, found) is not None:
                yield path, found

    def _is_refused(self, problem: Problem) -> bool:
        return problem.fix is not None and (problem.ref.path, problem.fix.lines) in self.refused

    def _set_apart(self, look: _Look, fixes: _Fixes, harmed: frozenset[str]) -> None:
        """Try the files that came to harm one line at a time; refuse the line that did it alone."""
        if not harmed:

            def fails(paths: Sequence[str]) -> bool:
                tried = _with(look.sources, {path: fixes[path] for path in paths})
                return bool(_harm(look, self._look(tried)))

            culprit = find_culprit(tuple(fixes), fails)
            harmed = frozenset((culprit,) if culprit else fixes)
        for path in harmed:
            if len(fixes[path]) == 1:
                self.refused.add((path, fixes[path][0].lines))
            self.alone.add(path)


def _with(sources: Sources, fixes: _Fixes) -> Sources:
    changed = {path: correct(sources.records[path], path, made) for path, made in fixes.items()}
    return sources.replaced(changed)


def _harm(before: _Look, after: _Look) -> frozenset[str]:
    """The files with an error that they had not before, or that are published in another way."""
    errors = {path for path, _, _ in after.errors - before.errors}
    if before.board is None:
        # Until board.yaml can be read, nothing else is.
        return frozenset(errors & {BOARD_FILE})
    if after.board is None:
        return frozenset({BOARD_FILE})
    left_out = {path for path, _, _ in before.errors}
    return frozenset(errors | (set(_changed(before.board, after.board)) - left_out))


def _changed(before: Board, after: Board) -> Iterator[str]:
    """The files of what is on a board and is something else, or nothing, on the other."""
    for name, event in before.events.items():
        other = after.events.get(name)
        if other is None or _meaning(other) != _meaning(event):
            yield event.ref.path
    for room in ("partners", "venues", "pages", "calendars"):
        others = getattr(after, room)
        yield from (each.ref.path for name, each in getattr(before, room).items() if others.get(name) != each)
    if (before.info, before.vocabularies) != (after.info, after.vocabularies):
        yield BOARD_FILE


def _meaning(event: Event) -> Event:
    """The event without the lines on which it says so."""
    return replace(
        event,
        text=_words(event.text),
        translations={tag: _words(text) for tag, text in event.translations.items()},
        changes=tuple(replace(change, ref=NOWHERE) for change in event.changes),
    )


def _words(text: Text) -> Text:
    links, phones, emails = (
        tuple((said, 0) for said, _ in found) for found in (text.links, text.phones, text.emails)
    )
    return replace(text, ref=NOWHERE, links=links, phones=phones, emails=emails)
