"""The fields of an event ↔ the cells of its row in a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bulletin.formats.nodes import Tree
from bulletin.formats.sheets.lines import format_cell, parse_cell
from bulletin.model.records.columns import COLUMNS, GROUPS

DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class EventCells:
    """The cells of an event by the name of their column; `left_out` names the fields that no cell holds."""

    cells: Mapping[str, str]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventFields:
    """What a row says of an event: its fields as they may stand in a record, and its description."""

    values: Mapping[str, Tree] = field(default_factory=dict)
    body: str = ""


def format_event(
    values: Mapping[str, Tree], body: str, passed_over: frozenset[str] = frozenset()
) -> EventCells:
    """The cells of a record. Fields that are `passed_over` are no matter of a sheet."""
    flat: dict[str, Tree] = {}
    for name, value in values.items():
        if name in GROUPS and isinstance(value, dict):
            own = GROUPS[name]
            flat |= {name if part == own else f"{name}.{part}": inner for part, inner in value.items()}
        else:
            flat[name] = value
    if body:
        flat[DESCRIPTION] = body
    cells, left_out = {}, []
    for name, value in flat.items():
        cell = format_cell(value, COLUMNS[name]) if name in COLUMNS else None
        if cell is not None:
            cells[name] = cell
        elif name not in passed_over:
            left_out.append(name)
    return EventCells(cells, tuple(left_out))


def parse_event(cells: Mapping[str, str], languages: Sequence[str] = ("en",)) -> EventFields:
    """The fields of the cells that are not empty, each as its column says."""
    values: dict[str, Tree] = {}
    groups: dict[str, dict[str, Tree]] = {}
    for name, form in COLUMNS.items():
        text = cells.get(name, "").strip("\r\n") if name == DESCRIPTION else cells.get(name, "").strip()
        if not text.strip() or name == DESCRIPTION:
            continue
        group, _, part = name.partition(".")
        if group in GROUPS:
            part = part or GROUPS[group]
            values.setdefault(group, "")
            groups.setdefault(group, {})[part] = parse_cell(text, form, languages)
        else:
            values[name] = parse_cell(text, form, languages)
    for group, parts in groups.items():
        own = GROUPS[group]
        values[group] = parts[own] if own and parts.keys() == {own} else {**parts}
    return EventFields(values, cells.get(DESCRIPTION, "").strip("\r\n").rstrip())
