"""The bytes of a record's file with some values changed, every other byte as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bulletin.formats.encoding import LINE_END, decode_text
from bulletin.formats.field_names import typed_place
from bulletin.formats.nodes import Mapping
from bulletin.formats.records import parse_record, split_front_matter
from bulletin.formats.yaml import SUBMISSION, Limits
from bulletin.formats.yaml.edit import Edit, NotEdited, SetValue, edit_fields
from bulletin.problems import Fix
from bulletin.words.fields import NO_OTHER_NAMES, OtherNames

_BOM = b"\xef\xbb\xbf"


def edit_record(
    data: bytes,
    path: str,
    edits: Iterable[Edit],
    *,
    limits: Limits = SUBMISSION,
    names: OtherNames = NO_OTHER_NAMES,
) -> bytes:
    """The file with the edits made one after the other: `.md` in its front matter, other names as fields.

    Fields are found under the other `names` they may have in it too. New lines end as the lines beside them
    do. Raises NotEdited for a file that cannot be read without an error, and where the lines cannot be
    changed without touching more than is asked.
    """
    for edit in edits:
        data = _edited(data, path, edit, limits, names)
    return data


def _edited(data: bytes, path: str, edit: Edit, limits: Limits, names: OtherNames) -> bytes:
    before = parse_record(data, path, limits=limits)
    text, _ = decode_text(data, path)
    if text is None or before.node is None or any(problem.is_error for problem in before.problems):
        raise NotEdited("This file has a mistake that has to be mended first.")
    fields, first = text, 1
    if path.lower().endswith((".md", ".markdown")):
        front = split_front_matter(text, path)
        fields, first = front.fields, front.fields_line
    edit = _as_typed(before.node, edit, path, names)
    fix = edit_fields(fields, edit, limits=limits, first_line=first)
    if fix is None:
        return data
    changed = _paste(data, fix)
    after = parse_record(changed, path, limits=limits)
    is_worse = any(problem.is_error for problem in after.problems)
    if after.node is None or is_worse or after.body != before.body:
        raise NotEdited(f"What stands near line {fix.first} cannot be changed by a command.")
    return changed


def _as_typed(node: Mapping, edit: Edit, path: str, names: OtherNames) -> Edit:
    """The edit with every field called as it is in the file."""
    place = typed_place(node, edit.place, path, names)
    if isinstance(edit, SetValue):
        holder = edit.place[:-1]
        after = (typed_place(node, (*holder, each), path, names)[-1] for each in edit.after)
        return replace(edit, place=place, after=tuple(map(str, after)))
    return replace(edit, place=place)


def _paste(data: bytes, fix: Fix) -> bytes:
    """The file with lines of its text replaced, in its encoding and with its line ends."""
    end = b"\n" if b"\n" in data else b"\r" if b"\r" in data else b"\n"
    mark = _BOM if data.startswith(_BOM) else b""
    lines = data.removeprefix(mark).split(end)
    at, ended = fix.first - 1, lines[:-1]
    beside = ended[min(at, len(ended) - 1)] if ended and end == b"\n" else b""
    returns = beside[len(beside.rstrip(b"\r")) :]
    written = [_encode(line, data) + returns for line in fix.lines]
    if fix.last >= len(lines) and written:
        written[-1] = written[-1].removesuffix(returns)
    if at == len(lines) and written:
        lines[-1] += returns
    lines[at : fix.last] = written
    return mark + end.join(lines)


def _encode(line: str, data: bytes) -> bytes:
    """A line in the encoding of the file."""
    line = line.replace(LINE_END, "\u2028")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return line.encode("cp1252")
        except UnicodeEncodeError as error:
            words = "This file is not saved as UTF-8, so these words cannot be written into it."
            raise NotEdited(f"{words} Save it as UTF-8 first.") from error
    return line.encode()
