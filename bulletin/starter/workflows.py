"""The short workflows of a board: each calls one of ours, at the commit of a release."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bulletin.files import read_package_bytes
from bulletin.starter.releases import Release

FOLDER = ".github/workflows/"

WORKFLOWS = (
    *("check.yml", "answer.yml", "publish.yml", "todo.yml"),
    # forms for staff
    *("decide.yml", "moves.yml", "notice.yml", "tonight.yml", "withdraw.yml"),
)
"""Each lies in `files/workflows/`, and calls a `board-….yml` of the engine's repository."""

_CALL = re.compile(
    r"""^(?P<before>[ \t]*(?:-[ \t]+)?uses:[ \t]*)(?P<quote>["']?)(?P<repository>[\w.-]+/[\w.-]+)
        (?P<file>/\.github/workflows/board-[\w.-]+?)@(?P<commit>[^\s"'#]+)(?P=quote)
        (?:(?P<sign>[ \t]+\#[ \t]*)(?P<version>v?\d+(?:\.\d+)+\S*)?(?P<comment>[^\r\n]*))?""",
    re.MULTILINE | re.VERBOSE,
)
_NIGHT = timedelta(minutes=17)  # at full hours everybody's jobs wait in line

MORNING = timedelta(hours=5)
"""So long after midnight the page of the week is made: before anybody comes to work."""


@dataclass(frozen=True, slots=True)
class Call:
    """A line of a workflow that calls one of ours, `name`; `version` is "" where its comment names none."""

    name: str
    repository: str
    commit: str
    version: str


def format_workflows(release: Release, zone: ZoneInfo, year: int) -> dict[str, str]:
    """The workflows of a board by their paths: they call this release, at hours that suit its zone."""
    nightly, morning = format_nightly(zone, year), format_nightly(zone, year, MORNING)
    texts = {name: _read(f"workflows/{name}") for name in WORKFLOWS}
    return {
        f"{FOLDER}{name}": with_release(text, release).replace("NIGHTLY", nightly).replace("MORNING", morning)
        for name, text in texts.items()
    } | {".github/dependabot.yml": _read("dependabot.yml"), ".gitignore": _read("gitignore")}


def format_nightly(zone: ZoneInfo, year: int, after: timedelta = timedelta()) -> str:
    """The minute and the hour, in UTC, at which a new day has just begun in a zone, in summer and in winter.

    `after` is how much later it is wanted.

    >>> format_nightly(ZoneInfo("America/Toronto"), 2027)
    '17 5'
    """
    midnights = (datetime(year, month, 15, tzinfo=zone) for month in range(1, 13))
    # Where clocks change, midnight of the season in which it comes later; in the other it is an hour past.
    west = min(midnight.utcoffset() or timedelta() for midnight in midnights)
    at = datetime(year, 1, 2, tzinfo=UTC) - west + _NIGHT + after
    return f"{at.minute} {at.hour}"


def find_calls(text: str) -> Iterator[Call]:
    """Each line of a workflow that calls one of ours."""
    for call in _CALL.finditer(text):
        name = call["file"].rpartition("/")[2]
        version = (call["version"] or "").removeprefix("v")
        yield Call(name, call["repository"], call["commit"], version)


def with_release(text: str, release: Release) -> str:
    """A workflow whose calls name this release; everything else, comments too, stays as it is."""

    def replace(call: re.Match[str]) -> str:
        pinned = f"{release.repository}{call['file']}@{release.commit}"
        comment = f"{call['sign'] or ' # '}v{release.version}{call['comment'] or ''}"
        if call["sign"] and not call["version"]:
            comment = f"{call['sign']}v{release.version} {call['comment']}".rstrip()
        return f"{call['before']}{call['quote']}{pinned}{call['quote']}{comment}"

    return _CALL.sub(replace, text)


def _read(name: str) -> str:
    return read_package_bytes(__package__, f"files/{name}").decode("utf-8")
