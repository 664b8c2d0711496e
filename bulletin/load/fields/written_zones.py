"""A zone behind a time (`-05:00`, `Z`, `ET`), against the zone of the event."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bulletin.formats.dates import WrittenMoment, format_moment, offset_of, parse_moment
from bulletin.formats.dates.lexicon import TIME_OFFSET
from bulletin.formats.dates.times import refuse_zone
from bulletin.formats.nodes import Scalar
from bulletin.load.fields.days import report_refusal
from bulletin.load.fields.record_source import Loc, RecordSource, find_node
from bulletin.model.zones import WallTime, parse_zone, resolve_local
from bulletin.problems import below
from bulletin.translatable import gettext as _
from bulletin.translatable import join, sentence

LONGEST_LIKELY = timedelta(hours=14)
"""A reading that makes an event longer is not offered."""
_MONTHS = (1, 7)
"""A zone has one name in each of these, if it has two."""


def read_wall_time(
    source: RecordSource, zone: ZoneInfo, loc: Loc, written: WrittenMoment, day: date | None
) -> WrittenMoment | None:
    """The moment on the clocks of `zone`, where the zone behind it says the same; else None, and a Problem.

    `day` is that of a time alone.
    """
    naive = written.moment
    if isinstance(naive, time):
        naive = datetime.combine(day or date(2027, 1, 6), naive)
    assert isinstance(naive, datetime)
    offset = _offset_at(written.zone, zone, naive)
    if offset is None:
        _refuse_name(source, loc, written)
        return None
    wall = (naive - offset).replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None, fold=0)
    if wall == naive:
        return replace(written, zone="")
    _ask_which(source, zone, loc, written, (naive, wall))
    return None


def _offset_at(written: str, zone: ZoneInfo, naive: datetime) -> timedelta | None:
    """How far the zone that was written is ahead of UTC then; None where it could be several."""
    offset = offset_of(written)
    if offset is not None:
        return offset
    other = parse_zone(written)
    if other is not None:
        return resolve_local(naive, other)[0].utcoffset()
    here = resolve_local(naive, zone)[0]
    typed = written.upper()
    if typed in (_name(here), _name(here).replace("ST", "T").replace("DT", "T")):
        return here.utcoffset()
    for month in _MONTHS:
        then = datetime(naive.year, month, 1, tzinfo=zone)
        if typed == _name(then):
            return then.utcoffset()
    return None


def _name(moment: datetime) -> str:
    return moment.tzname() or ""


def _ask_which(
    source: RecordSource, zone: ZoneInfo, loc: Loc, written: WrittenMoment, times: tuple[datetime, datetime]
) -> None:
    """Report a time of another zone, with the two times that can be meant."""
    naive, wall = times
    city = zone.key.rpartition("/")[2].replace("_", " ")
    told = {"time": f"{naive:%H:%M}", "zone": written.zone, "local": f"{wall:%H:%M}", "city": city}
    message = (
        _("{time} with “{zone}” behind it is {local} in {city}.", **told)
        if naive.date() == wall.date()
        else _("{time} with “{zone}” behind it is {local} in {city}, on {day}.", **told, day=wall.date())
    )
    lines, fixes = [], []
    for words, moment in (
        (_("For {time} in {city}", time=format(wall, "%H:%M"), city=city), wall),
        (_("For {time} in {city}", time=format(naive, "%H:%M"), city=city), naive),
    ):
        is_whole = isinstance(written.moment, datetime)
        text = f"{moment:%Y-%m-%d %H:%M}" if is_whole else f"{moment:%H:%M}"
        fixed = source.fix_value(loc, text)
        if resolve_local(moment, zone)[1] is not WallTime.GAP and _is_likely(source, loc, moment):
            lines.append(below(words, fixed.line if fixed else f"{loc[-1]}: {text}"))
            fixes += [fixed.fix] if fixed else []
    source.report_choice(TIME_OFFSET, loc, message, join("\n", lines), fixes)


def _is_likely(source: RecordSource, loc: Loc, moment: datetime) -> bool:
    """Whether start and end fit together with this one of them; where the other cannot be read, they may."""
    name = {"start": "end", "end": "start"}.get(str(loc[-1]))
    node = find_node(source.node, (*loc[:-1], name)) if name else None
    other = parse_moment(node.text, source.languages) if isinstance(node, Scalar) else None
    if isinstance(other, time):
        other = datetime.combine(moment.date(), other)
    if not isinstance(other, datetime):
        return True
    start, end = (moment, other) if name == "end" else (other, moment)
    length = end - start if end.date() != start.date() else (end - start) % timedelta(days=1)
    return timedelta(0) < length <= LONGEST_LIKELY


def _refuse_name(source: RecordSource, loc: Loc, written: WrittenMoment) -> None:
    """Report the name of a zone that could be several."""
    clock = format_moment(written.moment)
    refusal, fixed = refuse_zone(written.zone, clock), source.fix_value(loc, clock)
    if fixed is None:
        report_refusal(source, loc, refusal)
        return
    hint = _(
        "Where the place has another zone than the board, a line of its own says so, as in timezone: "
        "Europe/Paris. If the clock there shows {clock}, type:\n{line}",
        clock=clock,
        line=fixed.line,
    )
    source.report_choice(TIME_OFFSET, loc, sentence(refusal.message), hint, [fixed.fix])
