"""What is wrong with the content, and what is wrong with the way we were called.

A mistake in content is a value, never an exception: a `Problem`, made from a `Rule`, standing at a
`SourceRef`. Problems are collected, sorted by place and shown all at once.

A mistake of the operator is one line, raised as one of these and printed by `cli/` with exit code 2:

    BulletinError
    ├── UnusableBoard      board.yaml cannot be read; nothing can be built
    ├── UnusableTheme      the theme is missing, broken or unreadable
    ├── UnusableOutput     the output folder is not ours, or cannot be written
    ├── UnusableInput      a file or folder named on the command line cannot be used
    └── UnusableHistory    version history was asked for (--base) and cannot be read

Everything else that is raised is a mistake of ours. Where a file is found that it comes up at, it costs that
file and is told as a Problem of it (`fault_of`); what escapes all the same ends the run with exit code 70.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import PurePath

from bulletin.translatable import gettext as _


class Severity(StrEnum):
    """How bad it is. *error*: the file is left out; *warning*: published, asked about; *note*: advice."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class SourceRef:
    """A place in the content folder. Shown as `path:line`.

    `path` is relative to the content folder, with `/` between its parts; `line` and `column` count
    from 1, and 0 means "the file as a whole".
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


NOWHERE = SourceRef("")


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of whole lines that removes a Problem when pasted.

    Lines `first` to `last` (from 1, both included) of the Problem's file are replaced by `lines`.
    `last == first - 1` inserts before line `first`; an empty `lines` deletes.
    """

    first: int
    last: int
    lines: tuple[str, ...]
    certain: bool = field(default=False, compare=False)
    """Whether nobody has to be asked: the lines are read like this already, or can be read in no other way.

    What is written keeps its meaning, and all of it stays. So none of these is certain: a name that is nearly
    one, one of several dates, a word that was left out or made up, what the board cannot know (am or pm), a
    line deleted. Nor is what would silence a question that a person has to answer ("TBA"). Who makes a Fix
    says so there and then; where nothing is said, a person is asked.
    """

    @property
    def surely(self) -> Fix:
        """The same, for certain."""
        return replace(self, certain=True)

    def overlaps(self, other: Fix) -> bool:
        """Whether both replace a line, or one adds to what the other replaces."""
        if self.last < self.first and other.last < other.first:
            return False
        if self.last < self.first or other.last < other.first:
            point, whole = (self, other) if self.last < self.first else (other, self)
            return whole.first < point.first <= whole.last
        return self.first <= other.last and other.first <= self.last

    @property
    def fields(self) -> frozenset[str]:
        """The fields of the record that the lines write."""
        return frozenset(line.partition(":")[0] for line in self.lines if line[:1].isalpha() and ":" in line)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of mistake. `docs/rules.md` is made from these.

    `id` is what people search for (`ends-after-start`); `summary` is one sentence saying what must
    hold; `why` says whom it helps. `corrected`: whether `bulletin fix` puts it right, in files in which it
    can be meant in one way only.
    """

    id: str
    severity: Severity
    summary: str
    why: str = ""
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one place and what to do about it.

    `needs` is the record that the file asks for in vain, `<room>/<id>`: there the cause may lie. `trace` is
    what is shown with `--debug` of a mistake of ours.
    """

    ref: SourceRef
    rule: Rule
    message: str
    hint: str = ""
    fix: Fix | None = field(default=None, compare=False)
    needs: str = field(default="", compare=False)
    trace: str = field(default="", compare=False, repr=False)
    choices: tuple[Fix, ...] = field(default=(), compare=False)
    """Where the hint offers several lines: what each of them would replace. One of them is right."""

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def is_error(self) -> bool:
        return self.rule.severity is Severity.ERROR

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        return (self.ref.path, self.ref.line, self.ref.column, self.rule.id, self.message)

    @property
    def proposals(self) -> tuple[Fix, ...]:
        """The line to paste, or those to choose from."""
        return (self.fix,) if self.fix else self.choices

    @property
    def breadth(self) -> int:
        """How many lines of the file a proposal replaces."""
        return max((fix.last - fix.first + 1 for fix in self.proposals), default=0)

    def at(self, path: str) -> Problem:
        """The same Problem of another path (a preview folder, a repository root)."""
        return replace(self, ref=replace(self.ref, path=path))


OUR_FAULT = Rule(
    "our-fault",
    Severity.ERROR,
    "Bulletin can work with every file.",
    "Where it cannot, that is a mistake of ours and never the file's. It costs that file only: its last good "
    "version is shown, or it is left out, and everything else is published.",
)


def to_type(words: str, *lines: str) -> str:
    """Words, and behind them the line to type; several lines stand below them."""
    if len(lines) == 1 and "\n" not in lines[0]:
        return _("{words}: {line}", words=words, line=lines[0])
    return below(words, *lines)


def below(words: str, *lines: str) -> str:
    """Words, and below them the lines to type."""
    return _("{words}:\n{lines}", words=words, lines="\n".join(lines))


def fault_of(ref: SourceRef, error: Exception, doing: str) -> Problem:
    """A mistake of ours that came up while a file was `doing`: read, checked, published."""
    message = _(
        "A mistake of ours came up while this file was {doing} ({fault}).",
        doing=doing,
        fault=describe_fault(error),
    )
    hint = _(
        "There is nothing for you to mend. Please report these lines, with the file; `--debug` tells more."
    )
    trace = "".join(traceback.format_exception(error))
    return Problem(replace(ref, line=0, column=0), OUR_FAULT, message, hint, trace=trace)


def describe_fault(error: Exception) -> str:
    """`ZeroDivisionError in repeats.py, line 120`: the kind of an exception, and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {PurePath(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"


def sorted_problems(problems: list[Problem]) -> list[Problem]:
    """Each Problem once, by file, line, column, rule."""
    return sorted(dict.fromkeys(problems), key=lambda problem: problem.sort_key)


class BulletinError(Exception):
    """A mistake of the operator, shown in one line."""


class UnusableBoard(BulletinError):
    """board.yaml cannot be used. Carries every Problem found in it."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class UnusableTheme(BulletinError):
    """The theme is missing, broken, or refers to something that does not exist."""


class UnusableOutput(BulletinError):
    """The output folder is not ours to change, or cannot be written."""


class UnusableInput(BulletinError):
    """A file or folder named on the command line cannot be used."""


class UnusableHistory(BulletinError):
    """Version history was asked for and cannot be read."""
