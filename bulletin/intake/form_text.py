"""The form's text → drafts: a line `bulletin-form 1`, lines `field: value`, a description, a line `end`.

Lines may have been wrapped or parted by a mail program, and fields may be called as in any of the board's
languages. What only the library may say of an event, and whatever is private, is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bulletin.formats.dates import DateRefused, format_moment, parse_spans, parse_written
from bulletin.formats.nodes import Tree
from bulletin.model.board import Board
from bulletin.model.intake import Asked
from bulletin.model.names import fold_name
from bulletin.model.records.aliases import ALIASES_IN_EVENTS
from bulletin.model.records.event import ONLY_STAFF, EventRecord
from bulletin.model.records.event_parts import AddressRecord, ContactRecord, RegistrationRecord
from bulletin.model.records.shapes import Record
from bulletin.translatable import gettext as _
from bulletin.words.fields import ends_of_form, fields_by_name
from bulletin.words.typed import words_typed_for

_FIELD = re.compile(r"^[\s*_]*([^:：]{1,60}?)[\s*_]*[:：][*_]*\s*(.*?)\s*$")
_NESTED: Mapping[str, type[Record]] = {
    "contact": ContactRecord,
    "registration": RegistrationRecord,
    "address": AddressRecord,
}
HAND_MADE = frozenset(("changes", "access", "image", "flyer"))
LISTS_OF_DAYS = frozenset(("dates", "skip"))
_SENTENCE = re.compile(r"\s")
_TIMES = frozenset(("time", "times", "hour", "hours", "start time", "heure", "heures", "hora", "الوقت"))
BODY = "description"
_LONGEST_NAME = 3


@dataclass(frozen=True, slots=True)
class FieldNames:
    """What people may call the fields: `fields` by folded name, and sentences for what has no field."""

    fields: Mapping[str, str]
    sentences: Mapping[str, str]
    access: Mapping[str, str]
    ends: frozenset[str]
    languages: tuple[str, ...]
    asked: Mapping[str, str]
    """The lines that say what is asked, of which event: by folded name."""

    @classmethod
    def of(cls, board: Board) -> FieldNames:
        """The names in the languages of a board, in English, and those other programs use."""
        languages = board.info.languages
        own = {
            fold_name(info.alias or name): info.alias or name
            for name, info in EventRecord.model_fields.items()
        }
        nested = {
            fold_name(f"{parent} {name}"): f"{parent}.{name}"
            for parent, record in _NESTED.items()
            for name in record.model_fields
        }
        aliases = {fold_name(name): meant for name, meant in ALIASES_IN_EVENTS.items()}
        known = {name: meant for name, meant in aliases.items() if not _SENTENCE.search(meant)}
        sentences = {name: meant for name, meant in aliases.items() if _SENTENCE.search(meant)}
        facts = board.vocabularies.get("access")
        access = {fold_name(f"access {term.id}"): term.id for term in facts.terms} if facts else {}
        fields = {**known, **fields_by_name(languages), **nested, **own}
        ends, asked = ends_of_form(languages), words_typed_for("asked_fields")
        own_names = {name: name for name in asked.values()}
        return cls(fields, sentences, access, ends, languages, {**asked, **own_names})

    def split(self, line: str) -> tuple[str, str] | None:
        """The folded name and the value of a line `name: value`; None for any other."""
        found = _FIELD.match(line)
        return (fold_name(found[1]), found[2]) if found else None


@dataclass(slots=True)
class ReadForm:
    """A form while it is read; `is_whole`: its last line was there."""

    values: dict[str, Tree] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    is_whole: bool = False
    asked: Asked = Asked.NEW
    event: str = ""
    partner: str = ""
    """Who hands it in, by its own account."""
    days: list[str] = field(default_factory=list)
    cleared: list[str] = field(default_factory=list)

    def put_within(self, parent: str, name: str, value: str) -> None:
        """Takes a field within another: `registration.url` beside `registration: required`."""
        held = self.values.get(parent)
        within: dict[str, Tree] = held if isinstance(held, dict) else {"kind": held} if held else {}
        self.values[parent] = {**within, name: value}


def read_lines(lines: list[str], names: FieldNames) -> ReadForm:
    """The form that stands between its first line and wherever the text goes on to."""
    return _FormReader(names).read(lines)


def days_in(text: str, languages: tuple[str, ...]) -> Iterator[str]:
    """Days in a row, parted by `;`, or by commas where each part is a day."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    for part in parts:
        days = [day.strip() for day in part.split(",")]
        are_days = (parse_written(day, languages) for day in days)
        yield from [part] if any(isinstance(day, DateRefused) for day in are_days) else days


