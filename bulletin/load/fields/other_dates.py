"""A date and a time that stand in fields of their own, as the one line that says both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from bulletin.formats.dates import DateRefused, format_moment, parse_moment, parse_span
from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.nodes import Scalar
from bulletin.formats.repeat import parse_repeat
from bulletin.load.fields.fixes import replace_field, replace_fields
from bulletin.load.fields.record_source import FixedLine, Loc, RecordSource, find_node
from bulletin.model.expand import complete_rule, is_rule_start
from bulletin.model.names import fold_name
from bulletin.model.recurrence import day_of

TIMES = frozenset(
    {
        "time",
        "times",
        "hour",
        "hours",
        "start time",
        "starttime",
        "heure",
        "heures",
        "begin time",
        "event time",
    }
    | {"time start", "start hour", "heure de debut", "starts at", "from", "timing"}
)
"""What people call the time of a start that has a line of its own, as `fold_name` gives it."""


def start_lines(source: RecordSource, names: Mapping[str, str]) -> list[FixedLine]:
    """The lines to choose from for a start that stands in other fields; none where nobody can know.

    `names` are the fields of the file that nobody knows, by what each probably means.
    """
    texts = {name: text for name in names if (text := _text(source, name))}
    days = [name for name, meant in names.items() if meant == "start" and name in texts]
    times = [name for name in texts if fold_name(name) in TIMES]
    own = "start" if _text(source, "start") else ""
    day = own or (days[0] if days else "")
    if not day or (own and not times):
        return []
    if not times:
        return _alone(source, day, texts[day])
    both = f"{_text(source, day)} {texts[times[0]]}"
    return _lines(source, [(day,), (times[0],)], both)


def is_time(name: str) -> bool:
    """Whether a field of this name holds the time of a start."""
    return fold_name(name) in TIMES


def _alone(source: RecordSource, name: str, text: str) -> list[FixedLine]:
    return _lines(source, [(name,)], text)


def _lines(source: RecordSource, locs: list[Loc], text: str) -> list[FixedLine]:
    read = parse_moment(text, source.languages)
    if isinstance(read, time):
        return []
    if isinstance(read, DateRefused):
        starts: list[tuple[str, ...]] = [(each,) for each in read.readings if _is_moment(each)]
        if not starts and (span := parse_span(text, source.languages)):
            starts = [tuple(format_moment(moment) for moment in span)]
    else:
        starts = [(format_moment(read),)]
    has_end = find_node(source.node, ("end",)) is not None
    likely = on_repeat(source, [start[0] for start in starts])
    starts = [start for start in starts if start[0] in likely] or starts
    made: list[list[str]] = [
        [f"start: {start[0]}", *(f"end: {end}" for end in start[1:] if not has_end)] for start in starts
    ]
    fixed = [replace_fields(source, locs, *lines) or replace_field(source, locs[0], *lines) for lines in made]
    return [each for each in fixed if each]


def on_repeat(source: RecordSource, starts: list[str]) -> list[str]:
    """Those of several readings of a start that are a date of the event's repeat."""
    words = _text(source, "repeat")
    spec = parse_repeat(words, source.languages) if words and len(starts) > 1 else None
    if spec is None or isinstance(spec, DateRefused):
        return []
    found = []
    for each in starts:
        moment = parse_moment(each)
        if isinstance(moment, date) and is_rule_start(
            complete_rule(spec.rule, moment), moment, day_of(moment)
        ):
            found.append(each)
    return found


def _is_moment(text: str) -> bool:
    read = parse_moment(text)
    return isinstance(read, (date, datetime))


def _text(source: RecordSource, name: str) -> str:
    node = source.node.get(name) if isinstance(source.node, MappingNode) else None
    return node.text if isinstance(node, Scalar) else ""
