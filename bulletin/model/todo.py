"""To-do: what staff have to do this week, each with the one step that does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Section(StrEnum):
    """The headings of the list, in their order."""

    ARRIVED = "What arrived"
    DUE = "Falls due"
    MEND = "To mend"
    SILENT = "Silent partners"
    READY = "Ready to go out"
    CHANGE = "Change something"

    @property
    def is_work(self) -> bool:
        """Whether what stands there is to be done; the rest is an offer."""
        return self not in (Section.READY, Section.CHANGE)


@dataclass(frozen=True, slots=True)
class Action:
    """A step: its label, and the address that takes it (`https:`, `tel:`, `mailto:`); "" for none."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """One line: what it is about, what is to be known, and the step to take.

    `by` is the day by which it should be done; what has none comes behind what has one.
    """

    section: Section
    title: str
    text: str
    actions: tuple[Action, ...] = ()
    by: date | None = None

    @property
    def sort_key(self) -> tuple[int, bool, date, str, str]:
        """By section, the most urgent first."""
        order = list(Section).index(self.section)
        return (order, self.by is None, self.by or date.max, self.title.casefold(), self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDoList:
    """Everything staff have to do, in the order in which it is shown, as of `today`."""

    board_title: str
    today: date
    items: tuple[ToDo, ...]

    @property
    def number(self) -> int:
        """How many things are to be done."""
        return sum(item.section.is_work for item in self.items)

    def of(self, section: Section) -> tuple[ToDo, ...]:
        return tuple(item for item in self.items if item.section is section)
