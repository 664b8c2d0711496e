"""Unknown fields, and which field was probably meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from operator import is_
from typing import Any, NamedTuple, TypeAlias, get_origin

from pydantic_core import ErrorDetails

from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.nodes import Node, Scalar, Tree
from bulletin.formats.nodes import Sequence as SequenceNode
from bulletin.load.fields.fixes import replace_field
from bulletin.load.fields.other_dates import is_time, start_lines
from bulletin.load.fields.other_names import CONTACT_NAMES, Foreign, contact_line, line_for, ways_to_ask
from bulletin.load.fields.program_texts import tree_of
from bulletin.load.fields.record_source import (
    SHAPES,
    FixedLine,
    Loc,
    RecordSource,
    find_node,
    propose,
    surely,
)
from bulletin.model.names import as_field_name
from bulletin.model.records.shapes import Record
from bulletin.problems import Fix, Problem, Rule, Severity

UNKNOWN_FIELD = Rule(
    "unknown-field",
    Severity.WARNING,
    "Every field is one that Bulletin knows.",
    "A misspelt field is not read, so what you wrote there would be missing on the board.",
    corrected=True,
)


class _Below(NamedTuple):
    """What stands below a field: fields of a class, if any, and whether free names come first (`rooms`)."""

    record_class: type[Record] | None
    is_by_name: bool


_Names: TypeAlias = Mapping[str, _Below]


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


def rename_fields(source: RecordSource, record_class: type[Record]) -> None:
    """Read `Title`, `TITLE` and `text-language` as `title` and `text_language`; the last with a warning."""
    if source.node is not None:
        renamed = _renamed(source, source.node, record_class, ())
        assert isinstance(renamed, MappingNode)
        source.node = renamed


def _renamed(source: RecordSource, node: Node, record_class: type[Record], loc: Loc) -> Node:
    """The node with its fields renamed; the node itself where none is, as in nearly every file."""
    if isinstance(node, SequenceNode):
        items = tuple(_renamed(source, item, record_class, (*loc, at)) for at, item in enumerate(node.items))
        return node if all(map(is_, items, node.items)) else replace(node, items=items)
    if not isinstance(node, MappingNode):
        return node
    names = _classes_below(record_class)
    fields = [
        field
        if key is field[0] and isinstance(field[1], Scalar)
        else (key, _renamed_value(source, field[1], names.get(key.text), (*loc, key.text)))
        for key, field in zip(_renamed_keys(source, node, names, loc), node.items, strict=True)
    ]
    unchanged = (new[0] is old[0] and new[1] is old[1] for new, old in zip(fields, node.items, strict=True))
    return node if all(unchanged) else replace(node, items=tuple(fields))


def _renamed_keys(source: RecordSource, node: MappingNode, names: _Names, loc: Loc) -> list[Scalar]:
    """The keys, each as the field it means; no field is meant twice, or where it is given."""
    given = {key.text for key, _ in node.items}
    keys = []
    for key, _ in node.items:
        if key.text not in names and (meant := as_field_name(key.text)) in names and meant not in given:
            given.add(meant)
            if key.text.strip().lower() != meant:
                _report_renamed(source, (*loc, key.text), meant)
            keys.append(key._replace(text=meant))
        else:
            keys.append(key)
    return keys


def _renamed_value(source: RecordSource, value: Node, below: _Below | None, loc: Loc) -> Node:
    if below is None or below.record_class is None:
        return value
    if below.is_by_name and isinstance(value, MappingNode):
        record_class = below.record_class
        chosen = (
            (name, _renamed(source, each, record_class, (*loc, name.text))) for name, each in value.items
        )
        return replace(value, items=tuple(chosen))
    return _renamed(source, value, below.record_class, loc)


def _report_renamed(source: RecordSource, loc: Loc, meant: str) -> None:
    fixed = surely(source.fix_key(loc, meant))
    message = f"The field is called `{meant}`; `{loc[-1]}` was read as that."
    proposal = propose(fixed, f"Type `{meant}`, in small letters.", "Did you mean")
    source.add(Problem(source.ref(*loc, key=True), UNKNOWN_FIELD, message, *proposal))


@cache
def _classes_below(record_class: type[Record]) -> _Names:
    return {
        info.alias or name: _Below(next(_record_classes(info.annotation), None), _is_by_name(info.annotation))
        for name, info in record_class.model_fields.items()
    }


def _is_by_name(annotation: Any) -> bool:
    return get_origin(annotation) is dict or any(
        _is_by_name(inner) for inner in getattr(annotation, "__args__", ())
    )


def lines_meant(source: RecordSource, record_class: type[Record], name: str) -> list[FixedLine]:
    """The lines to choose from for a field that stands under another name; none where nobody can know."""
    meant = _meant_by(source, record_class, ())
    if name == "start":
        return start_lines(source, meant)
    for typed, near in meant.items():
        if near == name and (fixed := line_for(source, Foreign((typed,), _given(source, (typed,)), near))):
            return [fixed]
    summary = find_node(source.node, ("summary",))
    if name == "title" and isinstance(summary, Scalar) and 0 < len(summary.text) <= LONGEST_TITLE:
        fixed = source.fix_key(("summary",), "title")
        return [fixed] if fixed else []
    return []


LONGEST_TITLE = 100
"""The longest summary that may be meant as a title."""


def _meant_by(source: RecordSource, record_class: type[Record], holder: Loc) -> dict[str, str]:
    """The fields that nobody knows, and the field each probably means, or ""."""
    names = known_names(record_class)
    node = find_node(source.node, holder) if holder else source.node
    keys = [key.text for key, _ in node.items] if isinstance(node, MappingNode) else []
    return {key: _near(key, names, record_class.field_aliases) for key in keys if key not in names}


def _given(source: RecordSource, loc: Loc) -> Tree:
    return tree_of(find_node(source.node, loc))


class _Answer(NamedTuple):
    """A hint with the lines it offers: one, several to choose from, or none."""

    hint: str
    fixes: tuple[Fix, ...] = ()


def report_unknown(source: RecordSource, record_class: type[Record], detail: ErrorDetails) -> None:
    """Report an unknown field, with the one that was probably meant."""
    *path, last = detail["loc"]
    # The last is what was typed, even if it is one of SHAPES; the others may be the validator's.
    loc = (*(part for part in path if part not in SHAPES), last)
    known = _class_at(record_class, loc[:-1])
    hint, fixes = _answered_already(source, loc) or _answer(source, known, loc)
    message = f"Bulletin knows no field `{last}`, so this line is not read."
    ref = source.ref(*loc, key=True)
    if len(fixes) == 1:
        source.add(Problem(ref, UNKNOWN_FIELD, message, hint, fixes[0]))
    else:
        source.add(Problem(ref, UNKNOWN_FIELD, message, hint, choices=fixes))


def _answered_already(source: RecordSource, loc: Loc) -> _Answer | None:
    """The line that another Problem proposes in place of this field."""
    line = source.line(*loc, key=True)
    mended = source.mended.get(line)
    if mended is None or mended.lstrip().startswith(str(loc[-1])) or not mended.strip():
        return None
    return _Answer(f"Type instead: {mended.strip()}", (Fix(line, line, (mended,)),))


def _answer(source: RecordSource, known: type[Record], loc: Loc) -> _Answer:
    name, names = str(loc[-1]), known_names(known)
    near = _near(name, names, known.field_aliases)
    if "contact" in names and as_field_name(name) in CONTACT_NAMES:
        return _contact_answer(source, known, loc)
    if len(loc) == 1 and "start" in names and (is_time(name) or near == "start"):
        return _start_answer(source, known, name)
    if not near:
        usual = ", ".join(known.usual)
        more = f"The usual fields are: {usual}. All of them stand in docs/fields.md."
        return _Answer(more if usual else f"The fields here are: {', '.join(names)}.")
    if " " in near:
        without = replace_field(source, loc) if near.startswith("Delete") else None
        return _Answer(near, (without.fix,) if without else ())
    if _is_given(source, (*loc[:-1], near)) or (near == "description" and source.body.strip()):
        return _Answer(f"If you meant `{near}`: that is given already, so delete one of the two lines.")
    if fixed := line_for(source, Foreign(loc, _given(source, loc), near)):
        return _Answer(f"Did you mean: {fixed.line}", (fixed.fix,)) if fixed.line else _deletion(fixed)
    if near == "hosts":
        return _Answer("It is no other partner of this board, so leave it out.")
    if near in ("categories", "welcome", "needs", "audience"):
        return _Answer(f"Nothing in it is one of the words for `{near}` here, so leave it out.")
    return _Answer(f"Something like it is `{near}`, but what stands here cannot be read there; leave it out.")


def _deletion(fixed: FixedLine) -> _Answer:
    return _Answer("That is said already, so delete this line.", (fixed.fix,))


def _contact_answer(source: RecordSource, known: type[Record], loc: Loc) -> _Answer:
    """All ways to ask that stand in fields of their own as one `contact`, offered once."""
    names = known_names(known)
    own = [key for key in _meant_by(source, known, loc[:-1]) if as_field_name(key) in CONTACT_NAMES]
    line = contact_line(source, loc[:-1], own)
    if _is_given(source, (*loc[:-1], "contact")):
        given = ways_to_ask(_given(source, (*loc[:-1], "contact")))
        here = ways_to_ask(_given(source, loc), str(loc[-1]))
        if here and all(value in given.values() for value in here.values()):
            without = replace_field(source, loc)
            return _deletion(without) if without else _Answer("That is said already, so delete this line.")
        return _Answer("Ways to ask stand in `contact`, each on a line of its own; other links in the text.")
    holding = [each for each in own if ways_to_ask(_given(source, (*loc[:-1], each)), each)]
    if not line or not holding or "contact" not in names:
        return _Answer("A public way to ask stands in `contact`: a phone number, an e-mail or a web address.")
    if holding[0] != loc[-1]:
        return _Answer(f"It belongs to `contact` too: see the line `{holding[0]}`.")
    fixed = replace_field(source, loc, line)
    return _Answer(f"Did you mean: {line}", (fixed.fix,)) if fixed else _Answer(f"Write it like this: {line}")


def _start_answer(source: RecordSource, known: type[Record], name: str) -> _Answer:
    """The start with its date and its time in one line; both readings where there are two."""
    meant = _meant_by(source, known, ())
    if _is_given(source, ("start",)) and not is_time(name):
        return _Answer("If you meant `start`: that is given already, so delete one of the two lines.")
    lines = start_lines(source, meant)
    days = [each for each, near in meant.items() if near == "start" and not is_time(each)]
    if is_time(name) and days and lines:
        return _Answer(f"The time stands beside the date: see the line `{days[0]}`.")
    if days and name != days[0] and not is_time(name):
        return _Answer(f"There is one start: see the line `{days[0]}`.")
    if not lines:
        return _Answer("A start is a date and a time in one line, as in: 2027-01-06 10:15")
    return _Answer(tell_lines(lines, "Did you mean"), tuple(each.fix for each in lines))


def tell_lines(lines: list[FixedLine], words: str = "Type instead") -> str:
    """A hint that offers one line, or several to choose from."""
    if len(lines) == 1:
        return f"{words}: {lines[0].line}"
    return "\n".join(("Type the right one of these instead:", *(each.line for each in lines)))


def _near(name: str, names: list[str], field_aliases: Mapping[str, str]) -> str:
    """The field that was probably meant, or a sentence that says where to write it, or ""."""
    typed = as_field_name(name)
    if typed in names:
        return typed
    if typed in field_aliases:
        return field_aliases[typed]
    near = get_close_matches(typed, names, n=1, cutoff=0.7)
    return near[0] if near else ""


def _is_given(source: RecordSource, loc: Loc) -> bool:
    holder = find_node(source.node, loc[:-1])
    return isinstance(holder, MappingNode) and holder.get(str(loc[-1])) is not None
