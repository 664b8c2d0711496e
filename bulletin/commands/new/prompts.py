"""Prompts on a terminal; each answer is read at once as it would be in the file.

One with an error is asked for again with the error's message; one with a warning may be kept.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches

import click

from bulletin.commands.new.draft_board import DraftBoard
from bulletin.formats.dates import DateRefused, parse_date_range, parse_duration, parse_moment, parse_time
from bulletin.formats.nodes import Tree
from bulletin.formats.records import format_record, suggest_slug
from bulletin.load.fields.terms import UNKNOWN_WORD
from bulletin.load.places import PLACE_FIELDS
from bulletin.messages.reports import in_sentences
from bulletin.messages.translated import catalogue_for, translate_problem
from bulletin.model.place import Venue
from bulletin.model.records.shapes import NO, YES
from bulletin.problems import Problem, Severity, UnusableInput
from bulletin.translatable import Catalogue, translate
from bulletin.translatable import gettext as _
from bulletin.words.catalogues import ENGLISH, MessageCatalogue

MET_LATER = frozenset(
    (
        *("missing-field", "missing-contact", "no-category", "no-place", "no-end", "endless-repeat"),
        "unknown-partner",
    )
)
"""Rules that an answer need not meet: a later one does, or the rest of the file."""

_URL = re.compile(r"https?://", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_NO = frozenset({"no", "none", "n", "not needed"})
_YES = frozenset({"yes", "y"})
_SHORTEST_NUMBER = 5
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Options = Mapping[str, str | None]
"""Answers given on the command line, by the question's name; None for what may be asked."""


@dataclass(frozen=True, slots=True)
class Question:
    """`name` is the option that answers it without a prompt; `read` turns the answer into fields."""

    name: str
    text: str
    example: str = ""
    default: str = ""
    is_required: bool = False
    read: Callable[[str], dict[str, Tree]] | None = None

    def fields(self, answer: str) -> dict[str, Tree]:
        return self.read(answer) if self.read else {self.name: answer}

    def prompt(self, before: str, catalogue: Catalogue) -> str:
        """The answer typed at the terminal; `before` is the last one, which Enter keeps."""
        text = self.text
        if self.example:
            text = _("{question} (for example {example})", question=text, example=self.example)
        default = before or self.default
        if not default and not self.is_required:
            text = _("{question} – Enter to leave it out", question=text)
        answer = click.prompt(
            translate(text, catalogue),
            default=default or (None if self.is_required else ""),
            show_default=bool(default),
            prompt_suffix=": ",
        )
        # Hints show whole lines to paste: `start: 2027-03-10 10:15`.
        return str(answer).strip().removeprefix(f"{self.name}:").strip()


def is_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty()


@dataclass(slots=True)
class Draft:
    """A record while it is asked for: `values` so far, and `stand_ins` for what is not known yet.

    `path` is where it is read from meanwhile; default a new file in `folder`.
    """

    draft_board: DraftBoard
    folder: str
    options: Options
    stand_ins: Mapping[str, Tree] = field(default_factory=dict)
    values: dict[str, Tree] = field(default_factory=dict)
    path: str = ""

    @property
    def catalogue(self) -> MessageCatalogue:
        """The language to ask in: that of the partner whose event it is, else the board's first."""
        return catalogue_for(self.draft_board.board, [f"{self.folder}/"])

    @property
    def values_with_posted(self) -> dict[str, Tree]:
        """The values, with the time of posting where no version history tells it."""
        posted = self.draft_board.posted
        return {**self.values, "posted": posted} if posted else self.values

    def breaks(self, rule: str) -> bool:
        """Whether what is known so far does not meet the rule."""
        return any(problem.rule.id == rule for problem in self._problems(self.values))

    def ask(self, question: Question) -> str:
        """The answer, its fields now among `values`; "" when it was left out."""
        given = self.options.get(question.name)
        if given is not None or not is_terminal():
            return self._use_option(question, given or question.default)
        before = ""
        while True:
            answer = question.prompt(before, self.catalogue)
            if not answer:
                return ""
            problems = self._new_problems(question, answer)
            for problem in problems:
                click.echo(f"  {_message(problem, self.catalogue)}")
            has_error = any(problem.is_error for problem in problems)
            if not has_error and (not problems or answer == before):
                self.values.update(question.fields(answer))
                return answer
            if not has_error:
                click.echo(f"  {translate(_('Press Enter to leave it so.'), self.catalogue)}")
            before = "" if has_error else answer

    def choose_name(self, name: str) -> str:
        """The name of the new file, without its ending: `name`, or another when that is taken."""
        chosen = suggest_slug(self.options.get("name") or name)
        while self.draft_board.is_taken(self.folder, chosen):
            free = self.draft_board.free_name(self.folder, chosen)
            if not is_terminal():
                path = self.draft_board.content / self.folder / chosen
                raise UnusableInput(f"{path}: there is such a file already. Another name: --name {free}")
            taken = f"{self.folder}/{chosen}"
            there = _("{path} is there already, and stays as it is.", path=taken)
            click.echo(f"  {translate(there, self.catalogue)}")
            other = translate(_("Another name for the new one"), self.catalogue)
            chosen = suggest_slug(click.prompt(other, default=free))
        return chosen

    def _use_option(self, question: Question, answer: str) -> str:
        """An answer given as an option. Raises `UnusableInput` when it cannot be used."""
        option = f"--{question.name.replace('_', '-')}"
        if not answer:
            if question.is_required:
                example = f' "{question.example}"' if question.example else " …"
                raise UnusableInput(f"{question.text} Tell it with {option}{example}.")
            return ""
        for problem in self._new_problems(question, answer):
            if problem.is_error or problem.rule is UNKNOWN_WORD:
                raise UnusableInput(f"{option} “{answer}”: {_message(problem, ENGLISH)}")
            click.echo(f"{option} “{answer}”: {_message(problem, self.catalogue)}", err=True)
        self.values.update(question.fields(answer))
        return answer

    def _problems(self, values: Mapping[str, Tree]) -> list[Problem]:
        path = self.path or f"{self.folder}/being-written-now.yaml"
        return self.draft_board.read(path, format_record(dict(values)))[1]

    def _new_problems(self, question: Question, answer: str) -> list[Problem]:
        before = self._problems(self._completed(self.values))
        after = self._problems(self._completed({**self.values, **question.fields(answer)}))
        known = {(problem.rule.id, problem.message) for problem in before}
        return [
            problem
            for problem in after
            if problem.severity is not Severity.NOTE
            and problem.rule.id not in MET_LATER
            and (problem.rule.id, problem.message) not in known
        ]

    def _completed(self, values: Mapping[str, Tree]) -> dict[str, Tree]:
        """The values, with stand-ins for what is not known yet; the place is one value of several fields."""
        has_place = any(name in values for name in PLACE_FIELDS)
        stand_ins = {
            name: value for name, value in self.stand_ins.items() if not (has_place and name in PLACE_FIELDS)
        }
        return {**stand_ins, **values}


