"""A rule is a generator whose docstring is what people read, over a BoardView, or over each event of one.

    @event_rule("missing-contact", Severity.WARNING)
    def missing_contact(view: BoardView, event: Event) -> Iterator[Finding]:
        \"\"\"An event or its partner has a public contact.

        Whoever has a question …
        \"\"\"

The first paragraph says what must hold, the rest says whom it helps; `docs/rules.md` is made from both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, wraps
from inspect import cleandoc

from bulletin.model.board import Board
from bulletin.model.event import Event, Occurrence
from bulletin.model.expand import expand, next_dates
from bulletin.model.faults import find_culprit
from bulletin.model.place import PlaceKind
from bulletin.model.recurrence import Window
from bulletin.problems import Fix, Problem, Rule, Severity, SourceRef, fault_of, to_type
from bulletin.translatable import gettext as _

# The name of a field as somebody typed it, which may be in their own language.
_ONE_NAME = re.compile(r"([^\W\d]\w*):(?=\s)")


@dataclass(frozen=True, slots=True)
class BaseBoard:
    """The board as it was at `check --base`; None when its board.yaml could not be used.

    `paths` are the records there were; `renames` maps a path of today to the path it had then.
    """

    board: Board | None
    paths: frozenset[str] = frozenset()
    renames: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckDay:
    """The day of the check and what is known of the time before it.

    `new_paths` are the files that are being handed in. `paths` are all records there are now, those left
    out for an error too (None: only what the Board holds). `origins` maps a path to paths the file had
    before, as version history tells.
    """

    today: date
    new_paths: frozenset[str] = frozenset()
    base: BaseBoard | None = None
    paths: frozenset[str] | None = None
    origins: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class BoardView:
    """What the rules look at."""

    board: Board
    check_day: CheckDay

    def with_events(self, events: Iterable[Event]) -> BoardView:
        """The same day on the board with these events alone."""
        board = replace(self.board, events={event.id: event for event in events})
        return BoardView(board, self.check_day)

    def without(self, event: Event) -> BoardView:
        """The same day on the board without an event."""
        return self.with_events(each for each in self.board.events.values() if each is not event)

    @property
    def today(self) -> date:
        return self.check_day.today

    @property
    def window(self) -> Window:
        """The days that are published: from today to the horizon."""
        return Window(self.today, self.today + timedelta(days=self.board.info.horizon))

    @cached_property
    def upcoming(self) -> Mapping[str, Sequence[Occurrence]]:
        """By event id, the dates in the window, in order."""
        return {event.id: expand(event, self.window) for event in self.board.events.values()}

    def active_dates(self, event: Event) -> list[Occurrence]:
        """The upcoming dates that take place."""
        return [occurrence for occurrence in self.upcoming[event.id] if not occurrence.status.is_off]

    @cached_property
    def paths(self) -> frozenset[str]:
        """Every record there is now."""
        if self.check_day.paths is not None:
            return self.check_day.paths
        board = self.board
        records = (board.events, board.partners, board.venues, board.pages, board.calendars)
        return frozenset(record.ref.path for room in records for record in room.values())


def next_date(event: Event, today: date) -> date | None:
    """The first day from `today` on on which `event` takes place or goes on; None when it is over."""
    found = next_dates(event, today, 1)
    return max(found[0].day, today) if found else None


def is_confidential(event: Event) -> bool:
    """Whether one of its places is told nobody."""
    places = (event.place, *(change.place for change in event.changes if change.place))
    return any(place.kind is PlaceKind.CONFIDENTIAL for place in places)


def may_be_named(event: Event, to: Event) -> bool:
    """Whether whoever answers for `to` may be told of `event`: a confidential one is its partner's alone."""
    return event.partner == to.partner or not is_confidential(event)


def at_field(event: Event, *names: str) -> SourceRef:
    """The line of the first of these fields that the event's file has, else the file's first line."""
    line = next((event.lines[name] for name in names if name in event.lines), 1)
    return SourceRef(event.ref.path, line, 1)


def insert_before(event: Event, names: Iterable[str], *lines: str) -> Fix | None:
    """New fields above the first of the fields `names` that the file has."""
    name = next((name for name in names if name in event.lines), "")
    line = event.lines.get(name, 0)
    # In a file that is one `{…}` other things stand on the line.
    return Fix(line, line - 1, lines) if line and _line_of(event, line).startswith(name) else None


