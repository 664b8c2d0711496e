"""Lines that were repaired or refused, kept until their Problems can show the final lines; and the limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from bulletin.problems import Fix, Problem, Rule, Severity, SourceRef, below
from bulletin.translatable import gettext as _
from bulletin.words.fields import text_field_names

TOO_BIG = Rule(
    "too-big",
    Severity.ERROR,
    "A record is not larger than 64 KB and 2,000 values (board, partners and venues: 256 KB and 20,000).",
    "A real one has 1 to 3 KB; nobody can read a larger one in a review.",
)
TOO_DEEP = Rule(
    "too-deep",
    Severity.ERROR,
    "Fields stand at most 6 levels deep (board, partners and venues: 8).",
    "No field needs more, and deep nesting is how files are made to stall a reader.",
)
TAB = Rule(
    "tab",
    Severity.WARNING,
    "Lines begin with spaces, never with a tab.",
    "How wide a tab is differs from program to program.",
    corrected=True,
)
ODD_SPACE = Rule(
    "odd-space",
    Severity.WARNING,
    "Spaces at the beginning of a line and behind a colon or a dash are ordinary ones.",
    "A no-break space, often copied from a web page, is a letter for other programs.",
    corrected=True,
)
INDENT = Rule(
    "indent",
    Severity.WARNING,
    "Lines that belong together begin in the same column.",
    corrected=True,
)
BAD_INDENT = Rule(
    "bad-indent",
    Severity.ERROR,
    "A line begins further right only if it belongs to a field above it that has no value of its own.",
)
MISSING_SPACE = Rule(
    "missing-space",
    Severity.WARNING,
    "A space stands behind the colon of a field.",
    "Without it other programs take the line for text.",
    corrected=True,
)
NOT_A_FIELD = Rule(
    "not-a-field",
    Severity.ERROR,
    "Each line is a field, `name: value`, an item of a list, `- value`, or goes on with the text above it.",
)
LIST_BESIDE_VALUE = Rule(
    "list-beside-value",
    Severity.ERROR,
    "Every item of a list stands on a line of its own, with a dash, below the name of the field.",
)
NO_SUCH_YAML = Rule(
    "no-such-yaml",
    Severity.ERROR,
    "A record uses fields, lists and text only, and no sign for programs: & (anchor), * (alias), << (merge "
    "key), ! or % (directive).",
    "What stands in a line is what it means, and a file stays as large as it looks.",
)

TWO_DOCUMENTS = Rule(
    "two-documents",
    Severity.ERROR,
    "One file holds one record.",
    "Its name is its address on the site.",
)
_ODD_INDENT = re.compile(r"^ *[^\S \n]", re.MULTILINE)
_ODD_END = re.compile(r"[^\S \n](?=\n|\Z)")
# So many lines to paste are shown in a hint; the Fix holds them all.
_SHOWN_LINES = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """The most levels of nesting, parser events (about two for each field) and bytes of one record."""

    depth: int
    events: int
    bytes: int


_TEXTS = ("title", "summary", "description", "status_note", "name", "about")
_LONG_TEXTS = ("description", "about")

# Fields whose value is text whatever it looks like, wherever in the record they stand, in every language.
TEXT_FIELDS = frozenset(_TEXTS) | text_field_names(_TEXTS)

# Those of them that are Markdown, with lines of their own.
LONG_TEXT_FIELDS = frozenset(_LONG_TEXTS) | text_field_names(_LONG_TEXTS)

SUBMISSION = Limits(depth=6, events=2_000, bytes=64 * 1024)
STAFF = Limits(depth=8, events=20_000, bytes=256 * 1024)


def too_deep(ref: SourceRef, limits: Limits) -> Problem:
    """The Problem of a line beyond `limits.depth`."""
    message = _("this line is nested more than {most} levels deep", most=limits.depth)
    return Problem(
        ref, TOO_DEEP, message, _("no field needs that; use fewer dashes, brackets or levels of indentation")
    )


class Finding(NamedTuple):
    """What is wrong with a line, and the advice that stands above the lines to paste.

    `certain`: a line that is refused can only have been meant like the one to paste. One that is repaired is
    read so.
    """

    rule: Rule
    message: str
    advice: str
    certain: bool = False


def indent_of(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip())


class _Repair(NamedTuple):
    first: int
    last: int
    column: int
    finding: Finding


class Repairs:
    """The lines as a person should have typed them (`shown`) and as the parser gets them (`lines`).

    A refused line stays in `shown` and is empty in `lines`. Lines and columns are counted from 0 here, and
    from the beginning of the file in Problems.
    """

    def __init__(self, text: str, path: str, limits: Limits, first_line: int) -> None:
        self.path = path
        self.limits = limits
        self.first_line = first_line
        self.lines = text.split("\n")
        if _ODD_END.search(text):
            # Spaces at the end of a line mean nothing, but no-break ones are letters for the parser.
            self.lines = [line if line.endswith(" ") else line.rstrip() for line in self.lines]
        self.shown = list(self.lines)
        self._has_odd_indent = _ODD_INDENT.search(text) is not None
        self._repairs: list[_Repair] = []
        self._errors: list[Problem] = []

    def problems(self) -> list[Problem]:
        """All Problems. A warning's Fix holds its lines with every repair, in whatever order they came."""
        return self._errors + [self._warning(repair) for repair in self._repairs]

    def _warning(self, repair: _Repair) -> Problem:
        lines = tuple(self.shown[repair.first : repair.last + 1])
        rule, message, advice, _ = repair.finding
        fix = Fix(repair.first + self.first_line, repair.last + self.first_line, lines, certain=True)
        ref = SourceRef(self.path, fix.first, repair.column + 1)
        return Problem(ref, rule, message, _hint(advice, lines), fix)

    def repair(self, first: int, lines: list[str], finding: Finding, column: int = 0) -> str:
        """Read `lines` in place of as many from line `first` on, with a warning; gives the first one."""
        last = first + len(lines) - 1
        self.lines[first : last + 1] = self.shown[first : last + 1] = lines
        self._repairs.append(_Repair(first, last, column, finding))
        return lines[0]

    def blank(self, first: int, end: int) -> int:
        """Let the parser read nothing in the lines from `first` to before `end`, which is given back."""
        self.lines[first:end] = [""] * (end - first)
        return end

    def end_of_nested(self, number: int, indent: int) -> int:
        """The end of the lines below `number` that are indented further, without empty ones at the end."""
        end = number + 1
        for at in range(end, len(self.lines)):
            line = self.lines[at]
            if line and not line.isspace():
                if indent_of(line) <= indent:
                    break
                end = at + 1
        return end

    def blank_nested(self, number: int, indent: int) -> int:
        """Blank the line and all that are nested in it; gives the number of the next one."""
        return self.blank(number, self.end_of_nested(number, indent))

    def refuse(
        self,
        number: int,
        column: int,
        finding: Finding,
        lines: list[str] | None = None,
        end: int | None = None,
    ) -> None:
        """An error in line `number`. `lines`, if given, are to be pasted over it, or over all up to `end`."""
        rule, message, hint, certain = finding
        ref = SourceRef(self.path, number + self.first_line, column + 1)
        fix = None
        if lines is not None:
            stop = (number + 1 if end is None else end) + self.first_line
            fix = Fix(ref.line, stop - 1, tuple(lines), certain=certain)
            # All of them: whoever pastes the hint must not lose the rest of a text.
            hint = below(hint, *lines) if lines else hint
        self._errors.append(Problem(ref, rule, message, hint, fix))

    def refuse_depth(self, number: int, column: int) -> None:
        """An error in line `number`: too many levels of nesting."""
        ref = SourceRef(self.path, number + self.first_line, column + 1)
        self._errors.append(too_deep(ref, self.limits))

    def repair_indents(self) -> None:
        """Spaces for the tabs and no-break spaces at the beginning of lines."""
        if not self._has_odd_indent:
            return
        indents = [line[: indent_of(line)] for line in self.lines]
        spaces = {len(indent) for indent in indents if indent and not indent.strip(" ")}
        width = min(spaces, default=2)
        width = width if width in (2, 4) else 2
        first = 0
        while first < len(indents):
            rule = _indent_rule(indents[first], self.lines[first])
            end = first + 1
            if rule is None:
                first = end
                continue
            while end < len(indents) and _indent_rule(indents[end], self.lines[end]) is rule:
                end += 1
            lines = [
                " " * len(indent.expandtabs(width)) + line[len(indent) :]
                for indent, line in zip(indents[first:end], self.lines[first:end], strict=True)
            ]
            what = _("a tab") if rule is TAB else _("a space of another kind")
            message = _("{what} at the beginning of the line was read as spaces", what=what)
            self.repair(first, lines, Finding(rule, message, _("press the space bar instead")))
            first = end

    def repair_space(self, number: int, start: int, end: int) -> str:
        """One ordinary space in place of those from `start` to `end`; without a warning if they are tabs."""
        line = self.lines[number]
        repaired = f"{line[:start]} {line[end:]}"
        if line[start:end].isascii():
            self.lines[number] = self.shown[number] = repaired
            return repaired
        message = _("a no-break space or another odd space was read as an ordinary one")
        finding = Finding(ODD_SPACE, message, _("press the space bar instead"))
        return self.repair(number, [repaired], finding, start)


def _indent_rule(indent: str, line: str) -> Rule | None:
    if not indent.strip(" ") or len(indent) == len(line):
        return None
    return TAB if "\t" in indent else ODD_SPACE


def _hint(advice: str, lines: tuple[str, ...]) -> str:
    if len(lines) > _SHOWN_LINES:
        return _(
            "{advice}, in all {count} lines; the first is:\n{lines}",
            advice=advice,
            count=len(lines),
            lines=lines[0],
        )
    return below(advice, *lines) if lines else advice
