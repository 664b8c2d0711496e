"""`bulletin check`: everything that is wrong in the content, and how the events handed in were understood."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from bulletin.check.forbidden import SHORTEST, find_forbidden, parse_forbidden
from bulletin.commands.paths import sort_paths
from bulletin.commands.terminal import echo_traces
from bulletin.files import Kind, UnreadableFile, list_tree, read_bytes
from bulletin.messages.differences import OnBoard, tell_differences
from bulletin.messages.pr_comment import format_pr_comment, format_short_comment
from bulletin.messages.reports import (
    count_problems,
    format_elsewhere,
    format_github,
    format_json,
    format_problem,
    in_sentences,
    say_elsewhere,
)
from bulletin.messages.summaries import (
    ReadBack,
    format_read_back,
    read_back,
    read_back_nothing,
    read_back_removed,
    read_back_withdrawn,
)
from bulletin.messages.translated import catalogue_for, translate_problem, translate_read_back
from bulletin.model.board import Board
from bulletin.model.event import Event, PartlyRead
from bulletin.pipeline.authority import refuse_changes
from bulletin.pipeline.check import CheckedBoard, ReadingOptions, check_content
from bulletin.pipeline.submission import (
    SortedProblems,
    Submission,
    events_handed_in,
    is_event_file,
    is_within,
    sort_problems,
)
from bulletin.problems import Problem, UnusableInput, fault_of, sorted_problems
from bulletin.translatable import gettext as _
from bulletin.translatable import join, ngettext, translate
from bulletin.words.catalogues import ENGLISH, MessageCatalogue

FINE, WRONG = 0, 1
LIST_BYTES = 1_000_000
BIGGEST = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRequest:
    """What to check.

    A path with a board.yaml is the content folder; any other narrows the report, and a file among them is
    looked at as if it were handed in today. `base` is the commit to compare with, `author` the account that
    proposes what differs from it ("" where nobody asks); `forbidden` a file of strings that may stand nowhere
    in the content, and in the site at `out`; of `site` the calendars are read back.
    """

    content: Path
    reading: ReadingOptions
    paths: Sequence[Path] = ()
    base: str | None = None
    forbidden: Path | None = None
    out: Path | None = None
    site: Path | None = None
    author: str = ""
    debug: bool = False


def check(asked: CheckRequest, form: str = "text", stream: TextIO | None = None) -> int:
    """Tell everything that is wrong, as `form` (text, github, json, summary, comment).

    Returns the exit code.
    """
    content, narrow = sort_paths(asked.paths, asked.content)
    new = frozenset(path for path in narrow if (content / path).is_file())
    checked = check_content(content, asked.reading, base=asked.base, new=new, narrow=narrow)
    scope = Scope(content, narrow, checked.submission, checked.board)
    extra, shown = _look_further(asked, content, checked, scope)
    found = _sort(checked, extra)
    read, faults = _read_back(checked, scope)
    own = sorted_problems([*scope.shown([*found.own, *faults]), *shown])
    about = [each.ref.path for each in found.own if each.ref.path in scope] + [*read]
    catalogue = catalogue_for(checked.board, about)
    report = Report(
        own,
        sorted_problems(scope.shown(found.elsewhere, catalogue)),
        [translate_read_back(each, catalogue_for(checked.board, [path])) for path, each in read.items()],
        _count(checked, asked.base),
        catalogue,
    )
    (stream or sys.stdout).write(report.format(form))
    if asked.debug:
        echo_traces(report.all_problems)
    return WRONG if any(problem.is_error for problem in report.all_problems) else FINE


def _look_further(
    asked: CheckRequest, content: Path, checked: CheckedBoard, scope: Scope
) -> tuple[list[Problem], list[Problem]]:
    """What else was asked for: Problems of files of the content, and others as they are shown."""
    extra, shown = list[Problem](), list[Problem]()
    if asked.forbidden is not None:
        extra += _scan(asked.forbidden, content)
    if asked.forbidden is not None and asked.out is not None:
        shown += [_shown(each, asked.out) for each in _scan(asked.forbidden, asked.out)]
    if asked.site is not None and checked.board is not None:
        # To read a site back it must be planned, which no other check needs.
        from bulletin.pipeline.published import check_calendars

        wrong = check_calendars(content, checked, asked.reading, _read_calendars(asked.site))
        extra += wrong.of_records
        shown += [_shown(each, asked.site) for each in wrong.of_files]
    if asked.author and asked.base is not None and checked.submission is not None:
        refused = refuse_changes(content, checked.submission, checked.sources, asked.author, asked.base)
        shown += [*scope.shown(refused.in_content), *map(in_sentences, refused.outside)]
    return extra, shown


def _sort(checked: CheckedBoard, extra: Sequence[Problem]) -> SortedProblems:
    """Everything that was found; compared with a commit, what is about the files that differ from it."""
    submission, problems = checked.submission, checked.problems
    if submission is None:
        return SortedProblems((*problems, *extra))
    found = sort_problems(problems, submission, checked.sources, checked.board, checked.when)
    return replace(found, own=(*found.own, *(each for each in extra if each.ref.path in submission.touched)))


@dataclass(frozen=True, slots=True)
class Scope:
    """What the report is about: files of the content folder named by the paths they lie below."""

    content: Path
    paths: Sequence[str]
    submission: Submission | None
    board: Board | None

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and (not self.paths or is_within(path, self.paths))

    def shown(self, problems: Iterable[Problem], catalogue: MessageCatalogue | None = None) -> list[Problem]:
        """Those within, as people can read them from where they stand, in their own language or in one."""
        within = [problem for problem in problems if problem.ref.path in self]
        return [
            _shown(
                translate_problem(each, catalogue or catalogue_for(self.board, [each.ref.path])), self.content
            )
            for each in within
        ]


@dataclass(frozen=True, slots=True)
class Report:
    """What there is to tell; paths are those that people can open from where they stand.

    `elsewhere` is what a change makes wrong in files it does not touch. `counted` says how much was read.
    """

    problems: Sequence[Problem]
    elsewhere: Sequence[Problem]
    read: Sequence[ReadBack]
    counted: str
    catalogue: MessageCatalogue = ENGLISH

    @property
    def all_problems(self) -> list[Problem]:
        """The Problems in one list, those elsewhere said to be so."""
        elsewhere = (translate_problem(say_elsewhere(each), self.catalogue) for each in self.elsewhere)
        return [*self.problems, *elsewhere]

    def format(self, form: str) -> str:
        if form == "json":
            return format_json(self.all_problems)
        if form == "github":
            return format_github(self.all_problems)
        if form == "summary":
            return format_pr_comment(self.problems, self.read, self.elsewhere, self.catalogue)
        if form == "comment":
            return format_short_comment(self.problems, self.read, self.elsewhere, self.catalogue)
        told = ["\n".join(format_problem(each, Path(), self.catalogue) for each in self.problems)]
        told.append(format_elsewhere(self.elsewhere))
        told += [format_read_back(event) for event in self.read]
        told.append(
            _("{problems} ({counted}.)", problems=count_problems(self.all_problems), counted=self.counted)
        )
        return translate(join("\n\n", filter(None, told)), self.catalogue) + "\n"


def _shown(problem: Problem, root: Path) -> Problem:
    """The Problem with a path people can open, in whole sentences."""
    return in_sentences(problem).at((root / problem.ref.path).as_posix())


def _read_back(checked: CheckedBoard, scope: Scope) -> tuple[dict[str, ReadBack], list[Problem]]:
    """The events that are handed in or were asked for, as they were understood, by their files' paths; and
    mistakes of ours.
    """
    board, submission = checked.board, checked.submission
    if board is None:
        return {}, []
    paths = checked.when.new_paths
    if submission:
        paths |= submission.touched
    if scope.paths and not submission:
        paths |= {path for path in checked.sources.records if path in scope}
    handed_in = events_handed_in(paths, board, checked.partly)
    told, faults = dict[str, ReadBack](), list[Problem]()
    for each in handed_in:
        if (ref := _event_of(each).ref).path not in scope:
            continue
        try:
            told[ref.path] = _compared(each, checked, scope)
        except Exception as error:
            faults.append(fault_of(ref, error, _("read back")))
    known = {_event_of(each).ref.path for each in handed_in}
    unread = [path for path in paths if is_event_file(path) and path in checked.sources.records]
    marks = {mark.ref.path: mark.on for mark in board.withdrawn.values()}
    for path in unread:
        shown = (scope.content / path).as_posix()
        if path not in known:
            told[path] = (
                read_back_withdrawn(shown, marks[path]) if path in marks else read_back_nothing(shown)
            )
    for event in submission.removed(board, checked.sources.records) if submission else ():
        if event.ref.path in scope:
            shown = (scope.content / event.ref.path).as_posix()
            told[event.ref.path] = read_back_removed(event, shown)
    return dict(sorted(told.items(), key=lambda each: each[1].path)), faults


def _compared(read: Event | PartlyRead, checked: CheckedBoard, scope: Scope) -> ReadBack:
    """An event read back, with what it changes of what is published."""
    event, board, today = _event_of(read), checked.board, checked.when.today
    assert board is not None
    told = read_back(read, board, today, (scope.content / event.ref.path).as_posix())
    submission = checked.submission
    before = submission.before(event) if submission else None
    if submission is None or before is None or submission.base.board is None:
        return told
    old = OnBoard(before, submission.base.board)
    unread = read.unread if isinstance(read, PartlyRead) else frozenset[str]()
    differences = tell_differences(OnBoard(event, board), old, today, unread)
    return replace(told, differences=None if unread and not differences else differences)


def _event_of(read: Event | PartlyRead) -> Event:
    return read.event if isinstance(read, PartlyRead) else read


def _count(checked: CheckedBoard, base: str | None) -> str:
    """`12 events read`, and how many files are different."""
    counted = ngettext("{n} event read", "{n} events read", len(checked.board.events) if checked.board else 0)
    if checked.submission is None:
        return counted
    if not (files := len(checked.submission.touched)):
        return _("no files different from {base}; {counted}", base=base, counted=counted)
    return ngettext(
        "{n} file different from {base}; {counted}",
        "{n} files different from {base}; {counted}",
        files,
        base=base,
        counted=counted,
    )


def _read_calendars(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every calendar of a built site: its path within, and its bytes."""
    try:
        for entry in list_tree(site):
            if entry.kind is Kind.FILE and entry.path.endswith(".ics"):
                yield entry.path, read_bytes(site / entry.path, limit=BIGGEST)
    except UnreadableFile as error:
        raise UnusableInput(f"--site {error}.") from error


def _scan(forbidden: Path, root: Path) -> list[Problem]:
    """Every place below `root` where one of the forbidden strings stands."""
    try:
        strings = parse_forbidden(read_bytes(forbidden, limit=LIST_BYTES).decode("utf-8", "replace"))
    except UnreadableFile as error:
        raise UnusableInput(f"--forbidden {error}.") from error
    if any(len(string) < SHORTEST for string in strings):
        raise UnusableInput(f"--forbidden {forbidden}: a line has fewer than {SHORTEST} characters.")
    try:
        files = [entry.path for entry in list_tree(root) if entry.kind is Kind.FILE]
        return [
            problem
            for path in files
            for problem in find_forbidden(path, read_bytes(root / path, limit=BIGGEST), strings)
        ]
    except UnreadableFile as error:
        raise UnusableInput(f"{error}; so nobody knows what stands in it.") from error