class _FormReader:
    """Reads the lines of one form."""

    def __init__(self, names: FieldNames) -> None:
        self._names = names
        self._form = ReadForm()
        self._last = ""
        self._time = ""

    def read(self, lines: list[str]) -> ReadForm:
        form, is_body, is_apart = self._form, False, False
        for line in lines:
            if fold_name(line) in self._names.ends and ":" not in line:
                form.is_whole = True
                break
            if is_body:
                form.body.append(line)
            elif not line.strip():
                is_apart = True
            elif self._is_field(line, is_apart=is_apart):
                is_body, is_apart = self._last == BODY, False
            elif is_apart or not self._last:
                is_body = True
                form.body.append(line)
            elif self._last in form.values:
                form.values[self._last] = f"{form.values[self._last]} {line.strip()}"
        self._finish()
        return form

    def _is_field(self, line: str, *, is_apart: bool) -> bool:
        """Takes a line `name: value`; False where it is none. Behind an empty line only known ones are."""
        split = self._names.split(line)
        if split is None or split[0].endswith("https") or split[0].endswith("http"):
            return False
        name, value = split
        typed = line.partition(":")[0].strip(" \t*_：\u00a0\u202f") or name
        if name in _TIMES:
            self._time, self._last = value, name
        elif meant := self._names.fields.get(name):
            self._take(meant, value)
        elif name in self._names.access:
            self._put_within("access", self._names.access[name], value)
        elif sentence := self._names.sentences.get(name):
            self._last = name
            self._form.remarks.append(_("“{name}” is not taken. {sentence}", name=typed, sentence=sentence))
        elif len(name.split()) <= _LONGEST_NAME and not is_apart:
            self._last = name
            self._form.remarks.append(_("There is no field “{name}”, so this line is not taken.", name=typed))
        else:
            return False
        return True

    def _take(self, meant: str, value: str) -> None:
        self._last = meant
        if meant == BODY:
            if value:
                self._form.body.append(value)
        elif meant in ONLY_STAFF or meant in HAND_MADE:
            self._form.remarks.append(
                _("`{meant}` cannot be said in a form, so it is not taken.", meant=meant)
            )
        elif not value:
            return
        elif "." in meant:
            parent, _dot, name = meant.partition(".")
            self._put_within(parent, name, value)
        elif meant in self._form.values:
            self._form.remarks.append(_("`{meant}` stands there twice; the first is taken.", meant=meant))
            self._last = ""
        else:
            self._form.values[meant] = value

    def _put_within(self, parent: str, name: str, value: str) -> None:
        self._form.put_within(parent, name, value)
        self._last = ""

    def _finish(self) -> None:
        values = self._form.values
        start = values.get("start")
        if self._time and isinstance(start, str):
            values["start"] = f"{start} {self._time}"
        spans = parse_spans(str(values.get("start", "")), self._names.languages)
        if len(spans) == 1 and not {"end", "duration"} & set(values):
            values["start"], values["end"] = map(format_moment, spans[0])
        for name in sorted(LISTS_OF_DAYS & set(values)):
            values[name] = list(days_in(str(values[name]), self._names.languages))
