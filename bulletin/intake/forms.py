"""The forms in a text: those typed by people, and those that the board's own form made.

The own form says first what is asked. It names no field that is not known, and its description stands last:
so whatever else a line begins with, a mail program has broken it off the line above.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bulletin.formats.nodes import Tree
from bulletin.intake.form_text import (
    BODY,
    HAND_MADE,
    LISTS_OF_DAYS,
    FieldNames,
    ReadForm,
    days_in,
    read_lines,
)
from bulletin.model.intake import Asked
from bulletin.model.names import fold_name
from bulletin.model.records.event import ONLY_STAFF
from bulletin.translatable import gettext as _
from bulletin.words.typed import words_typed_for

FORM_VERSION = 1
_FIRST = re.compile(r"^[\s*_\ufeff]{0,9}bulletin[- ]form\s+(\d{1,4})[\s*_]{0,9}$", re.IGNORECASE)
_ESCAPED = re.compile(r"^\\(?=\\*[\s*_]{0,9}bulletin[- ]form\s+\d)", re.IGNORECASE)
_STRUCTURED = frozenset(("cost", "repeat"))
_ONCE = frozenset(
    [
        "title",
        "start",
        "end",
        "duration",
        "venue",
        "room",
        "area",
        "location",
        "summary",
        "status",
        "status_note",
        "audience",
        "ages",
        "text_language",
    ]
)
"""Fields that hold one text, so that a second one is no list."""
_ADDRESS_FOR_STAFF = "/submit/open/#"
_MOST_FORMS = 50
_LONGEST_STRUCTURE = 4_000


@dataclass(frozen=True, slots=True)
class NewerForm:
    """A form of a version that is not known here."""

    version: int


@dataclass(frozen=True, slots=True)
class OddRequest:
    """A form about an event that asks for something that is not known here."""

    typed: str


def read_forms(text: str, names: FieldNames) -> Iterator[ReadForm | NewerForm | OddRequest]:
    """Each form in a text, in order; what stands around them is not looked at."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if _FIRST.match(line)]
    for begin, end in pairwise([*starts[:_MOST_FORMS], len(lines)]):
        found = _FIRST.match(lines[begin])
        version = int(found[1]) if found else FORM_VERSION
        below = lines[begin + 1 : end]
        if version != FORM_VERSION:
            yield NewerForm(version)
        elif asked := _asked_in(below, names):
            yield _OwnForm(names, ReadForm(asked=asked)).read(below)
        elif (odd := _request_in(below, names)) and _names_event(below, names):
            yield OddRequest(odd)
        elif odd:  # of no event that is there, so of a new one
            yield _OwnForm(names, ReadForm()).read(below)
        else:
            yield read_lines(below, names)


