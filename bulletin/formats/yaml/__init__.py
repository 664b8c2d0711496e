"""Fields as people type them (YAML), read as text with lines, within bounds, and never with a surprise.

    text ──lines──▶ the same lines, mended where what was meant is certain or nearly so
         ──compose─▶ Scalar, Sequence, Mapping
                         (`read_plainly` is a shorter way to the same)

`lines` knows how fields, lists and blocks of text are laid out; `values` and `brackets` know what may
stand behind a colon or a dash; `compose` builds nodes from the parser's events, within bounds.
"""

from __future__ import annotations

from bulletin.formats.nodes import Node
from bulletin.formats.yaml.limits import STAFF, SUBMISSION, TEXT_FIELDS, TOO_BIG, Limits
from bulletin.formats.yaml.plainly import read_plainly
from bulletin.problems import Problem, SourceRef, sorted_problems

__all__ = ["STAFF", "SUBMISSION", "TEXT_FIELDS", "Limits", "parse_yaml"]


def parse_yaml(
    text: str,
    path: str,
    *,
    limits: Limits = SUBMISSION,
    first_line: int = 1,
    text_fields: frozenset[str] = TEXT_FIELDS,
) -> tuple[Node | None, list[Problem]]:
    """Fields, lists and text in `text`, with every Problem found on the way.

    `text` has "\\n" as its line ends; `first_line` is the line of the file it begins on, and all lines
    told are the file's. `text_fields` names the fields whose value is text even where it looks like a
    list (`title: [CANCELLED] Yoga`). None if there is nothing, or an error other than a field given
    twice (then the first one stands).
    """
    if len(text) > limits.bytes:
        message = f"this is longer than {limits.bytes // 1024} KB, which no record needs"
        return None, [Problem(SourceRef(path, first_line), TOO_BIG, message, "shorten it, or split it")]
    plainly = read_plainly(text, limits, first_line, text_fields)
    if plainly is not None:
        return plainly, []
    return _read(text, path, limits, first_line, text_fields)


def _read(
    text: str, path: str, limits: Limits, first_line: int, text_fields: frozenset[str]
) -> tuple[Node | None, list[Problem]]:
    # All that can be wrong with lines takes 15 ms to import; a record laid out as most are never needs it.
    from bulletin.formats.yaml.compose import compose_node
    from bulletin.formats.yaml.lines import mend_lines

    mended, problems = mend_lines(text, path, limits, first_line, text_fields)
    if mended is None:
        return None, sorted_problems(problems)
    node, troubles = compose_node(mended, path, limits, first_line)
    if troubles and any(problem.is_error for problem in problems):
        # What the parser says after a line was left out is mostly about the gap.
        troubles = [trouble for trouble in troubles if trouble.rule.id == "duplicate-field"]
    if any(problem.is_error for problem in problems):
        node = None
    return node, sorted_problems(problems + troubles)
