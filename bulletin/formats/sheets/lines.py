"""Fields and lists of a record ↔ the lines of one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bulletin.formats.dates import DateRefused, parse_date_range, parse_moment
from bulletin.formats.nodes import Tree
from bulletin.formats.repeat import Spec, format_repeat, parse_repeat, parse_repeat_fields
from bulletin.model.records.columns import Cell

NONE = "none"
"""A list without an item, said on purpose: it takes away what a partner set for all its events."""

_FIELD = re.compile(r"([A-Za-z_][\w. -]{0,39}):\s+(\S.*)")
_NEXT_FIELD = re.compile(r";\s+(?=[a-z_.]{2,40}:\s)")
_KEYED = re.compile(r"([a-z0-9][a-z0-9-]*):\s+(\S.*)")
_CHANGED = re.compile(r"(.{4,40}?)(?::\s+|\s+(?=cancelled\Z))(\S.*)")


def format_cell(value: Tree, form: Cell) -> str | None:
    """The cell of a value; None where no cell holds it so that it is read back the same."""
    cell = _formatted(value, form)
    return cell if cell is not None and _same(parse_cell(cell, form), value, form) else None


def parse_cell(text: str, form: Cell, languages: Sequence[str] = ("en",)) -> Tree:
    """The value of a cell that is not empty; what is not written in its form is the text itself."""
    match form:
        case Cell.NAMES:
            return _list(re.split(r"\s*[,;\n]\s*", text))
        case Cell.DAYS:
            return _list([day for line in re.split(r"\s*[;\n]\s*", text) for day in _days(line, languages)])
        case Cell.LINES:
            return _one_or_more(text.split("\n"))
        case Cell.FIELDS:
            return _fields(re.split(r"\n|;\s+(?=[\w -]{1,40}:\s)", text)) or text
        case Cell.ITEMS:
            return _one_or_more([_item(line) for line in text.split("\n") if line.strip()])
        case Cell.REPEAT:
            return _one_or_more([_rule(line, languages) for line in text.split("\n") if line.strip()])
        case Cell.CHANGES:
            return _changes(text) or text
        case Cell.TEXT:
            return text


def _formatted(value: Tree, form: Cell) -> str | None:
    if isinstance(value, str) and form is not Cell.REPEAT:
        return value
    items = value if isinstance(value, list) else [value]
    match form:
        case Cell.NAMES | Cell.DAYS:
            separator = ", " if form is Cell.NAMES else "; "
            return separator.join(str(item) for item in items) or NONE
        case Cell.LINES:
            return "\n".join(str(item) for item in items)
        case Cell.FIELDS:
            return _format_fields(value, "\n") if isinstance(value, dict) else None
        case Cell.ITEMS:
            return "\n".join(each if isinstance(each, str) else _format_fields(each, "; ") for each in items)
        case Cell.REPEAT:
            return "\n".join(_format_rule(item) for item in items)
        case Cell.CHANGES:
            return _format_changes(value) if isinstance(value, dict) else None
        case Cell.TEXT:
            return None


def _same(read: Tree, value: Tree, form: Cell) -> bool:
    """Whether what was read back is what was written; a repeat may stand in other words."""
    if form is Cell.REPEAT:
        return _format_items(read) == _format_items(value)
    return _as_list(read) == _as_list(value) if form is not Cell.TEXT else read == value


def _as_list(value: Tree) -> Tree:
    return value if isinstance(value, list) else [value]


def _format_items(value: Tree) -> list[str]:
    return [_format_rule(item) for item in (value if isinstance(value, list) else [value])]


def _list(items: Sequence[str]) -> Tree:
    return [] if [item.strip().lower() for item in items] == [NONE] else _one_or_more(items)


def _one_or_more(items: Sequence[Tree]) -> Tree:
    kept = [item for item in (each.strip() if isinstance(each, str) else each for each in items) if item]
    return kept[0] if len(kept) == 1 else kept


def _days(text: str, languages: Sequence[str]) -> list[str]:
    """`3 March 2027, 10 March 2027` as two, where each part is a date."""
    parts = [part.strip() for part in text.split(",")]
    is_each = all(
        not isinstance(parse_moment(part, languages), DateRefused)
        or not isinstance(parse_date_range(part, languages), DateRefused)
        for part in parts
    )
    return parts if is_each else [text]


def _fields(lines: Sequence[str]) -> dict[str, Tree]:
    """The fields of lines each of which is one; none where another stands among them."""
    found = [_FIELD.fullmatch(line.strip()) for line in lines if line.strip()]
    if not all(found):
        return {}
    fields: dict[str, Tree] = {}
    for name, value in ((each[1].strip(), each[2].strip()) for each in found if each):
        group, dot, part = name.partition(".")
        inner = fields.setdefault(group, {}) if dot else None
        if isinstance(inner, dict):
            inner[part] = value
        else:
            fields[name] = value
    return fields


def _item(line: str) -> Tree:
    return _fields(_NEXT_FIELD.split(line)) or line.strip()


def _format_fields(value: Tree, separator: str) -> str:
    return separator.join(f"{name}: {text}" for name, text in _texts(value))


def _texts(value: Tree, within: str = "") -> Iterator[tuple[str, str]]:
    """The texts of fields by their names, with a dot before one inside another."""
    assert isinstance(value, dict)
    for name, inner in value.items():
        if isinstance(inner, dict):
            yield from _texts(inner, f"{within}{name}.")
        else:
            yield f"{within}{name}", inner if isinstance(inner, str) else ", ".join(map(str, inner))


def _rule(line: str, languages: Sequence[str]) -> Tree:
    """A rule in words, behind its key, or in fields."""
    keyed = _KEYED.fullmatch(line.strip())
    if keyed and isinstance(parse_repeat(keyed[2], languages), Spec):
        return {"words": keyed[2], "key": keyed[1]}
    fields = _fields(_NEXT_FIELD.split(line))
    return fields if fields.keys() & {"every", "on", "words", "rrule"} else line.strip()


def _format_rule(rule: Tree) -> str:
    if not isinstance(rule, dict):
        return str(rule)
    words, key = rule.get("words"), rule.get("key", "")
    if not isinstance(words, str) or not rule.keys() <= {"words", "key"}:
        spec = parse_repeat_fields(_as_repeat_fields(rule))
        if isinstance(spec, DateRefused) or spec.except_calendars:
            return _format_fields(rule, "; ")
        words = format_repeat(spec)
    return f"{key}: {words}" if key else words


def _as_repeat_fields(rule: Mapping[str, Tree]) -> dict[str, str | list[str]]:
    return {
        name: value if isinstance(value, str) else [str(item) for item in value]
        for name, value in rule.items()
    }


def _changes(text: str) -> dict[str, Tree]:
    found = [_CHANGED.fullmatch(line.strip()) for line in text.split("\n") if line.strip()]
    if not all(found):
        return {}
    return {each[1].strip(): _item(each[2]) for each in found if each}


def _format_changes(changes: Mapping[str, Tree]) -> str:
    return "\n".join(
        f"{day}: {what if isinstance(what, str) else _format_fields(what, '; ')}"
        for day, what in changes.items()
    )
