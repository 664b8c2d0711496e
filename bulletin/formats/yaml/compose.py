"""Parser events to nodes: text only, each field once, nothing that stands for something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from yaml import MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from bulletin.formats.encoding import ODD_CHARACTER, odd_character
from bulletin.formats.nodes import Mapping, Node, Scalar, Sequence
from bulletin.formats.yaml.limits import Limits, too_deep, too_many
from bulletin.formats.yaml.repairs import NO_SUCH_YAML, TWO_DOCUMENTS
from bulletin.problems import Problem, Rule, Severity, SourceRef

DUPLICATE_FIELD = Rule(
    "duplicate-field",
    Severity.ERROR,
    "A field is given once.",
    "Of two values nobody knows which one was meant.",
)
BAD_YAML = Rule(
    "bad-yaml",
    Severity.ERROR,
    "Each line is a field, `name: value`, an item of a list, `- value`, or goes on with the text above it.",
)

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Refused(Exception):
    """Stops composing; carries the Problem. Never leaves this module."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Composer:
    def __init__(self, text: str, path: str, limits: Limits, first_line: int) -> None:
        self.path = path
        self.limits = limits
        self.first_line = first_line
        self.left = limits.events
        self.next: Callable[[], Any] = _LOADER(text).get_event
        self.problems: list[Problem] = []

    def ref(self, event: Any) -> SourceRef:
        mark = event.start_mark
        return SourceRef(self.path, mark.line + self.first_line, mark.column + 1)

    def document(self) -> Node | None:
        self.next()
        if isinstance(self.next(), yaml.StreamEndEvent):
            return None
        node = self.node(self.next(), 1)
        self.next()
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            message = "a second record begins here; one file holds one"
            hint = "put the second one into a file of its own"
            raise _Refused(Problem(self.ref(event), TWO_DOCUMENTS, message, hint))
        return node

    def node(self, event: Any, depth: int) -> Node:
        """The node that begins with `event`; a collection stands at level `depth`, from 1."""
        self.left -= 1
        if self.left < 0:
            raise _Refused(too_many(self.path, self.ref(event).line, self.limits))
        kind = type(event)
        if event.anchor is not None or event.tag is not None:  # an alias has an anchor
            raise _Refused(self._no_such(event))
        if kind is ScalarEvent:
            return self.scalar(event)
        self.left -= 1
        if depth > self.limits.depth:
            ref = self.ref(event)
            raise _Refused(too_deep(self.path, ref.line, ref.column, self.limits))
        if kind is SequenceStartEvent:
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def scalar(self, event: Any) -> Scalar:
        mark = event.start_mark
        line, column = mark.line + self.first_line, mark.column + 1
        text, style = event.value, event.style
        if not style:
            if text and (text[0].isspace() or text[-1].isspace() or "\t" in text):
                text = text.strip().replace("\t", " ")
            return Scalar(text, line, column)
        if style == '"':
            odd = odd_character(text)
            if odd:
                self.problems.append(_odd(SourceRef(self.path, line, column), odd))
        elif style in "|>":
            text = text.rstrip("\n")
        return Scalar(text, line, column, True)

    def sequence(self, start: Any, depth: int) -> Sequence:
        items = []
        while type(event := self.next()) is not SequenceEndEvent:
            items.append(self.node(event, depth + 1))
        ref = self.ref(start)
        return Sequence(tuple(items), ref.line, ref.column)

    def mapping(self, start: Any, depth: int) -> Mapping:
        items: list[tuple[Scalar, Node]] = []
        seen: dict[str, Scalar] = {}
        while type(event := self.next()) is not MappingEndEvent:
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise _Refused(self._no_name(event))
            if key.text == "<<" and not key.quoted:
                raise _Refused(self._no_such(event))
            value = self.node(self.next(), depth + 1)
            first = seen.setdefault(key.text, key)
            if first is key:
                items.append((key, value))
            else:
                self.problems.append(self._duplicate(first, key))
        ref = self.ref(start)
        return Mapping(tuple(items), ref.line, ref.column)

    def _duplicate(self, first: Scalar, again: Scalar) -> Problem:
        return Problem(
            SourceRef(self.path, again.line, again.column),
            DUPLICATE_FIELD,
            f"“{again.text}” is given twice: in line {first.line} and in line {again.line}",
            "keep the one that is right and delete the other",
        )

    def _no_name(self, event: Any) -> Problem:
        return Problem(
            self.ref(event),
            BAD_YAML,
            "a list cannot be the name of a field",
            "a field is a name, a colon, a space and a value, like\ntitle: Toddler story time",
        )

    def _no_such(self, event: Any) -> Problem:
        return Problem(
            self.ref(event),
            NO_SUCH_YAML,
            "an anchor (&), alias (*), merge key (<<) or tag (!) stands here, which no record may use",
            "write the value itself; if it is part of the text, put the text in quotes",
        )


def _odd(ref: SourceRef, name: str) -> Problem:
    return Problem(
        ref,
        ODD_CHARACTER,
        f"the text in quotes stands for {name}, which cannot be seen and is not allowed",
        "type the text itself, without a backslash (\\)",
    )


def compose_node(text: str, path: str, limits: Limits, first_line: int) -> tuple[Node | None, list[Problem]]:
    """The node that `text` holds and what is wrong with it; None after an error that stops reading."""
    composer: _Composer | None = None
    try:
        composer = _Composer(text, path, limits, first_line)
        node = composer.document()
    except _Refused as refused:
        return None, [*(composer.problems if composer else []), refused.problem]
    except Exception as trouble:
        # By design, not by class: the parser raises ValueError, KeyError, OverflowError and others.
        return None, [*(composer.problems if composer else []), _unreadable(trouble, text, path, first_line)]
    if any(problem.rule is not DUPLICATE_FIELD for problem in composer.problems):
        return None, composer.problems
    return node, composer.problems


def _unreadable(trouble: Exception, text: str, path: str, first_line: int) -> Problem:
    mark = getattr(trouble, "problem_mark", None) or getattr(trouble, "context_mark", None)
    lines = text.split("\n")
    index = min(getattr(mark, "line", 0), len(lines) - 1)
    while index > 0 and not lines[index].strip():
        index -= 1
    return Problem(
        SourceRef(path, first_line + index),
        BAD_YAML,
        "this line cannot be read; it, or the line above it, is not laid out as a field",
        "a field is a name, a colon, a space and a value; text with marks in it goes in quotes, like\n"
        'title: "Coding Club: Robots"',
    )
