"""Fields that nobody knows: which one was meant?"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from bulletin.load.ground import SHAPES, Ground, Loc
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
    loc = detail["loc"]
    names = known_names(_class_at(record_class, loc[:-1]))
    name = str(loc[-1])
    near = get_close_matches(name.lower().replace("-", "_").replace(" ", "_"), names, n=1, cutoff=0.7)
    message = f"Bulletin knows no field `{name}`, so this line is not read."
    if near and (fixed := ground.fix_key(tuple(part for part in loc if part not in SHAPES), near[0])):
        ground.problems.append(
            Problem(ground.ref(*loc, key=True), UNKNOWN_FIELD, message, f"Did you mean: {fixed[0]}", fixed[1])
        )
        return
    hint = f"Did you mean `{near[0]}`?" if near else f"The fields here are: {', '.join(names)}."
    ground.problems.append(Problem(ground.ref(*loc, key=True), UNKNOWN_FIELD, message, hint))
