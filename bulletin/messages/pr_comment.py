"""The comment on a pull request, in Markdown: the Problems, the events read back, and what happens next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from bulletin.messages.markdown import escape_markdown, format_path
from bulletin.messages.reports import ELSEWHERE, MOST_PLACES, PUT_BACK, group_elsewhere
from bulletin.messages.summaries import ReadBack, head_of_differences
from bulletin.problems import Fix, Problem, Severity
from bulletin.translatable import Catalogue, capital, join, ngettext, sentences, translate
from bulletin.translatable import gettext as _
from bulletin.words.catalogues import ENGLISH

LONGEST = 700_000
"""Bytes of Problems. GitHub shows no job summary of more than 1 MiB."""
SHORT = 50_000
"""Bytes of what stands below a proposal itself; GitHub takes 65,536 characters there."""

_NAMES = {
    Severity.ERROR: _("must be mended"),
    Severity.WARNING: _("please look"),
    Severity.NOTE: _("only advice"),
}
_LEADS = (_("Type instead"), _("Did you mean"), _("Add this line"))
"""What stands in a hint before the line to type, and says nothing where that stands below it."""


def format_pr_comment(
    problems: Sequence[Problem],
    read: Sequence[ReadBack],
    elsewhere: Sequence[Problem] = (),
    catalogue: Catalogue = ENGLISH,
) -> str:
    """The whole comment: all Problems, grouped by file, up to `LONGEST` bytes; then those `elsewhere`.

    Problems and events are in a language already, the rest is said in that of the catalogue.
    """
    return "\n\n".join(_parts(problems, read, elsewhere, catalogue)) + "\n"


def format_short_comment(
    problems: Sequence[Problem],
    read: Sequence[ReadBack],
    elsewhere: Sequence[Problem] = (),
    catalogue: Catalogue = ENGLISH,
) -> str:
    """The same up to `SHORT` bytes, with what happens next at its end."""
    *told, heading, next_steps = _parts(problems, read, elsewhere, catalogue)
    room, kept = SHORT, list[str]()
    for part in told:
        room -= len(part.encode())
        if room < 0:
            more = _("There is more; all of it stands in the summary of the check.")
            kept.append(translate(more, catalogue))
            break
        kept.append(part)
    return "\n\n".join((*kept, heading, next_steps)) + "\n"


def _parts(
    problems: Sequence[Problem],
    read: Sequence[ReadBack],
    elsewhere: Sequence[Problem],
    catalogue: Catalogue,
) -> list[str]:
    everything = (*problems, *elsewhere)
    parts = [_heading("#", _("Thank you for handing this in!")), _verdict(everything)]
    room, listed = LONGEST, 0
    for path, group in groupby(problems, key=lambda problem: problem.ref.path):
        items = (_format_problem(problem, catalogue) for problem in group)
        of_file = [_heading("##", format_path(path)), *items]
        room -= sum(len(part.encode()) for part in of_file)
        if room < 0:
            more = _("{n} more are in the log of this check.", n=len(problems) - listed)
            parts += [_heading("##", _("And more")), more]
            break
        listed += len(of_file) - 1
        parts += of_file
    if elsewhere and room >= 0:
        parts += [_heading("##", ELSEWHERE), *_format_elsewhere(elsewhere), PUT_BACK]
    if read:
        parts.append(_heading("##", _("This is how we understood it")))
        parts += [_format_read_back(event) for event in read]
    parts += [_heading("##", _("What happens next")), _next_steps(everything)]
    return [translate(part, catalogue) for part in parts]


def _heading(signs: str, words: str) -> str:
    return join(" ", (signs, words))


def _verdict(problems: Sequence[Problem]) -> str:
    errors = sum(problem.is_error for problem in problems)
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    if errors:
        return ngettext(
            "One thing must be mended before it can be published. "
            "All of it is listed here, with what to type.",
            "{n} things must be mended before it can be published. "
            "All of it is listed here, with what to type.",
            errors,
        )
    if warnings:
        return ngettext(
            "It can be published as it is. Please look at one thing first, so that people get it right.",
            "It can be published as it is. Please look at {n} things first, so that people get it right.",
            warnings,
        )
    return _("Everything can be read, and nothing needs to be mended.")


def _format_problem(problem: Problem, catalogue: Catalogue) -> str:
    name = _NAMES[problem.severity]
    line = problem.ref.line
    name = _("Line {line}, {severity}", line=line, severity=name) if line else capital(name)
    item = _("- **{name}:** {message}", name=name, message=escape_markdown(problem.message))
    if hint := _without_paste(problem, catalogue):
        item = sentences(item, escape_markdown(hint))
    return join("\n", [item, *_format_fix(problem.fix)]) if problem.fix else item


def _format_elsewhere(problems: Sequence[Problem]) -> Iterator[str]:
    """A line for each thing that is wrong, with the places where it is."""
    for problem, places in group_elsewhere(problems):
        more = len(places) - MOST_PLACES
        named = ", ".join(format_path(place) for place in places[:MOST_PLACES])
        if more > 0:
            named = _("{places} and {n} more", places=named, n=more)
        name, message = capital(_NAMES[problem.severity]), escape_markdown(problem.message)
        yield _("- **{name}:** {message} ({places})", name=name, message=message, places=named)


def _without_paste(problem: Problem, catalogue: Catalogue) -> str:
    """The hint without the lines to paste at its end: those stand below it, ready to be copied."""
    if problem.fix is None or not problem.fix.lines:
        return problem.hint
    hint = " ".join(problem.hint.split())
    pasted = " ".join(" ".join(problem.fix.lines).split())
    if not hint.endswith(pasted):
        return hint
    lead = hint.removesuffix(pasted).rstrip(" :")
    leads = "|".join(re.escape(translate(each, catalogue)) for each in _LEADS)
    lead = re.sub(rf"(?:^|(?<=\.)\s+)(?:{leads})$", "", lead)
    return lead if not lead or lead[-1] in ".?!…" else f"{lead}."


def _format_fix(fix: Fix) -> Iterator[str]:
    """What to type where, as a code block that can be copied."""
    lines = _("line {line}", line=fix.first)
    if fix.last > fix.first:
        lines = _("lines {first} to {last}", first=fix.first, last=fix.last)
    if not fix.lines:
        yield join("", ("\n  ", _("Delete {lines}.", lines=lines)))
        return
    is_new = fix.last < fix.first
    do = (
        _("Add this above {lines}:", lines=lines)
        if is_new
        else _("Type this instead of {lines}:", lines=lines)
    )
    yield join("", ("\n  ", do))
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
        lines += ["", head_of_differences(read.differences), ""]
        lines += [f"- {escape_markdown(line)}" for line in read.differences]
    return join("\n", lines)


def _next_steps(problems: Sequence[Problem]) -> str:
    if any(problem.is_error for problem in problems):
        return _(
            "Change the lines above and save the file again; the check then runs by itself. If anything here "
            "is unclear, just answer in your own words: the library helps."
        )
    return _(
        "Somebody at the library reads it and publishes it; then it appears on the board, in the calendars "
        "and in the news feeds by itself. To change it later, change the file. To call it off, write "
        "`status: cancelled` instead of deleting it, so that all who have it in their calendar hear of it."
    )
