"""Lines to paste in place of whole fields, and where a new field goes."""

from __future__ import annotations

from itertools import pairwise

from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.nodes import Node, Scalar
from bulletin.formats.yaml.emit import format_text
from bulletin.load.fields.record_source import FixedLine, Loc, RecordSource, find_node
from bulletin.model.names import as_field_name
from bulletin.problems import Fix


def format_list(name: str, values: tuple[str, ...] | list[str]) -> str:
    """`name: [a, b]`, or `name: a` for one."""
    texts = [_in_brackets(value) for value in values]
    return f"{name}: {format_text(values[0])}" if len(values) == 1 else f"{name}: [{', '.join(texts)}]"


def _in_brackets(text: str) -> str:
    plain = format_text(text)
    return f'"{text}"' if plain == text and any(mark in text for mark in ",[]{}") else plain


def replace_field(source: RecordSource, loc: Loc, *lines: str) -> FixedLine | None:
    """These lines in place of a field with everything below it; none deletes it.

    None where the field does not stand on lines of its own.
    """
    span = _span(source, loc)
    if span is None:
        return None
    first, last = span
    indent = _indent(source.line_text(first))
    named = [_called_as_typed(source, loc, line) for line in lines]
    return FixedLine("\n".join(named), Fix(first, last, tuple(f"{indent}{line}" for line in named)))


def _called_as_typed(source: RecordSource, loc: Loc, line: str) -> str:
    """The line with the name that its field has in the file: `prix` for `cost`."""
    typed, name = source.typed_name(loc), f"{loc[-1]}:"
    is_other = as_field_name(typed) != loc[-1] and line.startswith(name)
    return f"{typed.strip()}:{line.removeprefix(name)}" if is_other else line


def replace_fields(source: RecordSource, locs: list[Loc], *lines: str) -> FixedLine | None:
    """These lines in place of fields that stand one below the other; None where they do not."""
    spans = sorted(span for loc in locs if (span := _span(source, loc)))
    if len(spans) != len(locs) or any(a[1] + 1 != b[0] for a, b in pairwise(spans)):
        return None
    indent = _indent(source.line_text(spans[0][0]))
    fix = Fix(spans[0][0], spans[-1][1], tuple(f"{indent}{line}" for line in lines))
    return FixedLine("\n".join(lines), fix)


def add_field(source: RecordSource, *lines: str) -> FixedLine | None:
    """These lines below the first field, or in place of the same field where it is empty."""
    fields = source.node.items if source.node else ()
    name = lines[0].partition(":")[0]
    if find_node(source.node, (name,)) is not None:
        return replace_field(source, (name,), *lines)
    span = _span(source, (fields[0][0].text,)) if fields else None
    if span is None:
        return None
    indent = _indent(source.line_text(span[0]))
    fix = Fix(span[1] + 1, span[1], tuple(f"{indent}{line}" for line in lines))
    return FixedLine("\n".join(lines), fix)


def add_below(source: RecordSource, loc: Loc, *lines: str) -> FixedLine | None:
    """These lines below another field, as its neighbours; None where it does not stand on its own lines."""
    span = _span(source, loc)
    if span is None:
        return None
    indent = _indent(source.line_text(span[0]))
    fix = Fix(span[1] + 1, span[1], tuple(f"{indent}{line}" for line in lines))
    return FixedLine("\n".join(lines), fix)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _span(source: RecordSource, loc: Loc) -> tuple[int, int] | None:
    """The first and the last line of a field; None where something else stands on them too."""
    holder = find_node(source.node, loc[:-1])
    key = _key(holder, loc[-1]) if isinstance(holder, MappingNode) and loc else None
    if key is None or not isinstance(holder, MappingNode):
        return None
    keys = sorted(name.line for name, _ in holder.items)
    lines = source.text.split("\n")
    column = len(_indent(lines[key.line - 1])) if 0 < key.line <= len(lines) else 0
    # In a `{…}` and behind the dash of a list other things stand on the line.
    if column + 1 != key.column or keys.count(key.line) > 1:
        return None
    last = key.line
    for number in range(key.line + 1, len(lines) + 1):
        line = lines[number - 1]
        if line.strip() and not _goes_on(line, column):
            break
        if number in keys:
            break
        if line.strip():
            last = number
    value = holder.get(key.text)
    return (key.line, last) if value is not None and _last_line(value) <= last else None


def _goes_on(line: str, column: int) -> bool:
    indent = len(_indent(line))
    return indent > column or (indent == column and line[indent : indent + 2] in ("- ", "-"))


def _key(holder: MappingNode, name: str | int) -> Scalar | None:
    return next((key for key, _ in holder.items if key.text == str(name)), None)


def _last_line(node: Node) -> int:
    """The line on which the last value of a node begins."""
    if isinstance(node, Scalar):
        return node.line
    parts = [value for _, value in node.items] if isinstance(node, MappingNode) else list(node.items)
    return max((_last_line(part) for part in parts), default=node.line)