def beside_forms(text: str, names: FieldNames, mark: str) -> str:
    """A text with a line `mark` in place of each form, and without the address for staff."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if _FIRST.match(line)]
    beside = lines[: starts[0]] if starts else lines
    for begin, end in pairwise([*starts, len(lines)]):
        below = lines[begin + 1 : end]
        ends = [at for at, line in enumerate(below) if _is_end(line, names)]
        last = (max(ends) if _request_in(below, names) else min(ends)) if ends else len(below)
        beside += ["", mark, "", *below[last + 1 :]]
    paragraphs = re.split(r"\n\s*\n", "\n".join(beside))
    return "\n\n".join(each for each in paragraphs if _ADDRESS_FOR_STAFF not in "".join(each.split()))


def _is_end(line: str, names: FieldNames) -> bool:
    return line.strip(" \t\r*_").lower() in names.ends


def _asked_in(lines: list[str], names: FieldNames) -> Asked | None:
    """What the first line says is asked; None where it says nothing of the kind."""
    typed = fold_name(_request_in(lines, names))
    word = words_typed_for("asked").get(typed, typed.replace(" ", "-"))
    return Asked(word) if word in set(Asked) else None


def _request_in(lines: list[str], names: FieldNames) -> str:
    """What its first line says is asked, as it was typed; "" where it says nothing of the kind."""
    first = next((line for line in lines if line.strip()), "")
    split = names.split(first)
    return split[1] if split and names.asked.get(split[0]) == "action" else ""


def _names_event(lines: list[str], names: FieldNames) -> bool:
    fields = (names.split(line) for line in lines)
    return any(split and split[1] and names.asked.get(split[0]) == "event" for split in fields)


@dataclass(slots=True)
class _OwnForm:
    """Reads the lines of a form that the board's own made."""

    names: FieldNames
    form: ReadForm

    def read(self, lines: list[str]) -> ReadForm:
        said = lines[: self._end_of(lines)]
        self.form.is_whole = len(said) < len(lines)
        for meant, pieces in self._entries(said):
            self._take(meant, " ".join(" ".join(pieces).split()))
        values = self.form.values
        for name in sorted(LISTS_OF_DAYS & set(values)):
            held = values[name]
            texts = held if isinstance(held, list) else [held]
            values[name] = [day for each in texts for day in days_in(str(each), self.names.languages)]
        return self.form

    def _end_of(self, lines: list[str]) -> int:
        """Where its last line stands: the last that is nothing but that word. A description may hold it."""
        found = (at for at, line in enumerate(lines) if _is_end(line, self.names))
        return max(found, default=len(lines))

    def _entries(self, lines: list[str]) -> list[tuple[str, list[str]]]:
        """Each field with the lines its value was broken into."""
        entries: list[tuple[str, list[str]]] = []
        is_apart = False
        for number, line in enumerate(lines):
            meant, value = self._field(line)
            if meant == BODY:
                self._describe([value, *lines[number + 1 :]])
                break
            if meant:
                entries.append((meant, [value]))
            elif line.strip() and is_apart and entries:
                self._describe(lines[number:])
                break
            elif line.strip() and entries:
                entries[-1][1].append(line)
            is_apart = not line.strip()
        return entries

    def _field(self, line: str) -> tuple[str, str]:
        """What a line `name: value` means, and its value; "" for the rest of the line above."""
        name, value = self.names.split(line) or ("", "")
        access = self.names.access.get(name)
        meant = self.names.asked.get(name) or self.names.fields.get(name) or (access and f"access.{access}")
        return meant or "", value

    def _describe(self, lines: list[str]) -> None:
        self.form.body = [_ESCAPED.sub("", line) for line in lines]
        if self.form.asked is Asked.CHANGE and not any(map(str.strip, lines)):
            self.form.cleared.append(BODY)

    def _take(self, meant: str, value: str) -> None:
        form, parent = self.form, meant.partition(".")[0]
        if meant == "action":
            return
        if meant == "event":
            if form.asked is not Asked.NEW:
                form.event = self._first(meant, form.event, value)
        elif meant == "partner":
            form.partner = self._first(meant, form.partner, value)
        elif meant == "days":
            form.days.extend(days_in(value, self.names.languages))
        elif parent in ONLY_STAFF or parent in HAND_MADE - {"access"}:
            form.remarks.append(_("`{meant}` cannot be said in a form, so it is not taken.", meant=meant))
        elif not value:
            form.cleared += [meant] if form.asked is Asked.CHANGE else []
        elif "." in meant:
            form.put_within(parent, meant.partition(".")[2], value)
        else:
            self._add(meant, _structure(value) if meant in _STRUCTURED else value)

    def _first(self, meant: str, held: Tree, value: str) -> str:
        """What stands there first, where something else stands there again."""
        if held and held != value:
            self.form.remarks.append(_("`{meant}` stands there twice; the first is taken.", meant=meant))
        return str(held or value)

    def _add(self, meant: str, value: Tree) -> None:
        """A value; of a list each stands on a line of its own."""
        values = self.form.values
        if meant not in values:
            values[meant] = value
            return
        if meant in _ONCE:
            self._first(meant, values[meant], str(value))
            return
        held = values[meant]
        if isinstance(held, list):
            held.append(value)
        else:
            values[meant] = [held, value]


def _structure(text: str) -> Tree:
    """A list or map that was written on one line; any other text as it is."""
    if text[:1] not in ("[", "{") or len(text) > _LONGEST_STRUCTURE:
        return text
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return found if _is_tree(found) else text


def _is_tree(value: object) -> bool:
    if isinstance(value, list):
        return all(map(_is_tree, value))
    if isinstance(value, dict):
        return all(map(_is_tree, value.values()))
    return isinstance(value, str)
