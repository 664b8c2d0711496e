"""Two events that are one: which files go, and what the other says then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bulletin.edit.names import add_former, add_name, follow_name
from bulletin.formats.field_names import parse_named_record
from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.records import Record, split_name
from bulletin.formats.yaml import STAFF
from bulletin.formats.yaml.edit import Edit
from bulletin.messages.differences import OnBoard, tell_differences
from bulletin.model.event import Event
from bulletin.model.partner import CohostPolicy
from bulletin.model.site.page_kinds import old_addresses
from bulletin.pipeline.changing import OpenBoard, find_event
from bulletin.pipeline.moving import Move, changed_now
from bulletin.problems import UnusableInput


@dataclass(frozen=True, slots=True)
class Combination:
    """`gone` becomes a part of `kept`, which its partner holds too; `differences` are lost with it.

    `accepts`: the partner of `gone` is to accept the other one, which it does not do yet.
    """

    gone: Event
    kept: Event
    move: Move
    differences: tuple[str, ...]
    accepts: bool = False


def plan_combination(opened: OpenBoard, asked: str, into: str, *, accept: bool) -> Combination:
    """Raises `UnusableInput` where there are no two such events, or their partners do not agree."""
    gone, kept = find_event(opened, asked), find_event(opened, into)
    if gone.id == kept.id:
        raise UnusableInput(f"{asked} and {into} are one event already.")
    board, edits = opened.board, dict[str, tuple[Edit, ...]]()
    needs_host = gone.partner not in (kept.partner, *kept.hosts)
    accepts = gone.partner != kept.partner and not board.partners[gone.partner].accepts(kept.partner)
    if accepts:
        edits |= _accept(opened, gone, kept, accept=accept)
    for path, fields in _records(opened):
        if path != gone.ref.path and (followed := follow_name(fields, "part_of", (gone.id,), kept.id)):
            edits[path] = (*edits.get(path, ()), *followed)
    fields = _fields(opened, kept.ref.path)
    own = list(edits.get(kept.ref.path, ()))
    if needs_host:
        own += add_name(fields, "hosts", gone.partner, ("venue", "repeat", "end", "start"))
    known = old_addresses(board, kept)
    old = [each for each in _addresses(opened, gone) if each not in known]
    own += add_former(fields, old)
    edits[kept.ref.path] = (*own, *changed_now(opened, kept.ref.path))
    differences = tell_differences(OnBoard(gone, board), OnBoard(kept, board), opened.today)
    return Combination(gone, kept, Move({}, edits, tuple(_files(opened, gone))), differences, accepts)


def _accept(opened: OpenBoard, gone: Event, kept: Event, *, accept: bool) -> Mapping[str, tuple[Edit, ...]]:
    partner, leader = opened.board.partners[gone.partner], opened.board.partners[kept.partner]
    if partner.cohosts is CohostPolicy.NONE:
        raise UnusableInput(
            f"{partner.name} accepts no co-hosts (`cohosts: none` in {partner.ref.path}). Ask them first."
        )
    if not accept:
        raise UnusableInput(
            f"{partner.name} has not accepted {leader.name} as a co-host. Ask them; if they agree, say so "
            f"with --accept, which adds {leader.id} to `accept` in {partner.ref.path}."
        )
    fields = _fields(opened, partner.ref.path)
    return {partner.ref.path: add_name(fields, "accept", leader.id, ("cohosts", "name"))}


def _addresses(opened: OpenBoard, gone: Event) -> list[str]:
    own = f"{gone.partner}/{gone.slug}"
    return list(dict.fromkeys((own, gone.id, *old_addresses(opened.board, gone))))


def _files(opened: OpenBoard, gone: Event) -> list[str]:
    """The event's file with its translations, and the pictures and flyers that nothing else names.

    These last: without them, a run that was cut short would find a mistake in the event.
    """
    path = gone.ref.path
    folder, name = path.rpartition("/")[0], split_name(path)[0]
    beside = [each for each in opened.sources.records if each.rpartition("/")[0] == folder]
    own = [each for each in beside if split_name(each)[0] == name]
    others = [opened.sources.records[each] for each in beside if each not in own]
    named = [gone.image.path if gone.image else "", gone.flyer]
    files = [each for each in named if each and not any(_names(each, text) for text in others)]
    return [*(each for each in own if each != path), path, *files]


def _names(attachment: str, text: bytes) -> bool:
    return attachment.rpartition("/")[2].encode() in text


def _records(opened: OpenBoard) -> list[tuple[str, MappingNode]]:
    found = []
    for path in opened.sources.records:
        if path.startswith("events/") and not split_name(path)[1]:
            record = _parsed(opened, path)
            if record.node is not None and not any(each.is_error for each in record.problems):
                found.append((path, record.node))
    return found


def _fields(opened: OpenBoard, path: str) -> MappingNode:
    node = _parsed(opened, path).node
    assert node is not None, "a record on the board has fields"
    return node


def _parsed(opened: OpenBoard, path: str) -> Record:
    return parse_named_record(opened.sources.records[path], path, opened.field_names, limits=STAFF)
