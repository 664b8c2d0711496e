"""Records in YAML, read as text with lines, within limits, and without YAML's surprises.

`lines` reads how mappings, sequences and block scalars are laid out, line by line; `values` and `scalars`
read what stands behind a colon or a dash. They write what is meant into the lines (`repairs`) or refuse it
(`refusals`). `compose` makes nodes of the parser's events, within the limits. `emit` writes YAML.
"""

from __future__ import annotations

from dataclasses import replace

from bulletin.formats.encoding import LINE_END
from bulletin.formats.nodes import Node
from bulletin.formats.yaml.compose import DUPLICATE_FIELD, compose_node
from bulletin.formats.yaml.lines import repair_lines
from bulletin.formats.yaml.repairs import STAFF, SUBMISSION, TEXT_FIELDS, TOO_BIG, Limits
from bulletin.problems import Problem, SourceRef, sorted_problems
from bulletin.translatable import gettext as _

__all__ = ["STAFF", "SUBMISSION", "TEXT_FIELDS", "Limits", "parse_yaml"]


def parse_yaml(
    text: str,
    path: str,
    *,
    limits: Limits = SUBMISSION,
    first_line: int = 1,
    text_fields: frozenset[str] = TEXT_FIELDS,
) -> tuple[Node | None, list[Problem]]:
    """The node in `text`, whose line ends are "\\n", and every Problem found on the way.

    `first_line` is the line of the file that `text` begins on; nodes and Problems have the lines of the file.
    The value of `text_fields` is text even where it looks like a list (`title: [CANCELLED] Yoga`). The node
    is None if there is none, or an error other than a field given twice, of which the first one stands.
    """
    if len(text) > limits.bytes:
        message = _("this is longer than {most} KB, which no record needs", most=limits.bytes // 1024)
        return None, [Problem(SourceRef(path, first_line), TOO_BIG, message, _("shorten it, or split it"))]
    repaired, problems = repair_lines(text, path, limits, first_line, text_fields)
    if repaired is None:
        return None, sorted_problems(problems)
    node, found = compose_node(repaired, path, limits, first_line)
    if any(problem.is_error for problem in problems):
        # After a line was left out, most of what the parser says is about the gap.
        node, found = None, [problem for problem in found if problem.rule is DUPLICATE_FIELD]
    problems += found
    if LINE_END in text:
        problems = [_on_plain_lines(problem) for problem in problems]
    return node, sorted_problems(problems)


def _on_plain_lines(problem: Problem) -> Problem:
    """The Problem with a space for each odd line end, so that its lines can be pasted."""
    fix = problem.fix
    if fix is not None:
        lines = tuple(line.replace(LINE_END, " ") for line in fix.lines)
        fix = replace(fix, lines=lines, certain=fix.certain and lines == fix.lines)
    message, hint = (words.replace(LINE_END, " ") for words in (problem.message, problem.hint))
    return replace(problem, message=message, hint=hint, fix=fix)
