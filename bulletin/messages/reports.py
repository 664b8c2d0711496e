"""Problems as text: for a terminal, for the lines of a pull request, as JSON; and how many there are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bulletin.problems import Problem, Severity
from bulletin.translatable import Catalogue, join, ngettext, translate
from bulletin.translatable import gettext as _
from bulletin.words.catalogues import ENGLISH
from bulletin.words.lists import join_words

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_INDENT = " " * 4
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_COMMAND = re.compile(r"^(\s*)(?=::|##\[)", re.MULTILINE)
"""GitHub reads a line that begins so as a workflow command, also one quoted from a file."""


def format_problem(problem: Problem, content: Path, catalogue: Catalogue = ENGLISH) -> str:
    """The Problem in one line, and its hint indented below it; no line break at the end.

    Its own words are in a language already.

    content/events/oak/story-time.md:4: error[ends-after-start] ends on 3 March, but starts on 4 March
        hint: swap start and end
    """
    path = (content / problem.ref.path).as_posix()
    place = f"{path}:{problem.ref.line}" if problem.ref.line else path
    head = f"{place}: {problem.severity}[{problem.rule.id}] {problem.message}"
    lines = ["\n".join(_indented(head, _INDENT))]
    if problem.hint:
        hint = translate(_("hint: {hint}", hint=problem.hint), catalogue)
        lines += [f"{_INDENT}{line}" for line in _indented(hint, " " * 6)]
    return printable("\n".join(lines))


def printable(text: str) -> str:
    """Text for a terminal or a log: what is quoted in it moves no cursor, turns no line, is no command."""
    return _COMMAND.sub(r"\1| ", _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text))


ELSEWHERE = _("Elsewhere, because of this change")
PUT_BACK = _("Put back what this needs, or ask the library.")
MOST_PLACES = 5
"""So many places with one and the same Problem are named; the others are counted."""


def say_elsewhere(problem: Problem) -> Problem:
    """A Problem in a file that the change does not touch: what to do is to be done in the change."""
    return replace(
        problem,
        message=_("{elsewhere}: {message}", elsewhere=ELSEWHERE, message=problem.message),
        hint=PUT_BACK,
        fix=None,
    )


def group_elsewhere(problems: Iterable[Problem]) -> Iterator[tuple[Problem, Sequence[str]]]:
    """Each Problem once, with every place that has it."""
    places: dict[tuple[str, str], tuple[Problem, list[str]]] = {}
    for problem in problems:
        places.setdefault((problem.rule.id, problem.message), (problem, []))[1].append(str(problem.ref))
    yield from places.values()


def format_elsewhere(problems: Iterable[Problem]) -> str:
    """What a change makes wrong in files it does not touch, under a line that says so; "" for nothing."""
    told: list[str] = []
    for problem, places in group_elsewhere(problems):
        told.append(format_problem(replace(problem, hint=""), Path()))
        more = len(places) - MOST_PLACES
        told += [_("{indent}and {place}", indent=_INDENT, place=place) for place in places[1:MOST_PLACES]]
        if more > 0:
            told.append(
                ngettext(
                    "{indent}and in {n} more place", "{indent}and in {n} more places", more, indent=_INDENT
                )
            )
    head, foot = join("", (ELSEWHERE, ":")), join(_INDENT, ("", _("hint: {hint}", hint=PUT_BACK)))
    return join("\n", [head, *told, foot]) if told else ""


def in_sentences(problem: Problem) -> Problem:
    """The Problem with a capital at the beginning and a full stop at the end, of its message and its hint.

    A hint that ends with what is to be typed ends as that does.
    """
    message, hint = _begin_large(problem.message), _begin_large(problem.hint)
    if hint and not _ENDS_WITH_PASTE.search(hint):
        hint = _end(hint)
    return replace(problem, message=_end(message), hint=hint)


_WORD = re.compile(r"[^\W\d_]+(?=[\s,:;’'])")
_ENDS_WITH_PASTE = re.compile(r"\n|: (?:(?![.?!]\s).)*$|(?:@|://)\S+$")
"""A hint of several lines, one that ends in `field: value`, or in an address."""


def _begin_large(text: str) -> str:
    """With a capital, when it begins with a word and not with a file's name or a field."""
    return text[:1].upper() + text[1:] if _WORD.match(text) else text


def _end(text: str) -> str:
    return text if text[-1:] in ".?!…" or text.endswith((".”", ".)", ".»", ".\u00a0»")) else f"{text}."


def _indented(text: str, indent: str) -> list[str]:
    first, *rest = text.splitlines()
    return [first, *(f"{indent}{line}" if line else "" for line in rest)]


def count_problems(problems: Iterable[Problem]) -> str:
    """`2 errors, 1 warning and 3 notes.`, or that all is clean."""
    listed = list(problems)
    counts = []
    for severity in Severity:
        count = sum(problem.severity is severity for problem in listed)
        if count:
            counts.append(_count(severity, count))
    if any(problem.severity is not Severity.NOTE for problem in listed):
        return _("{counts}.", counts=join_words(counts))
    if counts:
        return _("Clean: no error, no warning; {counts}.", counts=counts[0])
    return _("Clean: no error, no warning.")


def _count(severity: Severity, number: int) -> str:
    if severity is Severity.ERROR:
        return ngettext("{n} error", "{n} errors", number)
    if severity is Severity.WARNING:
        return ngettext("{n} warning", "{n} warnings", number)
    return ngettext("{n} note", "{n} notes", number)


def format_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that mark the lines of a pull request."""
    return "".join(f"{_command(problem)}\n" for problem in problems)


def _command(problem: Problem) -> str:
    ref = problem.ref
    properties = {"file": ref.path, "line": ref.line, "col": ref.column, "title": problem.rule.id}
    given = ",".join(f"{name}={_escape_property(str(value))}" for name, value in properties.items() if value)
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{_LEVELS[problem.severity]} {given}::{_escape(text)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def format_json(problems: Iterable[Problem]) -> str:
    """A list of rows with path, line, column, rule, severity, message and hint."""
    rows = [
        {
            "path": problem.ref.path,
            "line": problem.ref.line,
            "column": problem.ref.column,
            "rule": problem.rule.id,
            "severity": problem.severity.value,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
