"""What is new from one release to another, out of CHANGELOG.md."""

from __future__ import annotations

import re
from collections.abc import Sequence

_RELEASE = re.compile(r"^## \[?v?(?P<version>\d+(?:\.\d+)+[\w.+-]*)\]?[^\n]*\n", re.MULTILINE)
_LINK = re.compile(r"\[([^]]+)\]\([^)\s]+\)")
_MARKS = re.compile(r"\*\*|`")


def find_news(changelog: str, old: str, new: str) -> str:
    """What came after `old`, up to and with `new`, the newest first; "" where nothing is told of it.

    Versions are like `0.1.0`; an `old` of "" is that before all.
    """
    sections = _sections(changelog)
    wanted = [
        f"Version {version}\n\n{text}"
        for version, text in sections
        if version_order(old) < version_order(version) <= version_order(new)
    ]
    return "\n\n".join(wanted)


def _sections(changelog: str) -> Sequence[tuple[str, str]]:
    found = list(_RELEASE.finditer(changelog))
    ends = [*(each.start() for each in found[1:]), len(changelog)]
    return [
        (each["version"], _without_marks(changelog[each.end() : end]))
        for each, end in zip(found, ends, strict=False)
    ]


def _without_marks(text: str) -> str:
    """Markdown as it is read on a terminal: headings and lists stay lines, marks and addresses go."""
    lines = (line.removeprefix("### ") for line in _LINK.sub(r"\1", text).strip().splitlines())
    return _MARKS.sub("", "\n".join(lines))


def version_order(version: str) -> tuple[int, ...]:
    """By which versions are older or newer."""
    return tuple(int(number) for number in re.findall(r"\d+", version.partition("+")[0])[:3])
