"""The comment on a pull request, in Markdown: the Problems, the events read back, and what happens next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from bulletin.messages.markdown import escape_markdown, format_path
from bulletin.messages.reports import ELSEWHERE, MOST_PLACES, PUT_BACK, group_elsewhere
from bulletin.messages.summaries import ReadBack, head_of_differences
from bulletin.problems import Fix, Problem, Severity

LONGEST = 700_000
"""Bytes of Problems. GitHub shows no job summary of more than 1 MiB."""
SHORT = 50_000
"""Bytes of what stands below a proposal itself; GitHub takes 65,536 characters there."""

_NAMES = {
    Severity.ERROR: "must be mended",
    Severity.WARNING: "please look",
    Severity.NOTE: "only advice",
}
_LEAD_IN = re.compile(r"(?:^|(?<=\.)\s+)(?:Type instead|Did you mean|Add this line)$")


def format_pr_comment(
    problems: Sequence[Problem], read: Sequence[ReadBack], elsewhere: Sequence[Problem] = ()
) -> str:
    """The whole comment: all Problems, grouped by file, up to `LONGEST` bytes; then those `elsewhere`."""
    return "\n\n".join(_parts(problems, read, elsewhere)) + "\n"


def format_short_comment(
    problems: Sequence[Problem], read: Sequence[ReadBack], elsewhere: Sequence[Problem] = ()
) -> str:
    """The same up to `SHORT` bytes, with what happens next at its end."""
    *told, heading, next_steps = _parts(problems, read, elsewhere)
    room, kept = SHORT, list[str]()
    for part in told:
        room -= len(part.encode())
        if room < 0:
            kept.append("There is more; all of it stands in the summary of the check.")
            break
        kept.append(part)
    return "\n\n".join((*kept, heading, next_steps)) + "\n"


def _parts(problems: Sequence[Problem], read: Sequence[ReadBack], elsewhere: Sequence[Problem]) -> list[str]:
    everything = (*problems, *elsewhere)
    parts = ["# Thank you for handing this in!", _verdict(everything)]
    room, listed = LONGEST, 0
    for path, group in groupby(problems, key=lambda problem: problem.ref.path):
        of_file = [f"## {format_path(path)}", *(_format_problem(problem) for problem in group)]
        room -= sum(len(part.encode()) for part in of_file)
        if room < 0:
            parts += ["## And more", f"{len(problems) - listed} more are in the log of this check."]
            break
        listed += len(of_file) - 1
        parts += of_file
    if elsewhere and room >= 0:
        parts += [f"## {ELSEWHERE}", *_format_elsewhere(elsewhere), PUT_BACK]
    if read:
        parts.append("## This is how we understood it")
        parts += [_format_read_back(event) for event in read]
    return [*parts, "## What happens next", _next_steps(everything)]


def _verdict(problems: Sequence[Problem]) -> str:
    errors = sum(problem.is_error for problem in problems)
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    if errors:
        things = "One thing must" if errors == 1 else f"{errors} things must"
        return f"{things} be mended before it can be published. All of it is listed here, with what to type."
    if warnings:
        things = "one thing" if warnings == 1 else f"{warnings} things"
        return f"It can be published as it is. Please look at {things} first, so that people get it right."
    return "Everything can be read, and nothing needs to be mended."


def _format_problem(problem: Problem) -> str:
    name = _NAMES[problem.severity]
    name = f"Line {problem.ref.line}, {name}" if problem.ref.line else name.capitalize()
    item = f"- **{name}:** {escape_markdown(problem.message)}"
    hint = _without_paste(problem)
    if hint:
        item += f" {escape_markdown(hint)}"
    return "\n".join([item, *_format_fix(problem.fix)]) if problem.fix else item


def _format_elsewhere(problems: Sequence[Problem]) -> Iterator[str]:
    """A line for each thing that is wrong, with the places where it is."""
    for problem, places in group_elsewhere(problems):
        more = len(places) - MOST_PLACES
        named = ", ".join(format_path(place) for place in places[:MOST_PLACES])
        others = f" and {more} more" if more > 0 else ""
        name, message = _NAMES[problem.severity].capitalize(), escape_markdown(problem.message)
        yield f"- **{name}:** {message} ({named}{others})"


def _without_paste(problem: Problem) -> str:
    """The hint without the lines to paste at its end: those stand below it, ready to be copied."""
    if problem.fix is None or not problem.fix.lines:
        return problem.hint
    hint = " ".join(problem.hint.split())
    pasted = " ".join(" ".join(problem.fix.lines).split())
    if not hint.endswith(pasted):
        return hint
    lead = _LEAD_IN.sub("", hint.removesuffix(pasted).rstrip(" :"))
    return lead if not lead or lead[-1] in ".?!…" else f"{lead}."


def _format_fix(fix: Fix) -> Iterator[str]:
    """What to type where, as a code block that can be copied."""
    several = fix.last > fix.first
    lines = f"lines {fix.first} to {fix.last}" if several else f"line {fix.first}"
    if not fix.lines:
        yield f"\n  Delete {lines}."
        return
    yield f"\n  Add this above {lines}:" if fix.last < fix.first else f"\n  Type this instead of {lines}:"
    longest = max((len(run) for line in fix.lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"\n  {fence}yaml"
    yield from (f"  {line}" for line in fix.lines)
    yield f"  {fence}"


def _format_read_back(read: ReadBack) -> str:
    lines = [
        f"**{escape_markdown(read.title)}** ({format_path(read.path)})"
        if read.title
        else format_path(read.path),
        "",
    ]
    lines += [f"{escape_markdown(line)}\n" for line in read.repeats]
    lines += [f"- {escape_markdown(line)}" for line in (*read.dates, *read.facts)]
    if read.differences is not None:
        lines += ["", escape_markdown(head_of_differences(read.differences)), ""]
        lines += [f"- {escape_markdown(line)}" for line in read.differences]
    return "\n".join(lines)


def _next_steps(problems: Sequence[Problem]) -> str:
    if any(problem.is_error for problem in problems):
        return (
            "Change the lines above and save the file again; the check then runs by itself. If anything here "
            "is unclear, just answer in your own words: the library helps."
        )
    return (
        "Somebody at the library reads it and publishes it; then it appears on the board, in the calendars "
        "and in the news feeds by itself. To change it later, change the file. To call it off, write "
        "`status: cancelled` instead of deleting it, so that all who have it in their calendar hear of it."
    )
