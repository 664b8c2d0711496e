"""The parser's events to nodes: plain text only, each field once, no anchors, aliases or tags."""

from __future__ import annotations

from typing import Any

import yaml
from yaml import MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent, StreamEndEvent

from bulletin.formats.encoding import LINE_END, ODD_CHARACTER, odd_character, with_plain_line_ends
from bulletin.formats.nodes import Mapping, Node, Scalar, Sequence
from bulletin.formats.yaml.repairs import NO_SUCH_YAML, TOO_BIG, TOO_DEEP, TWO_DOCUMENTS, Limits, too_deep
from bulletin.problems import Problem, Rule, Severity, SourceRef
from bulletin.translatable import gettext as _

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

# The C parser where PyYAML was built with it: about ten times as fast.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose_node(text: str, path: str, limits: Limits, first_line: int) -> tuple[Node | None, list[Problem]]:
    """The node in `text` and what is wrong with it; no node after any error but a field given twice."""
    composer = _Composer(text, path, limits, first_line)
    try:
        node = composer.compose()
    except _Refused as refused:
        return None, [*composer.problems, refused.problem]
    except Exception as error:
        # The parser raises ValueError, KeyError, OverflowError and others beside its own YAMLError.
        problem = composer.limit_passed_before(error) or composer.unreadable(error)
        return None, [*composer.problems, problem]
    if any(problem.rule is not DUPLICATE_FIELD for problem in composer.problems):
        return None, composer.problems
    return node, composer.problems


class _Refused(Exception):
    """Stops composing; carries the Problem. Never leaves this module."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Composer:
    def __init__(self, text: str, path: str, limits: Limits, first_line: int) -> None:
        self.text = text
        self.path = path
        self.limits = limits
        self.first_line = first_line
        self.events_left = limits.events
        self.next_event = yaml.parse(text, Loader=LOADER).__next__
        self.problems: list[Problem] = []

    def compose(self) -> Node | None:
        """The node of the one document, None if there is none."""
        self.next_event()
        if isinstance(self.next_event(), StreamEndEvent):
            return None
        node = self.node(self.next_event(), 1)
        self.next_event()
        event = self.next_event()
        if not isinstance(event, StreamEndEvent):
            message = _("a second record begins here; one file holds one")
            hint = _("put the second one into a file of its own")
            raise _Refused(Problem(self.ref(event), TWO_DOCUMENTS, message, hint))
        return node

    def node(self, event: Any, depth: int) -> Node:
        """The node that begins with `event`; a collection is at level `depth`, from 1."""
        if self.events_left <= 0:
            most = f"{self.limits.events // 2:,}"
            message = _("this file holds more fields and values than a record may (about {most})", most=most)
            hint = _("leave out what is not needed, or split it into several files")
            raise _Refused(Problem(SourceRef(self.path, self.ref(event).line), TOO_BIG, message, hint))
        self.events_left -= 1
        if event.anchor is not None or event.tag is not None:  # an alias has an anchor
            raise self._no_such_yaml(event)
        kind = type(event)
        if kind is ScalarEvent:
            return self.scalar(event)
        self.events_left -= 1
        if depth > self.limits.depth:
            raise _Refused(too_deep(self.ref(event), self.limits))
        return self.sequence(event, depth) if kind is SequenceStartEvent else self.mapping(event, depth)

    def scalar(self, event: Any) -> Scalar:
        text, style, mark = event.value, event.style, event.start_mark
        line, column = mark.line + self.first_line, mark.column + 1
        if style == '"' or LINE_END in text:
            text = with_plain_line_ends(text)
        if not style:
            return Scalar(text.strip().replace("\t", " "), line, column)
        if style == '"' and (odd := odd_character(text)):
            message = _(
                "the text in quotes stands for {character}, which cannot be seen and is not allowed",
                character=odd,
            )
            hint = _("type the text itself, without a backslash (\\)")
            ref = SourceRef(self.path, line, column)
            self.problems.append(Problem(ref, ODD_CHARACTER, message, hint))
        return Scalar(text.rstrip("\n") if style in "|>" else text, line, column, True)

    def sequence(self, start: Any, depth: int) -> Sequence:
        items = []
        while type(event := self.next_event()) is not SequenceEndEvent:
            items.append(self.node(event, depth + 1))
        mark = start.start_mark
        return Sequence(tuple(items), mark.line + self.first_line, mark.column + 1)

    def mapping(self, start: Any, depth: int) -> Mapping:
        fields: dict[str, tuple[Scalar, Node]] = {}
        while type(event := self.next_event()) is not MappingEndEvent:
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                message = _("a list cannot be the name of a field")
                hint = _("a field is a name, a colon, a space and a value, like\ntitle: Toddler story time")
                raise _Refused(Problem(self.ref(event), BAD_YAML, message, hint))
            if key.text == "<<" and not key.quoted:
                raise self._no_such_yaml(event)
            value = self.node(self.next_event(), depth + 1)
            if key.text in fields:
                first = fields[key.text][0].line
                message = _(
                    "“{text}” is given twice: in line {first} and in line {line}",
                    text=key.text,
                    first=first,
                    line=key.line,
                )
                hint = _("keep the one that is right and delete the other")
                ref = SourceRef(self.path, key.line, key.column)
                self.problems.append(Problem(ref, DUPLICATE_FIELD, message, hint))
            else:
                fields[key.text] = key, value
        mark = start.start_mark
        return Mapping(tuple(fields.values()), mark.line + self.first_line, mark.column + 1)

    def ref(self, event: Any) -> SourceRef:
        mark = event.start_mark
        return SourceRef(self.path, mark.line + self.first_line, mark.column + 1)

    def limit_passed_before(self, error: Exception) -> Problem | None:
        """TOO_DEEP or TOO_BIG, if the text passes that limit before the place where the parser stopped.

        A parser reads ahead of its events, so an error of its own (libyaml 0.2.6 has a limit of 1,000 levels)
        may come before the event that passes ours.
        """
        mark = getattr(error, "problem_mark", None)
        if mark is None:
            return None
        before = _Composer(self.text[: mark.index], self.path, self.limits, self.first_line)
        try:
            before.compose()
        except _Refused as refused:
            return refused.problem if refused.problem.rule in (TOO_BIG, TOO_DEEP) else None
        except Exception:
            pass
        return None

    def unreadable(self, error: Exception) -> Problem:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        lines = self.text.split("\n")
        index = min(getattr(mark, "line", 0), len(lines) - 1)
        while index > 0 and not lines[index].strip():
            index -= 1
        message = _("this line cannot be read; it, or the line above it, is not laid out as a field")
        hint = _(
            "a field is a name, a colon, a space and a value; text with marks in it goes in quotes, like\n"
            'title: "Coding Club: Robots"'
        )
        return Problem(SourceRef(self.path, self.first_line + index), BAD_YAML, message, hint)

    def _no_such_yaml(self, event: Any) -> _Refused:
        message = _("a sign for programs (&, *, << or !) stands here, which no record may use")
        hint = _("write the value itself; if it is part of the text, put the text in quotes")
        return _Refused(Problem(self.ref(event), NO_SUCH_YAML, message, hint))
