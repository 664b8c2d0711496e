"""Lines of a file replaced by others; every other byte of it stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bulletin.formats.encoding import BOM, decode_text
from bulletin.problems import Fix, Problem

_LINE_END = re.compile(rb"(\r\r\n|\r\n|\n)")
_OLD_MACINTOSH = re.compile(rb"(\r)")


@dataclass(frozen=True, slots=True)
class Correction:
    """Lines of a file that are others now; `line` is where they begin in the file as it is now."""

    path: str
    line: int
    old: tuple[str, ...]
    new: tuple[str, ...]


class _Line(NamedTuple):
    text: bytes
    end: bytes


def certain_fixes(problems: Iterable[Problem], data: bytes, path: str) -> list[Fix]:
    """What can be corrected in a file for certain, from the first line to the last; none meets another.

    Of proposals that meet, the one for more lines is taken, then the one found later, which holds what was
    found before; the others are for another round.
    """
    lines = _texts(data)
    offered = [each.fix for each in problems if each.fix and each.fix.certain and each.ref.path == path]
    offered.reverse()
    chosen: list[Fix] = []
    for fix in sorted(offered, key=lambda fix: fix.first - fix.last):
        is_new = 0 < fix.first <= len(lines) + 1 and tuple(lines[fix.first - 1 : fix.last]) != fix.lines
        if is_new and fix not in chosen and not any(fix.overlaps(other) for other in chosen):
            chosen.append(fix)
    return sorted(chosen, key=lambda fix: (fix.first, fix.last))


def correct(data: bytes, path: str, fixes: Sequence[Fix]) -> bytes | None:
    """The file with the fixes made, which are such as `certain_fixes` gives, from the last to the first.

    It keeps its encoding, its mark of it (BOM) and its line ends; what is added ends as the file's lines do.
    None where its lines cannot be told apart, or the new ones not be written in its encoding.
    """
    mark = BOM if data.startswith(BOM) else b""
    lines = _split(data.removeprefix(BOM))
    encoding = _encoding_of(data)
    if not _is_read_so(data, path, lines):
        return None
    usual = max((line.end for line in lines), key=[line.end for line in lines].count) or b"\n"
    for fix in reversed(fixes):
        try:
            new = [text.encode(encoding) for text in fix.lines]
        except UnicodeEncodeError:
            return None
        old = lines[fix.first - 1 : fix.last]
        ends = [line.end for line in old[: len(new)]]
        ends = [usual] * (len(new) - len(ends)) + ends
        if not old and fix.first > len(lines) and lines:
            # Below a last line that ends with the file.
            lines[-1], ends[-1:] = lines[-1]._replace(end=usual), [b""] * bool(ends)
        lines[fix.first - 1 : fix.last] = map(_Line, new, ends)
    return mark + b"".join(line.text + line.end for line in lines)


def tell_corrections(data: bytes, path: str, fixes: Sequence[Fix]) -> list[Correction]:
    """The same fixes as lines that were and lines that are."""
    lines, shift, told = _texts(data), 0, []
    for fix in fixes:
        old = tuple(lines[fix.first - 1 : fix.last])
        told.append(Correction(path, fix.first + shift, old, fix.lines))
        shift += len(fix.lines) - len(old)
    return told


def after_further(earlier: Iterable[Correction], fixes: Sequence[Fix]) -> list[Correction]:
    """Earlier corrections of a file with the lines they have after further fixes."""
    moved = []
    for each in earlier:
        above = (fix for fix in fixes if fix.last < each.line)
        shift = sum(len(fix.lines) - (fix.last - fix.first + 1) for fix in above)
        moved.append(replace(each, line=each.line + shift))
    return moved


def _texts(data: bytes) -> list[str]:
    """The lines as they were written, without their ends."""
    encoding = _encoding_of(data)
    return [line.text.decode(encoding, "replace") for line in _split(data.removeprefix(BOM))]


def _is_read_so(data: bytes, path: str, lines: Sequence[_Line]) -> bool:
    """Whether the numbers of Fixes, which are those of the lines that were read, are those of these lines."""
    text, _ = decode_text(data, path)
    return text is not None and text.count("\n") + 1 == len(lines)


def _split(data: bytes) -> list[_Line]:
    """The lines of a file with their ends; the last one has none."""
    is_old = b"\r" in data and b"\n" not in data
    pieces = (_OLD_MACINTOSH if is_old else _LINE_END).split(data)
    return list(map(_Line, pieces[::2], [*pieces[1::2], b""]))


def _encoding_of(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
