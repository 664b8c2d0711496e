"""Text, lists and fields as YAML that a person would type; `parse_yaml` reads the same back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.formats.encoding import without_odd_characters
from bulletin.formats.nodes import Tree

# Longer names need the complex keys (`? name`) of YAML, which no record uses.
LONGEST_NAME = 200

_PLAIN = re.compile(r"[\w$(+./](?:[^\s:#]|:(?=\S)|(?<=\S)#|[^\S\t\n](?=[^\s#]))*")
_PLAIN_NAME = re.compile(r"\w[\w+./-]*(?: [\w+./-]+)*|\d{4}-\d\d-\d\d \d\d:\d\d")
_BRACKETS = re.compile(r"[\[\]{},]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_ESCAPED = re.compile(r'[\\"\n\t]')


def format_yaml(values: Tree, comments: dict[str, str]) -> str:
    """Lines of fields, ended by a line end. Raises ValueError for a name of more than 200 characters."""
    lines = list(_comment(comments.get("", "")))
    lines.extend(_block(values, comments, "") if values else [_empty(values)])
    return "\n".join(lines) + "\n"


def format_text(text: str) -> str:
    """`text` as it may stand behind a colon or a dash, on one line: as it is, or in quotes."""
    if text and _PLAIN.fullmatch(text) and text.lower() != "null":  # which is no text where a field is read
        return text
    return quote(text)


def format_flow(value: Tree) -> str:
    """A text, a list or fields as they may stand in brackets, on one line."""
    if isinstance(value, str):
        text = format_text(value)
        return quote(value) if text == value and _BRACKETS.search(text) else text
    if isinstance(value, list):
        return f"[{', '.join(map(format_flow, value))}]"
    return f"{{{', '.join(f'{format_name(name)}: {format_flow(inner)}' for name, inner in value.items())}}}"


def format_name(name: str) -> str:
    """The name of a field as it stands in front of its colon."""
    return name if _PLAIN_NAME.fullmatch(name) else quote(name)


def quote(text: str) -> str:
    """`text` in the quotes that need the fewest backslashes."""
    if _ESCAPED.search(text) is None:
        return f'"{text}"'
    if "\n" not in text and "\t" not in text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(lambda match: _ESCAPES[match.group()], text) + '"'


def quote_inner(text: str) -> str:
    """`text` as it stands between double quotes, its line ends left as they are."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _block(value: Tree, comments: dict[str, str], above: str) -> Iterator[str]:
    if isinstance(value, str):
        yield from _text_lines(value)
    elif isinstance(value, list):
        for item in value:
            first, *others = _block(item, {}, "") if item else [_empty(item)]
            yield f"- {first}"
            yield from (f"  {line}" if line else "" for line in others)
    else:
        for name, inner in value.items():
            yield from _comment(comments.get(f"{above}{name}", ""))
            yield from _field(name, inner, comments, f"{above}{name}.")


def _field(name: str, value: Tree, comments: dict[str, str], above: str) -> Iterator[str]:
    clean = without_odd_characters(name)
    if len(clean) > LONGEST_NAME:
        raise ValueError(f"a field's name has {len(clean)} characters")
    key = format_name(clean)
    if isinstance(value, str):
        first, *others = _text_lines(value)
        yield f"{key}: {first}"
        yield from others
    elif not value:
        yield f"{key}: {_empty(value)}"
    else:
        yield f"{key}:"
        yield from (f"  {line}" if line else "" for line in _block(value, comments, above))


def _text_lines(text: str) -> list[str]:
    """One line, or `|` and the indented lines of the text."""
    clean = without_odd_characters(text)
    lines = clean.split("\n")
    block = len(lines) > 1 and bool(lines[0]) and bool(lines[-1]) and all(map(_fits_block, lines))
    if block and not lines[0].startswith(" "):
        return ["|", *(f"  {line}" if line else "" for line in lines)]
    return [format_text(clean)]


def _fits_block(line: str) -> bool:
    bare = line.strip(" ")
    return not line or (bare != "" and not bare[0].isspace() and not bare[-1].isspace())


def _comment(text: str) -> Iterator[str]:
    if text:
        for line in without_odd_characters(text).split("\n"):
            yield f"# {line}".rstrip()


def _empty(value: Tree) -> str:
    return '""' if isinstance(value, str) else "[]" if isinstance(value, list) else "{}"
