"""A record's file while it is read: its fields with their lines, and its Problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Self

from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.nodes import Node, Scalar, locate
from bulletin.formats.nodes import Sequence as SequenceNode
from bulletin.formats.records import parse_record, split_name
from bulletin.formats.yaml import Limits
from bulletin.load.fields.names import NO_NAMES, Names
from bulletin.problems import Fix, Problem, Rule, SourceRef, to_type
from bulletin.translatable import gettext as _
from bulletin.translatable import rename
from bulletin.words.fields import NO_OTHER_NAMES, OtherNames

Loc = tuple[str | int, ...]

SHAPES = frozenset({"text", "map", "list"})
"""What the validator calls the alternatives of a field, in its paths between the names of fields."""


class FixedLine(NamedTuple):
    """A line to type instead of another, and the Fix that replaces it."""

    line: str
    fix: Fix


def _stands_alone(line: str, at: int, text: str) -> bool:
    """Whether a text stands there in a line, and is no part of a longer word or number."""
    end = at + len(text)
    beside = line[max(at - 1, 0) : at] + line[end : end + 1]
    return line[at:end] == text and not any(each.isalnum() or each in "-:." for each in beside)


def _line_with(line: int, text: str) -> FixedLine:
    return FixedLine(text.strip(), Fix(line, line, (text,)))


def propose(
    fixed: FixedLine | None, otherwise: str, words: str = _("Type instead")
) -> tuple[str, Fix | None]:
    """The hint to type another line, and its Fix; the hint `otherwise` where there is no such line."""
    return (to_type(words, fixed.line), fixed.fix) if fixed else (otherwise, None)


def surely(fixed: FixedLine | None) -> FixedLine | None:
    """The line with its Fix for certain."""
    return fixed and fixed._replace(fix=fixed.fix.surely)


@dataclass(slots=True)
class RecordSource:
    """A record's file while it is read: the fields with their lines, and the Problems found so far."""

    path: str
    node: MappingNode | None
    body: str = ""
    body_line: int = 1
    text: str = ""
    problems: list[Problem] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)
    """Fields that were refused, and are not to be called missing."""
    languages: tuple[str, ...] = ("en",)
    """Languages whose words for dates and repeats are understood: English and the board's."""
    field_names: OtherNames = NO_OTHER_NAMES
    """What fields may be called beside their own names."""
    typed: dict[tuple[int, int], str] = field(default_factory=dict)
    """The names that were typed for fields which are called otherwise, by line and column."""
    called: dict[str, str] = field(default_factory=dict)
    """The names that somebody gave to fields in another language, by ours."""
    country: str = ""
    """The board's country, whose telephone numbers are recognised."""
    names: Names = NO_NAMES
    """What names in this record may stand for."""
    mended: dict[int, str] = field(default_factory=dict)
    """Lines as the hints so far propose them, so that the next one for a line proposes all of it."""
    guessed: set[int] = field(default_factory=set)
    """Those of them that hold a proposal which is not certain, so that none upon it is."""

    def __post_init__(self) -> None:
        for problem in self.problems:
            self._mend(problem.fix)

    def line(self, *loc: str | int, key: bool = False) -> int:
        return locate(self.node, loc, key=key)[0] if self.node else 1

    def ref(self, *loc: str | int, key: bool = False) -> SourceRef:
        if self.node is None:
            return SourceRef(self.path, 1, 1)
        line, column = locate(self.node, loc, key=key) if loc else (1, 1)
        return SourceRef(self.path, max(line, 1), max(column, 1))

    def report(self, rule: Rule, loc: Loc, message: str, hint: str = "", fix: Fix | None = None) -> None:
        self.add(Problem(self.ref(*loc), rule, message, hint, fix))

    def report_choice(self, rule: Rule, loc: Loc, message: str, hint: str, fixes: Sequence[Fix]) -> None:
        """Report a Problem with several lines to choose from."""
        self.add(Problem(self.ref(*loc), rule, message, hint, choices=tuple(fixes)))

    def add(self, problem: Problem) -> None:
        """Keep a Problem of this file; a line is not proposed for a field that stands elsewhere already."""
        if name := next((name for fix in problem.proposals if (name := self._written_twice(fix))), ""):
            hint = _("Write it into `{name}`, which is there already, or delete this line.", name=name)
            problem = replace(problem, hint=hint, fix=None, choices=())
        fix = problem.fix
        if fix and fix.certain and not self.guessed.isdisjoint(range(fix.first, fix.last + 1)):
            problem = replace(problem, fix=replace(fix, certain=False))
        if self.called:
            message, hint = (rename(text, self.called) for text in (problem.message, problem.hint))
            problem = replace(problem, message=message, hint=hint)
        self.problems.append(problem)
        self._mend(problem.fix)

    def _written_twice(self, fix: Fix) -> str:
        """A field of the record that these lines would write a second time, or ""."""
        keys = {key.text: key.line for key, _ in self.node.items} if self.node else {}
        outside = (name for name in fix.fields if not fix.first <= keys.get(name, fix.first) <= fix.last)
        return next((name for name in outside if name in keys), "")

    def _mend(self, fix: Fix | None) -> None:
        if fix is not None and len(fix.lines) == fix.last - fix.first + 1:
            self.mended.update(zip(range(fix.first, fix.last + 1), fix.lines, strict=True))
            if not fix.certain:
                self.guessed.update(range(fix.first, fix.last + 1))

    def blame(self, needs: str) -> None:
        """Say of the Problem reported last which record, `<room>/<id>`, the file asks for in vain."""
        self.problems[-1] = replace(self.problems[-1], needs=needs)

    def line_text(self, line: int) -> str:
        """A line of the file, as the hints so far propose it."""
        if line in self.mended:
            return self.mended[line]
        lines = self.text.split("\n")
        return lines[line - 1] if 0 < line <= len(lines) else ""

    def is_text(self, *loc: str | int) -> bool:
        """Whether the value there is one text."""
        return isinstance(find_node(self.node, loc), Scalar)

    def fix_value(self, loc: Loc, value: str) -> FixedLine | None:
        """The line of a one-line value with another value in it; None where nobody knows which part it is."""
        node = find_node(self.node, loc)
        if isinstance(node, SequenceNode) and len(node.items) == 1:
            node = node.items[0]
        if not isinstance(node, Scalar) or not node.text:
            return None
        before = self.line_text(node.line)
        at = before.rfind(node.text)
        # A name may hold the same letters as its value (`start: start`).
        if at < 0 or node.text in before[:at].partition(":")[2]:
            at = node.column - 1 + node.quoted
            if not _stands_alone(before, at, node.text):
                return None
        return _line_with(node.line, f"{before[:at]}{value}{before[at + len(node.text) :]}")

    def typed_name(self, loc: Loc) -> str:
        """The name of a field as it was typed."""
        place = locate(self.node, loc, key=True) if self.node else (0, 0)
        return self.typed.get(place, str(loc[-1]))

    def fix_key(self, loc: Loc, name: str) -> FixedLine | None:
        """The line of a field with another name of the field in it."""
        if self.node is None or not loc:
            return None
        line, _ = locate(self.node, loc, key=True)
        before = self.line_text(line)
        old, new = f"{self.typed_name(loc)}:", f"{name}:"
        if not before.lstrip().startswith(old) and before.count(old) != 1:
            return None
        return _line_with(line, before.replace(old, new, 1))

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)


