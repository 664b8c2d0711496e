"""`repeat` as recurrence rules (RFC 5545 RRULE), from words, fields, or a list of either."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from bulletin.formats.dates import DateRefused
from bulletin.formats.repeat import Spec, parse_repeat, parse_repeat_fields
from bulletin.formats.repeat.spec import REPEAT_OUT_OF_BOUNDS, REPEAT_UNREADABLE
from bulletin.load.events.limits import MOST_REPEATS
from bulletin.load.fields.days import report_refusal
from bulletin.load.fields.fixes import replace_field
from bulletin.load.fields.record_source import Loc, RecordSource
from bulletin.model.expand import complete_rule
from bulletin.model.place import DayRange
from bulletin.model.records.event_parts import RepeatRecord
from bulletin.model.recurrence import RecurrenceRule, Start
from bulletin.problems import Fix, Rule, Severity, to_type
from bulletin.translatable import gettext as _

MISSING_KEY = Rule(
    "missing-key",
    Severity.ERROR,
    "Each repeat after the first has a `key`, a short name that never changes.",
    "Subscribers' calendars know each rule by it.",
)
SAME_KEY = Rule("same-key", Severity.ERROR, "No two repeats of an event have the same `key`.")


@dataclass(frozen=True, slots=True)
class ReadRepeat:
    """One rule as read, with its own times and exceptions; `rule` is None where nothing repeats."""

    loc: Loc
    rule: RecurrenceRule | None = None
    time_from: time | None = None
    time_to: time | None = None
    except_days: tuple[DayRange, ...] = ()
    except_calendars: tuple[str, ...] = ()
    key: str = ""
    is_end_open: bool = False


_ONCE = frozenset({
    "no", "none", "never", "once", "only once", "one time", "one-time", "one off", "one-off", "n/a", "-",
    "does not repeat", "single", "non", "jamais", "aucune", "aucun", "une fois", "une seule fois", "لا",
})  # fmt: skip

Written = str | RepeatRecord | tuple[str | RepeatRecord, ...]


def read_repeats(
    source: RecordSource, written: Written | None, start: Start | None
) -> tuple[ReadRepeat, ...] | None:
    """All rules of an event, the first without a key; () when it does not repeat, None when one is wrong.

    `start` is None where the event's cannot be read, so that only what is wrong matters.
    """
    if written is None:
        return ()
    several = isinstance(written, tuple)
    items = written if isinstance(written, tuple) else (written,)
    if len(items) > MOST_REPEATS:
        message = _(
            "There are {count} repeats; {most} is the most.",
            count=len(items),
            most=MOST_REPEATS,
        )
        hint = _("One repeat can name several days: repeat: Mondays, Wednesdays and Fridays")
        source.report(REPEAT_OUT_OF_BOUNDS, ("repeat",), message, hint)
        return None
    found: list[ReadRepeat] = []
    keys: set[str] = set()
    is_wrong = False
    for number, item in enumerate(items):
        loc: Loc = ("repeat", number) if several else ("repeat",)
        spec = _read(source, loc, item, start)
        if spec is None:
            is_wrong = True
            continue
        key = "" if number == 0 else spec.key
        if number and not _check_key(source, loc, item, key, keys):
            is_wrong = True
        keys.add(key)
        rule = spec.rule if start is None else complete_rule(spec.rule, start)
        times = spec.time_from, spec.time_to
        days_off = spec.except_days, spec.except_calendars
        found.append(ReadRepeat(loc, rule, *times, *days_off, key, spec.is_end_open))
    return None if is_wrong else tuple(found)


def _read(source: RecordSource, loc: Loc, item: str | RepeatRecord, start: Start | None) -> Spec | None:
    """One rule; None (and a Problem) where it cannot be read."""
    if isinstance(item, str) and item.strip().strip(".").lower() in _ONCE:
        message = _("“{item}” is no repeat.", item=item)
        hint = _("An event that is held once has no such line, so delete it.")
        fixed = replace_field(source, loc)
        source.report(REPEAT_UNREADABLE, loc, message, hint, fixed and fixed.fix)
        return None
    spec = _parse(source, item, start)
    if isinstance(spec, DateRefused):
        field = (spec.field,) if spec.field and isinstance(item, RepeatRecord) else ()
        report_refusal(source, (*loc, *field), spec)
        return None
    return spec


def _parse(source: RecordSource, item: str | RepeatRecord, start: Start | None) -> Spec | DateRefused:
    if isinstance(item, str):
        return parse_repeat(item, source.languages, start)
    fields = item.model_dump(by_alias=True, exclude_unset=True)
    if "count" in fields:
        fields["count"] = str(item.count)
    return parse_repeat_fields(fields, source.languages, start)


def _check_key(source: RecordSource, loc: Loc, item: str | RepeatRecord, key: str, keys: set[str]) -> bool:
    if key and key not in keys:
        return True
    line = source.line(*loc)
    before = source.line_text(line)
    if key:
        message = _("Two repeats have the key `{key}`.", key=key)
        source.report(SAME_KEY, loc, message, _("Give this one another key, as in: key: saturday"))
        return False
    message = _("The second repeat and every further one need a short name of their own.")
    words = item if isinstance(item, str) else None
    if words and before.count(words) == 1 and before.lstrip().startswith("- "):
        indent = before[: before.index("-")]
        lines = (
            f"{indent}- words: {before[before.index('-') + 1 :].strip()}",
            f"{indent}  key: {_key_for(words, keys)}",
        )
        hint = to_type(_("Type instead"), lines[0].strip(), f"  {lines[1].strip()}")
        source.report(MISSING_KEY, loc, message, hint, Fix(line, line, lines))
    elif before.lstrip().startswith("- "):
        indent = before[: before.index("-")] + "  "
        added = f"{indent}key: {_key_for(str(loc[-1]), keys)}"
        hint = to_type(_("Add this line"), added.strip())
        source.report(MISSING_KEY, loc, message, hint, Fix(line + 1, line, (added,)))
    else:
        source.report(MISSING_KEY, loc, message, _("Add a line to it, as in: key: saturday"))
    return False


def _key_for(words: str, keys: set[str]) -> str:
    """A key from the words: the first weekday in them, else `rule-2`."""
    for word in words.lower().replace(",", " ").split():
        name = word.rstrip("s")
        if (
            name.endswith("day")
            and name.isascii()
            and name.isalpha()
            and name not in keys | {"day", "weekday"}
        ):
            return name
    return f"rule-{len(keys) + 1}"
