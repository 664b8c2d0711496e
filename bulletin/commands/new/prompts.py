"""Questions on a terminal, each answer read at once by the very readers of the board.

An answer that they call an error is asked for again in their words; one they only wonder about may be kept.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import click

from bulletin.commands.new.draft_board import Desk
from bulletin.formats.nodes import Tree
from bulletin.formats.records import slug_of
from bulletin.load.places import PLACE_FIELDS
from bulletin.problems import Problem, Severity, UnusableInput

ASKED_LATER = frozenset(
    {
        "missing-field",
        "missing-contact",
        "no-category",
        "no-place",
        "no-end",
        "endless-repeat",
        "unknown-partner",
    }
)
"""Rules that a later question, or the rest of the file, still meets."""

BEING_WRITTEN = "being-written-now"
"""The name of a draft while its own is not known."""

Given = Mapping[str, str | None]
"""Answers that were given as options, by the question's name; None for what may be asked."""


@dataclass(frozen=True, slots=True)
class Question:
    """`name` is the option that answers it without being asked; `read` turns the answer into fields."""

    name: str
    words: str
    example: str = ""
    default: str = ""
    is_required: bool = False
    read: Callable[[str], dict[str, Tree]] | None = None

    def fields(self, answer: str) -> dict[str, Tree]:
        return self.read(answer) if self.read else {self.name: answer}


def is_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty()


@dataclass(slots=True)
class Draft:
    """A record while it is asked for: `values` so far, and `stand_ins` for what is not known yet."""

    desk: Desk
    path: str
    stand_ins: Mapping[str, Tree]
    given: Given
    values: dict[str, Tree] = field(default_factory=dict)

    @property
    def signed(self) -> dict[str, Tree]:
        """The values, with the time of posting where no version history will tell it."""
        return {**self.values, **({"posted": self.desk.posted} if self.desk.posted else {})}

    def lacks(self, rule: str) -> bool:
        """Whether the rule is not met by what is known so far."""
        return any(problem.rule.id == rule for problem in self.desk.complaints(self.path, self.values))

    def ask(self, question: Question) -> str:
        """The answer, its fields now among `values`; "" when it was left out."""
        given = self.given.get(question.name)
        if given is not None or not is_terminal():
            return self._take(question, given or question.default)
        before = ""
        while True:
            answer = _prompt(question, before)
            if not answer:
                return ""
            problems = self._complaints(question, answer)
            for problem in problems:
                click.echo(f"  {_words(problem)}")
            wrong = any(problem.is_error for problem in problems)
            if not wrong and (not problems or answer == before):
                self.values.update(question.fields(answer))
                return answer
            if not wrong:
                click.echo("  Press Enter to leave it so.")
            before = "" if wrong else answer

    def _take(self, question: Question, answer: str) -> str:
        """An answer that was given as an option. Raises `UnusableInput` when it cannot be used."""
        option = f"--{question.name.replace('_', '-')}"
        if not answer:
            if question.is_required:
                example = f' "{question.example}"' if question.example else " …"
                raise UnusableInput(f"{question.words} Tell it with {option}{example}.")
            return ""
        for problem in self._complaints(question, answer):
            if problem.is_error:
                raise UnusableInput(f"{option} “{answer}”: {_words(problem)}")
            click.echo(f"{option} “{answer}”: {_words(problem)}", err=True)
        self.values.update(question.fields(answer))
        return answer

    def _whole(self, values: Mapping[str, Tree]) -> dict[str, Tree]:
        """The values, with stand-ins for what is not known yet; the place is one value of several fields."""
        has_place = any(name in values for name in PLACE_FIELDS)
        stand_ins = {
            name: value for name, value in self.stand_ins.items() if not (has_place and name in PLACE_FIELDS)
        }
        return {**stand_ins, **values}

    def _complaints(self, question: Question, answer: str) -> list[Problem]:
        """What the readers say of this answer, and did not say before it."""
        before = self._whole(self.values)
        after = self._whole({**self.values, **question.fields(answer)})
        known = {(found.rule.id, found.message) for found in self.desk.complaints(self.path, before)}
        return [
            found
            for found in self.desk.complaints(self.path, after)
            if found.severity is not Severity.NOTE
            and found.rule.id not in ASKED_LATER
            and (found.rule.id, found.message) not in known
        ]


def _prompt(question: Question, before: str) -> str:
    words = question.words
    if question.example:
        words += f" (for example {question.example})"
    default = before or question.default
    if not default and not question.is_required:
        words += " – Enter to leave it out"
    answer = click.prompt(
        words,
        default=default or (None if question.is_required else ""),
        show_default=bool(default),
        prompt_suffix=": ",
    )
    # Hints show whole lines to paste: `start: 2027-03-10 10:15`.
    return str(answer).strip().removeprefix(f"{question.name}:").strip()


def _words(problem: Problem) -> str:
    return f"{problem.message} {problem.hint}".strip()


def choose_name(desk: Desk, folder: str, name: str, given: Given) -> str:
    """The name of the new file, without its ending: `name`, or another when that is taken."""
    wanted = slug_of(given.get("name") or name)
    while desk.is_taken(folder, wanted):
        free = desk.free_name(folder, wanted)
        if not is_terminal():
            raise UnusableInput(
                f"{desk.content / folder / wanted}: there is such a file already. Another name: --name {free}"
            )
        click.echo(f"  {folder}/{wanted} is there already, and stays as it is.")
        wanted = slug_of(click.prompt("Another name for the new one", default=free))
    return wanted