def _message(problem: Problem, catalogue: Catalogue) -> str:
    told = in_sentences(translate_problem(problem, catalogue))
    return f"{told.message} {told.hint}".strip()


def read_where(venues: Mapping[str, Venue], answer: str) -> dict[str, Tree]:
    """A venue (and its room) by id or name, a link to join online, a word for `location`, or an address."""
    if _URL.match(answer):
        return {"online": answer}
    if answer.casefold() in ("on request", "confidential"):
        return {"location": answer.casefold()}
    ids = {
        name.casefold(): key for key, venue in venues.items() for name in (key, venue.name, *venue.aliases)
    }
    first, _, rest = (part.strip() for part in answer.partition(","))
    if first.casefold() in ids:
        venue = ids[first.casefold()]
        if not rest:
            return {"venue": venue}
        room = _room(venues[venue], rest)
        if room or _SLUG.fullmatch(rest):
            return {"venue": venue, "room": room or rest}
    if not rest:
        near = get_close_matches(first.casefold(), ids, n=1, cutoff=0.8)
        # Not an address: as an unknown venue it is an error that names the nearest one.
        if near or _SLUG.fullmatch(first):
            return {"venue": suggest_slug(first)}
    return {"address": answer}


def _room(venue: Venue, answer: str) -> str:
    name = answer.casefold()
    rooms = venue.rooms.items()
    return next((key for key, room in rooms if name in (key.casefold(), room.name.casefold())), "")


def read_end(languages: tuple[str, ...], start: str, answer: str) -> dict[str, Tree]:
    """`duration` for a length such as `45 min`, else `end`; `1h30` is a time if it is after the start."""
    length = parse_duration(answer, languages)
    if isinstance(length, DateRefused) or answer.strip().isdigit() or ":" in answer:
        return {"end": answer}
    clock, begin = parse_time(answer, languages), parse_moment(start, languages)
    if not isinstance(clock, DateRefused) and isinstance(begin, datetime) and clock > begin.time():
        return {"end": answer}
    return {"duration": answer}


def read_free(answer: str) -> dict[str, Tree]:
    """What all events of a partner cost, as a default: `yes` is free, `no` is for each event to say."""
    word = answer.strip().casefold()
    if word in NO:
        return {}
    return {"defaults": {"cost": "free" if word in YES else answer}}


def read_days(languages: tuple[str, ...], answer: str) -> dict[str, Tree]:
    """Days off: dates, ranges and names of calendars, one after the other with commas between."""
    if not isinstance(parse_date_range(answer, languages), DateRefused):
        return {"skip": answer}  # “December 24, 2027” is one day
    days: list[Tree] = [part.strip() for part in re.split("[,;]", answer) if part.strip()]
    return {"skip": days[0] if len(days) == 1 else days}


def read_sign_up(answer: str) -> dict[str, Tree]:
    """A word such as required, or the link, number or address by which people sign up."""
    word = answer.casefold()
    if word in _NO:
        return {"registration": "none"}
    if word in _YES:
        return {"registration": "required"}
    if _URL.match(answer):
        return {"registration": {"kind": "required", "url": answer}}
    if _EMAIL.fullmatch(answer):
        return {"registration": {"kind": "required", "email": answer}}
    if sum(char.isdigit() for char in answer) >= _SHORTEST_NUMBER:
        return {"registration": {"kind": "required", "phone": answer}}
    return {"registration": answer}


def read_contact(answer: str) -> dict[str, Tree]:
    """A phone number, an e-mail address or a page, whichever it looks like."""
    kind = "email" if "@" in answer else "url" if _URL.match(answer) else "phone"
    return {"contact": {kind: answer}}


CONTACT = Question("contact", _("Whom can people ask?"), "555-0123 or hello@oak.example", read=read_contact)
