"""Fields that nobody knows: which one was meant?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.load.ground import SHAPES, Ground, Loc, find_node
from bulletin.model.records import Record
from bulletin.problems import Problem, Rule, Severity

UNKNOWN_FIELD = Rule(
    "unknown-field",
    Severity.WARNING,
    "Every field is one that Bulletin knows.",
    "A misspelt field is not read, so what you wrote there would be missing on the board.",
)


def known_names(record_class: type[Record]) -> list[str]:
    """The names of a record's fields as people write them."""
    return [info.alias or name for name, info in record_class.model_fields.items()]


def _class_at(record_class: type[Record], loc: Loc) -> type[Record]:
    """The class whose fields stand at `loc`, for the list of names it knows."""
    for part in loc:
        info = next(
            (info for name, info in record_class.model_fields.items() if part in (name, info.alias)), None
        )
        if info is None:
            continue
        record_class = next(_record_classes(info.annotation), record_class)
    return record_class


def _record_classes(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _record_classes(inner)


def report_unknown(ground: Ground, record_class: type[Record], detail: ErrorDetails) -> None:
    """Say which field was probably meant; it is told apart from those that are given already."""
    *path, last = detail["loc"]
    # The last is what was typed, and somebody may call a field `text`; the others may be the validator's.
    loc = (*(part for part in path if part not in SHAPES), last)
    known = _class_at(record_class, loc[:-1])
    name, names = str(loc[-1]), known_names(known)
    near = _near(name, names, known.also_called)
    message = f"Bulletin knows no field `{name}`, so this line is not read."
    fix = None
    if not near:
        usual = ", ".join(known.usual)
        more = f"The usual fields are: {usual}. All of them stand in docs/fields.md."
        hint = more if usual else f"The fields here are: {', '.join(names)}."
    elif " " in near:
        hint = near
    elif _is_given(ground, (*loc[:-1], near)):
        hint = f"If you meant `{near}`: that is given already, so delete one of the two lines."
    elif fixed := ground.fix_key(loc, near):
        hint, fix = f"Did you mean: {fixed[0]}", fixed[1]
    else:
        hint = f"Did you mean `{near}`?"
    ground.problems.append(Problem(ground.ref(*loc, key=True), UNKNOWN_FIELD, message, hint, fix))


def _near(name: str, names: list[str], also_called: Mapping[str, str]) -> str:
    """The field that was probably meant, or a sentence that says where to write it, or ""."""
    typed = name.strip().lower().replace("-", "_").replace(" ", "_")
    if typed in names:
        return typed
    if typed in also_called:
        return also_called[typed]
    near = get_close_matches(typed, names, n=1, cutoff=0.7)
    return near[0] if near else ""


def _is_given(ground: Ground, loc: Loc) -> bool:
    holder = find_node(ground.node, loc[:-1])
    return isinstance(holder, MappingNode) and holder.get(str(loc[-1])) is not None
