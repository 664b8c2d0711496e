"""No hint leads to another complaint: what it says is pasted, literally, and nothing new is wrong."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

import bulletin.pipeline.build  # noqa: F401 (declares every rule)
from bulletin.commands.schema import all_rules
from bulletin.problems import Fix, Problem
from tests.effort import REPEATS_ITSELF, SEED, scaled
from tests.formats.pasting import paste, paste_all, paste_fixes
from tests.load.mistakes import MISTAKES as PLAIN
from tests.load.mistakes import Mistake, problems_in, text_of
from tests.load.unclear_events import UNCLEAR

MISTAKES = (*PLAIN, *UNCLEAR)

MOST_ROUNDS = 5
COMBINATIONS = 600 if REPEATS_ITSELF else 2000
"""At ten times the effort, as they are tried each night, 20,000."""

NOT_IN_ONE_EVENT = frozenset(
    # of the board, its partners, venues, pages and translations
    {"missing-policy", "partner-not-listed", "unknown-library", "unknown-closed-calendar", "wrong-default"}
    | {"translation-in-own-language", "translation-language", "translation-without-original", "ended-partner"}
    | {"unknown-partner", "missing-contact", "notice-without-day", "registration-without-way"}
    | {"unknown-list", "long-notice"}
    # of several files, of files that are no records, and of what was there before
    | {"same-address", "same-id", "same-name", "conflicted-copy", "temporary-file", "unknown-file"}
    | {"unreadable-file", "vanished-event", "renamed-without-id", "timezone-changed", "uid-domain-changed"}
    | {"beside-withdrawn"}
    | {"past-event", "too-slow", "forbidden-text", "wrong-picture", "odd-picture", "wrong-flyer"}
    | {"gone-event", "needed-file", "copy-name", "unused-file", "not-read"}
    # of whoever hands it in
    | {"not-own-folder", "staff-only"}
    # of ours: there is nothing to paste
    | {"our-fault"}
    # of built calendars
    | {"feed-dates", "feed-events", "feed-status", "feed-unreadable"}
    # of whole files: nothing else can be said of them; tests/formats has them
    | {"bad-yaml", "front-matter-line", "no-fields", "no-front-matter", "not-text", "not-utf8", "too-big"}
    | {"indent", "text-too-long"}
)


def errors(problems: list[Problem]) -> set[str]:
    return {problem.rule.id for problem in problems if problem.is_error}


@cache
def alone() -> dict[str, list[Problem]]:
    """What is said of each mistake alone, by its text."""
    return {text: problems_in(text) for text in map(text_of, MISTAKES)}


def told(mistakes: tuple[Mistake, ...]) -> str:
    return " + ".join(repr(line) for mistake in mistakes for line in mistake.lines.values())


def check_pasting(mistakes: tuple[Mistake, ...], *, each: bool = True) -> None:
    """Paste the hints one by one, and all of them, again and again."""
    text = text_of(*mistakes)
    before = problems_in(text)
    expected = errors(before).union(*(errors(alone()[text_of(mistake)]) for mistake in mistakes))
    if each:
        for problem in before:
            check_one(text, problem, before, expected)
    problems = before
    for _ in range(MOST_ROUNDS):
        proposed = [problem for problem in problems if problem.proposals]
        if not proposed:
            break
        text = paste_all(text, proposed)
        problems = problems_in(text)
        assert errors(problems) <= expected, (told(mistakes), text)
    assert not [each for each in problems if each.is_error and each.proposals], (
        told(mistakes),
        text,
    )


def check_one(text: str, problem: Problem, before: list[Problem], expected: set[str]) -> None:
    """One hint pasted, or at least one of those to choose from."""
    results = [problems_in(paste(text, fix)) for fix in problem.proposals]
    fewer = [result for result in results if times_said(problem, result) < times_said(problem, before)]
    assert not results or any(errors(result) <= expected for result in fewer), (text, problem)


def times_said(problem: Problem, problems: list[Problem]) -> int:
    """How often the same is said, on any line."""
    return sum((each.rule, each.message) == (problem.rule, problem.message) for each in problems)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: told((mistake,))[:60])
def test_hints_of_one_mistake_lead_to_no_other(mistake: Mistake) -> None:
    problems = alone()[text_of(mistake)]
    assert mistake.rule in {problem.rule.id for problem in problems}
    check_pasting((mistake,))


def test_hints_of_any_mistakes_together_lead_to_no_other() -> None:
    random = Random(SEED)
    for _ in range(scaled(COMBINATIONS)):
        chosen: tuple[Mistake, ...] = ()
        for mistake in random.sample(MISTAKES, 8):
            if all(mistake.goes_with(other) for other in chosen) and len(chosen) < random.choice((2, 2, 3)):
                chosen = (*chosen, mistake)
        check_pasting(chosen, each=random.random() < 0.25)


def _meet(one: Fix, other: Fix) -> bool:
    """Whether both replace a line, write the same field, or one adds to what the other replaces."""
    return bool(one.fields & other.fields) or one.overlaps(other)


def test_at_most_one_line_is_proposed_for_a_line() -> None:
    for text, problems in alone().items():
        fixes = [problem.proposals for problem in problems if problem.proposals]
        for number, one in enumerate(fixes):
            assert not any(_meet(a, b) for other in fixes[:number] for a in one for b in other), text


def test_every_rule_that_may_be_broken_in_an_event_is_in_the_catalogue() -> None:
    """A new rule gets a mistake in `tests/load/mistakes.py`, so that what its hint says is pasted too."""
    seen = {problem.rule.id for problems in alone().values() for problem in problems}
    assert {rule.id for rule in all_rules()} - seen - NOT_IN_ONE_EVENT == set()


def test_a_hint_shows_the_lines_that_it_pastes() -> None:
    for text, problems in alone().items():
        for problem in problems:
            for line in problem.fix.lines if problem.fix else ():
                assert " ".join(line.split()) in " ".join(problem.hint.split()), (text, problem)


def test_pasting_keeps_the_numbers_of_lines_true() -> None:
    assert (
        paste_fixes("a\nb\nc\n", [Fix(1, 1, ("x", "y")), Fix(3, 2, ("new",)), Fix(3, 3, ())])
        == "x\ny\nb\nnew\n"
    )
