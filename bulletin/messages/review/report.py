"""A review as text and as Markdown: words for staff, then what is wrong, then events as they will look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bulletin.messages.markdown import escape_markdown, format_path
from bulletin.messages.reports import PUT_BACK, group_elsewhere, in_sentences, printable
from bulletin.messages.review.entries import MOST_ENTRIES, ReviewEntry, write_entries
from bulletin.messages.review.first import tell_first
from bulletin.messages.review.questions import tell_questions
from bulletin.messages.review.summary import summarize_review
from bulletin.model.review import Review
from bulletin.problems import Problem, Severity

MOST_WORDS = 100
"""Words on a proposal beside its entries and problems."""

MOST_PROBLEMS = 20

_HEADS = {Severity.ERROR: "Must be mended", Severity.WARNING: "Please look"}


@dataclass(frozen=True, slots=True)
class Report:
    """What staff read of one proposal: `words` of `MOST_WORDS` at most, its problems, its entries.

    `questions` are problems, too, with all ways to answer them.
    """

    name: str
    words: tuple[str, ...]
    problems: tuple[Problem, ...]
    elsewhere: tuple[Problem, ...]
    entries: tuple[ReviewEntry, ...]
    questions: tuple[Problem, ...] = ()


def report_review(review: Review) -> Report:
    """A review in words."""
    told = (tuple(_told(each) for each in found) for found in (review.problems, review.elsewhere))
    problems, elsewhere = told
    change = review.change
    if change is None:
        return Report(review.name, (review.fault,), problems, elsewhere, ())
    sentences = [summarize_review(review), *tell_first(change), *tell_questions(review, change)]
    if review.is_clean:
        sentences.append("Nothing has to be mended or asked.")
    return Report(
        review.name,
        tuple(_within(sentences)),
        problems,
        elsewhere,
        entries=tuple(write_entries(review, change)),
        questions=tuple(_told(each) for each in review.questions),
    )


def _told(problem: Problem) -> Problem:
    return in_sentences(problem)


def _within(sentences: Sequence[str]) -> Iterator[str]:
    """The sentences that fit; the others are counted."""
    room = MOST_WORDS - 8
    for number, sentence in enumerate(sentences):
        room -= len(sentence.split())
        if room < 0 and number:
            left = len(sentences) - number
            yield f"And {left} more {'thing' if left == 1 else 'things'} to look at below."
            return
        yield sentence


def format_text(reports: Sequence[Report]) -> str:
    """Every report as lines of text."""
    if not reports:
        return "Nothing waits to be looked at.\n"
    return "\n\n".join(printable("\n".join(_text_lines(each))) for each in reports) + "\n"


def _text_lines(report: Report) -> Iterator[str]:
    if report.name:
        yield report.name
    yield from report.words
    for head, problems in group_problems(report):
        yield ""
        yield f"{head}:"
        for problem in problems:
            yield from _indented(f"- {_where(problem)}: {problem.message}", "  ", "    ")
            yield from _indented(problem.hint, "    ", "    ")
    if report.elsewhere:
        yield ""
        yield "Elsewhere, because of this:"
        for problem, places in group_elsewhere(report.elsewhere):
            more = f" (in {len(places)} places)" if len(places) > 1 else ""
            yield from _indented(f"- {_where(problem)}: {problem.message}{more}", "  ", "    ")
        yield f"    {PUT_BACK}"
    for entry in report.entries[:MOST_ENTRIES]:
        yield ""
        yield f"{entry.mark}: {entry.title}"
        yield from (f"    {line}" for line in entry.lines)
        yield from (f"    - {line}" for line in entry.dates)
        if entry.differences:
            yield "    Not as it is on the board:"
            yield from (f"    - {line}" for line in entry.differences)
    if len(report.entries) > MOST_ENTRIES:
        yield ""
        yield f"And {len(report.entries) - MOST_ENTRIES} more."


def group_problems(report: Report) -> Iterator[tuple[str, Sequence[Problem]]]:
    """What is to be answered, the mistakes, what is to be looked at, each under its heading; no advice."""
    groups = {"To be answered": list(report.questions)}
    for severity, head in _HEADS.items():
        groups[head] = [each for each in report.problems if each.severity is severity]
    for head, found in groups.items():
        if len(found) > MOST_PROBLEMS:
            head = f"{head} ({len(found)}, of which the first {MOST_PROBLEMS})"
        if found:
            yield head, found[:MOST_PROBLEMS]


def _where(problem: Problem) -> str:
    ref = problem.ref
    return f"{ref.path}, line {ref.line}" if ref.line else ref.path


def _indented(text: str, first: str, rest: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines()):
        yield f"{rest if number else first}{line}"


def format_markdown(reports: Sequence[Report]) -> str:
    """Every report as Markdown, in which nothing that was handed in is more than text."""
    if not reports:
        return "Nothing waits to be looked at.\n"
    return "\n\n".join("\n\n".join(_markdown_parts(each)) for each in reports) + "\n"


def _markdown_parts(report: Report) -> Iterator[str]:
    yield f"## {format_path(report.name)}" if report.name else "## What this does"
    first, *others = report.words
    yield f"**{escape_markdown(first)}**"
    if others:
        yield _list(others)
    for head, problems in group_problems(report):
        yield f"### {head}"
        yield "\n".join(_markdown_problem(each) for each in problems)
    if report.elsewhere:
        yield "### Elsewhere, because of this"
        groups = group_elsewhere(report.elsewhere)
        yield _list([f"{problem.message} ({len(places)})" for problem, places in groups])
        yield PUT_BACK
    for entry in report.entries[:MOST_ENTRIES]:
        yield f"### {escape_markdown(entry.mark)}: {escape_markdown(entry.title)}"
        if entry.lines or entry.dates:
            yield _list([*entry.lines, *entry.dates])
        if entry.differences:
            yield "Not as it is on the board:"
            yield _list(entry.differences)
    if len(report.entries) > MOST_ENTRIES:
        yield f"And {len(report.entries) - MOST_ENTRIES} more."


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {escape_markdown(line)}" for line in lines)


def _markdown_problem(problem: Problem) -> str:
    line = f", line {problem.ref.line}" if problem.ref.line else ""
    words, *pasted = problem.hint.splitlines() or [""]
    hint = " ".join([escape_markdown(words), *map(format_path, pasted)])
    return f"- {format_path(problem.ref.path)}{line}: {escape_markdown(problem.message)} {hint}".rstrip()
