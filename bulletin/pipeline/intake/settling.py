"""What staff decided about what is held: it goes on the board, or is held no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.files import FileChanges, apply_changes
from bulletin.formats.records import is_record, split_name
from bulletin.messages.reports import in_sentences
from bulletin.messages.review.summary import summarize_review
from bulletin.model.zones import use_pinned_zones
from bulletin.pipeline.check import ReadingOptions
from bulletin.pipeline.intake.stores import HELD, forget_held, held_name, read_held
from bulletin.pipeline.intake.taking import keeps_out, read_board, review_files
from bulletin.pipeline.review import ReviewRequest
from bulletin.problems import UnusableInput, UnusableOutput


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldEvents:
    """What is held for one event of a partner's, or for all of them: files by content path.

    `shared` are pictures and flyers of it that another event names, which goes on being held.
    """

    root: Path
    partner_id: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()

    @property
    def ids(self) -> list[str]:
        """The events, each by partner and name, in order."""
        names = {split_name(path)[0] for path in self.files if is_record(path)}
        return [f"{self.partner_id}/{name}" for name in sorted(names)]


def find_held(records: Path, partner_id: str, slug: str) -> HeldEvents:
    """What is held for an event with its translations and what belongs to it; of all events for no name.

    Raises `UnusableInput`.
    """
    root = records / HELD
    whole = read_held(root, partner_id)
    own = {path for path in whole if not slug or (is_record(path) and split_name(path)[0] == slug)}
    others = [path for path in whole if is_record(path) and path not in own]
    beside = {path for path in whole if not is_record(path)}
    named = {path for path in beside if _is_named(path, own - beside, whole)}
    return HeldEvents(
        root=root,
        partner_id=partner_id,
        files={path: whole[path] for path in sorted(own | named)},
        shared=frozenset(path for path in named if _is_named(path, others, whole)),
    )


def _is_named(path: str, records: Iterable[str], files: Mapping[str, bytes]) -> bool:
    """Whether one of these records names a picture or a flyer."""
    name = path.rpartition("/")[2].lower().encode()
    return any(name in files[each].lower() for each in records)


def let_onto_board(held: HeldEvents, content: Path, reading: ReadingOptions) -> str:
    """Put all of it into the content folder; what that does, in words.

    Raises `UnusableInput` where something in it has to be changed first, with nothing put anywhere; and
    `UnusableOutput`, after which the same again brings what is missing.
    """
    use_pinned_zones()
    published = read_board(content, reading)
    asked = ReviewRequest(content=content, reading=reading, partner=held.partner_id)
    review = review_files(published, held.files, asked)
    if review.fault:
        raise UnusableInput(f"This cannot be looked at. {review.fault}")
    wrong = next((each for each in review.problems if keeps_out(each) and each.ref.path in held.files), None)
    if wrong is not None:
        told = in_sentences(wrong)
        place = (held.root / held_name(told.ref.path)).as_posix()
        line = f":{told.ref.line}" if told.ref.line else ""
        raise UnusableInput(f"{place}{line}: {told.message} {told.hint} Nothing was put on the board.")
    try:
        # A record comes after the picture it names, and is held until both are there.
        files = {path: held.files[path] for path in sorted(held.files, key=is_record)}
        apply_changes(content, FileChanges(files))
    except OSError as error:
        raise UnusableOutput(f"{error.filename}: cannot be written ({error.strerror or error}).") from error
    take_away(held)
    paths = ", ".join(path for path in held.files if is_record(path))
    return f"{summarize_review(review)} It is on the board with the next build: {paths}."


def take_away(held: HeldEvents) -> None:
    """Let it be held no more, but what the partner handed in anew meanwhile. Raises `UnusableOutput`."""
    now = read_held(held.root, held.partner_id)
    own = {path: data for path, data in held.files.items() if path not in held.shared}
    same = [path for path, data in own.items() if now.get(path) == data]
    try:
        forget_held(held.root, held.partner_id, same)
    except OSError as error:
        raise UnusableOutput(f"{error.filename}: cannot be deleted ({error.strerror or error}).") from error
