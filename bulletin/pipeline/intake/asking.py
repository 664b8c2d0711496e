"""What a form asks of an event on the board: a change, that it is called off, that it is still right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bulletin.edit.event_changes import WrittenEvent, cancel_date, cancel_event
from bulletin.edit.event_dates import dates_on
from bulletin.formats.dates import DateRefused, parse_moment
from bulletin.formats.record_edits import edit_record
from bulletin.formats.records import parse_record
from bulletin.formats.yaml.edit import Edit, NotEdited, RemoveValue, SetValue
from bulletin.intake.converted import Draft
from bulletin.model.board import Board
from bulletin.model.event import Event, Occurrence
from bulletin.model.intake import Asked

_BODY = "description"
_ASKED = {
    Asked.CHANGE: "asks for a change of",
    Asked.CANCEL: "calls off",
    Asked.STILL_RIGHT: "says that it is still right:",
}


@dataclass(frozen=True, slots=True)
class AskedOf:
    """A form about an event. `data` is the event's file, as it is on the board or waits for it."""

    event: Event
    data: bytes
    draft: Draft
    today: date
    languages: tuple[str, ...] = ("en",)

    @property
    def words(self) -> str:
        """What it does, behind the name of whatever does it: `calls off “Tea and talk”`."""
        return f"{_ASKED[self.draft.asked]} “{self.event.text.title}”"

    def apply(self) -> bytes:
        """The event's file as the form asks for it. Raises `NotEdited`, in a sentence, where it cannot be."""
        path, draft = self.event.ref.path, self.draft
        data = edit_record(self.data, path, self._edits())
        is_about_body = draft.asked is Asked.CHANGE and (draft.body or _BODY in draft.cleared)
        return with_body(data, path, draft.body) if is_about_body and _is_markdown(path) else data

    def _edits(self) -> list[Edit]:
        match self.draft.asked:
            case Asked.CANCEL:
                return list(self._cancel())
            case Asked.STILL_RIGHT:
                return [SetValue(("verified",), {"date": self.today.isoformat(), "how": "self"})]
            case _:
                return [*self._set(), *(RemoveValue(tuple(name.split("."))) for name in self.draft.cleared)]

    def _set(self) -> Iterator[Edit]:
        for name, value in self.draft.values.items():
            yield SetValue((name,), value)
        if self.draft.body and not _is_markdown(self.event.ref.path):
            yield SetValue((_BODY,), self.draft.body)

    def _cancel(self) -> Iterator[Edit]:
        note = self.draft.values.get("status_note", "")
        reason = note if isinstance(note, str) else ""
        for day in self.draft.days or ("",):
            # Of several dates each changes what the others are put beside.
            node = parse_record(self.data, self.event.ref.path).node
            if node is None:
                raise NotEdited("Its file has a mistake that has to be mended first.")
            written = WrittenEvent(self.event, node, self.languages)
            date_off = self._date_on(day) if day else None
            if date_off and self.event.is_recurring:
                yield from cancel_date(written, date_off, reason)
            else:
                yield from cancel_event(written, self.today, reason)

    def _date_on(self, typed: str) -> Occurrence:
        """The date of the event that somebody typed."""
        said = parse_moment(typed, self.languages)
        if isinstance(said, DateRefused) or not isinstance(said, date):
            raise NotEdited(f"“{typed}” is no date that can be read.")
        dates = dates_on(self.event, said)
        if len(dates) != 1:
            raise NotEdited(f"On {typed} it has {'more than one date' if dates else 'no date'}.")
        return dates[0]


def with_body(data: bytes, path: str, body: str) -> bytes:
    """The record with another text below its fields."""
    record = parse_record(data, path)
    if record.node is None or record.body == body.strip():
        return data
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").rstrip("\n").split("\n")
    head = "\n".join(lines[: record.body_line - 1] if record.body_line else [*lines, ""])
    return f"{head}\n{body.strip()}\n".encode()


def _is_markdown(path: str) -> bool:
    return path.endswith((".md", ".markdown"))


def event_named(board: Board, partner_id: str, name: str) -> Event | None:
    """The event of a partner, by its permanent name or by the one in its address."""
    wanted = name.strip().strip("/").removeprefix("events/")
    for event in board.events.values():
        if event.partner == partner_id and wanted in (event.id, f"{event.partner}/{event.slug}"):
            return event
    return None
