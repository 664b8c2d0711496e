"""`bulletin check`: everything that is wrong in the content, and how the events handed in were understood."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from bulletin.check.forbidden import SHORTEST, find_forbidden, parse_forbidden
from bulletin.commands.terminal import echo_traces
from bulletin.files import Kind, UnreadableFile, list_tree, read_bytes
from bulletin.messages.pr_comment import format_pr_comment
from bulletin.messages.reports import count_problems, format_github, format_json, format_problem
from bulletin.messages.summaries import ReadBack, format_read_back, read_back
from bulletin.pipeline.build import CheckedBoard, ReadingOptions, check_content
from bulletin.pipeline.published import check_calendars
from bulletin.problems import Problem, UnusableInput, sorted_problems

FINE, WRONG = 0, 1
LIST_BYTES = 1_000_000
BIGGEST = 50_000_000

_WORD = re.compile(r"[a-z]+(?=[\s,:;’'])")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRequest:
    """What to check.

    A path with a board.yaml is the content folder; any other narrows the report, and a file among them is
    looked at as if it were handed in today. `base` is the commit to compare with; `forbidden` a file of
    strings that may stand nowhere in the content, and in the site at `out`; of `site` the calendars are
    read back.
    """

    content: Path
    reading: ReadingOptions
    paths: Sequence[Path] = ()
    base: str | None = None
    forbidden: Path | None = None
    out: Path | None = None
    site: Path | None = None
    debug: bool = False


def check(asked: CheckRequest, form: str = "text", stream: TextIO | None = None) -> int:
    """Tell everything that is wrong, as `form` (text, github, json, summary). Returns the exit code."""
    content, narrow = _sort_paths(asked.paths, asked.content)
    new = frozenset(path for path in narrow if (content / path).is_file())
    checked = check_content(content, asked.reading, base=asked.base, new=new, narrow=narrow)
    shown = [_shown(problem, content) for problem in checked.problems if _is_within(problem.ref.path, narrow)]
    if asked.forbidden is not None:
        shown += _scan(asked.forbidden, (content, asked.out) if asked.out is not None else (content,))
    if asked.site is not None and checked.board is not None:
        wrong = check_calendars(content, checked, asked.reading, _read_calendars(asked.site))
        shown += [_shown(each, content) for each in wrong.of_records if _is_within(each.ref.path, narrow)]
        shown += [_shown(each, asked.site) for each in wrong.of_files]
    report = Report(
        sorted_problems(shown),
        _read_back(checked, content, narrow),
        len(checked.board.events) if checked.board else 0,
    )
    (stream or sys.stdout).write(report.format(form))
    if asked.debug:
        echo_traces(report.problems)
    return WRONG if any(problem.is_error for problem in report.problems) else FINE


@dataclass(frozen=True, slots=True)
class Report:
    """What there is to tell; paths are those that people can open from where they stand."""

    problems: Sequence[Problem]
    read: Sequence[ReadBack]
    events: int

    def format(self, form: str) -> str:
        if form == "json":
            return format_json(self.problems)
        if form == "github":
            return format_github(self.problems)
        if form == "summary":
            return format_pr_comment(self.problems, self.read)
        told = ["\n".join(format_problem(problem, Path()) for problem in self.problems)]
        told += [format_read_back(event) for event in self.read]
        events = f"{self.events} event{'' if self.events == 1 else 's'} read"
        told.append(f"{count_problems(self.problems)} ({events}.)\n")
        return "\n\n".join(part for part in told if part)


def _sort_paths(paths: Sequence[Path], content: Path) -> tuple[Path, tuple[str, ...]]:
    """The content folder, and the paths in it the report is narrowed to (all of it when there are none)."""
    folders = [path for path in paths if (path / "board.yaml").is_file()]
    if len(folders) > 1:
        raise UnusableInput(f"{folders[0]} and {folders[1]} are two content folders; check one at a time.")
    content = folders[0] if folders else content
    narrow = []
    for path in paths:
        if path in folders:
            continue
        inside = _within(path, content)
        if inside is None:
            raise UnusableInput(f"{path}: not in the content folder {content}. Name that with --content.")
        if not (content / inside).exists():
            raise UnusableInput(f"{path}: there is no such file or folder.")
        narrow.append(inside)
    return content, tuple(narrow)


def _within(path: Path, content: Path) -> str | None:
    """The path within the content folder; None when it lies elsewhere."""
    # The last name is not resolved: a link is told of as what it is.
    whole = path.parent.resolve() / path.name
    try:
        return whole.relative_to(content.resolve()).as_posix()
    except ValueError:
        return None


def _is_within(path: str, narrow: Iterable[str]) -> bool:
    listed = tuple(narrow)
    return not listed or any(path == place or path.startswith(f"{place}/") for place in listed)


def _shown(problem: Problem, root: Path) -> Problem:
    """The Problem with a path people can open, in whole sentences."""
    message, hint = _begin_large(problem.message), _begin_large(problem.hint)
    if message[-1:] not in ".?!…":
        message = f"{message}."
    return replace(problem, message=message, hint=hint).at((root / problem.ref.path).as_posix())


def _begin_large(text: str) -> str:
    """With a capital, when it begins with a word and not with a file's name or a field."""
    return text[:1].upper() + text[1:] if _WORD.match(text) else text


def _read_back(checked: CheckedBoard, content: Path, narrow: Sequence[str]) -> list[ReadBack]:
    """The events that are handed in or were asked for, as they were understood."""
    if checked.board is None:
        return []
    asked = [
        event
        for event in checked.board.events.values()
        if event.ref.path in checked.when.new_paths or (narrow and _is_within(event.ref.path, narrow))
    ]
    listed = sorted(asked, key=lambda event: event.ref.path)
    return [read_back(event, checked.when.today, (content / event.ref.path).as_posix()) for event in listed]


def _read_calendars(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every calendar of a built site: its path within, and its bytes."""
    try:
        for entry in list_tree(site):
            if entry.kind is Kind.FILE and entry.path.endswith(".ics"):
                yield entry.path, read_bytes(site / entry.path, limit=BIGGEST)
    except UnreadableFile as error:
        raise UnusableInput(f"--site {error}.") from error


def _scan(forbidden: Path, roots: Iterable[Path]) -> list[Problem]:
    """Every place below `roots` where one of the forbidden strings stands."""
    try:
        strings = parse_forbidden(read_bytes(forbidden, limit=LIST_BYTES).decode("utf-8", "replace"))
    except UnreadableFile as error:
        raise UnusableInput(f"--forbidden {error}.") from error
    if any(len(string) < SHORTEST for string in strings):
        raise UnusableInput(f"--forbidden {forbidden}: a line has fewer than {SHORTEST} characters.")
    found: list[Problem] = []
    for root in roots:
        try:
            files = [entry.path for entry in list_tree(root) if entry.kind is Kind.FILE]
            for path in files:
                data = read_bytes(root / path, limit=BIGGEST)
                found += [_shown(problem, root) for problem in find_forbidden(path, data, strings)]
        except UnreadableFile as error:
            raise UnusableInput(f"{error}; so nobody knows what stands in it.") from error
    return found