def insert_field(event: Event, name: str, line: str) -> Fix | None:
    """A field below the start, or in place of the same field where it is empty."""
    if name in event.lines:
        return offer(event, name, "", line)[1]
    start = event.lines.get("start", 0)
    if start + 1 in event.lines.values():
        fix = insert_before(event, ("start",), line)
        return fix and Fix(start + 1, start, (line,))
    return insert_before(event, ("start",), line)


def offer(event: Event, name: str, words: str, *lines: str) -> tuple[str, Fix | None]:
    """The hint `words` with other lines for a field, and the Fix where the field surely is one line."""
    line = event.lines.get(name)
    typed = _ONE_NAME.match(_line_of(event, line)) if line else None
    if typed:  # in their own language
        lines = tuple(re.sub(rf"\A{name}(?=:)", lambda _found: typed[1], each) for each in lines)
    fix = Fix(line, line, lines) if line and _is_one_line(event, line) else None
    return to_type(words if fix else _("Write it like this"), *lines), fix


def _is_one_line(event: Event, line: int) -> bool:
    """Whether a field surely ends on the line on which it begins."""
    if line + 1 in event.lines.values():
        return True
    below = event.text.written.split("\n")[line:]
    return not "".join(below).strip() or below[0].startswith("---")


def _line_of(event: Event, line: int) -> str:
    lines = event.text.written.split("\n")
    return lines[line - 1] if line <= len(lines) else ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found at one place."""

    ref: SourceRef
    message: str
    hint: str = ""
    fix: Fix | None = None
    needs: str = ""
    """The record, `<room>/<id>`, that is asked for in vain."""
    choices: tuple[Fix, ...] = ()
    """Where the hint offers several lines."""


Check = Callable[[BoardView], Iterator[Finding]]
EventCheck = Callable[[BoardView, Event], Iterator[Finding]]

CHECKS: list[tuple[Rule, Check]] = []
"""Every rule with its generator, in the order in which they are declared."""


def rule(rule_id: str, severity: Severity) -> Callable[[Check], Check]:
    """Declares the generator below it to be the rule `rule_id`."""

    def declare(check: Check) -> Check:
        summary, _, why = cleandoc(check.__doc__ or "").partition("\n\n")
        CHECKS.append((Rule(rule_id, severity, " ".join(summary.split()), " ".join(why.split())), check))
        return check

    return declare


def event_rule(rule_id: str, severity: Severity) -> Callable[[EventCheck], Check]:
    """Declares the generator below it to be the rule `rule_id`, which is asked of each event."""

    def declare(check: EventCheck) -> Check:
        @wraps(check)
        def check_events(view: BoardView) -> Iterator[Finding]:
            for event in view.board.events.values():
                yield from check(view, event)

        return rule(rule_id, severity)(check_events)

    return declare


def run_checks(view: BoardView, only: Severity | None = None) -> list[Problem]:
    """The Problems of every rule, or of every one of this severity.

    A mistake of ours that comes up at an event costs that event: it is told as such, and everything is
    checked once more without it.
    """
    faults: list[Problem] = []
    broken: set[str] = set()
    while True:
        found: list[Problem] = []
        for kind, check in CHECKS:
            if (only is not None and kind.severity is not only) or kind.id in broken:
                continue
            try:
                found += [_problem(kind, each) for each in check(view)]
            except Exception as error:
                fault, event = _find_fault(view, check, error)
                faults.append(fault)
                if event is None:
                    broken.add(kind.id)
                else:
                    view = view.without(event)
                break
        else:
            return [*faults, *found]


def _problem(kind: Rule, found: Finding) -> Problem:
    return Problem(found.ref, kind, found.message, found.hint, found.fix, found.needs, choices=found.choices)


def _find_fault(view: BoardView, check: Check, error: Exception) -> tuple[Problem, Event | None]:
    """A mistake of ours as a Problem of the event it comes up at; of the board where there is none such."""

    def fails(events: Sequence[Event]) -> bool:
        try:
            list(check(view.with_events(events)))
        except Exception:
            return True
        return False

    event = find_culprit(tuple(view.board.events.values()), fails)
    ref = event.ref if event else view.board.info.ref
    return fault_of(ref, error, _("checked")), event
