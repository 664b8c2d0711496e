"""The events of a proposal beside those of the board."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bulletin.check.links import old_id
from bulletin.formats.records import slug_of, split_name
from bulletin.load import load_board
from bulletin.load.fields.record_source import without_tag
from bulletin.load.fields.unsure_ends import UNSURE_END
from bulletin.load.sources import Sources
from bulletin.load.uniqueness import SAME_ADDRESS
from bulletin.model.board import Board
from bulletin.model.event import Event, PartlyRead
from bulletin.model.review import EventChange, Twin
from bulletin.pipeline.submission import Submission, is_event_file
from bulletin.problems import Fix, Problem


def as_typed(
    sources: Sources, problems: Sequence[Problem], submission: Submission
) -> tuple[Sources, tuple[Problem, ...]]:
    """The files with each unsure end as it was typed, the next morning; and what is to be asked then."""
    asked = [
        each
        for each in problems
        if each.rule == UNSURE_END and each.choices and each.ref.path in submission.touched
    ]
    changed: dict[str, bytes | None] = {}
    for problem in asked:
        path = problem.ref.path
        text = changed.get(path) or sources.records[path]
        changed[path] = _with_fix(text, _night(problem.choices))
    return (sources.replaced(changed) if changed else sources), tuple(asked)


def _night(choices: Sequence[Fix]) -> Fix:
    """Of two ways to write an end, the longer: that of the next morning has its day, or `am`."""
    return max(choices, key=lambda fix: len("".join(fix.lines)))


def _with_fix(data: bytes, fix: Fix) -> bytes:
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    lines[fix.first - 1 : fix.last] = fix.lines
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def find_changes(
    submission: Submission, board: Board, partly: Mapping[str, PartlyRead], after: Sources
) -> Iterator[EventChange]:
    """The events that are not the same on both boards, in the order of their ids."""
    known = submission.base.board
    assert known is not None
    by_path = {event.ref.path: event for event in known.events.values()}
    renames = submission.base.renames
    stems = {without_tag(path) for path in submission.touched}
    found: dict[str, EventChange] = {}
    kept = set[str]()
    unread = {each.event.id: each for path, each in partly.items() if each.event.id not in board.events}
    for event in (*board.events.values(), *(each.event for each in unread.values())):
        path = event.ref.path
        before = by_path.get(renames.get(path, path)) or known.events.get(event.id)
        kept |= {before.id} if before else set()
        kept |= {old_id(event, address) for address in event.was_at}
        pictures = {event.flyer, event.image.path if event.image else ""}
        is_handed_in = without_tag(path) in stems or not pictures.isdisjoint(submission.touched)
        if event.id in unread:
            if is_handed_in or before:
                found[event.id] = EventChange(before, event, unread[event.id].unread, is_handed_in)
        elif event != before or is_handed_in:
            found[event.id] = EventChange(before, event, is_handed_in=is_handed_in)
    for event in known.events.values():
        is_gone = event.ref.path not in after.records or event.id in board.withdrawn_events
        if event.id not in kept and is_gone:
            found.setdefault(event.id, EventChange(event, None))
    return iter([found[event_id] for event_id in sorted(found)])


def find_twins(problems: Sequence[Problem], after: Sources, submission: Submission) -> Iterator[Twin]:
    """The files that come to the address of another one."""
    for problem in problems:
        path = problem.ref.path
        if problem.rule != SAME_ADDRESS or not is_event_file(path):
            continue
        others = (each for each in after.records if each != path and _address(each) == _address(path))
        other = next((each for each in others if is_event_file(each)), None)
        if other is not None:
            alone = after.replaced({other: None})
            loaded = load_board(alone, cache=submission.events, today=submission.today)
            event = _at_path(loaded.board, path)
            before = _at_path(submission.base.board, other)
            found = EventChange(before, event) if before and event else None
            yield Twin(path, other, found)


def _address(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return folder, slug_of(split_name(name)[0])


def _at_path(board: Board | None, path: str) -> Event | None:
    events = board.events.values() if board else ()
    return next((event for event in events if event.ref.path == path), None)