def open_record(path: str, data: bytes, limits: Limits) -> RecordSource:
    """The file's fields as written, with the Problems of its parser."""
    parsed = parse_record(data, path, limits=limits)
    return RecordSource(path, parsed.node, parsed.body, parsed.body_line, parsed.text, list(parsed.problems))


@dataclass(frozen=True, slots=True)
class Records:
    """All records of a content folder by path, and the paths of translations by folder and name.

    `languages` are those whose words for dates are understood, `country` the one whose telephone numbers are.
    """

    records: Mapping[str, bytes]
    translations: Mapping[str, Sequence[str]]
    languages: tuple[str, ...]
    country: str = ""
    field_names: OtherNames = NO_OTHER_NAMES

    @classmethod
    def of(cls, records: Mapping[str, bytes], languages: tuple[str, ...], country: str = "") -> Self:
        """The records, with the translations found among them."""
        translations: dict[str, list[str]] = {}
        for path in records:
            if split_name(path)[1]:
                translations.setdefault(without_tag(path), []).append(path)
        return cls(records, translations, languages, country, OtherNames(languages))

    def open_record(self, path: str, limits: Limits) -> RecordSource:
        """The file at `path`."""
        source = open_record(path, self.records[path], limits)
        source.languages = self.languages
        source.field_names = self.field_names
        source.country = self.country
        return source

    def translations_of(self, path: str) -> Sequence[str]:
        """Paths of the translations beside the record at `path`."""
        return self.translations.get(without_tag(path), ())


def without_tag(path: str) -> str:
    """Folder and name of a record: what a translation has in common with its original."""
    return f"{path.rpartition('/')[0]}/{split_name(path)[0]}"


def find_node(node: Node | None, loc: Loc) -> Node | None:
    """The node at a path of names and numbers; None when there is none."""
    for part in loc:
        if isinstance(node, MappingNode) and (inner := node.get(str(part))) is not None:
            node = inner
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        elif part not in SHAPES:
            return None
    return node
